"""What stands in FROM, and tables in other places.

* `joins` reads joins, and `merged_columns` the name that USING gives to columns of both sides;
* `arrays_in_from` and `matches` read items of FROM that are no plain tables;
* `members` reads tables where sqlglot 30.30 expects queries;
* `hints` on how rows are found are written as sqlglot reads them, or omitted.
"""
