"""Text of one value does not turn what stands beside it."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from geo.reading.direction import without_overrides

TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
"""Classes of the Unicode bidirectional algorithm that act beyond the character itself."""


@given(st.text() | st.text("ab\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200fخ"))
def test_nothing_is_left_that_acts_beyond_its_character(text: str) -> None:
    shown = without_overrides(text)
    assert not TURNING & {unicodedata.bidirectional(c) for c in shown}
    assert without_overrides(shown) == shown


def test_overrides_are_shown_and_other_text_stays() -> None:
    assert without_overrides("a\u202egpj.exe\u202c, Bannu") == "a[RLO]gpj.exe, Bannu"
    assert without_overrides("\u202bبنوں\u202c") == "بنوں"
    for text in ("Bannu", "بنوں\u200c خیل", "\u200fبنوں", "é\u0301", ""):
        assert without_overrides(text) == text
