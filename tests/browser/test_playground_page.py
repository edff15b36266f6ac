"""The playground in a real browser: asked, read, run and judged with a keyboard, on a desk and on a phone.

With TUNEQL_SCREENSHOTS set to a folder, pictures of it are left there.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import pytest

from cli.account import STAND_IN
from cli.example_rows import SHOWN, first_rows
from cli.page_server import Desk, serving
from examples import kestrel
from tests.browser.chromium import Browser, Scheme, Tab, open_page
from tests.browser.endpoint import CHAMPION, GOOD, HOSTILE, Endpoint
from tests.browser.test_report_page import CONTRASTS, STICKING_OUT, _faint
from tuneql.serving.playground import Example, page

SCHEMES: Final[tuple[Scheme, ...]] = ("light", "dark")
VESSELS: Final = """CREATE TABLE vessels (
  vessel_id INTEGER PRIMARY KEY,
  name VARCHAR(40) NOT NULL, -- as painted on the bow
  seats INTEGER, -- NULL for freighters
  retired_on DATE
);
CREATE TABLE sailings (
  vessel_id INTEGER REFERENCES vessels,
  status VARCHAR(10),
  planned_departure DATE
);
"""
REGISTERED: Final = {"fleet": VESSELS, "warehouse-2": "CREATE TABLE bins (bin_id INTEGER)"}
SQL: Final = "document.getElementById('sql').textContent"
LAID_OUT: Final = """\
SELECT v.name,
  MONTH_OF(s.planned_departure) AS month,
  COUNT(*) AS sailings
FROM sailings AS s
LEFT JOIN vessels AS v ON v.vessel_id = s.vessel_id
WHERE s.status = 'sailed'
  AND v.seats > 100
  AND v.vessel_id IN (
    SELECT vessel_id
    FROM vessels
    WHERE retired_on IS NULL
  )
