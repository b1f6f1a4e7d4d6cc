"""The answer to a question of a file, as options to read the file with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from geo.sources.questions import Question
from geo.sources.read_options import ReadOptions

__all__ = ["answered"]

_FIELDS = {"source_name": "source"}
"""Options of the command line whose field has another name."""


def answered(options: ReadOptions, question: Question, candidate: str) -> ReadOptions:
    """The options with a candidate of a question chosen.

    The option of the question names the field: ``--date-order dmy`` sets `ReadOptions.date_order`, and
    ``--column date_start="Reported on"`` an entry of `ReadOptions.columns`. Without such a field nothing changes.
    """
    option, _, value = question.option.partition(" ")
    plain = option.strip("-").replace("-", "_")
    name = _FIELDS.get(plain, plain)
    changes: dict[str, Any] = {}
    if name in {field.name for field in fields(options)}:
        held = getattr(options, name)
        key = value.partition("=")[0].strip().strip("\"'")
        is_table = isinstance(held, Mapping)
        changes[name] = {**held, key: candidate} if is_table else candidate if isinstance(held, str) else True
    return replace(options, **changes)
