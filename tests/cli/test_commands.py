"""The commands that need no account: what they print, and how they end."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

DDL = "CREATE TABLE head (name TEXT, age INTEGER)"


def rows(count: int) -> list[dict[str, Any]]:
    return [
        {"question": f"Who is older than {n}, table {n % 12}?", "context": f"CREATE TABLE t{n % 12} (a INTEGER)",
         "answer": f"SELECT a FROM t{n % 12} WHERE a > {n}"}
        for n in range(count)
    ]  # fmt: skip


def jsonl(path: Path, lines: list[Any]) -> Path:
    path.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines))
    return path


def test_every_command_of_the_contract_is_there(tuneql: Callable[..., Any]) -> None:
    text = tuneql("--help").out
    commands = (
        "demo",
        "local",
        "run",
        "ask",
        "playground",
        "release",
        "corpus",
        "guard",
        "compare",
        "score",
        "estimate",
    )
    for command in commands:
        assert command in text
        assert tuneql(command, "--help").code == 0


def test_guard_answers_each_line(tuneql: Callable[..., Any]) -> None:
    lines = [
        {"id": "a", "sql": "SELECT name FROM head -- all of them", "schema_ddl": DDL},
        {"id": "b", "sql": "DELETE FROM head", "schema_ddl": DDL},
        {"sql": "SELECT name FROM secrets", "schema_ddl": DDL},
        {"sql": "SELECT 1"},
        {"sql": "SELECT name FROM head"},
    ]
    ran = tuneql("guard", "--dialect", "sqlite", stdin="".join(json.dumps(line) + "\n" for line in lines))
    assert ran.code == 0
    assert [(line["id"], line["verdict"]) for line in ran.lines] == [
        ("a", "allow"),
        ("b", "deny"),
        (3, "deny"),
        (4, "allow"),
        (5, "deny"),
    ]
    assert ran.lines[0]["sql"] == "SELECT name FROM head"
    assert ran.lines[1]["sql"] is None
    assert ran.lines[2]["rules"] == ["known_tables"]


def test_guard_goes_on_after_a_line_that_cannot_be_judged(tuneql: Callable[..., Any]) -> None:
    lines = [
        json.dumps({"id": "a", "sql": "SELECT name FROM head", "schema_ddl": DDL}),
        "{no json",
        json.dumps({"id": "c", "sql": 5}),
        json.dumps({"id": "d", "sql": "SELECT 1", "schema_ddl": "CREATE NOTHING ("}),
        json.dumps({"id": "e", "sql": "SELECT 1", "dialect": "klingon"}),
        json.dumps(["SELECT 1"]),
        json.dumps({"id": "g", "sql": "DELETE FROM head", "schema_ddl": DDL}),
        json.dumps({"id": "h", "sql": "SELECT name FROM head", "schema_ddl": DDL}),
    ]
    ran = tuneql("guard", "--dialect", "sqlite", stdin="\n".join(lines))
    assert ran.code == 2
    assert [line["id"] for line in ran.lines] == ["a", 2, "c", "d", "e", 6, "g", "h"]
    assert [line["verdict"] for line in ran.lines] == ["allow", *["deny"] * 6, "allow"]
    faults = {line["id"]: line["error"] for line in ran.lines if "error" in line}
    assert set(faults) == {2, "c", "d", "e", 6}
    assert "line 3: sql" in faults["c"]
    assert "line 4" in faults["d"]
    assert "klingon" in faults["e"]
    assert all(line["sql"] is None for line in ran.lines if "error" in line)
    assert "is the first error; lines with one: 5 of 8; correct these lines" in ran.err


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"gold_rows": [[{"a": 1}]]}, "line 1: gold_rows: {'a': 1} is no value of a result"),
        ({"pred_rows": [[[1]]]}, "line 1: pred_rows: [1] is no value of a result"),
        ({"order_matters": "no"}, "line 1: order_matters: 'no' is neither true nor false"),
    ],
)
def test_compare_refuses_what_is_no_result(change: dict[str, Any], told: str, tuneql: Callable[..., Any]) -> None:
    line = {"gold_cols": ["a"], "gold_rows": [[1]], "pred_cols": ["a"], "pred_rows": [[1]]} | change
    ran = tuneql("compare", stdin=json.dumps(line))
    assert (ran.code, told in ran.err) == (2, True)


@pytest.mark.parametrize(
    "command", [("guard", "--schema"), ("ask", "how many?", "--schema"), ("schema", "read"), ("compare",)]
)
def test_a_folder_in_place_of_a_file_is_refused(
    command: tuple[str, ...], tuneql: Callable[..., Any], tmp_path: Path
) -> None:
    ran = tuneql(*command, tmp_path, *(["--endpoint", "http://localhost"] if "ask" in command else []))
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "cannot be read: Is a directory" in ran.err


def test_compare_answers_each_line(tuneql: Callable[..., Any]) -> None:
    gold = {"gold_cols": ["a"], "gold_rows": [[1], [2]]}
    lines = [
        {"id": "bag", **gold, "pred_cols": ["x"], "pred_rows": [[2.0], [1]], "order_matters": False},
        {"id": "list", **gold, "pred_cols": ["x"], "pred_rows": [[2], [1]], "order_matters": True},
    ]
    ran = tuneql("compare", stdin="".join(json.dumps(line) + "\n" for line in lines))
    assert [(line["id"], line["equal"]) for line in ran.lines] == [("bag", True), ("list", False)]


def test_estimate_adds_up_and_names_its_sources(tuneql: Callable[..., Any]) -> None:
    found = json.loads(tuneql("estimate", "--json").out)
    for part in ("run", "month"):
        assert sum(item["usd"] for item in found[part]["items"]) == pytest.approx(found[part]["total_usd"])
        assert all(item["price_date"] and item["source"] for item in found[part]["items"])
    tokens = [item["usd"] for item in found["month"]["items"] if "tokens" in item["name"]]
    assert sum(tokens) == pytest.approx(0.8008)


SETS = ("train", "validation", "test")


def test_prepare_accounts_for_every_row_and_repeats_itself(tuneql: Callable[..., Any], tmp_path: Path) -> None:
    bad = [
        "{not json",
        {"question": "q", "context": DDL},
        {"question": "q", "context": DDL, "answer": "DROP TABLE head"},
    ]
    corpus = jsonl(tmp_path / "corpus.jsonl", [*rows(60), *bad, rows(1)[0]])
    for out, options in (("one", ()), ("two", ("--workers", 1))):
        assert tuneql("corpus", "prepare", corpus, "--out", tmp_path / out, *options).code == 0
    card = json.loads((tmp_path / "one" / "card.json").read_text())
    assert (card["read"], card["duplicates"], card["leaks"]) == (64, 1, 0)
    assert card["rejected"] == {"invalid-json": 1, "missing-sql": 1, "sql-read-only": 1}
    assert card["kept"] == sum(card[name] for name in SETS) == 60
    rejected = [json.loads(line) for line in (tmp_path / "one" / "rejected.jsonl").read_text().splitlines()]
    assert [line["row"] for line in rejected] == [61, 62, 63]
    names = {path.name for path in (tmp_path / "one").iterdir()}
    assert names == {
        f"{name}.jsonl" for name in (*SETS, "rejected", "duplicates", "annotate", "frequent", "synthetic")
    } | {
        "card.html",
        "card.json",
    }
    assert all((tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes() for name in names)


def test_score_runs_gold_and_prediction_on_the_database(tuneql: Callable[..., Any], tmp_path: Path) -> None:
    folder = tmp_path / "databases"
    folder.mkdir()
    with closing(sqlite3.connect(folder / "people.sqlite")) as database, database:
        database.execute(DDL)
        database.executemany("INSERT INTO head VALUES (?, ?)", [("Ada", 60), ("Bo", 40)])
    sql = "SELECT name FROM head WHERE age > 50"
    gold = [{"id": str(n), "question": "Who is older than 50?", "sql": sql, "db_id": "people"} for n in range(4)]
    said = [sql, "SELECT head.name FROM head WHERE NOT head.age <= 50", "SELECT nom FROM head"]
    ran = tuneql(
        "score", "--gold", jsonl(tmp_path / "gold.jsonl", gold), "--databases", folder, "--out", tmp_path / "out",
        "--predictions", jsonl(tmp_path / "said.jsonl", [{"id": str(n), "sql": text} for n, text in enumerate(said)]),
    )  # fmt: skip
    assert ran.code == 0
    metrics = json.loads((tmp_path / "out" / "metrics.json").read_text())
    assert (metrics["examples"], metrics["execution_accuracy"], metrics["exact_match"]) == (4, 0.5, 0.25)
    assert metrics["errors"] == {"missing": 1, "no_such_column": 1}
    assert (tmp_path / "out" / "report.html").read_text().startswith("<!doctype html>")
    with closing(sqlite3.connect(folder / "people.sqlite")) as database:
        assert database.execute("SELECT COUNT(*) FROM head").fetchone() == (2,)


REFUSED = [
    (("nonsense",), "nonsense"),
    (("estimate", "--epochs", "9"), "epochs"),
    (("estimate", "--method", "magic"), "method"),
    (("estimate", "--instance-type", "ml.g5.12xlarge"), "instance_type"),
    (("guard", "/no/such/file"), "/no/such/file"),
    (("guard", "--dialect", "klingon"), "klingon"),
    (("demo", "--corpus", "/no/such/file"), "/no/such/file"),
    (("corpus", "prepare", "/no/such/file", "--out", "never"), "/no/such/file"),
    (("corpus", "prepare", "-", "--out", "never", "--synthetic-by", "model"), "synthetic_by: 'model' makes no row"),
    (("corpus", "prepare", "", "--out", "never"), "input: '' does not exist"),  # not this folder
    (("corpus", "prepare", "-", "--out", "never", "--map", "answer=sql"), "map.answer: 'answer' is not 'question'"),
    (("playground", "--endpoint", "example.org/v1"), "endpoint: 'example.org/v1' is not a URL"),
    (("schema", "read", __file__), "test_commands.py' has no row with table_name and column_name"),
    (("guard", "--schema", "/dev/null"), "holds no CREATE TABLE"),
    (("score", "--gold", "/no", "--predictions", "/no", "--out", "never"), "gold"),
]


@pytest.mark.parametrize(("arguments", "named"), REFUSED, ids=lambda value: str(value)[:40])
def test_bad_usage_is_one_message_and_exit_code_2(
    tuneql: Callable[..., Any], arguments: Any, named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = tuneql(*arguments, stdin='{"sql": "SELECT 1"}\n')
    assert ran.code == 2
    assert ran.out == ""
    assert named in ran.err
    assert "Traceback" not in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("lines", [["{"], ["[1]"], [json.dumps({"sql": 5})]])
def test_a_bad_line_is_named(tuneql: Callable[..., Any], lines: list[str]) -> None:
    good = json.dumps({"sql": "SELECT 1"})
    ran = tuneql("guard", stdin="\n".join([good, *lines]))
    assert (ran.code, "line 2" in ran.err) == (2, True)


CORPORA = [
    ([], "is empty"),
    (["\n", "\n"], "is empty"),
    (rows(1), "1 usable row is too few"),
    (rows(7), "7 usable rows are too few"),
    (["{", "{"], "for invalid-json: write one whole JSON object a line"),
]


def test_what_is_no_file_is_no_corpus(tuneql: Callable[..., Any], tmp_path: Path) -> None:
    ran = tuneql("corpus", "prepare", tmp_path, "--out", tmp_path / "out")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "has no file with rows" in ran.err


def test_rows_come_from_standard_input_too(tmp_path: Path) -> None:
    corpus = jsonl(tmp_path / "corpus.jsonl", rows(20))
    command = [Path(sys.executable).with_name("tuneql"), "corpus", "prepare", "-", "--out", tmp_path / "out", "--json"]
    with corpus.open("rb") as file:
        ran = subprocess.run([*map(str, command), "--workers", "1"], stdin=file, capture_output=True, check=True)
    assert json.loads(ran.stdout)["kept"] == 20
    assert json.loads((tmp_path / "out" / "test.jsonl").read_text().splitlines()[0])["source"] == "stdin"


def test_a_file_is_no_folder_for_results(tuneql: Callable[..., Any], tmp_path: Path) -> None:
    corpus = jsonl(tmp_path / "corpus.jsonl", rows(20))
    ran = tuneql("corpus", "prepare", corpus, "--out", corpus)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "out: " in ran.err


@pytest.mark.parametrize("below", ["", "results"])
def test_links_in_a_circle_are_no_folder_for_results(tuneql: Callable[..., Any], tmp_path: Path, below: str) -> None:
    corpus, circle = jsonl(tmp_path / "corpus.jsonl", rows(20)), tmp_path / "circle"
    circle.symlink_to(circle)
    ran = tuneql("corpus", "prepare", corpus, "--out", circle / below)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert f"out: '{circle / below}' cannot be written to" in ran.err


@pytest.mark.parametrize(("lines", "says"), CORPORA, ids=lambda value: str(value)[:20])
def test_a_corpus_that_no_trainer_takes_is_refused_whole(
    tuneql: Callable[..., Any], tmp_path: Path, lines: list[Any], says: str
) -> None:
    ran = tuneql(
        "corpus", "prepare", jsonl(tmp_path / "corpus.jsonl", lines), "--out", tmp_path / "out", "--workers", 1
    )
    assert (ran.code, len(ran.err.splitlines())) == (2, 1)
    assert says in ran.err
    assert not (tmp_path / "out" / "train.jsonl").exists()
    rejected = tmp_path / "out" / "rejected.jsonl"
    assert rejected.exists() == (f"{rejected} has them all" in ran.err) == (lines == ["{", "{"])


def test_a_log_without_questions_is_there_to_be_annotated(tuneql: Callable[..., Any], tmp_path: Path) -> None:
    runs = [
        {"query": query, "calls": calls, "rolname": "ada", "userid": 1}
        for query, calls in (
            ("SELECT a FROM t WHERE a = 1", 2),
            ("-- Which ones are there?\nSELECT a FROM t LIMIT $1", 5),
            ("SELECT a FROM t WHERE a = 7", 4),
        )
    ]
    ran = tuneql("corpus", "prepare", jsonl(tmp_path / "log.jsonl", runs), "--out", tmp_path / "out", "--workers", 1)
    assert ran.code == 2
    held = [json.loads(line) for line in (tmp_path / "out" / "annotate.jsonl").read_text().splitlines()]
    assert [(each["question"], each["sql"], each["count"]) for each in held] == [
        ("", "SELECT a FROM t WHERE a = 1", 6),
        ("Which ones are there?", "SELECT a FROM t LIMIT $1", 5),
    ]


def test_results_never_take_the_place_of_what_is_read(tuneql: Callable[..., Any], tmp_path: Path) -> None:
    corpus = jsonl(tmp_path / "train.jsonl", rows(20))
    for inputs in (corpus, tmp_path):
        ran = tuneql("corpus", "prepare", inputs, "--out", tmp_path)
        assert (ran.code, "is also what is read" in ran.err) == (2, True)
    assert corpus.read_text().count("\n") == 20


def test_results_inside_a_folder_are_no_part_of_it(tuneql: Callable[..., Any], tmp_path: Path) -> None:
    jsonl(tmp_path / "corpus.jsonl", rows(20))
    for _ in range(2):
        assert tuneql("corpus", "prepare", tmp_path, "--out", tmp_path / "out", "--workers", 1).code == 0
    assert json.loads((tmp_path / "out" / "card.json").read_text())["read"] == 20
