"""The trend: incidents and reported deaths by week, month or quarter of the chosen period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from app.panels.trend.parts import Parts, PartsKey, draw_pieces, looks_of
from app.session import Session
from app.widgets.elided import ElidedLabel
from geo.analysis.focus import district_of, focused
from geo.analysis.groupings.places import BORDER_BANDS
from geo.analysis.groupings.registry import TITLES
from geo.analysis.late_reports import late_words
from geo.analysis.stacked_trend import STACKS, StackedTrend, stacked_trend
from geo.analysis.trend import UNITS, Bin, Trend, trend
from geo.reading.direction import without_overrides
from geo.view.snapshot import Snapshot
from geo.wording import plural

__all__ = ["ChartsPanel", "TrendChart"]


HATCH_ALPHA = 130
EDGE_PX = 6
"""From the labels of the axis to the edge of the panel."""
LEAST_LETTERS = 10
BOTH_FROM_PX = 480
"""From this height on there is room for divided bars with their key, and for those of deaths."""

LINE_EVERY_PX, MOST_LINES = 100, 5
"""The note has a line for so much of the height of the panel, and no more lines than these."""


@dataclass(frozen=True, slots=True)
class _Series:
    """What a chart draws of each bin: the figure, and the range around it."""

    title: str
    values: tuple[tuple[float, float, float], ...]

    @property
    def most(self) -> float:
        return max((high for _low, _best, high in self.values), default=0.0)


def nice_ceiling(value: float) -> int:
    """The smallest of 1, 2, 5, 10, 20 … that is not below a value."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if factor * step >= value:
                return factor * step
        step *= 10


