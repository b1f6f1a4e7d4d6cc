"""Figures in the notations of partners."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.reading.figures import (
    Figure,
    is_in_words,
    read_casualties,
    read_figure,
    single_number,
    states_no_number,
    why_not_read,
)

EIGHT = Figure(8, 8, 8)
UNKNOWN = Figure(None, None, None)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("8", EIGHT), ("8.0", EIGHT), ("eight", EIGHT), ("8 people", EIGHT), (" 8 Killed ", EIGHT),
        ("1,200", Figure(1200, 1200, 1200)), ("1 200", Figure(1200, 1200, 1200)), ("1.200", None),
        ("at least 8", Figure(8, 8, None)), ("8+", Figure(8, 8, None)), (">= 8", Figure(8, 8, None)),
        ("> 7", Figure(8, 8, None)),
        ("more than 7", Figure(8, 8, None)), ("over 7", Figure(8, 8, None)),
        ("no fewer than 8", Figure(8, 8, None)),
        ("12-15", Figure(12, 12, 15)), ("12–15", Figure(12, 12, 15)), ("between 12 and 15", Figure(12, 12, 15)),
        ("15 to 12", Figure(12, 12, 15)), ("up to 15", Figure(None, None, 15)), ("about 8", Figure(None, 8, None)),
        ("~8", Figure(None, 8, None)),
        ("tens", Figure(10, 10, None)), ("dozens", Figure(12, 12, None)), ("hundreds", Figure(100, 100, None)),
        ("a dozen", Figure(12, 12, 12)),
        ("0", Figure(0, 0, 0)), ("nil", Figure(0, 0, 0)), ("none", Figure(0, 0, 0)),
        ("several", Figure(None, None, None)),
        ("", Figure(None, None, None)), ("-", Figure(None, None, None)), ("Unknown", Figure(None, None, None)),
        ("n/a", Figure(None, None, None)),
        ("8 or so, later 9", None), ("-3", None), ("1.5", None), ("eight-ish", None), ("=1+1", None),
        ("99999999", None),
    ],
)  # fmt: skip
def test_a_figure_is_parsed_as_low_best_and_high(text: str, figure: Figure | None) -> None:
    assert read_figure(text) == figure


@pytest.mark.parametrize(
    ("text", "number"),
    [("8", 8), ("12-15", 12), ("about 8", 8), ("up to 15", None), ("unknown", None), ("a crowd", None)],
)
def test_a_single_number_is_the_best_figure_or_the_low_end(text: str, number: int | None) -> None:
    assert single_number(text) == number


@pytest.mark.parametrize(
    ("text", "is_worded"), [("8", False), ("8.0", False), ("", False), ("-", False), ("eight", True), ("12-15", True)]
)
def test_a_figure_other_than_digits_or_unknown_is_in_words(text: str, is_worded: bool) -> None:
    assert is_in_words(text) is is_worded


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("kam az kam 8", Figure(8, 8, None)), ("kam se kam 8", Figure(8, 8, None)), ("کم از کم ۸", Figure(8, 8, None)),
        ("7 se zaid", Figure(8, 8, None)), ("8 or more", Figure(8, 8, None)), ("not less than 8", Figure(8, 8, None)),
        ("taqreeban 8", Figure(None, 8, None)), ("تقریباً 8", Figure(None, 8, None)), ("8?", Figure(None, 8, None)),
        ("8 approx", Figure(None, 8, None)), ("about a dozen", Figure(None, 12, None)),
        ("3 se 4", Figure(3, 3, 4)), ("less than 9", Figure(None, None, 8)), ("<=8", Figure(None, None, 8)),
        ("aath", EIGHT), ("۸", EIGHT), ("٨", EIGHT), ("８", EIGHT), ("آٹھ", EIGHT), ("'8", EIGHT), ("8.", EIGHT),
        ("8.00", EIGHT), ("8 log", EIGHT), ("8 (3 children)", EIGHT), ("8 including 3 children", EIGHT),
        ("8 x soldiers", EIGHT), ("8 nos.", EIGHT), ("eight (8)", EIGHT), ("between 7-8", Figure(7, 7, 8)),
        ("8 soldiers", EIGHT), ("1,00,000", Figure(100000, 100000, 100000)), ("0.000", Figure(0, 0, 0)),
        ("darjan", Figure(12, 12, 12)), ("do darjan", Figure(24, 24, 24)), ("half a dozen", Figure(6, 6, 6)),
        ("twenty-five", Figure(25, 25, 25)), ("درجنوں", Figure(12, 12, None)),
        ("more than a dozen", Figure(13, 13, None)),
        ("sifr", Figure(0, 0, 0)), ("koi nahi", Figure(0, 0, 0)), ("no casualties", Figure(0, 0, 0)),
        ("kai", UNKNOWN), ("کئی", UNKNOWN), ("multiple", UNKNOWN), ("many dead", UNKNOWN), ("namaloom", UNKNOWN),
        ("--", UNKNOWN), ("xx", UNKNOWN), ("??", UNKNOWN), ("null", UNKNOWN), ("TBC", UNKNOWN),
    ],
)  # fmt: skip
def test_figures_as_they_are_typed_in_the_field(text: str, figure: Figure) -> None:
    assert read_figure(text) == figure
    assert read_figure(f"  {text.upper()} ") == figure


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("2 killed, 3 injured", 2, 3), ("2 killed and 3 injured", 2, 3), ("2 dead / 3 wounded", 2, 3),
        ("2 shaheed 3 zakhmi", 2, 3), ("2 log shaheed 3 zakhmi", 2, 3), ("2 killed 3 inj", 2, 3),
        ("02 x soldiers martyred, 03 x injured", 2, 3), ("2 افراد جاں بحق، 3 زخمی", 2, 3),
        ("Killed: 2; Injured: 3", 2, 3), ("2 policemen martyred", 2, None),
        ("3 injured", None, 3), ("two killed", 2, None), ("none killed, 3 injured", 0, 3),
        ("at least 2 killed", 2, None), ("2 (3 injured)", 2, None), ("several injured", None, None),
    ],
)  # fmt: skip
def test_a_column_takes_the_figure_of_its_own_people(text: str, killed: int | None, injured: int | None) -> None:
    assert single_number(text, "killed") == killed
    if "(" not in text:  # a remark is not the figure of another column
        assert single_number(text, "injured") == injured
        figures = {name: figure.best for name, figure in read_casualties(text).items()}
        assert figures == {
            name: number
            for name, number in (("killed", killed), ("injured", injured))
            if number is not None or name in figures
        }


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("0 / 2", "several figures"), ("2+3", "several figures"), ("1.000", "1, or 1 thousand"),
        ("12.000", "12, or 12 thousand"), ("-3", "negative"), ("2.5", "whole number"), ("2,5", "whole number"),
        ("03-Apr", "a day"), ("2024-04-03 00:00:00", "a day"), ("03/04/2024", "a day"), ("1e3", "no number"),
        ("-do-", "no number"), ("4 (injured)", "no number"), ("12 (4 killed, 8 injured)", "no number"),
        ("4 (2)", "no number"), ("2 and 3", "no number"), ("a", "no number"), ("8 " * 100, "no number"),
    ],
)  # fmt: skip
def test_a_text_with_two_meanings_or_none_is_not_read(text: str, reason: str) -> None:
    assert read_figure(text, "killed") is None
    assert reason in why_not_read(text)


@pytest.mark.parametrize(
    ("text", "has_none"),
    [("kai", True), ("3 injured", True), ("several dead", True), ("unknown", False), ("-", False), ("8", False)],
)
def test_words_without_a_number_are_told_apart_from_signs_of_an_unknown_figure(text: str, has_none: bool) -> None:
    assert states_no_number(text, "killed") is has_none


@given(st.text(max_size=150), st.sampled_from(["", "killed", "injured", "abducted"]))
def test_any_text_is_read_in_order_from_low_to_high_or_not_at_all(text: str, people: str) -> None:
    figure = read_figure(text, people)
    known = [number for number in figure or () if number is not None]
    assert known == sorted(known)
    assert all(number >= 0 for number in known)


@given(st.integers(0, 999), st.sampled_from(["{}", "{} ", "{}.0", "{} killed", "at least {}", "kam az kam {}"]))
def test_the_number_in_a_text_is_the_figure(number: int, pattern: str) -> None:
    assert single_number(pattern.format(number), "killed") == number
