import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from cli.corpus import app
from cli.corpus_files import find_files
from tuneql.options import Options


def test_every_choice_is_an_option_of_the_command_line_in_the_same_words() -> None:
    command = typer.main.get_command(app).commands["prepare"]  # type: ignore[attr-defined] # a click group
    offered = {parameter.name: parameter for parameter in command.params}
    for name, field in Options.model_fields.items():
        assert offered[name].help.lower() == f"{field.description}.".lower()
        assert offered[name].default == (list(field.default) if name == "map" else field.default)


def test_rows_run_on_their_own_databases(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "fleet.sqlite")) as connection, connection:
        connection.execute("CREATE TABLE ships (name TEXT)")
    row = {"question": "Which ships?", "schema": "CREATE TABLE ships (name TEXT, seats INTEGER)", "db_id": "fleet"}
    rows = [
        row | {"question": f"Which ships, case {n}?", "sql": f"SELECT {', '.join(['name'] * n)} FROM ships"}
        for n in range(1, 12)
    ]
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text("".join(json.dumps(each) + "\n" for each in [*rows, row | {"sql": "SELECT seats FROM ships"}]))
    arguments = ["prepare", str(corpus), "--out", str(tmp_path / "out"), "--databases", str(tmp_path), "--workers", "1"]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    rejected = [json.loads(line) for line in (tmp_path / "out" / "rejected.jsonl").read_text().splitlines()]
    assert [(each["row"], each["reason"], each["detail"]) for each in rejected] == [
        (12, "sql-does-not-run", "no such column: seats")
    ]


def test_a_link_to_nothing_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "rows.jsonl").write_text("{}\n")
    (tmp_path / "more.jsonl").symlink_to(tmp_path / "gone.jsonl")
    (tmp_path / "round.jsonl").symlink_to("round.jsonl")
    assert len(find_files([str(tmp_path)], out=tmp_path / "out").rows) == 1
    assert "not read, since they are no data: more.jsonl (a link to nothing), round" in capsys.readouterr().err


@pytest.mark.parametrize("given", ["", "b\udce4ume.jsonl"])
def test_a_file_whose_name_is_not_utf8_can_be_told_of(given: str, tmp_path: Path) -> None:
    (tmp_path / "b\udce4ume.jsonl").write_text("{}\n")
    (rows,) = find_files([str(tmp_path / given)]).rows
    assert [each.source for each in rows()] == ["b\ufffdume.jsonl"]
