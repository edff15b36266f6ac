"""What the endpoint's function adds to the model's own time: warm, and from the start of its process.

The model answers at once, over loopback, so that all the time is the function's own, with one round trip on this
machine. All questions and answers differ; the schema has twenty tables, and is sent along, registered beforehand, or
different each time.

sqlglot is the one in the Lambda asset, whatever is installed here: the compiled one is too large for it.

Baseline of the first answer: `benchmarks/endpoint/plain_handler.py`, the same handler written plainly with boto3,
powertools and the library imported up front. Both start in turn, with all modules compiled to bytecode.

    python benchmarks/serving.py [--starts N] [--questions N]
"""

import argparse
import itertools
import json
import os
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).parent))

from endpoint.questions import questions, schema
from stacks.assets.contents import contents, write
from tuneql.options import PROMPT_VERSION
from tuneql.sql.schemas.schema import parse_schema
from tuneql.sql.schemas.stored import dump_schema

ROOT: Final = Path(__file__).resolve().parents[1]
HERE: Final = Path(__file__).parent / "endpoint"
OURS: Final = "lambdas.api.handler"
REGISTERED: Final = "with a registered schema"
PLAIN: Final = "endpoint.plain_handler"
CHAMPION: Final = {
    "model_id": "arn:aws:bedrock:us-east-1:123456789012:custom-model-deployment/abcdefgh1234",
    "model_arn": "arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-micro-v1:0:128k/abcdefgh1234",
    "run": "nightly-1234abcd",
    "dialect": "postgres",
    "prompt_version": PROMPT_VERSION,
    "promoted_at": "2026-11-20T00:00:00Z",
}


