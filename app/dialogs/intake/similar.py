"""Stored incidents that may be the one that is reviewed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from app.dialogs.intake.keys import Command, key_button
from app.widgets.elided import combo_box
from app.widgets.text import label
from geo.analysis.similar import Similar
from geo.dataset import Dataset
from geo.incidents.words import date_words, figure_words
from geo.wording import plural

__all__ = ["SAME", "SimilarRow"]

SAME = Command(
    "same",
    "The same: add as a source and claim",
    ("D",),
    "The publisher becomes a source of the stored incident, and what the text says becomes claims",
)


class SimilarRow(QFrame):
    """Says that an item may be stored already, and as which incident."""

    def __init__(self, run: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.box = combo_box((), "", "Stored incidents that may be the same")
        self.button = key_button(SAME, run, parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(10, 6, 10, 8)
        grid.setVerticalSpacing(4)
        grid.addWidget(label("May be stored already"), 0, 0)
        grid.addWidget(self.button, 0, 1)
        grid.addWidget(self.box, 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        self._shown: tuple[Similar, ...] = ()

    @property
    def chosen(self) -> str:
        """The id of the stored incident that is chosen; blank for none."""
        return str(self.box.currentData() or "")

    def show_similar(self, similar: tuple[Similar, ...], dataset: Dataset, decided: str) -> None:
        """Show these stored incidents, the likeliest first, or the one that was decided on; hidden without any."""
        self.setVisible(bool(similar))
        if similar == self._shown and self.box.count():
            return
        self._shown = similar
        self.box.clear()
        for each in similar:
            self.box.addItem(_words(each, dataset), each.incident_id)
        if decided:
            self.box.setCurrentIndex(max(0, self.box.findData(decided)))


def _words(similar: Similar, dataset: Dataset) -> str:
    row = dataset.incidents.row(similar.row)
    place = row.location or row.district or row.province
    days = "same day" if not similar.days else f"{plural(similar.days, 'day')} apart"
    km = "same district" if similar.km is None else f"{similar.km:g} km apart"
    kind = row.sub_event_type or row.event_type
    return f"{date_words(row)} · {place} · {kind} · killed: {figure_words(row)} ({days}, {km})"
