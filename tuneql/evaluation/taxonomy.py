"""What can be wrong with an answer: the kinds of `Score.error`, in the order in which an answer meets them.

Wrong rows are not an error: the answer ran, and `Score.correct` is false.
"""

from typing import Final

ERRORS: Final = {
    # the model gave nothing that may be scored
    "missing": "there is no prediction for the question",
    "empty": "the model answered with nothing",
    "truncated": "the answer was cut off at the most tokens",
    "filtered": "a filter held the answer back",
    "throttled": "the service refused for want of capacity",
    "not_ready": "the model was not loaded",
    "model_error": "the service answered with an error, or with no answer",
    "refused": "the answer is words and no statement",
    # the guard denied it
    "syntax": "it is not SQL of the dialect",
    "several_statements": "it is more than one statement",
    "not_read_only": "it would write, or do something else than read",
    "no_such_table": "it names a table that the schema does not have",
    "no_such_column": "it names a column that no table in sight has",
    "ambiguous_column": "it names a column that several tables in sight have",
    # it ran, and failed
    "aggregate": "an aggregate or window function stands where none may",
    "function": "it calls a function that the engine does not have, or calls it wrongly",
    "denied": "the sandbox refused what it would do",
    "timeout": "it took longer than it may",
    "too_many_rows": "it gave more rows than it may",
    "too_large": "it needed more memory, or larger values, than it may",
    "crashed": "the engine died of it, in a process of its own",
    "other": "the engine failed in another way",
}
"""Kind → what it means. A model's own failures may have further kinds, in the service's words."""
