"""The translation of any table by a column mapping, which names the column of the file for each column of ours."""

from __future__ import annotations

import json
from uuid import UUID, uuid5

from geo.incidents.draft import Sheet
from geo.incidents.placing import NameResolver
from geo.reading.date_order import ORDER_WORDS
from geo.sources.column_mapping.coordinates import translate_points, unread_rows
from geo.sources.column_mapping.figures import read_figures, read_point, with_text
from geo.sources.column_mapping.joined import filled_rows, joined_cells, joined_words
from geo.sources.column_mapping.record import NOT_STORED, ColumnMapping, joined_names
from geo.sources.column_mapping.type_rows import TypeFindings, TypeWords, harm_rows, read_types
from geo.sources.day_columns import DAY_COLUMNS, ReadDays, complete_days
from geo.sources.translation import Translation, extras, outside

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
        joined = self._joined(sheet)
        columns = {
            ours: joined_cells(ours, sheet, joined[ours]) if ours in joined else sheet.column(theirs)
            for ours, theirs in self._theirs.items()
        }
        for ours, text in self.mapping.constants.items():
            columns[ours] = [cell or text for cell in columns.get(ours, [""] * len(sheet))]
        columns["source"] = [self.source] * len(sheet)
        used = {theirs for ours, theirs in self._theirs.items() if ours not in NOT_STORED}
        used.update(name for ours in DAY_COLUMNS if ours in joined for name in joined[ours])
        further = [name for name in sheet.columns if name and name not in used | _COUNTERS]
        columns["extra"] = extras(sheet, further)
        repairs = {joined_words(ours, names): filled_rows(columns[ours]) for ours, names in joined.items()}
        given = columns.get("incident_id", [""] * len(sheet))
        made = frozenset(row for row, own in enumerate(given) if not own.strip())
        columns["incident_id"] = self._ids(sheet, columns)
        doubts = self._days(columns, repairs)
        self._points(columns, repairs)
        read_point(columns, self.mapping.figure_point, repairs)
        read_figures(columns, self._theirs, repairs)
        types = self._types(sheet, columns, repairs)
        self._actors(columns)
        of_place = self._theirs.get("country", _NO_COLUMN), self._theirs.get("province", _NO_COLUMN)
        left_out = outside(sheet, of_place, names, columns)
        has_words = "killed_best" in self._theirs and not {"killed_low", "killed_high"} & self._theirs.keys()
        return Translation(
            columns,
            {ours: theirs for ours, theirs in self._theirs.items() if ours not in joined},
            left_out,
            repairs,
            doubts + types.doubts,
            types.errors,
            has_words,
            keeps_words=True,
            is_mapped=True,
            made_ids=made,
        )

    def _joined(self, sheet: Sheet) -> dict[str, tuple[str, ...]]:
        """The columns of the file that together make up one of ours, by ours."""
        names = {ours: joined_names(theirs, sheet.names) for ours, theirs in self._theirs.items()}
        return {ours: held for ours, held in names.items() if len(held) > 1}

    def _ids(self, sheet: Sheet, columns: dict[str, list[str]]) -> list[str]:
        """The ids of the file, or for a row without one an id made from its content in the mapped columns.

        Neither a renamed heading nor a remark in an unmapped column makes another incident of it. Rows that are equal
        in the mapped columns get the same id here; the check of ids tells them apart.
        """
        given = columns.get("incident_id", [""] * len(sheet))
        names = sorted(ours for ours in self._theirs if ours not in ("incident_id", *NOT_STORED))
        joined = self._joined(sheet)
        texts = [columns[name] if name in joined else sheet.column(self._theirs[name]) for name in names]
        cells = zip(*texts, strict=True)
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
        if columns.keys() >= {"lon", "lat"}:
            is_one_cell = "lat" in self._theirs and self._theirs["lat"] == self._theirs.get("lon")
            translate_points(columns, repairs, self.mapping.crs, is_one_cell)
            for name in ("lat", "lon"):
                for row in unread_rows(columns[name]):
                    text = columns[name][row].strip()
                    columns["extra"][row] = with_text(columns["extra"][row], self._theirs.get(name, name), text)

    # what and who

    def _types(self, sheet: Sheet, columns: dict[str, list[str]], repairs: dict[str, set[int]]) -> TypeFindings:
        types = read_types(columns, self._theirs, self._type_words, harm_rows(sheet, self._theirs))
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
