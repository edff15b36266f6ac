"""Characters that look like others, are invisible, or change the direction of text."""

import re
from typing import Final

# Spaces of any width, tabs and line ends.
SPACES: Final = "\t\n\v\f\r\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"

# Invisible ones: control characters, the soft hyphen, zero-width spaces and joiners, marks that change the direction of
# text (which can make code look like other code: CVE-2021-42574), byte order marks, and tags.
_INVISIBLE: Final = (
    "\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
)

# Joiners have a meaning between letters of some scripts, and in emoji, but nowhere else.
_JOINER: Final = r"(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])"

INVISIBLE: Final = re.compile(f"[{_INVISIBLE}]|{_JOINER}")
SPACE_RUN: Final = re.compile(f"[ {SPACES}]+")

QUOTES: Final = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b", "'") | dict.fromkeys("\u201c\u201d\u201e\u201f", '"')
)
"""Typographic quotes to those of a keyboard."""
