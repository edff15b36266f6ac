from collections.abc import Callable

import pytest

from tuneql.corpus.preparation import prepare_rows
from tuneql.corpus.prepared import Prepared
from tuneql.corpus.row import Rejection, Row
from tuneql.corpus.transform import Context
from tuneql.options import Options


@pytest.mark.parametrize("field", ["question", "sql"])
def test_a_record_that_is_too_long_is_left_out_as_it_was_read(field: str, make_row: Callable[..., Row]) -> None:
    good = make_row(1)
    long = {"question": "Which ships? " * 60, "sql": f"SELECT {', '.join(['name'] * 150)} FROM ships"}
    row = make_row(2, **{field: long[field]})
    context = Context(dialect="sqlite", options=Options(max_tokens=200))
    kept, left_out = prepare_rows([good, row], context)
    assert isinstance(kept, Prepared)
    assert isinstance(left_out, Rejection)
    assert (left_out.reason, left_out.row, left_out.record) == ("too-many-tokens", 2, row.record)
    assert left_out.detail.endswith("the most is 200")
