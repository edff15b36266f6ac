"""How services are spoken to.

`http` has requests and responses, `service` what stand-ins do in all protocols, `json_service` and `rest_json_service`
the two protocols. `service_model` reads botocore's models of services, and `shapes` checks values against them.
"""
