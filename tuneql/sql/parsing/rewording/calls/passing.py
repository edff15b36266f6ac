"""Values that functions for JSON and XML get after PASSING, which sqlglot 30.30 does not read.

JSON's stand with the document in a call of PASSING until the guard writes the statement, see `written_values`:
`JSON_VALUE(doc, '$.a[$i]' PASSING b AS i)` becomes `JSON_VALUE(PASSING(doc, b AS i), '$.a[$i]')`.
"""

import re
from functools import reduce
from typing import Final

from sqlglot import exp
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.beside import beside
from tuneql.sql.parsing.tokens import closing, made

PASSING: Final = "PASSING"
"""The word, in upper case."""
_OF_JSON: Final = frozenset({"JSON_EXISTS", "JSON_QUERY", "JSON_TABLE", "JSON_VALUE"})
_OF_XML: Final = "XMLEXISTS"
_MECHANISMS: Final = frozenset({"REF", "VALUE"})
_CLOSING: Final = frozenset({TokenType.R_PAREN, TokenType.R_BRACKET})
_OPENING: Final = frozenset({TokenType.L_PAREN, TokenType.L_BRACKET})
# A path with the options that `tuneql.sql.parsing.rewording.calls.options` combined with it.
_PATH: Final = re.compile(r"('(?:[^']|'')*+')(?: (.*))?", re.DOTALL)


def values_passed(tokens: list[Token]) -> list[Token]:
    """The tokens with the values of each call before the path, and `XMLEXISTS(p PASSING x)` with a comma."""
    put = list(tokens)
    for at in reversed(range(1, len(tokens))):
        name = put[at - 1].text.upper()
        if tokens[at].token_type is not TokenType.L_PAREN or name not in {*_OF_JSON, _OF_XML}:
            continue
        end = closing(put, at)
        inside = put[at + 1 : end]
        word = next((place for place in _outermost(inside) if inside[place].text.upper() == PASSING), None)
        if word is not None and name == _OF_XML:
            put[at - 1 : end] = _of_catalog(put[at - 1], put[at], inside[:word], _without_mechanism(inside[word + 1 :]))
        elif word is not None:
            put[at + 1 : end] = _with_document(inside, word)
    return put


def _outermost(tokens: list[Token]) -> list[int]:
    """The positions of the tokens that are in no parentheses or brackets."""
    depth, found = 0, []
    for place, token in enumerate(tokens):
        depth -= token.token_type in _CLOSING
        if depth == 0:
            found.append(place)
        depth += token.token_type in _OPENING
    return found


def _with_document(inside: list[Token], word: int) -> list[Token]:
    """The arguments of a function for JSON, with PASSING at a position, as they are read."""
    outermost = _outermost(inside)
    comma = next((place for place in outermost if inside[place].token_type is TokenType.COMMA), None)
    if comma is None or comma > word:
        return inside
    sign, end = inside[word], _end_of_values(inside, outermost, word)
    opened, between = made(TokenType.L_PAREN, "(", sign), made(TokenType.COMMA, ",", sign)
    document = [made(TokenType.VAR, PASSING, sign), opened, *inside[:comma], between, *inside[word + 1 : end]]
    return [*document, made(TokenType.R_PAREN, ")", sign), *inside[comma:word], *inside[end:]]


def _end_of_values(inside: list[Token], outermost: list[int], word: int) -> int:
    """The position after the last of the values, `b AS i, c AS j`, before options or columns."""
    for place in outermost:
        is_named = place > word + 1 and inside[place - 1].token_type is TokenType.ALIAS
        if is_named and [each.token_type for each in inside[place + 1 : place + 2]] != [TokenType.COMMA]:
            return place + 1
    return len(inside)


def _without_mechanism(tokens: list[Token]) -> list[Token]:
    """An argument without `BY REF` before or after it, which does nothing in Postgres."""
    start = 2 if _is_mechanism(tokens[:2]) else 0
    return tokens[start:-2] if _is_mechanism(tokens[-2:]) else tokens[start:]


def _is_mechanism(tokens: list[Token]) -> bool:
    words = [each.text.upper() for each in tokens]
    return words[:1] == ["BY"] and words[-1] in _MECHANISMS


def _of_catalog(name: Token, opened: Token, path: list[Token], document: list[Token]) -> list[Token]:
    schema = [made(TokenType.VAR, "pg_catalog", name), made(TokenType.DOT, ".", name)]
    return [*schema, made(TokenType.VAR, _OF_XML, name), opened, *path, made(TokenType.COMMA, ",", name), *document]


def written_values(node: exp.Expr) -> exp.Expr:
    """The node to write for a call: of PASSING, the document, while the values move behind the path."""
    call = node.parent
    if call is None or node.name.upper() != PASSING or len(node.expressions) == 1:
        return node
    path = call.args.get("path") or (call.expressions[1] if len(call.expressions) > 1 else None)
    if path is None:
        return node
    joined = _PATH.fullmatch(str(path.this)) if isinstance(path, exp.RawString) else None
    document: exp.Expr = node.expressions[0]
    values = node.expressions[1:]
    listed = reduce(lambda left, right: beside(left, ",", right), values)
    options = [joined[2]] if joined and joined[2] else []
    path.replace(beside(joined[1] if joined else path.copy(), PASSING, listed, *options))
    return document
