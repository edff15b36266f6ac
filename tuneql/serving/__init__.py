"""The endpoint, without AWS.

A request's way: `gateway` reads the event, `api` and `routes` find who answers, `questions` reads the question,
`service` asks the model (`conversing`), `judging` guards what it says, and `answers` or `problems` is what goes back.
`patience` keeps the time, `contest` and `shadow` ask a challenger, `schemas` keeps what is registered, and `openapi`
describes it all.
"""
