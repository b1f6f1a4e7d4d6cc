"""Withdraw an incident, or restore a withdrawn one, with a reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.entry.words import incident_words
from app.widgets.text import label
from geo.incidents import Incident
from geo.incidents.by_hand import LONGEST_WHY, ByHand, Reason
from geo.reading.direction import without_overrides
from geo.store import StoredVersion

__all__ = ["RestoreDialog", "WithdrawDialog"]

WIDTH_PX = 520
WITHDRAW = (
    "It leaves the map, all counts and all exports, and stays in the history with its claims. An import does not bring "
    "it back; Edit › Restore a withdrawn incident… does."
)
RESTORE = "Incidents that were withdrawn by hand, the latest first. One that is restored has its claims again."


class _ReasonDialog(QDialog):
    """A dialog with a line for the reason, accepted by a button; `reason` is who and why."""

    def __init__(self, name: str, title: str, does: str, parent: QWidget | None, who: str) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setMinimumWidth(min(WIDTH_PX, self.screen().availableSize().width()))
        self._who = who
        self.why = QLineEdit()
        self.why.setObjectName("why")
        self.why.setAccessibleName("Why")
        self.why.setPlaceholderText("a few words for whoever reads the history")
        self.why.setMaxLength(LONGEST_WHY)
        self.rows = QVBoxLayout(self)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go: QPushButton = self._buttons.addButton(does, QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setObjectName("go")
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    def finish(self) -> None:
        """Put the line for the reason and the buttons below what was added."""
        row = QHBoxLayout()
        row.addWidget(label("Why", "muted"))
        row.addWidget(self.why, 1)
        self.rows.addLayout(row)
        self.rows.addWidget(self._buttons)

    @property
    def reason(self) -> Reason:
        """Who, as in the preferences, and why, as typed."""
        return Reason(self._who, "".join(c for c in self.why.text() if c.isprintable()).strip())


class WithdrawDialog(_ReasonDialog):
    """Asks why an incident is withdrawn."""

    def __init__(self, incident: Incident, parent: QWidget | None = None, who: str = "") -> None:
        super().__init__("withdraw dialog", "Withdraw an incident", "Withdraw", parent, who)
        self.rows.addWidget(label(incident_words(incident), "heading", wrap=True))
        self.rows.addWidget(label(incident.incident_id, "muted", wrap=True))
        self.rows.addWidget(label(WITHDRAW, "", wrap=True))
        self.rows.addStretch()
        self.finish()
        self.why.setFocus(Qt.FocusReason.OtherFocusReason)


class RestoreDialog(_ReasonDialog):
    """Lets the user choose a withdrawn incident; accepted with its id in `chosen`."""

    def __init__(self, versions: Sequence[StoredVersion], parent: QWidget | None = None, who: str = "") -> None:
        super().__init__("restore dialog", "Restore a withdrawn incident", "Restore", parent, who)
        self.list = QListWidget()
        self.list.setObjectName("withdrawn incidents")
        self.list.setAccessibleName("Withdrawn incidents")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for version in versions:
            told = ByHand.of(version.replaced_by) if version.replaced_by is not None else None
            by = f" by {told.who}" if told and told.who else ""
            why = f": {told.why}" if told and told.why else ""
            item = QListWidgetItem(without_overrides(f"{incident_words(version.incident)}\nwithdrawn{by}{why}"))
            item.setData(Qt.ItemDataRole.UserRole, version.incident.incident_id)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.rows.addWidget(label(RESTORE, "muted", wrap=True))
        self.rows.addWidget(self.list, 1)
        self.finish()

    @property
    def chosen(self) -> str:
        """The id of the incident."""
        return "".join(str(item.data(Qt.ItemDataRole.UserRole)) for item in self.list.selectedItems()[:1])
