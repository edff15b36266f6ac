"""A schema of twenty tables, and questions with their SQL, all of them different."""

import random
from collections.abc import Iterator
from typing import Final

TABLES: Final = (
    "ports", "routes", "vessels", "sailings", "cabins", "bookings", "passengers", "vehicles", "freight", "tariffs",
    "invoices", "payments", "refunds", "crews", "shifts", "suppliers", "orders", "parts", "repairs", "incidents",
)  # fmt: skip
_NUMBERS: Final = ("capacity", "weight_kg", "price_cents", "delay_minutes")
_WORDS: Final = ("name", "status", "region")


def schema() -> str:
    """The twenty tables as DDL, with keys and comments."""
    return ";\n\n".join(_table(number, name) for number, name in enumerate(TABLES))


def questions(count: int, seed: int = 7) -> Iterator[tuple[str, str]]:
    """Questions and their SQL."""
    chosen = random.Random(seed)  # noqa: S311 - a sample, no secret
    for number in range(count):
        first, second = chosen.sample(TABLES, 2)
        measure, word, limit = chosen.choice(_NUMBERS), chosen.choice(_WORDS), chosen.randint(2, 900)
        shape = chosen.choice(_SHAPES)
        yield (
            f"Question {number}: what of {first} and {second} by {word}, with {measure} over {limit}?",
            shape.format(first=first, second=second, measure=measure, word=word, limit=limit, number=number),
        )


_SHAPES: Final = (
    """SELECT COUNT(*) FROM {first} WHERE {measure} > {limit}""",
    """SELECT {word}, SUM({measure}) AS total FROM {first}
       GROUP BY {word} HAVING SUM({measure}) > {limit} ORDER BY total DESC""",
    """SELECT a.{word}, COUNT(*) FROM {first} AS a JOIN {second} AS b ON b.id = a.parent_id
       WHERE b.{measure} > {limit} GROUP BY a.{word} ORDER BY COUNT(*) DESC LIMIT 10""",
    """WITH busy AS (SELECT parent_id, AVG({measure}) AS mean FROM {first} GROUP BY parent_id)
       SELECT b.{word}, busy.mean FROM busy JOIN {second} AS b ON b.id = busy.parent_id WHERE busy.mean > {limit}""",
    """SELECT {word}, RANK() OVER (PARTITION BY region ORDER BY {measure} DESC) AS place FROM {first}
       WHERE id IN (SELECT parent_id FROM {second}
                    WHERE status <> 'void' AND {measure} BETWEEN {number} AND {limit})""",
)


def _table(number: int, name: str) -> str:
    parent = TABLES[(number + 1) % len(TABLES)]
    return f"""CREATE TABLE {name} (
  id INTEGER PRIMARY KEY,
  parent_id INTEGER REFERENCES {parent}(id), -- the row of {parent} that it belongs to
  name VARCHAR(80) NOT NULL,
  status VARCHAR(12), -- 'open', 'done' or 'void'
  region VARCHAR(40),
  capacity INTEGER,
  weight_kg DECIMAL(10, 2),
  price_cents INTEGER, -- before tax
  delay_minutes INTEGER,
  created_at TIMESTAMP
)"""
