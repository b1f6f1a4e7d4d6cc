"""The check of one part of a file: records joined, those already stored skipped, the others translated and checked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from geo.incidents.draft import Draft, Sheet
from geo.incidents.findings import Checked, Problem, RawTable, Repair, Severity
from geo.incidents.placing import NameResolver
from geo.incidents.validation import check_draft, own_draft
from geo.sources.column_mapping.figures import read_point
from geo.sources.files.points import GeometryColumns
from geo.sources.files.table import fold_names
from geo.sources.fingerprints import StoredLookup, none_stored, with_fingerprints, without_stored
from geo.sources.footers import without_footers
from geo.sources.geometry import attributes_of, own_columns, place_by_geometry, with_coordinates
from geo.sources.layout import RowJoiner
from geo.sources.layout_cells import plain_sheet
from geo.sources.layout_reading import LayoutReading
from geo.sources.own_cells import read_own_cells
from geo.sources.recognition import Recognition
from geo.sources.translation import Translation, Translator

__all__ = ["PartCheck"]

_JOINED = "rows of one event, one for each actor, joined"
_DUPLICATE_COLUMN = "The column occurs more than once: the first is read, the others are not."


@dataclass(frozen=True)
class PartCheck:
    """Checks the parts of one file.

    Attributes
    ----------
    recognition
        How its columns are read.
    names
        Where districts and provinces are looked up.
    today
        The day after which days are doubtful; None is the present day in Pakistan.
    join_rows
        Joins the rows of one event, if the file needs it.
    geometry
        The columns with the geometry of a spatial file.
    keeps_repeated
        Whether a row without an id that is the same as an earlier one is an incident of its own.
    """

    recognition: Recognition
    names: NameResolver
    today: date | None
    join_rows: RowJoiner | None
    geometry: GeometryColumns | None = None
    keeps_repeated: bool = True

    def check(self, table: RawTable, seen: dict[str, int], stored: StoredLookup) -> Checked:
        """The checked rows of a part; ``seen`` holds the row number by id of the parts before and is added to."""
        names = table.header
        if self.recognition.layout_reading is not None:
            table = replace(table, header=self.recognition.layout_reading.header)
        joined, footers = 0, Counter[str]()
        if self.join_rows is not None:
            table, footers = without_footers(table, names)
            table, joined = self.join_rows(table)
        known = stored if self.keeps_repeated else none_stored  # each row has to be compared with the others
        table, unchanged = without_stored(with_fingerprints(table, self._reading), known, seen)
        if self.join_rows is None:  # rows that are stored are none: fewer are left to look at
            table, footers = without_footers(table, names)
        checked = self._check_rows(table, seen)
        if joined:
            left_out = {**checked.left_out, _JOINED: joined}
            checked = replace(checked, left_out=left_out, repairs=[Repair(_JOINED, joined), *checked.repairs])
        if footers:
            checked = replace(checked, left_out={**checked.left_out, **footers})
        if unchanged:  # remarks about an empty part would be wrong: its rows were only not checked again
            problems = [problem for problem in checked.problems if problem.row or problem.column]
            checked = replace(checked, problems=problems, unchanged=unchanged)
        return checked

    def with_remarks(self, checked: Checked, table: RawTable) -> Checked:
        """The first part with the remarks about the whole file."""
        if self.recognition.translator is None:
            return checked
        duplicates = [name for name, n in Counter(fold_names(table.header)).items() if name and n > 1]
        remarks = [Problem(0, 1, "", name, name, _DUPLICATE_COLUMN, "warning") for name in duplicates]
        return replace(checked, problems=[*remarks, *checked.problems])

    def check_translated(self, table: RawTable, translator: Translator, seen: dict[str, int]) -> Checked:
        """The checked rows of a table, without those that are no incidents of this map."""
        sheet = Sheet(table, fold_names(table.header))
        reading = self.recognition.layout_reading
        if reading is None or translator is not self.recognition.translator:
            translation = translator.translate(sheet, self.names)
        else:
            placed = sheet if self.geometry is None else with_coordinates(sheet, self.geometry)
            translation = _by_layout(placed, reading, translator, self.names)
            read_point(translation.columns, self.recognition.figure_point, translation.repairs)
        kept = [row for row in range(len(sheet)) if row not in translation.left_out]
        draft = _draft(sheet, translation, kept, self.geometry)
        draft.keeps_repeated = self.keeps_repeated
        draft.ids_from = translator.source if reading is not None else "own"
        checked = check_draft(draft, self.names, self.today, len(kept) + len(sheet.problems), seen)
        changed = {what: len(rows.intersection(kept)) for what, rows in translation.repairs.items()}
        repairs = [*(Repair(what, count) for what, count in changed.items() if count), *checked.repairs]
        left_out = Counter(translation.left_out.values()) + Counter(checked.left_out)
        return replace(checked, left_out=dict(left_out), repairs=repairs)

    @property
    def _reading(self) -> str:
        """How the columns are read, as a text that is stable from one import to the next."""
        mapping = self.recognition.column_mapping
        reading = self.recognition.layout_reading
        if mapping is not None or reading is not None:
            return mapping.text if mapping is not None else reading.text if reading else ""
        return " ".join(filter(None, (self.recognition.layout_name, self.recognition.own_days.order)))

    def _check_rows(self, table: RawTable, seen: dict[str, int]) -> Checked:
        if self.recognition.translator is None:
            return self._check_own(table, seen)
        return self.check_translated(table, self.recognition.translator, seen)

    def _check_own(self, table: RawTable, seen: dict[str, int]) -> Checked:
        """The checked rows of a table in the columns of this project."""
        if self.geometry is None:
            plain, draft = table, own_draft(table)
        else:
            plain, lost, attributes = own_columns(table, self.geometry)
            draft = own_draft(plain)
            place_by_geometry(draft, (draft.columns["lon"], draft.columns["lat"]), lost, attributes)
        draft.keeps_repeated = self.keeps_repeated
        read_own_cells(draft, self.recognition.own_days, self.recognition.figure_point)
        return check_draft(draft, self.names, self.today, len(plain.records), seen)


def _by_layout(sheet: Sheet, reading: LayoutReading, translator: Translator, names: NameResolver) -> Translation:
    """The rows translated from plain cells; problems are reported under the names that the file has."""
    plain, repairs = plain_sheet(sheet, reading.layout.cells, reading.days.order, reading.days.swapped)
    translation = translator.translate(plain, names)
    there = {ours: theirs for ours, theirs in translation.names_in_file.items() if theirs in sheet.columns}
    named = {ours: reading.name_in_file(theirs) for ours, theirs in there.items()}
    repairs |= translation.repairs
    return replace(translation, names_in_file=named, repairs=repairs, keeps_words=True)


def _draft(sheet: Sheet, translation: Translation, kept: list[int], geometry: GeometryColumns | None) -> Draft:
    """The rows that are incidents of this map, in our columns."""
    part, columns = sheet, translation.columns
    if translation.left_out:
        part = sheet.picked(kept)
        part.problems = sheet.problems
        columns = {name: [column[row] for row in kept] for name, column in columns.items()}
    draft = Draft(part, columns, translation.names_in_file)
    draft.states_ranges = translation.states_ranges
    draft.keeps_words, draft.is_mapped = translation.keeps_words, translation.is_mapped
    draft.made_ids = frozenset(at for at, row in enumerate(kept) if row in translation.made_ids)
    faults: tuple[tuple[Severity, list[tuple[int, str, str]]], ...]
    faults = (("warning", translation.doubts), ("error", translation.errors))
    position = {row: at for at, row in enumerate(kept)} if translation.doubts or translation.errors else {}
    for severity, found in faults:
        for row, column, message in found:
            if row in position:
                draft.fault(position[row], column, message, severity)
    if geometry is not None:
        lon, lat, lost = (part.column(name) for name in geometry.names)
        names = translation.names_in_file if translation.is_mapped else {}
        attributes = attributes_of(part, columns, names, geometry)
        place_by_geometry(draft, (lon, lat), lost, attributes)
    return draft
