"""The dataset card: `counting` and `summary` fill it, and `rendering` makes a page of it."""
