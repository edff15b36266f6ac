"""The statement only reads.

| what is checked | allowed is | in |
|---|---|---|
| syntax | the listed types of nodes | `vocabulary` |
| functions | the names on the engine's list | `functions`, found in the text by `calls`, and in the tree here |
| methods | those of columns, not functions of another schema | `methods` |
| words such as `DATETIME` | in engines that have them as functions | `grammar_words` |
| types | the engine's, and those of the schema | `own_types` |
| hints | those that lock nothing | `table_hints` |
"""

from collections.abc import Iterator
from typing import Final

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from tuneql.sql.clauses import STATEMENTS, sources_of
from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.read_only.calls import allowed_in_from, allowed_names, refusal, unlisted_calls
from tuneql.sql.guard.read_only.grammar_words import missing_words
from tuneql.sql.guard.read_only.methods import calls_like_methods
from tuneql.sql.guard.read_only.own_types import unlisted_types
from tuneql.sql.guard.read_only.table_hints import locking_hints, server_hints
from tuneql.sql.guard.read_only.vocabulary import READ_ONLY_NODES
from tuneql.sql.guard.statement import Statement
from tuneql.sql.homonyms import tables_named
from tuneql.sql.parsing.tokens import tokens_of
from tuneql.sql.walking import Nodes


def read_only(statement: Statement) -> Iterator[str]:
    """Denies every node, anywhere in the tree, that is not on the list of those that only read.

    A list of what is allowed stays right when the parser learns new syntax; a list of what is forbidden does not.
    Functions are allowed by their names as written: those on the engine's list, and those that the dialect class
    declares. Node types that a custom dialect defines are allowed unless they write.
    """
    dialect = statement.dialect_class
    for tree, nodes in zip(statement.trees, statement.nodes, strict=True):
        if not isinstance(tree, (*STATEMENTS, exp.Values)):
            yield _not_a_query(tree)
            continue
        if tree.args.get("alias"):
            yield f"a whole statement cannot have an alias, here {tree.alias}; remove it"
        for kind, found in () if nodes.kinds.keys() <= READ_ONLY_NODES else nodes.kinds.items():
            if not _is_allowed_kind(kind, dialect):
                others = (node for node in found if node is not tree and not _is_exception(node, statement))
                yield from (_refusal(node, statement) for node in others)
        yield from _unlisted_functions(nodes, statement)
        yield from locking_hints(nodes, dialect)
        yield from server_hints(nodes)
        yield from _tables_named_in_text(nodes)
        yield from _foreign_operators(nodes)
        if _ENTITY in statement.sql:
            yield from _entities(nodes)
        yield from unlisted_types(nodes, statement)
    yield from _executable_comments(statement)


def _not_a_query(tree: exp.Expr) -> str:
    if isinstance(tree, exp.Condition | exp.Alias):
        return "the text is an expression, not a query; begin with SELECT"
    return f"{_name(tree)} is not a query; write a SELECT"


def _is_exception(node: exp.Expr, statement: Statement) -> bool:
    """Whether a node is allowed, though most of its kind are not."""
    if isinstance(node, exp.ObjectIdentifier):
        return str(node.this).lower() in {"regconfig", "oid"}  # of full-text search, and a plain number
    return _is_position(node, statement) or _is_datefirst(node, statement.dialect_class)


