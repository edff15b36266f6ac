"""Words after an argument that sqlglot 30.30 does not read: `JSON_QUERY(doc, '$.a' WITH WRAPPER)`.

They are combined with the text before them into one raw text, such as `'$.a' WITH WRAPPER`, which the guard writes as
these words again, see `written_options`. Combined are only words that are listed here, and literals.
"""

import re
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from typing import Final

from sqlglot import exp
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.beside import beside
from tuneql.sql.parsing.tokens import closing, made

FUNCTIONS: Final = frozenset({"JSON_TABLE", "JSON_QUERY", "JSON_EXISTS"})
"""The functions whose arguments may have options, in upper case."""
PARSES: Final = frozenset({"PARSE", "TRY_PARSE"})
"""T-SQL's functions whose argument has a type."""
_LISTED: Final = """
    with without conditional unconditional array wrapper keep omit quotes scalar string default null error empty on
    true false unknown object returning json jsonb text bytea int integer numeric absent unique keys
"""
_WORDS: Final = frozenset(_LISTED.upper().split())
_FIRST: Final = frozenset(
    {"RETURNING", "WITH", "WITHOUT", "KEEP", "OMIT", "DEFAULT", "NULL", "ERROR", "EMPTY", "TRUE", "FALSE"}
)
_LITERALS: Final = frozenset({TokenType.STRING, TokenType.NUMBER})
_SIGNS: Final = frozenset({TokenType.DASH})
_TEXTS: Final = frozenset({TokenType.STRING, TokenType.NATIONAL_STRING})


def options_of_json(tokens: list[Token]) -> list[Token]:
    """A path of JSON and its options in one raw text: `'$.a' WITH WRAPPER`, `'$.a' DEFAULT 0 ON EMPTY`.

    So is `EXISTS PATH '$.a'`, with the word before it. MySQL's `NESTED '$.a'` gets the word PATH.
    """
    put: list[Token] = []
    at = 0
    while at < len(tokens):
        is_path = tokens[at].token_type is TokenType.STRING
        end = _end_of_options(tokens, at + 1) if is_path else at + 1
        words = [each.text.upper() for each in put[-2:]] if is_path else []
        if words == ["EXISTS", "PATH"] and "\\" not in tokens[at].text:
            put[-2:] = [put[-1], _joined([put[-2], *tokens[at:end]])]
        elif words[-1:] == ["NESTED"]:
            put += [made(TokenType.VAR, "PATH", tokens[at]), *tokens[at:end]]
        else:
            put.append(_joined(tokens[at:end]) if end > at + 1 else tokens[at])
        at = end
    return put


def _end_of_options(tokens: list[Token], at: int) -> int:
    """The position after the options that begin at `at`; `at` itself if there are none, or other words, too."""
    if at >= len(tokens) or tokens[at].text.upper() not in _FIRST:
        return at
    end = at
    while end < len(tokens) and _is_option(tokens[end]):
        end += 1
    closes = end < len(tokens) and tokens[end].token_type in {TokenType.R_PAREN, TokenType.COMMA}
    plain = not any("\\" in token.text for token in tokens[at - 1 : end])  # MySQL writes a backslash differently
    return end if closes and plain else at


def _is_option(token: Token) -> bool:
    return token.token_type in _LITERALS | _SIGNS or (
        token.token_type is not TokenType.IDENTIFIER and token.text.upper() in _WORDS
    )


def _joined(tokens: list[Token]) -> Token:
    return made(TokenType.RAW_STRING, " ".join(map(_text, tokens)), tokens[0])


def _text(token: Token) -> str:
    if token.token_type not in _TEXTS:
        return token.text.upper()
    return "'" + token.text.replace("'", "''") + "'"


MAKERS: Final = {
    "postgres": frozenset({"JSON", "JSON_ARRAY", "JSON_ARRAYAGG", "JSON_OBJECT", "JSON_OBJECTAGG", "JSON_SERIALIZE"}),
    **dict.fromkeys(("tsql", "mysql"), frozenset({"JSON_ARRAY"})),
}
"""The functions that make JSON whose last argument may have options, in upper case."""
_FIRST_OF_MAKERS: Final = frozenset({("NULL", "ON"), ("ABSENT", "ON"), ("WITH", "UNIQUE"), ("WITHOUT", "UNIQUE")})


