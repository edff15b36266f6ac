"""The endpoint, without AWS.

The path of a request: `gateway` reads the event, `api` and `routes` find its route, `questions` reads the question,
`service` asks the model (`conversing`), `judging` checks its answer, and `answers` or `problems` is what goes back.
`patience` keeps the time, `contest` and `shadow` ask a challenger, `schemas` keeps registered schemas, and `openapi`
describes the `operations` of the API.
"""
