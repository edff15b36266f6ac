"""Running queries on SQLite, read-only and within limits of time, rows and bytes.

`sandbox` is where callers begin; `engine` runs one query on one file, and `memory` on a database that a script makes.
`worker` puts engines into another process (`worker_process`, over `messages`), which may hang or die without harm.
"""
