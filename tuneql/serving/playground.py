"""The playground: one page in one file, which loads nothing else."""

import functools
import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Literal

# How the page's calls are authorized; with `local`, a server on the user's machine signs them.
Access = Literal["iam", "api-key", "jwt", "local"]

_PAGE: Final = Path(__file__).with_name("playground.html")
_ESCAPES: Final = str.maketrans({"&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;"})


@dataclass(frozen=True, kw_only=True)
class Example:
    """A schema to pick.

    Attributes:
        name: shown in the list.
        ddl: CREATE TABLE statements.
        questions: a few to begin with.
        rows: whether there are rows to run an answer on, by `POST run` beside the page.
    """

    name: str
    ddl: str
    questions: tuple[str, ...]
    rows: bool = False


def page(access: Access, *, examples: tuple[Example, ...] = (), notice: str = "") -> str:
    """The page.

    Args:
        access: how the page's calls are authorized.
        examples: schemas to pick, listed before the one in the page.
        notice: a sentence at the top.
    """
    configuration = {"authorization": access, "examples": [asdict(each) for each in examples], "notice": notice}
    return _template().replace("{{configuration}}", json.dumps(configuration).translate(_ESCAPES))


@functools.cache
def headers() -> Mapping[str, str]:
    """The headers of the page: it may run its own script and style, call its own origin, and nothing else.

    The page shows what models and callers write: even if some of it were read as HTML, it could not run, load or send
    anything.
    """
    policy = (
        "default-src 'none'",
        f"script-src {_hash_of('script')}",
        f"style-src {_hash_of('style')}",
        "connect-src 'self'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
    return {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": "; ".join(policy),
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "cross-origin-opener-policy": "same-origin",
        "cache-control": "no-store",
    }


@functools.cache
def _template() -> str:
    return _PAGE.read_text(encoding="utf-8")


def _hash_of(tag: str) -> str:
    """The hash of the content of the page's only element of this name without attributes."""
    found = re.search(f"<{tag}>(.*?)</{tag}>", _template(), re.DOTALL)
    assert found is not None  # noqa: S101 - the page is ours
    return f"'sha256-{b64encode(hashlib.sha256(found[1].encode()).digest()).decode()}'"
