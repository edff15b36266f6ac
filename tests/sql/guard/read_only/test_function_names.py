"""No function passes whose name is not listed, however it is spelled and wherever it stands."""

import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import dialects
from tests.sql.guard.test_by_dialect import schema
from tuneql.sql.dialects import get_dialect
from tuneql.sql.guard import check
from tuneql.sql.guard.read_only.calls import allowed_names, unlisted_calls
from tuneql.sql.guard.read_only.functions import ENGINES, engine_of, listed
from tuneql.sql.parsing import parse
from tuneql.sql.walking import Nodes, nodes_of

PLACES = (
    "SELECT {} FROM {}orders",
    "SELECT DISTINCT {} FROM {}orders",
    "SELECT 1 FROM {}orders WHERE {} = 1",
    "SELECT 1 FROM {}orders AS a JOIN {}orders AS b ON {} = a.id",
    "SELECT id FROM {}orders ORDER BY {}",
    "SELECT id FROM {}orders GROUP BY id HAVING {} = 1",
    "SELECT SUM(total) OVER (PARTITION BY {}) FROM {}orders",
    "SELECT {} OVER (ORDER BY id) FROM {}orders",
    "SELECT UPPER({}) FROM {}orders",
    "SELECT COALESCE(1, UPPER({})) FROM {}orders",
    "SELECT CAST({} AS INT) FROM {}orders",
    "SELECT CASE WHEN {} = 1 THEN 1 ELSE {} END FROM {}orders",
    "SELECT id FROM {}orders WHERE id IN (1, {})",
    "SELECT id FROM {}orders WHERE id BETWEEN 1 AND {}",
    "SELECT id FROM {}orders WHERE EXISTS (SELECT {})",
    "SELECT (SELECT {}) FROM {}orders",
    "SELECT 1 UNION ALL SELECT {}",
    "WITH t AS (SELECT {} AS x) SELECT x FROM t",
    "WITH {} AS (SELECT 1 AS x) SELECT {} FROM {}orders",
    "SELECT * FROM {} AS t",
    "SELECT * FROM {}orders AS o CROSS JOIN LATERAL (SELECT {} AS x) AS t",
    "SELECT * FROM {}orders AS o, {} AS t",
    "VALUES ({})",
    "SELECT -{} FROM {}orders",
)
REAL = """
    pg_sleep pg_read_file lo_import dblink query_to_xml set_config nextval load_file sleep benchmark get_lock
    load_extension readfile writefile read_csv read_parquet glob query query_table getenv openrowset xp_cmdshell
    system$wait result_scan get_ddl external_query session_user version current_setting user database my_function
"""
NAMES = st.one_of(
    st.sampled_from(REAL.split()),
    st.text(string.ascii_lowercase + string.digits + "_", min_size=3, max_size=14).map(lambda text: f"f{text}"),
)
QUOTES = {"mysql": "``", "bigquery": "``", "tsql": "[]"}
SPELLINGS = st.sampled_from(
    ["{n}({a})", "{U}({a})", "{M}({a})", "{n} ({a})", "{n}\n({a})", "{n}/* x */({a})", "{n} -- x\n({a})",
     "{q}({a})", "{q}/**/ ({a})", "s.{n}({a})", "s.{q}({a})", "db.s.{n}({a})", "{n}({n}({a}))", "s . {n} ({a})",
     "s. {n}({a})", "s .{n}({a})", "{q}.{n}({a})"]
)  # fmt: skip
ARGUMENTS = st.sampled_from(["", "1", "'x'", "1, 'x', NULL", "id"])


def spelled(form: str, name: str, arguments: str, dialect: str) -> str:
    opening, closing = QUOTES.get(dialect, '""')
    mixed = "".join(letter.upper() if place % 2 else letter for place, letter in enumerate(name))
    return form.format(n=name, U=name.upper(), M=mixed, q=f"{opening}{name}{closing}", a=arguments)


@given(
    name=NAMES,
    form=SPELLINGS,
    arguments=ARGUMENTS,
    place=st.sampled_from(PLACES),
    dialect=st.sampled_from(ENGINES),
)
def test_what_is_not_listed_is_denied_wherever_it_stands(
    name: str, form: str, arguments: str, place: str, dialect: str
) -> None:
    assume(name not in allowed_names(dialect) and name not in listed("grammar"))
    namespace = "shop." if dialect == "bigquery" else ""
    call = spelled(form, name, arguments, dialect)
    sql = place.replace("{}orders", f"{namespace}orders").replace("{}", call)
    assert not check(sql, schema=schema(dialect), dialect=dialect).allowed


