"""A question over tables: finds the words that may mean a table, a column or a value."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from local.bedrock.model.ddl import Column, Table
from local.bedrock.model.words import STOP, Word, dates_in, number_in, read_words, stem, word_list

ASKS: Final = re.compile(r"following question:\s*", re.IGNORECASE)
_LONGEST_SPAN: Final = 6
_LOOSE_MARK: Final = re.compile(r" ([,.!?)])| ?(['\u2019:/-]) ?")
_BEFORE_VALUES: Final = frozenset(
    word_list("is was are were of in for by with to from at on named called the a has had as")
)


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a question that may be a value.

    Attributes:
        kind: how it was found: `quoted`, `number`, `date`, `month`, `capital`, `known`, …
        text: as it would be written in SQL, without quotation marks.
        places: of its words.
    """

    kind: str
    text: str
    places: frozenset[int]


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a name may be mentioned: the places, and the share of the name's stems that are there."""

    places: frozenset[int]
    share: float


NOWHERE: Final = Mention(frozenset(), 0.0)


@dataclass(eq=False)
class Question:
    """A question with its tables.

    Attributes:
        known: values by `value_name`, learned from training data.
        hidden: columns and values to treat as unknown: those of a training record that no other has.
    """

    words: tuple[Word, ...]
    tables: tuple[Table, ...]
    known: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hidden: frozenset[tuple[str, str]] = frozenset()

    @cached_property
    def stems(self) -> list[str]:
        """Of each word."""
        return [word.stem for word in self.words]

    @cached_property
    def content(self) -> tuple[str, ...]:
        """Stems of the words that carry meaning, each once."""
        return tuple(dict.fromkeys(w.stem for w in self.words if w.text[0].isalpha() and w.text.lower() not in STOP))

    @cached_property
    def where(self) -> dict[str, list[int]]:
        """Places of each stem."""
        places: dict[str, list[int]] = {}
        for place, each in enumerate(self.stems):
            places.setdefault(each, []).append(place)
        return places

    @cached_property
    def mentions(self) -> dict[object, Mention]:
        """Of each table and column."""
        found: dict[object, Mention] = {}
        for table in self.tables:
            found[table] = self._mention(table.stems)
            for column in table.columns:
                found[column] = self._mention(column.stems)
        return found

    def _mention(self, stems: tuple[str, ...]) -> Mention:
        """The tightest group of places with most of the stems."""
        counted = [each for each in stems if each not in ("id", "nam")] or list(stems)
        present = [self.where[each] for each in counted if each in self.where]
        if not present:
            return NOWHERE
        anchor = min(present, key=len)[0]
        places = frozenset(min(options, key=lambda place: abs(place - anchor)) for options in present)
        return Mention(places, len(present) / len(counted))

    def values_of(self, column: Column, function: str = "") -> tuple[str, ...]:
        """Known values of a column, from its comment and from training, or of a function of it."""
        name = value_name(column, function)
        learned = (value for value in self.known.get(name, ()) if (name, value) not in self.hidden)
        return tuple(dict.fromkeys((*(() if function else column.values), *learned)))

    def value_spans(self, column: Column, function: str = "") -> tuple[Span, ...]:
        """Known values of a column, or of a function of it, that the question says."""
        key = column, function
        if key not in self._value_spans:
            self._value_spans[key] = tuple(self._said(column, function))
        return self._value_spans[key]

    @cached_property
    def _value_spans(self) -> dict[tuple[Column, str], tuple[Span, ...]]:
        return {}

    def _said(self, column: Column, function: str) -> Iterator[Span]:
        for value in self.values_of(column, function):
            if places := self._find(value):
                yield Span("known", value, places)

    def _find(self, value: str) -> frozenset[int]:
        """The places where a value is said, word by word; empty if it is not."""
        wanted = [stem(part) for part in re.findall(r"\w+", value)]
        spoken = self._spoken
        for start in range(len(spoken) - len(wanted) + 1):
            if wanted and [each for each, _ in spoken[start : start + len(wanted)]] == wanted:
                return frozenset(place for _, place in spoken[start : start + len(wanted)])
        return frozenset()

    @cached_property
    def _spoken(self) -> list[tuple[str, int]]:
        """Stems with their places, with words in one quotation or joined by hyphens apart."""
        return [(stem(part), place) for place, word in enumerate(self.words) for part in re.findall(r"\w+", word.text)]

    @cached_property
    def table_ranks(self) -> dict[Table, int]:
        """The tables whose whole names are mentioned, by who comes first."""
        named = [table for table in self.tables if self.mentions[table].share == 1]
        ordered = sorted(named, key=lambda table: min(self.mentions[table].places))
        return {table: rank for rank, table in enumerate(ordered)}

    @cached_property
    def before_capitals(self) -> frozenset[str]:
        """The stems before capitalised spans: `on the Curlew` is a vessel, `in Skarholm` a place."""
        starts = [min(span.places) for span in self.spans if span.kind == "capital"]
        return frozenset(" ".join(self.stems[max(0, start - 2) : start]) for start in starts) | frozenset(
            self.stems[start - 1] for start in starts if start
        )

    @cached_property
    def tables_needed(self) -> int:
        """How few tables have all that is mentioned, greedily."""
        items = [frozenset({table.name}) for table in self.table_ranks]
        mentioned: dict[frozenset[int], set[str]] = {}
        for table in self.tables:
            for column in table.columns:
                places = [self.mentions[column].places] if self.mentions[column].share == 1 else []
                for each in (*places, *(span.places for span in self.value_spans(column))):
                    mentioned.setdefault(each, set()).add(table.name)
        return _cover([*items, *map(frozenset, mentioned.values())])

    @cached_property
    def lowered(self) -> str:
        """All words in lower case."""
        return " ".join(word.text.lower() for word in self.words)

    def says(self, literal: str) -> bool:
        """Whether a value can be taken from the question: a span, or the words themselves."""
        return any(span.text.lower() == literal.lower() for span in self.spans) or bool(
            re.search(r"[^\W\d]", literal) and self._find(literal)
        )

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Values that can be seen without knowing any column."""
        found = [*self._marked(), *self._dates(), *self._capitals()]
        return tuple({(span.kind, span.text): span for span in reversed(found)}.values())[::-1]

    def _marked(self) -> Iterator[Span]:
        for place, word in enumerate(self.words):
            if word.quoted:
                yield Span("quoted", word.text[1:-1], frozenset({place}))
            elif re.fullmatch(r"\d{4}-\d\d-\d\d.*", word.text):
                yield Span("date", word.text, frozenset({place}))
            elif number := number_in(word.text):
                yield Span("number" if word.text[0].isdigit() else "numeral", number, frozenset({place}))

    def _dates(self) -> Iterator[Span]:
        for kind, text, start, end in dates_in(self.words):
            yield Span(kind, text, frozenset(range(start, end)))
        for place, word in enumerate(self.words[:-2]):
            two = [each.text for each in self.words[place + 1 : place + 3]]
            if re.fullmatch(r"\d{4}", word.text) and two[0] == "-" and re.fullmatch(r"\d\d", two[1]):
                yield Span("month", f"{word.text}-{two[1]}", frozenset(range(place, place + 3)))

    def _capitals(self) -> Iterator[Span]:
        """Runs of capitalised words, with small words between them; but not a question's first word by itself."""
        place = 0
        while place < len(self.words):
            end = self._capital_end(place)
            if end > place and (place > 0 or end - place > 1):
                yield self._span("capital", place, end)
            place = max(end, place + 1)

    def _capital_end(self, start: int) -> int:
        end = place = start
        while place < len(self.words) and place - start < _LONGEST_SPAN:
            text = self.words[place].text
            if text[0].isupper() or (place > start and text[0].isdigit()):
                end = place + 1
            elif text not in ("of", "the", "and", "de", "&", "-", "/", "."):
                break
            place += 1
        return end if self.words[start].text[0].isupper() else start

    @cached_property
    def tails(self) -> tuple[Span, ...]:
        """What follows a small word, up to the next or to the end: values that nothing else marks."""
        small = [place for place, word in enumerate(self.words) if word.text.lower() in _BEFORE_VALUES]
        return tuple(self._span("tail", place + 1, end) for place in small for end in self._ends(place + 1))

    def _ends(self, start: int) -> list[int]:
        """Where a value that begins at `start` may end: at the next small word or mark, or at the end."""
        total = len(self.words) - (self.words[-1].text in "?.!")
        stops = [at for at in range(start + 1, total) if not self.words[at].text[0].isalnum() or self.stems[at] in STOP]
        return sorted({*stops[:1], total}) if start < total else []

    def _span(self, kind: str, start: int, end: int) -> Span:
        """Words as one text, spaced as people write."""
        text = " ".join(word.text for word in self.words[start:end])
        return Span(kind, _LOOSE_MARK.sub(r"\1\2", text), frozenset(range(start, end)))


def _cover(items: list[frozenset[str]]) -> int:
    """How many names are needed so that each item has one of them."""
    count = 0
    while items:
        best = max(sorted(frozenset().union(*items)), key=lambda name: sum(name in item for item in items))
        items, count = [item for item in items if best not in item], count + 1
    return count


def value_name(column: Column, function: str) -> str:
    """Where values are remembered: by `table.column`, or by the function, which gives the same for every column."""
    return f"{function.lower()}()" if function else f"{column.table}.{column.name}".lower()


def read_question(user: str, tables: tuple[Table, ...], known: Mapping[str, tuple[str, ...]] | None = None) -> Question:
    """The question in a user's text: all of it, or what follows `following question:`."""
    pieces = ASKS.split(user, maxsplit=1)
    return Question(read_words(pieces[-1]), tables, known or {})