def _is_datefirst(node: exp.Expr, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether a node is part of SQL Server's `@@DATEFIRST`, which is needed to tell a day of the week from DATEPART."""
    whole = node.parent if isinstance(node.parent, exp.Parameter) else node
    is_of_server = isinstance(whole, exp.Parameter) and isinstance(whole.this, exp.Parameter)
    return is_of_server and whole.this.name.upper() == "DATEFIRST" and descends_from(dialect, "tsql")


def _is_position(node: exp.Expr, statement: Statement) -> bool:
    """Whether a node is a column by position, Snowflake's `$1`.

    Without a qualifier, that of a table may be a parameter without a value.
    """
    if not isinstance(node, exp.Parameter) or not descends_from(statement.dialect_class, "snowflake"):
        return False
    sources = _sources_of(node)
    if len(sources) != 1 or not isinstance(node.this, exp.Literal) or node.this.is_string:
        return False
    if isinstance(sources[0], exp.Table) and not isinstance(node.parent, exp.Column):
        return False
    return 0 < int(node.this.name) <= _width(sources[0], statement)


def _width(source: exp.Expr, statement: Statement) -> int:
    """How many columns an item of FROM has; 0 if it cannot be told, because of a star or a pivot, or it is a stage."""
    if source.args.get("pivots"):
        return 0
    if isinstance(source, exp.Table):
        return _width_of_table(source, statement)
    if isinstance(source, exp.Values) and source.expressions:
        return len(source.expressions[0].expressions)
    outputs = (
        source.this.expressions if isinstance(source, exp.Subquery) and isinstance(source.this, exp.Select) else []
    )
    return 0 if any(each.is_star for each in outputs) else len(outputs)


def _width_of_table(table: exp.Table, statement: Statement) -> int:
    """How many columns a table of the schema has; 0 for other names, such as those of WITH."""
    made = {each.alias.lower() for nodes in statement.nodes for each in nodes.of(exp.CTE)}
    found = () if table.name.lower() in made else tables_named(table, statement.schema, statement.dialect_class)
    return len(found[0].columns) if len(found) == 1 else 0


def _sources_of(position: exp.Expr) -> list[exp.Expr]:
    """The items of FROM to which a column by position may belong: `v.$1` belongs to the item called v."""
    select, column = position.find_ancestor(exp.Select), position.parent
    if select is None:
        return []
    owner = column.table.lower() if isinstance(column, exp.Column) else ""
    return [each for each in sources_of(select) if owner in {"", each.alias_or_name.lower()}]


def _is_allowed_kind(kind: type[exp.Expr], dialect: type[sqlglot.Dialect]) -> bool:
    """Whether all nodes of a type are allowed: it is listed, or a custom dialect defines it and it does not write."""
    if kind in READ_ONLY_NODES:
        return True
    own = {each.__module__ for each in dialect.__mro__ if not each.__module__.startswith(("sqlglot.", "builtins"))}
    return kind.__module__ in own and not issubclass(kind, exp.DML | exp.DDL | exp.Command)


def _refusal(node: exp.Expr, statement: Statement) -> str:
    if isinstance(node, exp.Func):
        return refusal(_name(node).lower(), statement.dialect)
    if isinstance(node, exp.Parameter | exp.Placeholder | exp.SessionParameter):
        may_be_abs = "@" in statement.sql and descends_from(statement.dialect_class, "postgres")
        other = ", and ABS(x) for @ x" if may_be_abs else ""
        return f"a parameter gets no value here; write the value itself{other}"
    return _CLAUSES.get(type(node)) or f"{_name(node)} is not on the list of syntax that only reads; remove it"


_CLAUSES: Final[dict[type[exp.Expr], str]] = {
    exp.Lock: "FOR UPDATE, FOR SHARE and the like lock rows; remove them",
    exp.Into: "SELECT INTO makes a table; remove INTO",
    exp.Hint: "an optimizer hint may change settings of the session; remove it",
    exp.ObjectIdentifier: "a cast to regclass or a similar type reads the system's catalog; remove it",
}


def _name(node: exp.Expr) -> str:
    if isinstance(node, exp.Command):
        return node.name.upper()
    if isinstance(node, exp.Anonymous):
        return node.name
    return node.sql_name() if isinstance(node, exp.Func) else type(node).__name__.upper()


def _unlisted_functions(nodes: Nodes, statement: Statement) -> Iterator[str]:
    """Denies functions that are not on the engine's list, each once."""
    written = unlisted_calls(statement.sql, statement.dialect, nodes=nodes)
    names = [*written, *_unlisted_in_tree(nodes, allowed_names(statement.dialect))]
    names += _unlisted_in_from(nodes, allowed_in_from(statement.dialect))
    names += calls_like_methods(nodes, statement)
    names += missing_words(nodes, statement.dialect_class)
    # The text has `shop.tax(a)` with the name of the schema, the tree only `tax`: keep the longer name.
    told = {path.rpartition(".")[2]: path for path in reversed(names) if path not in statement.searched}
    yield from (refusal(path, statement.dialect) for path in reversed(told.values()))


def _unlisted_in_tree(nodes: Nodes, allowed: frozenset[str]) -> Iterator[str]:
    calls = [node for node in nodes.of(exp.Anonymous) if not isinstance(node.parent, exp.WithTableHint)]
    yield from (name for call in calls if (name := call.name.lower()) not in allowed)
    by_name = (call for call in calls if call.name.lower() in _CALLING_BY_NAME)
    in_text = (each for call in by_name for each in _arguments(call)[1:2])
    yield from (name for each in in_text if each.is_string and (name := each.name.lower()) not in allowed)


def _arguments(call: exp.Anonymous) -> list[exp.Expr]:
    """The arguments of a call, with what is before the dot: `a.list_aggregate('sum')`."""
    dot = call.parent
    return [dot.this, *call.expressions] if isinstance(dot, exp.Dot) and call is dot.expression else call.expressions


# Functions of DuckDB that take the name of another function as text: `list_aggregate(a, 'sum')`.
_CALLING_BY_NAME: Final = frozenset({"list_aggregate", "list_aggr", "array_aggregate", "array_aggr", "aggregate"})


def _unlisted_in_from(nodes: Nodes, allowed: frozenset[str]) -> Iterator[str]:
    """Functions that are not allowed in FROM: a name of DuckDB may be an aggregate, but read a table there."""
    if not allowed:
        return
    called = (node.this for node in nodes.of(exp.Table) if isinstance(node.this, exp.Func))
    names = (_name(call).lower() for call in called)
    yield from (name for name in names if name not in allowed)


def _tables_named_in_text(nodes: Nodes) -> Iterator[str]:
    # Snowflake's TABLE('secrets') reads the table that the text names; TABLE(f()) reads the rows of the function.
    if any(not isinstance(node.this, exp.Func) for node in nodes.of(exp.TableFromRows)):
        yield "TABLE reads a table whose name is a text; write the name itself"
    if any(str(node.args.get("kind")).upper() == "STREAM" for node in nodes.of(exp.HistoricalData)):
        yield "STREAM reads a stream whose name is a text; use TIMESTAMP => with a time instead"


def _foreign_operators(nodes: Nodes) -> Iterator[str]:
    # Postgres runs the function of an operator, which may be user-defined: 1 OPERATOR(audit.+) 2.
    for node in nodes.of(exp.Operator):
        name = str(node.args.get("operator"))
        if name.rpartition(".")[0] not in {"", "pg_catalog"}:
            yield f"operator {name} is user-defined; only the operators of pg_catalog are allowed"


_ENTITY: Final = "<!ENTITY"
# Postgres's functions whose arguments are XML without a cast: `xpath('//a', '<a/>')`.
_TAKE_XML: Final = frozenset({"xmlexists", "xmlconcat", "xpath", "xpath_exists"})


def _entities(nodes: Nodes) -> Iterator[str]:
    """Denies XML that declares entities: they may read files, or grow exponentially when they are nested."""
    cast = [node.this for node in nodes.of(exp.Cast, exp.TryCast) if node.to.is_type(exp.DType.XML)]
    calls = (node for node in nodes.of(exp.Anonymous) if node.name.lower() in _TAKE_XML)
    passed = (each for call in calls for each in call.expressions)
    if any(_ENTITY in each.name for each in (*cast, *passed)):
        yield "the XML declares entities, which may read files; remove <!ENTITY"


def _executable_comments(statement: Statement) -> Iterator[str]:
    # MySQL runs the contents of `/*!50000 ... */`, which the parser reads as a comment.
    if not descends_from(statement.dialect_class, "mysql") or "/*" not in statement.sql:
        return
    try:
        tokens = tokens_of(statement.sql, statement.dialect)
    except SqlglotError:
        return
    if any(comment.startswith(("!", "M!")) for token in tokens for comment in token.comments):
        yield "MySQL executes comments that begin with /*! or /*M!; remove them"
