"""Numbers in words, and digits of three scripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.reading.letters import folded
from geo.reading.number_words import read_number

DIGITS = {"Urdu": "۰۱۲۳۴۵۶۷۸۹", "Arabic": "٠١٢٣٤٥٦٧٨٩", "full width": "０１２３４５６７８９"}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("ek", 1), ("do", 2), ("teen", 3), ("chaar", 4), ("پانچ", 5), ("seven", 7), ("bees", 20), ("twenty one", 21),
        ("a dozen", 12), ("2 dozen", 24), ("teen darjan", 36), ("aadha darjan", 6), ("ek sau", 100),
        ("one hundred", 100), ("1,200", 1200), ("1 200", 1200), ("12,34,567", 1234567),
        ("a", None), ("", None), ("1.000", None), ("1,2", None), ("12,34", None), ("one two", None),
        ("twenty ten", None), ("dozens", None),
    ],
)  # fmt: skip
def test_a_number_is_read_from_words_and_grouped_digits(text: str, number: int | None) -> None:
    assert read_number(folded(text)) == number


@given(st.integers(0, 9_999_999), st.sampled_from(list(DIGITS)))
def test_digits_of_other_scripts_are_read(number: int, script: str) -> None:
    written = str(number).translate(str.maketrans("0123456789", DIGITS[script]))
    assert read_number(folded(written)) == number


def test_arabic_letters_are_folded_to_those_of_urdu() -> None:
    assert folded("كئي  لوگ") == folded("کئی لوگ")
