"""What an account's owner looks at while the endpoint serves users: `usage`, how questions fare and what they cost."""
