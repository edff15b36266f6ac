"""Robust execution accuracy: is an answer that is right on the given rows right on others as well?

`demands` reads from a query what rows would tell it from a wrong one, `catalogue` what must hold in the database.
`derivation` makes databases of both (`planting`, `filling`), and `agreement` runs the two queries on them.
`scoring` puts this into scores. How many wrong queries it finds, and how many right ones it spares, is what
`benchmarks/robustness.py` measures.
"""
