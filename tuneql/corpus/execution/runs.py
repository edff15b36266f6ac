"""The SQL runs in the sandbox."""

from dataclasses import replace

from tuneql.corpus.execution.outcome import Failed, NotRun
from tuneql.corpus.execution.running import runner
from tuneql.corpus.row import Rejection
from tuneql.corpus.transform import Context, Draft


def runs(draft: Draft, context: Context) -> Draft | Rejection:
    """The row with a digest of what its SQL gives, or `sql-does-not-run` with the engine's words.

    Rows of a database in `context.databases` run on it, others on rows made of their schema. What SQLite lacks words or
    functions for is not held against SQL of another dialect: such a row goes on, and says why it was not run.
    """
    if not context.options.execute:
        return draft
    outcome = runner(context.databases).run(draft.example, draft.dialect)
    if isinstance(outcome, Failed):
        return draft.reject("sql-does-not-run", outcome.detail)
    if isinstance(outcome, NotRun):
        return replace(draft, execution=f"not-run-{outcome.why}")
    own = None if outcome.generated else outcome.digest
    return replace(draft, execution="generated-rows" if outcome.generated else "own-rows", result=own)
