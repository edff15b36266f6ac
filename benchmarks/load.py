"""Fifty clients at a time on the deployed endpoint, whose model is throttled, not ready, or hangs now and then.

The app is deployed into a local account, with the throttling of its stage, and a run trains and promotes a model. Then
clients ask, first without faults, which is the baseline, and then with them. Each waits as long as `Retry-After` says.
Every answer is compared with the API's own OpenAPI document, and its SQL is checked again.

    python benchmarks/load.py [--clients N] [--seconds S] [--fault NAME=SHARE ...]

Exits 1 if an answer was lost, took longer than 25 seconds, or is not as documented.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).parent))

from cli.account import all_outputs, deployed, pointed_at
from cli.builds import any_dialect
from cli.run import execute
from cli.uploads import Uploads
from endpoint.document import Seen, departure
from examples import kestrel
from tuneql.aws.signed import call
from tuneql.errors import RunFailed
from tuneql.limits import ENDPOINT_DEADLINE_SECONDS
from tuneql.sql.guard import check
from tuneql.sql.schemas.schema import Schema, parse_schema

CLIENTS: Final = Path(__file__).parent / "endpoint" / "clients.py"
DIALECT: Final = "kestrel"
FAULTS: Final = ("throttled=0.3", "never-ready=0.3", "hanging=0.02")
BASELINE_SECONDS: Final = 15
ROWS: Final = 400

Request = tuple[str, str, str | None]


@dataclass(frozen=True, kw_only=True)
class Load:
    """What came back.

    Attributes:
        times: seconds of each answered request, in order.
        kinds: how many answers there were of each status and type of problem.
        departures: what is wrong with answers, and how often.
        lost: what happened to requests without an answer.
    """

    times: list[float]
    kinds: Counter[str]
    departures: Counter[str]
    lost: Counter[str]

    @property
    def late(self) -> int:
        """How many took longer than the endpoint may."""
        return sum(each > ENDPOINT_DEADLINE_SECONDS for each in self.times)

    @property
    def is_good(self) -> bool:
        """Whether nothing was lost, late or undocumented."""
        return not (self.lost or self.departures or self.late)


def main() -> None:
    """Deploy, train, ask, and print."""
    options = _options()
    with (
        tempfile.TemporaryDirectory() as folder,
        deployed(Path(folder)) as (account, deployment),
        pointed_at(account.environment),
    ):
        bundled = kestrel.build(Path(folder) / "kestrel")
        _promote(bundled, all_outputs(deployment))
        _, document = call("GET", f"{deployment.api_url}/openapi.json")
        given = {"url": deployment.api_url, "keys": account.environment, "clients": options.clients}
        requests = _requests(bundled, deployment.api_url)
        quiet = _load({**given, "seconds": min(BASELINE_SECONDS, options.seconds)}, requests, document)
        for text in options.fault or FAULTS:
            name, _, share = text.partition("=")
            account.faults.enable(name, float(share or "1"))
        found = _load({**given, "seconds": options.seconds}, requests, document)
    _print(quiet, found, options)
    sys.exit(0 if quiet.is_good and found.is_good else 1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=50, help="how many ask at a time")
    parser.add_argument("--seconds", type=int, default=60, help="for how long, with the faults")
    parser.add_argument("--fault", action="append", help=f"a fault of the account and its share; {', '.join(FAULTS)}")
    return parser.parse_args()


def _promote(bundled: kestrel.Kestrel, outputs: Mapping[str, str]) -> None:
    """A run on a part of the bundled corpus."""
    lines = bundled.corpus.read_text(encoding="utf-8").splitlines(keepends=True)
    bundled.corpus.write_text("".join(lines[:ROWS]), encoding="utf-8")
    uploads = Uploads(outputs["CorpusBucket"])
    given = {
        "corpus": uploads.corpus(str(bundled.corpus)),
        "databases": uploads.databases(str(bundled.databases)),
        "dialect": DIALECT,
        "evaluation": {"examples": 20},
    }
    outcome = execute(outputs["StateMachineArn"], given, every_seconds=1.0)
    if outcome.status != "SUCCEEDED" or not outcome.output["gate"]["promote"]:
        raise RunFailed(f"the run promoted no model: {outcome.status} {outcome.cause}")


def _requests(bundled: kestrel.Kestrel, url: str) -> list[Request]:
    """Questions over a schema in the request, over a registered one, and other requests."""
    ddl = bundled.schema.read_text(encoding="utf-8")
    status, said = call("PUT", f"{url}/schemas/kestrel", {"schema": ddl, "dialect": DIALECT})
    if status >= 300:  # noqa: PLR2004
        raise RunFailed(f"the schema is not registered: {said}")
    asked = [json.loads(line)["question"] for line in bundled.corpus.read_text(encoding="utf-8").splitlines()[::20]]
    bodies = [{"question": each, **over} for each in asked for over in ({"schema": ddl}, {"schema_id": "kestrel"})]
    questions: list[Request] = [("POST", "/sql", json.dumps(body)) for body in bodies]
    others: list[Request] = [
        ("GET", "/health", None),
        ("GET", "/schemas", None),
        ("GET", "/schemas/kestrel", None),
        ("GET", "/schemas/nowhere", None),
        ("POST", "/sql", "{}"),
        ("POST", "/feedback", json.dumps({"request_id": "r-1", "verdict": "good"})),
    ]
    return questions + others


def _load(given: Mapping[str, Any], requests: list[Request], document: Mapping[str, Any]) -> Load:
    asked = json.dumps({**given, "requests": requests})
    done = subprocess.run([sys.executable, str(CLIENTS)], input=asked, stdout=subprocess.PIPE, text=True, check=True)
    schema = parse_schema(json.loads(requests[0][2] or "")["schema"], DIALECT)
    found = Load(times=[], kinds=Counter(), departures=Counter(), lost=Counter())
    for place, seconds, status, headers, body in map(json.loads, done.stdout.splitlines()):
        if status is None:
            found.lost[body] += 1
            continue
        method, path, _ = requests[place]
        seen = Seen(method=method, path=path, status=status, headers=headers, body=body)
        found.times.append(seconds)
        found.kinds[_kind(seen)] += 1
        if wrong := departure(seen, document) or _wrong_sql(seen, schema):
            found.departures[f"{method} {path}: {wrong}"] += 1
    return found


def _kind(seen: Seen) -> str:
    is_problem = seen.headers.get("content-type") == "application/problem+json"
    return f"{seen.status} {json.loads(seen.body)['type']}" if is_problem else str(seen.status)


def _wrong_sql(seen: Seen, schema: Schema) -> str | None:
    """What the guard has against an answer's SQL."""
    if (seen.path, seen.status) != ("/sql", 200):
        return None
    denials = check(json.loads(seen.body)["sql"], schema=schema, dialect=DIALECT).denials
    return denials[0].detail if denials else None


