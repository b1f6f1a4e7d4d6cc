"""Print JSON, CSV and aligned tables on standard output, messages on standard error.

Control characters in text of the data, which a terminal would obey, are replaced.
"""

from __future__ import annotations

import csv
import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any, TextIO

from geo.reading.direction import without_overrides
from geo.reading.formulas import neutralised

__all__ = [
    "aligned",
    "csv_cell",
    "fitted",
    "prepare_streams",
    "print_csv",
    "print_error",
    "print_json",
    "print_line",
    "visible",
    "width",
]

_ASCII = str.maketrans(
    {"–": "-", "—": "-", "−": "-", "·": "|", "…": "...", "×": "x", "→": "->", "“": '"', "”": '"', "’": "'"}
)


def prepare_streams() -> None:
    """Escape characters that the encoding of the terminal lacks, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _is_unicode(stream: TextIO) -> bool:
    return (getattr(stream, "encoding", None) or "").lower().replace("-", "") in ("utf8", "utf8sig", "utf16")


def print_line(text: str) -> None:
    """Print a line on standard output."""
    _print(text, sys.stdout)


def print_error(text: str) -> None:
    """Print a message on standard error."""
    _print(text, sys.stderr)


def _print(text: str, stream: TextIO) -> None:
    if stream.isatty():
        text = "\n".join(visible(line) for line in text.split("\n"))
    stream.write((text if _is_unicode(stream) else text.translate(_ASCII)) + "\n")


def print_json(answer: dict[str, Any]) -> None:
    """Print one JSON object; what is unknown is null, NaN is never written."""
    text = json.dumps(answer, indent=2, ensure_ascii=not _is_unicode(sys.stdout), allow_nan=False)
    if sys.stdout.isatty():
        text = "".join(c if _is_harmless(c) else json.dumps(c)[1:-1] for c in text)  # the same values
    sys.stdout.write(text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n")


def print_csv(rows: Iterable[Sequence[str]]) -> None:
    """Print rows of cells as CSV, the header first.

    A file or another program gets them as they are; on a terminal nothing in them is obeyed.
    """
    shown = ([visible(cell) for cell in row] for row in rows) if sys.stdout.isatty() else rows
    csv.writer(sys.stdout, lineterminator="\n").writerows(shown)


def csv_cell(value: Any) -> str:
    """A value as a cell: blank if it is unknown, and never a formula."""
    return "" if value is None else neutralised(value) if isinstance(value, str) else str(value)


def visible(text: str) -> str:
    """The text on one line with everything that a terminal would obey replaced."""
    return "".join(_shown(c) for c in without_overrides(text))


def _is_harmless(c: str) -> bool:
    return c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Zl", "Zp")


def _shown(c: str) -> str:
    kind = unicodedata.category(c)
    if kind in ("Cc", "Zl", "Zp"):
        return " " if c in "\t\n\r\u2028\u2029" else "\N{REPLACEMENT CHARACTER}"
    return "" if kind == "Cf" else c


def width(text: str) -> int:
    """The width of a text in a terminal, in columns."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(c: str) -> int:
    if unicodedata.combining(c):
        return 0
    return 2 if unicodedata.east_asian_width(c) in "WF" else 1


def fitted(text: str, columns: int) -> str:
    """The text, cut with an ellipsis where it is wider than these columns."""
    if width(text) <= columns:
        return text
    ends = accumulate(map(_columns, text))
    kept = sum(1 for end in ends if end <= columns - 1)
    return text[:kept].rstrip() + "…"


def aligned(header: Sequence[str], rows: Sequence[Sequence[str]], numbers: Iterable[int] = ()) -> list[str]:
    """The lines of a table under its header; the columns named in ``numbers`` are aligned at the right."""
    shown = [[visible(cell) for cell in row] for row in (header, *rows)]
    widths = [max(width(row[i]) for row in shown) for i in range(len(header))]
    right = set(numbers)

    def padded(row: Sequence[str]) -> str:
        cells = []
        for i, cell in enumerate(row):
            blank = " " * (widths[i] - width(cell))
            cells.append(blank + cell if i in right else cell + blank)
        return "  ".join(cells).rstrip()

    return [padded(shown[0]), "  ".join("-" * w for w in widths), *(padded(row) for row in shown[1:])]
