"""The ranked places: the window, the table, and below it the chosen place in full."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.panels.watch.series import SeriesChart
from app.panels.watch.table import COLUMNS, PlaceDelegate, PlaceModel
from app.panels.watch.words import head_words
from app.widgets.elided import ElidedLabel, one_line
from app.widgets.tables import table_view
from app.widgets.text import label, tip
from app.widgets.two_lines import set_up_two_lines
from geo.analysis.unusual import DETAILS_METHOD, Details, FirstSeen, Look, PlaceLook, first_seen_words
from geo.reading.direction import without_overrides

__all__ = ["PlacesView"]

CHART_FROM_PX, LATE_PX = 500, 60
"""A lower panel has no chart: the table needs the room, and its last column shows the same."""


MOST_IN_TIP = 20

NARROW_PX = 370
NARROWER = {1: 76, 2: 64, 3: 44}
"""The widths of columns in a panel that is narrower than that: the names need the room."""


class PlacesView(QWidget):
    """Shows a look; a place that is chosen stays chosen while time moves."""

    chosen = Signal(object)
    """Emitted with the `PlaceLook` that the user has chosen."""

    details_needed = Signal()
    """Emitted when another look or place is shown, of which more can be said: see `show_details`."""

    listing_requested = Signal(object)
    """Emitted with the `PlaceLook` whose incidents should be listed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look: Look | None = None
        self._key = ""
        self._is_updating = self._is_new_choice = False
        self._details: Details | None = None
        self.model = PlaceModel(self)
        self.note = label("", "muted", wrap=True)
        self.note.setObjectName("watch note")
        self.note.setContentsMargins(10, 0, 10, 6)
        self.first_seen = ElidedLabel("", "muted")
        self.first_seen.setObjectName("watch first seen")
        self.first_seen.hide()
        self.view = table_view("watch table", "Districts and provinces, the most unusual first", self.model, (),
                               sortable=False)  # fmt: skip
        self._set_up_view()
        self.chart = SeriesChart()
        self.sentence = label("", wrap=True)
        self.sentence.setObjectName("watch sentence")
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.details = label("", "muted", wrap=True)
        self.details.setObjectName("watch details")
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.details.setToolTip(DETAILS_METHOD)
        self.details.hide()
        self.listing = QPushButton("List its incidents")
        self.listing.setObjectName("watch list incidents")
        self.listing.setAutoDefault(False)
        self.listing.setToolTip("Set the period to the window, and list the incidents of this place")
        self.listing.clicked.connect(self._list)
        self._lay_out()

    def _set_up_view(self) -> None:
        view = self.view
        set_up_two_lines(view, PlaceDelegate(view), [column.width for column in COLUMNS])
        view.selectionModel().currentRowChanged.connect(self._on_current)
        view.clicked.connect(self._on_clicked)
        view.activated.connect(self._on_clicked)

    def _lay_out(self) -> None:
        self._below = QWidget()
        below = QVBoxLayout(self._below)
        below.setContentsMargins(10, 6, 10, 8)
        below.setSpacing(4)
        below.addWidget(self.chart)
        below.addWidget(self.sentence)
        below.addWidget(self.details)
        line = QHBoxLayout()
        line.addWidget(self.listing)
        line.addStretch()
        below.addLayout(line)
        self._below.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.note)
        first = QHBoxLayout()
        first.setContentsMargins(10, 0, 10, 6)
        first.addWidget(self.first_seen)
        layout.addLayout(first)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._below)

    @property
    def look(self) -> Look | None:
        """What is shown."""
        return self._look

    @property
    def place(self) -> PlaceLook | None:
        """The place that is chosen; ``None`` if none is, or if it is not listed."""
        return None if self._look is None else self._look.by_key.get(self._key)

    @property
    def key(self) -> str:
        """The key of the place that is chosen; blank if none is listed."""
        return "" if self.place is None else self.place.key

    def show_look(self, look: Look) -> None:
        """Show another look."""
        self._look = look
        self._is_updating = True
        self.model.set_rows(look.ranked)
        self._write_head()
        self.note.setToolTip(tip("\n".join(look.notes.sentences)))
        row = self.model.row_of(self._key)
        if row is None:
            self.view.clearSelection()
            self.view.setCurrentIndex(QModelIndex())
        elif row != self.view.currentIndex().row():
            self.view.setAutoScroll(False)  # the list stays where it is while places change their rank
            self.view.selectRow(row)
            self.view.setAutoScroll(True)
        self._is_updating = False
        self._show_place()

    def choose(self, key: str) -> None:
        """Choose a place by its key."""
        row = self.model.row_of(key)
        if row is not None:
            self.view.selectRow(row)
            self.view.scrollTo(self.model.index(row, 0))
            self._choose(row)

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._is_updating and current.isValid():
            self._key, self._is_new_choice = self.model.place(current.row()).key, True
            self._show_place()

    def _on_clicked(self, index: QModelIndex) -> None:
        self._choose(index.row())

    def _choose(self, row: int) -> None:
        place = self.model.place(row)
        self._key, self._is_new_choice = place.key, True
        self._show_place()
        self.chosen.emit(place)

    def fit(self) -> None:
        """Show the chart where there is room for it, and give names what bars can spare."""
        self.chart.setVisible(not self._is_low)
        self._write_head()
        self._write_details()
        is_narrow = self.width() < NARROW_PX
        for at, narrow in NARROWER.items():
            self.view.setColumnWidth(at, narrow if is_narrow else COLUMNS[at].width)

    @property
    def _is_low(self) -> bool:
        """Whether the table needs the room of the chart; sentences are longer where reports are late."""
        is_late = self._look is not None and self._look.notes.known_after is not None
        return self.height() < CHART_FROM_PX + (LATE_PX if is_late else 0)

    def _write_head(self) -> None:
        if self._look is not None:
            self.note.setText(head_words(self._look.notes, is_short=self._is_low and self.place is not None))

    def _list(self) -> None:
        if self.place is not None:
            self.listing_requested.emit(self.place)

    def _show_place(self) -> None:
        place = self.place
        self._below.setVisible(place is not None)
        for stale in (self.first_seen, self.details):
            stale.hide()
        self.details_needed.emit()
        if place is None or self._look is None:
            return
        self.sentence.setText(place.sentence)
        self.chart.show_place(place, self._look.notes)
        self.fit()

    def show_details(self, first: Sequence[FirstSeen], details: Details | None) -> None:
        """Show what is seen for the first time anywhere, and more of the chosen place; ``None`` for no more."""
        if self._look is None:
            return
        weeks = self._look.notes.baseline.width_days // 7
        self.first_seen.show_text(first_seen_words(first, weeks))
        self.first_seen.setToolTip(tip(_first_tip(first)))
        _show_if(self.first_seen, is_shown=bool(first))
        self._details = details
        self._write_details()
        _show_if(self.details, is_shown=details is not None)
        self.chart.show_levels(() if details is None else details.since.levels)
        self._keep_in_view()

    def _write_details(self) -> None:
        """A sentence a line, or in a low panel one after the other: the table needs the room."""
        said = () if self._details is None else self._details.sentences
        between = " " if self._is_low else "\n"
        self.details.setText(without_overrides(between.join(said)))

    def _keep_in_view(self) -> None:
        """Keep the row in view that has just been chosen: the details take room from the table."""
        layout = self.layout()
        if self._is_new_choice and layout is not None:
            layout.activate()
            self.view.scrollTo(self.view.currentIndex())
        self._is_new_choice = False


def _show_if(widget: QWidget, *, is_shown: bool) -> None:
    """Show a widget, which keeps its room when it is hidden later; or hide it and give up its room."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(is_shown)
    widget.setSizePolicy(policy)
    widget.setVisible(is_shown)


def _first_tip(first: Sequence[FirstSeen]) -> str:
    more = [f"… and {len(first) - MOST_IN_TIP} more"] if len(first) > MOST_IN_TIP else []
    return "\n".join([*(one_line(each.sentence) for each in first[:MOST_IN_TIP]), *more])
