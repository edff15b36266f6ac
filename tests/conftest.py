"""What holds for every test."""

from hypothesis import settings

# The same examples every time, however long they take: a run that fails here fails everywhere, and nothing is timed.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")
