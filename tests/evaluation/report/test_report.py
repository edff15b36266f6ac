import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tuneql.evaluation.formats import NOT_MEASURED
from tuneql.evaluation.judge import Opinions
from tuneql.evaluation.latency import ColdStart, LatencyReport, ModelLatency, Timing
from tuneql.evaluation.metrics import summarise
from tuneql.evaluation.report import Arm, JudgePart, ReportData, Sourced, TrainingPart, render_report
from tuneql.evaluation.report.failures import Failure
from tuneql.evaluation.samples import Sample
from tuneql.evaluation.score import Score
from tuneql.evaluation.taxonomy import ERRORS
from tuneql.limits import NOVA_MICRO
from tuneql.pricing.estimates import estimate_instance_training, estimate_run, estimate_training
from tuneql.release.gate import Decision
from tuneql.release.paired import compare_paired
from tuneql.training.curves.curve import Curve, Point

TEXT = st.text(min_size=1, max_size=60) | st.sampled_from(
    ["<script>alert(1)</script>", "</style><b>", "\"><img src=x onerror='x'>", "]]>&lt;", "{{ 7 * 7 }}", "<!--", "'/>"]
)
VOID = {"meta", "wbr", "line", "circle", "rect", "polyline"}


class Page(HTMLParser):
    """What a browser would make of a page: its tags, its attributes, its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def decision(*, passed: bool, promote: bool, reason: str = "why") -> Decision:
    return Decision(metric="execution_accuracy", passed=passed, promote=promote, reasons=(reason,))


def report(text: str = "plain", **facts: Any) -> ReportData:
    """A page with everything on it, and `text` wherever a corpus, a model or a user can put some."""
    score = Score.model_validate({
        "id": text, "question": text, "dialect": text, "db_id": text, "gold_sql": text, "predicted_sql": text,
        "hardness": "easy", "parses": True, "executes": True, "correct": False, "error": text, "detail": text,
        "input_tokens": 800, "output_tokens": 60, "latency_ms": 477.0, "binds": False, "features": ["join"],
        "hallucinated_tables": [text], "gold_rows": sample(text), "predicted_rows": sample(text), "rows": "given",
        "robust_correct": False, "subset_correct": True,
    })  # fmt: skip
    right = {"correct": True, "hardness": "hard", "features": ("where",), "db_id": f"{text}_2", "efficiency": 0.5}
    metrics = summarise([score, score.model_copy(update=right)])
    points = tuple(Point(step=step, epoch=0, loss=2.0 - step / 10) for step in range(10))
    names = (text, "base", "champion")
    plain: dict[str, Any] = {
        "run": text,
        "dialect": text,
        "made_at": text,
        "arms": tuple(Arm(name=n, model=text, metrics=metrics, source=text, scores_source=text) for n in names),
        "decision": decision(passed=True, promote=True, reason=text),
        "decision_source": text,
        "protected": ("feature:join", f"schema:{text}"),
        "paired": compare_paired([score], [score.model_copy(update={"correct": True})]),
        "paired_source": text,
        "robust_databases": 12,
        "judge": JudgePart(
            model=text, opinions=Opinions(asked=2, judged=1, mean=80, kind=1, errors={text: 1}), source=text
        ),
        "training": TrainingPart(
            method=text, hyperparameters={text: text, "epochs": 4}, curve=Curve(points=points), source=text
        ),
        "latency": LatencyReport(questions=3, models={n: timed(text) for n in names}),
        "latency_source": text,
        "card": Sourced(facts={text: text, "rejected": {text: 1}, "seconds": 1.5, "split": None}, source=text),
        "estimate": estimate_run(estimate_training(1000, 1), questions=2, input_tokens=800, output_tokens=60),
        "estimate_source": text,
        "failures": (Failure(score=score, lost_to=text, mark=80),),
        "stand_in": True,
    }
    return ReportData.model_validate(plain | facts)


def sample(text: str) -> Sample:
    return Sample(columns=(text,), rows=((text,), (None,)), width=1, total=9, lonely=2)


def timed(text: str) -> ModelLatency:
    timings = [Timing(first_token_ms=n, latency_ms=2 * n, input_tokens=800, output_tokens=60) for n in (380.0, 400.0)]
    cold = ColdStart(cold_ms=2750, first_token_ms=2640, attempts=3)
    return ModelLatency.of(timings, model=text, billed=NOVA_MICRO.inference_id, no_answers=1, cold=cold, stopped=text)


PLAIN = Page(render_report(report()))


@settings(max_examples=settings.default.max_examples // 2, deadline=None)
@given(TEXT.filter(lambda text: text not in ERRORS))  # which the page explains
def test_no_text_becomes_a_tag_or_an_attribute(text: str) -> None:
    page = Page(render_report(report(text)))
    assert page.open == []
    differing = {"mark", "wbr"}  # segments of a statement, and where names may break, depend on the text
    assert [t for t in page.tags if t not in differing] == [t for t in PLAIN.tags if t not in differing]
    assert {name for name, _ in page.attributes} == {name for name, _ in PLAIN.attributes}


def test_text_is_printed_as_it_was_written() -> None:
    assert (
        "<script>alert(1)</script> & {{ 7 * 7 }}"
        in Page(render_report(report("<script>alert(1)</script> & {{ 7 * 7 }}"))).text
    )


def test_the_page_needs_nothing_else() -> None:
    html = render_report(report())
    assert not {"script", "link", "iframe", "img", "object", "form", "base"} & set(PLAIN.tags)
    assert not {"src", "href", "srcset", "action"} & {name for name, _ in PLAIN.attributes}
    assert not any(name.startswith("on") for name, _ in PLAIN.attributes)
    assert not re.search(r"https?:|@import|url\(", html)


def test_the_page_forbids_scripts_and_requests() -> None:
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    assert ("content", policy) in PLAIN.attributes
    assert PLAIN.tags.index("meta") < PLAIN.tags.index("style")


@pytest.mark.parametrize(
    ("decided", "heading"),
    [
        (decision(passed=True, promote=True), "Promoted. The candidate passed"),
        (decision(passed=True, promote=False), "Not promoted. The candidate passed"),
        (decision(passed=False, promote=False), "Not promoted. The gate refused"),
        (None, "50.0% execution accuracy"),
    ],
)
def test_the_verdict_comes_first(decided: Decision | None, heading: str) -> None:
    text = Page(render_report(report(decision=decided))).text
    assert 0 < text.index(heading) < text.index("compared with")


def test_numbers_come_with_their_intervals_and_files() -> None:
    assert "95% interval 9.5% to 90.5%" in PLAIN.text
    for what in (
        "metrics and intervals of the base",
        "scores per question",
        "training loss",
        "dataset",
        "cost estimate",
    ):
        assert what in PLAIN.text


def test_says_whose_numbers_they_are() -> None:
    assert "Stand-in model." in PLAIN.text
    assert "tand-in" not in Page(render_report(report(stand_in=False))).text


def test_training_is_read_in_words_beside_its_plot() -> None:
    assert "Still falling: training loss fell from 2 in the first tenth of 10 steps" in PLAIN.text


def test_a_training_without_a_single_loss_has_words_and_no_plot() -> None:
    lost = Curve(points=(Point(step=0, epoch=0, loss=float("nan")),))
    part = TrainingPart(method="bedrock", hyperparameters={}, curve=lost, source="steps.csv")
    page = Page(render_report(report(training=part)))
    assert "Diverged: training loss was no number" in page.text
    assert "polyline" not in page.tags


def test_latencies_are_in_a_table() -> None:
    for expected in ("2,640 ms", "380 ms", "800 ms", "of 3 answers were timed"):
        assert expected in PLAIN.text
    assert "How long an answer takes" not in Page(render_report(report(latency=None, latency_source=None))).text


SECTIONS = (
    "1 rule broken", "Kept", "compared with base and champion", "Question by question against the champion",
    "The judge's second opinion", "The answers themselves", "Errors", "Where it is strong and weak", "By hardness",
    "By database", "By SQL feature", "Training", "Latency and cost", "How long an answer takes",
    "What an answer costs", "What the run costs", "Dataset", "Wrong answers worth reading",
    "Where the numbers come from",
)  # fmt: skip


def test_the_sections_come_in_the_order_in_which_a_reader_decides() -> None:
    refused = Decision(
        metric="execution_accuracy",
        passed=False,
        promote=False,
        reasons=("worse", "fine"),
        broken=("minimum_accuracy",),
    )
    text = Page(render_report(report(decision=refused))).text
    places = [text.index(f"{section}") for section in SECTIONS]
    assert places == sorted(places)
    assert text.index("worse") < text.index("Kept") < text.index("fine")


@pytest.mark.parametrize(
    "expected",
    [
        "right on 12 further databases too",
        "on 12 further databases as well",
        "The rows are those of the databases that were given.",
        "gains 0 that the champion has wrong, and loses 1 that it has right: -100.0 points",
        "marked 1 of them with 80 of 100 on average. 1 have 70 or more",
        "statements that would write",
        "answers with made-up names table plain (2)",
        "0.50 is twice the gold's work; over 1 right answer",
        "execution accuracy if columns that nobody asked for did not count against an answer; in no headline",
        "join 1 question, protected",
        "plain 1 question, protected",
        "plain_2 1 question",
        "$0.0364",
        "$0.0728 for 1,000 right ones",
        "gold: 2 of 9 rows are not in the prediction",
        "NULL",
        "judge: 80 of 100",
        "comparison with the champion, question by question",
        "the judge's opinions",
    ],
)
def test_what_was_measured_is_on_the_page(expected: str) -> None:
    assert expected in PLAIN.text


def test_facts_are_shown_with_their_paths() -> None:
    facts = {"kept": 63_044, "split": None, "options": {"verbatim": True, "execute": False, "dialect": "postgres"}}
    text = Page(render_report(report(card=Sourced(facts=facts, source="card.json")))).text
    for name, shown in (("kept", "63,044"), ("split", NOT_MEASURED), ("options: verbatim", "True")):
        assert re.search(rf"{name}\s*{shown}", text)


def test_a_protected_slice_that_fell_is_marked() -> None:
    broken = Decision(
        metric="execution_accuracy",
        passed=False,
        promote=False,
        reasons=("x",),
        broken=("protected_slices feature:join",),
    )
    assert "join 1 question, protected, fell" in Page(render_report(report(decision=broken))).text


def test_an_answer_that_is_right_by_luck_says_so() -> None:
    lucky = report().failures[0].score.model_copy(update={"correct": True, "error": None, "robust_detail": "by a tie"})
    text = Page(render_report(report(failures=(Failure(score=lucky),)))).text
    assert "right on these rows alone" in text
    assert "by a tie" in text


def test_what_a_training_on_instances_was_billed_stands_below_the_estimate() -> None:
    (billed,) = estimate_instance_training(2.0, instance_type="ml.g5.12xlarge").items
    words = "Billed for training on ml.g5.12xlarge: 2.00 h, $14.18"
    assert f"{words}." in Page(render_report(report(billed=billed, stand_in=False))).text
    assert f"{words}, by the clock of the local stand-in." in Page(render_report(report(billed=billed))).text
    assert "Billed for" not in Page(render_report(report())).text


def test_a_page_of_scores_alone() -> None:
    bare = report(
        arms=(report().arms[0].model_copy(update={"metrics": summarise([])}),),
        decision=None, decision_source=None, training=None, latency=None, card=None, estimate=None,
        estimate_source=None, failures=(), paired=None, paired_source=None, judge=None, protected=(),
    )  # fmt: skip
    page = Page(render_report(bare))
    assert "Nothing was measured." in page.text
    assert "0.0%" not in page.text
    assert page.open == []
