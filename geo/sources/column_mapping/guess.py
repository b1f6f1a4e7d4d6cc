"""A proposed column mapping for a table with an unknown layout: by the names and the contents of its columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from geo.incidents.placing import NameResolver
from geo.sources.column_mapping.candidates import Choices
from geo.sources.column_mapping.choice import choose_columns
from geo.sources.column_mapping.contents import Contents
from geo.sources.column_mapping.day_columns import order_in_heading
from geo.sources.column_mapping.record import TARGETS, ColumnMapping
from geo.sources.column_mapping.survey import Survey
from geo.sources.column_mapping.type_words import type_of_words
from geo.sources.questions import Question
from geo.taxonomy import actor_name, actors

__all__ = ["Guess", "guess_columns"]

MOST_LISTED = 50
_MOSTLY = 0.5
_MAPPING_OPTION = "--mapping FILE, which is the mapping that --dry-run --json prints, completed"
_COLUMN_OPTION = '--column {}="HEADING" or '


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
        Sentences about what was decided although something competed with it, beside those of the mapping.
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
            column = "district" if self.missing[0] == "place" else self.missing[0]
            questions.append(Question(self.missing[0], text, _COLUMN_OPTION.format(column) + _MAPPING_OPTION))
        if not self.column_mapping.source:
            text = "its name does not say who made it, which the ids of its rows need"
            questions.append(Question("source", text, "--source-name NAME"))
        return (*questions, *self.further)


def guess_columns(survey: Survey, names: NameResolver, source: str, decided: Mapping[str, str] | None = None) -> Guess:
    """A proposal for a table, from the names and the contents of its columns; what its types mean is decided later.

    Parameters
    ----------
    survey
        The texts of its columns.
    names
        Where districts and provinces are looked up.
    source
        The short name of whoever made it.
    decided
        What the user has decided: names of columns by ours, a blank one for none.
    """
    choices = choose_columns(Contents(survey, names, type_of_words), decided or {})
    columns = {name: choices.columns[name] for name in TARGETS if name in choices.columns}
    order = order_in_heading(columns.get("date_start", ""))
    mapping = ColumnMapping(source, columns, date_order=order, crs=choices.crs, notes=choices.notes)
    unknown = _unknown_actors(survey, columns)
    notes = _note_unnamed(survey.unnamed)
    return Guess(mapping, _missing(choices), unknown_actors=unknown, further=tuple(choices.questions), notes=notes)


def _note_unnamed(count: int) -> tuple[str, ...]:
    """A note about columns with cells and without a name, which are stored nowhere."""
    if not count:
        return ()
    columns = "1 column without a name is" if count == 1 else f"{count} columns without a name are"
    return (f"{columns} not stored: write a name above the cells to keep them",)


def _missing(choices: Choices) -> tuple[str, ...]:
    """What every row needs and no column was recognised for; an open question is not missing."""
    columns = {*choices.columns, *(question.about for question in choices.questions)}
    missing = []
    if "date_start" not in columns:
        missing.append("date_start")
    if not columns & {"event_type", "sub_event_type"}:
        missing.append("event_type")
    if not columns & {"district", "province"} and not columns >= {"lon", "lat"} and not _names_places(choices):
        missing.append("place")
    return tuple(missing)


def _names_places(choices: Choices) -> bool:
    """Whether the column of places names known ones, in the rows that do not say that they lie elsewhere."""
    location = choices.columns.get("location", "")
    if location not in choices.contents.survey.header:
        return False
    wider = [choices.columns[name] for name in ("country",) if name in choices.columns]
    return choices.contents.share_here(location, "place", wider) >= _MOSTLY


# actors


def _unknown_actors(survey: Survey, columns: dict[str, str]) -> Counter[str]:
    known = {actor.name for actor in actors()}
    unknown: Counter[str] = Counter()
    for name in ("actor1", "actor2"):
        if columns.get(name) in survey.header:
            unknown.update({t: n for t, n in survey.texts(columns[name]).items() if actor_name(t) not in known})
    return Counter(dict(unknown.most_common(MOST_LISTED)))
