"""What the name of a column says: the columns of ours that it can mean, and what its other words add.

A heading is cut into segments: at slashes, colons and dashes (the groups of a survey form stand before the question),
and brackets. Within them the longest names that ``assets/crosswalks/headings.csv`` knows are looked for; the words
around them are judged by their roles (``heading_words.csv``). "District (of victim)" is a name of a district whose
bracket says that it is not the incident's. Figures of people are read word by word: see `geo.sources.column_mapping.
figure_headings`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache

from geo import assets
from geo.sources.column_mapping.record import TARGETS

__all__ = [
    "OF_FORM",
    "HeadingReading",
    "Level",
    "Segment",
    "folded",
    "group_role",
    "heading_readings",
    "roles",
    "segments",
]

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BRACKET = re.compile(r"[(\[{<]([^)\]}>]*)[)\]}>]?")
_CUTS = re.compile(r"\s*[/\\|:>\n\r]+\s*|\s+[-–—]+\s+|\s*[–—]\s*|__+|(?<=\S{2})\.(?=\S{2})")
_NON = re.compile(r"(?<![^\W_])non[\s_-]+(?=fatal)", re.IGNORECASE)
_HXL = re.compile(r"\A#affected\+")
"""The tag of figures of people in HXL: ``#affected+killed``."""

_POSITION = re.compile(r"\s\(column \d+\)\Z")
"""What `geo.sources.distinct_names` puts behind the name of a column that another one has too."""

_NUMBERED = re.compile(r"([^\W\d_]{2,})(\d{1,2})")
_WORDS = re.compile(r"[^\W_]+")
_SCRIPT = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ه": "ہ", "ة": "ہ", "ھ": "ہ"})
_LONGEST_NAME = 200
_DAYS = frozenset({"date_start", "date_end", "period_start", "period_end", "day_reported"})
_ADDS_NOTHING = frozenset({"neutral", "incident"})
_NEUTRAL: dict[str, frozenset[str]] = {
    **dict.fromkeys(_DAYS, frozenset({"moment"})),
    **dict.fromkeys(("lon", "lat"), frozenset({"degrees", "total"})),
}
_TOLD_APART = {
    **dict.fromkeys(_DAYS, frozenset({"report", "other", "person", "period"})),
    **dict.fromkeys(("lon", "lat", "location", "district", "province"), frozenset({"report", "other", "person"})),
    **dict.fromkeys(("incident_id", "event_type"), frozenset({"other", "person"})),
}
"""The roles of words that make another thing of a column: the day of a report, the district of a victim."""


_OF_GROUPS = frozenset(
    ("person", "other", "civilians", "security", "security part", "militants", "male", "female", "children", "adults")
)
_REPORTS = frozenset(("report", "reported", "reporting", "reporter", "entry", "submission", "submitted"))
"""Words that make a group of columns one about a report; an "information" or a "survey" may hold anything."""


OF_FORM = frozenset(("start", "end", "begin", "today", "background", "audit", "warmup"))
"""Words of the points that a survey tool takes by itself, where the form was filled in."""


class Level(IntEnum):
    """How well a heading names a column of ours."""

    OTHER = 0
    """It names such a thing, but not that of the incident."""

    CONTENT = 1
    """It says nothing; the content alone speaks for it."""

    QUALIFIED = 2
    """A bracket, or what follows a dash, adds words of unknown meaning."""

    WORDS = 3
    """It has further words of unknown meaning."""

    KNOWN = 4
    """It is a usual name."""

    EXPLICIT = 5
    """It names the incident: "Date of the incident"."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a heading: its words, and whether it stood in brackets."""

    words: tuple[str, ...]
    is_bracket: bool = False


@dataclass(frozen=True, slots=True)
class HeadingReading:
    """A column of ours that a heading can mean, how well it names it, and, of `Level.OTHER`, the role that says so."""

    target: str
    level: Level
    other: str = ""


def folded(name: str) -> str:
    """A heading as it is compared: its words in lower case, with one letter for each of the Arabic-script variants."""
    return " ".join(_words(name))


@lru_cache(4096)
def segments(heading: str) -> tuple[Segment, ...]:
    """The parts of a heading in their order, brackets last."""
    plain = _HXL.sub("", _POSITION.sub("", heading[:_LONGEST_NAME]))
    text = _NON.sub("non", _CAMEL.sub(" ", unicodedata.normalize("NFKC", plain)))
    brackets = [Segment(words, True) for inner in _BRACKET.findall(text) if (words := _words(inner))]
    plain = _BRACKET.sub(" ", text)
    parts = [words for part in _CUTS.split(plain) if (words := _words(part))]
    if len(parts) == 1 and " " not in plain.strip() and "-" in plain and not _known(parts[0]):
        parts = [words for part in plain.split("-") if (words := _words(part))]
    return (*(Segment(_without_numbers(words)) for words in parts), *brackets)


