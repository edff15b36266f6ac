"""What `--help` says on a terminal of eighty columns."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version
from typing import Any

import pytest
import typer

from cli.main import COMMANDS as PLACES
from cli.main import command_line


def _commands(group: Any, *path: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield path, group
    for name, command in getattr(group, "commands", {}).items():
        yield from _commands(command, *path, name)


COMMANDS = dict(_commands(typer.main.get_command(command_line())))


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_names_are_whole_and_lines_fit(
    path: tuple[str, ...], tuneql: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    said = tuneql(*path, "--help").out
    assert max(map(len, said.splitlines())) <= 80
    assert "\u2026" not in said
    for parameter in COMMANDS[path].params:
        names = [*parameter.opts, *parameter.secondary_opts]
        assert all(name in said for name in names), names


@pytest.mark.parametrize("path", [path for path, found in COMMANDS.items() if hasattr(found, "commands")], ids=" ".join)
def test_what_a_command_does_is_said_whole(
    path: tuple[str, ...], tuneql: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    listed = tuneql(*path, "--help").out.partition("Commands:")[2].splitlines()
    assert len(listed) > len(COMMANDS[path].commands)
    assert not [line for line in listed if line.endswith("...")]


def test_a_choice_names_what_may_be_chosen(tuneql: Callable[..., Any]) -> None:
    said = tuneql("corpus", "prepare", "--help").out
    assert "--redaction off|patterns|comprehend" in said
    assert "--contradictions majority|set-aside" in said


def test_every_command_is_listed_and_none_imported() -> None:
    program = "import sys; from cli.main import main; sys.exit = print; main(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program, "--help"], capture_output=True, text=True, check=True)
    listed, _, modules = done.stdout.partition("Commands:")[2].partition("\n0\n")
    assert [line.split()[0] for line in listed.splitlines() if line] == list(PLACES)
    assert not {place.split(":")[0] for place, _ in PLACES.values()} & set(modules.split())


def test_the_version_is_that_of_the_package(tuneql: Callable[..., Any]) -> None:
    assert tuneql("--version").out == f"tuneql {version('tuneql')}\n"


def test_a_command_is_found_whatever_stands_before_it(tuneql: Callable[..., Any]) -> None:
    assert tuneql("--", "compare", "--help").out == tuneql("compare", "--help").out
