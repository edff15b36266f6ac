"""The `tuneql` command: `main` says in which module each of its commands is; `console` is what people see of all."""
