"""Versions that imports have brought of incidents edited by hand: both side by side, to take one or keep the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.entry.versions import difference_table, differences, version_words
from app.dialogs.entry.words import incident_words
from app.widgets.buttons import push_button
from app.widgets.tables import ROW_PX
from app.widgets.text import label
from geo.incidents.by_hand import Reason
from geo.reading.direction import without_overrides
from geo.store import StoredVersion
from geo.wording import plural

__all__ = ["OffersDialog"]

SIZE = (900, 600)
FEW, MOST_LISTED_PX = 3, 220
HINT = (
    "You or others have edited these incidents by hand, and an import has a newer version of them. What is not decided "
    "stays as it was edited, and can be decided later with Edit › Decide on imported versions…"
)
_VERDICTS = {True: "the imported one", False: "kept as edited", None: "not decided"}


class OffersDialog(QDialog):
    """Accepted with `verdicts`.

    Parameters
    ----------
    offers
        Pairs of the present version and the one that an import offers.
    who
        The name that will stand beside the decisions.
    """

    def __init__(
        self, offers: Sequence[tuple[StoredVersion, StoredVersion]], parent: QWidget | None = None, who: str = ""
    ) -> None:
        super().__init__(parent)
        self.setObjectName("offers dialog")
        self.setWindowTitle("Edited by hand, and newer in an import")
        room = self.screen().availableSize()
        self.resize(min(SIZE[0], room.width()), min(SIZE[1], room.height()))
        self._offers, self._who = list(offers), who
        self._verdicts: dict[int, bool] = {}
        self.list = QListWidget()
        self.list.setObjectName("offers")
        self.list.setAccessibleName("Incidents with two versions")
        for present, _offer in self._offers:
            item = QListWidgetItem(incident_words(present.incident))
            self.list.addItem(item)
        self.list.currentRowChanged.connect(lambda _row: self._show())
        self._area = QScrollArea()
        self._area.setObjectName("both versions")
        self._area.setAccessibleName("Both versions side by side")
        self._area.setWidgetResizable(True)
        self._lay_out()
        self.list.setCurrentRow(0)
        self._write()
        self.list.setMaximumHeight(MOST_LISTED_PX if len(self._offers) > FEW else FEW * ROW_PX)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.addWidget(label(HINT, "", wrap=True))
        layout.addWidget(self.list, 1)
        layout.addWidget(self._area, 2)
        self.take = push_button("take imported", "&Take the imported one", "Put the version of the import in its place")
        self.keep = push_button("keep mine", "&Keep mine", "Decline the imported version; it is not offered again")
        row = QHBoxLayout()
        for button, verdict in ((self.take, True), (self.keep, False)):
            button.clicked.connect(lambda _checked=False, verdict=verdict: self._judge(is_taken=verdict))
            row.addWidget(button)
        row.addStretch()
        layout.addLayout(row)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save: QPushButton = buttons.addButton("Save", QDialogButtonBox.ButtonRole.AcceptRole)
        self.save.setObjectName("save decisions")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    @property
    def verdicts(self) -> dict[str, bool]:
        """Whether the imported version is taken, by the id of each incident that was decided on."""
        return {self._offers[at][0].incident.incident_id: taken for at, taken in self._verdicts.items()}

    @property
    def reason(self) -> Reason:
        """Who decides."""
        return Reason(self._who, "")

    def _judge(self, *, is_taken: bool) -> None:
        """Record a decision, and go to the next incident."""
        at = self.list.currentRow()
        if at < 0:
            return
        self._verdicts[at] = is_taken
        self._write()
        if at + 1 < len(self._offers):
            self.list.setCurrentRow(at + 1)

    def _write(self) -> None:
        for at, (present, _offer) in enumerate(self._offers):
            words = f"{incident_words(present.incident)} – {_VERDICTS[self._verdicts.get(at)]}"
            self.list.item(at).setText(without_overrides(words))
        n = len(self._verdicts)
        self.save.setText(f"Save {plural(n, 'decision')}" if n else "Save")
        self.save.setEnabled(bool(n))

    def _show(self) -> None:
        at = self.list.currentRow()
        for button in (self.take, self.keep):
            button.setEnabled(at >= 0)
        if at < 0:
            return
        present, offer = self._offers[at]
        heads = (f"Mine: {version_words(present)}", f"Imported: {version_words(offer)}")
        table = difference_table(heads, differences(present, offer))
        self._area.setWidget(table)
        self._area.setAlignment(Qt.AlignmentFlag.AlignTop)
