"""Reads and writes plain SELECTs without sqlglot's parser and generator, which take several times as long.

`select` reads and `writing` writes; everything that is not plain is left to sqlglot.
"""
