"""Robust execution accuracy: is an answer that is right on the given rows also right on others?

* `demands` reads from a query which rows tell it from a wrong one (`demand`), by the `values` around its `literals` and
  `date_calculations`
* `catalogue` reads which tables and constraints a database has; `generation` makes rows for a schema that has none
* `derivation` makes databases of both: `domains` says what the columns of `fillable` tables may have, after the
  `evidence` of given rows; `planting` adds the rows that are demanded, `filling` others by one of the `profiles`, and
  `thinning` makes smaller databases; `indexes` finds rows by their keys
* `agreement` runs two queries on them, and ignores results that show no `determinism`
* `scoring` adds what they tell to scores; answers that compile to the `same_program` as their gold, perhaps after both
  were brought into their `plain_form` (`redundant_distinct`), are not run; `interleaving` keeps two processes busy

`benchmarks/robustness.py` measures how many wrong queries this finds, and how many right ones it rejects.
"""
