"""Where the `tuneql` program begins: with nothing imported, so that Ctrl-C ends it as quietly then as later."""

import sys


def main() -> None:
    """As `cli.main.main`, whose imports take a while."""
    try:
        from cli.main import main as run  # noqa: PLC0415 - as the module says
    except KeyboardInterrupt:
        sys.stderr.write("tuneql: interrupted\n")
        sys.exit(130)
    run()
