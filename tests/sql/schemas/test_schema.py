import pytest

from tuneql.errors import InvalidSchema
from tuneql.sql.schemas.schema import ForeignKey, parse_schema


def test_reads_tables_columns_and_keys() -> None:
    schema = parse_schema(
        """CREATE TABLE ships (id INTEGER PRIMARY KEY, "ship name" TEXT NOT NULL, -- a comment; with a semicolon
             home REFERENCES ports (id));
           CREATE INDEX fast ON ships (id);
           INSERT INTO ships VALUES (1, 'a;b', 2);
           CREATE TABLE fleet.crew (ship INT, person INT, PRIMARY KEY (ship, person),
             FOREIGN KEY (ship) REFERENCES ships (id));""",
        "sqlite",
    )
    assert list(schema.tables) == ["ships", "crew"]
    ships, crew = schema.tables.values()
    assert dict(ships.columns) == {"id": "INTEGER", "ship name": "TEXT", "home": ""}
    assert (ships.primary_key, ships.namespace) == (("id",), "")
    assert ships.foreign_keys == (ForeignKey(columns=("home",), table="ports", references=("id",)),)
    assert (crew.primary_key, crew.namespace) == (("ship", "person"), "fleet")
    assert crew.foreign_keys == (ForeignKey(columns=("ship",), table="ships", references=("id",)),)


@pytest.mark.parametrize(
    ("dialect", "script"),
    [
        ("postgres", "CREATE TABLE t (a TEXT);\nCOPY t (a) FROM stdin;\nO'Brien\n\\.\n\nCREATE TABLE u (b INT);"),
        (
            "tsql",
            "IF NOT EXISTS (SELECT 1)\nBEGIN\nCREATE TABLE t (a INT) ON [p]\nEND\nGO\nCREATE TABLE u (b INT)",
        ),
        ("tsql", "IF 1 = 1\nBEGIN\nDROP DATABASE d;\nEND\nGO\nCREATE TABLE t (a INT);\nGO\nCREATE TABLE u (b INT)"),
        ("tsql", "IF OBJECT_ID('t') IS NULL CREATE TABLE t (a INT);\nCREATE TABLE u (b INT)"),
    ],
)
def test_tables_are_read_among_what_else_a_dump_holds(dialect: str, script: str) -> None:
    assert list(parse_schema(script, dialect).tables) == ["t", "u"]


@pytest.mark.parametrize(
    ("dialect", "canonical"),
    [("sqlite", {"id", "name"}), ("postgres", {"id", "Name"}), ("snowflake", {"ID", "Name"})],
)
def test_quoted_names_keep_their_case_where_the_dialect_keeps_it(dialect: str, canonical: set[str]) -> None:
    (table,) = parse_schema('CREATE TABLE t (Id INT, "Name" TEXT)', dialect).tables.values()
    assert set(table.canonical_columns) == canonical


@pytest.mark.parametrize(
    ("ddl", "rule"),
    [
        ("", "declares no table"),
        ("-- nothing", "declares no table"),
        ("SELECT 1", "declares no table"),
        ("CREATE TABLE t", "declares no table"),
        ("CREATE TABLE t (a INT", "does not parse as sqlite DDL: Expecting ) at line 1, column 21"),
        ("CREATE TABLE t (a 'x", "does not parse as sqlite DDL: "),
        ("x" * 200_001, "does not parse as sqlite DDL: the schema has 200,001 characters; at most 200,000 are allowed"),
    ],
    ids=lambda value: value[:40],
)
def test_says_what_is_wrong_with_a_schema(ddl: str, rule: str) -> None:
    with pytest.raises(InvalidSchema) as failure:
        parse_schema(ddl, "sqlite")
    assert failure.value.field == "schema"
    assert failure.value.rule.startswith(rule)


def test_a_schema_is_parsed_once() -> None:
    ddl = "CREATE TABLE once (a INT)"
    assert parse_schema(ddl, "sqlite") is parse_schema(ddl, "sqlite")


def test_a_schema_that_is_wrong_is_found_out_once_and_nothing_of_the_parser_is_kept() -> None:
    failures = []
    for _ in range(2):
        with pytest.raises(InvalidSchema) as failure:
            parse_schema("CREATE TABLE t (a INT", "postgres")
        failures.append(failure.value)
    assert failures[0].rule is failures[1].rule
    assert [(each.__cause__, each.__context__) for each in failures] == [(None, None)] * 2


