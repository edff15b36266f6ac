"""Dialects of a team's own, a module each; kestrel.py is the pattern."""

import tuneql  # noqa: F401 -- it decides on the build of sqlglot before that is imported
