"""The report as a real browser makes it of the file: drawn, readable, harmless, and alone.

It is opened as on a desk and on a phone, in both colour schemes.
"""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any, Final

import pytest

from tests.browser.chromium import Browser, Scheme, Tab, open_page
from tests.browser.page import HOSTILE

WIDTHS: Final = (1200, 390)
SCHEMES: Final[tuple[Scheme, ...]] = ("light", "dark")
# What is drawn, with the least of it that a page with all sections must show.
DRAWN: Final = {".plot polyline": 2, ".dots .mark": 40, ".dots .whisker": 30, ".grid": 50}
BOXES: Final = """
[...document.querySelectorAll(%r)].map(shape => {
  const box = shape.getBoundingClientRect(), style = getComputedStyle(shape);
  return {wide: box.width, tall: box.height, left: box.left, right: box.right, stroke: style.stroke};
})
"""
# Elements that stick out of the window, except for what lies in a region that scrolls by itself.
STICKING_OUT: Final = """
[...document.querySelectorAll('body *')].filter(each => !each.closest('.scroll')
  && each.getBoundingClientRect().right > document.documentElement.clientWidth + 1).map(each => each.outerHTML)
"""
CONTRASTS: Final = """
[...document.querySelectorAll('h1, h2, h3, h4, p, td, th, dd, dt, pre, code, i, small, .note, .label')]
  .concat([...document.querySelectorAll('.label span, .values span, .ticks span')])
  .filter(each => each.getClientRects().length).map(each => {
    const paper = of => getComputedStyle(of).backgroundColor;
    let behind = each;
    while (behind !== document.body && paper(behind) === 'rgba(0, 0, 0, 0)') behind = behind.parentElement;
    return {text: each.textContent.slice(0, 40), ink: getComputedStyle(each).color, paper: paper(behind)};
  })
"""


@pytest.fixture(scope="module", params=product(WIDTHS, SCHEMES), ids=lambda each: f"{each[0]}-{each[1]}")
def tab(browser: Browser, page: Path, request: pytest.FixtureRequest) -> Tab:
    width, scheme = request.param
    return open_page(browser, page, width=width, scheme=scheme)


@pytest.mark.parametrize(("shapes", "least"), DRAWN.items())
def test_the_plots_are_drawn_within_the_window(tab: Tab, shapes: str, least: int) -> None:
    boxes = tab.evaluate(BOXES % shapes)
    width = tab.evaluate("document.documentElement.clientWidth")
    assert len(boxes) >= least
    assert all(max(box["wide"], box["tall"]) > 0 for box in boxes)
    assert all(box["left"] >= -1 and box["right"] <= width + 1 for box in boxes)
    assert "none" not in {box["stroke"] for box in boxes}


def test_curves_are_large_enough_to_read(tab: Tab) -> None:
    for box in tab.evaluate(BOXES % ".plot polyline"):
        assert box["wide"] > 150
        assert box["tall"] > 80


def test_no_label_of_an_axis_is_broken_wherever_it_stands(tab: Tab) -> None:
    labels = "[...document.querySelectorAll('.ticks span, .steps span, .losses span')]"
    moved = tab.evaluate(f"""{labels}.map(each => {{
      const before = each.style.left;
      each.style.left = each.closest('.losses') ? before : '99%';
      const lines = each.clientHeight / parseFloat(getComputedStyle(each).lineHeight);
      each.style.left = before;
      return lines;
    }})""")
    assert len(moved) > 10
    assert max(moved) < 2


def test_a_script_in_a_question_is_text_and_does_not_run(tab: Tab) -> None:
    assert tab.evaluate("document.title") == "tuneql · orders-nightly-20261120-3f7c1a2b"
    assert tab.evaluate("document.querySelectorAll('script, img').length") == 0
    assert tab.evaluate("document.querySelector('article h3').textContent") == HOSTILE
    for found in ("pre", ".rows th:nth-child(2)", ".rows td:first-child"):
        texts = tab.evaluate(f"[...document.querySelectorAll('article:first-of-type {found}')].map(e => e.textContent)")
        assert all(HOSTILE in text for text in texts)
        assert len(texts) >= 2
    assert HOSTILE in tab.evaluate("document.body.innerText")


def test_nothing_else_is_asked_for_and_nothing_goes_wrong(tab: Tab) -> None:
    tab.evaluate("new Promise(done => setTimeout(done, 50))")
    assert [each["request"]["url"].split(":")[0] for each in tab.told("Network.requestWillBeSent")] == ["file"]
    assert tab.told("Log.entryAdded") == tab.told("Runtime.exceptionThrown") == []


def test_even_a_script_that_got_into_the_page_could_not_run(tab: Tab) -> None:
    """The page's own policy, should the template ever fail to escape."""
    tab.evaluate("document.body.insertAdjacentHTML('beforeend', `<img id=x src=x onerror=\"document.title='pwned'\">`)")
    tab.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'document.title=1'}))")
    tab.evaluate("new Promise(done => setTimeout(done, 50))")
    assert tab.evaluate("document.title") == "tuneql · orders-nightly-20261120-3f7c1a2b"
    tab.evaluate("document.querySelectorAll('script, img').forEach(each => each.remove())")


def test_nothing_sticks_out_of_the_window(tab: Tab) -> None:
    assert tab.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert tab.evaluate(STICKING_OUT) == []


def test_every_value_is_as_wide_as_its_column(tab: Tab) -> None:
    """`100.0%` is the widest: were one wider, columns of numbers would not end in a line."""
    script = "[...document.querySelectorAll('.small .values span')]"
    tab.evaluate(f"{script}.forEach(each => each.textContent = '100.0%')")
    assert tab.evaluate(f"{script}.filter(each => each.scrollWidth > each.clientWidth).length") == 0


def test_every_text_can_be_read_on_what_is_behind_it(tab: Tab) -> None:
    """WCAG 2.2, success criterion 1.4.3: 4.5 to 1."""
    faint = {f"{each['text']!r}: {each['ink']} on {each['paper']}" for each in tab.evaluate(CONTRASTS) if _faint(each)}
    assert faint == set()


def _faint(found: dict[str, Any]) -> bool:
    ink, paper = (_luminance(found[name]) for name in ("ink", "paper"))
    return (max(ink, paper) + 0.05) / (min(ink, paper) + 0.05) < 4.5


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(colour: str) -> Iterator[float]:
    for value in re.findall(r"[\d.]+", colour)[:3]:
        share = float(value) / 255
        yield share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def test_the_schemes_are_light_and_dark(browser: Browser, page: Path) -> None:
    tabs = [open_page(browser, page, width=1200, scheme=scheme) for scheme in SCHEMES]
    papers = [_luminance(tab.evaluate("getComputedStyle(document.body).backgroundColor")) for tab in tabs]
    assert papers[0] > 0.9
    assert papers[1] < 0.05


def test_on_paper_it_is_dark_on_white_whatever_the_scheme(browser: Browser, page: Path) -> None:
    tab = open_page(browser, page, width=794, scheme="dark", media="print")
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    faint = {each["text"] for each in tab.evaluate(CONTRASTS) if _faint(each)}
    assert faint == set()
    assert tab.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
