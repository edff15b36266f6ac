import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.serving.endpoint import backend
from tuneql.aws.pointer import MemoryPointer
from tuneql.aws.runtime import ScriptedModel
from tuneql.serving import playground
from tuneql.serving.api import Request, respond
from tuneql.serving.playground import Access, Example, headers, page
from tuneql.sql.schemas.schema import parse_schema

HOSTILE = "</script><script>alert(1)</script>\"'&{{configuration}}"


class Elements(HTMLParser):
    """The elements of a page with their attributes, and the text of those that hold any."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.setdefault(self.found[-1][0] if self.found else "", []).append(data)

    def configuration(self) -> Any:
        return next(
            json.loads(str(a["content"])) for tag, a in self.found if tag == "meta" and a.get("name") == "tuneql"
        )


def test_the_configuration_reaches_the_page_and_cannot_become_part_of_it() -> None:
    example = Example(name=HOSTILE, ddl=HOSTILE, questions=(HOSTILE,), rows=True)
    elements = Elements(page("local", examples=(example,), notice=HOSTILE))
    assert elements.configuration() == {
        "authorization": "local",
        "examples": [{"name": HOSTILE, "ddl": HOSTILE, "questions": [HOSTILE], "rows": True}],
        "notice": HOSTILE,
    }
    assert [tag for tag, _ in elements.found] == [tag for tag, _ in Elements(page("local")).found]


def test_the_policy_names_the_script_and_the_style_of_the_page_and_nothing_else() -> None:
    directives = dict(each.split(" ", 1) for each in headers()["content-security-policy"].split("; "))
    html = page("iam")
    for tag in ("script", "style"):
        (text,) = re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert directives[f"{tag}-src"] == f"'sha256-{digest}'"
    assert directives["default-src"] == "'none'"
    assert directives["connect-src"] == "'self'"
    assert "unsafe" not in headers()["content-security-policy"]


def test_the_page_names_no_other_place_and_styles_and_scripts_nothing_in_attributes() -> None:
    elements = Elements(page("iam"))
    addresses = [a[name] for _, a in elements.found for name in ("src", "href", "action") if name in a]
    assert addresses == ["data:,", "#answer"]
    assert "http" not in page("iam")
    assert {name for _, a in elements.found for name in a if name == "style" or name.startswith("on")} == set()


def test_nothing_is_ever_made_of_html_text() -> None:
    for risky in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function("):
        assert risky not in page("iam")


def test_every_field_has_a_label() -> None:
    elements = Elements(page("iam"))
    labels = {a.get("for") for tag, a in elements.found if tag == "label"}
    fields = {a["id"] for tag, a in elements.found if tag in {"select", "textarea", "input"} and "id" in a}
    assert fields <= labels
    ids = [a["id"] for _, a in elements.found if "id" in a]
    assert len(ids) == len(set(ids))
    described = {
        str(a[name]) for _, a in elements.found for name in ("aria-labelledby", "aria-describedby") if name in a
    }
    assert described <= set(ids)


@pytest.mark.parametrize(
    "dialect", ["postgres", "mysql", "tsql", "snowflake", "bigquery", "sqlite", "duckdb", "kestrel"]
)
def test_the_examples_are_schemas_in_every_dialect(dialect: str) -> None:
    text = Path(playground.__file__).with_name("playground.html").read_text(encoding="utf-8")
    (data,) = re.findall(r'<script type="application/json" id="examples">(.*?)</script>', text, re.DOTALL)
    for example in json.loads(data):
        assert len(parse_schema(example["ddl"], dialect).tables) == 3
        assert example["questions"]


@pytest.mark.parametrize("access", ["iam", "api-key", "jwt"])
def test_the_endpoint_serves_the_page_and_tells_it_how_to_get_in(access: Access) -> None:
    served = backend(ScriptedModel("x"), pointer=MemoryPointer(None), authorization=access)
    response = respond(Request(method="GET", path="/", body=None, request_id="r"), served)
    assert (response.status, response.headers) == (200, headers())
    assert Elements(response.body).configuration()["authorization"] == access
