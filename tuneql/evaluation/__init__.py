"""Measures how good a model's answers are.

* `question`: what a model is asked (`prompting`) and what it answered
* `scoring`: gives one answer a `score`: `guarding` checks it, and `execution` runs it and its gold SQL; `batch` scores
  many
* `likeness`, `hallucination`, `samples`, `taxonomy`: what a score tells besides whether the rows are right
* `robust`: runs right answers again on other rows; `specifications`: answers to query specifications
* `metrics`: turns scores into `shares` with `intervals`; `latency` and `judge` measure what scores do not
* `report`: one HTML page of all this; `formats` writes its numbers
"""
