"""The `vnd.amazon.eventstream` encoding, in which ConverseStream answers.

A message is a prelude (total length, length of the headers, CRC of those eight bytes), the headers, the payload, and
the CRC of all before it; numbers are big-endian. Source: Smithy specification, "Amazon Event Stream".
"""

import struct
import zlib
from collections.abc import Mapping
from typing import Final

CONTENT_TYPE: Final = "application/vnd.amazon.eventstream"
_STRING: Final = 7  # the type of a header's value
_OVERHEAD: Final = 16  # prelude and its CRC (12 bytes) and the message's CRC (4)


def event(name: str, payload: bytes) -> bytes:
    """An event of a stream, with a JSON payload."""
    return message({":event-type": name, ":content-type": "application/json", ":message-type": "event"}, payload)


def message(headers: Mapping[str, str], payload: bytes) -> bytes:
    """One message, encoded."""
    head = b"".join(_header(name, value) for name, value in headers.items())
    prelude = struct.pack("!II", _OVERHEAD + len(head) + len(payload), len(head))
    body = prelude + struct.pack("!I", zlib.crc32(prelude)) + head + payload
    return body + struct.pack("!I", zlib.crc32(body))


def _header(name: str, value: str) -> bytes:
    key, text = name.encode(), value.encode()
    return struct.pack("!B", len(key)) + key + struct.pack("!BH", _STRING, len(text)) + text
