"""How one cell is read: a day, a count, degrees, a word of a list, a list of claims. Nothing is guessed."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from geo.calendar.days import EARLIEST, parse_day
from geo.errors import BadDate, did_you_mean
from geo.incidents.claims import CLAIM_KINDS, Claim
from geo.incidents.draft import Read
from geo.taxonomy import match_name

__all__ = [
    "BadClaims",
    "claims_text",
    "count_of",
    "day_of",
    "degrees_reader",
    "plain_degrees",
    "read_claims",
    "word_reader",
]

HIGHEST_COUNT = 1_000_000
_DIGITS = re.compile(r"\d{1,9}(\.0+)?", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_DIGITS_AND_POINT = frozenset("0123456789.-")
_MIDNIGHT = re.compile(r"[T ]00:00(:00(\.0+)?)?Z?\Z")
"""Programs that know moments only write a day so."""
_CLAIM_FIELDS = ("kind", "by", "about", "date", "source", "remark", "quote")


class BadClaims(ValueError):
    """A cell that is not a list of claims; the message says where."""


@lru_cache(2**16)
def day_of(text: str) -> Read[date]:
    """A day from 1947-08-14 on, in ISO form, with midnight at most as its time; blank is no day."""
    if not text:
        return None, None
    try:
        day = parse_day(_MIDNIGHT.sub("", text))
    except BadDate as fault:
        return None, (str(fault), "error")
    if day < EARLIEST:
        return None, (f"The day lies before {EARLIEST}, the first day of Pakistan. Check the year.", "error")
    return day, None


def count_of(text: str) -> Read[int]:
    """A whole number of people; blank is unknown."""
    if not text:
        return None, None
    if _DIGITS.fullmatch(text):
        number = int(text.partition(".")[0])
        if number > HIGHEST_COUNT:
            return None, (f"More than {HIGHEST_COUNT:,} people: check the number.", "error")
        return number, None
    return None, (_why_no_count(text), "error")


def _why_no_count(text: str) -> str:
    number = _number(text)
    if number is None:
        return "Not a number. Write digits only; leave the cell blank if the figure is unknown."
    if not math.isfinite(number):
        return "Not a figure. Leave the cell blank if it is unknown."
    return "A count cannot be negative." if number < 0 else "A count of people is a whole number."


def degrees_reader(name: str, limit: float) -> Callable[[str], Read[float]]:
    """A reader of degrees between -limit and limit; blank is no coordinate."""

    def read(text: str) -> Read[float]:
        if not text:
            return None, None
        number = _number(text)
        if number is None:
            comma = " Write a point for the decimal mark." if "," in text else " Write degrees, for example 67.0014."
            return None, (f"Not a number.{comma}", "error")
        if not math.isfinite(number):
            return None, ("Not a coordinate. Leave both coordinates blank if the place is not a point.", "error")
        if abs(number) > limit:
            metres = " Metres? Coordinates are degrees in EPSG:4326." if abs(number) > 1000 else ""
            return None, (f"Out of range: {name} lies between -{limit:g} and {limit:g} degrees.{metres}", "error")
        return number, None

    return read


def plain_degrees(texts: Sequence[str], limit: float) -> list[float | None] | None:
    """A whole column as degrees where all of it is plain numbers within the limit; None where a cell must be looked at.

    This is the common case, and coordinates hardly repeat: reading them one by one takes ten times as long.
    """
    if not texts or not set("".join(texts)) <= _DIGITS_AND_POINT:
        return None
    try:
        found: list[float | None] = list(map(float, texts))
    except ValueError:  # a blank cell, or a point too many
        return None
    return found if -limit <= min(map(float, texts)) and max(map(float, texts)) <= limit else None


def _number(text: str) -> float | None:
    """The number, infinities and NaN among them; None if it is none (Python would also take underscores)."""
    if not _DECIMAL.fullmatch(text) and text.casefold().lstrip("+-") not in {"nan", "inf", "infinity"}:
        return None
    return float(text)


def word_reader(what: str, words: Sequence[str], blank: str | None = None) -> Callable[[str], Read[str]]:
    """A reader of one of few words, whatever its case; a blank cell means ``blank``, or is a fault if that is None."""
    listed = tuple(words)

    def read(text: str) -> Read[str]:
        if not text:
            return (None, (f"The {what} is missing.", "error")) if blank is None else (blank, None)
        found = text if text in listed else match_name(text, listed)
        if found is None:
            near = did_you_mean(text, listed) or f" It is one of: {', '.join(listed)}."
            return None, (f"There is no {what} {text[:60]!r}.{near}", "error")
        return found, None

    return read


# claims


def claims_text(claims: Sequence[Claim]) -> str:
    """Claims as one cell: a JSON list without what is blank; empty if there are none."""
    return json.dumps([_filled(claim) for claim in claims], ensure_ascii=False) if claims else ""


def _filled(claim: Claim) -> dict[str, str]:
    values = {name: getattr(claim, name) for name in _CLAIM_FIELDS}
    return {name: str(value) for name, value in values.items() if value}


def read_claims(incident_id: str, text: str) -> list[Claim]:
    """The claims of one cell; raises `BadClaims` with what is wrong."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise BadClaims("Not a JSON list of claims.") from None
    if not isinstance(found, list):
        raise BadClaims('Not a JSON list of claims: it begins with "[".')
    return [_claim(incident_id, number, item) for number, item in enumerate(found, 1)]


def _claim(incident_id: str, number: int, item: Any) -> Claim:
    if not isinstance(item, dict) or not all(isinstance(value, str) for value in item.values()):
        raise BadClaims(f"Claim {number} is not an object of texts.")
    if extra := sorted(set(item) - set(_CLAIM_FIELDS)):
        raise BadClaims(f"Claim {number} has an unknown field {extra[0]!r}.{did_you_mean(extra[0], _CLAIM_FIELDS)}")
    if item.get("kind") not in CLAIM_KINDS:
        raise BadClaims(f"Claim {number}: its kind is one of {', '.join(CLAIM_KINDS)}.")
    values = {name: _storable(number, item.get(name, "")) for name in _CLAIM_FIELDS}
    return Claim(incident_id=incident_id, **{**values, "date": _claim_day(number, values["date"])})  # type: ignore[arg-type]


def _claim_day(number: int, text: str) -> date | None:
    try:
        return parse_day(text) if text else None
    except BadDate as fault:
        raise BadClaims(f"Claim {number}: {fault}") from None


def _storable(number: int, text: str) -> str:
    """The text, once it is known to be one: JSON can spell halves of characters and NUL, which no file can hold."""
    if "\0" in text or any("\ud800" <= c <= "\udfff" for c in text):
        raise BadClaims(f"Claim {number} holds a character that is none.")
    return text