@pytest.mark.parametrize(
    ("dialect", "ddl", "columns"),
    [
        ("sqlite", "CREATE TABLE a (x INT PRIMARY KEY ON CONFLICT IGNORE) WITHOUT ROWID", {"a": ["x"]}),
        ("tsql", "USE [shop]\nGO\nCREATE TABLE a (x INT PRIMARY KEY CLUSTERED)\nGO\n", {"a": ["x"]}),
        ("tsql", "CREATE SCHEMA s AUTHORIZATION dbo;\nGO\nCREATE TABLE s.a (x INT);\nGO\n", {"a": ["x"]}),
        ("tsql", "CREATE TABLE a (x INT)\nCREATE TABLE b (y INT)", {"a": ["x"], "b": ["y"]}),
        ("postgres", "CREATE EXTENSION e; CREATE TABLE a (x int GENERATED ALWAYS AS IDENTITY (START 1))", {"a": ["x"]}),
        ("mysql", "CREATE TABLE a (x POINT SRID 4326, KEY k (x) USING BTREE COMMENT 'k', y INT)", {"a": ["x", "y"]}),
        ("redshift", "CREATE TABLE a (x INT ENCODE RAW DISTKEY, y VARCHAR(9) SORTKEY)", {"a": ["x", "y"]}),
        ("bigquery", "CREATE TABLE a (x SERIAL PRIMARY KEY, y DOUBLE PRECISION)", {"a": ["x", "y"]}),
        ("sqlite", "CREATE TABLE a (x); CREATE VIEW v AS SELECT *, x + 1 AS z FROM a", {"a": ["x"], "v": ["x", "z"]}),
        ("duckdb", "CREATE TABLE a AS SELECT 1 AS one", {"a": ["one"]}),
        ("sqlite", "CREATE VIRTUAL TABLE a USING fts4(x TEXT NOT NULL, tokenize=porter)", {"a": ["x", "docid", "a"]}),
        ("redshift", "CREATE EXTERNAL TABLE x.a (y INT) PARTITIONED BY (day DATE) STORED AS ORC", {"a": ["y", "day"]}),
        ("sqlite", "CREATE VIRTUAL TABLE s USING dbstat; CREATE TABLE a (x)", {"a": ["x"]}),
        ("postgres", "CREATE VIEW v (x, y) AS SELECT a, b FROM t", {"v": ["x", "y"]}),
        ("sqlite", "CREATE TABLE a (x INT, exclude TEXT, period INT)", {"a": ["x", "exclude", "period"]}),
        ("postgres", "CREATE TABLE a (x int4range, EXCLUDE USING gist (x WITH &&))", {"a": ["x"]}),
        ("sqlite", "CREATE VIEW v (x, y) AS VALUES (1, 2)", {"v": ["x", "y"]}),
        ("snowflake", "CREATE VIEW v (x, y COMMENT 'why') AS SELECT a, b FROM t", {"v": ["x", "y"]}),
        ("postgres", "CREATE MATERIALIZED VIEW v AS SELECT a FROM t WITH NO DATA", {"v": ["a"]}),
        ("postgres", "CREATE MATERIALIZED VIEW v AS SELECT count(*) AS n FROM t WITH DATA", {"v": ["n"]}),
        ("postgres", "CREATE VIEW v AS SELECT a FROM t WITH LOCAL CHECK OPTION", {"v": ["a"]}),
        ("postgres", "CREATE TABLE a (x int); CREATE TABLE b (LIKE a, y int)", {"a": ["x"], "b": ["x", "y"]}),
        ("postgres", "CREATE TABLE a (x int); CREATE TABLE b (y int) INHERITS (a)", {"a": ["x"], "b": ["x", "y"]}),
        ("postgres", "CREATE TABLE a (x int); CREATE TABLE b PARTITION OF a DEFAULT", {"a": ["x"], "b": ["x"]}),
        ("mysql", "CREATE TABLE a (x INT PRIMARY KEY); CREATE TABLE b LIKE a", {"a": ["x"], "b": ["x"]}),
        ("sqlite", "CREATE TABLE a (x); CREATE VIEW v AS SELECT * FROM (SELECT x FROM a)", {"a": ["x"], "v": ["x"]}),
        ("duckdb", "CREATE TABLE a (x INT); CREATE VIEW v AS WITH c AS (FROM a) FROM c", {"a": ["x"], "v": ["x"]}),
    ],
)  # fmt: skip
def test_reads_what_the_parser_knows_only_in_part(dialect: str, ddl: str, columns: dict[str, list[str]]) -> None:
    tables = parse_schema(ddl, dialect).tables
    assert {name: list(table.columns) for name, table in tables.items()} == columns


def test_reads_what_sqlite_takes_between_a_tables_constraints() -> None:
    """No comma is needed between two constraints of a table (sqlite.org/src: `tconscomma` in parse.y)."""
    schema = parse_schema(
        """CREATE TABLE crew (ship INT UNSIGNED ZEROFILL NOT NULL, person INTEGER REFERENCES people ON CONFLICT WEIRD,
             PRIMARY KEY (ship, person) FOREIGN KEY (ship) REFERENCES ships (id) ON DELETE CASCADE
             CONSTRAINT "once" UNIQUE (person) CHECK (ship > 0))""",
        "sqlite",
    )
    (crew,) = schema.tables.values()
    assert list(crew.columns.items()) == [("ship", "UINT"), ("person", "INTEGER")]
    assert crew.primary_key == ("ship", "person")
    assert {key.table for key in crew.foreign_keys} == {"people", "ships"}


def test_a_column_of_very_many_words_is_cut_short() -> None:
    (table,) = parse_schema(f"CREATE TABLE t (a INT {'weird ' * 20_000}, b TEXT)", "sqlite").tables.values()
    assert dict(table.columns) == {"a": "INTEGER", "b": "TEXT"}


def test_a_key_that_refers_to_what_the_parser_takes_for_no_table_is_left_out() -> None:
    ddl = "CREATE TABLE unnest (id INT PRIMARY KEY); CREATE TABLE b (a INT, FOREIGN KEY (a) REFERENCES unnest (id));"
    assert parse_schema(ddl, "postgres").tables["b"].foreign_keys == ()
