"""The findings in words: exact, neutral, and with the doubt that there is."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from geo.analysis.unusual.late import KnownShare
from geo.analysis.unusual.result import Notes, Verdict
from geo.analysis.unusual.settings import Settings
from geo.calendar.days import MONTHS, from_day_number
from geo.calendar.period import Period
from geo.wording import plural

__all__ = [
    "Numbers",
    "Wording",
    "age_words",
    "day_words",
    "final_words",
    "not_comparable_sentence",
    "odds_words",
    "ratio_words",
    "sentence",
    "usual_words",
    "window_words",
]

_LOW_POWER = 0.5
_ODDS = (20, 50, 100, 200, 500, 1_000, 10_000)


@dataclass(frozen=True, slots=True)
class Wording:
    """What all sentences of a look share.

    Attributes
    ----------
    days
        The days looked at, in words.
    late
        What is said of reports that are still to come, after a blank; blank where none are expected, or ``share`` tells
        how many.
    share
        How much of a window is known at the age of this one; ``None`` where that is not known.
    by_chance
        How many places worth a look a quiet look shows at most, on average, in words.
    settings
        How the window is compared.
    """

    days: str
    late: str
    by_chance: str
    settings: Settings
    share: KnownShare | None = None


def wording_of(notes: Notes, settings: Settings, share: KnownShare | None = None) -> Wording:
    """What all sentences of a look share; ``share`` is how much of a window is known, where the releases tell it."""
    window, late, days_words = notes.window, "", window_words(notes.window)
    if notes.known_after is not None:
        days_words += f", as known {age_words(notes.known_after)}"
    if notes.late_from is not None and share is None:
        days = window.last - max(notes.late_from, window.first) + 1
        late = f" Reports of the last {plural(days, 'day')} are not complete: the count will probably rise."
    return Wording(days_words, late, notes.by_chance_words, settings, share)


def age_words(days: int) -> str:
    """How long after the end of a window something was known: "1 day later"."""
    return f"{plural(days, 'day')} later" if days else "on its last day"


def final_words(observed: int, expected: float, low: int, high: int) -> str:
    """What is still to come, as a sentence after a blank; blank if nothing is: " 20 (15–28) are expected once …"."""
    if high <= observed:
        return ""
    number = round(expected)
    verb = "is" if number == 1 else "are"
    return f" {number:,} ({low:,}–{high:,}) {verb} expected once late reports are in."


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of one place that its sentence is made of."""

    name: str
    observed: int
    expected: float
    ratio: float
    low: float
    high: float
    q: float
    power: float


def day_words(day: int) -> str:
    """A day number in words: "19 November 2024"."""
    found = from_day_number(day)
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}"


def usual_words(number: float) -> str:
    """An expected number in words: "3.1", "28"; "none" for 0, "less than 0.1" for what would read as 0."""
    if number <= 0:
        return "none"
    return "less than 0.1" if number < 0.05 else f"{number:.1f}" if number < 19.95 else f"{number:,.0f}"


def ratio_words(value: float) -> str:
    """A ratio in words: "0.04", "3.6", "28"; "over 100" for what is known only to be very much."""
    if value > 100:
        return "over 100"
    return f"{value:.2f}" if 0 < value < 0.095 else f"{value:.1f}" if value < 19.95 else f"{value:,.0f}"


def odds_words(q: float) -> str:
    """How many quiet looks show a place like this, in words: "about 1 quiet look in 20"."""
    fitting = [n for n in _ODDS if q * n <= 1.0001]
    if not fitting:
        return f"about 1 quiet look in {max(round(1 / q), 2)}"
    return f"{'about' if fitting[-1] < _ODDS[-1] else 'fewer than'} 1 quiet look in {fitting[-1]:,}"


def sentence(numbers: Numbers, verdict: Verdict, wording: Wording, *, is_worth: bool) -> str:
    """The finding of one place that is compared.

    Parameters
    ----------
    numbers, verdict
        Its numbers and the verdict.
    wording
        What all sentences share.
    is_worth
        Whether it is worth a look.
    """
    usual = f"{_counted(numbers.name, numbers.observed, wording)}, usually {usual_words(numbers.expected)}"
    if verdict is Verdict.TOO_FEW:
        return f"{usual}. Too few to say: {_power_words(numbers)}.{wording.late}"
    return f"{usual}; {_times_words(numbers)}. {_judged(numbers, verdict, wording, is_worth)}{wording.late}"


def not_comparable_sentence(name: str, observed: int, reasons: Iterable[str], wording: Wording) -> str:
    """The count of a place, and why it is not compared."""
    return f"{_counted(name, observed, wording)}. Not comparable with before: {'; '.join(reasons)}.{wording.late}"


def _counted(name: str, observed: int, wording: Wording) -> str:
    return f"{name}: {plural(observed, 'incident')} {wording.days}"


def window_words(window: Period) -> str:
    """A window in words: "in the 28 days to 19 November 2024"."""
    last = day_words(window.last)
    return f"on {last}" if window.width_days == 1 else f"in the {window.width_days:,} days to {last}"


def _judged(numbers: Numbers, verdict: Verdict, wording: Wording, is_worth: bool) -> str:
    if verdict.is_above:
        return f"Unlikely to be chance: {odds_words(numbers.q)} shows any place like this."
    if verdict is Verdict.BELOW:
        return f"Unlikely to be chance: {odds_words(numbers.q)} shows any place as far below."
    power = f" {_capital(_power_words(numbers))}." if numbers.power < _LOW_POWER else ""
    if is_worth:
        return f"Worth a look, no more: a quiet look shows up to {wording.by_chance} such places by chance.{power}"
    return f"Within what chance gives.{power}"


def _times_words(numbers: Numbers) -> str:
    """The ratio with its interval: "3.6 times as many (1.6–7.2)"."""
    if math.isinf(numbers.high):
        return f"at least {ratio_words(numbers.low)} times as many"
    return f"{ratio_words(numbers.ratio)} times as many ({ratio_words(numbers.low)}–{ratio_words(numbers.high)})"


def _power_words(numbers: Numbers) -> str:
    tenths = round(numbers.power * 10)
    if tenths == 0:
        return "a doubling here would hardly ever be found"
    return f"a doubling here would be found in {tenths} of 10 cases"


def _capital(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"
