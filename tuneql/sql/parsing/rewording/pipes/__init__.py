"""BigQuery's queries in steps, `FROM t |> WHERE a > 1 |> LIMIT 5`.

* `heads` moves operators into the query before the pipes;
* `replaced` writes operators as others that sqlglot 30.30 reads;
* `steps` begins another query where an operator would change the ones before it, and `qualifiers` omits the names of
  tables that are out of reach then.
"""
