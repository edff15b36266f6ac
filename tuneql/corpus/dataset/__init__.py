"""The files of a dataset, but for its card: `writing` writes them, and `records` and `annotation` make their lines."""
