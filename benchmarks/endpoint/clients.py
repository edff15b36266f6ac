"""Clients of the endpoint, each a thread that asks, waits as long as it is told to, and asks again.

A process of its own, so that they take no time from the account that they ask. Standard input: JSON with `url`, `keys`
(environment variables), `clients`, `seconds` and `requests` (`[method, path, body]`). Standard output: a line of JSON
for each request: `[place in requests, seconds, status, headers, body]`, or `[place, seconds, null, null, error]`.
"""

import http.client
import json
import random
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tuneql.aws.lean.signature import Credentials, Signer

# Longer than API Gateway keeps anyone waiting: an answer that has not come by then is lost.
PATIENCE_SECONDS: Final = 40.0
LONGEST_WAIT_SECONDS: Final = 10.0

Json = dict[str, Any]


def main() -> None:
    """Ask until the time is over, then print what came back."""
    given = json.load(sys.stdin)
    found: list[list[Any]] = []
    until = time.monotonic() + given["seconds"]
    threads = [
        threading.Thread(target=_client, args=(number, given, until, found)) for number in range(given["clients"])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.stdout.writelines(json.dumps(each) + "\n" for each in found)


def _client(number: int, given: Json, until: float, found: list[list[Any]]) -> None:
    draw, send = random.Random(number), _sender(given)  # noqa: S311 - no secret
    while time.monotonic() < until:
        place = draw.randrange(len(given["requests"]))
        began = time.monotonic()
        try:
            status, headers, body = send(*given["requests"][place])
        except (OSError, http.client.HTTPException) as error:
            found.append([place, time.monotonic() - began, None, None, f"{type(error).__name__}: {error}"])
            continue
        found.append([place, time.monotonic() - began, status, headers, body])
        wait = min(float(headers.get("retry-after", 0)), LONGEST_WAIT_SECONDS)
        time.sleep(max(0.0, min(wait, until - time.monotonic())))


def _sender(given: Json) -> Any:
    """Sends a signed request over a connection of its own; gives status, headers and body."""
    place, keys = urlsplit(given["url"]), given["keys"]
    credentials = Credentials(access_key=keys["AWS_ACCESS_KEY_ID"], secret_key=keys["AWS_SECRET_ACCESS_KEY"])
    signer = Signer(credentials=credentials, region=keys["AWS_REGION"], service="execute-api")

    def send(method: str, path: str, body: str | None) -> tuple[int, dict[str, str], str]:
        target, data = place.path + path, (body or "").encode()
        told = {"content-type": "application/json"} if body else {}
        signed = signer.sign(method, target, host=place.netloc, headers=told, body=data, at=datetime.now(UTC))
        connection = http.client.HTTPConnection(place.netloc, timeout=PATIENCE_SECONDS)
        try:
            connection.request(method, target, body=data, headers=signed)
            answer = connection.getresponse()
            headers = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, headers, answer.read().decode()
        finally:
            connection.close()

    return send


if __name__ == "__main__":
    main()
