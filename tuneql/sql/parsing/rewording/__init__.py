"""Spellings that sqlglot 30.30 does not read, put as others that it reads and that mean the same."""

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Final, NamedTuple

import sqlglot
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.dialects import descends_from
from tuneql.sql.parsing.rewording.calls import (
    AS_THEY_STAND,
    BINS,
    CASTS_OF_XML,
    COLLATION,
    DATE_PART,
    applied,
    as_they_stand,
    bins_with_origins,
    casts_of_xml,
    collations,
    of_the_catalog,
    parts_of_dates,
)
from tuneql.sql.parsing.rewording.chains import chains
from tuneql.sql.parsing.rewording.columns import columns_called_interval, columns_called_map
from tuneql.sql.parsing.rewording.elements import MAKERS_OF_ARRAYS, elements_beside_documents, elements_of_lists
from tuneql.sql.parsing.rewording.escapes import escapes_of_mysql, escapes_of_tsql
from tuneql.sql.parsing.rewording.heads import HEADS, heads
from tuneql.sql.parsing.rewording.hints import (
    hints_after_with,
    hints_of_plans,
    indexes_in_parentheses,
    seeks_without_columns,
    without_named_hints,
)
from tuneql.sql.parsing.rewording.joins import arrays_of_rows, columns_of_using, commas_with_conditions, joins_of_all
from tuneql.sql.parsing.rewording.limits import counts_of_fetch, remainders_in_limits
from tuneql.sql.parsing.rewording.literals import (
    DATES,
    TYPES_OF_POSTGRES,
    bases,
    bytes_of_duckdb,
    calls_of_interval,
    fractions,
    fractions_of_intervals,
    fractions_of_times,
    money,
    no_dates_in_text,
    typed,
    typed_before_casts,
    underscores,
    unicode_texts,
    whole_intervals,
)
from tuneql.sql.parsing.rewording.members import members_of_tables
from tuneql.sql.parsing.rewording.names import (
    calls_of_default,
    searches_without_parentheses,
    weekdays,
    words_after_dots,
)
from tuneql.sql.parsing.rewording.operators import (
    PIECES,
    PREFIXES,
    XOR,
    factorials,
    negated_searches,
    prefixes,
    reversals,
    tildes,
    under_full_names,
    xors,
)
from tuneql.sql.parsing.rewording.options import (
    FUNCTIONS,
    MAKERS,
    PARSES,
    normal_forms,
    options_of_json,
    options_of_makers,
    types_of_parse,
)
from tuneql.sql.parsing.rewording.pipes import PIPES, pipes
from tuneql.sql.parsing.rewording.searches import SEARCHES, columns_of_searches
from tuneql.sql.parsing.rewording.steps import steps
from tuneql.sql.parsing.rewording.types import formats_of_casts, in_one_word, real_as_double, types_of_tsql
from tuneql.sql.parsing.tokens import made

_Reword = Callable[[list[Token]], list[Token]]

_NEGATED: Final = {TokenType.LT: (TokenType.GTE, ">="), TokenType.GT: (TokenType.LTE, "<=")}
_TAILS: Final = frozenset({TokenType.ORDER_BY, TokenType.LIMIT, TokenType.OFFSET})
_PIVOTS: Final = frozenset({TokenType.PIVOT, TokenType.UNPIVOT})


def reworded(tokens: list[Token], dialect: type[sqlglot.Dialect]) -> list[Token]:
    """The tokens, or others for the parser; where they come from in the text stays."""
    kinds = {token.token_type for token in tokens}
    words: set[str] | None = None
    for each in _rewordings_of(dialect):
        if kinds.isdisjoint(each.kinds):
            continue
        if each.words:
            words = words or {token.text.upper() for token in tokens}
            if words.isdisjoint(each.words):
                continue
        tokens = each.reword(tokens)
    return tokens


