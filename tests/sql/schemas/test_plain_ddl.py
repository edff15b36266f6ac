import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuneql.interpreted import is_compiled
from tuneql.sql.dialects import get_dialect
from tuneql.sql.schemas.declarations import read_declarations
from tuneql.sql.schemas.plain_ddl import read_plain
from tuneql.sql.schemas.tables import Table

DIALECTS = ["sqlite", "postgres", "mysql", "bigquery", "snowflake", "tsql", "oracle", "duckdb"]
DIALECTS += [] if is_compiled() else ["kestrel"]

PLAIN = [
    "CREATE TABLE ships (id INTEGER, name TEXT)",
    "create table ships(id int , name varchar) ;\n CREATE TABLE harbours (name VARCHAR, built DATE);\n",
    "CREATE TABLE table_1000181_1 (c_1 VARCHAR, year_ REAL, Made_On TIMESTAMP, ok BOOLEAN)",
]

MORE = [
    "CREATE TABLE ships (id INTEGER PRIMARY KEY)",
    "CREATE TABLE ships (id INTEGER, PRIMARY KEY (id))",
    "CREATE TABLE ships (id INTEGER, PRIMARY KEY)",
    "CREATE TABLE ships (price NUMERIC(10, 2))",
    'CREATE TABLE "ships" (id INTEGER)',
    "CREATE TABLE fleet.ships (id INTEGER)",
    "CREATE TABLE ships (id INTEGER) -- all of them",
    "CREATE TABLE ships (id)",
    "CREATE TABLE ships ()",
    "CREATE TABLE ships (id INTEGER); DROP TABLE ships",
    "CREATE TABLE ships (id INTEGER) AS SELECT 1",
    "CREATE TABLE ships (select INTEGER)",
    "CREATE TABLE ships (id INTEGER,)",
    "CREATE TABLE ships (größe INTEGER)",
    "CREATE VIEW ships AS SELECT 1",
    "",
]


def as_parsed(ddl: str, dialect: str) -> dict[str, Table]:
    chosen = get_dialect(dialect)
    return read_declarations([tree for tree in chosen().parse(ddl) if tree is not None], chosen)


def told(tables: dict[str, Table] | None) -> list[tuple[object, ...]]:
    """All that tables say, in order."""
    return [
        (key, table, list(table.columns.items()), list(table.canonical_columns.items()), list(table.described.items()))
        for key, table in (tables or {}).items()
    ]


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("ddl", PLAIN)
def test_plain_tables_are_read_as_the_parser_reads_them(ddl: str, dialect: str) -> None:
    assert told(read_plain(ddl, dialect)) == told(as_parsed(ddl, dialect))


@pytest.mark.parametrize("ddl", MORE)
def test_everything_else_is_left_to_the_parser(ddl: str) -> None:
    assert read_plain(ddl, "sqlite") is None


WORDS = st.one_of(
    st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,6}", fullmatch=True),
    st.sampled_from(
        ["int", "TEXT", "date", "key", "primary", "order", "name", "like", "REAL", "serial", "array", "json"]
    ),
)
COLUMNS = st.lists(st.builds("{} {}".format, WORDS, WORDS), min_size=1, max_size=4)


@given(WORDS, COLUMNS, st.sampled_from(DIALECTS))
def test_what_is_read_here_is_what_the_parser_reads(name: str, columns: list[str], dialect: str) -> None:
    ddl = f"CREATE TABLE {name} ({', '.join(columns)})"
    plain = read_plain(ddl, dialect)
    assert plain is None or told(plain) == told(as_parsed(ddl, dialect))
