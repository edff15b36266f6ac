"""What the endpoint needs of AWS, with no delay of its own: Converse, GetParameter and GetObject over loopback.

    python benchmarks/endpoint/bedrock.py STATE_FILE

It prints its port, and serves until its standard input ends. The state file holds `{"champion", "schema", "answers"}`:
the champion's record, the registered schema's object, and what the model says, in turn.
"""

import hashlib
import itertools
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


class Handler(BaseHTTPRequestHandler):
    """One connection, kept."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    state: dict[str, Any]
    answers: "itertools.cycle[str]"

    def do_POST(self) -> None:
        """Converse, or GetParameter."""
        asked = self.rfile.read(int(self.headers["content-length"]))
        if self.path == "/":
            parameter = {"Name": json.loads(asked)["Name"], "Type": "String", "Value": self.state["champion"]}
            self._reply(200, {"Parameter": parameter})
            return
        said = next(self.answers)
        usage = {
            "inputTokens": len(asked) // 4,
            "outputTokens": len(said) // 4,
            "totalTokens": len(asked + said.encode()),
        }
        message = {"role": "assistant", "content": [{"text": said}]}
        self._reply(
            200,
            {"output": {"message": message}, "stopReason": "end_turn", "usage": usage, "metrics": {"latencyMs": 0}},
        )

    def do_GET(self) -> None:
        """The registered schema."""
        body = self.state["schema"].encode()
        etag = f'"{hashlib.md5(body, usedforsecurity=False).hexdigest()}"'
        if self.headers.get("if-none-match") == etag:
            self._reply(304, None, etag)
        else:
            self._reply(200, self.state["schema"], etag)

    def _reply(self, status: int, document: Any, etag: str | None = None) -> None:
        body = b"" if document is None else (document if isinstance(document, str) else json.dumps(document)).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        if etag:
            self.send_header("etag", etag)
        if status != 304:  # noqa: PLR2004 - which has no body
            self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing: a line a request would be a delay."""


def main() -> None:
    """Serve."""
    Handler.state = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    Handler.answers = itertools.cycle(Handler.state["answers"])
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_address[1], flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
