"""DDL that is written from a catalog reads back as that catalog."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuneql.sql.schemas.catalog import CatalogTable, Column, Relation, catalog_ddl
from tuneql.sql.schemas.schema import parse_schema

NAMES = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_characters='\x7f.`"[]\\'), min_size=1, max_size=12
)
COMMENTS = st.text(max_size=30)


@pytest.mark.parametrize("dialect", ["sqlite", "postgres", "mysql", "duckdb", "snowflake", "tsql"])
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
