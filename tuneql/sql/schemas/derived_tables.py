"""Turns views, and tables that have columns of others, into tables with their own columns."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

from sqlglot import exp

# Parts of a CREATE TABLE that name a table whose columns it also has.
_TAKES_COLUMNS: Final = (exp.LikeProperty, exp.InheritsProperty, exp.PartitionedOfProperty)


def as_tables(trees: Iterable[exp.Expr]) -> Iterator[exp.Expr]:
    """The statements of a script, with all known columns in each CREATE."""
    known = _Known()
    for tree in trees:
        made = _as_table(tree, known) if isinstance(tree, exp.Create) else None
        if made is not None and isinstance(made.this, exp.Schema):
            known.add(made.this)
        yield tree if made is None else made


class _Known:
    """The columns of the tables so far, by their names in lower case, with their namespaces and without."""

    def __init__(self) -> None:
        self._columns: dict[str, list[exp.ColumnDef]] = {}

    def add(self, schema: exp.Schema) -> None:
        """Add the columns of a table."""
        if isinstance(schema.this, exp.Table):
            columns = list(_definitions(schema.expressions))
            self._columns.setdefault(schema.this.name.lower(), columns)
            self._columns[_path(schema.this)] = columns

    def of(self, table: exp.Expr | None) -> Sequence[exp.ColumnDef]:
        """The columns of a table; none if it is not known."""
        if not isinstance(table, exp.Table):
            return ()
        return self._columns.get(_path(table)) or self._columns.get(table.name.lower(), [])


def _path(table: exp.Table) -> str:
    return ".".join(part.name for part in table.parts).lower()


def _definitions(expressions: Iterable[exp.Expr]) -> Iterator[exp.ColumnDef]:
    """Columns with their names and types; views, and some tables of SQLite's, have only names."""
    for each in expressions:
        name = each.this if isinstance(each, exp.ColumnDef) else each
        if isinstance(name, exp.Identifier):
            yield exp.ColumnDef(this=name.copy(), kind=each.args.get("kind") and each.args["kind"].copy())


def _as_table(tree: exp.Create, known: _Known) -> exp.Create | None:
    """A table, or a view as the table of its outputs; None for anything else."""
    query = tree.expression
    if tree.kind in {"TABLE", "VIEW"} and isinstance(query, exp.Query | exp.Values):
        return _of_query(tree, query, known)
    if tree.kind != "TABLE":
        return None
    taken = [column for table in _taken_from(tree) for column in known.of(table)]
    return _with_columns(tree, taken) if taken else tree


def _of_query(tree: exp.Create, query: exp.Query | exp.Values, known: _Known) -> exp.Create:
    if isinstance(tree.this, exp.Schema):
        name, columns = tree.this.this, list(_definitions(tree.this.expressions))
    else:
        outputs = _outputs(query, known) if isinstance(query, exp.Query) else ()  # those of VALUES are the engine's
        name, columns = tree.this, [exp.ColumnDef(this=each.copy()) for each in outputs]
    return exp.Create(this=exp.Schema(this=name.copy(), expressions=columns), kind="TABLE")


def _taken_from(tree: exp.Create) -> Iterator[exp.Expr]:
    """The tables after LIKE, INHERITS and PARTITION OF."""
    properties = tree.args.get("properties")
    parts = chain(tree.this.expressions, properties.expressions if isinstance(properties, exp.Properties) else ())
    for each in parts:
        if isinstance(each, _TAKES_COLUMNS):
            yield from each.expressions if isinstance(each, exp.InheritsProperty) else (each.this,)


def _with_columns(tree: exp.Create, taken: Iterable[exp.ColumnDef]) -> exp.Create:
    """The table with columns of others before its own; of two with the same name, only its own."""
    own = tree.this.expressions if isinstance(tree.this, exp.Schema) else []
    names = {each.name.lower() for each in _definitions(own)}
    columns = {each.name.lower(): each.copy() for each in taken if each.name.lower() not in names}
    name = tree.this.this if isinstance(tree.this, exp.Schema) else tree.this
    rest = [each for each in own if not isinstance(each, exp.LikeProperty)]
    return exp.Create(this=exp.Schema(this=name.copy(), expressions=[*columns.values(), *rest]), kind="TABLE")


def _outputs(query: exp.Query, known: _Known) -> Iterator[exp.Identifier]:
    """The names of a query's outputs, as far as they are known."""
    for each in query.selects:
        if each.is_star:
            yield from chain.from_iterable(_names(source, query, known) for source in _sources(query, each))
        elif isinstance(name := each.args.get("alias") if isinstance(each, exp.Alias) else each.this, exp.Identifier):
            yield name


def _names(source: exp.Expr, query: exp.Query, known: _Known) -> Iterator[exp.Identifier]:
    """The columns of an item of FROM: a query, a common table expression or a table."""
    inner = source.this if isinstance(source, exp.Subquery) else _expression(source, query)
    if isinstance(inner, exp.Query):
        yield from _outputs(inner, known)
    else:
        yield from (column.this for column in known.of(source))


def _expression(source: exp.Expr, query: exp.Query) -> exp.Expr | None:
    is_bare = isinstance(source, exp.Table) and not source.db
    found = (cte.this for cte in query.ctes if is_bare and cte.alias.lower() == source.name.lower())
    return next(found, None)


def _sources(query: exp.Query, star: exp.Expr) -> Iterator[exp.Expr]:
    """The tables and queries whose columns `*` or `t.*` of a SELECT stands for."""
    first = query.args.get("from_")
    tables = [first.this] if isinstance(first, exp.From) else []
    tables += [join.this for join in query.args.get("joins") or ()]
    wanted = star.table if isinstance(star, exp.Column) else ""
    return (each for each in tables if wanted in {"", each.alias_or_name})