@lru_cache(4096)
def heading_readings(heading: str) -> tuple[HeadingReading, ...]:
    """What a heading can mean, the best reading of each column of ours."""
    parts = segments(heading)
    found: dict[str, HeadingReading] = {}
    for reading in (*_whole(parts), *_partial(parts)):
        held = found.get(reading.target)
        if held is None or (held.level is not Level.OTHER and reading.level > held.level):
            found[reading.target] = reading
    return tuple(found.values())


def _without_numbers(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without a number that a program put behind a name that another column has too: Killed2, Killed.1."""
    return words if _known(words) else tuple(part for word in words for part in _parts_of(word))


@lru_cache(4096)
def _parts_of(word: str) -> tuple[str, ...]:
    match = _NUMBERED.fullmatch(word)
    is_split = match is not None and not (_known((word,)) or roles(word)) and (_known((match[1],)) or roles(match[1]))
    return match.groups() if match is not None and is_split else (word,)


def roles(word: str) -> frozenset[str]:
    """What a word of a heading says; empty if that is not known."""
    return _roles().get(word, frozenset())


def group_role(words: Iterable[str]) -> str:
    """What a group of columns is about, if that is not the incident: a person, a report, another thing, some people."""
    words = tuple(words)
    found = {role for word in words for role in roles(word)}
    if "incident" in found:
        return ""
    told = found & _OF_GROUPS | ({"report"} if _REPORTS.intersection(words) else set())
    return min(told, default="")


def _whole(parts: Sequence[Segment]) -> Iterator[HeadingReading]:
    """The readings of a heading that is a usual name as it stands, or without its brackets."""
    every = tuple(word for part in parts for word in part.words)
    for target in _known(every):
        yield _judged(target, every, (), ())
    plain = tuple(word for part in parts if not part.is_bracket for word in part.words)
    brackets = tuple(word for part in parts if part.is_bracket for word in part.words)
    if brackets:
        for target in _known(plain):
            yield _judged(target, plain, (), brackets)


def _partial(parts: Sequence[Segment]) -> Iterator[HeadingReading]:
    """The readings of the usual names within the parts of a heading."""
    for at, part in enumerate(parts):
        for start, end in _names_in(part.words):
            name, beside = part.words[start:end], part.words[:start] + part.words[end:]
            before = _joined(parts[:at])
            after = _joined(parts[at + 1 :])
            for target in _known(name):
                nothing = _ADDS_NOTHING | (_NEUTRAL[target] if target in ("lon", "lat") else frozenset())
                if not part.is_bracket or all(roles(word) & nothing for word in before):
                    yield _judged(target, name, beside, after, before)


def _judged(
    target: str,
    name: tuple[str, ...],
    beside: tuple[str, ...],
    after: tuple[str, ...],
    before: tuple[str, ...] = (),
) -> HeadingReading:
    """A reading by the words of its name, those beside it, those after it, and the groups before it."""
    apart = _TOLD_APART.get(target, frozenset())
    names_incident = any("incident" in roles(word) for word in (*name, *beside, *after))
    group_names_incident = any("incident" in roles(word) for word in before)
    of_group = "" if names_incident or group_names_incident else group_role(before)
    if of_group in (apart if target in _DAYS else apart - {"report"}):
        return HeadingReading(target, Level.OTHER, of_group)
    if told := sorted(role for word in (*beside, *after) for role in roles(word) & apart):
        return HeadingReading(target, Level.OTHER, told[0])
    allowed = _NEUTRAL.get(target, frozenset()) | _ADDS_NOTHING
    if any(not roles(word) & allowed for word in after):
        return HeadingReading(target, Level.QUALIFIED)
    if any(not roles(word) & allowed for word in beside):
        return HeadingReading(target, Level.WORDS)
    return HeadingReading(target, Level.EXPLICIT if names_incident or group_names_incident else Level.KNOWN)


def _names_in(words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """The usual names within words, the longest ones: where each begins and ends."""
    taken: list[tuple[int, int]] = []
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            end = start + length
            inside = any(a <= start and end <= b for a, b in taken)
            if not inside and _known(words[start:end]):
                taken.append((start, end))
    yield from taken


def _known(words: Iterable[str]) -> tuple[str, ...]:
    return _names().get(" ".join(words), ())


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """The columns of ours by the usual names of columns."""
    names: dict[str, tuple[str, ...]] = {folded(name): (name,) for name in TARGETS}
    for row in assets.read_table("crosswalks", "headings.csv"):
        name = folded(row["heading"])
        names[name] = tuple(dict.fromkeys((*names.get(name, ()), row["column"])))
    return names


@cache
def _roles() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in assets.read_table("crosswalks", "heading_words.csv"):
        for word in _words(row["word"]):
            found.setdefault(word, set()).add(row["role"])
    return {word: frozenset(held) for word, held in found.items()}


def _words(text: str) -> tuple[str, ...]:
    plain = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) not in {"Mn", "Cf"})
    return tuple(_WORDS.findall(plain.casefold().translate(_SCRIPT)))


def _joined(parts: Iterable[Segment]) -> tuple[str, ...]:
    return tuple(word for part in parts for word in part.words)
