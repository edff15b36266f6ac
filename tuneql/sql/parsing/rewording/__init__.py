"""Replaces spellings that sqlglot 30.30 does not read, or misreads, by others with the same meaning that it reads.

Each replacement gets the tokens of a text and returns others; its docstring shows the SQL in question. It may also
refuse a text that the parser would misread: it raises sqlglot's TokenError. Packages sort them by what they reword:

* `names`, `values` and `calls`: parts of expressions;
* `tables`: what stands in FROM;
* `queries`: clauses of queries, and queries beside others;
* `pipes`: BigQuery's queries in steps.

`_REWORDINGS` lists all of them in the order in which they are applied, each with the dialects and the tokens that it
needs. `levels` finds for them where parentheses, values and items begin and end.
"""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Final, NamedTuple

import sqlglot
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.dialects import descends_from
from tuneql.sql.parsing.rewording.calls import (
    chains,
    counts,
    escapes,
    expansions,
    functions,
    options,
    passing,
    unchanged,
)
from tuneql.sql.parsing.rewording.names import aliases, columns, keywords, words_as_names
from tuneql.sql.parsing.rewording.pipes import heads, replaced, steps
from tuneql.sql.parsing.rewording.queries import (
    commas,
    flows,
    from_first,
    limits,
    namespaces,
    operands,
    pivots,
    searches,
    windows,
    words,
)
from tuneql.sql.parsing.rewording.tables import arrays_in_from, hints, joins, matches, members, merged_columns
from tuneql.sql.parsing.rewording.values import (
    elements,
    intervals,
    literals,
    operators,
    quantifiers,
    types,
    unary_operators,
    unicode_texts,
    variables,
)

_Reword = Callable[[list[Token]], list[Token]]


