"""A proposed column mapping for a table with an unknown layout: by the names and the contents of its columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from geo import assets
from geo.errors import UnknownName
from geo.incidents.placing import NameResolver
from geo.places.coordinates import read_degrees
from geo.reading.dates import names_a_day
from geo.sources.column_mapping.place_columns import choose_place_columns
from geo.sources.column_mapping.record import TARGETS, ColumnMapping
from geo.sources.column_mapping.survey import Survey
from geo.sources.column_mapping.type_words import type_of_words
from geo.sources.questions import Question
from geo.taxonomy import actor_name, actors

__all__ = ["Guess", "guess_columns"]

_MARKS = re.compile(r"[\W_]+")
_BRACKET = re.compile(r"\s*[\[(][^\])]*[\])]\s*\Z")
_NUMBER = re.compile(r"\d+(?:\.\d*)?")
_RANGES = {"lon": (59.0, 76.0), "lat": (23.0, 38.5)}
_ENOUGH = {"date_start": 0.5, "date_end": 0.5, "lon": 0.5, "lat": 0.5, "province": 0.5, "district": 0.3}
_BY_CONTENT = ("date_start", "lon", "lat", "province", "district", "event_type")
_SURE = 0.8
MOST_LISTED = 50
_MAPPING_OPTION = "--mapping FILE, which is the mapping that --dry-run --json prints, completed"


@dataclass(frozen=True)
class Guess:
    """A proposed column mapping, and what only a person can decide.

    Attributes
    ----------
    column_mapping
        The proposal.
    missing
        What no column was recognised for: ``date_start``, ``event_type``, ``place``.
    unclear_days
        Days that can be read in several ways, if the whole column leaves it open; else none.
    unknown_types
        Texts of the column of event types that are no known type, with the number of their rows.
    unknown_actors
        Names of actors that are not in the bundled table, with the number of their rows.
    further
        Questions beside those about `missing`: about the days among them.
    notes
        Sentences about what was decided although something competed with it.
    """

    column_mapping: ColumnMapping
    missing: tuple[str, ...] = ()
    unclear_days: tuple[str, ...] = ()
    unknown_types: Counter[str] = field(default_factory=Counter)
    unknown_actors: Counter[str] = field(default_factory=Counter)

    further: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether the rows can be read without asking the user."""
        return not self.questions

    @property
    def questions(self) -> tuple[Question, ...]:
        """Everything that a person has to decide."""
        questions = []
        if self.missing:
            wanted = {"date_start": "the day", "event_type": "the event type", "place": "the place"}
            listed = ", ".join(wanted[name] for name in self.missing)
            text = f"which column holds {listed} was not recognised"
            questions.append(Question(self.missing[0], text, _MAPPING_OPTION))
        if not self.column_mapping.source:
            text = "its name does not say who made it, which the ids of its rows need"
            questions.append(Question("source", text, "--source-name NAME"))
        return (*questions, *self.further)


def guess_columns(survey: Survey, names: NameResolver, source: str) -> Guess:
    """A proposal for a table, from the names and the contents of its columns; what its types mean is decided later."""
    columns = _by_heading(survey, names)
    place = choose_place_columns(survey, names, columns)
    for target in _BY_CONTENT:
        if target not in columns:
            _by_content(survey, names, target, columns)
    columns = {name: columns[name] for name in TARGETS if name in columns}
    mapping, actors_unknown = ColumnMapping(source, columns, crs=place.crs), _unknown_actors(survey, columns)
    return Guess(
        mapping,
        _missing(columns),
        unknown_actors=actors_unknown,
        further=place.questions,
        notes=tuple(f"{choice}: {remark}" for choice, remark in place.notes.items()),
    )


def _missing(columns: dict[str, str]) -> tuple[str, ...]:
    missing = []
    if "date_start" not in columns:
        missing.append("date_start")
    if not columns.keys() & {"event_type", "sub_event_type"}:
        missing.append("event_type")
    if not columns.keys() & {"district", "province"} and not columns.keys() >= {"lon", "lat"}:
        missing.append("place")
    return tuple(missing)


# which column


@cache
def _headings() -> dict[str, str]:
    rows = assets.read_table("crosswalks", "headings.csv")
    return {_folded(name): name for name in TARGETS} | {_folded(row["heading"]): row["column"] for row in rows}


def _folded(name: str) -> str:
    return _MARKS.sub(" ", name.casefold()).strip()


def _by_heading(survey: Survey, names: NameResolver) -> dict[str, str]:
    columns: dict[str, str] = {}
    for column in survey.header:
        plain = _headings().get(_folded(column)) or _headings().get(_folded(_BRACKET.sub("", column)))
        if plain and plain not in columns and survey.share(column, _test(plain, names)) >= _ENOUGH.get(plain, 0.0):
            columns[plain] = column
    return columns


def _by_content(survey: Survey, names: NameResolver, target: str, columns: dict[str, str]) -> None:
    """Add the column that fits best, if it fits well."""
    free = [column for column in survey.header if column and column not in columns.values()]
    if target == "date_start":  # numbers alone need not be days
        free = [column for column in free if not survey.share(column, _is_number)]
    shares = {column: survey.share(column, _test(target, names)) for column in free}
    best = max(free, key=lambda column: shares[column], default="")
    if best and shares[best] >= _SURE:
        columns[target] = best


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def _test(target: str, names: NameResolver) -> Callable[[str], bool]:
    """A test whether a text can stand in a column of ours; columns without a test accept everything."""
    if target in ("date_start", "date_end"):
        return names_a_day
    if target in _RANGES:
        low, high = _RANGES[target]
        return lambda text: low <= (read_degrees(text) or 0.0) <= high or abs(read_degrees(text) or 0.0) > 1e4
    if target == "province":
        return lambda text: _resolves(names.province, text)
    if target == "district":
        return lambda text: _resolves(names.district, text)
    if target == "event_type":
        return lambda text: bool(type_of_words(text))
    return lambda _text: True


def _resolves(look_up: Callable[[str], object], text: str) -> bool:
    try:
        return bool(look_up(text))
    except UnknownName:
        return False


# actors


def _unknown_actors(survey: Survey, columns: dict[str, str]) -> Counter[str]:
    known = {actor.name for actor in actors()}
    unknown: Counter[str] = Counter()
    for name in ("actor1", "actor2"):
        if name in columns:
            unknown.update({t: n for t, n in survey.texts(columns[name]).items() if actor_name(t) not in known})
    return Counter(dict(unknown.most_common(MOST_LISTED)))
