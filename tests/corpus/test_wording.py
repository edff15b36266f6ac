import pytest

from tuneql.corpus.wording import masked_question, plain_words


@pytest.mark.parametrize(
    ("values", "masked"),
    [
        ([], ("ships of new york lines to york", ())),
        (["York", "New York"], ("ships of ? lines to ?", ())),
        (["yor", "Oslo", "x y"], ("ships of new york lines to york", ("oslo", "x y", "yor"))),
        (["", "york"], ("ships of new ? lines to ?", ("",))),
    ],
)
def test_longer_values_are_masked_first_and_whole_words_alone(
    values: list[str], masked: tuple[str, tuple[str, ...]]
) -> None:
    assert masked_question(plain_words("Ships of New York Lines, to York?"), values) == masked
