"""How the columns of a file are read: by a known layout, by a column mapping, or as the columns of this project."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from geo.errors import FileRefused, did_you_mean
from geo.incidents.checks.header import is_own, may_be_own
from geo.incidents.placing import NameResolver
from geo.sources.column_mapping.figure_proposal import with_figure_point
from geo.sources.column_mapping.guess import Guess, guess_columns
from geo.sources.column_mapping.record import JOINT, ColumnMapping, joined_names, layout_key
from geo.sources.column_mapping.survey import Survey
from geo.sources.column_mapping.translator import ColumnMappingTranslator
from geo.sources.column_mapping.type_proposal import types_with, with_types
from geo.sources.day_columns import DAY_COLUMNS
from geo.sources.day_reading import DayDecisions, DayReading, day_texts, decide_days
from geo.sources.folders import with_folders
from geo.sources.geometry import with_geometry
from geo.sources.layout import Layout
from geo.sources.layout_reading import LayoutReading, layout_reading
from geo.sources.layout_registry import layouts
from geo.sources.opening import OpenedFile
from geo.sources.own_cells import own_days
from geo.sources.questions import Question
from geo.sources.read_options import AUTO, OWN, TABLE, ReadOptions
from geo.sources.translation import Translator

__all__ = ["Recognition", "recognise", "source_named"]

_TYPES_NOT_USED = "event_type: the given meanings of words are not used, because the layout is known"
_WORD = re.compile(r"[a-z]{2,}")
_EDITION_WORDS = {"copy", "of", "final", "version", "new", "updated", "update", "corrected", "latest", "week", "weekly",
                  "month", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                  "dec"}  # fmt: skip
"""Words of file names that tell the edition, not who made the file."""


@dataclass(frozen=True)
class Recognition:
    """The decision about the columns of a file.

    Attributes
    ----------
    translator
        Translates the rows; None for the columns of this project.
    column_mapping
        How a table with an unknown layout is read: as given, as it was read before, or as proposed.
    guess
        The proposal, for a table that has no column mapping yet and was not met before.
    survey
        The texts of its columns, if they were looked through.
    further_questions, further_notes
        Those that are not part of a proposal.
    layout_reading
        The names and the order of days of a file with a known layout.
    own_days
        How the days of a file in the columns of this project are read.
    figure_point
        What the point in figures like 1.000 is, as the user says, for a file without a column mapping.
    """

    translator: Translator | None
    column_mapping: ColumnMapping | None = None
    guess: Guess | None = None
    survey: Survey | None = None
    further_questions: tuple[Question, ...] = ()
    further_notes: tuple[str, ...] = ()
    layout_reading: LayoutReading | None = None
    own_days: DayReading = field(default_factory=DayReading)
    figure_point: str = ""

    @property
    def questions(self) -> tuple[Question, ...]:
        """What a person has to decide before any row can be stored."""
        return (*(self.guess.questions if self.guess else ()), *self.further_questions)

    @property
    def notes(self) -> tuple[str, ...]:
        """What was decided without asking, in sentences."""
        of_columns = self.column_mapping.standing_notes if self.column_mapping else ()
        return (*of_columns, *(self.guess.notes if self.guess else ()), *self.further_notes)

    @property
    def layout_name(self) -> str:
        """The name of the layout: of a provider, ``mapped``, or ``own``."""
        return self.translator.name if self.translator is not None else OWN


def recognise(file: OpenedFile, options: ReadOptions, names: NameResolver) -> Recognition:
    """The decision about the columns of a file; raises `FileRefused` if they contradict what the user decided."""
    given = _given(file, options, names)
    if options.types and given.column_mapping is None:
        given = replace(given, further_notes=(*given.further_notes, _TYPES_NOT_USED))
    if given.column_mapping is not None:
        return _by_mapping(given, file, _checked(file, given.column_mapping, options), options)
    layout = None if options.layout == OWN else file.layout
    wanted = next((known for known in layouts() if known.name == options.layout), None)
    if wanted is not None and layout is not wanted:
        raise FileRefused(f"{file.origin.name} does not have the columns of {wanted.title}.")
    if options.columns:
        what = layout.title if layout else "a file in the columns of this project"
        raise FileRefused(
            f"{file.origin.name} is {what}: --column is for other tables. Add --layout table to read it as one."
        )
    return _by_own(given, file, options) if layout is None else _by_layout(given, layout, file, options)


def _by_own(given: Recognition, file: OpenedFile, options: ReadOptions) -> Recognition:
    """The decision for the columns of this project, with what its days leave open."""
    days = own_days(file, DayDecisions(options.date_order, swapped=options.swapped_days))
    return replace(
        given, own_days=days, figure_point=options.figure_point,
        further_questions=(*given.further_questions, *days.questions),
        further_notes=(*given.further_notes, *days.notes),
    )  # fmt: skip


def _by_layout(given: Recognition, layout: Layout, file: OpenedFile, options: ReadOptions) -> Recognition:
    """The decision for a known layout; raises `FileRefused` if the file lacks what every row needs."""
    reading = layout_reading(layout, file, DayDecisions(options.date_order, swapped=options.swapped_days))
    return replace(
        given, translator=layout.translator(reading.header, file.first), layout_reading=reading,
        figure_point=options.figure_point,
        further_questions=(*given.further_questions, *reading.questions),
        further_notes=(*given.further_notes, *reading.notes),
    )  # fmt: skip


def _checked(file: OpenedFile, mapping: ColumnMapping, options: ReadOptions) -> ColumnMapping:
    """The mapping, whose columns must exist; what the user decides now has precedence over what it says."""
    for column in mapping.columns.values():
        for name in joined_names(column, file.table.header):
            if name.casefold() not in file.folded_header:
                near = did_you_mean(name, file.table.header)
                raise FileRefused(f"{file.origin.name} has no column {name!r}, which its column mapping names.{near}")
    types, point = types_with(mapping.types, options.types), options.figure_point or mapping.figure_point
    return replace(mapping, source=options.source or mapping.source, types=types, figure_point=point)


def _by_mapping(given: Recognition, file: OpenedFile, mapping: ColumnMapping, options: ReadOptions) -> Recognition:
    """The decision for a table that is read by a mapping, with what its days leave open."""
    days = _days(file, mapping, options)
    mapping = replace(mapping, date_order=days.order, swapped_days=dict(days.swapped))
    further_questions, further_notes, guess = days.questions, days.notes, given.guess
    if guess is not None:
        guess = replace(guess, unclear_days=days.unclear, further=(*guess.further, *days.questions))
        further_questions = ()
    return Recognition(ColumnMappingTranslator(mapping), mapping, guess, given.survey, further_questions, further_notes)


def _days(file: OpenedFile, mapping: ColumnMapping, options: ReadOptions) -> DayReading:
    folded = {ours: mapping.columns[ours].strip().casefold() for ours in DAY_COLUMNS if ours in mapping.columns}
    decisions = DayDecisions(options.date_order, mapping.date_order, options.swapped_days, mapping.swapped_days)
    return decide_days(day_texts(file.parts(), folded), decisions, has_date_cells=file.table.has_date_cells)


def _given(file: OpenedFile, options: ReadOptions, names: NameResolver) -> Recognition:
    """The column mapping of a table, if it is to be read by one: given, used before, or proposed."""
    if options.column_mapping is not None:
        return _as_decided(options.column_mapping, options)
    is_known = file.layout is not None or is_own(file.table.header)
    is_optional = is_known and options.layout == AUTO and not options.review_columns
    if options.layout not in (AUTO, TABLE) or is_optional:
        return Recognition(None)
    saved = options.saved.get(layout_key(file.folded_header))
    if saved is not None and not options.review_columns:
        return _as_decided(saved, options)
    return _proposed(file, options, names, saved)


def _as_decided(mapping: ColumnMapping, options: ReadOptions) -> Recognition:
    """A mapping that was made before, with the columns that the user decides now."""
    columns = {ours: theirs for ours, theirs in {**mapping.columns, **options.columns}.items() if theirs}
    notes = {choice: note for choice, note in mapping.notes.items() if choice.split(" ")[0] not in options.columns}
    return Recognition(None, replace(mapping, columns=columns, notes=notes))


def _proposed(file: OpenedFile, options: ReadOptions, names: NameResolver, saved: ColumnMapping | None) -> Recognition:
    survey = Survey(file.table.header, file.parts())
    if not survey.rows:
        raise FileRefused(f"{file.origin.name} has the names of columns and no rows: there is nothing to import.")
    source = options.source or source_named(file.origin.local_path.stem)
    decided = _found(file, options.columns)
    guess = with_geometry(guess_columns(survey, names, source, decided), file.table.geometry)
    guess = with_folders(guess, survey, file.table.folders, is_decided="event_type" in decided)
    guess = with_types(guess, survey, options.types, file.parts)
    guess = with_figure_point(guess, survey, options.figure_point)
    is_automatic = options.layout == AUTO and not options.review_columns and not options.columns
    if guess.missing and may_be_own(file.table.header) and is_automatic:
        return Recognition(None, survey=survey)  # the checks of this project's columns explain better what is missing
    if saved is not None:
        guess = replace(guess, column_mapping=saved, missing=(), further=())
    mapping = replace(guess.column_mapping, encoding=options.encoding, sheet=options.sheet)
    return Recognition(None, mapping, guess, survey)


def _found(file: OpenedFile, columns: Mapping[str, str]) -> dict[str, str]:
    """The columns that the user has decided, by the names that the file has for them; refused if it lacks one."""
    names = {name.strip().casefold(): name for name in file.table.header}
    found = {}
    for ours, column in columns.items():
        parts = joined_names(column, file.table.header) if column else ()
        for part in parts:
            if part.casefold() not in names:
                near = did_you_mean(part, file.table.header)
                raise FileRefused(f"{file.origin.name} has no column {part!r}.{near}")
        found[ours] = JOINT.join(names[part.casefold()] for part in parts)
    return found


def source_named(stem: str) -> str:
    """A short name for whoever made a file, from its name without dates and numbers: it stays the same next week.

    Blank if the name has no word of its own: two partners whose files are named by the month would be one source.
    """
    words = [word for word in _WORD.findall(stem.casefold()) if word not in _EDITION_WORDS]
    return "-".join(words)[:40].strip("-")
