"""The answer to a question of a file, as options to read the file with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from geo.sources.questions import Question
from geo.sources.read_options import ReadOptions

__all__ = ["answered", "field_of", "key_of", "may_be_none"]

_CRS = '"crs":'
"""In an option that completes a mapping: the coordinate system is to be decided."""

_FIELDS = {"source_name": "source", "column": "columns", "type": "types"}
"""Options of the command line whose field of `ReadOptions` has another name."""


def field_of(question: Question) -> str:
    """The field of `ReadOptions`, or of the column mapping, that decides a question: ``date_order``, ``columns``."""
    plain = question.option.partition(" ")[0].strip("-").replace("-", "_")
    if plain == "mapping" and _CRS in question.option:
        return "crs"
    return _FIELDS.get(plain, plain)


def key_of(question: Question) -> str:
    """What a question asks about within its field: a column of ours, or a word of the file."""
    if field_of(question) == "columns":
        return question.about
    value = question.option.partition(" ")[2].strip().strip("\"'")
    return value.rpartition("=")[0].strip("\"'")


def may_be_none(question: Question) -> bool:
    """Whether no column at all is an answer too."""
    option = f"--column {question.about}="
    return any(rest[:1] in ("", " ") for rest in question.option.split(option)[1:])


def answered(options: ReadOptions, question: Question, candidate: str) -> ReadOptions:
    """The options with a candidate of a question chosen; unchanged if no field of them decides it."""
    name = field_of(question)
    changes: dict[str, Any] = {}
    if name in {field.name for field in fields(options)}:
        held = getattr(options, name)
        is_table = isinstance(held, Mapping)
        changes[name] = {**held, key_of(question): candidate} if is_table else candidate
    return replace(options, **changes)
