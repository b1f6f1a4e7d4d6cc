"""One form for texts that are written alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.reading.letters import folded


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("  Two\u00a0 Words ", "two words"), ("۱۸/٠٤/２０２４", "18/04/2024"), ("\u200f18\u200e", "18"),
        ("جنوري", "جنوری"), ("مئ\u200cی", "مئی"), ("نَومبر", "نومبر"), ("15—17", "15–17"), ("15−17", "15-17"),
    ],
)  # fmt: skip
def test_texts_that_are_written_alike_have_one_form(text: str, plain: str) -> None:
    assert folded(text) == plain


@given(st.text())
def test_the_form_is_stable(text: str) -> None:
    assert folded(folded(folded(text))) == folded(folded(text))
