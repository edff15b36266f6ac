from collections.abc import Callable

import pytest

from tuneql.corpus import Example, Keys, Row
from tuneql.corpus.keys import digest
from tuneql.corpus.transform import Draft

DDL = "CREATE TABLE ships (id INTEGER, name TEXT, seats INTEGER, harbour TEXT)"


@pytest.fixture
def make_row() -> Callable[..., Row]:
    def make(number: int, **changes: object) -> Row:
        """A good row, each number with SQL of another shape."""
        sql = f"SELECT {', '.join(['name'] * number)} FROM ships"
        record = {"question": f"Which ships, case {number}?", "schema": DDL, "sql": sql} | changes
        return Row(source="corpus.jsonl", row=number, record=record)

    return make


@pytest.fixture
def make_keys() -> Callable[..., Keys]:
    def make(content: object, *, template: object, schema: object = 0, question: object = None) -> Keys:
        return Keys(
            content=digest(str(content)),
            question=digest(str(content if question is None else question)),
            template=digest(str(template)),
            schema=digest(str(schema)),
        )

    return make


@pytest.fixture(scope="session")
def make_draft() -> Callable[..., Draft]:
    def make(*, dialect: str = "sqlite", **changes: object) -> Draft:
        """A good row on its way, in `dialect`."""
        fields = {"question": "Which ships?", "ddl": f"{DDL[:-1]}, built DATE)", "sql": "SELECT name FROM ships"}
        return Draft(example=Example(**(fields | changes)), dialect=dialect)  # type: ignore[arg-type] # fields by name

    return make
