"""The deployed API against its own OpenAPI document: thousands of requests, and no answer that it does not describe.

schemathesis lives in an environment of its own, since its pytest plugin would be loaded by every other test:
`make test-api` makes it, and names its program in TUNEQL_SCHEMATHESIS.
"""

import json
import os
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from local.synth import ROOT
from tests.end_to_end.house import House
from tests.end_to_end.seen import Answer

HERE: Final = Path(__file__).parent / "contract"
REQUESTS: Final = 2_000
# It demands 401 of requests without Authorization, where API Gateway answers 403; `ignored_auth` looks at them, too.
EXCLUDED: Final = "missing_required_header"


@pytest.fixture
def schemathesis() -> str:
    if "TUNEQL_SCHEMATHESIS" not in os.environ:
        pytest.skip("only in `make test-api`")
    return os.environ["TUNEQL_SCHEMATHESIS"]


def test_no_answer_is_outside_the_document(schemathesis: str, house: House, answer: Answer, tmp_path: Path) -> None:
    document, events = tmp_path / "openapi.json", tmp_path / "events.ndjson"
    vessels = {"schema": "CREATE TABLE vessels (name TEXT, passengers INTEGER)"}
    assert house.ask("PUT", "/schemas/harbour", json.dumps(vessels).encode()).status == 200
    document.write_text(json.dumps(house.ask("GET", "/openapi.json").body))
    paths = {"PYTHONPATH": f"{ROOT}:{HERE}", "SCHEMATHESIS_HOOKS": "hooks", "HOME": str(tmp_path)}
    command = [schemathesis, "--config-file", str(HERE / "schemathesis.toml"), "run", str(document)]
    options = ["--url", house.deployment.api_url, "--checks", "all", "--exclude-checks", EXCLUDED]
    options += ["--report-ndjson-path", str(events)]
    done = subprocess.run([*command, *options], env={**house.environment, **paths}, check=False, cwd=tmp_path)
    assert done.returncode == 0
    found = statuses(events)
    print(table(found))  # noqa: T201 - `make test-api` shows it
    assert sum(counts.total() for counts in found.values()) >= REQUESTS
    assert {200, 400, 403, 404} <= set(found["POST /sql"])
    assert {200, 400, 403} <= set(found["PUT /schemas/{id}"])
    assert {200, 403, 404} <= set(found["GET /schemas/{id}"])
    assert {204, 403, 404} <= set(found["DELETE /schemas/{id}"])
    assert {204, 400, 403} <= set(found["POST /feedback"])


def statuses(events: Path) -> Mapping[str, Counter[int]]:
    """How often each operation answered with each status."""
    found: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for case, interaction in _interactions(events):
        found[f"{case['method']} {case['path']}"][interaction["response"]["status_code"]] += 1
    return found


def _interactions(events: Path) -> Iterator[tuple[Any, Any]]:
    for event in map(json.loads, events.read_text(encoding="utf-8").splitlines()):
        recorded = event.get("ScenarioFinished", {}).get("recorder", {})
        for name, interaction in recorded.get("interactions", {}).items():
            yield recorded["cases"][name]["value"], interaction


def table(found: Mapping[str, Counter[int]]) -> str:
    """An operation a line."""
    shown = {name: counts for name, counts in found.items() if counts.total() > 1}
    lines = [f"{name:24}{counts.total():6}  {dict(sorted(counts.items()))}" for name, counts in sorted(shown.items())]
    others = sum(counts.total() for name, counts in found.items() if name not in shown)
    total = sum(counts.total() for counts in found.values())
    return "\n".join(["", *lines, f"{'other methods':24}{others:6}", f"{'requests':24}{total:6}"])
