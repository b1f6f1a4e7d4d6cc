"""The declaration of a file format, and what dialogs, command line and documentation derive from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from geo.errors import ExportFailed

__all__ = ["FileFormat", "dialog_filter", "endings", "endings_text", "format_of", "markdown_table"]

Content = TypeVar("Content")


@dataclass(frozen=True, slots=True)
class FileFormat(Generic[Content]):
    """A kind of file.

    Attributes
    ----------
    name
        Its name as people know it: ``PNG picture``.
    ending
        How the names of its files end, with the dot, in small letters.
    holds
        What is in it, as a short phrase.
    write
        Writes the content to a path, whole or not at all, and gives the path; raises `ExportFailed`.
    """

    name: str
    ending: str
    holds: str
    write: Callable[[Path, Content], Path]


def format_of(path: Path, formats: Sequence[FileFormat[Content]]) -> FileFormat[Content]:
    """The format with the ending of a name.

    Raises
    ------
    ExportFailed
        If none of these formats has it.
    """
    for known in formats:
        if path.suffix.casefold() == known.ending:
            return known
    raise ExportFailed(f"{path.name!r} does not say what to write: end the name with {endings_text(formats)}.")


def endings(formats: Iterable[FileFormat[Any]]) -> tuple[str, ...]:
    """The endings of formats, in their order."""
    return tuple(known.ending for known in formats)


def endings_text(formats: Iterable[FileFormat[Any]]) -> str:
    """The endings in words: ``.png, .pdf or .svg``."""
    *first, last = endings(formats)
    return f"{', '.join(first)} or {last}" if first else last


def dialog_filter(formats: Iterable[FileFormat[Any]]) -> str:
    """The formats as the filter of Qt's file dialog."""
    return ";;".join(f"{known.name} (*{known.ending})" for known in formats)


def markdown_table(formats: Iterable[FileFormat[Any]]) -> str:
    """The formats as a table of Markdown, for the documentation."""
    rows = [f"| {known.name} | `{known.ending}` | {known.holds} |" for known in formats]
    return "\n".join(("| format | ending | what it holds |", "|---|---|---|", *rows))
