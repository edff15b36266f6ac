"""Quotes names that an engine reserves, but that sqlglot 30.30 reads as names and writes without quotation marks."""

from collections.abc import Callable
from typing import Final

from sqlglot import exp

# From the engines' pages on reserved keywords; T-SQL's without those that the parser does not read as names.
_LISTED: Final = {
    "postgres": """
    all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation
    column concurrently constraint create cross current_catalog current_date current_role current_schema
    current_time current_timestamp current_user default deferrable desc distinct do else end except false fetch for
    foreign freeze from full grant group having ilike in initially inner intersect into is isnull join lateral
    leading left like limit localtime localtimestamp natural not notnull null offset on only or order outer overlaps
    placing primary references returning right select session_user similar some symmetric table tablesample then to
    trailing true union unique user using variadic verbose when where window with
""",
    "sqlite": """
    add all alter and as autoincrement between case check collate commit constraint create default deferrable delete
    distinct drop else escape except exists foreign from group having in index insert intersect into is isnull join
    limit not nothing notnull null on or order primary raise references returning select set table then to
    transaction union unique update using values when where
""",
    "tsql": """
    add alter any authorization backup begin break browse bulk by cascade check checkpoint close clustered coalesce
    collate column commit compute constraint contains containstable continue convert create current cursor database
    dbcc deallocate declare default delete deny desc disk distributed double drop dump else end errlvl escape exec
    execute exit external fetch file fillfactor foreign freetext freetexttable function goto grant group having
    holdlock identity identity_insert identitycol if index insert key kill lineno load merge national nocheck
    nonclustered nullif of off offsets open opendatasource openquery openrowset openxml option order percent plan
    precision primary print proc procedure public raiserror read readtext reconfigure references replication restore
    restrict return revert revoke rowcount rowguidcol rule save schema securityaudit session_user set setuser shutdown
    statistics system_user table tablesample textsize then to top tran transaction trigger truncate try_convert tsequal
    union unique unpivot update updatetext use user values varying view waitfor when while writetext
""",
}


def in_quotes(dialect: str) -> Callable[[exp.Expr], exp.Expr]:
    """A rewrite that quotes the names of a dialect that need it: `SELECT c.order`.

    The guard has allowed the name, so it is one of the schema, or an alias. Postgres reads an unquoted name in lower
    case, so that it is also written in lower case.
    """
    reserved, is_folded = frozenset(_LISTED[dialect].split()), dialect == "postgres"

    def quoted_name(name: exp.Expr) -> exp.Expr:
        if not name.args.get("quoted") and (plain := str(name.this).lower()) in reserved:
            name.set("quoted", value=True)
            name.set("this", plain if is_folded else name.this)
        return name

    return quoted_name
