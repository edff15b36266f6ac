"""`tuneql playground`: the page on this machine, which signs its calls with the user's AWS credentials."""

import json
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, Final

import typer

from cli.ask import API_KEY, api_url
from cli.console import show, show_json
from cli.example_rows import first_rows
from cli.options import AsJson
from cli.page_server import Desk, serving
from examples import kestrel
from tuneql.aws.signed import call
from tuneql.serving.playground import Example, page

QUESTIONS: Final = 5


def playground(
    endpoint: Annotated[str | None, typer.Option(help="The API's URL; by default that of the deployed stack.")] = None,
    port: Annotated[int, typer.Option(min=0, max=65_535, help="Port to listen on; 0 takes a free one.")] = 8040,
    api_key: Annotated[str | None, typer.Option(envvar=API_KEY, help="API key to send instead of a signature.")] = None,
    as_json: AsJson = False,
) -> None:
    """Serve the playground on this machine until interrupted, signing its calls with your AWS credentials."""
    url = api_url(endpoint)
    notice = f"Calls go to {url} with your credentials, and are billed to your account."
    with TemporaryDirectory(prefix="tuneql-playground-") as folder:
        bundled = kestrel.build(Path(folder))
        with served(url, bundled, notice=notice, port=port, api_key=api_key) as address:
            show_json({"url": address}) if as_json else show(f"{address}\n\n# Ctrl-C ends it.")
            wait_for_interrupt()


@contextmanager
def served(
    endpoint: str, bundled: kestrel.Kestrel, *, notice: str, port: int = 0, api_key: str | None = None
) -> Iterator[str]:
    """The playground of an endpoint with the bundled example and its rows; yields the page's address."""
    root = endpoint.rstrip("/")

    def pass_on(method: str, path: str, body: object) -> tuple[int, dict[str, Any]]:
        return call(method, f"{root}/{path}", body, api_key=api_key)

    ddl = bundled.schema.read_text(encoding="utf-8")
    example = Example(name="Kestrel Ferries, with rows", ddl=ddl, questions=_questions(bundled.corpus), rows=True)
    run = partial(first_rows, database=bundled.databases / "kestrel.sqlite", ddl=ddl)
    desk = Desk(page=page("local", examples=(example,), notice=notice), call=pass_on, run=run)
    with serving(desk, port=port) as address:
        yield address


def wait_for_interrupt() -> None:
    """Wait for Ctrl-C or SIGTERM."""
    stop = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: stop.set())
    stop.wait()


def _questions(corpus: Path) -> tuple[str, ...]:
    """A few questions, spread over the corpus."""
    lines = corpus.read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line)["question"] for line in lines[:: len(lines) // QUESTIONS][:QUESTIONS])
