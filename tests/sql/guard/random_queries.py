"""Random queries over two small tables, in a dialect's own words.

They grow from templates without a parenthesis too many, since that is where a parser and an engine part: what binds
stronger, which side of an operator groups, where a sign belongs.
"""

import random
import re
from typing import Final

SCHEMA: Final = """
CREATE TABLE t (i INTEGER, j BIGINT, f DOUBLE PRECISION, n DECIMAL(10, 2), s VARCHAR, u VARCHAR, b BOOLEAN);
CREATE TABLE r (i INTEGER, k INTEGER, s VARCHAR)
"""
ROWS: Final = """
INSERT INTO t VALUES
(1, 5, 1.5, 2.25, 'abc', 'Abc', TRUE), (2, NULL, -0.5, 10, 'a%b', 'a', FALSE), (NULL, 7, 3, -1.5, NULL, 'B', NULL),
(-3, 2, 0.1, 7, '', NULL, TRUE), (4, 4, 4, 4, '5', 'A_b', FALSE);
INSERT INTO r VALUES (1, 5, 'abc'), (1, NULL, 'a%b'), (NULL, 2, NULL), (4, 7, '5'), (9, 4, 'B')
"""

Grammar = dict[str, tuple[str, ...]]
"""Templates by what they make; a `<name>` in one stands for another, `<name0>` for one of those that end it."""

