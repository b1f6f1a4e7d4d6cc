"""The incident table: columns of numpy arrays, sorted by first day."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import count, islice
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.calendar.days import day_number, from_day_number
from geo.calendar.period import Period
from geo.incidents.columns import CODED, COLUMN_NAMES, NUMBERS, TEXTS

__all__ = ["Coded", "Incident", "Incidents", "order_of"]

_Ints = npt.NDArray[np.int32]
_Floats = npt.NDArray[np.float64]

_PIECE = 1024
"""So many rows are made plain at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One reported event; the fields are those of `geo.incidents.columns`. Blank text and ``None`` are unknown."""

    incident_id: str
    date_start: date
    date_end: date
    event_type: str
    source: str = "own"
    release: str = ""
    date_precision: str = "day"
    lon: float | None = None
    lat: float | None = None
    place_precision: str = "country"
    location: str = ""
    location_as_given: str = ""
    district: str = ""
    district_as_given: str = ""
    province: str = ""
    province_as_given: str = ""
    sub_event_type: str = ""
    actor1: str = ""
    actor1_as_given: str = ""
    actor2: str = ""
    actor2_as_given: str = ""
    actors_associated: str = ""
    killed_low: int | None = None
    killed_best: int | None = None
    killed_high: int | None = None
    killed_security: int | None = None
    killed_militants: int | None = None
    killed_civilians: int | None = None
    injured: int | None = None
    abducted: int | None = None
    sources: str = ""
    url: str = ""
    notes: str = ""
    revised_at: str = ""
    extra: str = ""

    @property
    def actors(self) -> tuple[str, ...]:
        """All actors once each, in the order of the row."""
        roles = (self.actor1, self.actor2, self.actors_associated)
        return tuple(dict.fromkeys(name for joined in roles for name in _names(joined)))


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """A column of few distinct names: ``names[codes[i]]`` is the name of row i (shape n)."""

    codes: _Ints
    names: tuple[str, ...]

    @classmethod
    def of(cls, values: Iterable[str]) -> Coded:
        """Encode a column of names; codes are in order of first appearance."""
        known: defaultdict[str, int] = defaultdict(count().__next__)
        codes = np.fromiter(map(known.__getitem__, values), np.int32)
        return cls(codes, tuple(known))

    @classmethod
    def numbered(cls, numbers: _Ints, names: Sequence[str]) -> Coded:
        """A column of positions in a list of names, of which only those that occur are kept, in the same order."""
        first = np.full(len(names), len(numbers))
        first[numbers[::-1]] = np.arange(len(numbers))[::-1]
        used = np.flatnonzero(first < len(numbers))
        used = used[np.argsort(first[used])]
        codes = np.zeros(len(names), np.int32)
        codes[used] = np.arange(len(used))
        return cls(codes[numbers], tuple(names[number] for number in used.tolist()))

    def name(self, row: int) -> str:
        """The name of a row."""
        return self.names[int(self.codes[row])]

    def code(self, name: str) -> int:
        """The code of a name, or -1 if no row has it."""
        return self.names.index(name) if name in self.names else -1

    def isin(self, wanted: Iterable[str]) -> npt.NDArray[np.bool_]:
        """Which rows have one of the wanted names."""
        chosen = set(wanted)
        table = np.fromiter((name in chosen for name in self.names), np.bool_, len(self.names))
        return table[self.codes] if len(self.names) else np.zeros(0, np.bool_)

    def recode(self, order: Sequence[str], missing: int = -1) -> _Ints:
        """The position of each row's name in another list (shape n); ``missing`` where it is not there."""
        position = {name: i for i, name in enumerate(order)}
        table = np.array([position.get(name, missing) for name in self.names] or [missing], np.int32)
        return table[self.codes]


