"""Any table, by a mapping that says which column is what."""

from __future__ import annotations

import json
from collections.abc import Callable
from uuid import UUID, uuid5

from geo.incidents.columns import NUMBERS
from geo.incidents.draft import Sheet
from geo.incidents.placing import NameResolver
from geo.places.coordinates import degrees_text, read_degrees, split_point
from geo.places.measure import to_lonlat
from geo.reading.dates import Written, read_date, serial_day
from geo.reading.figures import NOT_KNOWN, Figure, read_figure
from geo.sources.column_mapping.guess import type_of_words
from geo.sources.column_mapping.record import TableMapping
from geo.sources.layouts.translation import Translation, each, extras, outside
from geo.taxonomy import EVENT_TYPES, event_type_of

__all__ = ["Mapped", "is_counter"]

_ROWS = UUID("0a5b6f1e-6b0a-5f43-9a51-2f3c4d8f7a90")
"""The namespace of the ids of rows that have none: the same row of the same source gets the same id again."""

_NO_COLUMN = "\0"
"""No column can be called so; one without a name is one all the same."""

_KILLED = ("killed_low", "killed_best", "killed_high")
_WORDED = "read from words or a range, the lower figure as the best (at least 8, 12-15, dozens), the words kept beside"
_COUNTERS = {"#", "no", "no.", "nr", "s.no", "s.no.", "s no", "s/no", "sr", "sr.", "sr no", "sr. no", "sr.no", "sr.no.",
             "sr. no.", "sl no", "sl. no.", "serial", "serial no", "serial number", "row"}  # fmt: skip
"""Columns that only count the rows: the same row may have another number next week."""


