"""Replaces spellings that sqlglot 30.30 does not read, or misreads, by others with the same meaning that it reads.

Each replacement gets the tokens of a text and returns others; its docstring shows the SQL in question. `_REWORDINGS`
lists all of them in the order in which they are applied, each with the dialects and the tokens that it needs. A
replacement may also refuse a text that the parser would misread: it raises sqlglot's TokenError.
"""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Final, NamedTuple

import sqlglot
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.dialects import descends_from
from tuneql.sql.parsing.rewording.aliases import names_after_as
from tuneql.sql.parsing.rewording.calls import (
    AS_THEY_STAND,
    CASTS_OF_XML,
    CLOCKS,
    COLLATION,
    DATE_PART,
    READ_IN_PART,
    ZONED,
    applied,
    as_they_stand,
    calls_of_the_clock,
    casts_of_xml,
    collations,
    declared_as_others,
    moments_in_zones,
    of_the_catalog,
    parts_of_dates,
    substrings_by_pattern,
    with_more_arguments,
)
from tuneql.sql.parsing.rewording.chains import chains, documents
from tuneql.sql.parsing.rewording.columns import columns_called_interval, columns_called_map
from tuneql.sql.parsing.rewording.commas import TRAILING_REFUSED, items_after_commas, items_before_commas
from tuneql.sql.parsing.rewording.elements import (
    MAKERS_OF_ARRAYS,
    bare_brackets,
    elements_beside_documents,
    elements_of_lists,
)
from tuneql.sql.parsing.rewording.escapes import escapes_of_mysql, escapes_of_tsql
from tuneql.sql.parsing.rewording.flows import chains_of_queries
from tuneql.sql.parsing.rewording.heads import HEADS, heads, named_queries
from tuneql.sql.parsing.rewording.hints import (
    hints_after_with,
    hints_of_plans,
    indexes_in_parentheses,
    seeks_without_columns,
    without_named_hints,
)
from tuneql.sql.parsing.rewording.intervals import (
    SERIES,
    arguments_of_series,
    calls_of_interval,
    fractions_of_intervals,
    whole_intervals,
)
from tuneql.sql.parsing.rewording.joins import arrays_of_rows, columns_of_using, commas_with_conditions, joins_of_all
from tuneql.sql.parsing.rewording.limits import counts_of_fetch, remainders_in_limits
from tuneql.sql.parsing.rewording.literals import (
    DATES,
    TYPES_OF_POSTGRES,
    bases,
    bytes_of_duckdb,
    fractions,
    fractions_of_times,
    money,
    no_dates_in_text,
    typed,
    typed_before_casts,
    underscores,
)
from tuneql.sql.parsing.rewording.matches import matches_beside_others
from tuneql.sql.parsing.rewording.members import TAKES_TABLE, members_of_tables, tables_given
from tuneql.sql.parsing.rewording.names import (
    UNRESERVED,
    alias_in_text,
    calls_of_default,
    keys_called_offset,
    names_in_texts,
    national_aliases,
    schemas_left_out,
    searches_without_parentheses,
    weekdays,
    words_after_dots,
    words_for_values,
)
from tuneql.sql.parsing.rewording.namespaces import NAMESPACES, namespaces
from tuneql.sql.parsing.rewording.operands import OPERANDS, operands_in_parentheses
from tuneql.sql.parsing.rewording.operators import (
    ARROWS,
    PIECES,
    PREFIXES,
    XOR,
    collation_first,
    factorials,
    negated_searches,
    no_arrows,
    not_less,
    prefixes,
    queries_of_all,
    reversals,
    tildes,
    under_full_names,
    xors,
)
from tuneql.sql.parsing.rewording.options import (
    FUNCTIONS,
    LANGUAGE,
    MAKERS,
    PARSES,
    languages,
    normal_forms,
    options_of_json,
    options_of_makers,
    types_of_parse,
)
from tuneql.sql.parsing.rewording.pipes import PIPES, pipes
from tuneql.sql.parsing.rewording.pivots import PIVOTS, pivot_within
from tuneql.sql.parsing.rewording.searches import SEARCHES, columns_of_searches
from tuneql.sql.parsing.rewording.steps import steps
from tuneql.sql.parsing.rewording.types import (
    SIGNS,
    formats_of_casts,
    in_one_word,
    real_as_double,
    signed_in_one_word,
    types_of_tsql,
)
from tuneql.sql.parsing.rewording.unicode_texts import unicode_texts
from tuneql.sql.parsing.rewording.variables import variables_in_place
from tuneql.sql.parsing.rewording.windows import windows_in_place, windows_of_steps
from tuneql.sql.parsing.rewording.words import (
    MATCHES,
    MODIFIERS,
    SET_OPERATIONS,
    distinct_first,
    distinct_sets,
    matches_of_rows,
    nth_from_first,
    orders_by_operator,
    patterns_of_arrays,
    queries_after_with,
    samples_of_blocks,
)
from tuneql.sql.parsing.rewording.words_as_names import (
    AFTER_AS,
    FREE_WORDS,
    NESTED,
    TYPES,
    columns_called_as_nested_types,
    columns_called_as_types,
    words_after_as,
    words_as_names,
)

