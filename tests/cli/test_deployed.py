"""What commands look at before they change what serves users."""

from types import SimpleNamespace
from typing import Any

import pytest

from cli.deployed import release_ports
from tuneql.errors import DialectNeedsInterpreter, InvalidInput
from tuneql.interpreted import is_compiled


@pytest.mark.parametrize(
    ("dialect", "error"),
    [
        ("nobodys", InvalidInput),
        pytest.param(
            "kestrel", DialectNeedsInterpreter, marks=pytest.mark.skipif(not is_compiled(), reason="of the other build")
        ),
    ],
)
def test_a_dialect_that_cannot_be_read_here_is_found_before_anything_changes(
    dialect: str, error: type[Exception]
) -> None:
    nothing: Any = None
    run: Any = SimpleNamespace(dialect=dialect)
    with pytest.raises(error, match=dialect):
        release_ports(nothing, nothing, run, every_seconds=1)
