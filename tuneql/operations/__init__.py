"""What an account's owner looks at while the endpoint serves users.

`usage` is how questions fare and what they cost, `drift` how far schemas have moved on from the corpus, and
`retraining` starts a run when enough answers have been corrected.
"""
