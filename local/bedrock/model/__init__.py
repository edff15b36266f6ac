"""The model of the stand-in: small, and really learning.

`training` makes a `tuned` model of conversation records: it takes statements apart (`statement`) into skeletons and
slots, keeps the skeletons (`inventory`), and learns what fills slots (`linking`). `base` is the model before training.
"""
