"""Runs queries on SQLite, read-only and within limits of time, rows and bytes.

Callers begin with `sandbox`; `engine` runs one query on one file, and `memory` on a database that a script makes.
`worker` runs engines in another process (`worker_process`, over `messages`), which may hang or crash without harm.
"""
