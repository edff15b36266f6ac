"""Runs a corpus's SQL in the sandbox: on its own databases, or on rows generated from its schemas."""

from tuneql.corpus.execution.outcome import Failed, NotRun, Outcome, Ran
from tuneql.corpus.execution.running import Runner, runner
from tuneql.corpus.execution.telling import tell_apart

__all__ = ["Failed", "NotRun", "Outcome", "Ran", "Runner", "runner", "tell_apart"]
