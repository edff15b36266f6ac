"""What can be wrong with an answer: the kinds of `Score.error`, in the order in which they are checked.

Wrong rows are not an error: the answer ran, and `Score.correct` is false.
"""

from typing import Final

ERRORS: Final = {
    # the model gave nothing to score
    "missing": "there is no prediction for the question",
    "empty": "the model's answer is empty",
    "truncated": "the answer was cut off at the token limit",
    "filtered": "a filter held the answer back",
    "throttled": "the service refused because of its capacity",
    "not_ready": "the model was not loaded",
    "model_error": "the service answered with an error, or not at all",
    "refused": "the answer is in words, without a statement",
    # the guard denied it
    "syntax": "it is not SQL of the dialect",
    "several_statements": "it is more than one statement",
    "not_read_only": "it would write, or do something other than read",
    "no_such_table": "it names a table that the schema does not have",
    "no_such_column": "it names a column that no table in sight has",
    "ambiguous_column": "it names a column that several tables in sight have",
    # it ran, and failed
    "aggregate": "an aggregate or window function stands where none may be",
    "function": "it calls a function that the engine does not have, or calls it wrongly",
    "denied": "the sandbox refused what it would do",
    "timeout": "it exceeded the time limit",
    "too_many_rows": "it gave more rows than the limit",
    "too_large": "it needed more memory, or larger values, than the limit",
    "crashed": "the engine's process crashed",
    "other": "the engine failed in another way",
}
"""Kind → what it means. A model's own failures may have further kinds, named as the service names them."""
