"""A column mapping: how a table is read, as the user decided or as it is proposed; JSON in a file or a workspace."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from geo.errors import FileRefused, did_you_mean
from geo.incidents.columns import COLUMN_NAMES
from geo.incidents.draft import CLAIMS_COLUMN
from geo.reading import dates
from geo.taxonomy import EVENT_TYPES, event_type_of

__all__ = [
    "DATE_ORDERS",
    "FIGURE_POINTS",
    "JOINT",
    "NOT_STORED",
    "SOURCE_NAME",
    "TARGETS",
    "ColumnMapping",
    "choice_words",
    "joined_names",
    "layout_key",
    "parse_column_mapping",
    "read_column_mapping",
]

DATE_ORDERS = (*dates.DATE_ORDERS, dates.EPOCH)
FIGURE_POINTS = ("decimal", "thousands")
NOT_STORED = ("country", "utm_zone")
"""What a column can be beside our own columns: it decides how a row is read, and its texts are kept in ``extra``."""

TARGETS = (
    *(name for name in COLUMN_NAMES if name not in ("release", "source", "extra") and "_as_given" not in name),
    CLAIMS_COLUMN,
    *NOT_STORED,
)
"""What a column of a file can be: our columns, but for those that the application fills itself, and `NOT_STORED`."""

JOINT = " + "
"""Between the names of columns that together make up one of ours."""

SOURCE_NAME = re.compile(r"[a-z0-9][a-z0-9 ._-]{0,39}\Z")
"""A short name for whoever made a file."""

_SMALL = 1_000_000
_FORMAT = 1
_TABLES = ("columns", "constants", "types", "actors", "swapped_days", "notes")
"""The fields that hold texts by texts."""


@dataclass(frozen=True)
class ColumnMapping:
    """How the rows of a table become incidents.

    Attributes
    ----------
    source
        The short name of whoever made the file; ids and releases go by it.
    columns
        The names of the file's columns by ours; several joined by `JOINT` make up one of ours: figures are added, a
        year, a month and a day put together.
    constants
        Texts for columns of ours that the file lacks: the province of a file of one province.
    types
        For texts of the column of event types: the event type, or the sub-event type, that is meant.
    actors
        For names of actors as the file has them: the usual ones.
    date_order
        ``dmy``, ``mdy`` or ``ymd`` where days are written in numbers, ``epoch`` where they are seconds or milliseconds
        since 1970; blank if none are.
    swapped_days
        By our name of a column of days, the way of writing of which day and month are exchanged
        (`geo.reading.swapped_days.way_of_writing`); ``keep`` where they are left although it looks as if a spreadsheet
        had swapped them.
    figure_point
        What the point in figures like 1.000 is: ``decimal`` or ``thousands``; blank if there are none, or it is open.
    crs
        The coordinate system of lon and lat (``EPSG:32642``); blank for degrees.
    encoding, sheet
        How the file was opened, where that had to be given; blank is detected.
    notes
        What was proposed although something competed with it: a remark by the choice (``date_start from 'Day'``).
    """

    source: str
    columns: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    actors: dict[str, str] = field(default_factory=dict)
    date_order: str = ""
    swapped_days: dict[str, str] = field(default_factory=dict)
    figure_point: str = ""
    crs: str = ""
    encoding: str = ""
    sheet: str = ""
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def standing_notes(self) -> tuple[str, ...]:
        """The remarks about choices that still stand, in sentences without a full stop."""
        return tuple(f"{choice}: {remark}" for choice, remark in self.notes.items() if self._stands(choice))

    def _stands(self, choice: str) -> bool:
        target, _, column = choice.partition(" from ")
        return choice_words(target, self.columns.get(target, "")) == f"{target} from {column}"

    def as_json(self) -> dict[str, Any]:
        """The column mapping as it is written, with the number of its format."""
        return {"format": _FORMAT, **asdict(self)}

    @property
    def text(self) -> str:
        """The column mapping as one line of JSON."""
        return json.dumps(self.as_json(), ensure_ascii=False, sort_keys=True)

    def sentence(self) -> str:
        """Which column is what, in words."""
        pairs = (choice_words(ours, self.columns[ours]) for ours in TARGETS if ours in self.columns)
        fixed = (f"{ours} always {text!r}" for ours, text in self.constants.items())
        return ", ".join((*pairs, *fixed))


def choice_words(target: str, column: str) -> str:
    """The choice of a column for one of ours in words; a blank column is none."""
    return f"{target} from {column!r}" if column else f"{target} from no column"


def joined_names(column: str, header: Sequence[str]) -> tuple[str, ...]:
    """The names of the columns that a name joins; only itself if it is one of the header, or joins none of it."""
    folded = {name.strip().casefold() for name in header}
    names = tuple(name.strip() for name in column.split(JOINT))
    if column.strip().casefold() in folded or not all(name.casefold() in folded for name in names):
        return (column.strip(),)
    return names


def layout_key(header: Sequence[str]) -> str:
    """The key of a layout: a hash of the names of its columns, whatever their case, order and white space."""
    names = sorted(" ".join(name.split()).casefold() for name in header)
    return hashlib.sha256(json.dumps(names).encode()).hexdigest()[:32]


def read_column_mapping(path: Path) -> ColumnMapping:
    """A column mapping from a file: as ``import --dry-run --json`` prints it, alone or within that answer.

    Raises
    ------
    FileRefused
        If it is no column mapping; the message says what is wrong with it.
    """
    try:
        if path.stat().st_size > _SMALL:
            raise FileRefused(f"{path.name} is too large for a column mapping.")
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as fault:
        raise FileRefused(f"{path} cannot be read as a column mapping (JSON): {str(fault)[:120]}.") from fault
    if isinstance(content, dict) and isinstance(content.get("mapping"), dict):
        content = content["mapping"]
    try:
        return parse_column_mapping(content)
    except FileRefused as fault:
        raise FileRefused(f"{path.name}: {fault}") from None


def parse_column_mapping(content: Any) -> ColumnMapping:
    """A column mapping from parsed JSON; raises `FileRefused` with what is wrong with it."""
    if not isinstance(content, dict) or not isinstance(content.get("columns"), dict):
        raise FileRefused("a column mapping is an object with an object named columns.")
    if content.get("format", _FORMAT) != _FORMAT:
        raise FileRefused("the column mapping was written by a newer version of the application.")
    known = [each.name for each in fields(ColumnMapping)]
    values = {name: value for name, value in content.items() if name != "format"}
    if strange := [name for name in values if name not in known]:
        raise FileRefused(f"a column mapping has no field {strange[0]!r}.{did_you_mean(strange[0], known)}")
    for name, value in values.items():
        is_table = name in _TABLES
        texts = [*value.keys(), *value.values()] if isinstance(value, dict) else [value]
        if isinstance(value, dict) is not is_table or not all(isinstance(text, str) for text in texts):
            raise FileRefused(
                f"the field {name!r} of a column mapping holds {'texts by texts' if is_table else 'a text'}."
            )
    return _sound(ColumnMapping(**{"source": "own", **values}))


def _sound(mapping: ColumnMapping) -> ColumnMapping:
    for name in (*mapping.columns, *mapping.constants):
        if name not in TARGETS:
            raise FileRefused(f"there is no column {name!r} to fill.{did_you_mean(name, TARGETS)}")
    if not SOURCE_NAME.match(mapping.source):
        raise FileRefused("the source of a column mapping is a short name of small letters, digits and hyphens.")
    if mapping.date_order not in ("", *DATE_ORDERS):
        raise FileRefused(f"date_order is one of {', '.join(DATE_ORDERS)}, or blank.")
    if mapping.figure_point not in ("", *FIGURE_POINTS):
        raise FileRefused(f"figure_point is one of {', '.join(FIGURE_POINTS)}, or blank.")
    for text in mapping.types.values():
        if text not in EVENT_TYPES and event_type_of(text) is None:
            raise FileRefused(f"there is no event type {text[:60]!r}.{did_you_mean(text, EVENT_TYPES)}")
    return mapping
