"""The preview of a page: drawn in the background as what makes it changes, with the place under the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.jobs import Jobs
from app.widgets.text import label
from geo.wording import plural

if TYPE_CHECKING:
    from geo.analysis.sides import Against
    from geo.draw.page import PageOptions
    from geo.draw.page.preview import Preview
    from geo.export.sharing.profile import Profile
    from geo.view.snapshot import Snapshot

    _Wanted = tuple[Snapshot, PageOptions, Profile, Against | None]

__all__ = ["PagePreview"]

_JOB = "page preview"
_DELAY_MS = 250
_DRAWING = "Drawing the page …"


class PagePreview(QWidget):
    """Shows a page; emits ``placed`` for a click on its map."""

    placed = Signal(float, float)
    """Emitted with longitude and latitude in degrees of the point of the map that was clicked."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page preview")
        self.setAccessibleName("Preview of the page")
        self._jobs = jobs
        self._wanted: _Wanted | None = None
        self._picture = _Picture()
        self._picture.clicked.connect(self._on_click)
        self._shown: Preview | None = None
        self._draws = False
        self._state = label(_DRAWING, "muted", wrap=True)
        self._state.setObjectName("page preview state")
        self._timer = QTimer(self, interval=_DELAY_MS, singleShot=True)
        self._timer.timeout.connect(self._draw)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._picture, 1)
        layout.addWidget(self._state)

    @property
    def is_ready(self) -> bool:
        """Whether what is shown is what was asked for last."""
        return self._wanted is None and self._shown is not None

    def show_page(
        self, snapshot: Snapshot, options: PageOptions, profile: Profile, against: Against | None = None
    ) -> None:
        """Draw a page soon, as it leaves under a profile.

        One at a time: of the pages that are asked for while one is drawn, the last is drawn next.
        """
        self._wanted = snapshot, options, profile, against
        self._state.setText(_DRAWING)
        self._timer.start()

    def show_message(self, message: str) -> None:
        """Say why there is no page to draw."""
        self._timer.stop()
        self._wanted = None
        self._state.setText(message)

    def set_picking(self, picks: bool) -> None:
        """Whether a click on the map is expected: the pointer is a cross then."""
        self._picture.setCursor(Qt.CursorShape.CrossCursor if picks else Qt.CursorShape.ArrowCursor)

    @Slot()
    def stop(self) -> None:
        """Draw nothing more."""
        self._timer.stop()
        self._wanted = None
        self._jobs.cancel(_JOB)

    def _draw(self) -> None:
        if self._wanted is None or self._draws or self._timer.isActive():
            return
        wanted, self._draws = self._wanted, True

        def work() -> Preview:
            from geo.draw.page.preview import preview
            from geo.export.pages import shared_page

            page = shared_page(*wanted)
            return preview(page.snapshot, page.options, page.against)

        def failed(message: str) -> None:
            self._on_failed(wanted, message)

        self._jobs.run(_JOB, work, lambda drawn: self._on_drawn(wanted, drawn), failed)

    def _on_drawn(self, wanted: _Wanted, drawn: Preview) -> None:
        self._draws = False
        if wanted is not self._wanted:
            self._draw()
            return
        self._wanted, self._shown = None, drawn
        pixmap = QPixmap()
        pixmap.loadFromData(drawn.png)
        self._picture.set_pixmap(pixmap)
        more = f" The first of {plural(drawn.sheets, 'sheet')}." if drawn.sheets > 1 else ""
        self._state.setText(f"As it will be written, at a lower resolution.{more}")

    def _on_failed(self, wanted: _Wanted, message: str) -> None:
        self._draws = False
        if wanted is not self._wanted:
            self._draw()
            return
        self._wanted = None
        self._state.setText(message)

    def _on_click(self, across: float, down: float) -> None:
        place = None if self._shown is None else self._shown.place(across, down)
        if place is not None:
            self.placed.emit(*place)


class _Picture(QWidget):
    """A picture scaled into its widget."""

    clicked = Signal(float, float)
    """Emitted with the shares of the picture from its left and its top."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page picture")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(260, 220)
        self._pixmap = QPixmap()

    def sizeHint(self) -> QSize:
        """Room for a page in landscape."""
        return QSize(480, 340)

    def set_pixmap(self, pixmap: QPixmap) -> None:
        """Show a picture."""
        self._pixmap = pixmap
        self.update()

    def _box(self) -> QRectF:
        """Where the picture is drawn: as large as there is room, no larger than its pixels, in the middle."""
        if self._pixmap.isNull():
            return QRectF()
        ratio = self.devicePixelRatioF()
        width, height = self._pixmap.width() / ratio, self._pixmap.height() / ratio
        scale = min(self.width() / width, self.height() / height)
        width, height = width * scale, height * scale
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture with a thin edge."""
        if self._pixmap.isNull():
            return
        painter, box = QPainter(self), self._box()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(box, self._pixmap, QRectF(self._pixmap.rect()))
        painter.setPen(self.palette().color(self.palette().ColorRole.Mid))
        painter.drawRect(box.adjusted(0, 0, -1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Say which point of the picture was clicked."""
        box, at = self._box(), QPointF(event.position())
        if event.button() == Qt.MouseButton.LeftButton and box.contains(at):
            self.clicked.emit((at.x() - box.x()) / box.width(), (at.y() - box.y()) / box.height())
