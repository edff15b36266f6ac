"""Robust execution accuracy: is an answer that is right on the given rows also right on others?

`demands` reads from a query which rows tell it from a wrong one, and `catalogue` which constraints a database has.
`derivation` makes databases of both (`planting`, `filling`), and `agreement` runs the two queries on them. `scoring`
adds the result to scores. `benchmarks/robustness.py` measures how many wrong queries this finds, and how many right
ones it rejects.
"""
