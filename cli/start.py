"""Where the `tuneql` program begins, with nothing imported yet, so that Ctrl-C is quiet even during imports."""

import sys


def main() -> None:
    """As `cli.main.main`, whose imports take a while."""
    try:
        from cli.main import main as run  # noqa: PLC0415 - as the module says
    except KeyboardInterrupt:
        sys.stderr.write("tuneql: interrupted\n")
        sys.exit(130)
    run()
