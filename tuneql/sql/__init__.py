"""SQL and schemas: everything that can be told about a statement without running a model.

* `parsing`: text to syntax trees; `dialects` finds the dialect, `transpiling` writes a statement in another
* `schemas`: DDL to tables and columns, and tables to the compact text of prompts; `linking` picks what a question needs
* `binding`: looks up every table and column of a query; `guard` combines it with the other rules for answers
* `running`: queries on SQLite, in another process; `sqlite` translates to SQLite what sqlglot does not
* `results`: whether two results are the same
* `specification`: questions as JSON, compiled to SQL
* `names`, `homonyms`: when two names, or two tables, are the same; `needs`: the tables and columns in a statement
* `hardness`, `features`, `template`: what statements have in common; `alternatives`: golds with several right answers
* `answer_text`: the SQL in a model's answer; `explaining`: its EXPLAIN; `writing`: statements that do more than read
* `walking`, `clauses`: the parts of syntax trees
"""
