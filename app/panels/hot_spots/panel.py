"""Hot spots beside the map. The panel is made, and what it computes with is loaded, when it is first shown."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.jobs import Jobs
from app.session import Session
from app.widgets.buttons import push_button
from app.widgets.text import label
from geo.errors import Cancelled, InputError
from geo.view.snapshot import Snapshot, resolve
from geo.view.state import HotSpotQuestion, State
from geo.wording import about

if TYPE_CHECKING:
    from app.panels.hot_spots.answer import AnswerView
    from app.panels.hot_spots.fields import HotSpotFields
    from geo.analysis.hotspots.result import Finding, HotSpots

__all__ = ["HotSpotsPanel"]

_JOB, _LOADING = "hot spots", "loading of hot spots"
_EVERY_S, _LONG_S = 0.05, 5.0


class _Work(QObject):
    """One computation: tells its progress, and stops when it is told to."""

    progressed = Signal(float)
    """Emitted with the part that is done, 0 to 1, some times a second."""

    expected = Signal(float)
    """Emitted before something starts that takes long, with the seconds that it takes."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stopped = Event()
        self._told = 0.0

    def stop(self) -> None:
        """Stop at the next tick."""
        self._stopped.set()

    def tick(self, share: float) -> None:
        """Note progress, in the thread of the job."""
        if self._stopped.is_set():
            raise Cancelled("Cancelled.")
        if time.monotonic() - self._told >= _EVERY_S:
            self._told = time.monotonic()
            self.progressed.emit(share)


