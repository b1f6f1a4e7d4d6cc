"""Degrees of one coordinate as people write them: with minutes and seconds, N and E, words, other marks and digits."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

__all__ = ["Degrees", "degrees_text", "parse_degrees", "plain_marks", "read_coordinate", "read_degrees"]


class Degrees(NamedTuple):
    """A number of degrees, and whether the text says that it is a latitude or a longitude (``lat``, ``lon``, blank)."""

    value: float
    axis: str = ""


_PLAIN = re.compile(r"[+-]?\d{1,9}(?:[.,]\d+)?", re.ASCII)
_NUMBER = r"\d{1,2}(?:[.,]\d+)?"
_SEXAGESIMAL = re.compile(
    rf"([+-]?)(\d{{1,3}})\s*(?:°\s*-?|:|\s)\s*({_NUMBER})\s*"
    rf"(?:(?:'\s*-?|:|\s)\s*(?:({_NUMBER})\s*\"?)?)?",
    re.ASCII,
)
_DASHED = re.compile(rf"(\d{{1,3}})[-.](\d{{1,2}})[-.]({_NUMBER})", re.ASCII)
"""Only beside N, S, E or W, or in a column of coordinates: it could be a day."""
_CLOSED_UP = re.compile(r"(\d{2})(\d\d)(\d\d(?:\.\d+)?)[NS]|([01]\d{2})(\d\d)(\d\d(?:\.\d+)?)[EW]", re.ASCII)
_METRES = re.compile(r"(\d{5,}(?:[.,]\d+)?)\s*m\.?(?=\s*[NSEW]?\Z)", re.ASCII | re.IGNORECASE)
_USUAL = re.compile(
    rf"(\d{{1,3}})\s?[°º]\s?({_NUMBER})\s?['′’]\s?(?:({_NUMBER})\s?(?:[\"″”]|'')?)?\s?([NSEW])?",
    re.ASCII | re.IGNORECASE,
)
_SIDE = re.compile(r"\A([NSEW])(?=[\s\d:.+-])\.?:?\s*|(?<=[\s\d°'\".])\s*([NSEW])\.?\Z", re.IGNORECASE)
_LABEL = re.compile(r"\A(?:(lat)(?:itude)?|(lon)(?:g|gitude)?|(lng))\b\.?\s*[:=]?\s*", re.IGNORECASE)
_AXES = {"N": "lat", "S": "lat", "E": "lon", "W": "lon"}

_MARKS = str.maketrans({
    "′": "'", "’": "'", "‘": "'", "´": "'", "`": "'", "ʹ": "'", "ʼ": "'", "‛": "'", "＇": "'", "″": '"', "”": '"',
    "˝": '"',
    "“": '"', "„": '"', "ʺ": '"', "‟": '"', "＂": '"', "º": "°", "˚": "°", "∘": "°", "⁰": "°", "ᵒ": "°", "−": "-",
    "–": "-", "\N{EM DASH}": "-", "‒": "-", "‐": "-", "‑": "-", "٫": ".", "،": ",", "؛": ";",
    "\N{ZERO WIDTH SPACE}": "", "\N{LEFT-TO-RIGHT MARK}": "", "\N{RIGHT-TO-LEFT MARK}": "", "\ufeff": "",
})  # fmt: skip
_WORDS = (
    (re.compile(r"(?<=\d)\s*(?:degrees|degree|degs?|d)(?![a-z])\.?|\s*درجے?", re.IGNORECASE), "°"),
    (re.compile(r"(?<=\d)\s*(?:minutes|minute|mins?|m)(?![a-z])\.?", re.IGNORECASE), "'"),
    (re.compile(r"(?<=\d)\s*(?:seconds|second|secs?)(?![a-z])\.?|''", re.IGNORECASE), '"'),
)
_SECONDS = re.compile(r"(?<=\d)\s*s(?=\s*[NSEW]?\.?\Z)", re.IGNORECASE)
_LETTERED = re.compile(r"\d\s*d\s*\d", re.IGNORECASE)
_SIDES = (
    (re.compile(r"\bnorth(?:ern)?\b|شمالی?", re.IGNORECASE), "N"),
    (re.compile(r"\bsouth(?:ern)?\b|جنوبی?", re.IGNORECASE), "S"),
    (re.compile(r"\beast(?:ern)?\b|مشرقی?", re.IGNORECASE), "E"),
    (re.compile(r"\bwest(?:ern)?\b|مغربی?", re.IGNORECASE), "W"),
)


def read_degrees(text: str) -> float | None:
    """The number of degrees in a text; None if there is none. The range is not checked."""
    found = parse_degrees(text)
    return None if found is None else found.value


def read_coordinate(text: str) -> float | None:
    """As `read_degrees`, in a column that is known to hold a coordinate: ``32-13-12`` is one there, and no day."""
    if (number := read_degrees(text)) is not None:
        return number
    match = _DASHED.fullmatch(plain_marks(text.strip()).removesuffix('"'))
    return _sexagesimal(match[1], match[2], match[3]) if match else None


def degrees_text(text: str) -> str:
    """A coordinate in decimal degrees with a point; a text that gives no number stays as it is."""
    if not text.strip():
        return ""
    number = read_coordinate(text)
    return text if number is None else f"{number:.7f}".rstrip("0").rstrip(".") or "0"


def parse_degrees(text: str) -> Degrees | None:
    """The number of degrees in a text, with the axis if it says so; None if there is no number."""
    plain = text.strip()
    if _PLAIN.fullmatch(plain):
        return Degrees(_number(plain))
    if match := _USUAL.fullmatch(plain):
        side, number = (match[4] or "").upper(), _sexagesimal(match[1], match[2], match[3] or "0")
        return None if number is None else Degrees(-number if side in ("S", "W") else number, _AXES.get(side, ""))
    if not any(c.isdigit() for c in plain) or len(plain) > 60:
        return None
    return _parse_written(plain_marks(plain))


def plain_marks(text: str) -> str:
    """A text with ASCII digits, and with one character for each of the marks of degrees, minutes and seconds."""
    marked = text.translate(_MARKS)
    if not marked.isascii():
        marked = "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in marked)
    return " ".join(marked.split())


def _parse_written(text: str) -> Degrees | None:
    label = _LABEL.match(text)
    axis = "" if label is None else "lat" if label[1] else "lon"
    body, side = _without_side(_with_symbols(text[label.end() :] if label else text))
    if side and axis and _AXES[side] != axis:
        return None
    number = _value(body, side)
    if number is None:
        return None
    return Degrees(-number if side in ("S", "W") else number, axis or _AXES.get(side, ""))


def _with_symbols(text: str) -> str:
    """A text with symbols in place of words: ``33d59m12s North`` is ``33°59'12" N``."""
    if text.isascii() and not any(c.isalpha() for c in text):
        return text.replace("''", '"')
    for word, letter in _SIDES:
        text = word.sub(f" {letter} ", text)
    text = _METRES.sub(r"\1", text)
    is_lettered = _LETTERED.search(text) is not None
    for words, symbol in _WORDS:
        text = words.sub(symbol, text)
    return (_SECONDS.sub('"', text) if is_lettered else text).strip()


