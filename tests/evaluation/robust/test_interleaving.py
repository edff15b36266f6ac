import pytest

from tuneql.evaluation.robust.interleaving import Task, done, in_turns


def _task(name: str, steps: int, log: list[str]) -> Task[str]:
    for step in range(steps):
        log.append(f"{name}{step}")
        yield
    return name


def test_gives_what_tasks_give_in_their_order() -> None:
    log: list[str] = []
    assert in_turns(_task(name, steps, log) for name, steps in (("a", 3), ("b", 0), ("c", 1), ("d", 2))) == [*"abcd"]
    assert sorted(log) == ["a0", "a1", "a2", "c0", "d0", "d1"]


def test_two_are_under_way_and_no_third_before_one_has_ended() -> None:
    log: list[str] = []
    in_turns(_task(name, 2, log) for name in "abc")
    assert log == ["a0", "b0", "a1", "b1", "c0", "c1"]


def test_there_may_be_no_tasks() -> None:
    assert in_turns(iter(())) == []


def test_one_task_goes_on_to_its_end() -> None:
    assert done(_task("a", 3, [])) == "a"


def test_what_one_raises_ends_all() -> None:
    def fails() -> Task[str]:
        yield
        raise ValueError("no database")

    with pytest.raises(ValueError, match="no database"):
        in_turns([_task("a", 9, []), fails()])
