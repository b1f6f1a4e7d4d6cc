"""Cells that only the incident table defines: a word of a list, and a list of claims."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from geo.calendar.days import parse_day
from geo.errors import BadDate, did_you_mean
from geo.incidents.claims import CLAIM_KINDS, FIGURES, Claim, people_of
from geo.reading.cells import CellReading
from geo.reading.figures import read_figure
from geo.taxonomy import match_name

__all__ = ["BadClaims", "claim_values", "claims_text", "read_claims", "word_reader"]

_CLAIM_FIELDS = ("kind", "by", "about", "date", "source", "remark", "quote", "url", "figure", "value")


class BadClaims(ValueError):
    """A cell that is not a list of claims; the message says where."""


def word_reader(what: str, words: Sequence[str], blank: str | None = None) -> Callable[[str], CellReading[str]]:
    """A reader of one of few words, whatever its case; a blank cell means ``blank``, or is a fault if that is None."""
    listed = tuple(words)

    def read(text: str) -> CellReading[str]:
        if not text:
            return (None, (f"The {what} is missing.", "error")) if blank is None else (blank, None)
        word = text if text in listed else match_name(text, listed)
        if word is None:
            near = did_you_mean(text, listed) or f" It is one of: {', '.join(listed)}."
            return None, (f"There is no {what} {text[:60]!r}.{near}", "error")
        return word, None

    return read


# claims


def claims_text(claims: Sequence[Claim]) -> str:
    """Claims as one cell: a JSON list without what is blank; empty if there are none."""
    return json.dumps([claim_values(claim) for claim in claims], ensure_ascii=False) if claims else ""


def claim_values(claim: Claim) -> dict[str, str]:
    """A claim as texts by field, without what is blank."""
    values = {name: getattr(claim, name) for name in _CLAIM_FIELDS}
    return {name: str(value) for name, value in values.items() if value}


def read_claims(incident_id: str, text: str) -> list[Claim]:
    """The claims of one cell; raises `BadClaims` with what is wrong."""
    try:
        listed = json.loads(text)
    except (ValueError, RecursionError):
        raise BadClaims("Not a JSON list of claims.") from None
    if not isinstance(listed, list):
        raise BadClaims('Not a JSON list of claims: it begins with "[".')
    return [_claim(incident_id, number, item) for number, item in enumerate(listed, 1)]


def _claim(incident_id: str, number: int, item: Any) -> Claim:
    if not isinstance(item, dict) or not all(isinstance(value, str) for value in item.values()):
        raise BadClaims(f"Claim {number} is not an object of texts.")
    if extra := sorted(set(item) - set(_CLAIM_FIELDS)):
        raise BadClaims(f"Claim {number} has an unknown field {extra[0]!r}.{did_you_mean(extra[0], _CLAIM_FIELDS)}")
    if item.get("kind") not in CLAIM_KINDS:
        raise BadClaims(f"Claim {number}: its kind is one of {', '.join(CLAIM_KINDS)}.")
    if fault := _wrong_figure(item.get("figure", ""), item.get("value", "")):
        raise BadClaims(f"Claim {number}: {fault}")
    values = {name: _storable(number, item.get(name, "")) for name in _CLAIM_FIELDS}
    return Claim(incident_id=incident_id, **{**values, "date": _claim_day(number, values["date"])})  # type: ignore[arg-type]


def _wrong_figure(figure: str, value: str) -> str:
    """What is wrong with the number of a claim; blank if nothing is."""
    if not figure and not value:
        return ""
    if figure not in FIGURES:
        return f"its figure is one of {', '.join(FIGURES)}."
    if not value:
        return f"it is about the figure {figure} and states no value."
    return "" if read_figure(value, people_of(figure)) else f"the value {value[:60]!r} is no number of people."


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
