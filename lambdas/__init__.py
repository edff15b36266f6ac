"""Entry points: a folder for each state of the workflow, by its name, and for the functions of the API.

Each handler reads its event, makes one call into `tuneql`, and returns what the next state needs.
"""
