"""Rows made of training rows: the same asked in other words, or of other values. Marked, and never held out."""
