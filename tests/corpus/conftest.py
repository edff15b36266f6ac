from collections.abc import Callable, Iterable, Mapping

import pytest

from tuneql.corpus.card.card import Tokens
from tuneql.corpus.decisions.ledger import Ledger
from tuneql.corpus.example import Example
from tuneql.corpus.keys import Keys, digest
from tuneql.corpus.prepared import Prepared
from tuneql.corpus.row import Row
from tuneql.corpus.traits import Traits
from tuneql.corpus.transform import Draft
from tuneql.prompt import Prompt

DDL = "CREATE TABLE ships (id INTEGER, name TEXT, seats INTEGER, harbour TEXT)"


@pytest.fixture(scope="session")
def make_row() -> Callable[..., Row]:
    def make(number: int, **changes: object) -> Row:
        """A good row, each number with SQL of another shape."""
        sql = f"SELECT {', '.join(['name'] * number)} FROM ships"
        record = {"question": f"Which ships, case {number}?", "schema": DDL, "sql": sql} | changes
        return Row(source="corpus.jsonl", row=number, record=record)

    return make


def a_row(place: int, **changes: object) -> Prepared:
    """A row of which nothing but its keys matters: those of `changes`, by default its own alone."""
    keys = {name: digest(name, str(changes.get(name, place))) for name in Keys.__dataclass_fields__} | {
        "schema": digest("schema", str(changes.get("schema", 0)))
    }
    fields = {"question": f"question {place}", "sql": "SELECT name FROM ships", "count": changes.get("count", 0)}
    return Prepared(
        example=Example(ddl=DDL, source="f", row=place + 1, **fields),  # type: ignore[arg-type] # fields by name
        prompt=Prompt(system=DDL, user=f"question {place}"),
        keys=Keys(**keys),
        tokens=Tokens(input=10, output=2),
        traits=Traits(hardness=changes.get("hardness", "easy"), functions=(), used=("ships",), unused=()),  # type: ignore[arg-type] # a bucket
    )


@pytest.fixture(scope="session")
def make_ledger() -> Callable[..., Ledger]:
    def make(rows: Iterable[Mapping[str, object]]) -> Ledger:
        """A ledger of rows with these keys."""
        ledger = Ledger()
        ledger.add((place, a_row(place, **row)) for place, row in enumerate(rows))
        return ledger

    return make


@pytest.fixture(scope="session")
def fates() -> Callable[[Ledger], list[str | None]]:
    def fates_of(ledger: Ledger) -> list[str | None]:
        return [decision.fate for decision in ledger.decisions()]

    return fates_of


@pytest.fixture(scope="session")
def make_draft() -> Callable[..., Draft]:
    def make(*, dialect: str = "sqlite", **changes: object) -> Draft:
        """A good row on its way, in `dialect`."""
        fields = {"question": "Which ships?", "ddl": f"{DDL[:-1]}, built DATE)", "sql": "SELECT name FROM ships"}
        return Draft(example=Example(**(fields | changes)), dialect=dialect)  # type: ignore[arg-type] # fields by name

    return make