@given(name=st.sampled_from(sorted({name for engine in ENGINES for name in allowed_names(engine)})), data=st.data())
def test_a_name_of_another_engine_is_not_allowed_in_this_one(name: str, data: st.DataObject) -> None:
    others = [engine for engine in ENGINES if name not in allowed_names(engine)]
    assume(others and name not in listed("grammar"))
    dialect = data.draw(st.sampled_from(others))
    sql = f"SELECT {name}(id) FROM {'shop.' if dialect == 'bigquery' else ''}orders"
    assert not check(sql, schema=schema(dialect), dialect=dialect).allowed


@pytest.mark.parametrize(
    ("sql", "calls"),
    [
        ("SELECT lower(name) FROM customers", ()),
        ("SELECT len(name), LEN (name), len/* x */(name) FROM customers", ("len",)),
        ("SELECT 'sleep(1)', \"name\" FROM customers -- sleep(1)", ()),
        ("WITH len (a) AS (SELECT 1) SELECT a FROM len", ()),
        ("SELECT t.a FROM (SELECT 1) AS t (a)", ()),
        ("SELECT public.lower(name), pg_catalog.lower(name) FROM customers", ("public.lower",)),
        ("SELECT (name).lower(1) FROM customers", (".lower",)),
        ("SELECT name::char(3), name:: varchar (3), CAST(name AS varchar(3)) FROM customers", ()),
        ("SELECT public . lower (name), public. lower(name), public .lower(name) FROM customers", ("public.lower",)),
        ("WITH a AS (SELECT 1), b AS(SELECT 2) SELECT ''::text, len (1) FROM a", ("len",)),
    ],
)
def test_reads_the_calls_of_a_text(sql: str, calls: tuple[str, ...]) -> None:
    (tree,) = parse(sql, "postgres")
    assert unlisted_calls(sql, "postgres", nodes=Nodes(nodes_of(tree))) == calls


DIALECT = """
from typing import ClassVar
from sqlglot import exp
from sqlglot.dialects.{engine} import {base}


class Rate(exp.Expression, exp.Func):
    _sql_names = ["RATE_OF"]


class Own({base}):
    READ_ONLY_FUNCTIONS = ("fx_rate", "Billing.Fx_Rate", "levenshtein", "len", "coalesce")

    class Parser({base}.parser_class):
        FUNCTIONS: ClassVar = {{**{base}.parser_class.FUNCTIONS, "RATE_OF": Rate.from_arg_list}}
"""


BASES = [("postgres", "Postgres"), ("tsql", "TSQL"), ("sqlite", "SQLite"), ("bigquery", "BigQuery")]


@pytest.fixture(scope="module", params=BASES)
def own(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    engine, base = request.param
    folder = tmp_path_factory.mktemp("dialects")
    (folder / f"own_{engine}.py").write_text(DIALECT.format(engine=engine, base=base))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dialects, "__path__", [*dialects.__path__, str(folder)])
        get_dialect(f"own_{engine}")
    return engine, f"own_{engine}"


@pytest.mark.own_dialect
@pytest.mark.parametrize(
    ("call", "allowed"),
    [
        ("fx_rate(id)", True),
        ("FX_RATE (id)", True),
        ("billing.fx_rate(id)", True),
        ("rate_of(id)", True),
        ("lower(status)", True),
        ("other.fx_rate(id)", False),
        ("other_rate(id)", False),
        ("billing.other(id)", False),
    ],
)
def test_a_dialect_of_ones_own_has_its_engines_functions_and_what_it_declares(
    own: tuple[str, str], call: str, *, allowed: bool
) -> None:
    engine, dialect = own
    assert engine_of(get_dialect(dialect)) == engine
    assert check(f"SELECT {call} FROM orders", schema=schema(engine), dialect=dialect).allowed is allowed


@pytest.mark.own_dialect
def test_only_bigquery_takes_one_pair_of_marks_around_all_names_of_a_function(own: tuple[str, str]) -> None:
    engine, dialect = own
    verdict = check("SELECT `billing.fx_rate`(id) FROM orders", schema=schema(engine), dialect=dialect)
    assert verdict.allowed is (engine == "bigquery")


@pytest.mark.own_dialect
@pytest.mark.parametrize("call", ["LEVENSHTEIN(name, 'x')", "LEN(name)", "FX_RATE(id)", "COALESCE(name)"])
def test_a_declared_function_is_returned_with_its_name_even_if_the_engine_calls_such_a_function_otherwise(
    own: tuple[str, str], call: str
) -> None:
    engine, dialect = own
    sql = f"SELECT {call} FROM customers"
    assert check(sql, schema=schema(engine), dialect=dialect).sql == sql


@pytest.mark.own_dialect
def test_a_refused_function_is_told_with_the_schema_under_which_it_is_declared(own: tuple[str, str]) -> None:
    engine, dialect = own
    verdict = check("SELECT b.fx_rate(id) FROM orders", schema=schema(engine), dialect=dialect)
    assert any("did you mean billing.fx_rate or fx_rate?" in each.detail for each in verdict.denials)
