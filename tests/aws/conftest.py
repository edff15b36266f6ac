"""A Bedrock runtime that answers with the bytes of a test's choice."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import boto3
import pytest
from botocore.config import Config

from local.bedrock.event_stream import CONTENT_TYPE


@dataclass
class Runtime:
    """Answers every request with the same chunks; a `broken` answer ends without the last, empty one.

    Attributes:
        asked: how many requests came.
    """

    client: Any = None
    chunks: list[bytes] = field(default_factory=list)
    broken: bool = False
    asked: int = 0


@pytest.fixture
def runtime() -> Iterator[Runtime]:
    found = Runtime()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            found.asked += 1
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.send_header("Content-Type", CONTENT_TYPE)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for chunk in [*found.chunks, *([] if found.broken else [b""])]:
                self.wfile.write(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        found.client = boto3.client(
            "bedrock-runtime",
            region_name="us-east-1",
            endpoint_url=f"http://127.0.0.1:{server.server_port}",
            aws_access_key_id="a",
            aws_secret_access_key="b",
            config=Config(retries={"mode": "standard", "total_max_attempts": 1}),
        )
        yield found
        found.client.close()
        server.shutdown()