@dataclass(frozen=True, eq=False)
class Incidents:
    """n incidents sorted by first day, then by id.

    ``start`` and ``end`` are day numbers (int32, inclusive), ``lon`` and ``lat`` degrees in EPSG:4326 (NaN where the
    place is an area), ``numbers`` the figures (float32, NaN unknown), ``coded`` and ``texts`` the names and texts.
    """

    start: _Ints
    end: _Ints
    lon: _Floats
    lat: _Floats
    numbers: Mapping[str, npt.NDArray[np.float32]]
    coded: Mapping[str, Coded]
    texts: Mapping[str, Sequence[str]]

    def __len__(self) -> int:
        return len(self.start)

    @classmethod
    def from_rows(cls, rows: Iterable[Incident]) -> Incidents:
        """The table of these rows, sorted."""
        ordered = sorted(rows, key=lambda row: (row.date_start, row.incident_id))
        columns = {name: [getattr(row, name) for row in ordered] for name in COLUMN_NAMES}
        columns["date_start"] = [day_number(day) for day in columns["date_start"]]
        columns["date_end"] = [day_number(day) for day in columns["date_end"]]
        return cls.from_columns(columns)

    @classmethod
    def from_columns(cls, columns: Mapping[str, Sequence[Any]]) -> Incidents:
        """The table of these columns, sorted; days as day numbers, ``None`` where unknown."""
        order = order_of(np.asarray(columns["date_start"], np.int32), columns["incident_id"])
        if order is not None:
            columns = {name: [values[i] for i in order] for name, values in columns.items()}
        return cls(
            start=np.asarray(columns["date_start"], np.int32),
            end=np.asarray(columns["date_end"], np.int32),
            lon=np.array(columns["lon"], np.float64),
            lat=np.array(columns["lat"], np.float64),
            numbers={name: np.array(columns[name], np.float32) for name in NUMBERS},
            coded={name: Coded.of(columns[name]) for name in CODED},
            texts={name: list(columns[name]) for name in TEXTS},
        )

    def replaced(self, rows: Iterable[int], by: Iterable[Incident]) -> Incidents:
        """The table with other rows in the place of the ones at these positions, sorted.

        The others are copied and not compared: a change of a row takes as long as to copy the columns.
        """
        gone, new = sorted(set(rows)), Incidents.from_rows(by)
        change = _Change(gone, self._places(gone, new))
        return Incidents(
            start=change.array(self.start, new.start),
            end=change.array(self.end, new.end),
            lon=change.array(self.lon, new.lon),
            lat=change.array(self.lat, new.lat),
            numbers={name: change.array(column, new.numbers[name]) for name, column in self.numbers.items()},
            coded={name: change.coded(column, new.coded[name]) for name, column in self.coded.items()},
            texts={name: change.texts(column, new.texts[name]) for name, column in self.texts.items()},
        )

    def _places(self, gone: Sequence[int], new: Incidents) -> list[int]:
        """Before which of the rows that are left each new one comes."""
        start = np.delete(self.start, gone)
        ids = _without(self.texts["incident_id"], gone)
        first, last = (np.searchsorted(start, new.start, side).tolist() for side in ("left", "right"))
        keys = new.texts["incident_id"]
        return [bisect_right(ids, key, lo, hi) for key, lo, hi in zip(keys, first, last, strict=True)]

    def row(self, index: int) -> Incident:
        """The row at this position, as plain values."""
        return next(self.rows((index,)))

    def rows(self, indices: Iterable[int] | None = None) -> Iterator[Incident]:
        """The rows at these positions (all of them if none are named), one after the other."""
        at = iter(range(len(self)) if indices is None else indices)
        while piece := list(islice(at, _PIECE)):
            columns = self._plain(np.array(piece, np.intp))
            for values in zip(*columns.values(), strict=True):
                yield Incident(**dict(zip(columns, values, strict=True)))

    def _plain(self, at: npt.NDArray[np.intp]) -> dict[str, Iterable[Any]]:
        """The columns of the rows at these positions as plain values, by the fields of an incident."""
        days: dict[str, Iterable[Any]] = {
            name: map(from_day_number, column[at].tolist())
            for name, column in (("date_start", self.start), ("date_end", self.end))
        }
        lon, lat = self.lon[at], self.lat[at]
        has_place = ~np.isnan(lon + lat)
        return days | {
            "lon": _known(lon, has_place),
            "lat": _known(lat, has_place),
            **{name: _known(column[at], ~np.isnan(column[at]), int) for name, column in self.numbers.items()},
            **{name: map(each.names.__getitem__, each.codes[at].tolist()) for name, each in self.coded.items()},
            **{name: map(column.__getitem__, at.tolist()) for name, column in self.texts.items()},
        }

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """The position of each incident id."""
        return {incident_id: i for i, incident_id in enumerate(self.texts["incident_id"])}

    @cached_property
    def tallied(self) -> Mapping[str, npt.NDArray[np.float64]]:
        """For each figure what a row adds to a sum: 0 where nothing is known; ``no_figure`` is 1 for unknown deaths.

        Where the lowest, best or highest number of deaths is missing, the one by which the row counts is used,
        so that sums rise from low to best to high as the figures of each row do.
        """
        unknown = np.isnan(self.killed)
        filled = {
            name: np.where(np.isnan(values), self.killed if name.startswith("killed_") else 0.0, values)
            for name, values in self.numbers.items()
        }
        counted = {name: np.nan_to_num(values.astype(np.float64)) for name, values in filled.items()}
        missing = {f"no_{name}": np.isnan(self.numbers[name]).astype(np.float64) for name in ("injured", "abducted")}
        return counted | missing | {"no_figure": unknown.astype(np.float64)}

    @cached_property
    def spans(self) -> _Ints:
        """Positions of the rows that last more than a day on paper, in order."""
        return np.flatnonzero(self.end > self.start).astype(np.int32)

    @cached_property
    def latest_ends(self) -> _Ints:
        """For each of `spans` the last day that it or any span before it touches: it never falls."""
        return np.maximum.accumulate(self.end[self.spans])

    @cached_property
    def has_point(self) -> npt.NDArray[np.bool_]:
        """Which rows may be drawn as a point: they have coordinates, and these are ``exact`` or ``near``."""
        return self.coded["place_precision"].isin(("exact", "near")) & ~np.isnan(self.lon + self.lat)

    @cached_property
    def killed(self) -> npt.NDArray[np.float32]:
        """The one figure by which each row counts (shape n, NaN unknown): the best; of a bare range the low end."""
        best, low, high = (self.numbers[f"killed_{name}"] for name in ("best", "low", "high"))
        return np.where(np.isnan(best), np.where(np.isnan(low), high, low), best)

    @cached_property
    def period(self) -> Period | None:
        """First and last day number that any row may touch; ``None`` if there are no rows."""
        return Period(int(self.start[0]), int(self.end.max())) if len(self) else None

    @cached_property
    def actors(self) -> Mapping[str, _Ints]:
        """For each actor the positions of the rows that name it in any role, in order."""
        columns = [self.coded[name] for name in ("actor1", "actor2", "actors_associated")]
        known: dict[str, int] = {}
        parts = [_named(column, known) for column in columns]
        rows, actors = (np.concatenate(found) for found in zip(*parts, strict=True))
        pairs = np.unique(actors.astype(np.int64) * max(len(self), 1) + rows)
        at = np.searchsorted(pairs, np.arange(len(known) + 1, dtype=np.int64) * max(len(self), 1))
        rows = (pairs % max(len(self), 1)).astype(np.int32)
        return {name: rows[at[k] : at[k + 1]] for name, k in known.items() if at[k + 1] > at[k]}

    @cached_property
    def location_ranks(self) -> _Ints:
        """The alphabetical rank of each row's location (shape n)."""
        texts = self.texts["location"]
        ranks = {text: k for k, text in enumerate(sorted(set(texts), key=lambda text: (text.casefold(), text)))}
        return np.fromiter(map(ranks.__getitem__, texts), np.int32, len(texts))

    @cached_property
    def searchable(self) -> Sequence[str]:
        """For each row the text that a search looks through, case-folded."""
        texts = zip(*(self.texts[name] for name in ("location", "notes", "sources", "incident_id")), strict=True)
        names = ("actor1", "actor2", "actors_associated", "district", "district_as_given", "sub_event_type")
        coded = zip(*(map(self.coded[n].names.__getitem__, self.coded[n].codes.tolist()) for n in names), strict=True)
        return ["\n".join((*text, *code)).casefold() for text, code in zip(texts, coded, strict=True)]


