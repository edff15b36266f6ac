"""What `--help` says on a terminal of eighty columns."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import typer

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
