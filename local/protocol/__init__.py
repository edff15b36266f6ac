"""How services are spoken to: `http` requests and responses, JSON, and botocore's own models of what they may hold."""
