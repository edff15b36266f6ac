"""The model of the stand-in, which is small and really learns.

`training` makes a `tuned` model of conversation records: it takes statements apart (`statement`) into skeletons and
slots, keeps the skeletons (`inventory`), and learns what fills slots (`linking`). `base` is the model before training.
"""
