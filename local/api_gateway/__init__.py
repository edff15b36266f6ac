"""API Gateway: REST APIs as their templates describe them.

`gateway` answers a request: `rest_api` finds the route, `signature`, `token_authorizer` and `usage_plans` tell who
calls, `throttling` how often, `validation` what may be sent, and `proxy_integration` asks the function. `responses` are
the gateway's own answers.
"""
