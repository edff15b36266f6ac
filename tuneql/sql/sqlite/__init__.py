"""Translates other dialects to SQLite where sqlglot does not: dates, intervals, and namespaces."""