def reworded(tokens: list[Token], dialect: type[sqlglot.Dialect]) -> list[Token]:
    """The tokens for the parser: the given ones after all replacements, with the same positions in the text."""
    kinds = {token.token_type for token in tokens}
    texts: set[str] | None = None
    for each in _rewordings_of(dialect):
        if kinds.isdisjoint(each.kinds):
            continue
        if each.words:
            texts = texts or {token.text.upper() for token in tokens}
            if texts.isdisjoint(each.words):
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
    *(
        _Rewording((name,), _ALL, free, words_as_names.words_as_names(free))
        for name, free in words_as_names.FREE_WORDS.items()
    ),
    _Rewording(("postgres",), {TokenType.HEREDOC_STRING}, _NO_WORDS, literals.dollar_quoted),
    _Rewording(("postgres",), {TokenType.L_BRACKET}, _NO_WORDS, elements.bare_brackets),
    _Rewording(("duckdb",), words_as_names.TYPES, _NO_WORDS, words_as_names.columns_called_as_types),
    _Rewording(_WITHOUT_ANGLES, words_as_names.NESTED, _NO_WORDS, words_as_names.columns_called_as_nested_types),
    _Rewording((), {TokenType.DOT}, _NO_WORDS, literals.fractions),
    _Rewording((), {TokenType.COLLATE}, _NO_WORDS, operators.collation_first),
    _Rewording(_WITH_ALL, {TokenType.ALL}, _NO_WORDS, quantifiers.queries_of_all),
    _Rewording((), {TokenType.MOD}, {"LIMIT"}, limits.remainders_in_limits),
    _Rewording((), {TokenType.FETCH}, _NO_WORDS, limits.counts_of_fetch),
    _Rewording(
        ("postgres", "duckdb", "bigquery"), {TokenType.L_BRACKET}, elements.MAKERS_OF_ARRAYS, elements.elements_of_lists
    ),
    _Rewording(("snowflake",), {TokenType.L_BRACKET}, elements.MAKERS_OF_ARRAYS, elements.elements_beside_documents),
    _Rewording((), {TokenType.DCOLON}, _NO_WORDS, literals.typed_before_casts),
    _Rewording(("tsql",), {TokenType.NOT}, {"!"}, operators.not_less),
    _Rewording(("tsql",), operators.ARROWS, _NO_WORDS, operators.no_arrows),
    _Rewording(("postgres",), operators.PIECES, _NO_WORDS, operators.under_full_names),
    _Rewording(
        ("sqlite", "mysql", "tsql", "bigquery"), {TokenType.LIKE, TokenType.GLOB}, {"~~", "~~~"}, operators.tildes
    ),
    _Rewording(("duckdb",), {TokenType.NOT}, {"!"}, unary_operators.factorials),
    _Rewording(("duckdb",), {TokenType.DCOLON}, _NO_WORDS, elements.reversals),
    _Rewording(("duckdb",), {TokenType.APPLY}, _NO_WORDS, functions.applied),
    _Rewording(("duckdb",), {TokenType.VALUES, TokenType.UNNEST}, _NO_WORDS, from_first.outputs_first),
    _Rewording(("duckdb",), pivots.PIVOTS, _NO_WORDS, pivots.pivot_within),
    _Rewording(_WITH_INTERVAL_AS_NAME, {TokenType.INTERVAL}, _NO_WORDS, columns.columns_called_interval),
    _Rewording(("duckdb",), _WORDS_OF_MAP, {"MAP"}, columns.columns_called_map),
    _Rewording(("mysql",), keywords.UNRESERVED, _NO_WORDS, keywords.words_for_values),
    _Rewording(("mysql", "postgres", "duckdb", "bigquery"), {TokenType.DOT}, _NO_WORDS, keywords.words_after_dots),
    _Rewording(("postgres", "duckdb"), words_as_names.AFTER_AS, {"AS"}, words_as_names.words_after_as),
    _Rewording(("mysql",), {TokenType.DEFAULT}, _NO_WORDS, keywords.calls_of_default),
    _Rewording(("mysql",), {TokenType.VAR}, {"AGAINST"}, keywords.searches_without_parentheses),
    _Rewording(("mysql",), {TokenType.VAR}, {words.COUNTING}, words.without_counting),
    _Rewording(("mysql",), {TokenType.DISTINCT}, words.MODIFIERS, words.distinct_first),
    _Rewording(("mysql",), {TokenType.FROM}, {"NTH_VALUE"}, words.nth_from_first),
    _Rewording(("mysql",), {TokenType.TIME}, _NO_WORDS, literals.fractions_of_times),
    _Rewording(("mysql",), {TokenType.INTERVAL}, _NO_WORDS, intervals.calls_of_interval),
    _Rewording(("mysql",), {TokenType.INTERVAL}, _NO_WORDS, intervals.fractions_of_intervals),
    _Rewording(("mysql",), {TokenType.HINT}, _NO_WORDS, hints.hints_of_plans),
    _Rewording(("postgres", "sqlite"), {TokenType.NUMBER}, _NO_WORDS, literals.underscores),
    _Rewording(("postgres", "duckdb", "snowflake"), {TokenType.INTERVAL}, _NO_WORDS, intervals.whole_intervals),
    _Rewording(("postgres",), {TokenType.STRING}, {intervals.SERIES}, intervals.arguments_of_series),
    _Rewording(("postgres",), {TokenType.UNICODE_STRING}, _NO_WORDS, unicode_texts.unicode_texts),
    _Rewording(("postgres", "duckdb"), unary_operators.PREFIXES, _NO_WORDS, unary_operators.prefixes),
    _Rewording(("redshift",), {TokenType.VAR}, {operators.XOR}, operators.xors),
    _Rewording(("redshift",), {TokenType.VAR}, {functions.ZONED}, functions.moments_in_zones),
    _Rewording(("postgres",), {TokenType.VAR}, {functions.LOCAL}, functions.moments_in_local_time),
    _Rewording(("postgres",), {TokenType.NOT}, {"!"}, unary_operators.negated_searches),
    _Rewording(("postgres",), {TokenType.HEX_STRING, TokenType.BIT_STRING}, _NO_WORDS, literals.bases),
    _Rewording(("postgres",), {TokenType.NUMBER}, {"0"}, literals.bases),
    _Rewording(("tsql",), {TokenType.VAR}, _NO_WORDS, literals.money),
    _Rewording(("tsql", "sqlite"), {TokenType.STRING}, _NO_WORDS, keywords.alias_in_text),
    _Rewording(("tsql",), {TokenType.NATIONAL_STRING}, _NO_WORDS, keywords.national_aliases),
    _Rewording(("tsql",), {TokenType.STRING, TokenType.NATIONAL_STRING}, {"="}, keywords.aliases_in_front),
    _Rewording(("postgres",), _PARENTHESES, {"JSON_OBJECT"}, functions.of_the_catalog),
    _Rewording(("postgres",), _PARENTHESES, functions.CASTS_OF_XML, functions.casts_of_xml),
    _Rewording(("postgres",), {TokenType.FOR}, {functions.COLLATION}, functions.collations),
    _Rewording(("postgres",), {TokenType.SET}, searches.SEARCHES, searches.columns_of_searches),
    _Rewording(("postgres",), _PARENTHESES, {unchanged.DATE_PART}, unchanged.parts_of_dates),
    _Rewording(("tsql",), _PARENTHESES, {unchanged.DATENAME}, unchanged.names_of_parts),
    *(
        _Rewording((name,), _PARENTHESES, set(read), unchanged.with_more_arguments(read))
        for name, read in unchanged.READ_IN_PART.items()
    ),
    _Rewording(("postgres",), {TokenType.USING}, _NO_WORDS, merged_columns.columns_of_using),
    _Rewording(
        ("mysql", "snowflake", "postgres", "tsql", "bigquery", "duckdb"),
        {TokenType.JOIN},
        _NO_WORDS,
        joins.joins_of_all,
    ),
    _Rewording(("sqlite",), {TokenType.ON, TokenType.USING}, {"FROM"}, joins.commas_with_conditions),
    _Rewording(("sqlite",), {TokenType.IN}, _NO_WORDS, members.members_of_tables),
    _Rewording(("sqlite",), literals.DATES, _NO_WORDS, literals.no_dates_in_text),
    _Rewording(("sqlite",), {TokenType.ALIAS}, {"CAST"}, types.in_one_word),
    _Rewording(("postgres",), {TokenType.USING}, {"ORDER BY"}, words.orders_by_operator),
    _Rewording(("postgres",), {TokenType.ESCAPE}, {"SIMILAR"}, functions.substrings_by_pattern),
    *(
        _Rewording((name,), _PARENTHESES, called, unchanged.as_they_stand(called))
        for name, called in unchanged.AS_THEY_STAND.items()
    ),
    _Rewording(("postgres",), functions.CLOCKS_OF_POSTGRES, {"FROM"}, functions.clocks_in_from),
    _Rewording(("tsql",), {TokenType.L_BRACE}, _NO_WORDS, escapes.escapes_of_tsql),
    _Rewording(("mysql",), {TokenType.L_BRACE}, _NO_WORDS, escapes.escapes_of_mysql),
    _Rewording(("postgres",), _PARENTHESES, {passing.PASSING}, passing.values_passed),
    _Rewording(("postgres", "mysql"), {TokenType.STRING}, options.FUNCTIONS, options.options_of_json),
    _Rewording(("tsql",), {TokenType.STRING}, {"RETURNING", "WRAPPER"}, options.options_of_json),
    *(
        _Rewording((name,), _PARENTHESES, called, options.options_of_makers(called))
        for name, called in options.MAKERS.items()
    ),
    _Rewording(("bigquery",), {TokenType.TABLE}, {members.TAKES_TABLE}, members.tables_given),
    _Rewording(("bigquery",), {TokenType.WITH}, {"("}, variables.variables_in_place),
    _Rewording(("bigquery",), {TokenType.WITH}, {"("}, words.queries_after_with),
    _Rewording(("bigquery",), words.SET_OPERATIONS, _NO_WORDS, words.distinct_sets),
    _Rewording(("bigquery",), {TokenType.DOT}, _NO_WORDS, arrays_in_from.arrays_of_rows),
    _Rewording(("bigquery",), {TokenType.JSON}, _NO_WORDS, chains.documents),
    _Rewording(("bigquery",), {TokenType.DOT}, {"("}, chains.chains),
    _Rewording(("bigquery", "snowflake"), {TokenType.OFFSET}, {"GROUP BY"}, keywords.keys_called_offset),
    _Rewording(("bigquery",), {TokenType.UNNEST}, {"LIKE"}, words.patterns_of_arrays),
    _Rewording(("bigquery",), _PARENTHESES, {words.MATCHES}, words.matches_of_rows),
    _Rewording(("bigquery",), {TokenType.PIPE_GT}, {"WINDOW"}, windows.windows_of_steps),
    _Rewording(("bigquery",), {TokenType.PIPE_GT}, {"("}, heads.named_queries),
    _Rewording(("bigquery",), {TokenType.PIPE_GT}, heads.HEADS, heads.heads),
    _Rewording(("bigquery",), {TokenType.PIPE_GT}, replaced.PIPES, replaced.pipes),
    _Rewording(("bigquery",), {TokenType.PIPE_GT}, _NO_WORDS, steps.steps),
    _Rewording(("bigquery",), {TokenType.FORMAT}, {"CAST", "SAFE_CAST"}, types.formats_of_casts),
    _Rewording(("duckdb",), {TokenType.STRING}, {"X", "B"}, literals.bytes_of_duckdb),
    _Rewording(("postgres",), {TokenType.STRING}, literals.TYPES_OF_POSTGRES, literals.typed),
    _Rewording(("postgres",), {TokenType.IS}, {"NORMALIZED", "DOCUMENT"}, options.normal_forms),
    _Rewording(("mysql",), {TokenType.VAR}, functions.CLOCKS, functions.calls_of_the_clock),
    _Rewording(
        ("bigquery", "snowflake", "duckdb"),
        keywords.CLOCKS_OF_STARS,
        keywords.LEAVING_OUT,
        keywords.columns_called_clocks,
    ),
    _Rewording(("snowflake",), {TokenType.L_BRACKET}, {"*"}, expansions.expansions),
    _Rewording(("snowflake",), {TokenType.TABLE_SAMPLE}, {"BLOCK"}, words.samples_of_blocks),
    _Rewording(("tsql",), {TokenType.TABLE_SAMPLE}, _NO_WORDS, words.samples_of_percent),
    _Rewording(("snowflake",), {TokenType.DOT}, _NO_WORDS, keywords.schemas_left_out("PUBLIC")),
    _Rewording(("tsql",), {TokenType.DOT}, _NO_WORDS, keywords.schemas_left_out("dbo")),
    _Rewording(("snowflake",), {TokenType.DARROW}, _NO_WORDS, flows.chains_of_queries),
    _Rewording(("snowflake",), {TokenType.STRING}, {"IDENTIFIER", "TABLE"}, keywords.names_in_texts),
    _Rewording(("snowflake",), {TokenType.WINDOW}, {"OVER"}, windows.windows_in_place),
    _Rewording((), {TokenType.MATCH_RECOGNIZE}, _NO_WORDS, matches.matches_beside_others),
    _Rewording(("tsql",), {TokenType.WITH}, {namespaces.NAMESPACES}, namespaces.namespaces),
    _Rewording(("tsql",), {TokenType.VAR}, {options.LANGUAGE}, options.languages),
    _Rewording(
        ("snowflake", "redshift", "duckdb"), words.SET_OPERATIONS, operands.OPERANDS, operands.operands_in_parentheses
    ),
    _Rewording(("tsql",), _PARENTHESES, {"NOLOCK"}, hints.hints_after_with),
    _Rewording(("tsql",), _PARENTHESES, {"FORCESEEK"}, hints.seeks_without_columns),
    _Rewording(("tsql",), {TokenType.INDEX}, _NO_WORDS, hints.indexes_in_parentheses),
    _Rewording(("tsql",), {TokenType.USE}, {"HINT"}, hints.without_named_hints),
    _Rewording(("mysql", "snowflake"), {TokenType.FLOAT}, {"REAL"}, types.real_as_double),
    _Rewording(("mysql",), {TokenType.INT}, types.SIGNS, types.signed_in_one_word),
    _Rewording(("tsql",), {TokenType.FLOAT, TokenType.TEXT}, {"REAL", "NTEXT"}, types.types_of_tsql),
    _Rewording(("tsql",), _PARENTHESES, options.PARSES, options.types_of_parse),
    _Rewording(("tsql",), _PARENTHESES, {"DATEPART"}, keywords.weekdays),
    # Last, when words that are names have become tokens of names.
    _Rewording((), {TokenType.ALIAS}, _NO_WORDS, aliases.names_after_as),
    _Rewording((), {TokenType.COMMA}, _NO_WORDS, commas.items_before_commas),
    _Rewording(commas.TRAILING_REFUSED, {TokenType.COMMA}, _NO_WORDS, commas.items_after_commas),
)


@cache
def _rewordings_of(dialect: type[sqlglot.Dialect]) -> tuple[_Rewording, ...]:
    declared = unchanged.declared_as_others(dialect)
    own = (_Rewording((), _PARENTHESES, declared, unchanged.as_they_stand(declared)),) if declared else ()
    taken = counts.counts_of(dialect)
    checks = (_Rewording((), _PARENTHESES, set(taken), counts.counted(taken)),) if taken else ()
    return (
        *own,
        *checks,
        *(each for each in _REWORDINGS if not each.dialects or descends_from(dialect, *each.dialects)),
    )