def _print(quiet: Load, found: Load, options: argparse.Namespace) -> None:
    print(f"{options.clients} clients, {options.seconds} s; faults: {', '.join(options.fault or FAULTS)}")
    print(f"\n{'answers':40}{'no faults':>12}{'faults':>12}")
    for kind in sorted({*quiet.kinds, *found.kinds}):
        print(f"{kind:40}{quiet.kinds[kind]:12}{found.kinds[kind]:12}")
    print(f"{'all':40}{len(quiet.times):12}{len(found.times):12}")
    print(f"\n{'seconds':40}{'no faults':>12}{'faults':>12}{'ratio':>8}")
    for name, before, after in zip(("p50", "p95", "p99", "longest"), _marks(quiet), _marks(found), strict=True):
        print(f"{name:40}{before:12.2f}{after:12.2f}{after / before:8.1f}")
    rows = (("lost", quiet.lost, found.lost), ("not as documented", quiet.departures, found.departures))
    print()
    for name, without, with_faults in rows:
        print(f"{name:40}{without.total():12}{with_faults.total():12}")
    print(f"{f'over {ENDPOINT_DEADLINE_SECONDS:.0f} s':40}{quiet.late:12}{found.late:12}")
    for each, count in (quiet.lost + quiet.departures + found.lost + found.departures).most_common(20):
        print(f"  {count} x {each}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory of the account {peak:.0f} MiB, of the largest process that it started {_children():.0f} MiB")


def _marks(load: Load) -> Iterable[float]:
    cuts = statistics.quantiles(load.times, n=100)
    return cuts[49], cuts[94], cuts[98], max(load.times)


def _children() -> float:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


if __name__ == "__main__":
    with any_dialect():
        main()
