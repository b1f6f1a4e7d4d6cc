"""The faults of a file as a workbook, to be handed back to whoever made it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from geo.errors import ExportFailed
from geo.incidents.findings import Problem
from geo.sources.files.workbook import MOST_ROWS, write_sheet

__all__ = ["HEADER", "write_problems"]

HEADER = ("Row", "Line", "Id", "Column", "Value", "What is wrong", "Effect")
EFFECTS = {"error": "row is not taken", "warning": "row is taken"}


def write_problems(path: Path, problems: Sequence[Problem]) -> Path:
    """Write problems as a workbook, whole or not at all; the path with its ending.

    Rows count records from 1, the header not counted; a blank row means the whole file. What a cell holds is text,
    never a formula.

    Raises
    ------
    ExportFailed
        If there are more than a sheet can hold, or the file cannot be written.
    """
    target = path if path.suffix.casefold() == ".xlsx" else path.with_name(f"{path.name}.xlsx")
    if len(problems) > MOST_ROWS:
        raise ExportFailed(f"{len(problems):,} problems are more than a sheet of Excel holds. Mend the first ones.")
    draft = target.with_name(f".{target.name}.part")
    try:
        write_sheet(draft, "Problems", HEADER, map(_cells, problems))
        draft.replace(target)
    except OSError as fault:
        raise ExportFailed(
            f"{target} could not be written: {fault.strerror or fault}. Choose another place."
        ) from fault
    finally:
        draft.unlink(missing_ok=True)
    return target


def _cells(problem: Problem) -> tuple[str | int, ...]:
    effect = EFFECTS.get(problem.severity, problem.severity)
    return (
        problem.row or "", problem.line or "", problem.id, problem.column, problem.value, problem.message, effect,
    )  # fmt: skip
