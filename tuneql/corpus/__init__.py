"""The corpus: read, convert, transform, deduplicate, split, write; one rule a module."""
