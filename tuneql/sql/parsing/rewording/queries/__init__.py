"""Clauses of queries, and queries beside others.

* `namespaces` and `searches` belong to WITH, `windows` to WINDOW, and `limits` to LIMIT and FETCH;
* `words` moves, omits or replaces single words, and `commas` refuses commas without an item beside them;
* `operands` puts queries of set operations into parentheses, and `flows` makes Snowflake's chains queries of WITH;
* `from_first` and `pivots` read DuckDB's queries that begin with FROM, PIVOT or UNPIVOT.
"""
