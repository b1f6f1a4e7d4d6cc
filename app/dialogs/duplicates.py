"""Pairs of reports that may be one event, side by side, to be judged: same, different or unsure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.widgets.number_boxes import NumberBox
from app.widgets.tables import table_view
from app.widgets.text import label, tip
from geo.analysis.duplicates import DAYS, KM, candidates
from geo.dataset import Dataset
from geo.incidents import Incident
from geo.incidents.linking import Verdict
from geo.incidents.words import date_words, figure_words, place_words
from geo.wording import plural, source_name

__all__ = ["DuplicatesDialog", "Pair"]

HEADER = ("Day", "Place", "Sources", "Apart", "Verdict")
WIDTHS_PX = (130, 190, 160, 130, 96)
VERDICT_WORDS: dict[str, str] = {"same": "same event", "different": "different", "unsure": "unsure", "": ""}
MOST = 2_000
LEAST_FACTS_PX = 230

_Index = QModelIndex | QPersistentModelIndex


@dataclass
class Pair:
    """Two reports, how far they lie apart (km NaN within one district), and the verdict on them, blank for none."""

    first: Incident
    second: Incident
    days: int
    km: float
    verdict: str = ""

    @property
    def ids(self) -> tuple[str, str]:
        """Their ids in order."""
        first, second = sorted((self.first.incident_id, self.second.incident_id))
        return first, second

    @property
    def apart(self) -> str:
        """The distance between them in days and km, in words."""
        days = "same day" if not self.days else plural(self.days, "day")
        return f"{days}, {'same district' if self.km != self.km else f'{self.km:.1f} km'}"


class _Pairs(QAbstractTableModel):
    def __init__(self, pairs: list[Pair], parent: QWidget) -> None:
        super().__init__(parent)
        self.pairs = pairs

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.pairs)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(HEADER)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADER[section]
        return None

    def data(self, index: _Index, role: int = 0) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        pair = self.pairs[index.row()]
        place = pair.first.location or pair.first.district or pair.first.province
        sources = " · ".join(source_name(side.source, "") for side in (pair.first, pair.second))
        text = (date_words(pair.first), place, sources, pair.apart, VERDICT_WORDS[pair.verdict])[index.column()]
        return tip(text) if role == Qt.ItemDataRole.ToolTipRole else text


class DuplicatesDialog(QDialog):
    """Accepted with `verdicts`, those that differ from the stored ones."""

    def __init__(self, dataset: Dataset, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("duplicates dialog")
        self.setWindowTitle("Reports that may be one event")
        self.resize(900, 640)
        self._dataset = dataset
        self._verdicts: dict[tuple[str, str], str] = dict(dataset.decided)
        layout = QVBoxLayout(self)
        layout.addWidget(label(
            "Incidents of different sources, near in time and place and of a type that fits. Of reports that you call "
            "the same event one is shown, all are kept, and the deaths are their range; that can be taken back here.",
            wrap=True,
        ))  # fmt: skip
        layout.addLayout(self._limits())
        self._model = _Pairs([], self)
        self._view = table_view("duplicate pairs", "Pairs that may be one event", self._model, WIDTHS_PX)
        self._view.setSortingEnabled(False)
        self._view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._view.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self._view.selectionModel().currentRowChanged.connect(lambda *_: self._show())
        layout.addWidget(self._view, 2)
        self._facts = QScrollArea()
        self._facts.setObjectName("duplicate facts")
        self._facts.setAccessibleName("Both reports side by side")
        self._facts.setWidgetResizable(True)
        self._facts.setMinimumHeight(LEAST_FACTS_PX)
        layout.addWidget(self._facts, 2)
        layout.addLayout(self._answers())
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout.addWidget(self._buttons)
        self._list_pairs()

    @property
    def verdicts(self) -> list[tuple[str, str, Verdict | None]]:
        """The changed verdicts by pairs of ids; None removes the stored one."""
        changed = {pair for pair in (*self._verdicts, *self._dataset.decided)
                   if self._verdicts.get(pair, "") != self._dataset.decided.get(pair, "")}  # fmt: skip
        return [(*pair, self._verdicts.get(pair) or None) for pair in sorted(changed)]  # type: ignore[misc]

    def _limits(self) -> QHBoxLayout:
        self.days, self.km = NumberBox(), NumberBox()
        self._count = label("", "muted")
        row = QHBoxLayout()
        for spin, text, most, value in (
            (self.days, "Days apart, at most", 31, DAYS),
            (self.km, "Kilometres", 100, int(KM)),
        ):
            spin.setRange(int(spin is self.km), most)
            spin.setValue(value)
            spin.setAccessibleName(text)
            spin.setObjectName(f"duplicates {text.split()[0].casefold()}")
            spin.valueChanged.connect(self._list_pairs)
            row.addWidget(label(text))
            row.addWidget(spin)
        row.addSpacing(12)
        row.addWidget(self._count, 1)
        return row

    def _answers(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._answer_buttons = []
        for text, verdict, key in (
            ("&Same event", "same", "1"), ("&Different", "different", "2"), ("&Unsure", "unsure", "3"),
            ("&Remove verdict", "", "0"),
        ):  # fmt: skip
            button = QPushButton(text)
            button.setObjectName(f"say {verdict or 'nothing'}")
            button.setToolTip(f"{text.replace('&', '')} ({key})")
            button.setShortcut(key)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, verdict=verdict: self._judge(verdict))
            self._answer_buttons.append(button)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _list_pairs(self) -> None:
        """List undecided pairs first, then the decided ones, so that a verdict can be removed."""
        near = candidates(self._dataset, self.days.value(), float(self.km.value()))
        rows = self._dataset.incidents
        columns = (column[:MOST].tolist() for column in (near.first, near.second, near.days, near.km))
        pairs = [Pair(rows.row(a), rows.row(b), days, km) for a, b, days, km in zip(*columns, strict=True)]
        listed = {pair.ids for pair in pairs}
        pairs += [pair for pair in self._decided() if pair.ids not in listed]
        for pair in pairs:
            pair.verdict = self._verdicts.get(pair.ids, "")
        self._model.beginResetModel()
        self._model.pairs = pairs
        self._model.endResetModel()
        more = f", of which the {MOST:,} likeliest are listed" if len(near) > MOST else ""
        self._count.setText(f"{plural(len(near), 'pair')} not decided{more}")
        self._view.selectRow(0)
        self._show()

    def _decided(self) -> Iterator[Pair]:
        known = {report.incident_id: report for reports in self._dataset.linked.values() for report in reports}
        for first, second in self._dataset.decided:
            pair = [known.get(i) or self._row(i) for i in (first, second)]
            if pair[0] is not None and pair[1] is not None:
                gap = (max(r.date_start for r in pair if r) - min(r.date_end for r in pair if r)).days
                yield Pair(pair[0], pair[1], max(0, gap), float("nan"))

    def _row(self, incident_id: str) -> Incident | None:
        at = self._dataset.incidents.positions.get(incident_id)
        return None if at is None else self._dataset.incidents.row(at)

    def _current(self) -> Pair | None:
        at = self._view.currentIndex().row()
        return self._model.pairs[at] if 0 <= at < len(self._model.pairs) else None

    def _judge(self, verdict: str) -> None:
        """Record the verdict on the selected pair, and select the next one."""
        pair = self._current()
        if pair is None:
            return
        pair.verdict = verdict
        self._verdicts[pair.ids] = verdict
        at = self._view.currentIndex().row()
        self._model.dataChanged.emit(self._model.index(at, 0), self._model.index(at, len(HEADER) - 1))
        if verdict and at + 1 < len(self._model.pairs):
            self._view.selectRow(at + 1)
        self._buttons.button(QDialogButtonBox.StandardButton.Save).setText(f"Save ({len(self.verdicts)})")

    def _show(self) -> None:
        pair = self._current()
        for button in self._answer_buttons:
            button.setEnabled(pair is not None)
        self._facts.setWidget(_side_by_side(pair) if pair else _nothing())


def _side_by_side(pair: Pair) -> QWidget:
    body = QFrame()
    body.setObjectName("panel")
    grid = QGridLayout(body)
    grid.setHorizontalSpacing(16)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(2, 1)
    for row, (name, one, other) in enumerate(
        (name, one, other) for (name, one), (_, other) in zip(_facts(pair.first), _facts(pair.second), strict=True)
    ):
        grid.addWidget(label(name, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
        for column, text in ((1, one), (2, other)):
            shown = label(text or "–", "heading" if name == "Source" else "", wrap=True)
            grid.addWidget(shown, row, column, Qt.AlignmentFlag.AlignTop)
    grid.setRowStretch(grid.rowCount(), 1)
    return body


def _facts(incident: Incident) -> Iterator[tuple[str, str]]:
    yield "Source", f"{source_name(incident.source, '')} · {incident.incident_id}"
    yield "Day", date_words(incident)
    yield "Type", incident.sub_event_type or incident.event_type
    yield "Place", ", ".join(filter(None, (incident.location, incident.district, incident.province)))
    yield "", place_words(incident)
    yield "Killed", figure_words(incident)
    yield "Actors", "; ".join(incident.actors)
    yield "Reported by", incident.sources
    yield "Note", incident.notes


def _nothing() -> QWidget:
    body = QFrame()
    body.setObjectName("panel")
    layout = QVBoxLayout(body)
    layout.addWidget(label("No pair of reports of different sources lies within these limits.", "muted", wrap=True))
    layout.addStretch()
    return body
