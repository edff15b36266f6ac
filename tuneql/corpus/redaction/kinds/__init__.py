"""The kinds of personal data that have a pattern, one per module. If two find the same text, the first one counts."""

from typing import Final

from tuneql.corpus.redaction.kind import Kind
from tuneql.corpus.redaction.kinds.address import ADDRESS
from tuneql.corpus.redaction.kinds.birth_date import BIRTH_DATE
from tuneql.corpus.redaction.kinds.card import CARD
from tuneql.corpus.redaction.kinds.email import EMAIL
from tuneql.corpus.redaction.kinds.iban import IBAN
from tuneql.corpus.redaction.kinds.ip_address import IP_ADDRESS
from tuneql.corpus.redaction.kinds.national_id import NATIONAL_ID
from tuneql.corpus.redaction.kinds.person import PERSON
from tuneql.corpus.redaction.kinds.phone import PHONE

KINDS: Final[tuple[Kind, ...]] = (
    EMAIL, IBAN, CARD, NATIONAL_ID, IP_ADDRESS, BIRTH_DATE, PHONE, ADDRESS, PERSON,
)  # fmt: skip
