"""Words that T-SQL reserves, but that sqlglot 30.30 reads as names and writes back without quotation marks."""

from typing import Final

from sqlglot import exp

# From T-SQL's page on reserved keywords, without those that the parser does not accept as names.
_LISTED: Final = """
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
"""
_RESERVED: Final = frozenset(_LISTED.split())


def in_brackets(name: exp.Expr) -> exp.Expr:
    """`SELECT order`, which needs brackets: the guard has allowed the name, so it is one of the schema's columns."""
    if not name.args.get("quoted") and str(name.this).lower() in _RESERVED:
        name.set("quoted", value=True)
    return name