_Reword = Callable[[list[Token]], list[Token]]


def reworded(tokens: list[Token], dialect: type[sqlglot.Dialect]) -> list[Token]:
    """The tokens for the parser: the given ones after all replacements, with the same positions in the text."""
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


class _Rewording(NamedTuple):
    """A replacement, the dialects to which it applies (none: all), and the tokens and words that it needs.

    A statement needs a token of one of the kinds and, if words are listed (in upper case), one of these.
    """

    dialects: tuple[str, ...]
    kinds: AbstractSet[TokenType]
    words: AbstractSet[str]
    reword: _Reword


_NO_WORDS: Final[frozenset[str]] = frozenset()
_ALL: Final = frozenset(TokenType)
_PARENTHESES: Final = frozenset({TokenType.L_PAREN})
# The dialects in which the word is not reserved.
_WITH_INTERVAL_AS_NAME: Final = ("postgres", "tsql", "snowflake", "sqlite", "duckdb")
_WITHOUT_ANGLES: Final = ("postgres", "mysql", "tsql", "snowflake", "sqlite", "duckdb")
_WITH_ALL: Final = ("postgres", "redshift", "mysql", "tsql", "snowflake", "duckdb")
_WORDS_OF_MAP: Final = frozenset({TokenType.MAP, TokenType.VAR})

