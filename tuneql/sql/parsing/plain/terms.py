"""The terms of the plainest SELECTs, read from tokens: names, columns, literals and aggregates."""

import re
from collections.abc import Callable
from typing import Final

from sqlglot import exp

from tuneql.sql.parsing.plain.manners import manner_of
from tuneql.sql.parsing.plain.words import taken_words

# A word, a number, a text, a quoted name or a sign is in the group; for other characters, the group is empty.
_TOKEN: Final = re.compile(
    r"""\s*+(?:(
        [A-Za-z_]\w*+(?!['"$#@`\x80-\U0010ffff])
      | [(),.;]
      | \d++(?:\.\d++)?+(?![\w.$#@])
      | '[^'\\]*+'(?!['\w])
      | "[^"\\]++"(?!["\w])
      | (?:<=|>=|<>|!=|[=<>*-])(?![=<>*\-+/|&%!~^:@?$\#])
    )|\S)""",
    re.ASCII | re.VERBOSE,
)

_AGGREGATES: Final[dict[str, Callable[[exp.Expr], exp.Expr]]] = {
    "COUNT": lambda inner: exp.Count(this=inner, expressions=[], big_int=True),
    "MAX": lambda inner: exp.Max(this=inner, expressions=[]),
    "MIN": lambda inner: exp.Min(this=inner, expressions=[]),
    "SUM": lambda inner: exp.Sum(this=inner),
    "AVG": lambda inner: exp.Avg(this=inner),
}


class NotPlainError(Exception):
    """The text has something that is left to the parser."""


def tokens_of(sql: str) -> list[str]:
    """The tokens of a text.

    Raises:
        NotPlainError: it has characters that no plain query has.
    """
    tokens: list[str] = _TOKEN.findall(sql)
    if "" in tokens:
        raise NotPlainError
    return tokens


class Terms:
    """Reads terms from the tokens of a text, from left to right."""

    def __init__(self, tokens: list[str], dialect: str) -> None:
        self.tokens, self.manner, self.taken = [*tokens, "", ""], manner_of(dialect), taken_words(dialect)
        self.words = [token.upper() for token in self.tokens]
        self.place = 0

    def several(self, read: Callable[[], exp.Expr]) -> list[exp.Expr]:
        """One or more items with commas between them; `read` reads one."""
        found = [read()]
        while self.words[self.place] == ",":
            self.place += 1
            found.append(read())
        return found

    def aggregate(self) -> exp.Expr:
        """COUNT, MAX, MIN, SUM or AVG of a star, of a column, or of DISTINCT and a column."""
        name, word = self.tokens[self.place], self.words[self.place]
        make = _AGGREGATES.get(word)
        if make is None:
            raise NotPlainError
        self.place += 2
        call = make(self.aggregated(word))
        self.expect(")")
        if word == "COUNT" and not self.manner.counts_are_big:
            call.args["big_int"] = False
        if self.manner.name_key is not None:
            call.meta[self.manner.name_key] = name
        return call

    def aggregated(self, word: str) -> exp.Expr:
        """The argument of an aggregate."""
        if word == "COUNT" and self.took("*"):
            return exp.Star()
        return exp.Distinct(expressions=[self.column()]) if self.took("DISTINCT") else self.column()

    def column(self) -> exp.Expr:
        """A column, or the star of a table."""
        name = self.name()
        if self.words[self.place] != ".":
            return exp.Column(this=name)
        self.place += 1
        if self.words[self.place] == "*":
            self.place += 1
            return exp.Column(this=exp.Star(), table=name)
        return exp.Column(this=self.name(), table=name)

    def name(self) -> exp.Identifier:
        """A quoted name, or a word that is not a keyword."""
        token, word = self.tokens[self.place], self.words[self.place]
        self.place += 1
        if token.isidentifier() and word not in self.taken:
            return exp.Identifier(this=token, quoted=False)
        if token[:1] == '"' and self.manner.quotes_names:
            return exp.Identifier(this=token[1:-1], quoted=True)
        raise NotPlainError

    def text(self) -> exp.Literal:
        """A text."""
        token = self.tokens[self.place]
        if token[:1] != "'":
            raise NotPlainError
        self.place += 1
        return exp.Literal(this=token[1:-1], is_string=True)

    def number(self) -> exp.Literal:
        """A number without a sign."""
        token = self.tokens[self.place]
        if not token[:1].isdigit():
            raise NotPlainError
        self.place += 1
        return exp.Literal(this=token, is_string=False)

    def took(self, word: str) -> bool:
        """Whether the next token is a word; if so, it is skipped."""
        if self.words[self.place] != word:
            return False
        self.place += 1
        return True

    def expect(self, word: str) -> None:
        """Skip the next token, which must be a word."""
        if self.words[self.place] != word:
            raise NotPlainError
        self.place += 1