def _collation_first(tokens: list[Token]) -> list[Token]:
    """`LIKE x ESCAPE '!' COLLATE c`: a collation is of the whole comparison, on whichever side it stands."""
    moved = list(tokens)
    for at in (at for at, token in enumerate(tokens) if token.token_type is TokenType.ESCAPE):
        collation = at + 2
        if [each.token_type for each in tokens[collation : collation + 1]] == [TokenType.COLLATE]:
            end = _end_of_name(tokens, collation + 1)
            moved[at:end] = [*tokens[collation:end], *tokens[at:collation]]
    return moved


def _end_of_name(tokens: list[Token], at: int) -> int:
    """The place after a name such as `pg_catalog."C"`."""
    while tokens[at + 1 : at + 2] and tokens[at + 1].token_type is TokenType.DOT:
        at += 2
    return at + 1


def _not_less(tokens: list[Token]) -> list[Token]:
    """T-SQL has `!<` for `>=`, and `!>` for `<=`."""
    return list(_without_not(tokens))


def _without_not(tokens: list[Token]) -> Iterator[Token]:
    for at, token in enumerate(tokens):
        before = tokens[at - 1] if at else None
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if token.text == "!" and after is not None and after.token_type in _NEGATED and after.start == token.end + 1:
            continue
        if before is not None and before.text == "!" and token.token_type in _NEGATED:
            yield made(*_NEGATED[token.token_type], token)
        else:
            yield token


def _pivot_within(tokens: list[Token]) -> list[Token]:
    """DuckDB orders and limits what PIVOT gives in the same statement, which may begin with WITH."""
    outer = list(_outside_parentheses(tokens))
    start = next((at for at in outer if tokens[at].token_type in _PIVOTS), len(tokens))
    end = next((at for at in outer if at > start and tokens[at].token_type in _TAILS), None)
    if end is None or (start and (tokens[0].token_type is not TokenType.WITH or tokens[start - 1].text != ")")):
        return tokens
    words = (TokenType.SELECT, "SELECT"), (TokenType.STAR, "*"), (TokenType.FROM, "FROM"), _OPEN
    opening, closing = [made(*each, tokens[start]) for each in words], made(*_CLOSE, tokens[end])
    return [*tokens[:start], *opening, *tokens[start:end], closing, *tokens[end:]]


def _outside_parentheses(tokens: list[Token]) -> Iterator[int]:
    depth = 0
    for at, token in enumerate(tokens):
        depth += (token.token_type is TokenType.L_PAREN) - (token.token_type is TokenType.R_PAREN)
        if depth == 0:
            yield at


def _alias_in_text(tokens: list[Token]) -> list[Token]:
    """`SELECT 'a' 'b'` gives a value a name in SQLite and SQL Server, and does not put two texts together."""
    texts = [at for at, token in enumerate(tokens) if token.token_type is TokenType.STRING]
    if all(tokens[at - 1].token_type is not TokenType.STRING for at in texts if at):
        return tokens
    put: list[Token] = []
    for token in tokens:
        if token.token_type is TokenType.STRING and put and put[-1].token_type is TokenType.STRING:
            put += [made(TokenType.ALIAS, "AS", token), made(TokenType.IDENTIFIER, token.text, token)]
        else:
            put.append(token)
    return put


def _distinct_first(tokens: list[Token]) -> list[Token]:
    """MySQL takes DISTINCT and words such as HIGH_PRIORITY in any order."""
    moved = list(tokens)
    for at in range(1, len(tokens)):
        if tokens[at].token_type is TokenType.DISTINCT and tokens[at - 1].text.upper() in _MODIFIERS:
            start = at
            while start and tokens[start - 1].text.upper() in _MODIFIERS:
                start -= 1
            if tokens[start - 1].token_type is TokenType.SELECT:
                moved[start : at + 1] = [tokens[at], *tokens[start:at]]
    return moved


def _nth_from_first(tokens: list[Token]) -> list[Token]:
    """MySQL's `NTH_VALUE(a, 2) FROM FIRST RESPECT NULLS OVER w`, which says no more than without these words."""
    put: list[Token] = []
    for token in tokens:
        put.append(token)
        if token.token_type is TokenType.OVER:
            words = [each.text.upper() for each in put[-5:-1]]
            count = next((len(some) for some in _UNSAID if tuple(words[-len(some) :]) == some), 0)
            del put[len(put) - 1 - count : -1]
    return put


