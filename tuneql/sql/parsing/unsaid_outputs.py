"""Names outputs without an alias that an outer query calls by their text: `SELECT "max(a)" FROM (SELECT max(a) …)`.

Some engines name such an output after its text, each in its own way (DuckDB: `count_star()` and `(a + 1)`), and the
statement that is written from a tree has another text. With an alias, both have the same name everywhere.
"""

import re
from collections.abc import Iterable
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.dialects import descends_from

_NAMED_AFTER_TEXT: Final = ("mysql", "snowflake", "sqlite", "duckdb")
_QUOTED: Final = re.compile(r'"([^"]{1,99})"|`([^`]{1,99})`|\[([^]]{1,99})\]')
# What the text of an expression has, and hardly any other name.
_SIGN: Final = re.compile(r"[(+*/|<>=-]")
_SKIPPED: Final = re.compile(r"[\s\"`]")
_HAS_NAME: Final = (exp.Alias, exp.Aliases, exp.Column, exp.Star)


def name_outputs(trees: Iterable[exp.Expr | None], sql: str, dialect: type[sqlglot.Dialect]) -> None:
    """Give outputs of inner queries the quoted names that are their texts, but for spaces, quotes and case."""
    if not descends_from(dialect, *_NAMED_AFTER_TEXT):
        return
    quoted = (each for found in _QUOTED.findall(sql) for each in found if _SIGN.search(each))
    names = {_bare(each): each for each in quoted}
    for select in [each for tree in trees if tree is not None for each in tree.find_all(exp.Select)] if names else ():
        for output in select.expressions if select.parent is not None else ():
            name = None if isinstance(output, _HAS_NAME) else names.get(_bare(output.sql(dialect)))
            if name is not None:
                output.replace(exp.Alias(this=output.copy(), alias=exp.to_identifier(name, quoted=True)))


def _bare(text: str) -> str:
    """A text for comparison with others."""
    short = _SKIPPED.sub("", text).lower().replace("count_star()", "count(*)")
    return short[1:-1] if short[:1] == "(" and short[-1:] == ")" else short