SHARED: Final[Grammar] = {
    "query": (
        "SELECT <any>, <any> FROM t<where> ORDER BY <key>, i, j, s",
        "SELECT <any> FROM t<where> ORDER BY <key> DESC, i, j, s LIMIT 3",
        "SELECT COUNT(*), <aggregate> FROM t<where>",
        "SELECT <aggregate> FILTER (WHERE <truth>) FROM t",
        "SELECT s, <aggregate> FROM t GROUP BY s HAVING <aggregate> IS NOT NULL ORDER BY 1, 2",
        "SELECT <number> AS x FROM t <combined> SELECT <number> FROM t <combined> SELECT <number0> ORDER BY 1",
        "WITH q AS (SELECT <number> AS x, <text> AS y FROM t) SELECT y, COUNT(x) FROM q GROUP BY y ORDER BY 1, 2",
        "SELECT a.i, c.x FROM t AS a JOIN (SELECT j AS x, <number> AS y FROM t) AS c ON a.i = c.y ORDER BY 1, 2",
        "SELECT i FROM t AS a WHERE EXISTS (SELECT 1 FROM t AS c WHERE c.i = a.j AND <truth>) ORDER BY 1",
        "SELECT i, RANK() OVER (ORDER BY <key>, i, j) FROM t ORDER BY 1, 2",
        "SELECT i, j, <call> OVER (<part> ORDER BY <key>, i, j <frame>) AS x FROM t ORDER BY i, j",
        "SELECT i, j, <call> OVER w, <call> OVER (w <frame>) FROM t WINDOW w AS (<part> ORDER BY i, j) ORDER BY i, j",
        "SELECT i, j, <call> OVER (w ORDER BY i DESC, j) FROM t WINDOW w AS (PARTITION BY <any>) ORDER BY i, j",
        "SELECT s, SUM(SUM(i)) OVER (ORDER BY s <frame>), RANK() OVER (ORDER BY COUNT(*)) FROM t GROUP BY s ORDER BY s",
        "SELECT i, j, <aggregate> FILTER (WHERE <truth>) OVER (<part>) FROM t ORDER BY i, j",
        "SELECT a.i, c.k, c.s FROM t AS a <join> r AS c ON a.i = c.i AND <compared column> ORDER BY 1, 2, 3",
        "SELECT i, k, <number> FROM t <join> (SELECT i, k FROM r) AS c USING (i) ORDER BY 1, 2, 3",
        "SELECT a.i, c.k, d.i FROM t AS a <join> r AS c ON <linked> <join> r AS d ON c.k = d.k ORDER BY 1, 2, 3",
        "SELECT a.i, c.k, d.i FROM t AS a <join> (r AS c <join> r AS d ON c.i = d.k) ON <linked> ORDER BY 1, 2, 3",
        "SELECT a.i, c.k, d.i FROM t AS a, r AS c <join> r AS d ON c.i = d.i WHERE <linked> ORDER BY 1, 2, 3",
        "SELECT * FROM r <join> (SELECT i, <number> AS z FROM t) AS q USING (i) ORDER BY 1, 2, 3, 4",
        "SELECT i, s, r.k, COUNT(*) FROM t <join> r USING (i, s) WHERE <truth0> GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
        "SELECT c.* FROM t AS a CROSS JOIN r AS c WHERE <linked> AND <truth0> ORDER BY 1, 2, 3",
        "SELECT x FROM (<set>) AS q WHERE x <compared> <number0> ORDER BY 1",
        "WITH q AS (<set>), w AS (SELECT k AS x FROM r) SELECT x FROM q <combined> SELECT x FROM w ORDER BY 1 LIMIT 4",
        "SELECT i FROM t WHERE i IN (<set>) OR <truth> ORDER BY 1",
        "WITH RECURSIVE q(x) AS (SELECT 1 UNION <all> SELECT x + 1 FROM q WHERE x < 5) SELECT x FROM q, t ORDER BY 1",
        "SELECT s, COUNT(*), SUM(k) FROM t NATURAL JOIN r GROUP BY s ORDER BY 1, 2, 3",
        "SELECT * FROM (SELECT <number> AS x FROM t) AS q, (SELECT k FROM r) AS w WHERE q.x = w.k ORDER BY 1, 2",
        "WITH t AS (SELECT k AS i, s FROM r) SELECT i, s || <text0> FROM t ORDER BY 1, 2",
        "SELECT <text> AS s, i FROM t ORDER BY s, i, j",
        "SELECT i AS j, j AS i FROM t WHERE i > 1 OR <truth> ORDER BY i, j",
        "SELECT UPPER(s) AS u, COUNT(*) FROM t GROUP BY u ORDER BY 1, 2",
        "SELECT i, (SELECT COUNT(*) FROM r WHERE r.i = t.i AND k <compared> <number0>) FROM t ORDER BY 1, 2",
        "SELECT x, y FROM (VALUES (1, <number0>), (2, <number0>)) AS v(x, y) ORDER BY 1, 2",
    ),
    "join": ("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN", "INNER JOIN", "LEFT OUTER JOIN"),
    "compared column": ("c.k <compared> a.j", "c.s = a.s", "c.k IS NOT NULL", "NOT a.b"),
    "linked": ("a.i = c.i", "a.i = c.i AND <compared column>", "c.i = a.i OR c.k = a.j"),
    "set": (
        "SELECT <number> AS x FROM t <combined> SELECT k FROM r",
        "SELECT i AS x FROM t <combined> SELECT <number0> FROM t <combined> SELECT k FROM r",
        "SELECT k AS x FROM r WHERE k > 1 <combined> SELECT i FROM t WHERE <truth>",
    ),
    "all": ("", "ALL"),
    "part": ("", "PARTITION BY b", "PARTITION BY <any>"),
    "call": (
        "SUM(<number>)",
        "COUNT(*)",
        "LAG(<number>, 2)",
        "LEAD(<any>)",
        "FIRST_VALUE(<text>)",
        "LAST_VALUE(<number>)",
        "NTH_VALUE(i, 2)",
        "RANK()",
        "DENSE_RANK()",
        "ROW_NUMBER()",
        "NTILE(2)",
        "CUME_DIST()",
        "MAX(<number>)",
    ),
    "frame": (
        "",
        "ROWS BETWEEN 1 PRECEDING AND CURRENT ROW",
        "ROWS UNBOUNDED PRECEDING",
        "ROWS 1 PRECEDING",
        "RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING",
        "GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING",
        "ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING EXCLUDE CURRENT ROW",
        "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 FOLLOWING EXCLUDE TIES",
    ),
    "where": ("", " WHERE <truth>"),
    "combined": ("UNION", "UNION ALL", "EXCEPT", "INTERSECT"),
    "any": ("<number>", "<text>", "<truth>"),
    "key": ("i", "<number> + j", "s || <text>", "f IS NULL"),
    "aggregate": ("SUM(<number>)", "MIN(<text>)", "MAX(<number>)", "COUNT(DISTINCT <any>)"),
    "number": (
        "<number0>",
        "<number> <arithmetic> <number>",
        "<number> <arithmetic> <number>",
        "(<number>)",
        "-<number>",
        "- <number>",
        "~<number>",
        "<number> <bitwise> <number>",
        "CASE WHEN <truth> THEN <number> ELSE <number> END",
        "CASE <number> WHEN <number> THEN <number> WHEN <number> THEN <number> END",
        "ABS(<number>)",
        "ROUND(<number>, 1)",
        "COALESCE(<number>, <number>)",
        "NULLIF(<number>, <number>)",
        "LENGTH(<text>)",
        "CAST(<number> AS INTEGER)",
        "(SELECT MAX(<number0>) FROM t AS q WHERE <truth0>)",
        "SUM(<number>) OVER (PARTITION BY <number0>)",
    ),
    "number0": ("i", "j", "f", "n", "t.i", "2", "7", "0", "1.5", "1e2", "-1", "NULL"),
    "arithmetic": ("+", "-", "*", "/", "%"),
    "bitwise": ("&", "|", "<<", ">>"),
    "text": (
        "<text0>",
        "<text> || <any>",
        "UPPER(<text>)",
        "TRIM(<text0>)",
        "SUBSTR(<text>, <number0>, 2)",
        "REPLACE(<text>, <text0>, <text0>)",
        "CASE WHEN <truth> THEN <text> ELSE <text> END",
        "CAST(<any> AS VARCHAR)",
        "COALESCE(<text>, <text0>)",
        "(<text>)",
    ),
    "text0": ("s", "u", "t.s", "'abc'", "'a%b'", "'O''x'", "''", "'5'"),
    "truth": (
        "<truth0>",
        "<number> <compared> <number>",
        "<text> <compared> <text>",
        "<truth> = <truth>",
        "<truth> AND <truth>",
        "<truth> OR <truth>",
        "NOT <truth>",
        "(<truth>)",
        "<any> IS NULL",
        "<any> IS NOT NULL",
        "<truth> IS TRUE",
        "<truth> IS NOT FALSE",
        "<number> BETWEEN <number> AND <number>",
        "<number> NOT BETWEEN <number> AND <number>",
        "<number> IN (<number>, <number>)",
        "<number> NOT IN (SELECT <number0> FROM t)",
        "<text> LIKE <text0>",
        "<text> NOT LIKE 'a%'",
        "<any> IS DISTINCT FROM <any>",
        "<any> IS NOT DISTINCT FROM <any>",
        "EXISTS (SELECT 1 FROM t AS q WHERE <truth0>)",
        "(i, j) = (<number0>, <number0>)",
    ),
    "truth0": ("b", "t.b", "i > 1", "s IS NULL", "TRUE", "FALSE"),
    "compared": ("=", "<>", "<", ">", "<=", ">=", "!="),
}
OWN: Final[dict[str, Grammar]] = {
    "postgres": {
        "query": (
            "SELECT DISTINCT ON (s) s, <any> FROM t ORDER BY s, i, j",
            "SELECT s, b, SUM(<number>), GROUPING(s) FROM t GROUP BY GROUPING SETS ((s), (b), ()) ORDER BY 1, 2, 3",
            "SELECT s, SUM(<number>) FROM t GROUP BY ROLLUP (s) ORDER BY 1, 2",
            "SELECT i, x FROM t <join> LATERAL (SELECT <number> AS x FROM r WHERE i = t.i) AS q ON TRUE ORDER BY 1, 2",
            "SELECT i FROM t ORDER BY <key> NULLS FIRST, j USING > FETCH FIRST 2 ROWS WITH TIES",
            "(SELECT <number> AS x FROM t EXCEPT ALL SELECT k FROM r) INTERSECT ALL (SELECT i FROM t) ORDER BY 1",
            "SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY <number>), ARRAY_AGG(i ORDER BY j DESC) FROM t",
            "SELECT i, x FROM t, UNNEST(ARRAY[i, <number0>]) WITH ORDINALITY AS u(x, p) WHERE p <> 2 ORDER BY 1, 2",
            "SELECT <date>, <document> FROM t ORDER BY i, j",
            "VALUES (<number0>, 'x'), (3, 'y') ORDER BY 1 DESC LIMIT 1",
        ),
        "number": (
            "<number>::int",
            "<number>::numeric(8, 2)",
            "<number> ^ <number0>",
            "@ (<number>)",
            "<number> # <number>",
            "+i",
            "int4 '7'",
            "(ARRAY[i, j, 3])[<number0>]",
            "CARDINALITY(ARRAY[<number>])",
            "|/ 16",
            "EXTRACT(DAY FROM <date>)",
            "(<document> ->> 'a')::int",
            "POSITION(<text0> IN s)",
            "GREATEST(<number>, i)",
            "<date>::date - DATE '2020-01-01'",
            "STRPOS(<text>, <text0>)",
            "SUM(<number>) FILTER (WHERE b) OVER ()",
        ),
        "text": (
            "(<any>)::text",
            "<number0>::text",
            '<text> COLLATE "C"',
            "SUBSTRING(<text> FROM 2 FOR 2)",
            "<document> ->> 'b'",
            "CONCAT(<any>, <text>)",
            "LEFT(<text>, -1)",
            "E'a\\n' || <text0>",
            "$$d$$",
            "TRIM(BOTH 'a' FROM <text>)",
            "OVERLAY(s PLACING 'z' FROM 1)",
            "TO_CHAR(<date>, 'YYYY-MM')",
            "(ARRAY[s, u])[1]",
            "<document> #>> '{c,0}'",
        ),
        "truth": (
            "<text> ILIKE <text0>",
            "<text> ~ '^a'",
            "<text> !~* 'B'",
            "<text> SIMILAR TO '(a|b)%'",
            "<text> ^@ 'a'",
            "<number> BETWEEN SYMMETRIC 5 AND <number>",
            "<truth> IS UNKNOWN",
            "<number> = ANY (ARRAY[1, <number0>])",
            "<number> <> ALL (SELECT k FROM r WHERE k > 1)",
            "<document> ? 'a'",
            "<document> @> '{\"a\": 1}'",
            "(i, j) < (<number0>, 3)",
            "ROW(i, s) IS NOT NULL",
            "<date> > DATE '2020-01-02'",
            "<any> ISNULL",
            "<text> LIKE ANY (ARRAY['a%', <text0>])",
            "NOT <truth> AND <truth>",
            "<text> !~~ 'a%'",
        ),
        "date": (
            "DATE '2020-01-01' + i",
            "TIMESTAMP '2020-01-01 10:00' + i * INTERVAL '1 day'",
            "<date> - INTERVAL '2 H'",
            "<date> AT TIME ZONE 'UTC' AT TIME ZONE 'Asia/Tokyo'",
            "DATE_TRUNC('month', <date>)",
            "<date>::timestamp",
        ),
        "date0": ("DATE '2020-01-01'", "TIMESTAMP '2020-02-03 04:05'"),
        "document0": ("'{\"a\": 1}'::jsonb", "TO_JSONB(t)"),
        "document": (
            '\'{"a": 1, "b": "x", "c": [5]}\'::jsonb',
            "JSONB_BUILD_OBJECT('a', <number0>, 'b', s)",
            "<document> || '{\"a\": 2}'",
            "<document> - 'b'",
            "<document> #- '{c,0}'",
            "TO_JSONB(t)",
        ),
    },
    "sqlite": {
        "number0": (".5",),
        "number": ("IFNULL(<number>, <number>)", "MAX(<number>, <number>)", "CAST(<any> AS REAL)"),
        "text": ("<text> COLLATE NOCASE", "TYPEOF(<any>)", "PRINTF('%s-%d', <text>, <number>)", "HEX(<text>)"),
        "truth": ("<number> == <number>", "<text> GLOB 'a*'", "<any> IS <any>", "<any> IS NOT <any>", "<any> NOTNULL"),
    },
    "duckdb": {
        "number": ("<number> // <number>", "<number> ** <number0>", "GREATEST(<number>, <number>)"),
        "query": (
            "SELECT i, s FROM t QUALIFY ROW_NUMBER() OVER (PARTITION BY b ORDER BY <key>, i, j) = 1 ORDER BY ALL",
            "FROM t SELECT i, <any> AS x ORDER BY ALL",
            "SELECT s, SUM(<number>) FROM t GROUP BY ROLLUP (s) ORDER BY ALL",
            "SELECT COLUMNS('[ij]') FROM t WHERE <truth> ORDER BY ALL",
            "SELECT * EXCLUDE (f, n) REPLACE (<number> AS i) FROM t ORDER BY ALL",
            "SELECT DISTINCT ON (s) s, i FROM t ORDER BY s, i, j",
            "SELECT UNNEST([<number>, <number>]) AS x FROM t ORDER BY 1",
            "SELECT [x + 1 FOR x IN [i, <number0>] IF x <compared> 1] FROM t ORDER BY i, j",
            "SELECT {'a': <number>, 'b': <text>}.b FROM t ORDER BY 1",
            "PIVOT (SELECT b, s, i FROM t) ON b IN (TRUE, FALSE) USING SUM(i) ORDER BY s",
        ),
        "text": ("<text>[1:2]", "(<text>)[1]", "<text>::VARCHAR", "LEFT(<text>, 2)", "s.lower()"),
        "truth": ("<text> ILIKE <text0>", "<text> ^@ 'a'", "<text> SIMILAR TO 'a.*'", "<text> GLOB 'a*'"),
    },
}
_GAP: Final = re.compile(r"<([a-z ]+0?)>")
_DEEPEST: Final = 5


class Writer:
    """Writes random queries in one dialect."""

    def __init__(self, dialect: str, seed: int) -> None:
        own = OWN[dialect]
        self.grammar = {name: (*SHARED.get(name, ()), *own.get(name, ())) for name in (*SHARED, *own)}
        self.random = random.Random(seed)  # noqa: S311 -- it is to be repeated

    def query(self) -> str:
        """The next one; of two signs that meet no comment is made."""
        return self.made("query", self.random.randint(2, _DEEPEST)).replace("--", "- -")

    def made(self, name: str, depth: int) -> str:
        """One of a name's templates, with its gaps filled; at the bottom one that has none."""
        is_end = depth <= 0 and f"{name}0" in self.grammar
        template = self.random.choice(self.grammar[f"{name}0" if is_end else name])
        return _GAP.sub(lambda gap: self.made(gap[1], depth - 1), template)