_UNSAID: Final = (("FROM", "FIRST", "RESPECT NULLS"), ("FROM", "FIRST", "RESPECT", "NULLS"), ("FROM", "FIRST"))
_MODIFIERS: Final = frozenset(
    ["HIGH_PRIORITY", "STRAIGHT_JOIN", "SQL_SMALL_RESULT", "SQL_BIG_RESULT", "SQL_BUFFER_RESULT", "SQL_NO_CACHE"]
)


def _calls_of_the_clock(tokens: list[Token]) -> list[Token]:
    """MySQL's `UTC_TIMESTAMP` needs no parentheses; it is reserved, so that only behind a dot it is a name."""
    put: list[Token] = []
    for at, token in enumerate(tokens):
        put.append(token)
        after = [each.token_type for each in tokens[at + 1 : at + 2]]
        is_name = at > 0 and tokens[at - 1].token_type is TokenType.DOT
        is_clock = token.token_type is TokenType.VAR and token.text.upper() in _CLOCKS and not is_name
        if is_clock and after != [TokenType.L_PAREN]:
            put += [made(*_OPEN, token), made(*_CLOSE, token)]
    return put


def _orders_by_operator(tokens: list[Token]) -> list[Token]:
    """Postgres's `ORDER BY a USING >` is DESC."""
    put: list[Token] = []
    for token in tokens:
        if token.token_type in _ORDERS and put and put[-1].token_type is TokenType.USING:
            put[-1:] = [made(*_ORDERS[token.token_type], token)]
        else:
            put.append(token)
    return put


_ORDERS: Final = {TokenType.GT: (TokenType.DESC, "DESC"), TokenType.LT: (TokenType.ASC, "ASC")}


def _substrings_by_pattern(tokens: list[Token]) -> list[Token]:
    """Postgres's `SUBSTRING(a SIMILAR p ESCAPE e)` is `SUBSTRING(a, p, e)`."""
    put: list[Token] = []
    is_open = False
    for token in tokens:
        if token.token_type is TokenType.VAR and token.text.upper() == "SIMILAR":
            is_open = True
            put.append(made(TokenType.COMMA, ",", token))
        elif is_open and token.token_type is TokenType.ESCAPE:
            is_open = False
            put.append(made(TokenType.COMMA, ",", token))
        else:
            put.append(token)
    return put


def _samples_of_blocks(tokens: list[Token]) -> list[Token]:
    """Snowflake's `SAMPLE BLOCK (3)` is `SAMPLE SYSTEM (3)`, and no call."""
    put: list[Token] = []
    for token in tokens:
        is_block = token.text.upper() == "BLOCK" and put and put[-1].token_type is TokenType.TABLE_SAMPLE
        put.append(made(TokenType.VAR, "SYSTEM", token) if is_block else token)
    return put


_CLOCKS: Final = frozenset({"UTC_DATE", "UTC_TIME", "UTC_TIMESTAMP"})
_OPEN: Final = (TokenType.L_PAREN, "(")
_CLOSE: Final = (TokenType.R_PAREN, ")")


class _Rewording(NamedTuple):
    """What is done for some dialects (none: all), and the tokens and words without which there is nothing to do.

    There must be a token of one of the kinds and, if words are listed, one of these; they are in upper case.
    """

    dialects: tuple[str, ...]
    kinds: AbstractSet[TokenType]
    words: AbstractSet[str]
    reword: _Reword


_NO_WORDS: Final[frozenset[str]] = frozenset()
_PARENTHESES: Final = frozenset({TokenType.L_PAREN})
# In MySQL and BigQuery the word is reserved.
_WITH_INTERVAL_AS_NAME: Final = ("postgres", "tsql", "snowflake", "sqlite", "duckdb")
_WORDS_OF_MAP: Final = frozenset({TokenType.MAP, TokenType.VAR})

