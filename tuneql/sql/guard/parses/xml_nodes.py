"""The column of SQL Server's `doc.nodes('/a') AS t(x)`, which is a place in a document, not a value.

The engine refuses it (error 493) but before a method, `x.value('.', 'int')`, and in `x IS NULL`.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from sqlglot import exp

from tuneql.sql.clauses import sources_of
from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.statement import Statement
from tuneql.sql.names import canonical
from tuneql.sql.walking import Nodes

_REFUSED = "{} is a place in a document, not a value; write {}.value('.', 'NVARCHAR(100)') or {}.query('.')"


def nodes_as_values(statement: Statement) -> Iterator[str]:
    """Denies `SELECT t.x`, and stars that have such a column."""
    if not descends_from(statement.dialect_class, "tsql"):
        return
    for nodes in statement.nodes:
        aliases = [alias for each in nodes.of(exp.Lateral, exp.Table) if (alias := _alias_of_nodes(each)) is not None]
        if aliases:
            yield from (_REFUSED.format(name, name, name) for name in _used(nodes, aliases, statement))


def _alias_of_nodes(source: exp.Expr) -> exp.TableAlias | None:
    """The alias of a call of `nodes` in FROM; None for other items."""
    call = source.this.expression if isinstance(source.this, exp.Dot) else source.this
    alias = source.args.get("alias")
    is_of_nodes = isinstance(call, exp.Anonymous) and call.name.lower() == "nodes"
    return alias if is_of_nodes and isinstance(alias, exp.TableAlias) else None


def _used(nodes: Nodes, aliases: list[exp.TableAlias], statement: Statement) -> Iterator[str]:
    """The names of columns of nodes that are used as values; without the name of a table only if no table has them."""
    dialect = statement.dialect_class
    made = {(canonical(each.this, dialect), canonical(name, dialect)) for each in aliases for name in each.columns}
    declared = {name for table in statement.schema.tables.values() for name in table.canonical_columns}
    made |= {("", name) for _, name in made if name not in declared}
    for column in nodes.of(exp.Column):
        owner = canonical(column.args["table"], dialect) if column.table else ""
        if (owner, canonical(column.this, dialect)) in made and not isinstance(column.parent, exp.Is):
            yield column.sql(dialect)
    for select in nodes.of(exp.Select):
        if not isinstance(select.parent, exp.Exists):
            yield from _in_stars(select, {id(each) for each in aliases})


def _in_stars(select: exp.Expr, aliases: AbstractSet[int]) -> Iterator[str]:
    """The columns of nodes in FROM that are among those of a star."""
    stars = [each.args.get("table") for each in select.expressions if each.is_star]
    for alias in (each.args.get("alias") for each in sources_of(select)) if stars else ():
        if not isinstance(alias, exp.TableAlias) or id(alias) not in aliases:
            continue
        if any(each is None or each.name.lower() == alias.name.lower() for each in stars):
            yield from (f"{alias.name}.{name.name}" for name in alias.columns)
