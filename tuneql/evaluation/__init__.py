"""How good a model's answers are.

* `scoring`: one answer against its gold SQL, as `execution` ran it, into a `score`; `batch` does many
* `robust`: right answers run again, on other rows
* `metrics`: scores to shares with their intervals; `latency` and `judge` measure what scores do not
* `report`: one HTML page of it all
"""
