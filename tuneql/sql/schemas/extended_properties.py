"""Reads SQL Server's comments on tables and columns: `EXEC sp_addextendedproperty N'MS_Description', N'…', …`.

Source: Transact-SQL reference, "sp_addextendedproperty": arguments are given by position or by name, and the levels are
a schema, a table or view in it, and a column of that.
"""

from typing import Final

from sqlglot import exp

_ARGUMENTS: Final = (
    "name", "value", "level0type", "level0name", "level1type", "level1name", "level2type", "level2name",
)  # fmt: skip


def as_comment(tree: exp.Expr) -> exp.Expr:
    """The equivalent COMMENT ON of a statement; any other statement is unchanged."""
    if not isinstance(tree, exp.Execute) or tree.this.name.lower() != "sp_addextendedproperty":
        return tree
    given = {name: value for name, value in map(_argument, _ARGUMENTS, tree.expressions[: len(_ARGUMENTS)]) if value}
    if given.get("name", "").lower() != "ms_description" or not {"value", "level1name"} <= set(given):
        return tree
    table, namespace, text = given["level1name"], given.get("level0name"), exp.Literal.string(given["value"])
    if given.get("level2type", "").upper() == "COLUMN" and "level2name" in given:
        column = exp.column(given["level2name"], table, namespace, quoted=True)
        return exp.Comment(this=column, kind="COLUMN", expression=text)
    return exp.Comment(this=exp.table_(table, db=namespace, quoted=True), kind="TABLE", expression=text)


def _argument(place: str, value: exp.Expr) -> tuple[str, str]:
    """Name and text of an argument; no text for NULL."""
    if isinstance(value, exp.EQ):
        return value.this.name.lower(), value.expression.name
    return place, value.name
