"""Whether two results say the same: rows as bags or as lists, numbers with a tolerance, columns in any order.

`comparison` compares two results. `agreement` knows the gold query too, and so which rows may tie.
"""
