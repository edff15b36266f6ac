"""The corpus: read, convert, transform, deduplicate, split, write; one rule a module."""

from tuneql.corpus.assembly import assemble
from tuneql.corpus.card import DatasetCard, Tokens
from tuneql.corpus.conversion import to_example
from tuneql.corpus.example import Example
from tuneql.corpus.keys import Keys, keys
from tuneql.corpus.lines import lines_in_range, split_lines
from tuneql.corpus.outcomes import Outcome, Spool, shift
from tuneql.corpus.preparation import prepare_rows
from tuneql.corpus.prepared import Prepared
from tuneql.corpus.reading import decompress, read_file, read_rows, sniff
from tuneql.corpus.records import held_out_record, rejection_record, training_record
from tuneql.corpus.row import Rejection, Row
from tuneql.corpus.transform import Context, Draft, Transform
from tuneql.corpus.validation import validate
from tuneql.options import Options

__all__ = [
    "Context",
    "DatasetCard",
    "Draft",
    "Example",
    "Keys",
    "Options",
    "Outcome",
    "Prepared",
    "Rejection",
    "Row",
    "Spool",
    "Tokens",
    "Transform",
    "assemble",
    "decompress",
    "held_out_record",
    "keys",
    "lines_in_range",
    "prepare_rows",
    "read_file",
    "read_rows",
    "rejection_record",
    "shift",
    "sniff",
    "split_lines",
    "to_example",
    "training_record",
    "validate",
]
