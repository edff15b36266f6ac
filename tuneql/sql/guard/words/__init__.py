"""Restores a dialect's own words where sqlglot 30.30 would write others, which its engine lacks or reads differently.

Each rewrite is for the nodes of one type in one dialect, see `_WORDS`: it gets a node and returns the one to write,
which may be the same. The docstring of a rewrite shows the SQL in question. Each dialect has a module; `shared` is for
several.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.words.bigquery import WORDS_OF_BIGQUERY
from tuneql.sql.guard.words.duckdb import WORDS_OF_DUCKDB
from tuneql.sql.guard.words.mysql import WORDS_OF_MYSQL
from tuneql.sql.guard.words.postgres import WORDS_OF_POSTGRES
from tuneql.sql.guard.words.redshift import WORDS_OF_REDSHIFT
from tuneql.sql.guard.words.shared import WORDS_OF_ALL, Word, conditions_of_json
from tuneql.sql.guard.words.snowflake import WORDS_OF_SNOWFLAKE
from tuneql.sql.guard.words.sqlite import WORDS_OF_SQLITE
from tuneql.sql.guard.words.tsql import WORDS_OF_TSQL
from tuneql.sql.walking import Nodes

_WORDS: Final[dict[str, tuple[Word, ...]]] = {
    "postgres": WORDS_OF_POSTGRES,
    "sqlite": WORDS_OF_SQLITE,
    "duckdb": WORDS_OF_DUCKDB,
    "redshift": WORDS_OF_REDSHIFT,
    "mysql": WORDS_OF_MYSQL,
    "snowflake": WORDS_OF_SNOWFLAKE,
    "bigquery": WORDS_OF_BIGQUERY,
    "tsql": WORDS_OF_TSQL,
}


def restore_words(nodes: Nodes, dialect: type[sqlglot.Dialect]) -> exp.Expr:
    """Restore the dialect's own words in a tree before it is written; returns its root, which may be a new one.

    Args:
        nodes: of the tree, with its root first; the tree is changed.
        dialect: of the tree.
    """
    tree, words = nodes[0], _words_of(dialect)
    for kind in filter(nodes.kinds.__contains__, words):  # in their order: one may read what another writes
        for node in nodes.kinds[kind]:
            written = words[kind](node)
            if written is not node and node is tree:
                tree = written
            elif written is not node:
                node.replace(written)
    return tree


@cache
def _words_of(dialect: type[sqlglot.Dialect]) -> Mapping[type[exp.Expr], Callable[[exp.Expr], exp.Expr]]:
    own = [word for name, words in _WORDS.items() if descends_from(dialect, name) for word in words]
    return dict((*WORDS_OF_ALL, conditions_of_json(dialect), *own))
