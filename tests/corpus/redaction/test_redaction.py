import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlglot import exp

from tests.case_files import read_cases
from tuneql.aws.comprehend import KnownPersonalData
from tuneql.corpus.example import Example
from tuneql.corpus.redaction import Redactor, redact
from tuneql.corpus.redaction.checks import luhn, mod_97
from tuneql.corpus.redaction.kinds.address import ADDRESS
from tuneql.corpus.redaction.kinds.card import CARD
from tuneql.corpus.redaction.kinds.email import EMAIL
from tuneql.corpus.redaction.kinds.iban import IBAN
from tuneql.corpus.redaction.kinds.national_id import NATIONAL_ID
from tuneql.corpus.redaction.kinds.person import PERSON
from tuneql.corpus.redaction.surrogates import Surrogates, digits_of
from tuneql.corpus.transform import Context, Draft
from tuneql.errors import InvalidInput
from tuneql.options import Options
from tuneql.sql.parsing import parse
from tuneql.sql.template import template

PERSONAL = read_cases(__file__, "personal.jsonl")
IMPERSONAL = read_cases(__file__, "impersonal.jsonl")
REDACTOR = Redactor("salt")


def fields(case: dict[str, Any]) -> dict[str, str]:
    return {name: case[name] for name in ("question", "sql", "ddl")}


@pytest.mark.parametrize("case", PERSONAL, ids=lambda case: case["case"])
def test_personal_data_goes_and_the_rest_stays(case: dict[str, Any], make_draft: Callable[..., Draft]) -> None:
    draft = make_draft(dialect=case["dialect"], **fields(case))
    found = REDACTOR.redact(draft.example, case["dialect"])
    assert found is not None
    assert found.counts == case["kinds"]
    after = found.example
    whole = f"{after.question}\n{after.sql}\n{after.ddl}".lower()
    assert [gone for gone in case["gone"] if gone.lower() in whole] == []
    assert template(after.sql, case["dialect"]) == template(case["sql"], case["dialect"])
    assert re.sub(r"'[^']*'|--.*", "", after.ddl) == re.sub(r"'[^']*'|--.*", "", case["ddl"])


@pytest.mark.parametrize("case", PERSONAL, ids=lambda case: case["case"])
def test_redacting_twice_is_redacting_once(case: dict[str, Any], make_draft: Callable[..., Draft]) -> None:
    found = REDACTOR.redact(make_draft(**fields(case)).example, case["dialect"])
    assert found is not None
    assert REDACTOR.redact(found.example, case["dialect"]) is None


@pytest.mark.parametrize("case", IMPERSONAL, ids=lambda case: case["case"])
def test_what_is_nobodys_stays(case: dict[str, Any], make_draft: Callable[..., Draft]) -> None:
    assert REDACTOR.redact(make_draft(**fields(case)).example, "sqlite") is None


def texts(sql: str, dialect: str) -> list[str]:
    return [each.name for tree in parse(sql, dialect) for each in tree.find_all(exp.Literal, exp.National)]


@pytest.mark.parametrize("case", PERSONAL, ids=lambda case: case["case"])
def test_question_and_sql_go_on_to_agree(case: dict[str, Any], make_draft: Callable[..., Draft]) -> None:
    found = REDACTOR.redact(make_draft(**fields(case)).example, case["dialect"])
    assert found is not None
    before, after = texts(case["sql"], case["dialect"]), texts(found.example.sql, case["dialect"])
    quoted = [place for place, text in enumerate(before) if text.strip("%").lower() in case["question"].lower()]
    assert all(after[place].strip("%").lower() in found.example.question.lower() for place in quoted)


WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=9)
DDL = "CREATE TABLE users (id INTEGER, email TEXT, phone TEXT, card TEXT, iban TEXT, full_name TEXT)"


def with_check(body: str) -> str:
    return next(f"{body}{check}" for check in range(10) if luhn(f"{body}{check}"))


EMAILS = st.builds("{}.{}@{}.org".format, WORDS, WORDS, WORDS)
PHONES = st.builds("+44 20 {} {}".format, st.integers(1000, 9999), st.integers(1000, 9999))
CARDS = st.integers(10**13, 10**14 - 1).map(lambda number: with_check(f"4{number}"))
IBANS = st.integers(10**17, 10**18 - 1).map(lambda number: f"DE{98 - mod_97(f'{number}DE00'):02d}{number}")
NAMES = st.builds("{} {}".format, WORDS.map(str.title), WORDS.map(str.title))
VALUES = [("email", EMAILS), ("phone", PHONES), ("card", CARDS), ("iban", IBANS), ("full_name", NAMES)]


@st.composite
def values(draw: st.DrawFn) -> tuple[str, str]:
    column, kind = draw(st.sampled_from(VALUES))
    return column, draw(kind)


@given(values(), st.sampled_from(["Who is {}?", "{}", "Show the id of {}, please.", "is it '{}' or \"{}\"?"]))
def test_any_value_is_replaced_in_both_by_one_of_its_shape(value: tuple[str, str], question: str) -> None:
    column, text = value
    draft = example(question.replace("{}", text), f"SELECT id FROM users WHERE {column} = '{text}'")
    found = REDACTOR.redact(draft.example, "sqlite")
    if found is None:  # it happens to be a surrogate
        return
    (surrogate,) = texts(found.example.sql, "sqlite")
    assert surrogate != text
    assert found.example.question == question.replace("{}", surrogate)
    assert {
        "email": lambda: re.fullmatch(r"\w+\.\w+@\w+\.example\.com", surrogate),
        "phone": lambda: re.fullmatch(r"\+44 \d\d \d{4} \d{4}", surrogate),
        "card": lambda: luhn(surrogate) and len(surrogate) == len(text),
        "iban": lambda: mod_97(surrogate[4:] + surrogate[:4]) == 1 and len(surrogate) == len(text),
        "full_name": lambda: re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-z]+", surrogate),
    }[column]()


