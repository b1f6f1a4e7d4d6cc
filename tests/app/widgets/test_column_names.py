from __future__ import annotations

import pytest

from app.widgets.column_names import in_words, note_words, target_words, targets
from geo.sources.column_mapping.record import TARGETS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a part of date_start: 13/04", "a part of “Day (or first day)”: 13/04"),
        ("'date_start' holds days", "'date_start' holds days"),
        ("“killed_best” and x_killed_best_y", "“killed_best” and x_killed_best_y"),
        ("'start' and '_submission_time' hold days", "'start' and '_submission_time' hold days"),
        ("no name", "no name"),
    ],
)
def test_names_of_our_columns_are_put_in_words_unless_they_are_quoted(text: str, expected: str) -> None:
    assert in_words(text) == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("date_start from 'Day': 'Entered' holds days too", "Day (or first day) from 'Day': 'Entered' holds days too."),
        ("killed_best: two words were read", "Killed: two words were read."),
        ("The points of the file are used.", "The points of the file are used."),
    ],
)
def test_a_note_is_a_sentence_that_begins_with_a_name_for_people(note: str, expected: str) -> None:
    assert note_words(note) == expected


def test_every_column_of_ours_can_be_chosen_once_by_a_name_of_its_own() -> None:
    words, names = zip(*targets(), strict=True)
    assert set(names) >= set(TARGETS)
    assert len(set(words)) == len(words)
    assert target_words("some_new_column") == "some new column"
