"""Compact text: cases in `compact/`, in which each folder has a dialect's DDL and its compact text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from local.bedrock.model.lines import read_lines
from tuneql.sql.schemas.compact import compact
from tuneql.sql.schemas.schema import parse_schema
from tuneql.sql.transpiling import transpile_schema

CASES = Path(__file__).parent / "compact"


@pytest.mark.parametrize("file", sorted(CASES.glob("*.sql")), ids=lambda file: file.stem)
def test_ddl_becomes_text_in_fewer_words(file: Path) -> None:
    dialect = file.stem.partition("-")[0]
    assert (
        compact(parse_schema(file.read_text("utf-8"), dialect)) == file.with_suffix(".txt").read_text("utf-8").strip()
    )


PLAIN = st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,12}", fullmatch=True)
NAMES = PLAIN | st.text(
    st.characters(exclude_categories=("C", "Z"), exclude_characters='"`[]\\'), min_size=1, max_size=12
)
COMMENTS = st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters="*/-'"), max_size=20)
TYPES = st.sampled_from(["INTEGER", "VARCHAR(20)", "DECIMAL(8, 2)", "DATE", "TIMESTAMP", "BOOLEAN", "DOUBLE PRECISION"])
TABLES = st.lists(
    st.tuples(
        NAMES, st.lists(st.tuples(NAMES, TYPES, COMMENTS), min_size=1, max_size=6, unique_by=lambda c: c[0].lower())
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda table: table[0].lower(),
)


@given(TABLES, st.sampled_from(["postgres", "mysql", "sqlite", "snowflake", "duckdb"]))
def test_names_keys_and_families_can_be_read_back(
    tables: list[tuple[str, list[tuple[str, str, str]]]], dialect: str
) -> None:
    schema = parse_schema(ddl_of(tables, "`" if dialect == "mysql" else '"'), dialect)
    lines = list(read_lines(compact(schema)))
    assert [line.name for line in lines] == list(schema.tables)
    for line, table in zip(lines, schema.tables.values(), strict=True):
        assert [entry.name for entry in line.entries] == list(table.columns)
        assert [entry.words or "text" for entry in line.entries] == [each.family for each in table.described.values()]
        assert tuple(entry.name for entry in line.entries if entry.primary) == table.primary_key
        pointed = {key.columns[0]: (key.table.lower(), "") for key in table.foreign_keys}
        assert {entry.name: entry.references for entry in line.entries if entry.references} == pointed


def ddl_of(tables: list[tuple[str, list[tuple[str, str, str]]]], mark: str) -> str:
    """Every table's first column is its key, and the second of all but the first refers to the first table."""
    written = []
    for place, (name, columns) in enumerate(tables):
        parts = [f"{mark}{column}{mark} {kind} /* {comment} */" for column, kind, comment in columns]
        parts.append(f"PRIMARY KEY ({mark}{columns[0][0]}{mark})")
        if place and len(columns) > 1:
            parts.append(f"FOREIGN KEY ({mark}{columns[1][0]}{mark}) REFERENCES {mark}{tables[0][0]}{mark}")
        written.append(f"CREATE TABLE {mark}{name}{mark} ({', '.join(parts)})")
    return ";\n".join(written)


@given(NAMES, st.sampled_from(["postgres", "mysql", "sqlite", "snowflake", "bigquery", "tsql", "duckdb"]))
def test_a_name_as_it_is_spelled_means_the_same_column(name: str, dialect: str) -> None:
    marks = {"mysql": "``", "bigquery": "``", "tsql": "[]"}.get(dialect, '""')
    ddl = f"CREATE TABLE t ({marks[0]}{name}{marks[1]} INT)"
    (table,) = parse_schema(ddl, dialect).tables.values()
    again = f"CREATE TABLE t ({table.described[name].spelling} INT)"
    assert parse_schema(again, dialect).tables["t"].canonical_columns.keys() == table.canonical_columns.keys()


@pytest.mark.parametrize(
    "target", ["mysql", "tsql", "snowflake", "bigquery", "sqlite", "duckdb", "redshift", "kestrel"]
)
def test_keys_and_comments_outlive_translation(target: str) -> None:
    ddl = transpile_schema((CASES / "postgres-dump.sql").read_text("utf-8"), source="postgres", target=target)
    (table,) = parse_schema(ddl, target).tables.values()
    assert (table.primary_key, table.comment) == (("item_id",), "What is sold")
