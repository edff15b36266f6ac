"""Robust execution accuracy: is an answer that is right on the given rows right on others as well?

`demands` reads from a query which rows would tell it from a wrong one, and `catalogue` what must hold in the database.
`derivation` makes databases of both (`planting`, `filling`), and `agreement` runs the two queries on them. `scoring`
puts this into scores. `benchmarks/robustness.py` measures how many wrong queries this finds, and how many right ones it
rejects.
"""
