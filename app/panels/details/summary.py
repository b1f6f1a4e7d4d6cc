"""What is shown at a glance, in the place of the details while no incident is selected.

How precisely places, days and deaths are known is a bar each, in four tones that mean the same in all of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.widgets.text import label, rule
from geo.analysis.comparison import comparison_words
from geo.analysis.focus import district_of, focused
from geo.analysis.summary import Grade, Known, casualties, how_known, left_out_words, remarks, source_words
from geo.view.snapshot import Snapshot
from geo.wording import plural

__all__ = ["KnownBar", "Summary"]

HINT = "Select an incident on the map or in the list to see its details."
BAR_PX, SWATCH_PX, GAP_PX, ITEM_GAP_PX = 7, 9, 5, 12
_ALPHA = (255, 120, 255, 0)
"""How opaque each level is painted; the third one is hatched, as a district is on the map, and the last one empty."""
_HATCHED = 2


class KnownBar(QWidget):
    """A bar divided by grades, and below it what each tone stands for and how many incidents have it."""

    def __init__(self) -> None:
        super().__init__()
        self._known = Known("", ())
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_known(self, known: Known) -> None:
        """Show how precisely something is known."""
        if known == self._known:
            return
        self._known = known
        self.setAccessibleName(known.words)
        self.setToolTip(known.words)
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        """The height of the bar and of the lines that the grades take in a width."""
        boxes = list(self._boxes(width))
        return boxes[-1].bottom() + 1 if boxes else self.fontMetrics().height()

    def sizeHint(self) -> QSize:
        """The height for the present width."""
        return QSize(0, self.heightForWidth(max(self.width(), 1)))

    def minimumSizeHint(self) -> QSize:
        """As `sizeHint`."""
        return self.sizeHint()

    def _boxes(self, width: int) -> Iterator[QRect]:
        """Where each grade is written: from left to right, in as many lines as needed."""
        metrics = self.fontMetrics()
        left, top = 0, BAR_PX + 3
        for grade in self._known.grades:
            wide = SWATCH_PX + GAP_PX + metrics.horizontalAdvance(_text(grade))
            if left and left + wide > width:
                left, top = 0, top + metrics.height()
            yield QRect(left, top, wide, metrics.height())
            left += wide + ITEM_GAP_PX

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar, and the grades below it."""
        painter = QPainter(self)
        total = sum(grade.n for grade in self._known.grades)
        begin = 0
        for grade, box in zip(self._known.grades, self._boxes(self.width()), strict=True):
            end = begin + grade.n
            left, right = (round(at * self.width() / total) for at in (begin, end))
            self._fill(painter, QRect(left, 0, max(right - left, 2), BAR_PX), grade.level)
            middle = box.top() + (box.height() - SWATCH_PX) // 2 + 1
            self._fill(painter, QRect(box.left(), middle, SWATCH_PX, SWATCH_PX), grade.level)
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            painter.drawText(box.adjusted(SWATCH_PX + GAP_PX, 0, 2, 0), Qt.AlignmentFlag.AlignLeft, _text(grade))
            begin = end

    def _fill(self, painter: QPainter, box: QRect, level: int) -> None:
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        tone = QColor(accent)
        tone.setAlpha(_ALPHA[level])
        if level == _HATCHED:
            painter.fillRect(box, QBrush(tone, Qt.BrushStyle.BDiagPattern))
        elif tone.alpha():
            painter.fillRect(box, tone)
        if level >= _HATCHED:
            painter.setPen(accent)
            painter.drawRect(box.adjusted(0, 0, -1, -1))


def _text(grade: Grade) -> str:
    return f"{grade.n:,} {grade.words}"


class Summary(QFrame):
    """How many incidents are shown, of which days, how precisely known, by whom, and what is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.count, self.period = label("", "title", wrap=True), label("", "muted", wrap=True)
        self.killed = label("", wrap=True)
        self.bars = tuple(KnownBar() for _ in range(3))
        self.sources, self.left_out, self.remarks = (label("", wrap=True) for _ in range(3))
        self.hint = label(HINT, "muted", wrap=True)
        self._names = [label("", "muted") for _ in self.bars]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 12)
        layout.setSpacing(4)
        for part in (self.count, self.period, self.killed, rule()):
            layout.addWidget(part)
        layout.addSpacing(4)
        layout.addLayout(self._grid())
        layout.addWidget(rule())
        layout.addWidget(self.hint)
        layout.addStretch()

    def _grid(self) -> QGridLayout:
        """The bars, and the texts below them, each beside its name."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        texts = {"Sources": self.sources, "Left out": self.left_out, "Note": self.remarks}
        self._rows = [(label(name, "muted"), text) for name, text in texts.items()]
        rows: list[tuple[QLabel, QWidget]] = [*zip(self._names, self.bars, strict=True), *self._rows]
        for row, (name, value) in enumerate(rows):
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
        return grid

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show what a snapshot shows, in the district that is looked at if there is one."""
        district, inside = district_of(snapshot), focused(snapshot)
        place = "" if district is None else f" in {district.name}"
        _show(self.count, f"{plural(len(inside.answer), 'incident')}{place}")
        compared = f" · {comparison_words(inside)}" if snapshot.state.compare else ""
        _show(self.period, f"{inside.period_words}{compared}")
        _show(self.killed, casualties(inside.figures))
        for name, bar, known in zip(self._names, self.bars, how_known(inside), strict=True):
            _show(name, known.title)
            bar.show_known(known)
        dataset = snapshot.dataset
        notes = (f"{dataset.caveat}." if dataset.caveat else "", *remarks(inside))
        elsewhere = len(snapshot.answer) - len(inside.answer)
        beside = f"{elsewhere:,} not in {district.name}" if district is not None and elsewhere else ""
        left_out = "; ".join(filter(None, (beside, left_out_words(snapshot))))
        texts = (source_words(inside), left_out, " ".join(filter(None, notes)))
        for (name, value), text in zip(self._rows, texts, strict=True):
            _show(value, text)
            for widget in (name, value):
                widget.setVisible(bool(text))


def _show(shown: QLabel, text: str) -> None:
    """Write a text, if it is another one: the layout is then made anew."""
    if shown.text() != text:
        shown.setText(text)
