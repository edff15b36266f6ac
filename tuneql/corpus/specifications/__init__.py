"""Training pairs of a query specification and its SQL, drawn from schemas."""
