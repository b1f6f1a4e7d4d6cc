"""Days in the spellings of partners, offices and programs."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.calendar.days import MONTHS
from geo.reading.date_order import date_order_of
from geo.reading.dates import (
    EPOCH,
    WrittenDay,
    names_a_day,
    read_date,
    read_written_day,
    readings_by_order,
)
from geo.reading.month_names import WEEKDAYS

MONDAY = "2024-11-18"
URDU_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
URDU_MONTHS = ("جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جولائی", "اگست", "ستمبر", "اکتوبر", "نومبر", "دسمبر")


def month(day: date) -> str:
    return MONTHS[day.month - 1]


def weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]


ONE_READING = {
    "ISO": lambda d: d.isoformat(),
    "ISO with a time": lambda d: f"{d}T23:59:59.123",
    "ISO with a time and Pakistan's zone": lambda d: f"{d} 00:00:00+05",
    "year first with slashes": lambda d: f"{d:%Y/%m/%d} 00:00:00",
    "eight digits": lambda d: f"{d:%Y%m%d}",
    "month as a word": lambda d: f"{d.day} {month(d)} {d.year}",
    "short month with hyphens": lambda d: f"{d.day}-{month(d)[:3]}-{d.year}",
    "month first as a word": lambda d: f"{month(d)} {d.day}, {d.year}",
    "year first with the month as a word": lambda d: f"{d.year} {month(d)[:3]} {d.day:02}",
    "ordinal": lambda d: f"{d.day}th of {month(d)}, {d.year}",
    "weekday before": lambda d: f"{weekday(d)}, {d.day} {month(d)} {d.year}",
    "weekday behind": lambda d: f"{d.day} {month(d)} {d.year} ({weekday(d)[:3]})",
    "weekday and hyphens": lambda d: f"{weekday(d)}-{month(d)} {d.day}-{d.year}",
    "of a browser": lambda d: f"{weekday(d)[:3]} {month(d)[:3]} {d:%d %Y} 10:00:00 GMT+0500 (Pakistan Standard Time)",
    "of a mail": lambda d: f"{weekday(d)[:3]}, {d.day:02} {month(d)[:3]} {d.year} 04:30:00 +0000",
    "of a clock": lambda d: f"{weekday(d)[:3]} {month(d)[:3]} {d.day:2} 21:30:00 PKT {d.year}",
    "hours": lambda d: f"{d.day} {month(d)} {d.year} at 2130 hrs",
    "half of the day": lambda d: f"9:30 p.m. on {month(d)[:3]}. {d.day}, {d.year}",
    "from one hour to another": lambda d: f"{d.day} {month(d)} {d.year}, 09:30-10:45",
    "Urdu": lambda d: f"{d.day} {URDU_MONTHS[d.month - 1]} {d.year}".translate(URDU_DIGITS),
    "Urdu with the sign of the era": lambda d: f"مورخہ {d.day} {URDU_MONTHS[d.month - 1]}، {d.year}ء",
    "ISO in Arabic digits": lambda d: d.isoformat().translate(ARABIC_DIGITS),
    "marks of direction": lambda d: f"\u200f{d.day}\u00a0{month(d)} {d.year}\u200e",
    "dated": lambda d: f"Dated: {d.day}.{month(d)[:3]}.{d.year}",
}  # fmt: skip
BY_NUMBERS = {
    "dmy": ("{d.day:02}/{d.month:02}/{d.year}", "{d.day}.{d.month}.{d.year}", "{d.day:02} - {d.month:02} - {d.year}",
            "{d.day:02}/{d.month:02}/{d.year} 09:30 PM", "{d.day:02}–{d.month:02}–{d.year}"),
    "mdy": ("{d.month:02}/{d.day:02}/{d.year}", "{d.month}-{d.day}-{d.year}", "{d.month:02}/{d.day:02}/{d.year} 9:30"),
}  # fmt: skip
days = st.dates(date(1950, 1, 1), date(2060, 12, 31))
days_of_a_century = st.dates(date(1970, 1, 1), date(2069, 12, 31))


@pytest.mark.parametrize("spelling", ONE_READING.values(), ids=list(ONE_READING))
@given(day=days)
def test_a_spelling_with_one_reading_gives_the_day(spelling: object, day: date) -> None:
    text = spelling(day)  # type: ignore[operator]
    assert read_date(text) == WrittenDay(day.isoformat(), "day")
    assert readings_by_order(text) == {}
    assert names_a_day(text)


@given(days, st.sampled_from([(order, form) for order, forms in BY_NUMBERS.items() for form in forms]))
def test_numbers_give_the_day_in_their_order_or_leave_it_open(day: date, written: tuple[str, str]) -> None:
    order, form = written
    text = form.format(d=day)
    expected = WrittenDay(day.isoformat(), "day")
    assert read_date(text, order) == expected
    assert read_date(text) in (expected, None)
    assert readings_by_order(text)[order] == expected
    has_two_readings = day.day <= 12 and day.day != day.month
    assert (read_date(text) is None) == has_two_readings
    found = date_order_of([text])
    assert found.candidates == (("dmy", "mdy") if has_two_readings else ())


@given(days_of_a_century, st.sampled_from(["{0:02}-{1:02}-{2:02}", "{2:02}/{1:02}/{0:02}", "{1:02}.{2:02}.{0:02}"]))
def test_years_of_two_digits_are_read_in_the_order_that_is_given(day: date, form: str) -> None:
    text = form.format(day.year % 100, day.month, day.day)
    order = {"{0": "ymd", "{2": "dmy", "{1": "mdy"}[form[:2]]
    assert read_date(text, order) == WrittenDay(day.isoformat(), "day")
    assert read_date(text) in (WrittenDay(day.isoformat(), "day"), None)


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("18-Nov-24", MONDAY, "day"), ("18 Nov '24", MONDAY, "day"), ("31-Dec-99", "1999-12-31", "day"),
        ("18 nawambar 2024", MONDAY, "day"), ("1 Sept. 2024", "2024-09-01", "day"),
        ("1 Novem 2024", "2024-11-01", "day"),
        ("1nov2024", "2024-11-01", "day"), ("بروز پیر 18 نومبر 2024", MONDAY, "day"), ("2024-11-18Z", MONDAY, "day"),
        ("November 2024", "2024-11-01", "month"), ("2024-11", "2024-11-01", "month"),
        ("11/2024", "2024-11-01", "month"),
        ("'18 Nov 2024", MONDAY, "day"), ("18\\11\\2024", MONDAY, "day"), ("18 Nov 2024 (evening)", MONDAY, "day"),
        ("نومبر ۲۰۲۴", "2024-11-01", "month"), ("2024", "2024-01-01", "year"),
    ],
)  # fmt: skip
def test_days_months_and_years_are_read_as_precisely_as_they_are_written(text: str, day: str, precision: str) -> None:
    assert read_date(text) == WrittenDay(day, precision)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("15–17 March 2024", "2024-03-15", "2024-03-17"), ("15-17/03/2024", "2024-03-15", "2024-03-17"),
        ("28 Feb - 2 Mar 2024", "2024-02-28", "2024-03-02"), ("30 Dec – 2 Jan 2024", "2023-12-30", "2024-01-02"),
        ("30 December 2023 - 2 January 2024", "2023-12-30", "2024-01-02"),
        ("March 15-17, 2024", "2024-03-15", "2024-03-17"),
        ("17/18 March 2024", "2024-03-17", "2024-03-18"),
        ("Night between 17 and 18 March 2024", "2024-03-17", "2024-03-18"),
        ("15th to 17th March, 2024", "2024-03-15", "2024-03-17"),
        ("from 15.03.2024 to 17.03.2024", "2024-03-15", "2024-03-17"),
        ("2024-03-15/2024-03-17", "2024-03-15", "2024-03-17"), ("15/03-17/03/2024", "2024-03-15", "2024-03-17"),
        ("15 تا 17 مارچ 2024", "2024-03-15", "2024-03-17"), ("15 سے 17 مارچ 2024 تک", "2024-03-15", "2024-03-17"),
        ("March-April 2024", "2024-03-01", "2024-04-30"), ("2023-2024", "2023-01-01", "2024-12-31"),
        ("17 Mar 2024 22:00 - 18 Mar 2024 03:00", "2024-03-17", "2024-03-18"),
    ],
)  # fmt: skip
def test_a_range_gives_its_first_and_its_last_day(text: str, first: str, last: str) -> None:
    assert read_date(text) == WrittenDay(first, "day", last)


@given(days, days)
def test_any_two_days_make_a_range_unless_it_runs_backwards(one: date, other: date) -> None:
    text = f"{one.day} {month(one)} {one.year} to {other.day} {month(other)} {other.year}"
    assert read_date(text) == (WrittenDay(str(one), "day", str(other)) if one <= other else None)


@pytest.mark.parametrize(
    ("text", "day", "days"),
    [
        ("2024-11-17T20:30:00Z", MONDAY, 1), ("2024-11-17 18:59:59+00:00", "2024-11-17", 0),
        ("2024-11-17T19:00Z", MONDAY, 1),
        ("2024-11-18T00:30:00+0900", "2024-11-17", -1), ("2024-11-17 14:00:00-05", MONDAY, 1),
        ("20241117T203000Z", MONDAY, 1),
        ("Sun, 17 Nov 2024 20:30:00 GMT", MONDAY, 1), ("17/11/2024 8:30 PM UTC", MONDAY, 1),
        ("17 Nov 2024 15:30 -0500", MONDAY, 1),
        ("2024-11-18 00:00:00+05", MONDAY, 0), ("2024-11-18T23:59:59+05:00", MONDAY, 0),
        ("18 Nov 2024 23:00 PKT", MONDAY, 0),
    ],
)  # fmt: skip
def test_a_moment_of_another_zone_lies_on_pakistans_day(text: str, day: str, days: int) -> None:
    assert read_date(text) == WrittenDay(day, "day", zone_days=days)


def test_what_may_be_a_zone_or_the_end_of_a_time_is_not_read_if_the_day_depends_on_it() -> None:
    assert read_date("2024-11-18 20:30-05:00") is None
    assert read_date("18 Nov 2024 20:30-05:00") is None
    assert read_date("2024-11-18 09:30-10:30") == WrittenDay(MONDAY, "day")


def test_another_day_of_the_week_is_a_doubt_and_decides_between_two_orders() -> None:
    written = read_date("Tuesday, 18 November 2024")
    assert written == WrittenDay(MONDAY, "day", doubt="18 Nov 2024 is a Monday, not a Tuesday")
    assert readings_by_order("Wednesday 03/04/2024") == {"dmy": WrittenDay("2024-04-03", "day")}


@pytest.mark.parametrize(
    "text",
    [
        "", "x", "soon", "31 Feb 2024", "2024-13-01", "0000-01-01", "18/11-2024", "~", "circa 15", "some March 2024",
        "15 March", "Nov-24", "24", "10 to 11-2024", "17-15 March 2024", "18 Nov 2024 25:61", "3 dead on 18 Nov 2024",
        "11.2024", "33.9870", "4561", "9" * 300, "15, 16 and 18 March 2024", "18 Nov 2024 10:00 +15:00",
        "9999-12-31T20:00:00Z",
    ],
)  # fmt: skip
def test_a_text_that_is_not_wholly_a_date_is_not_read(text: str) -> None:
    assert read_date(text) is None
    assert read_date(text, "dmy") is None


@given(st.text(), st.sampled_from(["", "dmy", "mdy", "ymd", EPOCH]))
def test_any_text_is_read_without_an_error(text: str, order: str) -> None:
    written = read_written_day(text, order)
    assert written is None or written.day <= (written.last or written.day)


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("45614", "", MONDAY), (" 45614.52 ", "", MONDAY), ("۴۵۶۱۴", "", MONDAY), ("1731916800000", EPOCH, MONDAY),
        ("1731916800", EPOCH, MONDAY), ("1731916800.0", EPOCH, MONDAY),
        ("1731916800123456", EPOCH, MONDAY), ("1731916800123456789", EPOCH, MONDAY),
        ("999999999999", EPOCH, "2001-09-09"), (MONDAY, EPOCH, MONDAY),
    ],
)  # fmt: skip
def test_numbers_of_spreadsheets_and_map_servers_are_days(text: str, order: str, day: str) -> None:
    written = read_written_day(text, order)
    assert written is not None
    assert written.day == day


@pytest.mark.parametrize(
    "text",
    [
        "2024-W47",
        "2024W47",
        "W47 2024",
        "week 47 of 2024",
        "Week 47, 2024",
        "wk 47/2024",
        "2024 week 47",
        "ISO week 47 2024",
    ],
)
def test_a_week_gives_its_monday(text: str) -> None:
    assert read_date(text) == WrittenDay("2024-11-18", "week")


def test_a_week_that_the_year_lacks_is_not_read() -> None:
    assert read_date("2024-W53") is None
    assert read_date("2024-W47-3") == WrittenDay("2024-11-20", "day")


@pytest.mark.parametrize(
    "form", ["~{}", "circa {}", "c. {}", "about {}", "approx. {}", "{} (approx)", "on or about {}"]
)
@pytest.mark.parametrize("day", ["2 Nov 2024", "2024-11-02", "02/11/2024"])
def test_a_day_that_is_only_about_right_is_read_with_a_doubt(form: str, day: str) -> None:
    text = form.format(day)
    read = read_date(text, "dmy")
    assert read is not None
    assert (read.day, read.doubt) == (
        "2024-11-02",
        "The text says that the day is about right only; it is stored as the day",
    )
    assert set(readings_by_order(text)) == set(readings_by_order(day))


@pytest.mark.parametrize(
    "form",
    ["early {}", "mid-{}", "Late {}", "the beginning of {}", "end of {}", "first half of {}", "about mid {}",
     "last days of {}"],
)  # fmt: skip
@pytest.mark.parametrize(
    ("whole", "day", "unit"), [("Nov 2024", "2024-11-01", "month"), ("2024", "2024-01-01", "year")]
)
def test_a_part_of_a_month_or_a_year_is_the_whole_with_a_doubt(form: str, whole: str, day: str, unit: str) -> None:
    read = read_date(form.format(whole))
    assert read == WrittenDay(
        day, unit, doubt=f"The text names a part of the {unit}; it is stored as some day in the whole {unit}"
    )


@pytest.mark.parametrize("text", ["late 12 Nov 2024", "early November", "mid 15-17 Nov 2024", "early late May 2024"])
def test_a_part_of_anything_else_is_not_read(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize("text", ["early morning 12 Nov 2024", "12 Nov 2024, late night", "12 Nov 2024 early evening"])
def test_a_part_of_a_day_is_the_day(text: str) -> None:
    assert read_date(text) == WrittenDay("2024-11-12", "day")


@pytest.mark.parametrize("text", ["1731916800000", "1731916800", "9876543210123", "12345678901"])
def test_a_large_number_alone_is_no_day(text: str) -> None:
    assert read_written_day(text) is None
