"""The first process of a container: starts the program, passes SIGTERM on to it, and ends when its account does.

Run by itself (`python -I -S supervisor.py PROGRAM ARGUMENTS…`), as the leader of a session of its own. Its standard
input is a pipe from the account: when that closes, because the account ended in whatever way, so does everything here.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence


def main(command: Sequence[str]) -> int:
    """Run a program to its end.

    Returns:
        Its exit status, as a shell counts it.
    """
    asked = threading.Event()
    signal.signal(signal.SIGTERM, lambda _number, _frame: asked.set())
    threading.Thread(target=_end_with_the_account, daemon=True).start()
    try:
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 -- what the job asked for
    except OSError as error:
        sys.stderr.write(f"{error}\n")
        return 127
    threading.Thread(target=_pass_on, args=(asked, child), daemon=True).start()
    code = child.wait()
    return code if code >= 0 else 128 - code


def _pass_on(asked: threading.Event, child: subprocess.Popen[bytes]) -> None:
    asked.wait()
    child.terminate()


def _end_with_the_account() -> None:
    while os.read(0, 1):
        pass
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
