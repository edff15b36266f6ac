"""What is said where a command cannot even begin, or fails."""

import sys
from typing import Final

import typer

from tuneql.errors import TuneqlError

# By the names of boto3's errors, since it is only imported by commands that call AWS.
_REMEDIES: Final = {
    "NoRegionError": "set AWS_DEFAULT_REGION",
    "NoCredentialsError": "sign in, as by AWS_PROFILE or AWS_ACCESS_KEY_ID",
}
_LOCAL: Final = "or have an account on this machine: `tuneql local up` says what to export"


def failures() -> tuple[type[Exception], ...]:
    """Our own errors, the system's (a full disk, a file that is gone), and boto3's, if it is imported at all."""
    exceptions = sys.modules.get("botocore.exceptions")
    return (TuneqlError, OSError) if exceptions is None else (TuneqlError, OSError, exceptions.BotoCoreError)


def worded(error: Exception) -> str:
    """The error's own words, and what to do where no AWS account is configured."""
    remedy = _REMEDIES.get(type(error).__name__)
    return str(error) if remedy is None else f"{str(error).rstrip('.')}; {remedy}, {_LOCAL}"


def misuse(error: typer.TyperException) -> str:
    """What was wrong with the command line, and which help lists what is right; where nothing was asked, that help."""
    told = error.format_message()  # which names the option, as str(error) does not
    if type(error).__name__ == "NoArgsIsHelpError":  # it cannot be imported from where it is public
        return told
    context = getattr(error, "ctx", None)
    return f"tuneql: {told}" if context is None else f"tuneql: {told.rstrip('.')} ({context.command_path} --help)"