class TrendChart(QWidget):
    """Bars of one figure over time, with a whisker where reports give a range; they may be divided into parts."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._bins: Sequence[Bin] = ()
        self._series = _Series("", ())
        self._parts: Parts | None = None
        self._hovered: int | None = None

    def set_series(
        self,
        bins: Sequence[Bin],
        title: str,
        values: Sequence[tuple[float, float, float]],
        parts: Parts | None = None,
    ) -> None:
        """Draw lowest, best and highest value of each bin, divided into parts where there are some."""
        self._bins, self._series, self._hovered = bins, _Series(title, tuple(values)), None
        self._parts = parts
        best = [value for _low, value, _high in values]
        peak = max(range(len(best)), key=best.__getitem__, default=None)
        several = f"{len(bins)} periods, most in " if len(bins) > 1 else ""
        summary = "no data" if peak is None else f"{several}{bins[peak].label}: {best[peak]:,.0f}"
        self.setAccessibleName(f"{title}: {summary}")
        self.setAccessibleDescription("")
        self.update()

    def sizeHint(self) -> QSize:
        """A height at which the axis can be read."""
        return QSize(320, 150)

    @property
    def _axis(self) -> tuple[int, str]:
        """The end of the axis, and its unit."""
        if self._parts is not None and self._parts.is_share:
            return 100, " %"
        return nice_ceiling(self._series.most), ""

    def _plot(self) -> QRectF:
        metrics, (ceiling, unit) = QFontMetricsF(self.font()), self._axis
        left = 14 + metrics.horizontalAdvance(f"{ceiling:,}{unit}")
        return QRectF(left, 2.1 * metrics.height(), self.width() - left - 12, self.height() - 3.8 * metrics.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chart."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.palette().base())
        plot = self._plot()
        painter.setPen(self.palette().text().color())
        metrics = QFontMetricsF(self.font())
        title = metrics.elidedText(self._series.title, Qt.TextElideMode.ElideRight, self.width() - 20)
        painter.drawText(QPointF(10, 1.3 * metrics.height()), title)
        if not self._bins or plot.height() < 20:
            return
        ceiling, unit = self._axis
        self._draw_axis(painter, plot, ceiling, unit)
        self._draw_bars(painter, plot, ceiling)
        self._draw_labels(painter, plot)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().highlight().color(), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))

    def _draw_axis(self, painter: QPainter, plot: QRectF, ceiling: int, unit: str) -> None:
        muted, grid = self.palette().placeholderText().color(), self.palette().mid().color()
        for value in sorted({0, ceiling} | ({ceiling // 2} if ceiling % 2 == 0 else set())):
            y = plot.bottom() - plot.height() * value / ceiling
            painter.setPen(QPen(grid, 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(muted)
            box = QRectF(0, y - 9, plot.left() - 6, 18)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{value:,}{unit}")

    def _draw_bars(self, painter: QPainter, plot: QRectF, ceiling: int) -> None:
        width = plot.width() / len(self._bins)
        gap = min(2.0, width * 0.2)
        colour = self.palette().highlight().color()
        whisker, hatched = QPen(self.palette().text().color(), 1), self.palette().placeholderText().color()
        hatched.setAlpha(HATCH_ALPHA)
        looks = [] if self._parts is None else looks_of(self._parts.stack, self)
        for i, (low, best, high) in enumerate(self._series.values):
            x = plot.left() + i * width
            column = QRectF(x + gap / 2, plot.top(), max(width - gap, 1), plot.height())
            alpha = 255 if self._hovered == i else 200 if self._bins[i].is_whole else 110
            if self._parts is not None:
                draw_pieces(painter, column, self._parts.pieces(i, looks, ceiling), alpha)
            else:
                shade = QColor(colour)
                shade.setAlpha(alpha)
                painter.fillRect(column.adjusted(0, plot.height() * (1 - best / ceiling), 0, 0), shade)
            if self._bins[i].is_late:
                painter.fillRect(column, QBrush(hatched, Qt.BrushStyle.BDiagPattern))
            if high > low and width >= 5:
                painter.setPen(whisker)
                middle = x + width / 2
                ends = [QPointF(middle, plot.bottom() - plot.height() * v / ceiling) for v in (low, high)]
                painter.drawPolyline(QPolygonF(ends))

    def _draw_labels(self, painter: QPainter, plot: QRectF) -> None:
        metrics = QFontMetricsF(self.font())
        painter.setPen(self.palette().placeholderText().color())
        width = plot.width() / len(self._bins)
        placed: list[tuple[float, float]] = []
        for item, x in sorted(
            ((item, plot.left() + i * width) for i, item in enumerate(self._bins)),
            key=lambda pair: not pair[0].is_major,
        ):
            end = x + metrics.horizontalAdvance(item.tick)
            if item.tick and end <= self.width() - EDGE_PX and all(end + 10 < a or x > b + 10 for a, b in placed):
                painter.drawText(QPointF(x, plot.bottom() + metrics.height()), item.tick)
                placed.append((x, end))

    def _bin_at(self, x: float) -> int | None:
        plot = self._plot()
        if not self._bins or not plot.left() <= x < plot.right():
            return None
        return min(int((x - plot.left()) / plot.width() * len(self._bins)), len(self._bins) - 1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a tooltip for the bar under the pointer."""
        hovered = self._bin_at(event.position().x())
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()
            if hovered is not None:
                QToolTip.showText(event.globalPosition().toPoint(), self._bin_text(hovered), self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the bars by keys: Left and Right, Home and End."""
        last, at = len(self._bins) - 1, -1 if self._hovered is None else self._hovered
        steps = {Qt.Key.Key_Left: at - 1, Qt.Key.Key_Right: at + 1, Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        step = steps.get(Qt.Key(event.key()))
        if step is None or last < 0:
            super().keyPressEvent(event)
            return
        self._hovered = at = min(max(step, 0), last)
        self.setAccessibleDescription(self._bin_text(at))
        plot = self._plot()
        middle = QPointF(plot.left() + (at + 0.5) * plot.width() / (last + 1), plot.top())
        QToolTip.showText(self.mapToGlobal(middle).toPoint(), self._bin_text(at), self)
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Highlight no bar."""
        self._hovered = None
        self.update()

    def event(self, event: QEvent) -> bool:
        """Answer requests for a tooltip."""
        if isinstance(event, QHelpEvent):
            at = self._bin_at(event.pos().x())
            if at is not None:
                QToolTip.showText(event.globalPos(), self._bin_text(at), self)
            return True
        return super().event(event)

    def _bin_text(self, at: int) -> str:
        low, best, high = self._series.values[at]
        figure = f"{best:,.0f}" if low == high else f"{best:,.0f} ({low:,.0f}–{high:,.0f})"
        part = "" if self._bins[at].is_whole else " (only partly in the period)"
        part += ", not all reports are in yet" if self._bins[at].is_late else ""
        text = f"{self._bins[at].label}{part}: {figure}"
        return text if self._parts is None or not best else f"{text}\n{self._parts.text(at)}"


class ChartsPanel(QWidget):
    """Two charts above each other, and what they leave out."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("charts")
        self._session = session
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.incidents = TrendChart("incident trend")
        self.killed = TrendChart("killed trend")
        self.note = ElidedLabel("", "muted")
        self.unit = QComboBox()
        self.unit.setObjectName("trend unit")
        self.unit.setAccessibleName("Length of the bars of the trend")
        self.unit.addItem("Fitting length", None)
        for unit in UNITS:
            self.unit.addItem(f"By {unit}", unit)
        self.unit.currentIndexChanged.connect(lambda _: self._show(session.snapshot))
        self._make_stack()
        self.key = PartsKey()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(10, 4, 10, 2)
        row.setSpacing(8)
        row.addWidget(self.unit, 1)
        row.addWidget(self.stack, 1)
        row.addWidget(self.shares)
        layout.addLayout(row)
        layout.addWidget(self.incidents, 1)
        layout.addWidget(self.key)
        layout.addWidget(self.killed, 1)
        below = QHBoxLayout()
        below.setContentsMargins(10, 4, 10, 6)
        below.addWidget(self.note)
        layout.addLayout(below)
        session.changed.connect(self._on_changed)
        session.replaced.connect(self._on_replaced)
        self._show(session.snapshot)

    def _make_stack(self) -> None:
        """What the bars of incidents are divided by, and whether as shares."""
        self.stack = QComboBox()
        self.stack.setObjectName("trend stack")
        self.stack.setAccessibleName("What the bars of incidents are divided by")
        self.stack.addItem("In one colour", "")
        for by in STACKS:
            self.stack.addItem(TITLES[by].replace("To the", "By") if by in BORDER_BANDS else f"By {by}", by)
        self.shares = QCheckBox("Shares")
        self.shares.setObjectName("trend shares")
        self.shares.setAccessibleName("Draw shares of each bar")
        self.shares.setToolTip("Draw the parts of each bar as shares of its incidents")
        self.shares.hide()
        for box in (self.unit, self.stack):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(LEAST_LETTERS)
        self.stack.currentIndexChanged.connect(lambda _: self._show(self._session.snapshot))
        self.shares.toggled.connect(lambda _: self._show(self._session.snapshot))

    def _on_changed(self, before: Snapshot, after: Snapshot) -> None:
        is_other = before.state.query != after.state.query or before.state.district != after.state.district
        if is_other and self.isVisible():
            self._show(after)

    def _on_replaced(self, snapshot: Snapshot) -> None:
        if self.isVisible():
            self._show(snapshot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave most of the height to the charts; the tooltip has the whole of a note for which there is no room."""
        super().resizeEvent(event)
        self.note.set_lines(min(max(self.height() // LINE_EVERY_PX, 1), MOST_LINES))
        self._share_height()

    def _share_height(self) -> None:
        """In a low panel divided bars and their key take the room of both charts: neither could be read."""
        self.killed.setVisible(not self.stack.currentData() or self.height() >= BOTH_FROM_PX)

    def showEvent(self, event: object) -> None:
        """Update after changes while the panel was hidden."""
        self._show(self._session.snapshot)

    def _show(self, snapshot: Snapshot) -> None:
        district = district_of(snapshot)
        place = "" if district is None else f" in {without_overrides(district.name)}"
        snapshot = focused(snapshot)
        shown = trend(snapshot, self.unit.currentData())
        counts = [(float(item.figures.incidents),) * 3 for item in shown.bins]
        deaths = [
            (float(item.figures.killed_low), float(item.figures.killed_best), float(item.figures.killed_high))
            for item in shown.bins
        ]
        by = self.stack.currentData()
        parts = Parts(stacked_trend(snapshot, self.unit.currentData(), by), self.shares.isChecked()) if by else None
        self.shares.setVisible(bool(by))
        self._share_height()
        self.key.show_parts(parts.stack if parts and shown.bins else None)
        title = f"Incidents a {shown.unit}{place}{_parts_words(parts)}"
        self.incidents.set_series(shown.bins, title, counts, parts)
        self.killed.set_series(shown.bins, f"Reported killed a {shown.unit}{place}, with range", deaths)
        self.note.show_sentences([*_band_words(parts), *_note(shown, snapshot)])


def _parts_words(parts: Parts | None) -> str:
    """By what the bars are divided, behind their title."""
    if parts is None:
        return ""
    by = parts.stack.by
    what = f"distance {TITLES[by][0].lower()}{TITLES[by][1:]}" if by in BORDER_BANDS else by
    return f", {'shares ' if parts.is_share else ''}by {what}"


def _band_words(parts: Parts | None) -> list[str]:
    """What bands of distance say, and what they leave open."""
    if parts is None or parts.stack.by not in BORDER_BANDS:
        return []
    several = _in_several_bands(parts.stack)
    near = f" {plural(several, 'incident')} known only as near may lie in several bands." if several else ""
    return [f"Bands are distances of reported places, and say nothing of who crossed a border.{near}"]


def _in_several_bands(stack: StackedTrend) -> int:
    return int(stack.counts[:, stack.n_groups].sum())


def _note(shown: Trend, snapshot: Snapshot) -> list[str]:
    """What the charts leave out, the most important first."""
    parts = [f"Hatched: {late_words(snapshot)}"] if any(item.is_late for item in shown.bins) else []
    parts += [_deadliest(shown)] if any(item.figures.killed_best for item in shown.bins) else []
    if shown.spanning:
        where = f"in more than one {shown.unit}: counted where the interval begins."
        parts.append(f"{plural(shown.spanning, 'incident')} may lie {where}")
    if snapshot.dataset.notice:
        parts.append(snapshot.dataset.notice)
    return parts


def _deadliest(shown: Trend) -> str:
    """The bar with most reported deaths, in words; the first of equals."""
    most = max(shown.bins, key=lambda item: item.figures.killed_best)
    sums = most.figures
    range_text = "" if sums.killed_low == sums.killed_high else f" ({sums.killed_low:,}–{sums.killed_high:,})"
    part = "" if most.is_whole else ", of which only a part is in the period"
    return f"Most reported killed in a {shown.unit}: {sums.killed_best:,}{range_text}, {most.label}{part}."
