"""SQL and schemas: everything that looks at a statement without running a model.

* `parsing`: text to syntax trees; `dialects` finds the dialect, `transpiling` writes a statement in another
* `schemas`: DDL to tables and columns, and tables to the compact text of prompts; `linking` picks what a question needs
* `binding`: every table and column of a query, looked up; `guard` composes it with the other rules an answer must keep
* `running`: queries on SQLite, in a process of its own; `sqlite` has the words for what sqlglot does not translate
* `results`: whether two results say the same
* `specification`: questions as JSON, compiled to SQL
* `names`, `homonyms`: when two names, or two tables, are one; `needs`: the tables and columns that a statement names
* `hardness`, `features`, `template`: what statements have in common; `alternatives`: golds with several right answers
* `answer_text`: the SQL in a model's answer; `explaining`: EXPLAIN of it; `writing`: statements that do more than read
* `walking`, `clauses`: the parts of syntax trees
"""
