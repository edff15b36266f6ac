"""Characters that look like others, like nothing, or turn text around."""

import re
from typing import Final

# Spaces of any width, tabs and line ends.
SPACES: Final = "\t\n\v\f\r\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"

# What shows nothing: control characters, the soft hyphen, zero-width spaces and joiners, marks that turn the direction
# of text (which can make code read as what it is not: CVE-2021-42574), byte order marks, and tags.
_INVISIBLE: Final = (
    "\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
)

# The joiners mean something between letters of some scripts, and in emoji: elsewhere they are noise.
_JOINER: Final = r"(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])"

INVISIBLE: Final = re.compile(f"[{_INVISIBLE}]|{_JOINER}")
SPACE_RUN: Final = re.compile(f"[ {SPACES}]+")

QUOTES: Final = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b", "'") | dict.fromkeys("\u201c\u201d\u201e\u201f", '"')
)
"""Typographic quotes, and what a keyboard has."""
