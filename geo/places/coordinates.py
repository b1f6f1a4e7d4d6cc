"""Parsing coordinates in degrees: with a decimal point or comma, with N and E, in degrees, minutes and seconds."""

from __future__ import annotations

import re

__all__ = ["degrees_text", "read_degrees", "split_point"]

_DECIMAL = re.compile(r"([+-]?\d{1,9}(?:[.,]\d+)?)\s*°?\s*([NSEWnsew])?")
_SEXAGESIMAL = re.compile(
    r"(\d{1,3})\s*[°ºd:\s]\s*(\d{1,2}(?:[.,]\d+)?)\s*(?:['′m:\s]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:\"|″|''|s)?\s*)?)?"
    r"([NSEWnsew])?"
)


def read_degrees(text: str) -> float | None:
    """The number of degrees in a text; None if there is none. The range is not checked."""
    plain = text.strip()
    if match := _DECIMAL.fullmatch(plain):
        return _signed(_number(match[1]), match[2])
    if match := _SEXAGESIMAL.fullmatch(plain):
        minutes, seconds = _number(match[2]), _number(match[3] or "0")
        if minutes < 60 and seconds < 60:
            return _signed(int(match[1]) + minutes / 60 + seconds / 3600, match[4])
    return None


def degrees_text(text: str) -> str:
    """A text in decimal degrees with a point; one that gives no number stays as it is."""
    if not text.strip():
        return ""
    number = read_degrees(text)
    return text if number is None else f"{number:.7f}".rstrip("0").rstrip(".") or "0"


def split_point(text: str) -> tuple[str, str]:
    """Latitude and longitude of a text that contains both; the text and a blank if it does not.

    Latitude comes first, as is usual, unless only the other order lies in the region.
    """
    for separator in (";", ", ", "/", ",", " "):
        parts = [part.strip() for part in text.strip().strip("()[]").split(separator) if part.strip()]
        if len(parts) == 2:
            numbers = [read_degrees(part) for part in parts]
            if None not in numbers:
                first, second = numbers
                return (parts[1], parts[0]) if _is_lon(first) and not _is_lon(second) else (parts[0], parts[1])
    return text, ""


def _is_lon(number: float | None) -> bool:
    """Whether it can be a longitude of the region and not a latitude."""
    return number is not None and 50.0 <= number <= 90.0


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _signed(number: float, side: str | None) -> float:
    return -number if side and side.upper() in "SW" else number
