"""What becomes of each row, decided over all of them in the `ledger`.

In this order: `deduplication`, `contradictions`, `splitting` (of families from `grouping`), `selection`; and `leaks`
checks the result.
"""
