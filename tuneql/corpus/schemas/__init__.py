"""Schemas that come in files of their own, for rows that bring none."""