def options_of_makers(names: AbstractSet[str]) -> Callable[[list[Token]], list[Token]]:
    """`JSON_ARRAY(a ABSENT ON NULL RETURNING jsonb)`: the options become one more argument, a raw text.

    Args:
        names: of the functions, in upper case.
    """

    def reword(tokens: list[Token]) -> list[Token]:
        put = list(tokens)
        for at in reversed(range(1, len(tokens))):
            name = tokens[at - 1].text.upper()
            if tokens[at].token_type is TokenType.L_PAREN and name in names:
                start, end = _options_within(put, at)
                if at + 1 < start < end:
                    put[start:end] = _as_argument(put[start:end], of_pairs=name.startswith("JSON_OBJECT"))
        return put

    return reword


def _as_argument(options: list[Token], *, of_pairs: bool) -> list[Token]:
    value = [(TokenType.COLON, ":"), (TokenType.NULL, "NULL")] if of_pairs else []
    return [
        made(TokenType.COMMA, ",", options[0]),
        _joined(options),
        *(made(*each, options[0]) for each in value),
    ]


def _options_within(tokens: list[Token], at: int) -> tuple[int, int]:
    """The positions of the first option within the parentheses that open at `at`, and of their end."""
    depth, start = 0, len(tokens)
    for place in range(at, len(tokens)):
        token = tokens[place]
        depth += (token.token_type is TokenType.L_PAREN) - (token.token_type is TokenType.R_PAREN)
        if depth == 0:
            return start, place
        words = tuple(each.text.upper() for each in tokens[place : place + 2])
        begins = depth == 1 and (words in _FIRST_OF_MAKERS or words[0] == "RETURNING")
        start = place if begins and start > place else start if _is_option(token) else len(tokens)
    return start, len(tokens)


def types_of_parse(tokens: list[Token]) -> list[Token]:
    """T-SQL's `PARSE(x AS decimal(5, 2) USING 'culture')`: the words after AS become a second argument, a raw text."""
    put: list[Token] = []
    calls: list[str] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.token_type is TokenType.L_PAREN:
            calls.append(tokens[at - 1].text.upper() if at else "")
        elif token.token_type is TokenType.R_PAREN:
            calls = calls[:-1]
        is_type = token.token_type is TokenType.ALIAS and calls and calls[-1] in PARSES
        written = _written_type(tokens, at + 1) if is_type else []
        put += [made(TokenType.COMMA, ",", token), made(TokenType.RAW_STRING, "".join(written), token)] * bool(written)
        put += [] if written else [token]
        at += 1 + len(written)
    return put


def _written_type(tokens: list[Token], at: int) -> list[str]:
    """The words of a type up to the end of the call; empty if the parser reads it, because it is one word."""
    kinds = [each.token_type for each in tokens[at + 1 : at + 2]]
    end = 1 + closing(tokens, at + 1) if kinds == [TokenType.L_PAREN] else at + 1
    words = [each.text.upper() for each in tokens[at:end]]
    if not words or not _is_type(tokens[at:end]):
        return []
    if _is_culture(tokens, end):
        return [*words, " USING ", _text(tokens[end + 1])]
    is_whole = [each.token_type for each in tokens[end : end + 1]] == [TokenType.R_PAREN]
    return words if len(words) > 1 and is_whole else []


def _is_culture(tokens: list[Token], at: int) -> bool:
    kinds = [each.token_type for each in tokens[at : at + 3]]
    return kinds[::2] == [TokenType.USING, TokenType.R_PAREN] and kinds[1] in _TEXTS


def _is_type(tokens: list[Token]) -> bool:
    """Whether tokens are a word, with or without numbers in parentheses."""
    return tokens[0].text.isalnum() and all(
        each.token_type in {TokenType.NUMBER, TokenType.COMMA, TokenType.L_PAREN, TokenType.R_PAREN}
        for each in tokens[1:]
    )


LANGUAGE: Final = "LANGUAGE"
"""The word before the language of T-SQL's text searches."""


