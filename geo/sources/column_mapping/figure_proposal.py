"""Whether the point in figures like 1.000 is one of decimals or of thousands, from the whole column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from geo.incidents.columns import NUMBERS
from geo.reading.letters import folded
from geo.sources.column_mapping.guess import Guess
from geo.sources.column_mapping.record import ColumnMapping
from geo.sources.column_mapping.survey import Survey
from geo.sources.questions import Question

__all__ = ["with_figure_point"]

_OPEN = re.compile(r"[1-9]\d{0,2}\.000", re.ASCII)
_DECIMAL = re.compile(r"0\.0{3}", re.ASCII)
_OPTION = "--figure-point decimal"


def with_figure_point(guess: Guess, survey: Survey, decided: str) -> Guess:
    """A guess with what the point in its figures is, if that is known, and a question if whole columns leave it open.

    A few such figures beside whole numbers are left to the check of the rows, which stores them as unknown.

    Parameters
    ----------
    guess
        The columns.
    survey
        Their texts.
    decided
        What the user says that it is; blank if nothing.
    """
    mapping = guess.column_mapping
    columns = {name: mapping.columns[name] for name in NUMBERS if mapping.columns.get(name) in survey.header}
    texts = {theirs: set(map(folded, survey.texts(theirs))) for theirs in dict.fromkeys(columns.values())}
    dotted = [theirs for theirs, cells in texts.items() if any(map(_OPEN.fullmatch, cells))]
    if decided or not dotted:
        return _with(guess, mapping, decided)
    if any(_DECIMAL.fullmatch(cell) for cells in texts.values() for cell in cells):
        what = f"the point in the figures of {_listed(dotted)} is one of decimals"
        note = f"{_ours(columns, dotted[0])}: {what}, because 0.000 is among the figures"
        return replace(_with(guess, mapping, "decimal"), notes=(*guess.notes, note))
    whole = [theirs for theirs in dotted if all(map(_OPEN.fullmatch, texts[theirs]))]
    if not whole:
        return guess
    example = min(filter(_OPEN.fullmatch, texts[whole[0]]))
    number = example.partition(".")[0]
    text = f"{example!r} in {_listed(whole)} may be {number} or {number} thousand, and no other figure decides it"
    question = Question(_ours(columns, whole[0]), text, _OPTION, ("decimal", "thousands"))
    return replace(guess, further=(*guess.further, question))


def _with(guess: Guess, mapping: ColumnMapping, point: str) -> Guess:
    return replace(guess, column_mapping=replace(mapping, figure_point=point))


def _ours(columns: dict[str, str], theirs: str) -> str:
    return next(name for name, column in columns.items() if column == theirs)


def _listed(columns: Iterable[str]) -> str:
    return " and ".join(map(repr, columns))
