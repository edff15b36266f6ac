"""Selects the tables of a large schema that are kept for a question."""

from collections.abc import Collection, Sequence

from tuneql.sql.linking.index import Index
from tuneql.sql.linking.relevance import Relevance

FEW_TABLES = 12
"""This many are always kept: for Spider's questions, they include 9,997 of 10,000 tables that the gold needs."""

# One more table is kept for every eight in the schema, up to 24 altogether.
_TABLES_A_MORE, _MANY_TABLES = 8, 24


def likely_tables(index: Index, found: Relevance) -> set[int]:
    """The numbers of the likeliest tables and of those that join them, filled up with their neighbours."""
    ranked = sorted(range(len(index.tables)), key=lambda at: (-found.tables.get(at, 0.0), at))
    count = min(FEW_TABLES + len(ranked) // _TABLES_A_MORE, _MANY_TABLES, len(ranked))
    kept: set[int] = set()
    for at in ranked[:count]:
        if at in found.tables:
            kept.update(index.relations.path(at, kept))
    while len(kept) < count:
        kept.add(_next(index, ranked, kept))
    return kept


def _next(index: Index, ranked: Sequence[int], kept: Collection[int]) -> int:
    """The best table that can be joined with the kept ones, or else of all that are left."""
    beside = {other for at in kept for other in index.relations.beside(at)}
    rest = [at for at in ranked if at not in kept]
    return next((at for at in rest if at in beside), rest[0])
