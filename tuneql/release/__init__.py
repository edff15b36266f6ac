"""Decides and records which model serves users.

`gate` decides about a candidate, with `paired` comparisons. `champion` is the record of what serves, and `history` its
earlier versions. `observation` is what a trial beside the champion logs, and `standing` its evaluation.
"""
