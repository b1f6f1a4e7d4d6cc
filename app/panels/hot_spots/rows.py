"""The rows of hot spots: a model, and the delegate that draws each in two lines with the look of its class."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from app.widgets.column_model import ColumnModel, Index
from app.widgets.text import tip
from app.widgets.two_lines import MARGIN, ROW_PX, TwoLineDelegate
from geo.analysis.hotspots.looks import look_of
from geo.analysis.hotspots.result import Finding
from geo.draw.style import MAP_COLOURS, spot_colour
from geo.reading.direction import without_overrides

__all__ = ["COLUMNS", "SpotDelegate", "SpotModel"]

_DARK_BELOW = 128
_SWATCH = 18.0, 13.0
_PATTERNS = {
    "lines": Qt.BrushStyle.HorPattern,
    "dots": Qt.BrushStyle.Dense6Pattern,
    "cross": Qt.BrushStyle.CrossPattern,
}


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: heading, tooltip, width (0 for what is left), and the two lines of a row."""

    title: str
    tip: str
    width: int
    first: Callable[[int, Finding], str]
    second: Callable[[int, Finding], str]


def _number(row: Finding, *names: str) -> str:
    """The first of some values that a row has, in words."""
    value = next((row.values[name] for name in names if row.values.get(name) is not None), None)
    if value is None:
        return "–"
    if isinstance(value, int):
        return f"{value:,}"
    if value >= 1_000:
        return f"{value:,.0f}"
    return f"{value:,.1f}" if value == 0 or value >= 0.1 else f"{value:.1g}"


def _name(row: Finding) -> str:
    """The district of a cell or cluster, whose place is below it; the bands of pairs; else the place."""
    if "up_to_m" in row.values:
        near, far = row.values["more_than_m"] / 1000, row.values["up_to_m"] / 1000
        return f"{near:g}–{far:g} km, {row.values['from_days']}–{row.values['to_days']} d"
    return row.district if row.district and "lon" in row.values else row.place


def _class(row: Finding) -> str:
    at = f", {row.values['lat']:.2f}° N {row.values['lon']:.2f}° E" if "lon" in row.values else ""
    return f"{row.verdict}{at}"


def _expected(_rank: int, row: Finding) -> str:
    if "count_of_neighbours" in row.values:
        return f"{_number(row, 'count_of_neighbours')} around"
    if "per_1000_km2" in row.values:
        return "per 1,000 km²"
    if "steps" in row.values:
        return f"hot {row.values['hot_steps']} of {row.values['steps']}"
    return f"usual {_number(row, 'expected')}" if "ratio_low" in row.values else f"expected {_number(row, 'expected')}"


def _p(row: Finding) -> str:
    for name in ("q", "trend_p", "p"):
        value = row.values.get(name)
        if value is not None:
            words = "< 0.001" if value < 0.001 else f"{value:.2g}"
            return f"{name.removeprefix('trend_')} {words}"
    return ""


COLUMNS = (
    _Column("Place", "The most notable first; below it the class", 0, lambda rank, row: f"{rank}  {_name(row)}",
            lambda _rank, row: _class(row)),
    _Column("Incidents", "Incidents; below them those of the neighbours, or those expected", 84,
            lambda _rank, row: _number(row, "count", "observed", "per_1000_km2"), _expected),
    _Column("Chance", "z or times as many; below it q, corrected for all places, or p; emerging: that of the trend",
            76, lambda _rank, row: _times(row), lambda _rank, row: _p(row)),
)  # fmt: skip


def _times(row: Finding) -> str:
    if row.values.get("ratio") is not None:
        return f"{row.values['ratio']:,.1f}×"
    z = row.values.get("z", row.values.get("z_of_last_step"))
    return "" if z is None else f"z {z:.1f}"


class SpotModel(ColumnModel):
    """The rows of an answer in their order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(COLUMNS, range(1, len(COLUMNS)), parent)

    def set_rows(self, rows: Sequence[Finding]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def finding(self, row: int) -> Finding:
        """The finding in a row."""
        found: Finding = self._rows[row]
        return found

    def data(self, index: Index, role: int = 0) -> Any:
        """What a cell shows."""
        row, column = self.finding(index.row()), COLUMNS[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            lines = (column.first(index.row() + 1, row), column.second(index.row() + 1, row))
            return without_overrides(", ".join(filter(None, lines)))
        return tip(row.sentence) if role == Qt.ItemDataRole.ToolTipRole else None


class SpotDelegate(TwoLineDelegate):
    """Draws a cell in two lines, before the name the colour and the marks of its class."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines."""
        return QSize(COLUMNS[index.column()].width or 120, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        model, column = index.model(), COLUMNS[index.column()]
        assert isinstance(model, SpotModel)
        row, rank, box = model.finding(index.row()), index.row() + 1, QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, option.palette.highlight())
        if not option.state & QStyle.StateFlag.State_Enabled:
            painter.setOpacity(0.45)
        left = 2.0
        if index.column() == 0:
            swatch = QRectF(box.left() + MARGIN, box.center().y() - _SWATCH[1] / 2, *_SWATCH)
            _draw_look(painter, swatch, row.verdict, option.palette)
            left = MARGIN + _SWATCH[0] + 8
        lines = column.first(rank, row), column.second(rank, row)
        self.write(painter, box.adjusted(left, 0, 0, 0), option, lines, at_right=index.column() > 0)
        painter.restore()


def _draw_look(painter: QPainter, box: QRectF, verdict: str, palette: QPalette) -> None:
    """The look of a class, as on the map; an empty box for what does not stand out."""
    theme = "dark" if palette.base().color().lightness() < _DARK_BELOW else "light"
    look = look_of(verdict)
    if look.side != "none":
        painter.fillRect(box, QColor(spot_colour(theme, look.side, look.strength)))
        ink = QColor(MAP_COLOURS[theme].spot_ink)
        for kind in look.marks.split():
            painter.fillRect(box, QBrush(ink, _PATTERNS[kind]))
    painter.setPen(QPen(palette.mid().color(), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)
