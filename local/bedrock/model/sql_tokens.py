"""SQL of any dialect as a sequence of tokens; unknown characters stay as they are."""

import re
from dataclasses import dataclass
from typing import Final

_TOKEN: Final = re.compile(
    r"""(?P<space>\s*)(?:
        (?P<string>'(?:[^']|'')*')
      | (?P<quoted>"[^"]*"|`[^`]*`|\[[A-Za-z_][^\]]*\])
      | (?P<number>\d+(?:\.\d+)?)
      | (?P<word>[^\W\d]\w*)
      | (?P<sign><>|<=|>=|!=|==|\|\||\?\?|::|->>|->|=>|\S)
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token.

    Attributes:
        kind: `string`, `quoted`, `number`, `word` or `sign`.
        text: as written.
        space: whether white space comes before it.
    """

    kind: str
    text: str
    space: bool

    @property
    def name(self) -> str:
        """In lower case, without the marks of a quoted name."""
        return (self.text[1:-1] if self.kind == "quoted" else self.text).lower()


def tokenize(sql: str) -> tuple[Token, ...]:
    """The tokens of a statement; comments are not SQL that a model is trained to write, and stay as signs."""
    found = _TOKEN.finditer(sql.strip())
    return tuple(Token(match.lastgroup or "sign", match[match.lastgroup or 0], bool(match["space"])) for match in found)
