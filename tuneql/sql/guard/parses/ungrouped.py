"""Columns that have many values in a group: `SELECT name, COUNT(*) FROM people GROUP BY city`.

SQLite takes any of the values; MySQL tells in more ways than are looked at here that there is only one. The other
engines refuse the statement. A column is denied only if it certainly belongs to a table in FROM; it is looked for below
operators and the parser's own functions, since others may be aggregates.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Final

from sqlglot import exp

from tuneql.sql.binding.late_outputs import output_with
from tuneql.sql.binding.stars import bare_star
from tuneql.sql.binding.unsaid_names import default_name
from tuneql.sql.clauses import alias_of, clauses_of, sources_of
from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.parses.aggregates import is_of_rows, outputs_of, tables_of, tables_with
from tuneql.sql.guard.statement import Statement
from tuneql.sql.homonyms import tables_named
from tuneql.sql.names import canonical, known_as
from tuneql.sql.schemas.tables import Table
from tuneql.sql.walking import Family, Nodes, nodes_of

Keys = AbstractSet[tuple[str, str]]
"""The names of columns, in lower case, each after that of its table, or "" if it is not said."""

_STRICT: Final = ("postgres", "redshift", "tsql", "snowflake", "bigquery", "duckdb")
_KNOWS_KEYS: Final = ("postgres",)  # a group of one primary key has one value of each column of the table
_WITH_ROWS: Final = ("postgres", "bigquery", "duckdb")
_WITH_FIELDS: Final = ("bigquery", "duckdb")

_OF_GROUPS: Final = ("expressions", "having", "qualify", "order")
_of_values: Final = Family(
    (
        exp.Alias, exp.Binary, exp.Unary, exp.Tuple, exp.Having, exp.Qualify, exp.Order, exp.Ordered, exp.Between,
        exp.In, exp.Cast, exp.Case, exp.AtTimeZone, exp.Func,
    )
)  # fmt: skip
_AROUND_FUNCTIONS: Final = (exp.IgnoreNulls, exp.RespectNulls, exp.Filter)
# Of these, only the first operand is a value; those are, or may be, aggregates.
_with_names: Final = Family((exp.Collate, exp.Dot, exp.JSONExtract, exp.JSONExtractScalar))
_may_aggregate: Final = Family((exp.AggFunc, exp.Anonymous, exp.JSONArrayAgg, exp.Lambda))


def ungrouped_columns(statement: Statement) -> Iterator[str]:
    """Denies columns that are neither among the keys of GROUP BY nor in an aggregate, where there are groups."""
    if not descends_from(statement.dialect_class, *_STRICT):
        return
    for nodes, aggregates in zip(statement.nodes, statement.aggregates, strict=True):
        for select in _with_groups(nodes, aggregates, statement):
            for each in _ungrouped(select, statement):
                named = "each column of *" if each.is_star else f"column {each.name}"
                yield f"{named} has many values in a group; add it to GROUP BY, or aggregate it"


def _ungrouped(select: exp.Select, statement: Statement) -> Iterator[exp.Expr]:
    """The columns of one SELECT that are denied, and its stars, if all rows are one group."""
    group = select.args.get("group")
    if group is None:
        yield from (each for each in select.expressions if each.is_star and not isinstance(each, exp.Dot))
    nodes = [] if group is None else nodes_of(group)
    keys = _names(nodes)
    if group is not None and not group.args.get("all") and not any(isinstance(each, exp.Literal) for each in nodes):
        yield from (each for each in select.expressions if each.is_star and _has_others(each, select, keys, statement))
    others = [each for each in _columns_of_groups(select) if not _is_among(each.table.lower(), each.name, keys)]
    if others and _are_told(select, nodes):
        keys |= _names_in_outputs(select, nodes, keys, statement)
        yield from (each for each in others if not _is_single(each, select, keys, statement))


def _has_others(star: exp.Expr, select: exp.Select, keys: Keys, statement: Statement) -> bool:
    """Whether `*` or `t.*` certainly means a column that is not among the keys."""
    tables, are_all = tables_of(select, statement)
    owner = star.table.lower() if isinstance(star, exp.Column) else ""
    if isinstance(star, exp.Dot) or not are_all or any(bare_star(star).args.values()):
        return False
    knows_keys = descends_from(statement.dialect_class, *_KNOWS_KEYS)
    for table in tables:
        name = known_as(table, statement.dialect_class).lower()
        for known in tables_named(table, statement.schema, statement.dialect_class) if owner in {"", name} else ():
            is_whole = knows_keys and _is_grouped(table, known, keys, statement)
            if not is_whole and not all(_is_among(name, each, keys) for each in known.columns):
                return True
    return False


def _with_groups(nodes: Nodes, aggregates: list[exp.Expr], statement: Statement) -> list[exp.Select]:
    """The SELECTs with GROUP BY, or with an aggregate of all rows."""
    found = {id(group.parent): group.parent for group in nodes.of(exp.Group)}
    for aggregate in aggregates:
        output = output_with(aggregate)
        select = output.parent
        is_of_groups = output.arg_key in _OF_GROUPS and not isinstance(aggregate, exp.Window)
        if is_of_groups and id(select) not in found and _is_of(aggregate, select, statement):
            found[id(select)] = select
    return [each for each in found.values() if isinstance(each, exp.Select)]


def _is_of(aggregate: exp.Expr, select: exp.Expr | None, statement: Statement) -> bool:
    """Whether an aggregate is certainly computed for the rows of a SELECT, and not for those of an outer one."""
    columns = [each for each in nodes_of(aggregate) if isinstance(each, exp.Column)]
    return not columns or any(is_of_rows(each, select, statement) for each in columns)


def _are_told(select: exp.Select, nodes: list[exp.Expr]) -> bool:
    """Whether all keys of GROUP BY are told by its nodes and the outputs: not by ALL, a star or a parameter."""
    group = select.args.get("group")
    is_written = group is None or not (group.args.get("all") or any(each.is_star for each in select.expressions))
    return is_written and not any(isinstance(each, exp.Parameter) for each in nodes)


def _names_in_outputs(select: exp.Select, nodes: list[exp.Expr], keys: Keys, statement: Statement) -> Keys:
    """The names in the outputs to which keys refer, by position, by alias, or by the name that the engine gives."""
    dialect, places = statement.dialect_class, {each.name for each in nodes if isinstance(each, exp.Literal)}
    found: set[tuple[str, str]] = set()
    for place, output in enumerate(select.expressions if nodes else (), start=1):
        name = canonical(default_name(output, dialect), dialect).lower()
        if str(place) in places or ("", name) in keys:
            found |= _names(nodes_of(output))
    return found


def _names(nodes: list[exp.Expr]) -> Keys:
    """The columns among some nodes, and the names that stand alone."""
    columns = {(each.table.lower(), each.name.lower()) for each in nodes if isinstance(each, exp.Column)}
    alone = (each for each in nodes if isinstance(each, exp.Identifier) and not isinstance(each.parent, exp.Column))
    return columns | {("", each.name.lower()) for each in alone}


def _columns_of_groups(select: exp.Select) -> Iterator[exp.Column]:
    """The columns in clauses that are computed for groups, without the aliases of outputs."""
    aliases: set[str] = set()
    for each in clauses_of(select, _OF_GROUPS):  # an output may use the aliases before it, and later clauses all
        yield from (column for column in _columns_in(each) if column.table or column.name.lower() not in aliases)
        if (alias := alias_of(each)) is not None:
            aliases.add(alias.name.lower())


def _columns_in(node: exp.Expr) -> Iterator[exp.Column]:
    """The columns whose values an expression uses one by one."""
    if isinstance(node, exp.Column):
        if isinstance(node.this, exp.Identifier):
            yield node
    elif isinstance(node, exp.Window):
        function = node.this
        while isinstance(function, _AROUND_FUNCTIONS):
            function = function.this
        for each in (*function.iter_expressions(), *clauses_of(node, ("partition_by", "order"))):
            yield from _columns_in(each)
    elif _of_values[node.__class__] and not _may_aggregate[node.__class__]:
        for each in [node.this] if _with_names[node.__class__] else node.iter_expressions():
            yield from _columns_in(each)


def _is_single(column: exp.Column, select: exp.Select, keys: Keys, statement: Statement) -> bool:
    """Whether a column may have one value in each group."""
    if _is_among(column.table.lower(), column.name, keys):
        return True
    owners = tables_with(column, select, statement) or _rows_named(column, select, statement)
    if not owners and (whole := _structure(column, statement)) is not None:
        return _is_single(whole, select, keys, statement)
    if not owners:
        return not _is_of_query(column, select, statement)
    if not descends_from(statement.dialect_class, *_KNOWS_KEYS):
        return False
    return any(_is_grouped(table, known, keys, statement) for table, known in owners)


def _rows_named(column: exp.Column, select: exp.Select, statement: Statement) -> list[tuple[exp.Table, Table]]:
    """The table in FROM whose whole row a name means, as c in `SELECT c FROM customers c`, as `tables_with`."""
    tables, are_all = tables_of(select, statement)
    if column.table or not are_all or not descends_from(statement.dialect_class, *_WITH_ROWS):
        return []
    dialect, name = statement.dialect_class, canonical(column.this, statement.dialect_class)
    named = [each for each in tables if known_as(each, dialect) == name]
    return [(each, known) for each in named for known in tables_named(each, statement.schema, dialect)]


def _structure(column: exp.Column, statement: Statement) -> exp.Column | None:
    """The column of which another is a field, `address` of `address.zip`, if no relation is called so."""
    if not column.table or not descends_from(statement.dialect_class, *_WITH_FIELDS):
        return None
    name = column.parts[0].name.lower()
    aliases = (each for nodes in statement.nodes for each in nodes.of(exp.TableAlias))
    is_relation = any(name in {each.name.lower(), *(one.name.lower() for one in each.columns)} for each in aliases)
    return None if is_relation else exp.Column(this=column.parts[0].copy())


def _is_of_query(column: exp.Column, select: exp.Select, statement: Statement) -> bool:
    """Whether a column certainly belongs to a query in FROM, or to one of WITH."""
    owner = column.table.lower()
    for source in sources_of(select):
        is_named = not owner or source.alias_or_name.lower() == owner
        if is_named and column.name.lower() in outputs_of(source, statement):
            return True
    return False


def _is_grouped(table: exp.Table, known: Table, keys: Keys, statement: Statement) -> bool:
    """Whether the primary key of a table is among the keys."""
    name = known_as(table, statement.dialect_class).lower()
    return bool(known.primary_key) and all(_is_among(name, each, keys) for each in known.primary_key)


def _is_among(owner: str, name: str, keys: Keys) -> bool:
    """Whether a column may be a key; without the name of a table, it may be that of any."""
    return any(key == name.lower() and (not owner or not its or its == owner) for its, key in keys)
