"""Where the `tuneql` program begins, with nothing imported yet, so that Ctrl-C is quiet even during imports."""

import io
import sys


def main() -> None:
    """As `cli.main.main`, whose imports take a while."""
    _speak_utf8()
    try:
        from cli.main import main as run  # noqa: PLC0415 - as the module says
    except KeyboardInterrupt:
        sys.stderr.write("tuneql: interrupted\n")
        sys.exit(130)
    run()


def _speak_utf8() -> None:
    """Read and write pipes and files in UTF-8, as JSON Lines and DDL are, whatever the locale is.

    A terminal has its own encoding; what that lacks is escaped.
    """
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):  # None if it is closed
            errors = "strict" if stream is sys.stdin else "backslashreplace"
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors=errors)
