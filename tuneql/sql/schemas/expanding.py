"""Turns compact text back into DDL: reads what `tuneql.sql.schemas.compact` writes.

It is for records that have a schema in no other form. What compact text leaves out, such as lengths of types and
defaults, is lost; written compactly again, the DDL gives the same text.
"""

import re
from typing import Final

_NAME: Final = r"(?:\"(?:[^\"]|\"\")*\"|`(?:[^`]|``)*`|\[(?:[^\]]|\]\])*\]|[^\W\d][\w$#@]*)"
_PATH: Final = rf"{_NAME}(?:\.{_NAME})*"
_HEAD: Final = re.compile(rf"(?P<table>{_PATH})\(")
_REMARK: Final = re.compile(r" /\*(?P<remark>.*?)\*/")
# Texts that may contain commas and brackets, then brackets and commas.
_TOKEN: Final = re.compile(rf"/\*.*?\*/|'(?:[^']|'')*'|->|{_NAME}|[\[({{<]|[\])}}>]|,")
_COLUMN: Final = re.compile(
    rf"(?P<name>{_NAME})(?: (?P<type>(?!pk\b|in \(|-> |/\*).*?))?(?P<pk> pk)?"
    rf"(?: in \((?P<values>(?:'(?:[^']|'')*'|[^')])*)\))?"
    rf"(?: -> (?P<target>{_PATH})(?P<columns>\(.*?\))?)?(?:{_REMARK.pattern})?"
)
_COMPOSITE: Final = re.compile(rf"(?P<own>\(.*?\)) -> (?P<target>{_PATH})(?P<columns>\(.*?\))?")
_TYPES: Final = {
    "": "TEXT", "int": "INTEGER", "num": "NUMERIC", "date": "DATE", "time": "TIME", "datetime": "DATETIME",
    "bool": "BOOLEAN", "bytes": "BLOB", "any": "",
}  # fmt: skip


def expand(text: str) -> str:
    r"""CREATE TABLE statements for the tables in a text; lines that are not tables are ignored.

    Example:
        >>> expand("ports(port_id int pk, name /*in English*/)")
        'CREATE TABLE ports (\n  port_id INTEGER PRIMARY KEY,\n  name TEXT /* in English */\n);'
    """
    heads = ((line, _HEAD.match(line)) for line in text.split("\n"))
    return "\n".join(_table(head["table"], line[head.end() :]) for line, head in heads if head)


def _table(name: str, rest: str) -> str:
    parts, after = _parts(rest)
    columns = [match for part in parts if (match := _COLUMN.fullmatch(part))]
    keys = [match["name"] for match in columns if match["pk"]]
    lines = [_column(match, alone=len(keys) == 1) for match in columns]
    lines += [f"PRIMARY KEY ({', '.join(keys)})"] if len(keys) > 1 else []
    lines += [
        _reference(f"FOREIGN KEY {match['own']}", match) for part in parts if (match := _COMPOSITE.fullmatch(part))
    ]
    remark = _REMARK.match(after)
    body = ",\n  ".join(lines)
    before = f"/* {remark['remark']} */\n" if remark else ""
    return f"{before}CREATE TABLE {name} (\n  {body}\n);"


def _parts(rest: str) -> tuple[list[str], str]:
    """The parts between commas up to the closing bracket, and the text after it."""
    parts, begin, depth = list[str](), 0, 0
    for token in _TOKEN.finditer(rest):
        if depth == 0 and token[0] in {",", ")"}:
            parts.append(rest[begin : token.start()].strip())
            begin = token.end()
            if token[0] == ")":
                return parts, rest[begin:]
        depth += (token[0] in {"(", "[", "{", "<"}) - (token[0] in {")", "]", "}", ">"})
    return parts, ""


def _column(match: re.Match[str], *, alone: bool) -> str:
    said = match["type"] or ""
    words = [match["name"], _TYPES.get(said, said.upper())]
    words += ["PRIMARY KEY"] if match["pk"] and alone else []
    words += [_check(match["name"], match["values"])]
    line = " ".join(filter(None, words))
    line = _reference(line, match) if match["target"] else line
    return f"{line} /* {match['remark']} */" if match["remark"] else line


def _check(name: str, values: str | None) -> str:
    """A CHECK, if all values are shown."""
    return f"CHECK ({name} IN ({values}))" if values and not values.endswith("...") else ""


def _reference(line: str, match: re.Match[str]) -> str:
    return f"{line} REFERENCES {match['target']}" + (f" {match['columns']}" if match["columns"] else "")
