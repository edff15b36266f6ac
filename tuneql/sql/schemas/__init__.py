"""Schemas: what tables a piece of DDL declares.

`schema` reads DDL (`declarations`, or `plain_ddl` for the plainest), and `tables` is what it gives. `compact`
writes the text that models see, and `expanding` reads it back. `catalog`, `information_schema` and `sqlite_schema`
start from what a database says of itself.
"""
