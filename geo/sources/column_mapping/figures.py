"""Figures of people in any table: numbers, ranges and words, with the words stored beside the figure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache

from geo.incidents.columns import NUMBERS
from geo.reading.figures import Figure, is_in_words, read_casualties, read_figure, single_number, states_no_number
from geo.reading.letters import folded

__all__ = ["read_figures", "read_point", "with_text"]

_KILLED = ("killed_low", "killed_best", "killed_high")
_WORDED = "read from words or a range (at least 8, 12-15, dozens), the lower figure as the best; the words are in extra"
_LONGEST = 40
_IN_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+", re.ASCII)
_WHOLE = re.compile(r"\d+\.000", re.ASCII)

Columns = dict[str, list[str]]
Repairs = dict[str, set[int]]


def read_point(columns: Columns, point: str, repairs: Repairs) -> None:
    """Write figures like 1.000 without their point, as the column mapping says what it is; blank leaves them."""
    if not point:
        return
    for name in [name for name in NUMBERS if name in columns]:
        texts = columns[name]
        known = {text: _without_point(text, point) for text in dict.fromkeys(texts)}
        columns[name] = [known[text] for text in texts]
        what = f"{name}: the point in figures like 1.000 read as one of {point.removesuffix('s')}s"
        repairs[what] = {row for row, text in enumerate(texts) if known[text] != text}


def _without_point(text: str, point: str) -> str:
    plain = folded(text)
    if point == "thousands" and _IN_THOUSANDS.fullmatch(plain):
        return plain.replace(".", "")
    return plain.partition(".")[0] if point == "decimal" and _WHOLE.fullmatch(plain) else text


def read_figures(columns: Columns, theirs: Mapping[str, str], repairs: Repairs) -> None:
    """Replace the texts of the columns of figures by numbers; what cannot be read stays as it is.

    Parameters
    ----------
    columns
        The columns of ours as texts; words that stand for a figure are added to ``extra``.
    theirs
        The names of the file's columns by ours.
    repairs
        The positions of the rows by the kind of change; added to.
    """
    for name in [name for name in NUMBERS if name in columns]:
        texts = columns[name]
        if name == "killed_best" and not columns.keys() & {"killed_low", "killed_high"}:
            _read_range(columns, texts)
            _read_injured(columns, texts, repairs)
        else:
            known = {text: _single(text, name) for text in dict.fromkeys(texts)}
            columns[name] = [known[text] for text in texts]
        _store_words(columns, (name, theirs.get(name, name)), texts, repairs)


def with_text(extra: str, name: str, text: str) -> str:
    """A JSON object of further columns with one more."""
    member = _member(name, text)
    if not extra:
        return f"{{{member}}}"
    if _member(name, "")[:-2] in extra:  # the name may be there already
        return json.dumps({**json.loads(extra), name: text}, ensure_ascii=False)
    return f"{extra[:-1]}, {member}}}"


@lru_cache(4096)
def _member(name: str, text: str) -> str:
    return json.dumps({name: text}, ensure_ascii=False)[1:-1]


def _people(name: str) -> str:
    return "killed" if name.startswith("killed") else name


def _read_range(columns: Columns, texts: list[str]) -> None:
    """The only column of killed as its low, best and high figure."""
    read = {text: read_figure(text, "killed") for text in dict.fromkeys(texts)}
    for at, name in enumerate(_KILLED):
        columns[name] = [_part(read[text], at, text) for text in texts]


def _read_injured(columns: Columns, texts: list[str], repairs: Repairs) -> None:
    """The injured that the column of killed names (2 killed, 3 injured), in rows that count them nowhere else."""
    named = {text: _number(read_casualties(text).get("injured")) for text in dict.fromkeys(texts)}
    given = columns.get("injured", [""] * len(texts))
    rows = {row for row, text in enumerate(texts) if named[text] and not given[row].strip()}
    if rows:
        columns["injured"] = [named[texts[row]] if row in rows else text for row, text in enumerate(given)]
        repairs["injured: read from the column of killed, where it names both"] = rows


def _single(text: str, name: str) -> str:
    """One number for a text, blank if it states that none is known; a text that states no figure stays."""
    if read_figure(text, _people(name)) is None:
        return text
    number = single_number(text, _people(name))
    return "" if number is None else str(number)


def _part(figure: Figure | None, at: int, text: str) -> str:
    if figure is None:
        return text if at == 1 else ""
    number = figure[at]
    return "" if number is None else str(number)


def _number(figure: Figure | None) -> str:
    number = None if figure is None else figure.best if figure.best is not None else figure.low
    return "" if number is None else str(number)


def _kind_of_words(text: str, name: str) -> str:
    """What was made of words in a column of figures; blank for digits and for signs of an unknown figure."""
    what = "killed" if name == "killed_best" else name
    if is_in_words(text, _people(name)):
        return f"{what}: {_WORDED}"
    if states_no_number(text, _people(name)):
        return f"{what}: {text.strip()[:_LONGEST]!r} states no number: stored as unknown, the words are in extra"
    return ""


def _store_words(columns: Columns, names: tuple[str, str], texts: list[str], repairs: Repairs) -> None:
    """Report which figures were words, and store the words in ``extra``."""
    ours, theirs = names
    kinds = {text: kind for text in dict.fromkeys(texts) if (kind := _kind_of_words(text, ours))}
    if not kinds:
        return
    for row, text in enumerate(texts):
        if text in kinds:
            columns["extra"][row] = with_text(columns["extra"][row], theirs, text.strip())
            repairs.setdefault(kinds[text], set()).add(row)
