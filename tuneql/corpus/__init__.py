"""The corpus: read, convert, validate, deduplicate, split, write; one transform a module."""

from tuneql.corpus.card import DatasetCard, Tokens
from tuneql.corpus.conversion import to_example
from tuneql.corpus.example import Example
from tuneql.corpus.keys import Keys, keys
from tuneql.corpus.lines import lines_in_range, split_lines
from tuneql.corpus.options import Options
from tuneql.corpus.preparation import Dataset, Prepared, assemble, prepare_rows, shift
from tuneql.corpus.reading import decompress, read_json_array, read_rows, sniff
from tuneql.corpus.records import held_out_record, rejection_record, training_record
from tuneql.corpus.row import Rejection, Row
from tuneql.corpus.splitting import Split, count_leaks, split
from tuneql.corpus.transform import Context, Draft, Transform
from tuneql.corpus.validation import validate

__all__ = [
    "Context",
    "Dataset",
    "DatasetCard",
    "Draft",
    "Example",
    "Keys",
    "Options",
    "Prepared",
    "Rejection",
    "Row",
    "Split",
    "Tokens",
    "Transform",
    "assemble",
    "count_leaks",
    "decompress",
    "held_out_record",
    "keys",
    "lines_in_range",
    "prepare_rows",
    "read_json_array",
    "read_rows",
    "rejection_record",
    "shift",
    "sniff",
    "split",
    "split_lines",
    "to_example",
    "training_record",
    "validate",
]
