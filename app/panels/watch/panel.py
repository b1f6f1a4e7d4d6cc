"""The watch list beside the map. It is made, and what it computes with is loaded, when it is first shown."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.jobs import Jobs
from app.session import Session
from app.widgets.debouncer import Debouncer
from app.widgets.elided import combo_box
from app.widgets.text import label
from geo.view.snapshot import Snapshot

if TYPE_CHECKING:
    from app.panels.watch.places import PlacesView
    from app.panels.watch.rules import RulesView
    from geo.analysis.unusual import Details, FirstSeen, Look, PlaceLook

__all__ = ["WINDOWS", "WatchPanel"]

WINDOWS = (7, 28, 56, 91)
"""The lengths of the window to choose from, in days."""

FRAME_S = 0.016
"""A look that takes longer is debounced while time moves."""
MANY = 20_000
"""Other filters than the period are answered in the background where there are more incidents."""

BUSY = "computing …"
_JOB, _DETAILS_JOB = "watch list", "details of the watch list"


class WatchPanel(QWidget):
    """Districts and provinces by how unusual their number of incidents is, and the saved rules."""

    district_requested = Signal(str)
    """Emitted with the name of a district that the map should show."""

    province_requested = Signal(str)
    """Emitted with the name of a province that the map should show."""

    listing_requested = Signal(object, object)
    """Emitted with a `PlaceLook` and the window (a period) whose incidents should be listed."""

    example_requested = Signal()
    """Emitted when the example with made-up data should be made."""

    rule_requested = Signal()
    """Emitted when the filters that are set should be saved as a rule."""

    removal_requested = Signal(str)
    """Emitted with the name of a rule that should be removed."""

    acknowledgement_requested = Signal(str)
    """Emitted with the name of a rule whose findings should be acknowledged."""

    def __init__(self, session: Session, jobs: Jobs | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("watch")
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._session, self._jobs = session, jobs
        self._is_loaded = jobs is None
        self._is_stale = True
        self._costs_s = (0.0, 0.0)
        self._outcomes: tuple[Sequence[Any], bool] = ((), False)
        self.places: PlacesView | None = None
        self.rules: RulesView | None = None
        self._looked: tuple[Snapshot, int] | None = None
        self._debouncer = Debouncer(self._compute, 0, self)
        self._details_debouncer = Debouncer(self._compute_details, 0, self)
        session.changed.connect(self._on_changed)
        session.replaced.connect(lambda _snapshot: self._request(0.0))

    # parts

    def _make(self) -> None:
        """Make the parts, at the first time that they are seen."""
        from app.panels.watch.places import PlacesView
        from app.panels.watch.rules import RulesView

        self.places, self.rules = PlacesView(), RulesView()
        self.places.chosen.connect(self._on_chosen)
        self.places.details_needed.connect(lambda: self._details_debouncer.request(1))
        self.places.listing_requested.connect(self._on_listing)
        self.rules.add_requested.connect(self.rule_requested)
        self.rules.remove_requested.connect(self.removal_requested)
        self.rules.acknowledge_requested.connect(self.acknowledgement_requested)
        self.rules.place_chosen.connect(self._show_found)
        offered = [(f"last {days} days", str(days)) for days in WINDOWS]
        self.window_days = combo_box(offered, str(WINDOWS[1]), "Length of the window")
        self.window_days.currentIndexChanged.connect(lambda _at: self._request(0.0))
        self._stack = QStackedWidget()
        for page in (self.places, self._abstention(), self.rules):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._head())
        layout.addWidget(self._stack, 1)
        self.show_rules(*self._outcomes)

    def _head(self) -> QHBoxLayout:
        """One line: places or rules, and the window."""
        self.place_button, self.rule_button = QPushButton("Places"), QPushButton("Rules")
        group = QButtonGroup(self)
        switch = QHBoxLayout()
        switch.setSpacing(4)
        for button, name in ((self.place_button, "watch places"), (self.rule_button, "watch rules page")):
            button.setObjectName(name)
            button.setCheckable(True)
            button.setAutoDefault(False)
            group.addButton(button)
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            switch.addWidget(button)
            button.clicked.connect(self._show_page)
        self.place_button.setChecked(True)
        switch.setContentsMargins(10, 8, 10, 6)
        switch.addSpacing(4)
        switch.addWidget(self.window_days)
        switch.addStretch()
        return switch

    def _abstention(self) -> QWidget:
        """What is shown where nothing is compared: why, and the example."""
        self.why_not = label("", wrap=True)
        self.why_not.setObjectName("watch why not")
        self.example = QPushButton("Example with made-up data…")
        self.example.setObjectName("watch example")
        self.example.setAutoDefault(False)
        self.example.clicked.connect(self.example_requested)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.setSpacing(10)
        layout.addWidget(self.why_not)
        layout.addWidget(self.example, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch()
        return page

    def _show_page(self) -> None:
        """Show places or rules, as the buttons say."""
        if self.rules is None or self.places is None:
            return
        is_places = self.place_button.isChecked()
        look = self.places.look
        is_abstaining = look is not None and bool(look.notes.why_not)
        self.window_days.setVisible(is_places)
        self._stack.setCurrentIndex(2 if not is_places else 1 if is_abstaining else 0)

    def focus_widget(self) -> QWidget:
        """What gets the keyboard focus when the panel is asked for."""
        return self if self.places is None else self.places.view

    # events

    def showEvent(self, event: QShowEvent) -> None:
        """Make the parts at first, and catch up with what has changed meanwhile."""
        super().showEvent(event)
        if self.places is None:
            self._make()
        if self._is_stale:
            self._compute()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A chart needs room."""
        super().resizeEvent(event)
        if self.places is not None:
            self.places.fit()

    def _on_changed(self, before: Snapshot, after: Snapshot) -> None:
        if before.state.query == after.state.query:
            return
        is_time_alone = before.state.query.any_time() == after.state.query.any_time()
        self._request(min(self._costs_s), in_background=not is_time_alone and len(after.dataset.incidents) > MANY)

    def _request(self, cost_s: float, *, in_background: bool = False) -> None:
        """Compute for what is shown now: at once if that is quick, else when time stands still or in the background."""
        self._is_stale = True
        if self.places is None or not self.isVisible():
            return
        if in_background:
            self._is_loaded = self._jobs is None
        self._debouncer.request(1 if cost_s > FRAME_S else 0)

    # computing

    def _compute(self) -> None:
        if self.places is None or not self.isVisible():
            return
        snapshot, days = self._session.snapshot, WINDOWS[self.window_days.currentIndex()]
        if self._is_loaded or self._jobs is None:
            started = time.perf_counter()
            self._show(_look(snapshot, days), snapshot, days)
            self._costs_s = (self._costs_s[1], time.perf_counter() - started)
            return
        self._say(BUSY)

        def then(look: Look) -> None:
            self._is_loaded = True
            if self._session.snapshot is snapshot:
                self._show(look, snapshot, days)
            else:
                self._compute()

        self._jobs.run(_JOB, lambda: _look(snapshot, days), then, self._on_failed)

    def _on_failed(self, message: str) -> None:
        self._say(message)

    def _say(self, text: str) -> None:
        """Say what is under way, or has failed, until the next look is shown."""
        if self.places is not None:
            self.places.note.setText(text)

    def _show(self, look: Look, snapshot: Snapshot, days: int) -> None:
        assert self.places is not None
        self._is_stale, self._looked = False, (snapshot, days)
        notes = look.notes
        is_sample = self._session.dataset.is_sample
        self.why_not.setText(f"No verdicts here. {notes.why_not}")
        self.example.setVisible(is_sample)
        self.places.show_look(look)
        self._show_page()

    def _compute_details(self) -> None:
        """Say more of the place that is chosen, once neither time nor choice has changed for a moment.

        Of many incidents the first answer takes seconds, in which the names of actors are sorted: in the background.
        """
        if self.places is None or self._looked is None or self._is_stale or not self.isVisible():
            return
        asked = *self._looked, self.places.key
        if self._jobs is None or len(asked[0].dataset.incidents) <= MANY:
            self._show_details(asked, _details(*asked))
            return
        self._jobs.run(
            _DETAILS_JOB, lambda: _details(*asked), lambda found: self._show_details(asked, found), self._on_failed
        )

    def _show_details(
        self, asked: tuple[Snapshot, int, str], found: tuple[tuple[FirstSeen, ...], Details | None]
    ) -> None:
        if self.places is not None and not self._is_stale and asked == (*(self._looked or ()), self.places.key):
            self.places.show_details(*found)

    # rules

    def show_rules(self, outcomes: Sequence[Any], can_save: bool) -> None:
        """Show what the rules have found; ``can_save`` if a workspace is open."""
        self._outcomes = outcomes, can_save
        n_new = sum(len(outcome.new) for outcome in outcomes)
        if self.rules is not None:
            self.rules.show_outcomes(outcomes, can_save=can_save)
            self.rule_button.setText(f"Rules ({n_new} new)" if n_new else "Rules")

    def show_rules_page(self) -> None:
        """Show the rules in place of the places."""
        if self.places is not None:
            self.rule_button.setChecked(True)
            self._show_page()

    def _show_found(self, key: str) -> None:
        """Show a place that a rule has found."""
        assert self.places is not None
        self.place_button.setChecked(True)
        self._show_page()
        self.places.choose(key)

    # requests

    def _on_chosen(self, place: PlaceLook) -> None:
        if place.is_province:
            self.province_requested.emit(place.name)
        else:
            self._session.look_at_district(place.name)
            self.district_requested.emit(place.name)

    def _on_listing(self, place: PlaceLook) -> None:
        assert self.places is not None
        if self.places.look is not None:
            self.listing_requested.emit(place, self.places.look.notes.window)


def _look(snapshot: Snapshot, days: int) -> Look:
    """A look with a window; loads scipy at first."""
    from geo.analysis.unusual import Settings, look

    return look(snapshot, Settings(window_days=days))


def _details(snapshot: Snapshot, days: int, key: str) -> tuple[tuple[FirstSeen, ...], Details | None]:
    """What is seen for the first time anywhere, and the details of a place; ``None`` for no place."""
    from geo.analysis.unusual import Settings, details, first_seen

    settings = Settings(window_days=days)
    return first_seen(snapshot, settings), details(snapshot, key, settings) if key else None
