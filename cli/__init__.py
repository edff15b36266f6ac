"""The `tuneql` command: `main` names the module of each of its commands, and `console` prints what people see."""