_REWORDINGS: Final = (
    *(_Rewording((name,), _ALL, words, words_as_names(words)) for name, words in FREE_WORDS.items()),
    _Rewording(("postgres",), {TokenType.L_BRACKET}, _NO_WORDS, bare_brackets),
    _Rewording(("duckdb",), TYPES, _NO_WORDS, columns_called_as_types),
    _Rewording(_WITHOUT_ANGLES, NESTED, _NO_WORDS, columns_called_as_nested_types),
    _Rewording((), {TokenType.DOT}, _NO_WORDS, fractions),
    _Rewording((), {TokenType.COLLATE}, _NO_WORDS, collation_first),
    _Rewording(_WITH_ALL, {TokenType.ALL}, _NO_WORDS, queries_of_all),
    _Rewording((), {TokenType.MOD}, {"LIMIT"}, remainders_in_limits),
    _Rewording((), {TokenType.FETCH}, _NO_WORDS, counts_of_fetch),
    _Rewording(("postgres", "duckdb", "bigquery"), {TokenType.L_BRACKET}, MAKERS_OF_ARRAYS, elements_of_lists),
    _Rewording(("snowflake",), {TokenType.L_BRACKET}, MAKERS_OF_ARRAYS, elements_beside_documents),
    _Rewording((), {TokenType.DCOLON}, _NO_WORDS, typed_before_casts),
    _Rewording(("tsql",), {TokenType.NOT}, {"!"}, not_less),
    _Rewording(("tsql",), ARROWS, _NO_WORDS, no_arrows),
    _Rewording(("postgres",), PIECES, _NO_WORDS, under_full_names),
    _Rewording(("sqlite", "mysql", "tsql", "bigquery"), {TokenType.LIKE, TokenType.GLOB}, {"~~", "~~~"}, tildes),
    _Rewording(("duckdb",), {TokenType.NOT}, {"!"}, factorials),
    _Rewording(("duckdb",), {TokenType.DCOLON}, _NO_WORDS, reversals),
    _Rewording(("duckdb",), {TokenType.APPLY}, _NO_WORDS, applied),
    _Rewording(("duckdb",), PIVOTS, _NO_WORDS, pivot_within),
    _Rewording(_WITH_INTERVAL_AS_NAME, {TokenType.INTERVAL}, _NO_WORDS, columns_called_interval),
    _Rewording(("duckdb",), _WORDS_OF_MAP, {"MAP"}, columns_called_map),
    _Rewording(("mysql",), UNRESERVED, _NO_WORDS, words_for_values),
    _Rewording(("mysql", "postgres", "duckdb", "bigquery"), {TokenType.DOT}, _NO_WORDS, words_after_dots),
    _Rewording(("postgres", "duckdb"), AFTER_AS, {"AS"}, words_after_as),
    _Rewording(("mysql",), {TokenType.DEFAULT}, _NO_WORDS, calls_of_default),
    _Rewording(("mysql",), {TokenType.VAR}, {"AGAINST"}, searches_without_parentheses),
    _Rewording(("mysql",), {TokenType.DISTINCT}, MODIFIERS, distinct_first),
    _Rewording(("mysql",), {TokenType.FROM}, {"NTH_VALUE"}, nth_from_first),
    _Rewording(("mysql",), {TokenType.TIME}, _NO_WORDS, fractions_of_times),
    _Rewording(("mysql",), {TokenType.INTERVAL}, _NO_WORDS, calls_of_interval),
    _Rewording(("mysql",), {TokenType.INTERVAL}, _NO_WORDS, fractions_of_intervals),
    _Rewording(("mysql",), {TokenType.HINT}, _NO_WORDS, hints_of_plans),
    _Rewording(("postgres", "sqlite"), {TokenType.NUMBER}, _NO_WORDS, underscores),
    _Rewording(("postgres", "duckdb", "snowflake"), {TokenType.INTERVAL}, _NO_WORDS, whole_intervals),
    _Rewording(("postgres",), {TokenType.STRING}, {SERIES}, arguments_of_series),
    _Rewording(("postgres",), {TokenType.UNICODE_STRING}, _NO_WORDS, unicode_texts),
    _Rewording(("postgres",), PREFIXES, _NO_WORDS, prefixes),
    _Rewording(("redshift",), {TokenType.VAR}, {XOR}, xors),
    _Rewording(("redshift",), {TokenType.VAR}, {ZONED}, moments_in_zones),
    _Rewording(("postgres",), {TokenType.NOT}, {"!"}, negated_searches),
    _Rewording(("postgres",), {TokenType.HEX_STRING, TokenType.BIT_STRING}, _NO_WORDS, bases),
    _Rewording(("postgres",), {TokenType.NUMBER}, {"0"}, bases),
    _Rewording(("tsql",), {TokenType.VAR}, _NO_WORDS, money),
    _Rewording(("tsql", "sqlite"), {TokenType.STRING}, _NO_WORDS, alias_in_text),
    _Rewording(("tsql",), {TokenType.NATIONAL_STRING}, _NO_WORDS, national_aliases),
    _Rewording(("postgres",), _PARENTHESES, {"JSON_OBJECT"}, of_the_catalog),
    _Rewording(("postgres",), _PARENTHESES, CASTS_OF_XML, casts_of_xml),
    _Rewording(("postgres",), {TokenType.FOR}, {COLLATION}, collations),
    _Rewording(("postgres",), {TokenType.SET}, SEARCHES, columns_of_searches),
    _Rewording(("postgres",), _PARENTHESES, {DATE_PART}, parts_of_dates),
    *(_Rewording((name,), _PARENTHESES, set(read), with_more_arguments(read)) for name, read in READ_IN_PART.items()),
    _Rewording(("postgres",), {TokenType.USING}, _NO_WORDS, columns_of_using),
    _Rewording(
        ("mysql", "snowflake", "postgres", "tsql", "bigquery", "duckdb"), {TokenType.JOIN}, _NO_WORDS, joins_of_all
    ),
    _Rewording(("sqlite",), {TokenType.ON, TokenType.USING}, {"FROM"}, commas_with_conditions),
    _Rewording(("sqlite",), {TokenType.IN}, _NO_WORDS, members_of_tables),
    _Rewording(("sqlite",), DATES, _NO_WORDS, no_dates_in_text),
    _Rewording(("sqlite",), {TokenType.ALIAS}, {"CAST"}, in_one_word),
    _Rewording(("postgres",), {TokenType.USING}, {"ORDER BY"}, orders_by_operator),
    _Rewording(("postgres",), {TokenType.ESCAPE}, {"SIMILAR"}, substrings_by_pattern),
    *(_Rewording((name,), _PARENTHESES, names, as_they_stand(names)) for name, names in AS_THEY_STAND.items()),
    _Rewording(("tsql",), {TokenType.L_BRACE}, _NO_WORDS, escapes_of_tsql),
    _Rewording(("mysql",), {TokenType.L_BRACE}, _NO_WORDS, escapes_of_mysql),
    _Rewording(("postgres", "mysql"), {TokenType.STRING}, FUNCTIONS, options_of_json),
    _Rewording(("tsql",), {TokenType.STRING}, {"RETURNING", "WRAPPER"}, options_of_json),
    *(_Rewording((name,), _PARENTHESES, names, options_of_makers(names)) for name, names in MAKERS.items()),
    _Rewording(("bigquery",), {TokenType.TABLE}, {TAKES_TABLE}, tables_given),
    _Rewording(("bigquery",), {TokenType.WITH}, {"("}, variables_in_place),
    _Rewording(("bigquery",), {TokenType.WITH}, {"("}, queries_after_with),
    _Rewording(("bigquery",), SET_OPERATIONS, _NO_WORDS, distinct_sets),
    _Rewording(("bigquery",), {TokenType.DOT}, _NO_WORDS, arrays_of_rows),
    _Rewording(("bigquery",), {TokenType.JSON}, _NO_WORDS, documents),
    _Rewording(("bigquery",), {TokenType.DOT}, {"("}, chains),
    _Rewording(("bigquery", "snowflake"), {TokenType.OFFSET}, {"GROUP BY"}, keys_called_offset),
    _Rewording(("bigquery",), {TokenType.UNNEST}, {"LIKE"}, patterns_of_arrays),
    _Rewording(("bigquery",), _PARENTHESES, {MATCHES}, matches_of_rows),
    _Rewording(("bigquery",), {TokenType.PIPE_GT}, {"WINDOW"}, windows_of_steps),
    _Rewording(("bigquery",), {TokenType.PIPE_GT}, {"("}, named_queries),
    _Rewording(("bigquery",), {TokenType.PIPE_GT}, HEADS, heads),
    _Rewording(("bigquery",), {TokenType.PIPE_GT}, PIPES, pipes),
    _Rewording(("bigquery",), {TokenType.PIPE_GT}, _NO_WORDS, steps),
    _Rewording(("bigquery",), {TokenType.FORMAT}, {"CAST", "SAFE_CAST"}, formats_of_casts),
    _Rewording(("duckdb",), {TokenType.STRING}, {"X", "B"}, bytes_of_duckdb),
    _Rewording(("postgres",), {TokenType.STRING}, TYPES_OF_POSTGRES, typed),
    _Rewording(("postgres",), {TokenType.IS}, {"NORMALIZED", "DOCUMENT"}, normal_forms),
    _Rewording(("mysql",), {TokenType.VAR}, CLOCKS, calls_of_the_clock),
    _Rewording(("snowflake",), {TokenType.TABLE_SAMPLE}, {"BLOCK"}, samples_of_blocks),
    _Rewording(("snowflake",), {TokenType.DOT}, _NO_WORDS, schemas_left_out("PUBLIC")),
    _Rewording(("tsql",), {TokenType.DOT}, _NO_WORDS, schemas_left_out("dbo")),
    _Rewording(("snowflake",), {TokenType.DARROW}, _NO_WORDS, chains_of_queries),
    _Rewording(("snowflake",), {TokenType.STRING}, {"IDENTIFIER", "TABLE"}, names_in_texts),
    _Rewording(("snowflake",), {TokenType.WINDOW}, {"OVER"}, windows_in_place),
    _Rewording((), {TokenType.MATCH_RECOGNIZE}, _NO_WORDS, matches_beside_others),
    _Rewording(("tsql",), {TokenType.WITH}, {NAMESPACES}, namespaces),
    _Rewording(("tsql",), {TokenType.VAR}, {LANGUAGE}, languages),
    _Rewording(("snowflake", "redshift", "duckdb"), SET_OPERATIONS, OPERANDS, operands_in_parentheses),
    _Rewording(("tsql",), _PARENTHESES, {"NOLOCK"}, hints_after_with),
    _Rewording(("tsql",), _PARENTHESES, {"FORCESEEK"}, seeks_without_columns),
    _Rewording(("tsql",), {TokenType.INDEX}, _NO_WORDS, indexes_in_parentheses),
    _Rewording(("tsql",), {TokenType.USE}, {"HINT"}, without_named_hints),
    _Rewording(("mysql", "snowflake"), {TokenType.FLOAT}, {"REAL"}, real_as_double),
    _Rewording(("mysql",), {TokenType.INT}, SIGNS, signed_in_one_word),
    _Rewording(("tsql",), {TokenType.FLOAT, TokenType.TEXT}, {"REAL", "NTEXT"}, types_of_tsql),
    _Rewording(("tsql",), _PARENTHESES, PARSES, types_of_parse),
    _Rewording(("tsql",), _PARENTHESES, {"DATEPART"}, weekdays),
    # Last, when words that are names have become tokens of names.
    _Rewording((), {TokenType.ALIAS}, _NO_WORDS, names_after_as),
    _Rewording((), {TokenType.COMMA}, _NO_WORDS, items_before_commas),
    _Rewording(TRAILING_REFUSED, {TokenType.COMMA}, _NO_WORDS, items_after_commas),
)


@cache
def _rewordings_of(dialect: type[sqlglot.Dialect]) -> tuple[_Rewording, ...]:
    declared = declared_as_others(dialect)
    own = (_Rewording((), _PARENTHESES, declared, as_they_stand(declared)),) if declared else ()
    return (*own, *(each for each in _REWORDINGS if not each.dialects or descends_from(dialect, *each.dialects)))
