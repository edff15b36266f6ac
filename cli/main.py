"""The `tuneql` command: every capability of the library, with and without AWS."""

import sys

import typer
from botocore.exceptions import BotoCoreError

from cli import account, ask, corpus, demo, estimate, lines, playground, release, run, schema, score, training_request
from cli.builds import any_dialect
from cli.console import say
from tuneql.errors import InvalidInput, TuneqlError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Fine-tune a text-to-SQL model on your own dialect and schemas, and serve it from your own AWS account.",
)
app.command("demo")(demo.demo)
app.add_typer(account.app, name="local")
app.command("run")(run.run)
app.command("ask")(ask.ask)
app.command("playground")(playground.playground)
app.add_typer(release.app, name="release")
app.add_typer(corpus.app, name="corpus")
app.add_typer(schema.app, name="schema")
app.command("guard")(lines.guard)
app.command("compare")(lines.compare_results)
app.command("score")(score.score)
app.command("estimate")(estimate.estimate)
app.command("training-request")(training_request.training_request)

BAD_INPUT, FAILED, INTERRUPTED = 2, 1, 130


def main() -> None:
    """Run the command line; exit 0 for success, 2 for bad input, 1 for work that failed."""
    sys.exit(_run())


def _run() -> int:
    try:
        with any_dialect():
            result = app(standalone_mode=False)
    except InvalidInput as error:
        say(f"tuneql: {error}")
        return BAD_INPUT
    except (TuneqlError, BotoCoreError, OSError) as error:  # of the system: a full disk, a file that is gone
        say(f"tuneql: {error}")
        return FAILED
    except typer.TyperException as error:
        say(f"tuneql: {error.format_message()}")  # which names the option, as str(error) does not
        return BAD_INPUT
    except (typer.Abort, KeyboardInterrupt):
        say("tuneql: interrupted")
        return INTERRUPTED
    except typer.Exit as error:
        return error.exit_code
    return result if isinstance(result, int) else 0
