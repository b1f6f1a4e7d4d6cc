"""A file of totals from its content to checked totals: read so only because the user asked for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from geo.errors import FileRefused
from geo.incidents.findings import Checked, Findings, Repair
from geo.incidents.placing import NameResolver
from geo.incidents.releases import TOTALS
from geo.incidents.totals import ALL_EVENTS, BY_TYPE, Total
from geo.sources.aggregates import TAGGED, CountColumns, count_columns
from geo.sources.column_mapping.record import SOURCE_NAME
from geo.sources.column_mapping.survey import Survey
from geo.sources.day_reading import DayDecisions
from geo.sources.files.table import Progress, no_progress
from geo.sources.footers import NAMES, REMARK, TOTAL, without_footers
from geo.sources.layout import DataSource
from geo.sources.layout_registry import data_source
from geo.sources.opening import OpenedTable, open_plain
from geo.sources.origin import Origin, origin_of
from geo.sources.placenames import bundled_places
from geo.sources.questions import Question, questions_text
from geo.sources.read_options import ADD, EVENTS, REFUSE, REPEATED_TOTALS, ReadOptions
from geo.sources.recognition import source_named
from geo.sources.totals.agreement import added_up, overlapping, period_words, repeated
from geo.sources.totals.columns import TARGETS, TotalsColumns, choose_columns
from geo.sources.totals.days import PeriodReading, decide_periods
from geo.sources.totals.known import KnownTotals, known_totals
from geo.sources.totals.periods import heading_period
from geo.sources.totals.places import SUMS
from geo.sources.totals.rows import ReadRow, RowReader
from geo.wording import plural

__all__ = ["NAMES_ARE_SHORT", "CheckedTotals", "TotalsFile", "holds_totals"]

NAMES_ARE_SHORT = "who made it is a short name of small letters, digits and hyphens."

_SHOWN = 3
_REASONS = {TOTAL: SUMS, REMARK: "a remark in a single cell", NAMES: "the names or numbers of the columns again"}
"""What is below a table, in words that fit rows of totals."""


@dataclass(frozen=True)
class CheckedTotals:
    """The totals of a file that can be kept, and the findings: rows by what becomes of them, problems, changes."""

    totals: tuple[Total, ...]
    findings: Findings


class TotalsFile(OpenedTable):
    """A file of numbers of events, opened: its columns are recognised, and its rows are read on request.

    Parameters
    ----------
    source
        Any file that holds a table; the content decides, not the name.
    options
        What is not to be detected.
    names
        Where districts and provinces are looked up; by default the bundled places.

    Raises
    ------
    FileRefused
        If it is no such file: no column counts events, or none says where or when.
    """

    layout_name = TOTALS
    column_mapping = None
    guess = None

    def __init__(
        self, source: Origin | Path, options: ReadOptions | None = None, names: NameResolver | None = None
    ) -> None:
        self._options, self._names = options or ReadOptions(), names or bundled_places()
        file, self._tags = open_plain(origin_of(source), self._options)
        super().__init__(file)
        self._known: KnownTotals | None = known_totals(self.header)
        self._source = self._named_source()
        try:
            self.columns = self._choose_columns()
            self._periods = self._decide_periods()
        except FileRefused as why:
            raise FileRefused(f"{self.origin.name} cannot be kept as totals: {why}") from None
        self._asked: tuple[Question, ...] | None = None
        self._held: RowReader | None = None  # rows that were read to see whether there is a question

    @property
    def source(self) -> str:
        """The data set of its totals: a published one, as the user says, or from the name of the file."""
        return self._source

    @property
    def is_published(self) -> bool:
        """Whether it has the columns of a published file of totals, whose rows are certainly no incidents."""
        return self._known is not None

    @property
    def data_source(self) -> DataSource:
        """The data set with its terms."""
        if self._known is not None and self._source.startswith(self._known.source.name):
            known = self._known.source
            return DataSource(self._source, known.citation, known.licence)
        return data_source(self._source)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What a person has to decide before any total can be kept."""
        if self._asked is None:
            first = (*self._about_source(), *self.columns.questions, *self._periods.questions)
            self._asked = first or self._about_repeated()
        return self._asked

    @property
    def notes(self) -> tuple[str, ...]:
        """What was decided about the file without asking, in sentences."""
        apart = ("Its types overlap, so that their totals are never added up.",) if self._keeps_types else ()
        unread = ", ".join(map(repr, self.columns.unread))
        others = (f"Columns that are not read: {unread}.",) if unread else ()
        read = f"Read as totals: {self.columns.sentence}."
        return (read, *others, *apart, *self.columns.notes, *self._periods.notes)

    def read(self, progress: Progress = no_progress) -> CheckedTotals:
        """The totals and the findings of the whole file.

        Raises
        ------
        FileRefused
            If a question is open, or the file changed or cannot be read to its end.
        """
        if self.questions:
            raise FileRefused(f"{self.origin.name}: {questions_text(self.questions)}.")
        self._file.require_unchanged()
        reader, self._held = self._held or self._reader(progress), None
        rows, refused = self._agreed(reader)
        findings = Findings()
        findings.add(Checked([], reader.problems, self._repairs(reader.read), reader.rejected))
        findings.left_out.update(reader.left_out)
        findings.accepted = len({each.row for each in reader.read} - refused)
        notes = [Repair(what, findings.rows_read) for what in self._file.table.notes]
        findings.add(Checked([], repairs=notes))
        findings.problems.sort(key=lambda problem: problem.row)
        return CheckedTotals(tuple(each.total for each in rows), findings)

    # what is decided when it is opened

    @property
    def _keeps_types(self) -> bool:
        return self._known is not None and self._known.keeps_types

    @property
    def _usual_type(self) -> str:
        return self._known.type_in_name(self.path.stem) if self._known is not None else ""

    def _named_source(self) -> str:
        if self._options.source:
            if not SOURCE_NAME.match(self._options.source):
                raise FileRefused(f"{self.origin.name}: {NAMES_ARE_SHORT}")
            return self._options.source
        if self._known is None:
            return source_named(self.path.stem)
        return "-".join(filter(None, (self._known.source.name, *self._usual_type.split())))

    def _choose_columns(self) -> TotalsColumns:
        columns = self._options.columns
        if strange := [name for name in columns if name not in TARGETS]:
            raise FileRefused(f"--column {strange[0]}= is not for totals; {', '.join(TARGETS)} are.")
        counts = CountColumns() if columns.get(EVENTS) else count_columns(self.header, self._file.parts)
        survey = Survey(self.header, self._file.parts())
        if not survey.rows:
            raise FileRefused("it has the names of columns and no rows.")
        chosen = choose_columns(survey, counts, self._names, columns, self._tags)
        if not chosen.events:
            raise FileRefused(f"no column counts events. Name it: --column {EVENTS}=HEADING.")
        return chosen

    def _decide_periods(self) -> PeriodReading:
        if self.columns.by == "time":
            headings = [self.header[at] for at in self.columns.events]
            if "year" not in self.columns.at and any(heading_period(heading) is None for heading in headings):
                raise FileRefused("its columns of months name no year, and there is no column of years. Add one.")
            return PeriodReading(())
        decisions = DayDecisions(self._options.date_order, swapped=self._options.swapped_days)
        return decide_periods(
            self.columns, self._file.parts, decisions, self._options.row_period,
            has_date_cells=self._file.table.has_date_cells,
        )  # fmt: skip

    # what is asked

    def _about_source(self) -> tuple[Question, ...]:
        if self._source:
            return ()
        text = "the name of the file does not say who made it, and the next release has to be recognised"
        return (Question("source", text, "--source-name NAME"),)

    def _about_repeated(self) -> tuple[Question, ...]:
        """Whether rows of one place, period and type are to be added up, if there are any."""
        if self._options.repeated_totals:
            return ()
        self._held = self._reader()
        groups = repeated(self._held.read)
        if not groups:
            return ()
        first, second = groups[0][:2]
        where = f"{first.total.place}, {period_words([first.total])}"
        more = f", as do {plural(len(groups) - 1, 'more such group')} of rows" if len(groups) > 1 else ""
        text = (
            f"rows {first.row} and {second.row} state the same place, period and type ({where}: {first.total.events} "
            f"and {second.total.events} events){more}: they may be parts, to be added up ({ADD}), or else are rejected "
            f"({REFUSE})"
        )
        return (Question("repeated_totals", text, f"--repeated-totals {ADD} or {REFUSE}", REPEATED_TOTALS),)

    # rows

    def _reader(self, progress: Progress = no_progress) -> RowReader:
        reader = RowReader(
            self._source, self.columns, self._periods, self._names, self._options.types,
            keeps_types=self._keeps_types, usual_type=self._usual_type,
        )  # fmt: skip
        for part in self._file.parts(progress):
            kept, footers = without_footers(part, self.header)
            reader.left_out.update({_REASONS.get(reason, reason): n for reason, n in footers.items()})
            reader.add(kept)
        return reader

    def _agreed(self, reader: RowReader) -> tuple[list[ReadRow], set[int]]:
        """The rows that agree with each other, and the numbers of the others, which are all reported and left out."""
        rows, refused = reader.read, dict[ReadRow, str]()
        if self._options.repeated_totals == ADD:
            rows = added_up(rows)
        for group in repeated(rows):
            refused |= {each: _told(_REPEATS, group[1 if each is group[0] else 0]) for each in group}
        meeting = overlapping([each for each in rows if each not in refused])
        refused |= {each: _told(_OVERLAPS, other) for each, other in meeting.items()}
        reported = {each.row: each for each in reversed(refused)}
        for each in reported.values():
            reader.fault(each, "", period_words([each.total]), refused[each])
        return [each for each in rows if each.row not in reported], set(reported)

    def _repairs(self, read: Sequence[ReadRow]) -> list[Repair]:
        """What was changed, and how many rows it touched."""
        merged = len(read) - len(added_up(read)) if self._options.repeated_totals == ADD else 0
        renamed = len({each.row for each in read if _given(each.total) != each.total.place})
        own = {each.row: each.total.kind for each in read if each.total.kind not in (ALL_EVENTS, BY_TYPE)}
        names = sorted(set(own.values()))
        listed = ", ".join(map(repr, names[:_SHOWN])) + (
            f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        )
        n_own = 0 if self._keeps_types else len(own)
        changes = {_ADDED: merged, _RENAMED: renamed, f"{_OWN_TYPES} ({listed})": n_own}
        return [Repair(what, count) for what, count in changes.items() if count]


def _given(total: Total) -> str:
    return total.district_as_given if total.district else total.province_as_given


def _told(message: str, other: ReadRow) -> str:
    return message.format(other.row, period_words([other.total]), other.total.events)


_ADDED = "rows of one place, period and type added up"
_RENAMED = "place: replaced by the usual name"
_OWN_TYPES = "types without a counterpart, kept as they are written and never added up with others"
_REPEATS = "It states the same place, period and type as row {0} ({2} events): one of them is wrong, or they are parts."
_OVERLAPS = "Its period meets that of row {0} ({1}), for the same place and type: events would be counted twice."


def holds_totals(source: Origin | Path, options: ReadOptions) -> bool:
    """Whether a file holds numbers of events, for a user who wants them to be kept. Raises `FileRefused`."""
    if options.columns.get(EVENTS):
        return True
    file, tags = open_plain(origin_of(source), options)
    is_tagged = any(TAGGED.fullmatch(text.strip()) for text in tags)
    return is_tagged or bool(count_columns(file.table.header, file.parts).at)
