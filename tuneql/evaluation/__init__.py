"""How good a model's answers are.

* `question`: what a model is asked (`prompting`) and what it answers
* `scoring`: one answer against its gold SQL, as `execution` ran it, into a `score`; `batch` does many
* `likeness`, `hallucination`, `samples`, `taxonomy`: what a score says besides whether the rows are right
* `robust`: right answers run again, on other rows; `specifications`: answers to specifications
* `metrics`: scores to `shares` with their `intervals`; `latency` and `judge` measure what scores do not
* `report`: one HTML page of it all, whose numbers `formats` writes
"""