class Mapped:
    """Translates the columns that a mapping names; the others are kept beside."""

    name = "mapped"

    def __init__(self, mapping: TableMapping) -> None:
        self.mapping = mapping
        self.source = mapping.source
        self._theirs = {ours: theirs.strip().casefold() for ours, theirs in mapping.columns.items()}

    def translate(self, sheet: Sheet, names: NameResolver) -> Translation:
        """The rows of a part of a file in our columns."""
        columns = {ours: sheet.column(theirs) for ours, theirs in self._theirs.items()}
        for ours, text in self.mapping.constants.items():
            columns[ours] = [cell or text for cell in columns.get(ours, [""] * len(sheet))]
        columns["source"] = [self.source] * len(sheet)
        used = set(self._theirs.values())
        further = [name for name in sheet.columns if name and name not in used | _COUNTERS]
        columns["extra"] = extras(sheet, further)
        repairs: dict[str, set[int]] = {}
        columns["incident_id"] = self._ids(sheet, columns)
        self._days(columns, repairs)
        self._points(columns, repairs)
        self._figures(columns, repairs)
        self._types(columns, repairs)
        self._actors(columns)
        left_out = outside(sheet, (_NO_COLUMN, self._theirs.get("province", _NO_COLUMN)), names)
        is_worded = "killed_best" in self._theirs and not {"killed_low", "killed_high"} & self._theirs.keys()
        return Translation(columns, dict(self._theirs), left_out, repairs, states_ranges=is_worded)

    def _ids(self, sheet: Sheet, columns: dict[str, list[str]]) -> list[str]:
        """The ids of the file, or for a row without one an id made from what it says under the names of ours.

        Neither a heading that is spelt anew nor a remark in a column of no meaning makes another incident of it.
        """
        given = columns.get("incident_id", [""] * len(sheet))
        names = sorted(ours for ours in self._theirs if ours != "incident_id")
        cells = zip(*(sheet.column(self._theirs[name]) for name in names), strict=True)
        found = []
        for own, row in zip(given, cells, strict=True):
            if own.strip():
                found.append(f"{self.source}:{own.strip()}")
            else:
                said = {name: cell.strip() for name, cell in zip(names, row, strict=True) if cell.strip()}
                found.append(f"{self.source}:{uuid5(_ROWS, json.dumps(said, ensure_ascii=False))}")
        return found

    # when

    def _days(self, columns: dict[str, list[str]], repairs: dict[str, set[int]]) -> None:
        precision = columns.setdefault("date_precision", [""] * len(columns["source"]))
        for name in ("date_start", "date_end"):
            given = columns.get(name)
            if given is None:
                continue
            read = {text: self._day(text) for text in dict.fromkeys(given)}
            found = [read[text] for text in given]
            columns[name] = [day.day if day else text for day, text in zip(found, given, strict=True)]
            order = {"dmy": "day first", "mdy": "month first", "ymd": "year first"}.get(self.mapping.date_order, "")
            changed = {row for row, text in enumerate(columns[name]) if text != given[row].strip()}
            said = f"{name}: written as year-month-day" + (f", read {order}" if order else "")
            repairs[said] = changed
            if name == "date_start":
                columns["date_precision"] = [
                    said_so or (day.precision if day else "") for said_so, day in zip(precision, found, strict=True)
                ]

    def _day(self, text: str) -> Written | None:
        plain = text.strip()
        if (serial := serial_day(plain)) is not None:
            return Written(serial.isoformat(), "day")
        return read_date(plain, self.mapping.date_order or "dmy")

    # where

    def _points(self, columns: dict[str, list[str]], repairs: dict[str, set[int]]) -> None:
        if not columns.keys() >= {"lon", "lat"}:
            return
        if "lat" in self._theirs and self._theirs["lat"] == self._theirs.get("lon"):
            pairs = [split_point(text) for text in columns["lat"]]
            columns["lat"], columns["lon"] = [lat for lat, _ in pairs], [lon for _, lon in pairs]
        given = columns["lon"], columns["lat"]
        if self.mapping.crs:
            columns["lon"], columns["lat"] = self._degrees(*given)
            said = f"coordinates brought from {self.mapping.crs} to longitude and latitude"
        else:
            columns["lon"], columns["lat"] = (each(side, degrees_text) for side in given)
            said = "coordinates: written in decimal degrees"
        new = zip(columns["lon"], columns["lat"], strict=True)
        old = zip(*given, strict=True)
        repairs[said] = {
            row for row, (a, b) in enumerate(zip(new, old, strict=True)) if list(map(_value, a)) != list(map(_value, b))
        }

    def _degrees(self, lon: list[str], lat: list[str]) -> tuple[list[str], list[str]]:
        known = [
            (row, x, y)
            for row, (x, y) in enumerate(zip(map(read_degrees, lon), map(read_degrees, lat), strict=True))
            if x is not None and y is not None
        ]
        moved = to_lonlat([x for _, x, _ in known], [y for _, _, y in known], self.mapping.crs)
        lon, lat = lon[:], lat[:]
        for (row, _, _), (x, y) in zip(known, moved, strict=True):
            lon[row], lat[row] = f"{x:.6f}", f"{y:.6f}"
        return lon, lat

    # how many

    def _figures(self, columns: dict[str, list[str]], repairs: dict[str, set[int]]) -> None:
        for name in NUMBERS:
            if name in columns and name not in _KILLED:
                self._change(name, columns, repairs, _single)
        given = [name for name in _KILLED if name in columns]
        if given != ["killed_best"]:
            for name in given:
                self._change(name, columns, repairs, _single)
            return
        texts = columns["killed_best"]
        read = {text: read_figure(text) for text in dict.fromkeys(texts)}
        for at, name in enumerate(_KILLED):
            columns[name] = [_part(read[text], at, text) for text in texts]
        self._keep_words("killed", "killed_best", texts, (columns, repairs))

    def _change(
        self, name: str, columns: dict[str, list[str]], repairs: dict[str, set[int]], read: Callable[[str], str]
    ) -> None:
        given = columns[name]
        columns[name] = each(given, read)
        self._keep_words(name, name, given, (columns, repairs))

    def _keep_words(
        self, what: str, name: str, texts: list[str], to: tuple[dict[str, list[str]], dict[str, set[int]]]
    ) -> None:
        """Say which figures were words, and keep those words beside."""
        columns, repairs = to
        worded = {text for text in dict.fromkeys(texts) if _is_worded(text)}
        rows = {row for row, text in enumerate(texts) if text in worded} if worded else set()
        for row in rows:
            columns["extra"][row] = _with(columns["extra"][row], self._theirs.get(name, name), texts[row].strip())
        repairs[f"{what}: {_WORDED}"] = rows

    # what and who

    def _types(self, columns: dict[str, list[str]], repairs: dict[str, set[int]]) -> None:
        kinds = columns.get("event_type") or columns.get("sub_event_type") or []
        subs = columns.get("sub_event_type", [""] * len(kinds)) if "event_type" in columns else [""] * len(kinds)
        meant = {text: self.mapping.types.get(text.strip()) or type_of_words(text) for text in dict.fromkeys(kinds)}
        meant_subs = {text: self.mapping.types.get(text.strip()) or type_of_words(text) for text in dict.fromkeys(subs)}
        found_kinds, found_subs, extra = [], [], columns["extra"]
        for row, (kind, sub) in enumerate(zip(kinds, subs, strict=True)):
            name = meant[kind] or kind
            finer = meant_subs[sub]
            parent = event_type_of(name) or name
            if finer and finer not in EVENT_TYPES and event_type_of(finer) == parent:
                found_subs.append(finer)
            else:
                found_subs.append(name if name != parent else "")
                if sub.strip():  # a word that says nothing to us is kept as it is
                    extra[row] = _with(extra[row], self._theirs.get("sub_event_type", "sub_event_type"), sub.strip())
            if name != kind.strip():
                extra[row] = _with(extra[row], self._theirs.get("event_type", "event_type"), kind.strip())
            found_kinds.append(parent)
        columns["event_type"], columns["sub_event_type"] = found_kinds, found_subs
        changed = {row for row, (new, old) in enumerate(zip(found_kinds, kinds, strict=True)) if new != old.strip()}
        repairs["event_type: the usual name for the words of the file, which are kept beside"] = changed

    def _actors(self, columns: dict[str, list[str]]) -> None:
        """Names that a person has mapped; what the file wrote stays beside, as with every other name."""
        for name in ("actor1", "actor2"):
            given = columns.get(name)
            if given is not None and self.mapping.actors:
                columns[f"{name}_as_given"] = [text if text.strip() in self.mapping.actors else "" for text in given]
                columns[name] = [self.mapping.actors.get(text.strip(), text) for text in given]


def is_counter(name: str) -> bool:
    """Whether a column of that name only counts the rows; what it holds is not kept."""
    return name.strip().casefold() in _COUNTERS


def _value(text: str) -> float | str:
    """What a coordinate says, so that ``70.60`` and ``70.6`` are the same."""
    try:
        return float(text)
    except ValueError:
        return text.strip()


def _single(text: str) -> str:
    """One figure for a text: the best, or the only one that is known."""
    figure = read_figure(text)
    if figure is None:
        return text
    number = figure.best if figure.best is not None else figure.low
    return "" if number is None else str(number)


def _part(figure: Figure | None, at: int, text: str) -> str:
    if figure is None:
        return text if at == 1 else ""
    number = figure[at]
    return "" if number is None else str(number)


def _is_worded(text: str) -> bool:
    """Whether a figure is given otherwise than in digits, or than by a sign for an unknown one."""
    plain = text.strip().removesuffix(".0")
    return plain.casefold() not in NOT_KNOWN and not plain.isdecimal() and read_figure(text) is not None


def _with(extra: str, name: str, text: str) -> str:
    """A JSON object of further columns with one more."""
    held = json.loads(extra) if extra else {}
    return json.dumps({**held, name: text}, ensure_ascii=False)
