"""Versions of an incident in words: who brought one and when, and a table of what differs between two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from app.widgets.text import label
from geo.incidents.by_hand import ByHand
from geo.store import StoredVersion, differing_fields

__all__ = ["difference_table", "differences", "moment_words", "version_words"]

NONE = "unknown"
LONGEST = 600
NOT_SHOWN = ("extra", "revised_at")


def moment_words(moment: str) -> str:
    """A moment as it is stored, to the minute."""
    return f"{moment[:16].replace('T', ' ')} UTC" if moment else "time not recorded"


def version_words(version: StoredVersion) -> str:
    """When a version came, how, by whom and why."""
    release = version.release
    told = ByHand.of(release) if release is not None else None
    when = moment_words(release.imported_at if release is not None else "")
    if told is None:
        file_name = release.file_name if release is not None else ""
        return f"{when} · imported{f' from {file_name}' if file_name else ''}"
    who = f" by {told.who}" if told.who else ", no name given"
    return f"{when} · {told.what} by hand{who}" + (f": {told.why}" if told.why else "")


def differences(before: StoredVersion, after: StoredVersion) -> list[tuple[str, str, str]]:
    """The columns that differ, each with the text of both versions; of claims only those that the other lacks."""
    names = [name for name in differing_fields(before, after) if name not in NOT_SHOWN]
    told = [(_title(name), *_texts(before, after, name)) for name in names if not name.endswith("_as_given")]
    return told or [(_title(name), *_texts(before, after, name)) for name in names]


def _title(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _texts(before: StoredVersion, after: StoredVersion, name: str) -> tuple[str, str]:
    if name == "claims":
        sides = ((before.claims, after.claims), (after.claims, before.claims))
        one, other = ("\n".join(c.sentence() for c in mine if c not in others) or "–" for mine, others in sides)
        return one, other
    values = (getattr(side.incident, name) for side in (before, after))
    first, second = (NONE if value is None or value == "" else str(value)[:LONGEST] for value in values)
    return first, second


def difference_table(heads: Sequence[str], rows: Iterable[tuple[str, str, str]]) -> QWidget:
    """A table of columns that differ, with the texts of two versions side by side below their heads."""
    body = QFrame()
    body.setObjectName("panel")
    grid = QGridLayout(body)
    grid.setContentsMargins(12, 8, 12, 10)
    grid.setHorizontalSpacing(16)
    grid.setColumnMinimumWidth(0, 110)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(2, 1)
    for column, head in enumerate(heads):
        grid.addWidget(_cell(head, "heading"), 0, column + 1)
    for row, texts in enumerate(rows, 1):
        for column, text in enumerate(texts):
            grid.addWidget(_cell(text, "" if column else "muted"), row, column)
    grid.setRowStretch(grid.rowCount(), 1)
    return body


def _cell(text: str, role: str) -> QLabel:
    made = label(text, role, wrap=True)
    made.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
