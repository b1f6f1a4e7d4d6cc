"""The one object that changes: what is shown, and the way back.

Panels never meet. They call `Session.update` and are told ``changed(before, after)``; each compares the snapshots in
what it draws and touches only what differs.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.jobs import Jobs
from geo.analysis.preparation import is_prepared, prepare
from geo.dataset import Dataset
from geo.query import MANY, Query, fitted, is_expensive, passes
from geo.view.snapshot import Snapshot, resolve
from geo.view.state import MapView, State

__all__ = ["Session"]

MOST_STEPS = 500
QUESTION = "question"
STEPS = "steps"
_IDLE_MS = 300


class Session(QObject):
    """The dataset, the state of the view, and its history."""

    changed = Signal(object, object)
    """Emitted after every change of the state with the snapshots before and after."""

    replaced = Signal(object)
    """Emitted with the new snapshot when another dataset takes the place of the old one."""

    history_changed = Signal()
    """Emitted when what can be undone or redone has changed."""

    def __init__(self, dataset: Dataset, parent: QObject | None = None, jobs: Jobs | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._asked: frozenset[str] = frozenset()
        self._snapshot = resolve(dataset, State())
        self._committed = self._snapshot.state
        self._undo: list[State] = []
        self._redo: list[State] = []
        self._merging = ""
        self._idle = QTimer(self, interval=_IDLE_MS, singleShot=True)
        self._idle.timeout.connect(self._prepare_steps)

    @property
    def snapshot(self) -> Snapshot:
        """What is shown now."""
        return self._snapshot

    @property
    def state(self) -> State:
        """What is asked for now."""
        return self._snapshot.state

    @property
    def dataset(self) -> Dataset:
        """Where it is asked from."""
        return self._snapshot.dataset

    def open(self, dataset: Dataset, *, keeps_view: bool = False) -> None:
        """Show another dataset from its beginning, or with the filters that are set; the history starts anew."""
        self._forget_question()
        fresh = State(layers=self.state.layers, size_by=self.state.size_by, colour_by=self.state.colour_by)
        kept = replace(_lasting(self.state), query=fitted(self.state.query, dataset.gazetteer))
        self._snapshot = resolve(dataset, kept if keeps_view else fresh)
        self._committed = self._snapshot.state
        self._undo.clear()
        self._redo.clear()
        self._merging = ""
        self.replaced.emit(self._snapshot)
        self.history_changed.emit()
        self._idle.start()

    def update(self, state: State, *, merge: str = "") -> None:
        """Show a state and remember the one before, as one step that can be undone.

        Steps in a row with the same ``merge`` key become one.
        """
        self.preview(state)
        if _lasting(state) == _lasting(self._committed):
            return
        if not (merge and merge == self._merging and self._undo):
            self._undo.append(self._committed)
            del self._undo[:-MOST_STEPS]
        self._merging = merge
        self._committed = state
        self._redo.clear()
        if self._undo and _lasting(self._undo[-1]) == _lasting(state):  # merged steps have come back to their start
            self._undo.pop()
            self._merging = ""
        self.history_changed.emit()

    def set_filters(self, *, merge: str = "", **changes: Any) -> None:
        """Change fields of the query, as one step; what takes long to answer is looked for in the background first."""
        question = self.state.with_query(**changes).query
        if self._jobs is None or not is_expensive(self.dataset, question):
            if self._asked & changes.keys():
                self._forget_question()
            self.update(self.state.with_query(**changes), merge=merge)
            return
        dataset = self.dataset
        self._asked = frozenset(changes)

        def then(_mask: object) -> None:
            self._asked = frozenset()
            if self.dataset is dataset:
                self.update(self.state.with_query(**changes), merge=merge)

        self._jobs.run(QUESTION, lambda: passes(dataset, question), then, lambda _message: None)

    def _forget_question(self) -> None:
        """A question that is still being answered is not asked any more: another one of its kind has been asked."""
        self._asked = frozenset()
        if self._jobs is not None:
            self._jobs.cancel(QUESTION)

    def preview(self, state: State) -> None:
        """Show a state while a gesture lasts, without a step of its own."""
        before = self._snapshot
        if state == before.state:
            return
        self._snapshot = resolve(before.dataset, state)
        self.changed.emit(before, self._snapshot)
        if before.state.query.any_time() != state.query.any_time():
            self._idle.start()

    def _prepare_steps(self) -> None:
        """Work out in the background what makes steps of the time bar quick, where there is so much that it matters."""
        snapshot = self._snapshot
        if self._jobs is not None and len(snapshot.dataset.incidents) > MANY and not is_prepared(snapshot):
            self._jobs.run(STEPS, lambda: prepare(snapshot), lambda _done: None, lambda _message: None)

    def select(self, incident_ids: tuple[str, ...]) -> None:
        """Select incidents; this is not a step of the history."""
        self._committed = replace(self._committed, selected=incident_ids)
        self.preview(replace(self.state, selected=incident_ids))

    def look(self, view: MapView) -> None:
        """Remember where the map looks; moves in a row are one step."""
        self.update(replace(self.state, view=view), merge="view")

    def reset_filters(self) -> None:
        """Ask for everything again."""
        self._forget_question()
        self.update(replace(self.state, query=Query()))

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to take again."""
        return bool(self._redo)

    def undo(self) -> None:
        """Take back the last step."""
        self._travel(self._undo, self._redo)

    def redo(self) -> None:
        """Take again the step that was taken back last."""
        self._travel(self._redo, self._undo)

    def _travel(self, source: list[State], target: list[State]) -> None:
        if not source:
            return
        target.append(self._committed)
        self._committed = replace(source.pop(), selected=self.state.selected)
        self._merging = ""
        self.preview(self._committed)
        self.history_changed.emit()


def _lasting(state: State) -> State:
    """A state without what is no step of its own."""
    return replace(state, selected=())
