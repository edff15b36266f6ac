import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

import pytest

from cli.main import main


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def tuneql(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    def run(*arguments: object, stdin: str = "") -> Ran:
        monkeypatch.setattr(sys, "argv", ["tuneql", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        monkeypatch.setattr("cli.builds._restart", _unmarked)  # which would start pytest again, without a word
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return Ran(code=int(ended.value.code or 0), out=said.out, err=said.err)

    return run


def _unmarked() -> NoReturn:
    pytest.fail("this needs sqlglot interpreted: mark the test own_dialect")
