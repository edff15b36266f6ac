"""Lambda: functions run from their synthesized assets, each in its own warm processes.

`invoke_api` and API Gateway ask the `runner`, whose `pool` keeps the functions' processes (`process`). `start` starts
them, and `worker` is the program that they run.
"""