def _without_side(text: str) -> tuple[str, str]:
    """A text without the letter of its side (N, S, E, W), and that letter; blank if it has none."""
    match = _SIDE.search(text)
    if match is None:
        return text, ""
    rest = (text[: match.start()] + text[match.end() :]).strip()
    if match[2] == "s" and rest.count(" ") == 2:
        return rest, ""  # of seconds: 34 30 36s
    return rest, (match[1] or match[2]).upper()


def _value(text: str, side: str) -> float | None:
    plain = text.removesuffix("°").strip()
    if match := _CLOSED_UP.fullmatch(plain + side):
        return _sexagesimal(*filter(None, match.groups()))
    if _PLAIN.fullmatch(plain):
        return _number(plain)
    if match := _SEXAGESIMAL.fullmatch(text):
        number = _sexagesimal(match[2], match[3], match[4] or "0")
        return number if number is None or match[1] != "-" else -number
    if side and (match := _DASHED.fullmatch(text)):
        return _sexagesimal(match[1], match[2], match[3])
    return None


def _sexagesimal(degrees: str, minutes: str, seconds: str) -> float | None:
    parts = _number(minutes), _number(seconds)
    if max(parts) >= 60 or (parts[0] % 1 and parts[1]):
        return None
    return int(degrees) + parts[0] / 60 + parts[1] / 3600


def _number(text: str) -> float:
    return float(text.replace(",", "."))
