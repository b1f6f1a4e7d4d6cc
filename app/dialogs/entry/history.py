"""The history of an incident: its versions, the newest first, with who, when, why and what changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from app.dialogs.entry.versions import difference_table, differences, moment_words, version_words
from app.dialogs.entry.words import incident_words, place_name
from app.widgets.elided import ElidedLabel
from app.widgets.text import label, rule
from geo.incidents.by_hand import ByHand
from geo.incidents.words import date_words
from geo.store import StoredVersion
from geo.wording import plural

__all__ = ["HistoryDialog"]

SIZE = (720, 560)
_OFFERS = {
    "offered": "An import has brought this version; it waits for a decision.",
    "declined": "An import has brought this version; it was declined.",
    "taken": "An import has brought this version; it was taken.",
    "superseded": "An import has brought this version; a later import replaced it before a decision.",
}


class HistoryDialog(QDialog):
    """Shows all versions of an incident, and changes nothing."""

    def __init__(self, incident_id: str, versions: Sequence[StoredVersion], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("history dialog")
        self.setWindowTitle("History of an incident")
        room = self.screen().availableSize()
        self.resize(min(SIZE[0], room.width()), min(SIZE[1], room.height()))
        layout = QVBoxLayout(self)
        newest = versions[-1].incident
        layout.addWidget(ElidedLabel(f"{date_words(newest)} · {place_name(newest)}", "title"))
        layout.addWidget(ElidedLabel(f"{incident_id} · {plural(len(versions), 'version')}, the newest first", "muted"))
        area = QScrollArea()
        area.setObjectName("versions")
        area.setAccessibleName("Versions of the incident")
        area.setWidgetResizable(True)
        area.setWidget(_body(versions))
        layout.addWidget(area, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)


def _body(versions: Sequence[StoredVersion]) -> QWidget:
    body = QFrame()
    body.setObjectName("panel")
    column = QVBoxLayout(body)
    column.setContentsMargins(12, 10, 12, 12)
    column.setSpacing(6)
    for at in range(len(versions) - 1, -1, -1):
        version, before = versions[at], versions[at - 1] if at else None
        if version.state == "withdrawn":
            column.addWidget(label(_end_words(version), "heading", wrap=True))
            column.addWidget(rule())
        column.addWidget(label(version_words(version), "heading", wrap=True))
        if version.state in _OFFERS:
            column.addWidget(label(_OFFERS[version.state], "warning", wrap=True))
        if before is None:
            column.addWidget(label(_first_words(version), "", wrap=True))
        elif rows := differences(before, version):
            column.addWidget(difference_table(("before", "in this version"), rows))
        else:
            column.addWidget(label("No field differs from the version before.", "muted", wrap=True))
        if at:
            column.addWidget(rule())
    column.addStretch()
    return body


def _first_words(version: StoredVersion) -> str:
    claims = f" · {plural(len(version.claims), 'claim')}" if version.claims else ""
    return f"{incident_words(version.incident)}{claims}"


def _end_words(version: StoredVersion) -> str:
    """By what a version was withdrawn."""
    ended = version.replaced_by
    told = ByHand.of(ended) if ended is not None else None
    when = moment_words(ended.imported_at if ended is not None else "")
    if told is None:
        return f"{when} · withdrawn by an import{f' ({ended.file_name})' if ended is not None else ''}"
    return f"{when} · withdrawn by hand{f' by {told.who}' if told.who else ', no name given'}" + (
        f": {told.why}" if told.why else ""
    )
