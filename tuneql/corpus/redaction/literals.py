"""The literals of a statement: where they are in its text, and what the columns compared with them are about."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.corpus.redaction.columns import hints_of
from tuneql.sql.dialects import descends_from, get_dialect
from tuneql.sql.parsing import Unparsable, parse_shared
from tuneql.sql.schemas.schema import Schema
from tuneql.sql.walking import nodes_of

_TEXTS: Final = frozenset(
    {
        TokenType.STRING, TokenType.NATIONAL_STRING, TokenType.RAW_STRING, TokenType.UNICODE_STRING,
        TokenType.BYTE_STRING, TokenType.HEREDOC_STRING,
    }
)  # fmt: skip
_RANGES: Final = (exp.LT, exp.LTE, exp.GT, exp.GTE, exp.Between)


@dataclass(frozen=True, kw_only=True)
class Literal:
    """A text or a number in a statement.

    Attributes:
        start, end: its place in the statement, quotes included.
        text: what it says.
        raw: how it is written.
        is_number: whether it is written without quotes.
    """

    start: int
    end: int
    text: str
    raw: str
    is_number: bool

    def written(self, text: str, dialect: str) -> str:
        """Another text, in the same quotes."""
        if self.is_number:
            return text
        before, found, after = self.raw.rpartition(self.text)
        if found and before and after and not before.endswith("\\"):
            return f"{before}{text}{after}"
        return exp.Literal.string(text).sql(dialect=get_dialect(dialect))


def literals(sql: str, dialect: str, schema: Schema | None) -> Iterator[Literal]:
    """The literals of a statement, in order; none if the dialect's tokenizer refuses it.

    SQLite reads a name in double quotes that does not exist as a text: with the schema, so does this.
    """
    try:
        tokens = get_dialect(dialect)().tokenize(sql)
    except (SqlglotError, ValueError, IndexError):
        return
    names = _names(schema) if descends_from(get_dialect(dialect), "sqlite") else None
    for token in tokens:
        raw = sql[token.start : token.end + 1]
        if token.token_type in _TEXTS or token.token_type == TokenType.NUMBER or _is_text(token, raw, names):
            is_number = token.token_type == TokenType.NUMBER
            yield Literal(start=token.start, end=token.end + 1, text=token.text, raw=raw, is_number=is_number)


def _names(schema: Schema | None) -> frozenset[str] | None:
    if schema is None:
        return None
    columns = (name.lower() for table in schema.tables.values() for name in table.columns)
    return frozenset((*columns, *(table.bare.lower() for table in schema.tables.values())))


def _is_text(token: Token, raw: str, names: frozenset[str] | None) -> bool:
    is_quoted = names is not None and token.token_type == TokenType.IDENTIFIER and raw.startswith('"')
    return is_quoted and names is not None and token.text.lower() not in names


def hints_by_text(sql: str, dialect: str, schema: Schema | None) -> Mapping[str, frozenset[str]]:
    """What the columns compared with each literal are about, by the literal's text."""
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    try:
        trees = parse_shared(sql, dialect)
    except Unparsable:
        return found
    for tree in trees:
        nodes = nodes_of(tree)
        tables = _tables(nodes)
        for node in nodes:
            if isinstance(node, exp.Literal | exp.National) or (
                isinstance(node, exp.Column) and node.this.args.get("quoted")
            ):
                found[node.name] |= _hints(node, tables, schema)
    return found


def _tables(nodes: list[exp.Expr]) -> dict[str, str]:
    return {node.alias_or_name.lower(): node.name for node in nodes if isinstance(node, exp.Table)}


def _hints(literal: exp.Expr, tables: Mapping[str, str], schema: Schema | None) -> frozenset[str]:
    comparison = literal.parent
    while comparison is not None and not isinstance(comparison, exp.Predicate | exp.In | exp.Between | exp.Select):
        comparison = comparison.parent
    if comparison is None or isinstance(comparison, exp.Select):
        return frozenset()
    columns = [node for node in nodes_of(comparison, into_queries=False) if isinstance(node, exp.Column)]
    hinted = frozenset[str]().union(*(hints_of(node.name, _owners(node, tables, schema)) for node in columns))
    # The bound of a range is nobody's birthday.
    return hinted - {"birth"} if isinstance(comparison, _RANGES) else hinted


def _owners(column: exp.Column, tables: Mapping[str, str], schema: Schema | None) -> frozenset[str]:
    """The tables that a column may belong to."""
    if column.table:
        return frozenset({tables.get(column.table.lower(), column.table)})
    if schema is None or len(tables) == 1:
        return frozenset(tables.values())
    known = {table.bare.lower(): table for table in schema.tables.values()}
    return frozenset(
        name
        for name in tables.values()
        if any(each.lower() == column.name.lower() for each in getattr(known.get(name.lower()), "columns", ()))
    )
