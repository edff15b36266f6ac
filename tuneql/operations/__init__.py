"""What an owner looks after while the endpoint serves users.

`usage` sums up how questions fare and what they cost, `drift` compares a corpus with the schemas as they are now
(`schema_changes`), `wanted` finds the questions that wait for the right SQL, and `retraining` starts a run when enough
answers have been corrected.
"""
