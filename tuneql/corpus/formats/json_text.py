"""A JSON text in blocks, read value by value without holding all of it."""

import codecs
import json
import re
from collections.abc import Iterable
from typing import Any, Final

from tuneql.corpus.formats.lines import LINE_BYTES

_SPACE: Final = re.compile(r"[ \t\r\n]*")
# What opens, closes or separates values, and strings, in which these do not count.
_STRING: Final = r'"[^"\\]*(?:\\.[^"\\]*)*'
_STRUCTURE: Final = re.compile(rf'{_STRING}"|(?P<open>{_STRING}\\?\Z)|[\[\]{{}},]', re.DOTALL)
_OPENING: Final = frozenset("[{")
# How many characters to look ahead for the beginning of a value.
_AHEAD: Final = 512
# After how many characters to forget the text that has been read.
_SPENT: Final = 1024 * 1024
# How many characters to search for the end of a broken value.
_LONGEST: Final = 8 * LINE_BYTES


class Broken(Exception):
    """A value that is not JSON.

    Attributes:
        line, column: where, from 1.
        problem: what is wrong.
        text: the value, up to its presumed end.
    """

    def __init__(self, line: int, column: int, problem: str, text: str) -> None:
        super().__init__(problem)
        self.line, self.column, self.problem, self.text = line, column, problem, text


class JsonText:
    """A cursor in a JSON text.

    Args:
        blocks: the text in UTF-8; invalid bytes become lone surrogates.
    """

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self._blocks = iter(blocks)
        self._decode = codecs.getincrementaldecoder("utf-8")(errors="surrogateescape").decode
        self._parse = json.JSONDecoder().raw_decode
        self._text, self._at, self._line, self._column, self._ended = "", 0, 1, 1, False

    def peek(self) -> str:
        """The next character that is not a space; "" at the end."""
        while True:
            space = _SPACE.match(self._text, self._at)
            self._at = space.end() if space else self._at
            if self._at < len(self._text) or not self._fill():
                return self._text[self._at : self._at + 1]

    def opens(self, pattern: re.Pattern[str]) -> bool:
        """Whether the pattern matches next; the cursor stays."""
        self.peek()
        while len(self._text) - self._at < _AHEAD and self._fill():
            pass
        return pattern.match(self._text, self._at) is not None

    def take(self, character: str) -> bool:
        """Whether the next character that is not a space is this one; if so, the cursor moves past it."""
        if not character or self.peek() != character:
            return False
        self._at += 1
        return True

    def skip(self) -> str:
        """The next character that is not a space; the cursor moves past it."""
        character = self.peek()
        self._at += len(character)
        return character

    def value(self) -> tuple[Any, str]:
        """The next value, and its text; the cursor moves past it.

        Raises:
            Broken: it is not JSON. The cursor moves to the comma or bracket that ends it.
        """
        self.peek()
        while True:
            try:
                value, end = self._parse(self._text, self._at)
                if end < len(self._text) or not self._fill():  # a number may go on in the next block
                    return value, self._upto(end)
            except json.JSONDecodeError as error:
                if len(self._text) - self._at > LINE_BYTES or not self._fill():
                    raise self._broken(error.msg, error.pos) from None
            except RecursionError:
                raise self._broken("nested too deep", self._at) from None

    def _fill(self) -> bool:
        """Read a block; false at the end."""
        if self._at > _SPENT:
            self._forget()
        block = next(self._blocks, None)
        if block is None:
            rest, self._ended = "" if self._ended else self._decode(b"", True), True  # noqa: FBT003 -- final
            self._text += rest
            return bool(rest)
        self._text += self._decode(block)
        return True

    def _forget(self) -> None:
        self._line, self._column = self._place(self._at)
        self._text, self._at = self._text[self._at :], 0

    def _place(self, position: int) -> tuple[int, int]:
        """Line and column of a position in the current text."""
        breaks = self._text.count("\n", 0, position)
        if not breaks:
            return self._line, self._column + position
        return self._line + breaks, position - self._text.rindex("\n", 0, position)

    def _upto(self, end: int) -> str:
        begin, self._at = self._at, end
        return self._text[begin:end]

    def _broken(self, problem: str, position: int) -> Broken:
        line, column = self._place(position)
        return Broken(line, column, problem, self._upto(self._end_of_value()))

    def _end_of_value(self) -> int:
        """Where the value at the cursor ends, judging by brackets and strings only."""
        depth, at = 0, self._at
        while True:
            for token in _STRUCTURE.finditer(self._text, at):
                if token["open"] is not None:  # the string may go on in the next block
                    break
                if depth == 0 and token[0] in {",", "]", "}"}:
                    return token.start()
                depth += (token[0] in _OPENING) - (token[0] in {"]", "}"})
                at = token.end()
            if len(self._text) - self._at > _LONGEST or not self._fill():
                return len(self._text)
