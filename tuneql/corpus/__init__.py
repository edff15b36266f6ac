"""The corpus: from files of many shapes to a dataset to train and measure on.

* `reading` makes rows of files (`formats`, `schemas`), and `conversion` makes examples of rows (`shapes`)
* `preparation` treats each row by itself: `cleaning`, `redaction`, `validation`, `execution`
* `assembly` looks at all rows together: `decisions` says what becomes of each, `dataset` writes the files, and `card`
  counts every row
* `synthesis` makes more rows of training rows, and `specifications` of schemas
"""
