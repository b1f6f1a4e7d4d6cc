"""Preferences: the base map below the incidents, and the name beside changes by hand."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.settings import FILE, ONLINE
from app.widgets.text import label
from geo.incidents.by_hand import LONGEST_WHO
from geo.tiles import providers

__all__ = ["PreferencesDialog"]

TILES = "Base maps (*.mbtiles *.pmtiles);;All files (*)"
WARNING = (
    "Off unless you choose it. The area that you view becomes known to the provider and to anyone who can observe your "
    "network traffic. Nothing is fetched in advance, and nothing is stored after the window is closed."
)
WHO = (
    "Stands in the history of incidents that you enter, edit, withdraw or restore. It stays in the workspace: it is in "
    "no export and on no page."
)


class PreferencesDialog(QDialog):
    """Accepted with `base_map`: blank for the bundled one, or a file or a provider; and with `name`."""

    def __init__(self, base_map: str, parent: QWidget | None = None, who: str = "") -> None:
        super().__init__(parent)
        self.setObjectName("preferences dialog")
        self.setWindowTitle("Preferences")
        self.setMinimumWidth(520)
        self._make_fields()
        self._lay_out()
        self._show(base_map)
        self.who.setText(who)

    def _make_fields(self) -> None:
        self.bundled = _choice("base map bundled", "Bundled: provinces, districts, rivers and towns")
        self.from_file = _choice("base map file", "A file of tiles (MBTiles or PMTiles), raster or vector")
        self.online = _choice("base map online", "Online tiles of")
        self._group = QButtonGroup(self)
        for choice in (self.bundled, self.from_file, self.online):
            self._group.addButton(choice)
            choice.toggled.connect(self._update_fields)
        self.path = QLineEdit()
        self.path.setObjectName("base map path")
        self.path.setAccessibleName("File of tiles")
        self.path.setPlaceholderText("No file chosen")
        self.path.textChanged.connect(self._update_fields)
        self.browse = QPushButton("Choose…")
        self.browse.setObjectName("choose base map")
        self.browse.setAccessibleName("Choose a file of tiles")
        self.browse.clicked.connect(self._choose_file)
        self.provider = QComboBox()
        self.provider.setObjectName("base map provider")
        self.provider.setAccessibleName("Provider of online tiles")
        for provider in providers():
            self.provider.addItem(f"{provider.name} ({provider.host})", provider.name)

        self.who = QLineEdit()
        self.who.setObjectName("who")
        self.who.setAccessibleName("Your name beside changes by hand")
        self.who.setPlaceholderText("no name")
        self.who.setMaxLength(LONGEST_WHO)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.addWidget(label("Base map", "heading"))
        layout.addWidget(self.bundled)
        layout.addWidget(self.from_file)
        row = QHBoxLayout()
        row.setContentsMargins(22, 0, 0, 0)
        row.addWidget(self.path, 1)
        row.addWidget(self.browse)
        layout.addLayout(row)
        row = QHBoxLayout()
        row.addWidget(self.online)
        row.addWidget(self.provider, 1)
        layout.addLayout(row)
        self.warning = label(WARNING, "warning", wrap=True)
        layout.addWidget(self.warning)
        layout.addWidget(
            label("Provinces, districts and user layers are drawn above any base map.", "muted", wrap=True)
        )
        layout.addSpacing(8)
        layout.addWidget(label("Changes by hand", "heading"))
        row = QHBoxLayout()
        row.addWidget(label("Your name"))
        row.addWidget(self.who, 1)
        layout.addLayout(row)
        layout.addWidget(label(WHO, "muted", wrap=True))
        layout.addStretch()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout.addWidget(self._buttons)

    def _show(self, base_map: str) -> None:
        chosen = self.bundled
        if base_map.startswith(FILE):
            self.path.setText(base_map.removeprefix(FILE))
            chosen = self.from_file
        elif base_map.startswith(ONLINE):
            chosen = self.online
            self.provider.setCurrentIndex(max(0, self.provider.findData(base_map.removeprefix(ONLINE))))
        chosen.setChecked(True)
        self._update_fields()

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Choose a file of tiles", str(Path.home()), TILES)
        if name:
            self.path.setText(name)
            self.from_file.setChecked(True)

    def _update_fields(self) -> None:
        self.path.setEnabled(self.from_file.isChecked())
        self.provider.setEnabled(self.online.isChecked())
        ready = not self.from_file.isChecked() or bool(self.path.text().strip())
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(ready)

    @property
    def name(self) -> str:
        """The name that stands beside changes by hand; blank for none."""
        return "".join(c for c in self.who.text() if c.isprintable()).strip()

    @property
    def base_map(self) -> str:
        """The chosen base map: blank, ``file:`` and a path, or ``online:`` and a name."""
        if self.from_file.isChecked():
            return f"{FILE}{Path(self.path.text().strip()).resolve()}"
        return f"{ONLINE}{self.provider.currentData()}" if self.online.isChecked() else ""


def _choice(name: str, text: str) -> QRadioButton:
    made = QRadioButton(text)
    made.setObjectName(name)
    made.setAccessibleName(text)
    return made
