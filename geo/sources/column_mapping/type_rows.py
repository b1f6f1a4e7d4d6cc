"""The event types of rows: from the words of one column or two, and by whether people were killed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import NamedTuple

from geo.incidents.draft import Sheet
from geo.reading.figures import states_people
from geo.reading.letters import folded
from geo.sources.column_mapping.figure_headings import figure_reading
from geo.sources.column_mapping.figures import with_text
from geo.sources.column_mapping.type_words import Meaning, in_full, meaning_of_words, parent_of
from geo.taxonomy import EVENT_TYPES

__all__ = ["Harm", "TypeFindings", "TypeWords", "harm_rows", "read_types"]

_JOINT = " + "
"""Between the names of columns that together make up one of ours."""

_NOBODY_KILLED = "Strategic developments", "Peaceful protest"
"""Types of which people are not killed by their definition."""


class Harm(IntEnum):
    """What a row states of people."""

    NONE = 0
    """Nobody was killed or hurt, or nothing is stated."""

    HURT = 1
    """People were injured, or were casualties of which it is not said whether they died."""

    KILLED = 2
    """People were killed."""


class _Cell(NamedTuple):
    """The type that a cell means; ``candidates`` if it is open, ``is_weak`` if another column knows better."""

    name: str
    is_weak: bool = False
    candidates: tuple[str, ...] = ()


class _Row(NamedTuple):
    """The type of a row, and what is wrong with it: the message and whether it keeps the row out."""

    name: str
    message: str = ""
    is_error: bool = False

    @property
    def is_clear(self) -> bool:
        """Whether the type is known and not open."""
        return bool(self.name) and not self.is_error


class TypeFindings(NamedTuple):
    """The positions of the rows whose event type was replaced; and what is doubtful about rows, or keeps them out."""

    changed: set[int]
    doubts: list[tuple[int, str, str]]
    errors: list[tuple[int, str, str]]


class TypeWords:
    """What the words of a table mean: as the user decided, else by the bundled crosswalk.

    Parameters
    ----------
    decided
        The event type or sub-event type by the text of a cell, whatever its case.
    """

    def __init__(self, decided: Mapping[str, str]) -> None:
        self._decided = {folded(text): name for text, name in decided.items()}

    def is_decided(self, text: str) -> bool:
        """Whether the user decided what a text means."""
        return folded(text) in self._decided

    def meaning(self, text: str) -> Meaning:
        """What a text means."""
        name = self._decided.get(folded(text))
        return Meaning(name, (name,)) if name else meaning_of_words(text)

    def row(self, kind: str, sub: str, harm: Harm) -> _Row:
        """The type of a row by the texts of its two columns; the name is blank if none is known."""
        first, second = self._cell(kind, harm), self._cell(sub, harm)
        row = _joined(first, second, (kind.strip(), sub.strip()))
        if not row.message and harm is Harm.KILLED and {row.name, parent_of(row.name)} & {*_NOBODY_KILLED}:
            text = (kind.strip() or sub.strip())[:60]
            return _Row(row.name, f"People were killed, and {text!r} is read as {in_full(row.name)}: check the type.")
        return row

    def _cell(self, text: str, harm: Harm) -> _Cell:
        meaning = self.meaning(text)
        candidates = meaning.candidates(is_harmed=harm is not Harm.NONE)
        return _Cell(meaning.with_killed(harm is Harm.KILLED), meaning.is_open, candidates)


def _joined(first: _Cell, second: _Cell, texts: tuple[str, str]) -> _Row:
    """The type of two cells: the finer one if they agree, the one that is known or clear, else the first."""
    if second.name and not second.candidates and (not first.name or (first.is_weak and not second.is_weak)):
        return _Row(second.name)
    if first.candidates:
        return _Row(first.name, _question(texts[0], first.candidates), is_error=True)
    if not (first.name and second.name):
        return _Row(first.name)
    if parent_of(first.name) == parent_of(second.name):
        return _Row(first.name if second.name in EVENT_TYPES else second.name)
    if second.is_weak:
        return _Row(first.name)
    return _Row(first.name, f"{texts[0][:60]!r} and {texts[1][:60]!r} are different types: {first.name} is stored.")


def _question(text: str, candidates: Sequence[str]) -> str:
    shown = text[:60]
    return (
        f"{shown!r} may be {' or '.join(map(in_full, candidates))} here. Say what it means (on the command line: "
        f'--type "{shown}={candidates[0]}").'
    )


def harm_rows(sheet: Sheet, theirs: Mapping[str, str]) -> list[Harm]:
    """What each row states of people in its columns of figures; ``theirs`` are the names of the file's by ours."""
    of_killed = _stated(sheet, [name for ours, name in theirs.items() if ours.startswith("killed_")], "killed")
    used = {name.strip().casefold() for name in theirs.values()}
    hurt = [name for name in sheet.columns if name not in used and _may_count_killed(name)]
    of_hurt = _stated(sheet, [*hurt, *filter(None, [theirs.get("injured")])], "")
    return [Harm.KILLED if k else Harm.HURT if h else Harm.NONE for k, h in zip(of_killed, of_hurt, strict=True)]


