"""Synthetic rows, made from training rows: in other words, or with other values. They are marked and never held out."""
