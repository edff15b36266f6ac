"""Which model serves users.

`gate` decides about a candidate, with `paired` comparisons. `champion` is the record of what serves, and `history` its
earlier versions. `observation` and `standing` are what a trial beside the champion writes down, and what follows.
"""
