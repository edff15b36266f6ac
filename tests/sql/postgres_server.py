"""A PostgreSQL of the machine, in a folder of its own and without a port, for as long as a test needs it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_PLACES = ("/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt")
_USER = "postgres"
_END = "-- no more of it --"


def programs() -> Path | None:
    """The folder of `initdb`, if there is one here."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    return max((each.parent for place in _PLACES for each in Path(place).glob("*/bin/initdb")), default=None)


@contextmanager
def server(folder: Path) -> Iterator["Server"]:
    """A server with an empty database, gone afterwards with all its files."""
    home = Path(tempfile.mkdtemp(prefix="pg"))  # a socket's path has a hundred bytes at most
    try:
        running = Server(folder, home)
        running.start()
        try:
            yield running
        finally:
            running.stop()
    finally:
        shutil.rmtree(home)


class Server:
    """Runs the programs of PostgreSQL, as another user where we are root: it refuses to be that."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder, self.home = folder, home
        self.user = _USER if os.geteuid() == 0 else None
        if self.user:
            shutil.chown(home, self.user)

    def start(self) -> None:
        """Makes the database, and waits until it answers."""
        data = str(self.home / "data")
        self._run("initdb", "-D", data, "-U", _USER, "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8")
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.home}' -c fsync=off"
        self._run("pg_ctl", "-D", data, "-w", "-l", str(self.home / "log"), "-o", options, "start")

    def stop(self) -> None:
        """Ends the server."""
        self._run("pg_ctl", "-D", str(self.home / "data"), "-m", "immediate", "stop")

    def script(self, sql: str, *, readonly: bool = True) -> str:
        """Runs a script to its end, and gives what psql says of errors: `psql:<stdin>:LINE: ERROR: ...`."""
        mode = f"-c default_transaction_read_only={'on' if readonly else 'off'} -c statement_timeout=20s"
        done = self._run("psql", "-X", "-q", "-h", str(self.home), "-U", _USER, "-f", "-", given=sql, PGOPTIONS=mode)
        return done.stderr

    @contextmanager
    def session(self) -> Iterator[Callable[[str], list[str] | None]]:
        """What runs a statement of one line, and gives its rows as psql writes them; None if it fails."""
        with subprocess.Popen(
            [self.folder / "psql", "-X", "-q", "-A", "-t", "-h", str(self.home), "-U", _USER],
            user=self.user, cwd=self.home, env={**os.environ, "PGOPTIONS": "-c statement_timeout=2s"}, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        ) as psql:  # fmt: skip
            given, said = psql.stdin, psql.stdout
            assert given is not None
            assert said is not None

            def run(sql: str) -> list[str] | None:
                print(sql, "\\g", f"\\echo :ERROR {_END}", sep="\n", file=given, flush=True)
                lines: list[str] = []
                while not lines or not lines[-1].endswith(f"{_END}\n"):
                    lines.append(said.readline())
                return None if lines.pop().startswith("true") else lines

            yield run
            given.close()

    def _run(
        self, program: str, *arguments: str, given: str = "", **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.folder / program, *arguments],
            input=given, user=self.user, cwd=self.home, env={**os.environ, **environment}, text=True, check=True,
            stdout=subprocess.DEVNULL, stderr=None if program == "pg_ctl" else subprocess.PIPE,
        )  # fmt: skip
