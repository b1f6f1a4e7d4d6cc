"""The folders of a KML file as a source of event types: used where their names are known types, else offered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo.sources.column_mapping.guess import Guess
from geo.sources.column_mapping.survey import Survey
from geo.sources.questions import Question

__all__ = ["with_folders"]

_SHOWN = 4


def with_folders(guess: Guess, survey: Survey, folders: Sequence[str]) -> Guess:
    """A proposal that says when the event type is that of a folder, and asks whether it is if nothing else gives one.

    Parameters
    ----------
    guess
        The proposal by the names and the contents of the columns.
    survey
        The texts of the columns.
    folders
        The columns that hold names of folders, the innermost first.
    """
    columns = guess.column_mapping.columns
    used = columns.get("event_type") or columns.get("sub_event_type") or ""
    if used in folders:
        note = f"The event type is the name of the folder of each placemark (column {used!r}): {_names(survey, used)}"
        return replace(guess, notes=(*guess.notes, note))
    if "event_type" not in guess.missing or not folders:
        return guess
    named = "; ".join(f"{column!r}: {_names(survey, column)}" for column in folders)
    text = f"no column holds event types, but the names of the folders may be them ({named})"
    question = Question("event_type", text, f'--column event_type="{folders[0]}"', tuple(folders))
    missing = tuple(name for name in guess.missing if name != "event_type")
    return replace(guess, missing=missing, further=(*guess.further, question))


def _names(survey: Survey, column: str) -> str:
    texts = survey.texts(column)
    more = f" and {len(texts) - _SHOWN:,} more" if len(texts) > _SHOWN else ""
    return ", ".join(text for text, _ in texts.most_common(_SHOWN)) + more