class HotSpotsPanel(QWidget):
    """A method with its settings, its answer as a list, and what it says of the map."""

    district_requested = Signal(str)
    """Emitted with the name of a district that the map should show."""

    place_requested = Signal(tuple)
    """Emitted with west, south, east and north (degrees) that the map should show."""

    save_requested = Signal(object)
    """Emitted with the `HotSpots` that are to be written to a file."""

    def __init__(self, session: Session, jobs: Jobs | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hot spots")
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._session, self._jobs = session, jobs
        self._work: _Work | None = None
        self.fields: HotSpotFields | None = None
        self.view: AnswerView | None = None
        session.changed.connect(self._on_changed)
        session.replaced.connect(lambda _snapshot: self._show())

    # parts

    def _make(self) -> None:
        """Make the parts, at the first time that they are seen."""
        from app.panels.hot_spots.answer import AnswerView
        from app.panels.hot_spots.fields import HotSpotFields

        self.fields, self.view = HotSpotFields(), AnswerView()
        self.view.chosen.connect(self._on_chosen)
        self.run_button = push_button(
            "hot spots run", "Run", "Compute it for the filters and the period that are shown"
        )
        self.run_button.clicked.connect(self.run)
        self.cancel_button = push_button("hot spots cancel", "Cancel", "Stop the computation; nothing is changed")
        self.cancel_button.clicked.connect(self.cancel)
        self.clear_button = push_button("hot spots clear", "Remove", "Take the hot spots off the map and the list")
        self.clear_button.clicked.connect(self._clear)
        self.save_button = push_button("hot spots save", "Save…", "Write the list with its method and places to a file")
        self.save_button.clicked.connect(self._save)
        self.bar = QProgressBar()
        self.bar.setObjectName("hot spots progress")
        self.bar.setAccessibleName("Progress of the computation")
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        self.note = label("", "warning", wrap=True)
        self.note.setObjectName("hot spots note")
        self.note.setContentsMargins(10, 0, 10, 6)
        self.time_note = label("", "muted", wrap=True)
        self.time_note.setObjectName("hot spots time")
        self.time_note.setContentsMargins(10, 0, 10, 6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.fields)
        layout.addLayout(self._buttons())
        layout.addWidget(self.time_note)
        layout.addWidget(self.note)
        layout.addWidget(self.view, 1)
        self._filler = QWidget()
        layout.addWidget(self._filler, 1)

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(10, 2, 10, 8)
        for widget in (self.run_button, self.cancel_button, self.bar, self.save_button, self.clear_button):
            line.addWidget(widget)
        line.addStretch()
        return line

    def focus_widget(self) -> QWidget:
        """What gets the keyboard focus when the panel is asked for."""
        return self if self.fields is None else self.fields.method

    # events

    def showEvent(self, event: QShowEvent) -> None:
        """Make the parts at first, and catch up with what has changed meanwhile."""
        super().showEvent(event)
        if self.fields is None:
            self._make()
            self._load()
        self._show()

    def _load(self) -> None:
        """Load what the methods compute with while the user chooses, so that *Cancel* works from the first moment."""
        from geo.analysis.hotspots.methods import load

        if self._jobs is not None:
            self._jobs.run(_LOADING, load, lambda _: None, lambda _: None)

    def _on_changed(self, before: Snapshot, after: Snapshot) -> None:
        if (before.state.query, before.state.hot_spots) != (after.state.query, after.state.hot_spots):
            self._show()

    # computing

    def run(self) -> None:
        """Compute what is chosen for what is shown, in the background."""
        if self.fields is None:
            return
        self.cancel()
        try:
            asked = self.fields.question()
        except InputError as error:
            self._say(str(error))
            return
        self.compute(asked)

    def compute(self, asked: HotSpotQuestion) -> None:
        """Compute a question for what is shown, in the background, and show its answer; the panel was shown before."""
        self.cancel()
        from geo.analysis.hotspots.methods import answer

        snapshot = resolve(self._session.dataset, replace(self._session.state, hot_spots=asked))
        work = self._work = _Work(self)
        self.time_note.hide()
        work.progressed.connect(lambda share: self.bar.setValue(round(1000 * share)))
        work.expected.connect(lambda seconds: self._expect(work, seconds))
        self._show()
        self._start(
            lambda: answer(snapshot, work.tick, work.expected.emit), lambda _found: self._finish(asked), self._on_failed
        )

    def _start(
        self, work: Callable[[], HotSpots | None], then: Callable[[object], None], failed: Callable[[str], None]
    ) -> None:
        if self._jobs is not None:
            self._jobs.run(_JOB, work, then, failed)
            return
        try:
            found = work()
        except InputError as error:
            failed(str(error))
        else:
            then(found)

    def _expect(self, work: _Work, seconds: float) -> None:
        """Say how long it takes."""
        if seconds >= _LONG_S and work is self._work:
            self.time_note.setText(f"This takes {about(seconds)} on this computer.")
            self.time_note.show()

    def cancel(self) -> None:
        """Stop what is computed; what is shown stays."""
        if self._work is None:
            return
        self._work.stop()
        self._work = None
        if self._jobs is not None:
            self._jobs.cancel(_JOB)
        self._show()

    def _finish(self, asked: HotSpotQuestion) -> None:
        """Show the answer, as one step of the history; if the filters have changed meanwhile it is stale at once."""
        self._work = None
        state = replace(self._session.state, hot_spots=asked, **_shown_with(asked.method, self._session.state))
        if state == self._session.state:  # the same question again: its answer has come back
            self._session.preview(replace(state, hot_spots=None))
        self._session.update(state)
        self._show()

    def _on_failed(self, message: str) -> None:
        self._work = None
        self._show()
        self._say(message)

    def _clear(self) -> None:
        self._session.update(replace(self._session.state, hot_spots=None))

    def _save(self) -> None:
        if self.view is not None and self.view.found is not None:
            self.save_requested.emit(self.view.found)

    # showing

    def _show(self) -> None:
        """Show the answer for what is shown now; a former one is faded, and its note says why."""
        if self.fields is None or self.view is None or not self.isVisible():
            return
        from geo.analysis.hotspots.methods import answered
        from geo.analysis.hotspots.result import STALE

        snapshot, is_running = self._session.snapshot, self._work is not None
        is_asked = snapshot.state.hot_spots is not None
        found = answered(snapshot)
        is_stale = is_asked and found is None
        if found is not None or not is_asked:
            self.view.show_found(found)
        self.view.set_stale(is_stale=is_stale)
        self._say(STALE if is_stale and not is_running else "")
        self._filler.setVisible(self.view.isHidden())
        self.fields.asks.setVisible(self.view.isHidden())  # the list needs the room
        self.run_button.setVisible(not is_running)
        self.run_button.setText("Run again" if is_stale else "Run")
        for part in (self.cancel_button, self.bar):
            part.setVisible(is_running)
        self.clear_button.setVisible(is_asked and not is_running)
        self.save_button.setVisible(found is not None and not is_running)
        if not is_running:
            self.bar.setValue(0)
            self.time_note.hide()

    def _say(self, text: str) -> None:
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def _on_chosen(self, row: Finding) -> None:
        """Have the map show the place of a row."""
        from geo.analysis.hotspots.drawn import ring_of

        assert self.view is not None
        assert self.view.found is not None
        ring = ring_of(self.view.found, row)
        if ring:
            self.place_requested.emit((min(ring[::2]), min(ring[1::2]), max(ring[::2]), max(ring[1::2])))
        elif row.district:
            self._session.look_at_district(row.district)
            self.district_requested.emit(row.district)


def _shown_with(method: str, state: State) -> dict[str, Any]:
    """What else of a state an answer changes: drawn, it takes the colours of districts; the density is the heat."""
    from geo.analysis.hotspots.methods import DRAWN_METHODS

    if method == "density":
        return {"layers": state.layers | {"heat"}}
    return {"colour_by": ""} if method in DRAWN_METHODS else {}