def main() -> None:
    """Measure, and print."""
    options = _options()
    asset = contents("api")
    with tempfile.TemporaryDirectory() as folder, _amazon(Path(folder), options.questions) as url:
        place = Path(folder)
        write({name: data for name, data in asset.items() if name.startswith("sqlglot/")}, place)
        given = {"schema": schema()}
        begun = {OURS: (OURS, given), REGISTERED: (OURS, {"schema_id": "ferries"}), PLAIN: (PLAIN, given)}
        starts: dict[str, list[dict[str, Any]]] = {name: [] for name in begun}
        for _, (name, (handler, asked)) in itertools.product(range(options.starts), begun.items()):
            starts[name].append(_visit(handler, _events(1, asked), url, place))
        warm = {
            "sent along": _visit(OURS, _events(options.questions, {"schema": schema()}), url, place),
            "registered": _visit(OURS, _events(options.questions, {"schema_id": "ferries"}), url, place),
            "another each time": _visit(OURS, _other_schemas(options.questions // 5), url, place),
        }
    _print_warm(warm)
    _print_starts(starts)
    size = sum(map(len, asset.values())) / 1e6
    print(f"\nthe API's asset, unzipped  {size:.1f} MB (at most 20)")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--starts", type=int, default=15, help="processes of each handler")
    parser.add_argument("--questions", type=int, default=1000, help="questions to a warm process")
    return parser.parse_args()


@contextmanager
def _amazon(folder: Path, count: int) -> Iterator[str]:
    """The stand-in's URL."""
    registered = {
        "id": "ferries", "version": "7d9a1c0be3f2", "dialect": "postgres", "tables": ["ports"], "schema": schema(),
        "declared": dump_schema(parse_schema(schema(), "postgres")),
    }  # fmt: skip
    state = {
        "champion": json.dumps(CHAMPION),
        "schema": json.dumps(registered),
        "answers": [sql for _, sql in questions(count)],
    }
    file = folder / "state.json"
    file.write_text(json.dumps(state), encoding="utf-8")
    command = [sys.executable, str(HERE / "bedrock.py"), str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None  # noqa: S101 - it is a pipe
        yield f"http://127.0.0.1:{int(server.stdout.readline())}"
        server.kill()


def _events(count: int, given: Mapping[str, str]) -> list[dict[str, Any]]:
    return [_event({"question": question, **given}) for question, _ in questions(count)]


def _other_schemas(count: int) -> list[dict[str, Any]]:
    pairs = enumerate(questions(count))
    return [_event({"question": asked, "schema": f"{schema()};\n-- {number}"}) for number, (asked, _) in pairs]


def _event(body: Mapping[str, str]) -> dict[str, Any]:
    """What API Gateway hands over."""
    return {
        "resource": "/sql",
        "httpMethod": "POST",
        "path": "/sql",
        "headers": {"content-type": "application/json"},
        "multiValueHeaders": {"content-type": ["application/json"]},
        "queryStringParameters": None,
        "multiValueQueryStringParameters": None,
        "pathParameters": None,
        "stageVariables": None,
        "requestContext": {"requestId": "5f6c2d6e-0f3c-4c55-9d3a-2f6f0f0f7a11", "stage": "v1", "path": "/v1/sql"},
        "isBase64Encoded": False,
        "body": json.dumps(body),
    }


def _visit(handler: str, events: list[dict[str, Any]], url: str, folder: Path) -> dict[str, Any]:
    """A process of a handler, from its start: milliseconds, CPU seconds and MiB."""
    file = folder / "events.json"
    file.write_text(json.dumps(events), encoding="utf-8")
    given = {
        "path": [str(folder), str(ROOT), str(HERE.parent), sysconfig.get_paths()["purelib"]],
        "handler": handler,
        "events": str(file),
        "environment": _environment(url),
    }
    command = [sys.executable, "-I", "-S", str(HERE / "visits.py"), json.dumps(given)]
    began = time.monotonic()
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env={"PATH": os.environ["PATH"]})
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found | {"first": (found["answered"] - began) * 1000}


def _environment(url: str) -> dict[str, str]:
    return {
        "AWS_ENDPOINT_URL": url,
        "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI",
        "AWS_SESSION_TOKEN": "local",
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
        "CHAMPION_PARAMETER": "/tuneql/champion",
        "MAX_TOKENS": "512",
        "BASE_MODEL_ID": "amazon.nova-micro-v1:0",
        "SCHEMAS_BUCKET": "corpus",
        "RUNS_BUCKET": "runs",
        "REPAIRS": "1",
        "KEEP_QUESTIONS": "false",
        "AUTHORIZATION": "iam",
    }


def _print_warm(found: Mapping[str, Mapping[str, Any]]) -> None:
    print("A warm process, 20 tables; milliseconds of the handler, the model's round trip over loopback within")
    print(f"{'schema':20}{'questions':>10}{'p50':>8}{'p99':>8}{'CPU p50':>9}{'CPU p99':>9}{'peak MiB':>10}")
    for name, each in found.items():
        clock, processor = ([pair[kind] for pair in each["times"][1:]] for kind in range(2))
        cells = (f"{_p50(clock):8.2f}{_p99(clock):8.2f}", f"{_p50(processor):9.2f}{_p99(processor):9.2f}")
        print(f"{name:20}{len(clock):10}{cells[0]}{cells[1]}{each['peak']:10.0f}")
    print("aim: sent along and registered, p50 under 5 and p99 under 15")


def _p50(times: list[float]) -> float:
    return statistics.median(times)


def _p99(times: list[float]) -> float:
    return statistics.quantiles(times, n=100)[98]


def _print_starts(found: Mapping[str, Iterable[Mapping[str, Any]]]) -> None:
    print("\nFrom the start of a process to its first answer; medians")
    print(f"{'handler':26}{'starts':>8}{'ms':>8}{'CPU ms':>8}{'peak MiB':>10}")
    medians = {}
    for name, each in found.items():
        runs = list(each)
        wall, spent, peak = (statistics.median(run[key] for run in runs) for key in ("first", "spent", "peak"))
        medians[name] = (wall, spent * 1000)
        print(f"{name:26}{len(runs):8}{wall:8.0f}{spent * 1000:8.0f}{peak:10.0f}")
    wall, spent = (ours / plain for ours, plain in zip(medians[OURS], medians[PLAIN], strict=True))
    print(f"{'ratio of first and last':34}{wall:8.2f}{spent:8.2f}   (aim: at most 0.6)")


if __name__ == "__main__":
    main()
