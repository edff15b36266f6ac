"""The report's numbers as sentences, for readers who stop after the first screen."""

from collections.abc import Iterator, Mapping
from typing import Final

from tuneql.evaluation import formats
from tuneql.evaluation.judge import Opinions
from tuneql.evaluation.metrics import Metrics
from tuneql.evaluation.samples import Sample
from tuneql.release.paired import Paired

_LEVEL = 0.05  # of significance
_RIGHT: Final = {"execution_accuracy": "with the right rows"}


def summary(arms: Mapping[str, Metrics], metric: str) -> str:
    """How many answers are right, compared with the other arms; empty if nothing was measured.

    Args:
        arms: by name, the judged one first.
        metric: decides which answers are right.
    """
    name, judged = next(iter(arms.items()))
    share = getattr(judged, metric)
    if share is None:
        return ""
    asked, what = judged.measured[metric], _RIGHT.get(metric, "with the gold's SQL")
    others = [_lead(share, getattr(arm, metric), other) for other, arm in list(arms.items())[1:]]
    against = f": {' and '.join(filter(None, others))}" if any(others) else ""
    low, high = (formats.percent(bound) for bound in judged.ci95[metric])
    return (
        f"Of {formats.counted(asked, 'held-out question')}, {formats.percent(share)} "
        f"{'is' if asked == 1 else 'are'} answered {what} by the {name} "
        f"(95% interval {low} to {high}){against}."
    )


def paired_words(found: Paired) -> str:
    """A paired comparison with the champion, and what it means."""
    low, high = (formats.points(bound) for bound in found.ci95)
    return (
        f"On the same {formats.counted(found.questions, 'question')} the candidate gains {formats.count(found.gained)} "
        f"that the champion has wrong, and loses {formats.count(found.lost)} that it has right: "
        f"{formats.points(found.difference)} points, 95% interval {low} to {high}. {_conclusion(found)}"
    )


def judge_words(found: Opinions) -> Iterator[str]:
    """A judge's opinion of mismatches, in sentences."""
    asked = formats.count(found.asked)
    if found.mean is None:
        yield f"It was asked about {asked} answers whose rows differ, and gave no mark."
    else:
        yield (
            f"It was asked about {asked} answers whose rows differ, and marked {formats.count(found.judged)} of them "
            f"with {found.mean:.0f} of 100 on average."
        )
        yield f"{formats.count(found.kind)} have 70 or more: read those before the gold is trusted."
    if found.errors:
        told = ", ".join(f"{formats.words(kind)} ({formats.count(count)})" for kind, count in found.errors.items())
        yield f"Without a mark, which is not 0: {told}."


def rows_words(judged: Metrics, databases: int) -> Iterator[str]:
    """On which rows the scores are based, in sentences.

    Args:
        judged: the judged arm's metrics.
        databases: on how many derived ones robust execution accuracy is based.
    """
    kinds = {
        "given": "The rows are those of the databases that were given.",
        "generated": "No rows were given: they are generated from the schema and the gold's literals.",
        "both": "Some rows were given; the others are generated from the schema and the gold's literals.",
    }
    if judged.rows:
        yield kinds[judged.rows]
    if databases and judged.robust_execution_accuracy is not None:
        yield f"Robust: the rows are right on {formats.count(databases)} further databases as well, derived from these."
    if judged.gold_errors:
        yield f"Left out, as their gold SQL does not run: {formats.count(judged.gold_errors)}."


def sample_words(sample: Sample, name: str, other: str) -> str:
    """What the rows of a sample are, and of how many.

    Args:
        sample: of one side.
        name: the name of that side.
        other: the name of the other side.

    Example:
        >>> sample_words(Sample(columns=("n",), rows=(("7",),), width=1, total=9, lonely=1), "gold", "prediction")
        'gold: 1 of 9 rows is not in the prediction'
    """
    shown, width = len(sample.columns), sample.width
    columns = f"; {shown} of {formats.count(width)} columns" if sample.rows and shown < width else ""
    return f"{name}: {_rows(sample, other)}{columns}"


def _rows(sample: Sample, other: str) -> str:
    total, lonely, shown = formats.count(sample.total), sample.lonely, len(sample.rows)
    if sample.total == 0:
        return "no rows"
    if lonely is None:
        return f"{total} rows, from where the two part" if sample.total > 1 else "one row"
    if lonely == 0:
        return f"all {total} rows are in the {other}" if sample.total > 1 else f"its one row is in the {other}"
    first = f"; the first {shown}" if shown < lonely else ""
    if lonely == sample.total:
        return f"none of {total} rows is in the {other}{first}" if lonely > 1 else f"its one row is not in the {other}"
    return f"{formats.count(lonely)} of {total} rows {'is' if lonely == 1 else 'are'} not in the {other}{first}"


def _lead(share: float, other: float | None, name: str) -> str:
    if other is None:
        return ""
    points = round(100 * (share - other), 1)
    return (
        f"{abs(points):.1f} points {'more' if points > 0 else 'fewer'} than the {name}"
        if points
        else f"as many as the {name}"
    )


def _conclusion(found: Paired) -> str:
    chance = f"two-sided p = {found.p_value:.2g}" if found.p_value >= 0.001 else "two-sided p < 0.001"  # noqa: PLR2004 -- as printed
    if found.p_value >= _LEVEL:
        return f"Chance alone does as much between equally good models ({chance}): neither is shown to be better."
    better = "candidate" if found.difference > 0 else "champion"
    return f"Chance hardly does as much ({chance}): the {better} is better."
