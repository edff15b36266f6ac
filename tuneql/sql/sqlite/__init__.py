"""Translates other dialects to SQLite where sqlglot does not, in the order of `tuneql.sql.running.sandbox.to_sqlite`.

`namespaces` leaves out schemas, `quotients` keeps the fractions of decimals, `calls` writes what only `functions` knows
(with `aggregates`, `casts`, `collations`, `distinct_on`, `formats`, `patterns` and `quantified`), `dates` uses SQLite's
own functions of dates (with `parts` and `intervals`), `texts` those of texts, and `sums` tells numbers from dates.
"""
