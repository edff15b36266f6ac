"""Names, above all words that are names in an engine and keywords in sqlglot 30.30.

* `words_as_names` has the words that each engine lets a name be, and `keywords` the places where a word is a name;
* `columns` reads columns called interval or map;
* `aliases` refuses AS without a name after it.
"""