_REWORDINGS: Final = (
    _Rewording((), {TokenType.DOT}, _NO_WORDS, fractions),
    _Rewording((), {TokenType.COLLATE}, _NO_WORDS, _collation_first),
    _Rewording((), {TokenType.MOD}, {"LIMIT"}, remainders_in_limits),
    _Rewording((), {TokenType.FETCH}, _NO_WORDS, counts_of_fetch),
    _Rewording(("postgres", "duckdb", "bigquery"), {TokenType.L_BRACKET}, MAKERS_OF_ARRAYS, elements_of_lists),
    _Rewording(("snowflake",), {TokenType.L_BRACKET}, MAKERS_OF_ARRAYS, elements_beside_documents),
    _Rewording((), {TokenType.DCOLON}, _NO_WORDS, typed_before_casts),
    _Rewording(("tsql",), {TokenType.NOT}, {"!"}, _not_less),
    _Rewording(("postgres",), PIECES, _NO_WORDS, under_full_names),
    _Rewording(("sqlite", "mysql", "tsql", "bigquery"), {TokenType.LIKE, TokenType.GLOB}, {"~~", "~~~"}, tildes),
    _Rewording(("duckdb",), {TokenType.NOT}, {"!"}, factorials),
    _Rewording(("duckdb",), {TokenType.DCOLON}, _NO_WORDS, reversals),
    _Rewording(("duckdb",), {TokenType.APPLY}, _NO_WORDS, applied),
    _Rewording(("duckdb",), _PIVOTS, _NO_WORDS, _pivot_within),
    _Rewording(_WITH_INTERVAL_AS_NAME, {TokenType.INTERVAL}, _NO_WORDS, columns_called_interval),
    _Rewording(("duckdb",), _WORDS_OF_MAP, {"MAP"}, columns_called_map),
    _Rewording(("mysql",), {TokenType.DOT}, _NO_WORDS, words_after_dots),
    _Rewording(("mysql",), {TokenType.DEFAULT}, _NO_WORDS, calls_of_default),
    _Rewording(("mysql",), {TokenType.VAR}, {"AGAINST"}, searches_without_parentheses),
    _Rewording(("mysql",), {TokenType.DISTINCT}, _MODIFIERS, _distinct_first),
    _Rewording(("mysql",), {TokenType.FROM}, {"NTH_VALUE"}, _nth_from_first),
    _Rewording(("mysql",), {TokenType.TIME}, _NO_WORDS, fractions_of_times),
    _Rewording(("mysql",), {TokenType.INTERVAL}, _NO_WORDS, calls_of_interval),
    _Rewording(("mysql",), {TokenType.INTERVAL}, _NO_WORDS, fractions_of_intervals),
    _Rewording(("mysql",), {TokenType.HINT}, _NO_WORDS, hints_of_plans),
    _Rewording(("postgres", "sqlite"), {TokenType.NUMBER}, _NO_WORDS, underscores),
    _Rewording(("postgres", "duckdb", "snowflake"), {TokenType.INTERVAL}, _NO_WORDS, whole_intervals),
    _Rewording(("postgres",), {TokenType.UNICODE_STRING}, _NO_WORDS, unicode_texts),
    _Rewording(("postgres",), PREFIXES, _NO_WORDS, prefixes),
    _Rewording(("redshift",), {TokenType.VAR}, {XOR}, xors),
    _Rewording(("postgres",), {TokenType.NOT}, {"!"}, negated_searches),
    _Rewording(("postgres",), {TokenType.HEX_STRING, TokenType.BIT_STRING}, _NO_WORDS, bases),
    _Rewording(("postgres",), {TokenType.NUMBER}, {"0"}, bases),
    _Rewording(("tsql",), {TokenType.VAR}, _NO_WORDS, money),
    _Rewording(("tsql", "sqlite"), {TokenType.STRING}, _NO_WORDS, _alias_in_text),
    _Rewording(("postgres",), _PARENTHESES, {"JSON_OBJECT"}, of_the_catalog),
    _Rewording(("postgres",), _PARENTHESES, CASTS_OF_XML, casts_of_xml),
    _Rewording(("postgres",), {TokenType.FOR}, {COLLATION}, collations),
    _Rewording(("postgres",), {TokenType.SET}, SEARCHES, columns_of_searches),
    _Rewording(("postgres",), _PARENTHESES, {DATE_PART}, parts_of_dates),
    _Rewording(("postgres", "duckdb"), _PARENTHESES, BINS, bins_with_origins),
    _Rewording(("postgres",), {TokenType.USING}, _NO_WORDS, columns_of_using),
    _Rewording(
        ("mysql", "snowflake", "postgres", "tsql", "bigquery", "duckdb"), {TokenType.JOIN}, _NO_WORDS, joins_of_all
    ),
    _Rewording(("sqlite",), {TokenType.ON, TokenType.USING}, {"FROM"}, commas_with_conditions),
    _Rewording(("sqlite",), {TokenType.IN}, _NO_WORDS, members_of_tables),
    _Rewording(("sqlite",), DATES, _NO_WORDS, no_dates_in_text),
    _Rewording(("sqlite",), {TokenType.ALIAS}, {"CAST"}, in_one_word),
    _Rewording(("postgres",), {TokenType.USING}, {"ORDER BY"}, _orders_by_operator),
    _Rewording(("postgres",), {TokenType.ESCAPE}, {"SIMILAR"}, _substrings_by_pattern),
    *(_Rewording((name,), _PARENTHESES, names, as_they_stand(names)) for name, names in AS_THEY_STAND.items()),
    _Rewording(("tsql",), {TokenType.L_BRACE}, _NO_WORDS, escapes_of_tsql),
    _Rewording(("mysql",), {TokenType.L_BRACE}, _NO_WORDS, escapes_of_mysql),
    _Rewording(("postgres", "mysql"), {TokenType.STRING}, FUNCTIONS, options_of_json),
    _Rewording(("tsql",), {TokenType.STRING}, {"RETURNING", "WRAPPER"}, options_of_json),
    *(_Rewording((name,), _PARENTHESES, names, options_of_makers(names)) for name, names in MAKERS.items()),
    _Rewording(("bigquery",), {TokenType.DOT}, _NO_WORDS, arrays_of_rows),
    _Rewording(("bigquery",), {TokenType.DOT}, {"("}, chains),
    _Rewording(("bigquery",), {TokenType.PIPE_GT}, HEADS, heads),
    _Rewording(("bigquery",), {TokenType.PIPE_GT}, PIPES, pipes),
    _Rewording(("bigquery",), {TokenType.PIPE_GT}, _NO_WORDS, steps),
    _Rewording(("bigquery",), {TokenType.FORMAT}, {"CAST", "SAFE_CAST"}, formats_of_casts),
    _Rewording(("duckdb",), {TokenType.STRING}, {"X", "B"}, bytes_of_duckdb),
    _Rewording(("postgres",), {TokenType.STRING}, TYPES_OF_POSTGRES, typed),
    _Rewording(("postgres",), {TokenType.IS}, {"NORMALIZED", "DOCUMENT"}, normal_forms),
    _Rewording(("mysql",), {TokenType.VAR}, _CLOCKS, _calls_of_the_clock),
    _Rewording(("snowflake",), {TokenType.TABLE_SAMPLE}, {"BLOCK"}, _samples_of_blocks),
    _Rewording(("tsql",), _PARENTHESES, {"NOLOCK"}, hints_after_with),
    _Rewording(("tsql",), _PARENTHESES, {"FORCESEEK"}, seeks_without_columns),
    _Rewording(("tsql",), {TokenType.INDEX}, _NO_WORDS, indexes_in_parentheses),
    _Rewording(("tsql",), {TokenType.USE}, {"HINT"}, without_named_hints),
    _Rewording(("mysql", "snowflake"), {TokenType.FLOAT}, {"REAL"}, real_as_double),
    _Rewording(("tsql",), {TokenType.FLOAT, TokenType.TEXT}, {"REAL", "NTEXT"}, types_of_tsql),
    _Rewording(("tsql",), _PARENTHESES, PARSES, types_of_parse),
    _Rewording(("tsql",), _PARENTHESES, {"DATEPART"}, weekdays),
)


@cache
def _rewordings_of(dialect: type[sqlglot.Dialect]) -> tuple[_Rewording, ...]:
    return tuple(each for each in _REWORDINGS if not each.dialects or descends_from(dialect, *each.dialects))
