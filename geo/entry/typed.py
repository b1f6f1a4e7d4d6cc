"""What was typed, written as a table has it: days and figures in any form become those of the columns."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass, field

from geo.entry.incident_entry import FIELDS, IncidentEntry
from geo.incidents import NUMBERS
from geo.incidents.claims import people_of
from geo.reading.dates import read_date
from geo.reading.figures import is_in_words, read_figure, states_no_number
from geo.reading.typed_days import two_ways

__all__ = ["Typed", "typed_cells"]

_KILLED = ("killed_low", "killed_best", "killed_high")
_KEPT = {"Cc", "Cs"}
"""Kinds of characters that no name or note has: control characters, and halves of a character."""


@dataclass(slots=True)
class Typed:
    """The cells of a row, with what was changed in words, what is wrong with them, and whether a range was typed."""

    cells: dict[str, str]
    changes: list[str] = field(default_factory=list)
    faults: list[tuple[str, str]] = field(default_factory=list)
    states_ranges: bool = False


def typed_cells(entry: IncidentEntry) -> Typed:
    """The cells of the row that an entry is."""
    typed = Typed({name: getattr(entry, name) for name in FIELDS})
    _without_controls(typed, entry)
    _read_days(typed)
    _read_figures(typed)
    if entry.edits is not None:
        _keep_given_names(typed, entry)
    return typed


def _without_controls(typed: Typed, entry: IncidentEntry) -> None:
    """Remove what cannot be seen, as it comes with a text that is pasted; what is stored and was not touched stays."""
    for name, text in typed.cells.items():
        if entry.edits is not None and text == getattr(entry.edits, name):
            continue
        lines = text if name == "notes" else text.replace("\n", " ").replace("\t", " ")
        clean = "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) not in _KEPT)
        if clean != text:
            typed.cells[name] = clean
            typed.changes.append(f"{name}: control characters removed")


def _read_days(typed: Typed) -> None:
    cells = typed.cells
    for name in ("date_start", "date_end"):
        text = cells[name].strip()
        written = read_date(text) if text else None
        if written is None:
            if text and (doubt := two_ways(text)):
                typed.faults.append((name, doubt))
            continue
        if name == "date_end":
            cells[name] = written.last_day
            continue
        cells[name] = written.day
        if not cells["date_end"].strip():
            cells["date_end"] = written.last
            cells["date_precision"] = cells["date_precision"].strip() or written.precision
        if written.doubt:
            typed.changes.append(f"{name}: {written.doubt}")


def _read_figures(typed: Typed) -> None:
    """Write figures in words as numbers; what is no figure is left for the check to refuse."""
    cells, words = typed.cells, dict[str, str]()
    alone = not any(cells[name].strip() for name in ("killed_low", "killed_high"))
    for name in NUMBERS:
        text, people = cells[name].strip(), people_of(name)
        figure = read_figure(text, people)
        if figure is None or (text and text.isascii() and text.isdecimal()):
            continue
        if name == "killed_best" and alone:
            cells |= dict(zip(_KILLED, map(_digits, figure), strict=True))
            typed.states_ranges = is_in_words(text, people)
        else:
            cells[name] = _digits(figure.best if figure.best is not None else figure.low)
        if states_no_number(text, people) or (is_in_words(text, people) and name not in _KILLED):
            words[name] = text
    if words:
        cells["extra"] = json.dumps(words, ensure_ascii=False)
        typed.changes += [f"{name}: read from words, which are in extra" for name in words]


def _digits(number: int | None) -> str:
    return "" if number is None else str(number)


def _keep_given_names(typed: Typed, entry: IncidentEntry) -> None:
    """Keep what the source wrote where a name was not changed; a new name is given as it is typed."""
    stored = entry.edits
    for name in ("location", "district", "province", "actor1", "actor2"):
        is_same = typed.cells[name] == getattr(stored, name)
        typed.cells[f"{name}_as_given"] = getattr(stored, f"{name}_as_given") if is_same else ""
