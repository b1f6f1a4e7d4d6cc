"""A list of the backups of the workspace, to restore one of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.widgets.text import label
from geo.store import Backup

__all__ = ["BackupsDialog"]


class BackupsDialog(QDialog):
    """Accepted with ``chosen``, the backup to be restored."""

    def __init__(self, workspace: str, backups: Sequence[Backup], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("backups dialog")
        self.setWindowTitle("Restore a backup")
        self.resize(460, 320)
        self.chosen: Backup | None = None
        self._backups = backups
        self._list = QListWidget()
        self._list.setObjectName("backups")
        self._list.setAccessibleName("Backups, newest first")
        for backup in backups:
            self._list.addItem(QListWidgetItem(backup.words))
        self._list.setCurrentRow(0)
        self._list.itemActivated.connect(lambda _item: self._choose())
        layout = QVBoxLayout(self)
        layout.addWidget(label(workspace, "title", wrap=True))
        layout.addWidget(
            label("The workspace as it was before an import. What it holds now becomes a backup itself.", wrap=True)
        )
        layout.addWidget(self._list, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        restore = buttons.addButton("Restore", QDialogButtonBox.ButtonRole.AcceptRole)
        restore.setObjectName("restore backup")
        restore.setDefault(True)
        buttons.accepted.connect(self._choose)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self) -> None:
        self.chosen = self._backups[self._list.currentRow()]
        self.accept()
