"""Synthetic rows, made of training rows: in other words, or with other values. They are marked, and never held out."""
