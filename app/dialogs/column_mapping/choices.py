"""What a user has decided so far about the columns of a table, apart from any widget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.widgets.column_names import BOTH, NONE
from geo.reading.date_order import date_order_of
from geo.sources.answers import answered, field_of, key_of, may_be_none
from geo.sources.column_mapping.reading import JOINT, MATTERS, Matter
from geo.sources.column_mapping.record import TARGETS, ColumnMapping, parse_column_mapping
from geo.sources.column_mapping.type_words import type_of_words
from geo.sources.incident_file import IncidentFile
from geo.sources.questions import Question
from geo.sources.read_options import ReadOptions
from geo.taxonomy import actor_name, actors

__all__ = ["Choices", "Lacking", "matter_of"]

_DAYS = ("date_start", "date_end")
_PLACES = frozenset(("district", "province"))
_TYPES = frozenset(("event_type", "sub_event_type"))
_POINT = frozenset(("lon", "lat"))
_MAPPING_TEXTS = ("date_order", "source", "crs", "figure_point")
"""Fields of the mapping that an answer sets."""

_IN_MAPPING = frozenset(("columns", "types", *_MAPPING_TEXTS))
"""Answers that become a part of the mapping, where they may be changed again."""

MOST_WORDS = 200
"""A column with more different texts than that holds no event types."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """What is still to be decided.

    Attributes
    ----------
    where
        A matter, ``source``, or the column of ours that a question is about.
    button
        A few words for the button.
    sentence
        A sentence for the user.
    """

    where: str
    button: str
    sentence: str


class Choices:
    """The column mapping as it stands, and the answers to the questions of the file.

    Attributes
    ----------
    mapping
        The mapping; it need not be sound yet.
    answers
        The chosen candidates of questions.
    touched
        The columns of ours that the user has decided about.
    """

    def __init__(self, file: IncidentFile) -> None:
        assert file.guess is not None
        self.guess, self.questions, self.notes = file.guess, file.questions, file.notes
        self.survey, self.header = file.survey, tuple(name for name in file.header if name)
        self.mapping: ColumnMapping = file.column_mapping or file.guess.column_mapping
        self.answers: dict[Question, str] = {}
        self.touched: set[str] = set()
        self._is_order_chosen = False
        self._known: dict[str, str] = {}
        self._decided_words: set[str] = set()
        self._asked_types, self._asked_days = self._type_column(), self._day_columns()
        self._asked_points = self._point_columns()
        self.open_orders: tuple[str, ...] = ()

    # columns

    def column_of(self, target: str) -> str:
        """The column of the file for one of ours; blank for none."""
        return self.mapping.columns.get(target, "")

    def target_of(self, column: str) -> str:
        """What a column of the file is: one of ours, `BOTH`, or blank."""
        held = [target for target, theirs in self.mapping.columns.items() if column in self.parts_of(theirs)]
        return BOTH if _POINT.issubset(held) else held[0] if held else ""

    def parts_of(self, column: str) -> tuple[str, ...]:
        """The columns of the file that a name joins: those of a sum, or of a year, a month and a day."""
        return (column,) if column in self.header else tuple(column.split(JOINT))

    def assign(self, target: str, column: str) -> None:
        """Make a column of the file the one for a column of ours, in place of any other; blank for none."""
        beside = _POINT - {target} if target in _POINT else frozenset[str]()  # one column can hold both
        others = self._without(self.parts_of(column), beside)
        others.pop(target, None)
        self._set_columns({**others, target: column} if column else others)
        self.touched.add(target)

    def set_target(self, column: str, target: str) -> None:
        """Say what a column of the file is: one of ours, `BOTH`, or blank for further data."""
        wanted = ("lat", "lon") if target == BOTH else (target,) if target else ()
        if target and target == self.target_of(column):
            return
        others = self._without((column,), frozenset())
        self._set_columns({**others, **dict.fromkeys(wanted, column)})
        self.touched.update(wanted)

    def _without(self, columns: Sequence[str], beside: frozenset[str]) -> dict[str, str]:
        """The columns chosen without these of the file; those for ``beside`` stay."""
        others = {}
        for ours, theirs in self.mapping.columns.items():
            rest = [part for part in self.parts_of(theirs) if part not in columns or ours in beside]
            if rest:
                others[ours] = JOINT.join(rest)
        return others

    def _set_columns(self, columns: dict[str, str]) -> None:
        before = self._day_columns()
        ordered = sorted(columns, key=TARGETS.index)
        self.mapping = replace(self.mapping, columns={target: columns[target] for target in ordered})
        if self._day_columns() != before:
            self._find_date_order()

    def _point_columns(self) -> tuple[str, ...]:
        return self.column_of("lon"), self.column_of("lat")

    def _day_columns(self) -> tuple[str, ...]:
        return tuple(self.column_of(name) for name in _DAYS)

    def _find_date_order(self) -> None:
        """Find the order of the days in the columns that are chosen now, as it was found for those before."""
        order = date_order_of(self._texts(self._day_columns()))
        self.open_orders = order.candidates
        swapped = {
            name: way for name, way in self.mapping.swapped_days.items() if self._day_columns() == self._asked_days
        }
        self.mapping = replace(self.mapping, date_order=order.order, swapped_days=swapped)
        self._is_order_chosen = False

    # other fields of the mapping

    def set_constant(self, target: str, text: str) -> None:
        """Give every row that names none this text; blank for no such text."""
        constants = {name: held for name, held in self.mapping.constants.items() if name != target}
        self.mapping = replace(self.mapping, constants={**constants, target: text} if text else constants)

    def set_type(self, word: str, kind: str) -> None:
        """Say which type is meant by a word of the file; blank for none."""
        self._decided_words = {*self._decided_words, word} if kind else self._decided_words - {word}
        types = {text: held for text, held in self.mapping.types.items() if text != word}
        self.mapping = replace(self.mapping, types={**types, word: kind} if kind else types)

    def set_actor(self, text: str, name: str) -> None:
        """Say which actor is meant by a name of the file; blank for the name as it is."""
        held = {given: known for given, known in self.mapping.actors.items() if given != text}
        self.mapping = replace(self.mapping, actors={**held, text: name} if name else held)

    def set_source(self, name: str) -> None:
        """Name who made the file."""
        self.mapping = replace(self.mapping, source=name)

    def set_crs(self, crs: str) -> None:
        """Name the coordinate system; blank for degrees."""
        self.mapping = replace(self.mapping, crs=crs)

    @property
    def is_order_open(self) -> bool:
        """Whether the days of another column than the proposed one can be read in several ways."""
        return bool(self.open_orders) and not self.mapping.date_order

    def candidate_orders(self) -> tuple[str, ...]:
        """The orders in which the days can be read, while it is to be decided which one is meant."""
        asked = next((q.candidates for q in self.open_questions("day") if self.is_order(q)), ())
        return asked or (self.open_orders if self.is_order_open else ())

    def set_date_order(self, order: str) -> None:
        """Say how days are written in numbers."""
        self._is_order_chosen = bool(order)
        self.mapping = replace(self.mapping, date_order=order)

    # words of the file, by the columns that are chosen now

    def type_words(self) -> Counter[str]:
        """The most frequent texts of the column of event types with their rows; empty without such a column."""
        texts = self._texts([self.column_of("event_type") or self.column_of("sub_event_type")])
        return Counter(dict(texts.most_common(MOST_WORDS)))

    def type_of(self, word: str) -> str:
        """The type that a word of the file stands for; blank if it is not known, or is to be decided."""
        if word in self._open_words():
            return ""
        if word not in self._known:
            self._known[word] = type_of_words(word)
        return self.mapping.types.get(word) or self._known[word]

    def _open_words(self) -> set[str]:
        """The words whose meaning is an open question."""
        return {key_of(q) for q in self.open_questions("type") if field_of(q) == "types"}

    def variants(self, matter: Matter) -> list[ColumnMapping]:
        """The mappings by which a matter may be read, by what is still to be decided; one if that is nothing."""
        mapping, variants = self.mapping, list[ColumnMapping]()
        if matter == "day":
            variants = [replace(mapping, date_order=order) for order in self.candidate_orders()]
        for question in self.open_questions(matter):
            field = field_of(question)
            for candidate in question.candidates:
                if field == "types":
                    variants.append(replace(mapping, types={**mapping.types, key_of(question): candidate}))
                elif field in ("crs", "figure_point"):
                    variants.append(_with(mapping, field, candidate))
        return variants or [mapping]

    def unknown_actors(self) -> Counter[str]:
        """The actors that are not in the bundled table, with their rows."""
        known = {actor.name for actor in actors()}
        texts = self._texts([self.column_of("actor1"), self.column_of("actor2")])
        return Counter({text: n for text, n in texts.items() if actor_name(text) not in known})

    def _texts(self, columns: Sequence[str]) -> Counter[str]:
        texts: Counter[str] = Counter()
        for column in columns:
            if self.survey is not None and column in self.survey.header:
                texts.update(self.survey.texts(column))
        return texts

    # questions

    def answer(self, question: Question, candidate: str) -> None:
        """Decide a question by one of its candidates or by `NONE`; blank takes the answer back."""
        self.answers.pop(question, None)
        if not candidate:
            return
        self.answers[question] = candidate
        field = field_of(question)
        if field == "columns" and question.about in TARGETS:
            self.assign(question.about, "" if candidate == NONE else candidate)
        elif field == "date_order":
            self.set_date_order(candidate)
        elif field in _MAPPING_TEXTS:
            self.mapping = _with(self.mapping, field, candidate)
        elif field == "types":
            self.set_type(key_of(question), candidate)

    def is_order(self, question: Question) -> bool:
        """Whether a question is how days are written in numbers."""
        return field_of(question) == "date_order"

    def is_open(self, question: Question) -> bool:
        """Whether a question is still to be decided."""
        field = field_of(question)
        if question in self.answers or self._is_moot(field):
            return False
        if field in _MAPPING_TEXTS:
            return not getattr(self.mapping, field)
        if field == "types":
            return key_of(question) not in self._decided_words
        if question.about in self.guess.missing:
            return self._lacks(question.about)
        return field != "columns" or question.about not in self.touched

    def _is_moot(self, field: str) -> bool:
        """Whether a question is about a column that is no longer chosen; others may leave something else open."""
        if field == "types":
            return self._type_column() != self._asked_types
        if field == "crs":
            return self._point_columns() != self._asked_points
        return field in ("date_order", "swapped_days") and self._day_columns() != self._asked_days

    def chosen(self, question: Question) -> str:
        """The answer to a question as it stands, wherever that was chosen; blank while it is open."""
        if self.is_open(question):
            return ""
        field = field_of(question)
        if field in _MAPPING_TEXTS:
            return str(getattr(self.mapping, field))
        if field == "types":
            return self.mapping.types.get(key_of(question), "")
        if field == "columns":
            return self.column_of(question.about) or (NONE if may_be_none(question) else "")
        return self.answers.get(question, "")

    def open_questions(self, matter: Matter | None = None) -> list[Question]:
        """The questions that are still to be decided, of one matter or all."""
        return [q for q in self.questions if self.is_open(q) and (matter is None or matter_of(q) == matter)]

    def _type_column(self) -> str:
        return self.column_of("event_type") or self.column_of("sub_event_type")

    def _lacks(self, about: str) -> bool:
        given = {*self.mapping.columns, *self.mapping.constants}
        if about in _TYPES:
            return not given & _TYPES
        return not self._has_place() if about == "place" else about not in given

    def _has_place(self) -> bool:
        given = {*self.mapping.columns, *self.mapping.constants}
        return self.mapping.columns.keys() >= _POINT or bool(given & _PLACES)

    def lacking(self) -> list[Lacking]:
        """All that is still to be decided, in the order of the dialog."""
        lacking = []
        if self._lacks("date_start"):
            lacking.append(Lacking("day", "Choose the day", "Choose the column that holds the day."))
        elif self.is_order_open:
            sentence = "Choose how the days are written in numbers: they can be read in several ways."
            lacking.append(Lacking("day", "Choose how days are written", sentence))
        if not self._has_place():
            sentence = "Choose the columns that hold the place: the coordinates, the district or the province."
            lacking.append(Lacking("place", "Choose the place", sentence))
        if self._lacks("event_type"):
            sentence = "Choose the column that holds the event type, or one type for all rows."
            lacking.append(Lacking("type", "Choose the type", sentence))
        for number, question in enumerate(self.questions, 1):
            where = matter_of(question) or question.about
            if self.is_open(question) and where not in {each.where for each in lacking}:
                lacking.append(Lacking(where, f"Answer question {number}", f"Question {number} is open."))
        if not self.mapping.source and "source" not in {each.where for each in lacking}:
            lacking.append(Lacking("source", "Name who made it", "Name who made the file: ids and releases go by it."))
        return lacking

    # the result

    def checked_mapping(self) -> ColumnMapping:
        """The mapping; raises `FileRefused` if something in it cannot be used."""
        return parse_column_mapping(self.mapping.as_json())

    def options(self) -> ReadOptions:
        """The options to read the file with; raises `FileRefused` if something in the mapping cannot be used."""
        mapping = self.checked_mapping()
        options = ReadOptions(
            sheet=mapping.sheet,
            encoding=mapping.encoding,
            date_order=mapping.date_order if self._is_order_chosen else "",
            column_mapping=mapping,
        )
        for question, candidate in self.answers.items():
            if field_of(question) not in _IN_MAPPING:
                options = answered(options, question, candidate)
        return options


def _with(mapping: ColumnMapping, field: str, text: str) -> ColumnMapping:
    """The mapping with another text in one of `_MAPPING_TEXTS`."""
    changes: dict[str, Any] = {field: text}
    return replace(mapping, **changes)


def matter_of(question: Question) -> Matter | None:
    """The matter that a question is about, if it is one that is shown first."""
    if question.about == "place":
        return "place"
    return next((matter for matter, names in MATTERS.items() if question.about in names), None)
