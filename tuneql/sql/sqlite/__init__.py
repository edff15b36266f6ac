"""Other dialects in SQLite's words, where sqlglot does not translate them: dates, intervals, and namespaces."""
