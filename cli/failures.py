"""The messages of commands that fail, or cannot even begin."""

import sys
from typing import Final

import typer

from tuneql.errors import TuneqlError

_LOCAL: Final = "or have an account on this machine: `tuneql local up` says what to export"
# By the names of boto3's errors, because only commands that call AWS import it.
_REMEDIES: Final = {
    "NoRegionError": f"set AWS_DEFAULT_REGION, {_LOCAL}",
    "NoCredentialsError": f"sign in, as by AWS_PROFILE or AWS_ACCESS_KEY_ID, {_LOCAL}",
    "EndpointConnectionError": "see that it runs, or unset AWS_ENDPOINT_URL: `tuneql local up` serves until it ends",
}


def failures() -> tuple[type[Exception], ...]:
    """The errors to report in one line: our own, the system's (a full disk, a lost file), and boto3's if imported."""
    exceptions = sys.modules.get("botocore.exceptions")
    return (TuneqlError, OSError) if exceptions is None else (TuneqlError, OSError, exceptions.BotoCoreError)


def worded(error: Exception) -> str:
    """The error's message, with what to do if no AWS account is configured, or none answers."""
    origins = (type(each).__name__ for each in (error, error.__cause__))
    remedy = next((_REMEDIES[name] for name in origins if name in _REMEDIES), None)
    return str(error) if remedy is None else f"{str(error).rstrip('.')}; {remedy}"


def misuse(error: typer.TyperException) -> str:
    """What is wrong with the command line, and how to get help; for a command without arguments, the help itself."""
    told = error.format_message()  # which names the option, as str(error) does not
    if type(error).__name__ == "NoArgsIsHelpError":  # no public module has it
        return told
    context = getattr(error, "ctx", None)
    return f"tuneql: {told}" if context is None else f"tuneql: {told.rstrip('.')} ({context.command_path} --help)"
