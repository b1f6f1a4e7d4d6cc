"""Small pieces that several panels are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QObject, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QLabel, QMessageBox, QTableView, QWidget

from geo.draw.classes import TYPE_STYLES

__all__ = ["Pacer", "completed_path", "label", "rule", "symbol_icon", "table_view", "tip", "type_colour"]

ROW_PX = 25

_POLYGONS: dict[str, tuple[tuple[float, float], ...]] = {
    "triangle": ((0, -1.1), (1.05, 0.8), (-1.05, 0.8)),
    "down-triangle": ((0, 1.1), (1.05, -0.8), (-1.05, -0.8)),
    "square": ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
    "diamond": ((0, -1.15), (1.15, 0), (0, 1.15), (-1.15, 0)),
    "plus": (
        (-0.35, -1.05), (0.35, -1.05), (0.35, -0.35), (1.05, -0.35), (1.05, 0.35), (0.35, 0.35),
        (0.35, 1.05), (-0.35, 1.05), (-0.35, 0.35), (-1.05, 0.35), (-1.05, -0.35), (-0.35, -0.35),
    ),
}  # fmt: skip


class Pacer(QObject):
    """Does its work at once for few incidents; for many, when what asks for it pauses."""

    def __init__(self, work: Callable[[], None], at_once: int, parent: QObject, pause_ms: int = 150) -> None:
        super().__init__(parent)
        self._work, self._at_once = work, at_once
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(pause_ms)
        self._pause.timeout.connect(work)

    def ask(self, incidents: int) -> None:
        """Ask for the work, which has to do with so many incidents."""
        if incidents > self._at_once:
            self._pause.start()
        else:
            self._pause.stop()
            self._work()


def label(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """A label that shows its text as text, never as markup."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


def tip(text: str) -> str:
    """A tooltip that shows just this text: Qt takes a tooltip for markup when it looks like it, and for text else."""
    return f'<p style="white-space: pre-wrap">{escape(text)}</p>' if "<" in text or "&" in text else text


def completed_path(parent: QWidget, name: str, ending: str, endings: tuple[str, ...]) -> Path | None:
    """A path with an ending: the one typed if it is known, else this one; ``None`` if a file there is to be kept.

    The file dialog has asked only about the name as it was typed.
    """
    path = Path(name)
    if path.suffix.casefold() in endings:
        return path
    path = path.with_name(path.name + ending)
    if not path.exists():
        return path
    box = QMessageBox(parent)
    box.setObjectName("overwrite")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(f"{path.name} is there already. Replace it?")
    box.setStandardButtons(QMessageBox.StandardButton.Save | QMessageBox.StandardButton.Cancel)
    return path if box.exec() == QMessageBox.StandardButton.Save else None


def table_view(name: str, title: str, model: QAbstractItemModel, widths_px: Sequence[int]) -> QTableView:
    """A quiet table of whole rows that can be sorted; ``title`` is what it is called aloud."""
    view = QTableView()
    view.setObjectName(name)
    view.setAccessibleName(title)
    view.setModel(model)
    view.setSortingEnabled(True)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setAlternatingRowColors(True)
    view.setTabKeyNavigation(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().setVisible(False)
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setDefaultSectionSize(ROW_PX)
    view.horizontalHeader().setHighlightSections(False)
    view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for column, width in enumerate(widths_px):
        view.setColumnWidth(column, width)
    return view


def rule(parent: QWidget | None = None) -> QFrame:
    """A thin horizontal line."""
    line = QFrame(parent)
    line.setObjectName("separator")
    line.setFrameShape(QFrame.Shape.HLine)
    return line


def type_colour(event_type: int, *, dark: bool) -> str:
    """The colour of an event type (position in the taxonomy) on a light or dark ground."""
    style = TYPE_STYLES[event_type]
    return style.dark if dark else style.light


def symbol_icon(event_type: int, *, dark: bool, side: int = 14) -> QIcon:
    """The map symbol of an event type as an icon."""
    scale = 3
    pixmap = QPixmap(side * scale, side * scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(type_colour(event_type, dark=dark)))
    painter.setPen(QPen(Qt.PenStyle.NoPen))
    _draw_shape(painter, TYPE_STYLES[event_type].shape, side * scale / 2)
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return QIcon(pixmap)


def _draw_shape(painter: QPainter, shape: str, half: float) -> None:
    painter.translate(half, half)
    radius = half * 0.72
    if shape == "circle":
        painter.drawEllipse(QRectF(-radius, -radius, 2 * radius, 2 * radius))
    else:
        painter.drawPolygon(QPolygonF([QPointF(x * radius, y * radius) for x, y in _POLYGONS[shape]]))
