"""The tables of the intake: no noun for people stands under two kinds."""

from __future__ import annotations

from collections import Counter

from geo import assets
from geo.places.names import split_list


def test_each_noun_for_people_has_one_kind() -> None:
    nouns = Counter(n for row in assets.read_table("intake", "people.csv") for n in split_list(row["nouns"]))
    assert [noun for noun, count in nouns.items() if count > 1] == []