def _may_count_killed(name: str) -> bool:
    """Whether a column that is not chosen counts people killed or hurt: of a group, or without saying which."""
    reading = figure_reading(name)
    return reading is not None and reading.measure != "abducted"


def _stated(sheet: Sheet, columns: Sequence[str], people: str) -> list[bool]:
    """Whether a row states people in any of these columns, several of which may be joined."""
    names = [name.strip().casefold() for name in columns]
    parts = [part for name in names for part in ((name,) if name in sheet.columns else name.split(_JOINT))]
    cells, rows = [sheet.column(part) for part in dict.fromkeys(parts)], len(sheet)
    known = {text: states_people(text, people) for column in cells for text in dict.fromkeys(column)}
    return [any(known[text] for text in texts) for texts in zip(*cells, strict=True)] if cells else [False] * rows


def read_types(
    columns: dict[str, list[str]], theirs: Mapping[str, str], words: TypeWords, harm: Sequence[Harm]
) -> TypeFindings:
    """Replace the texts of the two columns of types by names; a text that is unknown stays as it is.

    Parameters
    ----------
    columns
        The columns of ours as texts; texts that were replaced are added to ``extra``.
    theirs
        The names of the file's columns by ours.
    words
        What the texts mean.
    harm
        What the rows state of people; see `harm_rows`.
    """
    blank = [""] * len(harm)
    kinds = columns.get("event_type") or columns.get("sub_event_type") or blank
    subs = columns.get("sub_event_type", blank) if "event_type" in columns else blank
    names = theirs.get("event_type") or theirs.get("sub_event_type", "event_type"), theirs.get("sub_event_type", "")
    cells = list(zip(kinds, subs, harm, strict=True))
    read = {row: _written(row, words.row(*row), names) for row in dict.fromkeys(cells)}
    written = [read[row] for row in cells]
    columns["event_type"] = [one.kind for one in written]
    columns["sub_event_type"] = [one.sub for one in written]
    for row, one in enumerate(written):
        for column, text in one.beside:
            columns["extra"][row] = with_text(columns["extra"][row], column, text)
    messages = [(row, one) for row, one in enumerate(written) if one.message]
    return TypeFindings(
        {row for row, one in enumerate(written) if one.is_changed},
        [(row, "event_type", one.message) for row, one in messages if not one.is_error],
        [(row, "event_type", one.message) for row, one in messages if one.is_error],
    )


class _Written(NamedTuple):
    """What is stored for the cells of a row; ``beside`` are the texts that go into ``extra``, with their columns."""

    kind: str
    sub: str
    beside: tuple[tuple[str, str], ...]
    is_changed: bool
    message: str
    is_error: bool


def _written(cells: tuple[str, str, Harm], row: _Row, names: tuple[str, str]) -> _Written:
    texts = cells[0].strip(), cells[1].strip()
    kind = parent_of(row.name) if row.name else cells[0]
    sub = "" if row.name in EVENT_TYPES else row.name
    stored = ((row.name, kind.strip()), (sub,))
    beside = tuple(
        (name, text) for name, text, others in zip(names, texts, stored, strict=True) if text and text not in others
    )
    return _Written(kind, sub, beside, kind != texts[0], row.message, row.is_error)
