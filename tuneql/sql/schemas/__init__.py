"""Schemas: the tables that a piece of DDL declares.

`schema` reads DDL (`declarations`, or `plain_ddl` for the plainest) into `tables`. `compact` writes the text that
models see, and `expanding` reads it back. `catalog`, `information_schema` and `sqlite_schema` read a database's own
description of itself.
"""
