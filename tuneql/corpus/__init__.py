"""The corpus: from files of many shapes to a dataset to train and measure on.

* `reading`: files to rows (`formats`); `conversion`: rows to examples (`shapes`)
* `preparation`: each row by itself, through `cleaning`, `redaction`, `validation` and `execution`
* `assembly`: all rows together, in the `ledger`: `deduplication`, `contradictions`, `splitting`, `leaks`, `selection`
* `synthesis` and `specifications` make more rows; `writing` writes the files, and `card` counts every row
"""
