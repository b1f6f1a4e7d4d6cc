"""The one mutable object: what is shown, and the history for undo.

Panels do not know each other. They call `Session.update` and receive ``changed(before, after)``; each compares the two
snapshots and updates only what differs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.jobs import Jobs
from geo.analysis.preparation import is_prepared, prepare
from geo.dataset import Dataset
from geo.incidents.whose_figures import BEST, FIXED, PUBLISHER
from geo.query import MANY, Query, fitted, is_expensive, passes
from geo.view.snapshot import Snapshot, resolve
from geo.view.state import MapView, State

__all__ = ["Command", "Session"]

MOST_STEPS = 500
QUERY = "query"
STEPS = "steps"
_IDLE_MS = 300


@dataclass(frozen=True, slots=True, eq=False)
class Command:
    """A change of stored data as a step of the history: how it is undone and done again.

    Both begin their work in the background and call what they are given if it fails.
    """

    undo: Callable[[Callable[[], None]], None]
    redo: Callable[[Callable[[], None]], None]


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    """A step of the history: the state that it leads to, and what else has to be undone or done again."""

    state: State
    command: Command | None = None


class Session(QObject):
    """The dataset, the state of the view, and its history."""

    changed = Signal(object, object)
    """Emitted after every change of the state with the snapshots before and after."""

    replaced = Signal(object)
    """Emitted with the new snapshot when another dataset replaces the old one."""

    history_changed = Signal()
    """Emitted when what can be undone or redone has changed."""

    failed = Signal(str)
    """Emitted with a message when an expensive query could not be answered; what is shown stays."""

    prepared = Signal()
    """Emitted when caches of large data are filled, and with them what was too expensive to show before."""

    def __init__(self, dataset: Dataset, parent: QObject | None = None, jobs: Jobs | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._pending_fields: frozenset[str] = frozenset()
        self._snapshot = resolve(dataset, State())
        self._committed = self._snapshot.state
        self._undo: list[_Step] = []
        self._redo: list[_Step] = []
        self._merging = ""
        self._idle = QTimer(self, interval=_IDLE_MS, singleShot=True)
        self._idle.timeout.connect(self._prepare)

    @property
    def snapshot(self) -> Snapshot:
        """What is shown now."""
        return self._snapshot

    @property
    def state(self) -> State:
        """What the user chose."""
        return self._snapshot.state

    @property
    def dataset(self) -> Dataset:
        """The data that are shown."""
        return self._snapshot.dataset

    def open(self, dataset: Dataset, *, keeps_view: bool = False, keeps_history: bool = False) -> None:
        """Show another dataset from its beginning, or with the filters that are set.

        The history is cleared, unless it is kept because the change is one of its steps.
        """
        self._cancel_query()
        fresh = State(layers=self.state.layers, size_by=self.state.size_by, colour_by=self.state.colour_by)
        same_view = _fitted(_lasting(self.state), dataset)
        self._snapshot = resolve(dataset, same_view if keeps_view else fresh)
        self._committed = self._snapshot.state
        if not keeps_history:
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
            self._committed = state
            return
        if not (merge and merge == self._merging and self._undo):
            self._undo.append(_Step(self._committed))
            del self._undo[:-MOST_STEPS]
        self._merging = merge
        self._committed = state
        self._redo.clear()
        # merged steps may have come back to their start
        if self._undo and _lasting(self._undo[-1].state) == _lasting(state):
            self._undo.pop()
            self._merging = ""
        self.history_changed.emit()

    def record(self, command: Command) -> None:
        """Remember what is being done to stored data as a step that can be undone."""
        self._undo.append(_Step(self._committed, command))
        del self._undo[:-MOST_STEPS]
        self._redo.clear()
        self._merging = ""
        self.history_changed.emit()

    def forget(self, command: Command) -> None:
        """Forget a step that has failed."""
        self._undo[:] = [step for step in self._undo if step.command is not command]
        self.history_changed.emit()

    def set_filters(self, *, merge: str = "", **changes: Any) -> None:
        """Change fields of the query, as one step; an expensive query is computed in the background first."""
        query = self.state.with_query(**changes).query
        if self._jobs is None or not is_expensive(self.dataset, query):
            if self._pending_fields & changes.keys():
                self._cancel_query()
            self.update(self.state.with_query(**changes), merge=merge)
            return
        dataset = self.dataset
        self._pending_fields = frozenset(changes)

        def then(_mask: object) -> None:
            self._pending_fields = frozenset()
            if self.dataset.as_stored is dataset.as_stored:
                self.update(self.state.with_query(**changes), merge=merge)

        self._jobs.run(QUERY, lambda: passes(dataset, query), then, self._on_query_failed)

    def _on_query_failed(self, message: str) -> None:
        self._pending_fields = frozenset()
        self.failed.emit(message)

    def _cancel_query(self) -> None:
        """Cancel the query that runs in the background: a newer one replaces it."""
        self._pending_fields = frozenset()
        if self._jobs is not None:
            self._jobs.cancel(QUERY)

    def preview(self, state: State) -> None:
        """Show a state during a gesture, without a step in the history."""
        before = self._snapshot
        if state == before.state:
            return
        self._snapshot = resolve(before.dataset, state)
        if self._snapshot.dataset is not before.dataset:  # the same incidents with the figures of another side
            self.replaced.emit(self._snapshot)
            self._idle.start()
            return
        self.changed.emit(before, self._snapshot)
        if before.state.query.any_time() != state.query.any_time():
            self._idle.start()

    def _prepare(self) -> None:
        """Fill in the background the caches that make steps of the time bar cheap, for large data."""
        snapshot = self._snapshot
        if self._jobs is not None and len(snapshot.dataset.incidents) > MANY and not is_prepared(snapshot):
            self._jobs.run(STEPS, lambda: prepare(snapshot), lambda _done: self.prepared.emit(), lambda _message: None)

    def select(self, incident_ids: tuple[str, ...], current: str = "") -> None:
        """Select incidents, and show one of them in full; this is not a step of the history."""
        self._committed = replace(self._committed, selected=incident_ids, current=current)
        self.preview(replace(self.state, selected=incident_ids, current=current))

    def look_at_district(self, name: str) -> None:
        """Look at a district and select no incident; blank for no district. Choices in a row are one step."""
        if name == self.state.district:
            self.select(())
        else:
            self.update(replace(self.state, district=name, selected=(), current=""), merge="district" if name else "")

    def look(self, view: MapView) -> None:
        """Store the section of the map; moves in a row are one step."""
        self.update(replace(self.state, view=view), merge="view")

    def reset_filters(self) -> None:
        """Remove all filters and the period."""
        self._cancel_query()
        self.update(replace(self.state, query=Query()))

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to undo."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to redo."""
        return bool(self._redo)

    def undo(self) -> None:
        """Undo the last step."""
        step = self._travel(self._undo, self._redo)
        if step is not None and step.command is not None:
            step.command.undo(lambda: self._return(step, self._redo, self._undo))

    def redo(self) -> None:
        """Redo the step that was undone last."""
        step = self._travel(self._redo, self._undo)
        if step is not None and step.command is not None:
            step.command.redo(lambda: self._return(step, self._undo, self._redo))

    def _travel(self, source: list[_Step], target: list[_Step]) -> _Step | None:
        """Show the state of the last step of one list; the step back, which is now the last of the other."""
        if not source:
            return None
        step = source.pop()
        back = _Step(self._committed, step.command)
        target.append(back)
        fitting = _fitted(step.state, self.dataset)  # the districts may be those of another layer now
        self._committed = replace(fitting, selected=self.state.selected, current=self.state.current)
        self._merging = ""
        self.preview(self._committed)
        self.history_changed.emit()
        return back

    def _return(self, step: _Step, source: list[_Step], target: list[_Step]) -> None:
        """Put a step back whose command could not be undone or done again; the view stays."""
        if step in source:
            source.remove(step)
            target.append(step)
            self.history_changed.emit()


def _fitted(state: State, dataset: Dataset) -> State:
    """A state for other data: with the districts and the publishers that these have."""
    query = fitted(state.query, dataset.gazetteer)
    is_known = state.figures in FIXED or state.figures.removeprefix(PUBLISHER) in dataset.publishers
    return replace(state, query=query, figures=state.figures if is_known else BEST)


def _lasting(state: State) -> State:
    """A state without the selection, which is no step of the history."""
    return replace(state, selected=(), current="")
