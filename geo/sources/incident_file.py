"""A file from its content to checked incidents: the entry point for everything that reads incidents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from geo.errors import FileRefused
from geo.incidents.checks.ids import SeenRows
from geo.incidents.findings import Checked, RawTable, Repair
from geo.incidents.placing import NameResolver
from geo.incidents.terms import TERMS_COLUMNS, Terms, joined_terms
from geo.reading.formulas import restored
from geo.sources.column_mapping.guess import Guess
from geo.sources.column_mapping.reading import Matter, Reading, read_matter
from geo.sources.column_mapping.record import ColumnMapping
from geo.sources.column_mapping.survey import Survey
from geo.sources.column_mapping.translator import ColumnMappingTranslator
from geo.sources.files.table import Progress, no_progress
from geo.sources.fingerprints import StoredLookup, none_stored
from geo.sources.leaving_out import without_rows
from geo.sources.opening import OpenedTable, open_file
from geo.sources.origin import Origin, origin_of
from geo.sources.part_check import PartCheck
from geo.sources.placenames import bundled_places
from geo.sources.questions import Question, questions_text
from geo.sources.read_options import KEEP, ReadOptions
from geo.sources.recognition import recognise

__all__ = ["IncidentFile"]


class IncidentFile(OpenedTable):
    """A file of incidents, opened: its layout is recognised, and its rows are checked part by part on request.

    Parameters
    ----------
    source
        An export of a known provider, the columns of this project, or any other table, in any kind of file that holds
        one. The content decides, not the name.
    options
        What is not to be detected.
    names
        Where districts and provinces are looked up; by default the bundled places.
    today
        The day after which days are doubtful; by default the present day in Pakistan.

    Raises
    ------
    FileRefused
        If it is no such file; the message says what it is and what to do.
    """

    def __init__(
        self,
        source: Origin | Path,
        options: ReadOptions | None = None,
        names: NameResolver | None = None,
        today: date | None = None,
    ) -> None:
        names, options = names or bundled_places(), options or ReadOptions()
        super().__init__(open_file(origin_of(source), options))
        self._without = options.without
        self._terms: dict[str, dict[str, None]] = {name: {} for name in TERMS_COLUMNS}
        self._recognition = recognise(self._file, options, names)
        self._check = PartCheck(
            self._recognition,
            names,
            today,
            self._file.join_rows,
            self._file.table.geometry,
            options.repeated_rows == KEEP,
        )

    @property
    def layout_name(self) -> str:
        """The name of its layout: of a provider, ``mapped`` or ``own``."""
        return self._recognition.layout_name

    @property
    def column_mapping(self) -> ColumnMapping | None:
        """How a table with an unknown layout is read; None for a known layout."""
        return self._recognition.column_mapping

    @property
    def guess(self) -> Guess | None:
        """The proposal for a table with an unknown layout that was not met before; else None."""
        return self._recognition.guess

    @property
    def questions(self) -> tuple[Question, ...]:
        """What a person has to decide before any row can be stored."""
        return self._recognition.questions

    @property
    def notes(self) -> tuple[str, ...]:
        """What was decided about the file without asking, in sentences."""
        return self._recognition.notes

    @property
    def survey(self) -> Survey | None:
        """The texts of its columns, if they were looked through for a proposal."""
        return self._recognition.survey

    @property
    def source(self) -> str:
        """The data set of its rows; if there are several, the one that most of the first rows name."""
        if self._recognition.translator is not None:
            return self._recognition.translator.source
        header = self._file.folded_header
        if "source" not in header:
            return "own"
        at = header.index("source")
        named = Counter(record[at].strip() for record in self._file.first.records if at < len(record))
        return named.most_common(1)[0][0] or "own" if named else "own"

    @property
    def terms(self) -> Terms:
        """Citation, licence and caveat, as far as the rows read until now state them in our own columns."""
        return joined_terms(self._terms.values())

    def parts(self, progress: Progress = no_progress, stored: StoredLookup = none_stored) -> Iterator[Checked]:
        """The checked rows in parts of the file.

        Parameters
        ----------
        progress
            Called with the share that was read, from 0 to 1; an exception that it raises ends the reading.
        stored
            Looks up which records are stored as they are: those are not checked again.

        Raises
        ------
        FileRefused
            If the rest of the file cannot be read, or the file changed meanwhile.
        """
        if self.questions:
            raise FileRefused(f"{self.origin.name}: {questions_text(self.questions)}.")
        self._file.require_unchanged()
        seen = SeenRows()
        for number, table in enumerate(self._file.parts(progress)):
            self._note_terms(table)
            checked = without_rows(self._check.check(table, seen, stored), self._without)
            if number == 0:
                checked = self._check.with_remarks(checked, table)
            else:  # problems of the whole file were reported with its first part
                checked = replace(checked, problems=[problem for problem in checked.problems if problem.row])
            notes = [Repair(what, checked.rows_read) for what in self._file.table.notes]
            yield replace(checked, repairs=[*notes, *checked.repairs])

    def _note_terms(self, table: RawTable) -> None:
        if self._recognition.translator is not None:
            return
        header = self._file.folded_header
        for name in self._terms.keys() & set(header):
            at = header.index(name)
            self._terms[name].update(
                dict.fromkeys(restored(record[at].strip()) for record in table.records if at < len(record))
            )

    def reading(self, column_mapping: ColumnMapping, matter: Matter) -> Reading:
        """How the first rows are read in one matter with a column mapping; nothing else is read."""
        return read_matter(
            self._file.first,
            column_mapping,
            matter,
            lambda table, mapping: self._check.check_translated(table, ColumnMappingTranslator(mapping), {}),
        )

    def preview(self, column_mapping: ColumnMapping, rows: int = 5) -> Checked:
        """What the first rows come to with a column mapping; nothing else is read."""
        first = self._file.first
        table = first.picked(range(min(rows, len(first.records))))
        return self._check.check_translated(table, ColumnMappingTranslator(column_mapping), {})
