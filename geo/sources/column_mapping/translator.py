"""The translation of any table by a column mapping, which names the column of the file for each column of ours."""

from __future__ import annotations

import json
from uuid import UUID, uuid5

from geo.incidents.draft import Sheet
from geo.incidents.placing import NameResolver
from geo.places.coordinates import degrees_text, read_degrees, split_point
from geo.places.measure import to_lonlat
from geo.reading.date_order import ORDER_WORDS
from geo.sources.column_mapping.figures import read_figures, read_point
from geo.sources.column_mapping.record import ColumnMapping
from geo.sources.column_mapping.type_rows import TypeFindings, TypeWords, killed_rows, read_types
from geo.sources.day_columns import DAY_COLUMNS, ReadDays, complete_days
from geo.sources.translation import Translation, each, extras, outside

__all__ = ["ColumnMappingTranslator", "is_counter"]

_ROWS = UUID("0a5b6f1e-6b0a-5f43-9a51-2f3c4d8f7a90")
"""The namespace of the ids of rows that have none: the same row of the same source gets the same id again."""

_NO_COLUMN = "\0"
"""No column can be called so; one without a name is one all the same."""

_COUNTERS = {"#", "no", "no.", "nr", "s.no", "s.no.", "s no", "s/no", "sr", "sr.", "sr no", "sr. no", "sr.no", "sr.no.",
             "sr. no.", "sl no", "sl. no.", "serial", "serial no", "serial number", "row"}  # fmt: skip
"""Columns that only count the rows: the same row may have another number next week."""


class ColumnMappingTranslator:
    """Translates the columns that a column mapping names; the others go into the column ``extra``."""

    name = "mapped"

    def __init__(self, mapping: ColumnMapping) -> None:
        self.mapping = mapping
        self.source = mapping.source
        self._type_words = TypeWords(mapping.types)
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
        doubts = self._days(columns, repairs)
        self._points(columns, repairs)
        read_point(columns, self.mapping.figure_point, repairs)
        read_figures(columns, self._theirs, repairs)
        types = self._types(sheet, columns, repairs)
        self._actors(columns)
        left_out = outside(sheet, (_NO_COLUMN, self._theirs.get("province", _NO_COLUMN)), names)
        has_words = "killed_best" in self._theirs and not {"killed_low", "killed_high"} & self._theirs.keys()
        return Translation(
            columns,
            dict(self._theirs),
            left_out,
            repairs,
            doubts + types.doubts,
            types.errors,
            has_words,
            keeps_words=True,
            is_mapped=True,
        )

    def _ids(self, sheet: Sheet, columns: dict[str, list[str]]) -> list[str]:
        """The ids of the file, or for a row without one an id made from its content in the mapped columns.

        Neither a renamed heading nor a remark in an unmapped column makes another incident of it.
        """
        given = columns.get("incident_id", [""] * len(sheet))
        names = sorted(ours for ours in self._theirs if ours != "incident_id")
        cells = zip(*(sheet.column(self._theirs[name]) for name in names), strict=True)
        ids = []
        for own, row in zip(given, cells, strict=True):
            if own.strip():
                ids.append(f"{self.source}:{own.strip()}")
            else:
                content = {name: cell.strip() for name, cell in zip(names, row, strict=True) if cell.strip()}
                ids.append(f"{self.source}:{uuid5(_ROWS, json.dumps(content, ensure_ascii=False))}")
        return ids

    # when

    def _days(self, columns: dict[str, list[str]], repairs: dict[str, set[int]]) -> list[tuple[int, str, str]]:
        """Write the days in ISO form; gives what is doubtful about them."""
        order, swapped = self.mapping.date_order, self.mapping.swapped_days
        given = {name: columns[name] for name in DAY_COLUMNS if name in columns}
        read = {
            name: ReadDays(texts, order, swapped.get(name, ""), self._theirs.get(name, ""))
            for name, texts in given.items()
        }
        complete_days(columns, read)
        doubts = []
        for name, days in read.items():
            what = f"{name}: written as year-month-day" + (f", read {ORDER_WORDS[order]}" if order else "")
            changed = {row for row, text in enumerate(columns[name]) if text != given[name][row].strip()}
            repairs |= {what: changed, **days.changes(name)}
            doubts += [(row, name, doubt) for row, doubt in days.doubts()]
        return doubts

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
            what = f"coordinates converted from {self.mapping.crs} to longitude and latitude"
        else:
            columns["lon"], columns["lat"] = (each(side, degrees_text) for side in given)
            what = "coordinates: written in decimal degrees"
        new = zip(columns["lon"], columns["lat"], strict=True)
        old = zip(*given, strict=True)
        repairs[what] = {
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

    # what and who

    def _types(self, sheet: Sheet, columns: dict[str, list[str]], repairs: dict[str, set[int]]) -> TypeFindings:
        types = read_types(columns, self._theirs, self._type_words, killed_rows(sheet, self._theirs))
        repairs["event_type: the usual name for the words of the file, which are stored in extra"] = types.changed
        return types

    def _actors(self, columns: dict[str, list[str]]) -> None:
        """Replace the names that the user has mapped; the names of the file go into the columns ``*_as_given``."""
        for name in ("actor1", "actor2"):
            given = columns.get(name)
            if given is not None and self.mapping.actors:
                columns[f"{name}_as_given"] = [text if text.strip() in self.mapping.actors else "" for text in given]
                columns[name] = [self.mapping.actors.get(text.strip(), text) for text in given]


def is_counter(name: str) -> bool:
    """Whether a column of that name only counts the rows; it is not stored."""
    return name.strip().casefold() in _COUNTERS


def _value(text: str) -> float | str:
    """The value of a coordinate, so that ``70.60`` and ``70.6`` are the same."""
    try:
        return float(text)
    except ValueError:
        return text.strip()
