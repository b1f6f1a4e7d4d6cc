"""Numbers in words."""

from __future__ import annotations

import pytest

from geo.wording import plural


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 days"), (1, "1 day"), (2, "2 days"), (11, "11 days"), (21, "21 days"), (1_001, "1,001 days")],
    ids=str,
)
def test_only_one_is_singular(count: int, words: str) -> None:
    assert plural(count, "day") == words


def test_an_irregular_plural_is_given() -> None:
    assert [plural(n, "part of a day", "parts of a day") for n in (1, 2)] == ["1 part of a day", "2 parts of a day"]