def languages(tokens: list[Token]) -> list[Token]:
    """T-SQL's `CONTAINSTABLE(t, a, 'word', LANGUAGE 1033)`: LANGUAGE and its value become one raw text."""
    put: list[Token] = []
    for token in tokens:
        words = [each.text.upper() for each in put[-2:]]
        if words == [",", LANGUAGE] and token.token_type in _LITERALS | _TEXTS:
            put[-1] = _joined([put[-1], token])
        else:
            put.append(token)
    return put


_FORMS: Final = frozenset({"NFC", "NFD", "NFKC", "NFKD"})


def normal_forms(tokens: list[Token]) -> list[Token]:
    """Postgres's `IS NFC NORMALIZED` and `IS DOCUMENT`: the words after IS become a raw text."""
    put: list[Token] = []
    for token in tokens:
        if token.text.upper() in {_NORMALIZED, _DOCUMENT} and token.token_type is TokenType.VAR and _after_is(put):
            form = [put.pop()] if put[-1].text.upper() in _FORMS else []
            put.append(made(TokenType.RAW_STRING, " ".join(map(_text, [*form, token])), token))
        else:
            put.append(token)
    return put


def _after_is(put: list[Token]) -> bool:
    before = put[:-1] if put and put[-1].text.upper() in _FORMS else put
    kinds = [each.token_type for each in before[-2:]]
    return kinds[-1:] == [TokenType.IS] or kinds == [TokenType.IS, TokenType.NOT]


_NORMALIZED: Final = "NORMALIZED"
_DOCUMENT: Final = "DOCUMENT"
_NORMAL_FORM: Final = re.compile(rf"(?:(?:{'|'.join(sorted(_FORMS))}) )?{_NORMALIZED}|{_DOCUMENT}")
_TEXT: Final = r"'(?:[^'\\]|'')*'"
_TEXT_OF_TSQL: Final = r"'(?:[^']|'')*'"  # in which a backslash is no escape
_OPTION: Final = rf"(?: (?:{'|'.join(sorted(_WORDS))}|{_TEXT}|-|\d[\d.]*))"
_ALONE: Final = re.compile(rf"{_TEXT}{_OPTION}+|{LANGUAGE} (?:{_TEXT_OF_TSQL}|\d+)")
_OPTIONS_ALONE: Final = re.compile(rf"(?:{'|'.join(sorted(_WORDS))}){_OPTION}+")
_EXISTS: Final = re.compile(rf"EXISTS ({_TEXT}{_OPTION}*)")
_OF_PARSE: Final = re.compile(rf"[A-Z0-9]+(?:\([\d,]+\))?(?: USING {_TEXT_OF_TSQL})?")


def written_options(node: exp.Expr) -> exp.Expr:
    """The node to write for a raw text: the words from which it was made here, or the unchanged node for others."""
    call, text = node.parent, str(node.this)
    if isinstance(call, exp.Anonymous) and call.name.upper() in PARSES and _OF_PARSE.fullmatch(text):
        call.set("expressions", [exp.Alias(this=call.expressions[0], alias=exp.Var(this=text))])
    elif isinstance(call, exp.JSONColumnDef) and (exists := _EXISTS.fullmatch(text)):
        call.set("kind", beside(call.args["kind"], "EXISTS"))
        return exp.Var(this=exists[1])
    elif _ALONE.fullmatch(text) or (isinstance(call, exp.Is) and _NORMAL_FORM.fullmatch(text)):
        return exp.Var(this=text)
    elif _OPTIONS_ALONE.fullmatch(text):
        _put_behind(node, text)
    return node


def _put_behind(node: exp.Expr, options: str) -> None:
    """Make options the type of the argument before them, so that they are written after it."""
    kind = exp.DataType(this=exp.DType.USERDEFINED, kind=options)
    argument = node.parent if isinstance(node.parent, exp.Ordered | exp.JSONKeyValue) else node
    call, key = argument.parent, argument.arg_key or ""
    if call is not None and key == "expressions":
        *others, last, _ = call.expressions
        call.set(key, [*others, exp.ColumnDef(this=last, kind=kind)])
    elif call is not None:
        call.set(key, None)
        call.set("this", exp.ColumnDef(this=call.this, kind=kind))
