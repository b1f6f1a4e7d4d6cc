"""Words for what is not known."""

from __future__ import annotations

import pytest

from geo.reading.unstated import is_unstated


@pytest.mark.parametrize("text", ["", "  ", "-", "N/A", "n.a.", "Unknown", " TBC ", "to be confirmed", "نامعلوم"])
def test_words_for_unknown_state_nothing(text: str) -> None:
    assert is_unstated(text)


@pytest.mark.parametrize("text", ["0", "see map", "Bannu", "none of them", "no"])
def test_other_words_state_something(text: str) -> None:
    assert not is_unstated(text)
