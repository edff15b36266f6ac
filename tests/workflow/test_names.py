import re

from hypothesis import given
from hypothesis import strategies as st

from tuneql.limits import NAME_PATTERN
from tuneql.workflow.names import client_token, names, run_id


@given(st.text(min_size=1, max_size=80), st.datetimes())
def test_every_name_suits_every_service(execution: str, started_at: object) -> None:
    run = run_id(f"arn:aws:states:us-east-1:123456789012:execution:machine:{execution}", str(started_at))
    for name in names(run).model_dump().values():
        assert re.fullmatch(NAME_PATTERN, name)
    assert re.fullmatch(r"[a-zA-Z0-9]([-a-zA-Z0-9]{0,254}[a-zA-Z0-9])?", client_token(run, "training"))


def test_the_same_execution_has_the_same_names_and_another_has_others() -> None:
    first, again = (run_id("arn:e:nightly", "2026-11-20T10:00:00Z") for _ in range(2))
    later = run_id("arn:e:nightly", "2027-11-20T10:00:00Z")
    assert names(first) == names(again)
    assert not set(names(first).model_dump().values()) & set(names(later).model_dump().values())


def test_names_differ_where_safe_spellings_collide() -> None:
    assert run_id("arn:e:a_b", "t") != run_id("arn:e:a.b", "t")


def test_a_run_is_called_after_its_execution_and_what_it_makes_after_the_run() -> None:
    run = run_id("arn:aws:states:us-east-1:123456789012:execution:machine:Nightly_2026.11", "2026-11-20T10:00:00Z")
    words, digest = run.rsplit("-", 1)
    assert words == "nightly-2026-11"
    assert re.fullmatch("[0-9a-f]{8}", digest)
    found = names(run)
    assert (found.job, found.model, found.candidate) == (f"tuneql-{run}", f"tuneql-{run}", f"tuneql-{run}-candidate")
    assert found.champion == f"tuneql-champion-{digest}"
    assert run_id("arn:e:___", "t").startswith("run-")
