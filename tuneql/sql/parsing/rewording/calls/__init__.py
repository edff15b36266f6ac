"""Calls of functions and their arguments.

* `functions` replaces calls by others, and `unchanged` keeps calls that sqlglot 30.30 would replace;
* `counts` refuses calls with more or fewer arguments than their engine takes;
* `options` and `passing` read words and values after an argument, and `expansions` lists that become arguments;
* `chains` reads calls after a dot, and `escapes` calls, dates and joins in ODBC's braces.
"""
