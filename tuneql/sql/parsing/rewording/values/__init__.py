"""Values other than calls: literals, what operators make of values, elements of lists, and types in casts.

* `literals`, `unicode_texts` and `intervals` write literals as others with the same value;
* `operators` are those between two values, `unary_operators` those with one, and `quantifiers` compare with all rows
  of a query;
* `elements` reads elements of lists and arrays, `types` reads types in casts, and `variables` reads values that have
  variables.
"""
