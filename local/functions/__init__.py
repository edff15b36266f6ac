"""Lambda: functions run from their synthesized assets, each in its own warm processes.

`invoke_api` and API Gateway ask the `runner`, which keeps a function's processes (`process`). `start` starts them, and
`worker` is the program that they run.
"""
