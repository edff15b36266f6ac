"""Tables as terminals of any width show them, and values as people write them."""

import io

import pytest
from rich.console import Console

from cli.console import json_values, show_table

ROWS = [("evaluation of the candidate, input tokens", "400,000", "2026-11-20"), ("total", "10.0872", "")]


@pytest.mark.parametrize("width", [20, 30, 44, 80, 200])
def test_a_narrow_terminal_cuts_no_number(width: int) -> None:
    told = io.StringIO()
    console = Console(file=told, width=width, soft_wrap=True)
    show_table("Costs", ("item", "quantity", "price of"), ROWS, console=console)
    assert {"400,000", "10.0872", "2026-11-20", "candidate,"} <= set(told.getvalue().split())


@pytest.mark.parametrize(
    ("written", "value"),
    [(".00001", 1e-5), ("1.e-5", 1e-5), ("+3", 3), ("[0, .5]", "[0, .5]"), ("none", "none"), (".", ".")],
)
def test_numbers_are_numbers_however_they_are_written(written: str, value: object) -> None:
    assert json_values([f"key={written}"], option="set") == {"key": value}
