from tuneql.evaluation.metrics import Metrics, summarise
from tuneql.evaluation.report.slices_section import DRAWN, slice_panels
from tuneql.evaluation.score import Score


def metrics(databases: dict[str, tuple[int, int]]) -> Metrics:
    """For each database, how many answers are right, and of how many."""
    return summarise(
        Score(
            id=name, question="?", dialect="sqlite", db_id=name, gold_sql="a", predicted_sql="b", hardness="easy",
            correct=number < right,
        )
        for name, (right, asked) in databases.items()
        for number in range(asked)
    )  # fmt: skip


def test_draws_every_arm_weakest_slice_first_with_its_questions() -> None:
    arms = [metrics({"strong": (9, 10), "weak_one": (1, 1), "weak": (2, 10)}), metrics({"strong": (1, 10)})]
    (panel,) = slice_panels(arms, "execution_accuracy")
    assert [(row.label, row.note) for row in panel.rows] == [
        ("weak", "10 questions"), ("strong", "10 questions"), ("weak_one", "1 question"),
    ]  # fmt: skip
    assert [(mark.arm, mark.value) for mark in panel.rows[1].marks] == [(0, "90.0%"), (1, "10.0%")]


def test_a_slice_that_is_alone_is_the_whole_and_not_drawn() -> None:
    assert slice_panels([metrics({"only": (5, 10)})], "execution_accuracy") == ()


def test_draws_the_largest_and_all_that_are_protected() -> None:
    many = {f"database_{number:02}": (number % 3, 3 + number) for number in range(30)}
    protected, broken = ("schema:database_00", "schema:database_01"), {"schema:database_01"}
    (panel,) = slice_panels([metrics(many)], "execution_accuracy", protected=protected, broken=broken)
    notes = {row.label: row.note for row in panel.rows}
    assert len(notes) == DRAWN + 2
    assert panel.note.startswith("14 of 30, those with the most questions.")
    assert notes["database_00"] == "3 questions, protected"
    assert notes["database_01"] == "4 questions, protected, fell"
    assert [row.label for row in panel.rows if row.is_broken] == ["database_01"]


def test_a_metric_that_was_not_measured_has_no_panels() -> None:
    assert slice_panels([metrics({"a": (1, 2), "b": (1, 2)})], "exact_match") == ()