@dataclass(frozen=True, slots=True)
class _Change:
    """Rows taken out of columns, by their positions, and others put in, each before one of those that are left."""

    gone: Sequence[int]
    places: Sequence[int]

    def array(self, old: npt.NDArray[Any], new: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """A column after the change."""
        return np.insert(np.delete(old, self.gone), self.places, new)

    def coded(self, old: Coded, new: Coded) -> Coded:
        """A column of names after the change."""
        names = tuple(dict.fromkeys((*old.names, *new.names)))
        return Coded.numbered(self.array(old.codes, new.recode(names)), names)

    def texts(self, old: Sequence[str], new: Sequence[str]) -> list[str]:
        """A column of texts after the change."""
        left, column, begin = _without(old, self.gone), list[str](), 0
        for place, text in zip(self.places, new, strict=True):
            column += (*left[begin:place], text)
            begin = place
        return column + left[begin:]


def _without(values: Sequence[str], gone: Sequence[int]) -> list[str]:
    """The values at other positions than these, which rise."""
    left, begin = list[str](), 0
    for at in gone:
        left += values[begin:at]
        begin = at + 1
    return left + list(values[begin:])


def _named(column: Coded, known: dict[str, int]) -> tuple[_Ints, _Ints]:
    """The rows of a column and the numbers of the actors that each names; new actors get the next numbers."""
    split = [[known.setdefault(name, len(known)) for name in _names(text)] for text in column.names]
    counts = np.array([len(names) for names in split], np.int32)
    flat = np.array([number for names in split for number in names], np.int32)
    starts = np.concatenate(([0], np.cumsum(counts)))[:-1].astype(np.int32)
    many = counts[column.codes]
    rows = np.repeat(np.arange(len(column.codes), dtype=np.int32), many)
    within = np.arange(len(rows), dtype=np.int64) - np.repeat(np.cumsum(many) - many, many)
    return rows, flat[np.repeat(starts[column.codes], many) + within]


def _names(joined: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in joined.split(";") if name.strip())


def order_of(start: _Ints, ids: Sequence[str]) -> list[int] | None:
    """The positions of rows by first day, then id; ``None`` if they are in that order already."""
    steps = np.diff(start)
    ties = np.flatnonzero(steps == 0).tolist()
    if not (steps < 0).any() and all(ids[i] <= ids[i + 1] for i in ties):
        return None
    by_id = np.array(sorted(range(len(ids)), key=ids.__getitem__), np.intp)
    order: list[int] = by_id[np.argsort(start[by_id], kind="stable")].tolist()
    return order


def _known(values: npt.NDArray[Any], is_known: npt.NDArray[np.bool_], kind: type[int | float] = float) -> list[Any]:
    """The values as plain numbers, ``None`` where they are not known."""
    return [kind(value) if known else None for value, known in zip(values.tolist(), is_known.tolist(), strict=True)]
