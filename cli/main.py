"""The `tuneql` command: every capability of the library, with and without AWS."""

import signal
import sys
from collections.abc import Container
from importlib import import_module
from importlib.metadata import version
from typing import Annotated, Any, Final, NoReturn

import typer

from cli.builds import any_dialect, follow_option
from cli.console import say, show
from cli.failures import failures, misuse, worded
from tuneql.errors import InvalidInput

COMMANDS: Final = {
    "demo": ("cli.demo:demo", "All of it on this machine, without an AWS account."),
    "local": ("cli.account:app", "An AWS account in one process."),
    "run": ("cli.run:run", "Start an execution, and follow it to its end."),
    "stop": ("cli.stop:stop", "Stop an execution, and take back what it has made."),
    "ask": ("cli.ask:ask", "The SQL that answers a question over a schema."),
    "playground": ("cli.playground:playground", "A page to ask on, served on this machine."),
    "usage": ("cli.usage:usage", "How the endpoint's questions fared, and what they cost."),
    "wanted": ("cli.wanted:wanted", "Questions that wait for the right SQL, to fill in."),
    "release": ("cli.release:app", "Which model serves users: promote, roll back, try."),
    "corpus": ("cli.corpus:app", "Corpora: questions, schemas and SQL."),
    "schema": ("cli.schema:app", "Schemas: tables, columns, keys and comments, as DDL."),
    "guard": ("cli.lines:guard", "Check SQL: one read-only statement over a schema?"),
    "compare": ("cli.lines:compare_results", "Compare the results of queries."),
    "score": ("cli.score:score", "Score predicted SQL against gold SQL."),
    "estimate": ("cli.estimate:estimate", "What a run costs, and the endpoint's monthly bill."),
    "training-request": ("cli.training_request:training_request", "The requests and files that start training."),
}
"""Where each command or group of commands is, and what it does. A command is imported when it is asked for."""

BAD_INPUT, FAILED, INTERRUPTED = 2, 1, 130


def main() -> None:
    """Run the command line; exit 0 for success, 2 for bad input, 1 for work that failed."""
    _end_on_signals()
    sys.exit(_run())


def _end_on_signals() -> None:
    """Let SIGTERM, and SIGHUP of a closed terminal, end the program as Ctrl-C does: it takes its drafts away."""
    for sign in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(sign) is signal.SIG_DFL:  # nohup ignores SIGHUP
            signal.signal(sign, _end)


def _end(_number: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt


def _run() -> int:
    follow_option(sys.argv[1:])
    try:
        with any_dialect():
            result = command_line(sys.argv[1:])(prog_name="tuneql", standalone_mode=False)
    except InvalidInput as error:
        say(f"tuneql: {error}")
        return BAD_INPUT
    except failures() as error:
        say(f"tuneql: {worded(error)}")
        return FAILED
    except typer.TyperException as error:
        say(misuse(error))
        return BAD_INPUT
    except (typer.Abort, KeyboardInterrupt):
        say("tuneql: interrupted")
        return INTERRUPTED
    except typer.Exit as error:
        return error.exit_code
    code = result if isinstance(result, int) else 0
    if code == INTERRUPTED:  # within a command, where typer catches it
        say("tuneql: interrupted")
    return code


def command_line(asked: Container[str] = COMMANDS) -> typer.Typer:
    """The command line. Commands that nobody asks for have only their name and summary, since imports take a while.

    Args:
        asked: the words of the command line, one of which names the command.
    """
    made = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,  # tables of options would cut their names short at eighty columns
        help="Fine-tune a text-to-SQL model on your own dialect and schemas, and serve it from your own AWS account.",
    )
    made.callback()(_program)
    for name, (place, summary) in COMMANDS.items():
        found = _imported(place) if name in asked else _group
        if isinstance(found, typer.Typer):
            made.add_typer(found, name=name, short_help=summary)
        else:
            made.command(name, short_help=summary)(found)
    return made


def _imported(place: str) -> Any:
    module, attribute = place.split(":")
    return getattr(import_module(module), attribute)


def _told_version(asked: bool) -> None:  # noqa: FBT001 -- as typer calls it
    if asked:
        show(f"tuneql {version('tuneql')}")
        raise typer.Exit


def _program(
    _version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_told_version, help="Show the version and exit.")
    ] = False,
) -> None:
    """Does nothing by itself."""


def _group() -> None:
    """Replaces a command that was not asked for, so that its module is not imported."""
