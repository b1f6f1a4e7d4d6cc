"""The folders of a KML file as a source of event types: used where their names are known types, else offered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from geo.sources.column_mapping.guess import Guess
from geo.sources.column_mapping.survey import Survey
from geo.sources.column_mapping.type_words import meaning_of_words, parent_of
from geo.sources.questions import Question
from geo.wording import plural

__all__ = ["with_folders"]

_SHOWN = 4
_OFTEN = 0.2


def with_folders(guess: Guess, survey: Survey, folders: Sequence[str], *, is_decided: bool = False) -> Guess:
    """A proposal that says when the event type is that of a folder, and asks whether it is if nothing else gives one.

    Parameters
    ----------
    guess
        The proposal by the names and the contents of the columns.
    survey
        The texts of the columns.
    folders
        The columns that hold names of folders, the innermost first.
    is_decided
        Whether the user has decided which column holds the event types.
    """
    columns = guess.column_mapping.columns
    used = columns.get("event_type") or columns.get("sub_event_type") or ""
    if used in folders:
        note = f"The event type is the name of the folder of each placemark (column {used!r}): {_names(survey, used)}"
        return replace(guess, notes=(*guess.notes, note))
    if used and not is_decided and (other := _other_types(survey, used, folders)):
        return _with_contradiction(guess, used, other)
    if "event_type" not in guess.missing or not folders:
        return guess
    named = "; ".join(f"{column!r}: {_names(survey, column)}" for column in folders)
    text = f"no column holds event types, but the names of the folders may be them ({named})"
    question = Question("event_type", text, f'--column event_type="{folders[0]}"', tuple(folders))
    missing = tuple(name for name in guess.missing if name != "event_type")
    return replace(guess, missing=missing, further=(*guess.further, question))


class _Other(NamedTuple):
    """A column of folders whose names are other types than the rows state: in so many of the rows that have both."""

    folder: str
    differing: int
    compared: int
    example: tuple[str, str]


def _other_types(survey: Survey, used: str, folders: Sequence[str]) -> _Other | None:
    """The first column of folders that contradicts the column of types in some row."""
    for folder in folders:
        pairs = Counter(zip(survey.cells(folder), survey.cells(used), strict=True)) if used in survey.header else {}
        known = {pair: (_type(pair[0]), _type(pair[1])) for pair in pairs}
        compared = sum(n for pair, n in pairs.items() if all(known[pair]))
        unlike = {pair: n for pair, n in pairs.items() if all(known[pair]) and len(set(known[pair])) > 1}
        if unlike:
            return _Other(folder, sum(unlike.values()), compared, max(unlike, key=lambda pair: unlike[pair]))
    return None


def _type(text: str) -> str:
    """The event type that words mean; blank if they are unknown or open."""
    meaning = meaning_of_words(text)
    return "" if meaning.is_open or not meaning.name else parent_of(meaning.name)


def _with_contradiction(guess: Guess, used: str, other: _Other) -> Guess:
    """A question where many rows lie in a folder of another type than they state, else a note."""
    rows = f"{other.differing:,} of {plural(other.compared, 'row')}"
    text = (
        f"{used!r} names another event type than {other.folder!r} in {rows} ({other.example[1]} in {other.example[0]})"
    )
    if other.differing < _OFTEN * other.compared:
        return replace(guess, notes=(*guess.notes, f"event_type: {text}"))
    option = f'--column event_type="{used}" or --column event_type="{other.folder}"'
    question = Question("event_type", text, option, (used, other.folder))
    return replace(guess, further=(*guess.further, question))


def _names(survey: Survey, column: str) -> str:
    texts = survey.texts(column)
    more = f" and {len(texts) - _SHOWN:,} more" if len(texts) > _SHOWN else ""
    return ", ".join(text for text, _ in texts.most_common(_SHOWN)) + more
