"""The app as it is, and with the changes of `changes.py`, keys for two clients, and training on corrections."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from local.synth import synthesize
from tests.end_to_end.changes import changed_sources
from tests.end_to_end.settings import SETTINGS

QUOTA: Final = 4
WITH_KEYS: Final = {
    **SETTINGS,
    "authorization": "api-key",
    "clients": ["shop", "reports"],
    "daily_quota": QUOTA,
    "keep_questions": True,
    "retraining": {"corpus": "corrected/", "minimum_corrections": 2, "input": {"promote": False}},
}


@dataclass(frozen=True)
class Assemblies:
    """The two cloud assemblies, of which the changed one is not needed at first.

    Attributes:
        plain: the app as it is, where its callers sign what they send.
    """

    plain: Path
    _changed: Future[Path]

    @property
    def changed(self) -> Path:
        """The changed app, where its callers have keys."""
        return self._changed.result()


@contextmanager
def synthesized(folder: Path) -> Iterator[Assemblies]:
    """Both, the changed one while the other is looked at already."""
    with ThreadPoolExecutor(1) as pool:
        plain = synthesize(out=folder / "plain", overrides=SETTINGS)
        yield Assemblies(plain, pool.submit(_changed, folder))


def _changed(folder: Path) -> Path:
    return synthesize(out=folder / "changed", overrides=WITH_KEYS, root=changed_sources(folder / "sources"))