def example(question: str, sql: str) -> Draft:
    return Draft(example=Example(question=question, ddl=DDL, sql=sql), dialect="sqlite")


@given(values(), values())
def test_two_rows_with_one_value_have_one_surrogate(first: tuple[str, str], second: tuple[str, str]) -> None:
    rows = [
        example(f"Who is {text}?", f"SELECT id FROM users WHERE {column} = '{text}'")
        for column, text in (first, second, first)
    ]
    found = [REDACTOR.redact(row.example, "sqlite") for row in rows]
    assert found[0] == found[2]


@pytest.mark.parametrize("network", ["10.1.2", "192.168.0", "203.0.113"])
def test_addresses_of_one_network_have_as_many_surrogates_in_one(network: str) -> None:
    rows = [example(f"Who is {network}.{host}?", "SELECT id FROM users").example for host in range(256)]
    found = [REDACTOR.redact(row, "sqlite") for row in rows]
    told = {each.example.question for each in found if each is not None}
    assert len(told) == len(rows)
    assert len({question.rpartition(".")[0] for question in told}) == 1


DRAW = Surrogates("salt")
APART = {
    "names": (PERSON, [f"{a}{b}{c}" for a in "BDFGKLMN" for b in ("an", "el", "ir", "os") for c in ("a", "de", "to")]),
    "numbered addresses": (EMAIL, [f"user{number}@acme.com" for number in range(1_200)]),
    "initials in addresses": (EMAIL, [f"{letter}.smith@acme.com" for letter in "abcdefghijklmnopqrstuvwxyz"]),
    "houses": (ADDRESS, [f"{number} Main Street" for number in range(1, 1_000)]),
    "ids": (NATIONAL_ID, [f"{area}-45-6789" for area in range(100, 150)]),
    "accounts": (IBAN, [f"DE{98 - mod_97(f'{n}DE00'):02d}{n}" for n in range(370400440532013000, 370400440532014000)]),
    "cards": (CARD, [with_check(f"4{number}") for number in range(10**13, 10**13 + 1_000)]),
}  # fmt: skip


@pytest.mark.parametrize("name", APART)
def test_different_values_have_different_surrogates(name: str) -> None:
    kind, different = APART[name]
    assert len({kind.replace(value, DRAW) for value in different}) == len(set(different)) == len(different)


@given(st.text("0123456789", min_size=1, max_size=4), st.text("0123456789", min_size=1, max_size=4))
def test_no_two_short_numbers_have_one_surrogate(one: str, other: str) -> None:
    assert (DRAW.renumbered("x", one) == DRAW.renumbered("x", other)) is (one == other)


SENTENCES = st.text(st.sampled_from("abcde XYZ,.?!'-()/:;1\n"), max_size=40)


@given(SENTENCES)
def test_text_without_a_value_stays(sentence: str) -> None:
    assert (
        digits_of(sentence).count("1") >= 6
        or REDACTOR.redact(example(sentence.strip() or "?", "SELECT id FROM users WHERE id = 1").example, "sqlite")
        is None
    )


@given(st.text(max_size=50), st.text(max_size=50), st.text(max_size=80))
def test_any_row_is_redacted_once_and_without_an_error(question: str, sql: str, ddl: str) -> None:
    if not (question.strip() and sql.strip() and ddl.strip()):
        return
    found = REDACTOR.redact(Example(question=question, sql=sql, ddl=ddl), "sqlite")
    assert found is None or REDACTOR.redact(found.example, "sqlite") is None


def test_another_salt_gives_other_surrogates() -> None:
    row = example("Who is anna@acme.com?", "SELECT id FROM users WHERE email = 'anna@acme.com'").example
    found = [Redactor(salt).redact(row, "sqlite") for salt in ("a", "b")]
    assert found[0] != found[1]


def test_a_row_says_what_was_replaced_and_no_value() -> None:
    draft = redact(example("Who is anna@acme.com?", "SELECT id FROM users"), Context(dialect="sqlite"))
    assert draft.replaced == {"email": 1}


def test_redaction_can_be_turned_off() -> None:
    draft = example("Who is anna@acme.com?", "SELECT id FROM users")
    assert redact(draft, Context(dialect="sqlite", options=Options(redaction="off"))) is draft


def test_comprehend_needs_a_client() -> None:
    context = Context(dialect="sqlite", options=Options(redaction="comprehend"))
    with pytest.raises(InvalidInput, match="redaction: 'comprehend' needs a client of Amazon Comprehend"):
        redact(example("Who is it?", "SELECT id FROM users"), context)


def test_days_and_ages_stay_and_other_ids_are_masked() -> None:
    service = KnownPersonalData({"in May": "DATE_TIME", "34": "AGE", "K1234567A": "PASSPORT_NUMBER"})
    context = Context(dialect="sqlite", options=Options(redaction="comprehend"), personal_data=service)
    draft = redact(example("Who of 34 came in May with K1234567A?", "SELECT id FROM users"), context)
    assert re.fullmatch(r"Who of 34 came in May with X999\d{4}X\?", draft.example.question)
    assert draft.replaced == {"national-id": 1}
