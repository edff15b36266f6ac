"""One process of a handler: it answers events, and says how long each took.

    python -I -S benchmarks/endpoint/visits.py '{"path", "handler", "events", "environment"}'

It prints a line of JSON: when the first answer was there (on the machine's monotonic clock, seconds), the milliseconds
of each answer, on the clock and on the processor, the processor seconds until the first, and the peak memory in MiB.
"""

import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any


def main() -> None:
    """Answer, and tell."""
    given = json.loads(sys.argv[1])
    os.environ.update(given["environment"])
    sys.path[:0] = given["path"]
    first, *rest = json.loads(Path(given["events"]).read_text(encoding="utf-8"))
    handler = __import__(given["handler"], fromlist=["handler"]).handler
    times = [_timed(handler, first)]
    answered, spent = time.monotonic(), time.process_time()
    times += [_timed(handler, event) for event in rest]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"answered": answered, "spent": spent, "times": times, "peak": peak}))


def _timed(handler: Any, event: dict[str, Any]) -> tuple[float, float]:
    began, spent = time.perf_counter(), time.process_time()
    answer = handler(event, None)
    taken = (time.perf_counter() - began) * 1000, (time.process_time() - spent) * 1000
    if answer["statusCode"] != 200:  # noqa: PLR2004 - what counts is an answer
        raise SystemExit(f"{answer['statusCode']}: {answer['body']}")
    return taken


if __name__ == "__main__":
    main()
