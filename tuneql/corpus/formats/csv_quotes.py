"""Doubles the quotes inside the fields of a table, where its writer forgot to, or put a backslash before them."""

import re
from collections.abc import Callable
from functools import lru_cache


@lru_cache(maxsize=8)
def doubling(delimiter: str) -> Callable[[str], str]:
    r"""What doubles the quotes in a line that neither open nor close a field.

    A quote opens a field behind a delimiter, and closes one before a delimiter.

    Example:
        >>> doubling(",")('"a "few" ports, \\"big\\" ones","b"')
        '"a ""few"" ports, ""big"" ones","b"'
    """
    begin, end = rf"(?:\A|{re.escape(delimiter)}) *", rf"(?={re.escape(delimiter)}|\s*\Z)"
    kept = rf'{begin}"|"{end}|""(?!{re.escape(delimiter)}|\s*\Z)'
    quotes = re.compile(rf'(?P<kept>{kept})|(?P<last>""){end}|\\?"')
    return lambda line: quotes.sub(_doubled, line)


def _doubled(quote: re.Match[str]) -> str:
    return quote["kept"] or ('"""' if quote["last"] else '""')
