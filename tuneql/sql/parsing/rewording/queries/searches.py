"""`SEARCH DEPTH FIRST BY a, b SET place` and `CYCLE a, b SET is_seen`, of whose columns sqlglot 30.30 reads only one.

The columns are combined into one word, which `keys_of_search` splits.
"""

from collections.abc import Iterator
from typing import Final

from sqlglot import exp
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.tokens import made, tokens_of

SEARCHES: Final = frozenset({"SEARCH", "CYCLE"})
"""The words with which such a clause begins, in upper case."""
_BEFORE_COLUMNS: Final = frozenset({"BY", "CYCLE"})


def columns_of_searches(tokens: list[Token]) -> list[Token]:
    """The tokens with one token for each list of columns before SET."""
    put: list[Token] = []
    for token in tokens:
        if token.token_type is TokenType.SET:
            start = _start_of_columns(put)
            if len(put) - start > 1:
                put[start:] = [made(TokenType.VAR, "".join(map(_written, put[start:])), put[start])]
        put.append(token)
    return put


def _start_of_columns(put: list[Token]) -> int:
    """The position of the first of the columns at the end of some tokens."""
    at = len(put) - 1
    while at > 1 and put[at - 1].token_type is TokenType.COMMA:
        at -= 2
    return at if at > 0 and put[at - 1].text.upper() in _BEFORE_COLUMNS else len(put)


def _written(token: Token) -> str:
    if token.token_type is TokenType.COMMA:
        return ", "
    return exp.to_identifier(token.text, quoted=token.token_type is TokenType.IDENTIFIER).sql("postgres")


def keys_of_search(clause: exp.Expr) -> Iterator[exp.Identifier]:
    """The columns of such a clause."""
    names = clause.this
    if isinstance(names, exp.Identifier) and names.quoted:
        yield names
    elif isinstance(names, exp.Identifier):
        for token in tokens_of(names.name, "postgres"):
            if token.token_type is not TokenType.COMMA:
                yield exp.to_identifier(token.text, quoted=token.token_type is TokenType.IDENTIFIER)


def written_keys(node: exp.Expr) -> exp.Expr:
    """The node to write: the columns as they were given, not as one name."""
    if not node.this.args.get("quoted"):
        node.set("this", exp.Var(this=node.this.name))
    return node
