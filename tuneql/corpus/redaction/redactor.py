"""Personal data in a row, replaced in its question, its SQL's literals, and its schema's comments and literals."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tuneql.corpus.cleaning.outside import inside
from tuneql.corpus.example import Example
from tuneql.corpus.personal_data import PersonalData
from tuneql.corpus.redaction.columns import hints_of
from tuneql.corpus.redaction.kind import Place
from tuneql.corpus.redaction.kinds import KINDS
from tuneql.corpus.redaction.literals import Literal, hints_by_text, literals
from tuneql.corpus.redaction.replacements import Replacements
from tuneql.corpus.redaction.samples import redact_sample
from tuneql.corpus.redaction.service import kinds_with
from tuneql.corpus.redaction.surrogates import Surrogates
from tuneql.errors import InvalidSchema
from tuneql.sql.schemas.schema import Schema, parse_schema

# Shapes of the values that are found without a column's help: rows without any are skipped.
_SHAPES: Final = re.compile(
    r"@|(?<!\w)\+?\d[ \d().\-/]{4,}\d|[A-Za-z]{2}\d\d ?[A-Za-z\d]{4}|[A-Za-z]{6}\d\d[A-Za-z]\d\d"
    r"|(?<![A-Za-z])[A-Za-z]{1,4}\d{6}|[A-Za-z]{5}\d{4}[A-Za-z]"
    r"|[\da-fA-F]:[\da-fA-F]*:"
    r"|\b(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Herr|Frau|Mme|Mlle|Sig|Sra?)\.? \S"
)
# A text without these characters, and without a title, cannot match.
_SIGNS: Final = re.compile(r"[@:\d]")
_TITLES: Final = ("Mr", "Ms", "Mx", "Miss", "Dr", "Prof", "Herr", "Frau", "Mme", "Mlle", "Sig", "Sr")
_FEWEST_DIGITS: Final = 6


@dataclass(frozen=True, kw_only=True)
class Redacted:
    """A row with surrogates, and how many different values of each kind were replaced."""

    example: Example
    counts: Mapping[str, int]


class Redactor:
    """Replaces personal data, equal values in all rows by equal surrogates.

    Args:
        salt: see `Surrogates`.
        service: finds what patterns cannot, in each question and each comment of a schema.
    """

    def __init__(self, salt: str, service: PersonalData | None = None) -> None:
        self._draw, self._asks = Surrogates(salt), service is not None
        self._kinds = KINDS if service is None else kinds_with(service)
        self._schema_text = lru_cache(maxsize=1024)(self._redact_ddl)

    def redact(self, example: Example, dialect: str) -> Redacted | None:
        """The row without personal data; None if none was found."""
        schema = _schema(example.ddl, dialect)
        ddl, in_ddl = self._schema_text(example.ddl)
        if not in_ddl and not self._asks and not _may_hold(example, schema):
            return None
        found = Replacements(self._kinds, self._draw)
        sql = _Statement(example, dialect, schema, found)
        place = Place(around=example.question, titles=sql.titles)
        question = found.follow_parts(found.replace(example.question, place))
        if not found and not in_ddl:
            return None
        fields = {"question": question, "sql": sql.followed(), "ddl": inside(ddl, lambda part, _: found.follow(part))}
        counts = dict(sorted((Counter(found.counts) + Counter(in_ddl)).items()))
        return Redacted(example=example.model_copy(update=fields), counts=counts)

    def _redact_ddl(self, ddl: str) -> tuple[str, Mapping[str, int]]:
        if "'" not in ddl and "--" not in ddl and "/*" not in ddl:
            return ddl, {}
        found = Replacements(self._kinds, self._draw)
        return inside(ddl, lambda part, before: redact_sample(part, before, found)), found.counts


class _Statement:
    """A statement whose literals are replaced."""

    def __init__(self, example: Example, dialect: str, schema: Schema | None, found: Replacements) -> None:
        self._sql, self._dialect, self._found = example.sql, dialect, found
        self._literals = tuple(literals(example.sql, dialect, schema))
        self._hints = hints_by_text(example.sql, dialect, schema) if self._literals else {}
        self._texts = [self._replaced(each, example.question) for each in self._literals]

    @property
    def titles(self) -> tuple[str, ...]:
        """Its texts that are not compared with a column of names."""
        return tuple(
            each.text
            for each in self._literals
            if not each.is_number and "person" not in self._hints.get(each.text, frozenset())
        )

    def followed(self) -> str:
        """The statement with all values replaced, whether found in it or elsewhere in the row."""
        pieces, end = [], 0
        for literal, text in zip(self._literals, self._texts, strict=True):
            new = text if literal.is_number else self._found.follow(text)
            if new != literal.text:
                pieces += [self._sql[end : literal.start], literal.written(new, self._dialect)]
                end = literal.end
        return "".join((*pieces, self._sql[end:]))

    def _replaced(self, literal: Literal, question: str) -> str:
        if literal.is_number and not (literal.text.isdigit() and len(literal.text) >= _FEWEST_DIGITS):
            return literal.text
        hints = self._hints.get(literal.text, _NONE)
        return self._found.replace(literal.text, Place(hints=hints, around=question, is_literal=True))


_NONE: Final[frozenset[str]] = frozenset()


def _may_hold(example: Example, schema: Schema | None) -> bool:
    if _has_shapes(example.question) or _has_shapes(example.sql):
        return True
    return ("'" in example.sql or '"' in example.sql) and (schema is None or _has_hints(schema))


def _has_shapes(text: str) -> bool:
    may_have = _SIGNS.search(text) is not None or any(title in text for title in _TITLES)
    return may_have and _SHAPES.search(text) is not None


@lru_cache(maxsize=2048)
def _has_hints(schema: Schema) -> bool:
    return any(
        hints_of(column, frozenset({table.bare})) for table in schema.tables.values() for column in table.columns
    )


def _schema(ddl: str, dialect: str) -> Schema | None:
    try:
        return parse_schema(ddl, dialect)
    except InvalidSchema:
        return None
