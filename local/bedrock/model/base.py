"""The model before training: plain standard SQL by overlap of words, without any dialect."""

from typing import Final

from local.bedrock.model.ddl import Column, Table, read_tables
from local.bedrock.model.question import Question, Span, read_question
from local.bedrock.model.words import stem

_AGGREGATES: Final = (
    ("AVG", ("average", "mean")),
    ("SUM", ("total", "sum", "altogether")),
    ("MAX", ("maximum", "highest", "largest", "latest", "longest", "most")),
    ("MIN", ("minimum", "lowest", "smallest", "earliest", "shortest", "least")),
)
_COUNT: Final = frozenset(map(stem, ("number", "count")))
_MORE: Final = frozenset(map(stem, ("more", "over", "above", "than", "after", "least", "greater", "exceeds")))
_LESS: Final = frozenset(map(stem, ("less", "under", "below", "fewer", "before", "most")))
NOTHING: Final = "SELECT 1"


class BaseModel:
    """Answers without having learned anything."""

    def answer(self, system: str, user: str) -> str:
        """One statement in standard SQL; `SELECT 1` if no table is declared."""
        question = read_question(user, read_tables(system))
        if not question.tables or not question.words:
            return NOTHING
        table = max(question.tables, key=lambda each: _relevance(question, each))
        conditions = _conditions(question, table)
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        selected, group = _selected(question, table)
        return f"SELECT {selected} FROM {table.name}{where}{group}"  # noqa: S608 -- an answer, which nobody runs here


def _relevance(question: Question, table: Table) -> float:
    columns = sum(question.mentions[column].share for column in table.columns)
    return 3 * question.mentions[table].share + columns + sum(bool(question.value_spans(c)) for c in table.columns)


def _selected(question: Question, table: Table) -> tuple[str, str]:
    column = max(table.columns, key=lambda each: (question.mentions[each].share, each.stems[-1:] == ("nam",)))
    stems = set(question.stems)
    group = _group(question, table)
    listed, ending = (f"{group.name}, ", f" GROUP BY {group.name}") if group else ("", "")
    if "how many" in question.lowered or stems & _COUNT:
        return f"{listed}COUNT(*)", ending
    for function, cues in _AGGREGATES:
        if stems & set(map(stem, cues)):
            return f"{listed}{function}({column.name})", ending
    return column.name, ""


def _group(question: Question, table: Table) -> Column | None:
    for column in table.columns:
        mention = question.mentions[column]
        if (
            mention.share == 1
            and min(mention.places)
            and question.stems[min(mention.places) - 1] in ("each", "per", "by")
        ):
            return column
    return None


def _conditions(question: Question, table: Table) -> list[str]:
    conditions = []
    free = [column for column in table.columns if not column.primary and not column.references]
    for column in free:
        conditions += [f"{column.name} = '{span.text}'" for span in question.value_spans(column)[:1]]
    taken = frozenset().union(*(s.places for c in free for s in question.value_spans(c)[:1]))
    for span in question.spans:
        if span.kind in ("number", "quoted", "date", "capital") and not span.places & taken:
            conditions += _compared(question, free, span)
            taken |= span.places
    return conditions


def _compared(question: Question, columns: list[Column], span: Span) -> list[str]:
    kinds = {"number": ("number",), "date": ("date",)}.get(span.kind, ("text",))
    fitting = [column for column in columns if column.kind in kinds]
    if not fitting:
        return []
    column = max(fitting, key=lambda each: question.mentions[each].share)
    before = set(question.stems[max(0, min(span.places) - 3) : min(span.places)])
    sign = ">" if before & _MORE else "<" if before & _LESS else "="
    text = span.text if span.kind == "number" else "'" + span.text.replace("'", "''") + "'"
    return [f"{column.name} {sign} {text}"]
