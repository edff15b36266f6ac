"""Compares two results: rows as bags or as lists, numbers with a tolerance, columns in any order.

`comparison` compares two results. `agreement` also knows the gold query, and so which rows may tie.
"""
