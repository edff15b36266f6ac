"""Finds the tables that a text names and that linking left out."""

import re
from typing import Final

from tuneql.sql.schemas.tables import Schema, Table

_MOST: Final = 4  # tables
_WORD: Final = re.compile(r"\w+")


def forgotten(schema: Schema, shown: Schema, text: str) -> list[Table]:
    """Whole tables that a text names: first by their own name, then by one of their columns.

    A column that a shown table also has does not count.
    """
    said = text.lower()
    words = frozenset(_WORD.findall(said))
    seen = {column.lower() for table in shown.tables.values() for column in table.columns}
    hidden = [table for table in schema.tables.values() if table.name not in shown.tables]
    cut = [table for name, table in schema.tables.items() if name in shown.tables and table is not shown.tables[name]]
    by_name = [table for table in hidden if table.bare.lower() in words or f'"{table.bare.lower()}"' in said]
    by_column = [table for table in (*cut, *hidden) if (words & set(map(str.lower, table.columns))) - seen]
    return list({table.name: table for table in (*by_name, *by_column)}.values())[:_MOST]
