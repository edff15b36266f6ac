"""Words that say little in a question about tables, and words that mean a column by another name."""

from collections.abc import Mapping
from typing import Final

from tuneql.sql.linking.words import stem, words_in

UNTELLING: Final = frozenset(
    words_in(
        "a an and are as at be been by can do does did for from has had have how i in is it its me of on or show that "
        "the their the them there they this to was we were what when where which who whom whose with you our your give "
        "list find return all please tell s each every any most least more less than many much number count total "
        "average mean maximum minimum highest lowest between not no only also both other if then into per id name "
        "code different distinct ordered order sorted descending ascending value details information "
        "wie viele der die das den dem des ein eine und oder von im mit ist sind hat haben welche welcher welches alle "
        "zeige aus zu je pro"
    )
)

_MEANT: Final = {
    "old young": "age birth",
    "who wer": "name",
    "where wo": "location city address country place",
    "when wann": "date year time",
    "long": "length duration",
    "heavy heaviest": "weight",
    "tall tallest": "height",
    "big biggest large largest": "size area population",
    "cost expensive cheap": "price cost amount",
    "earn paid pay": "salary amount",
    "live lives lived": "city address",
    "people": "person",
    "person": "people",
    "sex male female men women man woman": "sex gender",
    "gender": "sex",
    "nation": "country",
    "far": "distance",
}

MEANT: Final[Mapping[str, tuple[str, ...]]] = {
    stem(word): tuple(words_in(meant)) for said, meant in _MEANT.items() for word in said.split()
}
"""For each stem, the stems of names that it may mean."""

TEMPORAL: Final = frozenset(
    words_in(
        "when date day days week month quarter year today yesterday time recent recently latest earliest last next "
        "since before after ago until during wann tag woche monat jahr heute gestern seit"
    )
)
"""Stems that ask for a date, whatever its column is called."""

DESCRIPTIVE: Final = frozenset(words_in("id name title label code key number status type category description date"))
"""Stems in the names of columns that queries show or filter on without being asked."""
