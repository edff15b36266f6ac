"""DDL that is written from a catalog can be read back as that catalog."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuneql.sql.dialects import get_dialect
from tuneql.sql.guard import check
from tuneql.sql.schemas.catalog import CatalogTable, Column, Relation, catalog_ddl
from tuneql.sql.schemas.schema import parse_schema

DIALECTS = ("sqlite", "postgres", "mysql", "duckdb", "snowflake", "tsql", "bigquery", "redshift")
NAMES = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_characters='\x7f.`"[]\\'), min_size=1, max_size=12
)
COMMENTS = st.text(max_size=30)


@pytest.mark.parametrize("dialect", DIALECTS)
@given(names=st.lists(NAMES, min_size=2, max_size=5, unique_by=str.casefold), comment=COMMENTS, table=NAMES)
def test_names_come_back_whatever_the_comments(dialect: str, names: list[str], comment: str, table: str) -> None:
    columns = [
        Column(name=name, type="INTEGER", not_null=place == 1, comment=comment) for place, name in enumerate(names)
    ]
    relation = Relation(columns=(names[0],), table=(table,), references=(names[1],))
    written = CatalogTable(
        name=(table,), columns=columns, primary_key=tuple(names[:2]), relations=[relation], comment=comment
    )
    read = parse_schema(catalog_ddl([written], dialect), dialect).tables
    assert [list(each.columns) for each in read.values()] == [names]


def test_a_relation_names_the_namespace_of_its_table() -> None:
    columns = [Column(name="port", type="TEXT")]
    relation = Relation(columns=("port",), table=("harbour", "ports"), references=("code",))
    written = catalog_ddl([CatalogTable(name=("ops", "visits"), columns=columns, relations=[relation])], "postgres")
    assert "FOREIGN KEY (port) REFERENCES harbour.ports (code)" in written


@pytest.mark.parametrize(
    "dialect", ["sqlite", "postgres", "mysql", "duckdb", "snowflake", "tsql", "bigquery", "redshift"]
)
def test_every_word_of_a_dialect_can_be_a_name(dialect: str) -> None:
    parser = get_dialect(dialect).parser_class
    known = (*get_dialect(dialect).tokenizer_class.KEYWORDS, *parser.CONSTRAINT_PARSERS, *parser.FUNCTION_PARSERS)
    words = sorted({word.lower() for word in known if word.replace("_", "").isalpha() and word[0] != "_"})
    columns = [Column(name="a", type="INTEGER")]
    written = [
        CatalogTable(
            name=(word,),
            columns=[Column(name=word, type="INTEGER"), *columns],
            primary_key=("a", word),
            relations=[Relation(columns=(word,), table=(word,), references=("a",))],
        )
        for word in words
    ]
    read = parse_schema(catalog_ddl(written, dialect), dialect).tables.values()
    assert [each.name for each in read] == words
    assert [tuple(each.columns) for each in read] == [(word, "a") for word in words]
    assert [each.primary_key for each in read] == [("a", word) for word in words]
    assert [each.foreign_keys[0].table for each in read] == words


@pytest.mark.parametrize(
    ("dialect", "name", "sql"),
    [
        ("postgres", "userName", 'SELECT "userName" FROM "userName"'),
        ("postgres", "user_name", "SELECT USER_NAME FROM user_name"),
        ("snowflake", "USER_NAME", "SELECT user_name FROM user_name"),
        ("snowflake", "user_name", 'SELECT "user_name" FROM "user_name"'),
        ("duckdb", "userName", "SELECT username FROM USERNAME"),
        ("mysql", "userName", "SELECT userName FROM userName"),
    ],
)
def test_names_are_those_that_the_database_has(dialect: str, name: str, sql: str) -> None:
    written = catalog_ddl([CatalogTable(name=(name,), columns=[Column(name=name, type="INTEGER")])], dialect)
    assert check(sql, schema=parse_schema(written, dialect), dialect=dialect).allowed
    folded = sql.replace('"', "")
    is_folded = check(folded, schema=parse_schema(written, dialect), dialect=dialect).allowed
    assert is_folded == (folded == sql)
