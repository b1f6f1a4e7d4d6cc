"""The problems of a file as a workbook, to be handed back to whoever made it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from geo.errors import ExportFailed
from geo.export.file_format import FileFormat
from geo.export.workbook import MOST_ROWS, workbook
from geo.incidents.findings import EFFECTS, Problem
from geo.whole_file import write_whole

__all__ = ["FORMAT", "HEADER", "problems_file", "write_problems"]

HEADER = ("Row", "Line", "Id", "Column", "Value", "What is wrong", "Effect")
_WIDTHS = tuple(max(10, min(60, len(name) * 4)) for name in HEADER)


def write_problems(path: Path, problems: Sequence[Problem]) -> Path:
    """Write problems as a workbook, whole or not at all; the path, with its ending added if it is missing.

    Rows count records from 1, the header not counted; a blank row means the whole file. The content of a cell is text,
    never a formula.

    Raises
    ------
    ExportFailed
        If there are more than a sheet can hold, or the file cannot be written.
    """
    target = problems_file(path)
    if len(problems) > MOST_ROWS:
        raise ExportFailed(f"{len(problems):,} problems are more than a sheet of Excel holds. Correct the first ones.")
    return write_whole(target, workbook("Problems", HEADER, map(_cells, problems), _WIDTHS))


def problems_file(path: Path) -> Path:
    """The path with the ending of a workbook, which is added if it is missing."""
    return path if path.suffix.casefold() == FORMAT.ending else path.with_name(f"{path.name}{FORMAT.ending}")


FORMAT: FileFormat[Sequence[Problem]] = FileFormat(
    "Excel workbook", ".xlsx", "the problems of an imported file, one a row", write_problems
)


def _cells(problem: Problem) -> tuple[str | int, ...]:
    effect = EFFECTS[problem.severity]
    place = (problem.row or "", problem.line or "", problem.id, problem.column)
    return (*place, problem.value, problem.message, effect)
