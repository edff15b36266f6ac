"""BigQuery's `WITH(a AS b + 1, a * 2)`, a value with variables, as `((b + 1) * 2)`."""

from collections.abc import Mapping
from typing import Final

from sqlglot.errors import TokenError
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.rewording.levels import between_commas, kind_at
from tuneql.sql.parsing.tokens import closing, made

_QUERIES: Final = frozenset({TokenType.SELECT, TokenType.FROM})
_VOLATILE: Final = frozenset({"RAND", "GENERATE_UUID"})
_TEXTS: Final = frozenset({TokenType.STRING, TokenType.RAW_STRING, TokenType.BYTE_STRING})
# Before a name, these make it an alias, or a field.
_BEFORE_OTHERS: Final = frozenset(
    {TokenType.ALIAS, TokenType.DOT, TokenType.VAR, TokenType.IDENTIFIER, TokenType.NUMBER}
    | {TokenType.R_PAREN, TokenType.R_BRACKET, *_TEXTS}
)
# After a name, these make it that of a function, or of an argument.
_AFTER_OTHERS: Final = frozenset({TokenType.L_PAREN, TokenType.FARROW})
_MOST_TIMES: Final = 8
_Values = Mapping[str, list[Token]]


def variables_in_place(tokens: list[Token]) -> list[Token]:
    """The tokens with the value of each variable instead of its name.

    Raises:
        sqlglot.errors.TokenError: a variable is not used, or cannot be replaced, or the text would become many times as
            long.
    """
    put = list(tokens)
    for at in reversed(range(len(tokens) - 3)):  # the innermost first
        if _is_expression(tokens, at):
            end = closing(put, at + 1)
            put[at : end + 1] = _expression(put[at + 2 : end])
        if len(put) > _MOST_TIMES * len(tokens):
            raise TokenError("the variables of WITH(…) are used too often; write shorter ones")
    return put


def _is_expression(tokens: list[Token], at: int) -> bool:
    is_called = tokens[at].token_type is TokenType.WITH and tokens[at + 1].token_type is TokenType.L_PAREN
    return is_called and tokens[at + 3].token_type is TokenType.ALIAS


def _expression(body: list[Token]) -> list[Token]:
    """The value of `a AS b + 1, a * 2`."""
    *variables, result = between_commas(body)
    values: dict[str, list[Token]] = {}
    for number, variable in enumerate(variables, start=1):
        if kind_at(variable, 1) is not TokenType.ALIAS:
            raise TokenError("WITH(…) has one value, after all of its variables")
        name = variable[0].text.lower()
        values[name] = _within(_placed(variable[2:], values))
        _require_use([*(each[2:] for each in variables[number:]), result], name, values[name])
    return _within(_placed(result, values))


def _within(value: list[Token]) -> list[Token]:
    """A value in parentheses."""
    return [made(TokenType.L_PAREN, "(", value[0]), *value, made(TokenType.R_PAREN, ")", value[-1])] if value else []


def _require_use(later: list[list[Token]], name: str, value: list[Token]) -> None:
    """Raise TokenError if a variable is not used, or used twice though each use would have another value."""
    uses = sum(_is_use(part, at, {name: value}) for part in later for at in range(len(part)))
    is_volatile = any(token.text.upper() in _VOLATILE for token in value)
    if uses == 0 or (uses > 1 and is_volatile):
        raise TokenError(f"the variable {name} of WITH(…) must be used, and only once if it is random")


def _placed(tokens: list[Token], values: _Values) -> list[Token]:
    """The tokens with values instead of variables.

    Raises:
        sqlglot.errors.TokenError: there is a query, in which a column could have the name of the variable.
    """
    uses = {at for at in range(len(tokens)) if _is_use(tokens, at, values)}
    if uses and any(each.token_type in _QUERIES for each in tokens):
        raise TokenError("a variable of WITH(…) cannot be used beside a query; write its value instead")
    return [each for at, token in enumerate(tokens) for each in (values[token.text.lower()] if at in uses else [token])]


def _is_use(tokens: list[Token], at: int, values: _Values) -> bool:
    """Whether the token at a position is a variable."""
    token, before = tokens[at], kind_at(tokens, at - 1) if at else None
    is_name = token.text.lower() in values and token.token_type not in _TEXTS
    return is_name and before not in _BEFORE_OTHERS and kind_at(tokens, at + 1) not in _AFTER_OTHERS