GROUP BY v.name, MONTH_OF(s.planned_departure)
ORDER BY sailings DESC
"""
TEXTS: Final = CONTRASTS.replace("h1,", "h1, label, legend, button, option, textarea, li span, pre span, th,")


@dataclass(frozen=True)
class Place:
    """Where the page is, and what is behind it."""

    url: str
    endpoint: Endpoint


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    bundled, endpoint = kestrel.build(tmp_path_factory.mktemp("kestrel")), Endpoint()
    ddl = bundled.schema.read_text()
    questions = ("How often did each vessel sail, month by month?", "Which vessels are in service?")
    example = Example(name="Kestrel Ferries, with rows", ddl=ddl, questions=questions, rows=True)
    run = partial(first_rows, database=bundled.databases / "kestrel.sqlite", ddl=ddl)
    for id_, text in REGISTERED.items():
        assert endpoint.call("PUT", f"schemas/{id_}", {"schema": text, "dialect": "kestrel"})[0] == 200
    desk = Desk(page=page("local", examples=(example,), notice=STAND_IN), call=endpoint.call, run=run)
    with serving(desk) as url:
        yield Place(url, endpoint)


@pytest.fixture(params=product((1280, 390), SCHEMES), ids=lambda each: f"{each[0]}-{each[1]}")
def tab(browser: Browser, place: Place, request: pytest.FixtureRequest) -> Tab:
    width, scheme = request.param
    return open_page(browser, place.url, width=width, scheme=scheme)


def ask(tab: Tab, question: str) -> None:
    tab.evaluate("document.getElementById('question').value = ''; document.getElementById('question').focus()")
    tab.write(question)
    tab.press("Enter", text="\r", code=13)
    tab.wait_until("!document.getElementById('send').hasAttribute('aria-disabled')")


def picture(tab: Tab, name: str) -> None:
    if "TUNEQL_SCREENSHOTS" in os.environ:
        tab.screenshot(Path(os.environ["TUNEQL_SCREENSHOTS"]) / f"{name}.png")


def words(sql: str) -> list[str]:
    """The statement without its white space, which the page may change."""
    return sql.replace("(", " ( ").replace(")", " ) ").split()


def test_a_question_is_asked_read_run_and_judged(
    tab: Tab, place: Place, browser: Browser, request: pytest.FixtureRequest
) -> None:
    ask(tab, "How often did each vessel sail?")
    assert words(tab.evaluate(SQL)) == words(GOOD)
    shown = tab.evaluate("document.getElementById('result').innerText")
    for text in ("one statement", "only reads", "Tokens in", "Repairs", CHAMPION.run, "$0.0000"):
        assert text in shown
    tab.evaluate("document.getElementById('run').click()")
    tab.wait_until("document.querySelectorAll('#rows tbody tr').length")
    assert tab.evaluate("document.querySelectorAll('#rows tbody tr').length") == SHOWN
    assert tab.evaluate("[...document.querySelectorAll('#rows th')].map(each => each.textContent)")[1:] == [
        "month",
        "sailings",
    ]
    tab.evaluate(
        "document.querySelector('[value=bad]').click(); document.getElementById('corrected').value = 'SELECT 1'"
    )
    tab.evaluate(
        "document.getElementById('note').value = 'too long'; document.querySelector('#feedback button').click()"
    )
    tab.wait_until("document.getElementById('feedback-status').textContent")
    objects = place.endpoint.objects.objects
    kept = [json.loads(data) for at, data in objects.items() if at.key.startswith("feedback/")]
    assert (kept[-1]["verdict"], kept[-1]["sql"], kept[-1]["note"]) == ("bad", "SELECT 1", "too long")
    assert kept[-1]["dialect"] == CHAMPION.dialect
    assert not {"question", "schema", "schema_id"} & set(kept[-1])
    picture(tab, request.node.callspec.id)
    assert tab.evaluate(STICKING_OUT) == []
    assert tab.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert {
        f"{each['text']}: {each['ink']} on {each['paper']}" for each in tab.evaluate(TEXTS) if _faint(each)
    } == set()
    assert _hosts(tab) == {urlsplit(place.url).netloc}
    assert tab.told("Log.entryAdded") == tab.told("Runtime.exceptionThrown") == []


def _hosts(tab: Tab) -> set[str]:
    requests = (each["request"]["url"] for each in tab.told("Network.requestWillBeSent"))
    return {urlsplit(url).netloc for url in requests if not url.startswith("data:")}


def test_sql_is_coloured_and_laid_out_without_a_change(tab: Tab) -> None:
    ask(tab, "How often did each vessel sail?")
    lines = tab.evaluate(SQL).splitlines()
    assert [line.rstrip() for line in lines] == LAID_OUT.splitlines()
    kinds: Any = tab.evaluate(
        "[...document.querySelectorAll('#sql span')].map(each => [each.className, each.textContent])"
    )
    for expected in (["keyword", "LEFT"], ["function", "MONTH_OF"], ["string", "'sailed'"], ["number", "100"]):
        assert expected in kinds


def test_a_registered_schema_is_picked_read_and_asked_about_by_its_id(
    tab: Tab, place: Place, request: pytest.FixtureRequest
) -> None:
    tab.wait_until("document.querySelectorAll('#registered option').length")
    assert tab.evaluate("[...document.querySelectorAll('#registered option')].map(each => each.textContent)") == [
        "fleet",
        "warehouse-2",
    ]
    pick(tab, "registered fleet")
    tab.wait_until("document.getElementById('ddl').value")
    assert tab.evaluate("document.getElementById('ddl').value") == VESSELS
    assert tab.evaluate("document.getElementById('ddl').readOnly")
    assert "kestrel, version" in tab.evaluate("document.getElementById('ddl-hint').textContent")
    ask(tab, "How often did each vessel sail?")
    assert words(tab.evaluate(SQL)) == words(GOOD)
    assert place.endpoint.questions[-1] == {"question": "How often did each vessel sail?", "schema_id": "fleet"}
    assert tab.evaluate("document.getElementById('run').hidden")
    picture(tab, f"registered-{request.node.callspec.id}")
    assert tab.evaluate(STICKING_OUT) == []
    pick(tab, "own")
    assert tab.evaluate("[document.getElementById('ddl').value, document.getElementById('ddl').readOnly]") == [
        "",
        False,
    ]
    tab.evaluate("document.querySelector('#history button').click()")
    tab.wait_until("document.getElementById('ddl').value")
    assert tab.evaluate("document.getElementById('example').value") == "registered fleet"
    assert _hosts(tab) == {urlsplit(place.url).netloc}


def pick(tab: Tab, value: str) -> None:
    script = "at('example').value = VALUE; at('example').dispatchEvent(new Event('change'))"
    tab.evaluate(script.replace("VALUE", json.dumps(value)))


def test_refusals_and_failures_are_told_in_words(tab: Tab, request: pytest.FixtureRequest) -> None:
    ask(tab, "delete all vessels")
    told = tab.evaluate("document.getElementById('problem').innerText")
    assert "The model's SQL did not pass the guard" in told
    assert "read only" in told
    picture(tab, f"refused-{request.node.callspec.id}")
    ask(tab, "are you busy")
    told = tab.evaluate("document.getElementById('problem').innerText")
    assert "Something went wrong on our side" in told
    assert "secret" not in told
    assert tab.evaluate("document.getElementById('result').hidden")


def test_a_schema_that_does_not_parse_is_told_too(tab: Tab) -> None:
    tab.evaluate("document.getElementById('example').value = 'own'; showExample()")
    tab.write("CREATE TABEL (")
    ask(tab, "How many?")
    told = tab.evaluate("document.getElementById('problem').innerText")
    assert "The schema cannot be read" in told
    assert told.count("give CREATE TABLE statements") == 1


def test_what_a_model_writes_stays_text(tab: Tab) -> None:
    ask(tab, "something hostile")
    assert HOSTILE in tab.evaluate(SQL).replace("''", "'")
    tab.evaluate("document.getElementById('run').click()")
    tab.wait_until("document.querySelectorAll('#rows td').length")
    assert tab.evaluate("document.querySelector('#rows td').textContent") == HOSTILE
    assert tab.evaluate("document.title") == "tuneql playground"
    assert tab.evaluate("document.querySelectorAll('img').length") == 0


def test_even_html_that_got_into_the_page_could_not_run(browser: Browser, place: Place) -> None:
    tab = open_page(browser, place.url, width=1280, scheme="light")
    tab.evaluate(
        "broken = []; addEventListener('securitypolicyviolation', each => broken.push(each.effectiveDirective))"
    )
    tab.evaluate("try { document.body.innerHTML = '<b>x</b>' } catch {}")
    tab.evaluate("document.body.append(Object.assign(document.createElement('img'), {src: 'http://192.0.2.1/x'}))")
    assert tab.evaluate("fetch('http://192.0.2.1/').then(() => 'sent', () => 'held back')") == "held back"
    tab.wait_until("broken.length == 3")
    assert sorted(tab.evaluate("broken")) == ["connect-src", "img-src", "require-trusted-types-for"]


def test_all_can_be_done_with_a_keyboard_and_what_has_the_focus_is_seen(browser: Browser, place: Place) -> None:
    tab = open_page(browser, place.url, width=1280, scheme="light")
    reached = []
    for _ in range(7):
        tab.press("Tab", code=9)
        reached.append(tab.evaluate("document.activeElement.id || document.activeElement.textContent"))
        assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    assert reached[:5] == ["Skip to the answer", "example", "ddl", "question", "send"]
    tab.evaluate("document.querySelector('#samples button').focus()")
    tab.press("Enter", text="\r", code=13)
    assert tab.evaluate("document.activeElement.id") == "question"
    tab.press("Enter", text="\r", code=13)
    tab.wait_until(SQL)
    ask(tab, "Which vessels are in service?")
    tab.evaluate("document.querySelectorAll('#history button')[1].focus()")
    tab.press("Enter", text="\r", code=13)
    assert tab.evaluate("document.getElementById('question').value").startswith("How often did each vessel")
    assert tab.evaluate("document.querySelectorAll('#history li').length") == 2
    assert tab.evaluate("document.activeElement.id") == "answer"


def test_a_screen_reader_finds_a_name_for_everything(browser: Browser, place: Place) -> None:
    tab = open_page(browser, place.url, width=1280, scheme="light")
    ask(tab, "How often did each vessel sail?")
    tab.call("Accessibility.enable")
    nodes = tab.call("Accessibility.getFullAXTree")["nodes"]
    roles = {"button", "textbox", "combobox", "radio", "form", "region"}
    named = [(n["role"]["value"], n["name"]["value"]) for n in nodes if n.get("role", {}).get("value") in roles]
    assert ("combobox", "Schema") in named
    assert ("radio", "It is wrong") in named
    assert ("button", "Run it on the example rows") in named
    assert [role for role, name in named if not name] == []


@pytest.mark.parametrize(("access", "says"), [("api-key", "API key"), ("jwt", "Bearer token")])
def test_where_calls_need_a_credential_the_page_asks_for_it(browser: Browser, access: Any, says: str) -> None:
    desk = Desk(page=page(access), call=Endpoint().call, run=lambda _: {})
    with serving(desk) as url:
        tab = open_page(browser, url, width=1280, scheme="light")
        assert tab.evaluate("document.getElementById('credential-label').innerText") == says
        tab.evaluate("document.getElementById('credential').value = 'k'.repeat(20)")
        ask(tab, "How many customers are there?")
        sent = [
            each["request"] for each in tab.told("Network.requestWillBeSent") if each["request"]["method"] == "POST"
        ]
    expected = {"api-key": ("x-api-key", "k" * 20), "jwt": ("authorization", f"Bearer {'k' * 20}")}[access]
    assert expected in {name.lower(): value for name, value in sent[0]["headers"].items()}.items()


def test_where_calls_must_be_signed_the_page_says_how_to_open_it(browser: Browser) -> None:
    with serving(Desk(page=page("iam"), call=Endpoint().call, run=lambda _: {})) as url:
        tab = open_page(browser, url, width=1280, scheme="light")
        assert "tuneql playground" in tab.evaluate("document.getElementById('notice').innerText")
