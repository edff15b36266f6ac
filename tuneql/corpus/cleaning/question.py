"""A question in plain characters."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from tuneql.corpus.cleaning.characters import INVISIBLE, QUOTES, SPACE_RUN

# HTML entities, as in text copied from a page.
_ENTITIES: Final = {
    "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&#39;": "'", "&#039;": "'", "&#x27;": "'",
    "&#34;": '"', "&nbsp;": " ", "&#160;": " ",
}  # fmt: skip
_ENTITY: Final = re.compile("|".join(map(re.escape, _ENTITIES)))

# Printable ASCII with single spaces and without entities, like nearly all questions.
_PLAIN: Final = re.compile(r"(?!.*&[a-z#])[!-~]+(?: [!-~]+)*")


def clean_question(question: str, literals: Iterable[str] = ()) -> str:
    r"""A question with one kind of space, straight quotes, composed accents, and nothing invisible.

    Where the question quotes a text of the SQL, that is left as it is: a model must be able to copy it.

    Args:
        question: as it was written.
        literals: the texts in the SQL that answers it.

    Example:
        >>> clean_question("Who\u00a0is  \u201cO\u2019Brien\u201d\u200b ?")
        'Who is "O\'Brien" ?'
        >>> clean_question("Who is \u201cO\u2019Brien\u201d?", ["O\u2019Brien"]) == 'Who is "O\u2019Brien"?'
        True
    """
    if _PLAIN.fullmatch(question):
        return question
    quoted = [text for text in set(literals) if text in question and _cleaned(text) != text]
    if not quoted:
        return _cleaned(question)
    pieces = re.split("|".join(map(re.escape, sorted(quoted, key=len, reverse=True))), question)
    kept = re.findall("|".join(map(re.escape, sorted(quoted, key=len, reverse=True))), question)
    cleaned = [_characters(piece) for piece in pieces]
    return "".join(part for pair in zip(cleaned, [*kept, ""], strict=True) for part in pair).strip()


def _cleaned(text: str) -> str:
    return _characters(text).strip()


def _characters(text: str) -> str:
    """Clean until nothing changes: removing a character can make an entity, or something to compose."""
    before = None
    while text != before:
        before = text
        text = _ENTITY.sub(lambda found: _ENTITIES[found[0]], INVISIBLE.sub("", text))
        text = SPACE_RUN.sub(" ", unicodedata.normalize("NFC", text).translate(QUOTES))
    return text
