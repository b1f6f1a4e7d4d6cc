"""What matters most about an incident: for each matter the chosen columns, how sure they are, and how they are read."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from app.dialogs.column_mapping.choices import Choices
from app.dialogs.column_mapping.status import TITLES, reading_words, status_of
from app.widgets.column_names import ORDERS, event_types
from app.widgets.elided import ElidedLabel, combo_box
from app.widgets.text import label
from geo.sources.column_mapping.reading import SAMPLES, Matter, Reading

__all__ = ["MattersView"]

_COLUMNS: dict[Matter, tuple[tuple[str, str], ...]] = {
    "day": (("date_start", "Column"),),
    "place": (("district", "District"), ("province", "Province"), ("lat", "Latitude"), ("lon", "Longitude")),
    "killed": (("killed_best", "Column"),),
    "type": (("event_type", "Column"),),
}
LABEL_PX = 62
_NONE = "– none –"
_STRETCH = (0, 9, 8, 10)


class MattersView(QWidget):
    """A row for each matter: its columns to choose from, its status in words, the rows read, and samples."""

    changed = Signal()
    """Emitted when the user has chosen something."""

    def __init__(self, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("matters")
        self._choices = choices
        self.columns: dict[str, QComboBox] = {}
        self.order, self.kind = self._order_combo(), self._kind_combo()
        self._lines: dict[Matter, tuple[ElidedLabel, ElidedLabel, ElidedLabel]] = {}
        self._samples: dict[Matter, list[tuple[ElidedLabel, ElidedLabel]]] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(6)
        for column, stretch in enumerate(_STRETCH):
            self._grid.setColumnStretch(column, stretch)
        for row, matter in enumerate(TITLES):
            self._add(row, matter)

    def _add(self, row: int, matter: Matter) -> None:
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(label(TITLES[matter], "heading"), row, 0, top)
        self._grid.addWidget(self._controls(matter), row, 1, top)
        column = QWidget()
        lines = QVBoxLayout(column)
        lines.setContentsMargins(0, 2, 0, 0)
        lines.setSpacing(0)
        self._lines[matter] = ElidedLabel(), ElidedLabel(), ElidedLabel("", "muted")
        for what, line in zip(("status", "rows", "why"), self._lines[matter], strict=True):
            line.setObjectName(f"{what} {matter}")
            lines.addWidget(line)
        bold = self.font()
        bold.setWeight(QFont.Weight.DemiBold)
        self._lines[matter][0].setFont(bold)
        self._grid.addWidget(column, row, 2, top)
        self._grid.addWidget(self._sample_lines(matter), row, 3, top)

    def _controls(self, matter: Matter) -> QWidget:
        """The combo boxes of a matter, two on a line."""
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        fields = [(text, self._column_combo(matter, target, text)) for target, text in _COLUMNS[matter]]
        fields += {"day": [("Written", self.order)], "type": [("If blank", self.kind)]}.get(matter, [])
        width = 2 if len(fields) > 2 else 1
        for at, (text, combo) in enumerate(fields):
            beside = label(text, "muted")
            beside.setBuddy(combo)
            beside.setMinimumWidth(LABEL_PX)
            grid.addWidget(beside, at // width, 2 * (at % width))
            grid.addWidget(combo, at // width, 2 * (at % width) + 1)
            grid.setColumnStretch(2 * (at % width) + 1, 1)
        return held

    def _column_combo(self, matter: Matter, target: str, text: str) -> QComboBox:
        offered = [(_NONE, ""), *((name, name) for name in self._choices.header)]
        what = TITLES[matter] if text == "Column" else text
        combo = combo_box(offered, self._choices.column_of(target), f"The column that holds: {what}")
        combo.setObjectName(f"column {target}")
        combo.activated.connect(lambda: self._assign(target, combo.currentData()))
        self.columns[target] = combo
        return combo

    def _order_combo(self) -> QComboBox:
        known = [(text, order) for order, text in ORDERS.items()]
        combo = combo_box([("no numbers to decide", ""), *known], "", "How days are written in numbers")
        combo.setObjectName("mapping days are written")
        combo.setToolTip("The order of day, month and year where they are numbers")
        combo.activated.connect(self._set_order)
        return combo

    def _kind_combo(self) -> QComboBox:
        combo = combo_box([("no type", ""), *event_types()], "", "The event type of rows that name none")
        combo.setObjectName("mapping event type")
        combo.setToolTip("The event type of rows that name none")
        combo.activated.connect(self._set_kind)
        return combo

    def _sample_lines(self, matter: Matter) -> QWidget:
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 2, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        self._samples[matter] = []
        for line in range(SAMPLES):
            pair = ElidedLabel(), ElidedLabel()
            for column, shown in enumerate(pair):
                shown.setObjectName(f"sample {matter} {line} {column}")
                grid.addWidget(shown, line, column)
            self._samples[matter].append(pair)
        return held

    # choices

    def _assign(self, target: str, column: str) -> None:
        self._choices.assign(target, column)
        self.changed.emit()

    def _set_order(self) -> None:
        self._choices.set_date_order(self.order.currentData())
        self.changed.emit()

    def _set_kind(self) -> None:
        self._choices.set_constant("event_type", self.kind.currentData())
        self.changed.emit()

    # what is shown

    def show_choices(self) -> None:
        """Show the columns that are chosen now."""
        for target, combo in self.columns.items():
            _set(combo, self._choices.column_of(target))
        is_asked = self._choices.is_order_open or any(map(self._choices.is_order, self._choices.questions))
        self.order.setItemText(0, "– choose –" if is_asked else "no numbers to decide")
        _set(self.order, self._choices.mapping.date_order)
        _set(self.kind, self._choices.mapping.constants.get("event_type", ""))

    def show_readings(self, readings: Mapping[Matter, Reading]) -> None:
        """Show how the chosen columns are read, and how sure that is."""
        all_rows = self._choices.survey.rows if self._choices.survey is not None else 0
        for matter, reading in readings.items():
            status, rows, why = self._lines[matter]
            sure = status_of(self._choices, matter, reading)
            status.show_text(sure.words)
            status.setProperty("role", "warning" if sure.word == "Open" else "")
            status.style().polish(status)
            rows.show_text(reading_words(matter, reading, all_rows))
            rows_by_message = reading.faults or reading.doubts
            messages = " ".join(f"{message} ({n:,})" for message, n in rows_by_message.most_common(3))
            why.show_text(" ".join(filter(None, (sure.note, messages))))
            why.set_lines(2 if sure.note else 1)
            self._show_samples(matter, reading)

    def _show_samples(self, matter: Matter, reading: Reading) -> None:
        for line, (text, becomes) in enumerate(self._samples[matter]):
            sample = reading.samples[line] if line < len(reading.samples) else None
            text.show_text(sample.text or "(blank)" if sample else "")
            becomes.show_text(f"→ {sample.becomes or 'not read'}" if sample else "")

    def in_order(self) -> list[QComboBox]:
        """The combo boxes from top to bottom."""
        more = {"day": [self.order], "type": [self.kind]}
        of_matters = ([self.columns[name] for name, _ in _COLUMNS[m]] + more.get(m, []) for m in TITLES)
        return [combo for combos in of_matters for combo in combos]

    def focus_on(self, matter: Matter) -> None:
        """Put the keyboard focus on the combo box of a matter in which something is to be chosen."""
        combo = self.columns[_COLUMNS[matter][0][0]]
        if matter == "day" and self._choices.is_order_open:
            combo = self.order
        combo.setFocus(Qt.FocusReason.OtherFocusReason)


def _set(combo: QComboBox, value: str) -> None:
    """Choose a value without telling anybody; one that is not offered is added."""
    with QSignalBlocker(combo):
        if combo.findData(value) < 0:
            combo.addItem(value, value)
        combo.setCurrentIndex(combo.findData(value))
