from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.jobs import Jobs
from app.session import MOST_STEPS, QUERY, Command, Session
from geo.query import MANY, Query
from geo.sources.bundled import bundled
from geo.view.state import MapView, State
from tests.app.samples import dataset, incident, many


class Recorder:
    """Records the signals of a session, in order."""

    def __init__(self, session: Session) -> None:
        self.changes: list[tuple[State, State]] = []
        self.history = 0
        session.changed.connect(lambda before, after: self.changes.append((before.state, after.state)))
        session.history_changed.connect(self._count)

    def _count(self) -> None:
        self.history += 1


def test_undo_reverts_an_update_and_redo_repeats_it(session: Session) -> None:
    before = session.state
    session.set_filters(text="Bannu")
    after = session.state
    session.undo()
    assert session.state == before
    session.redo()
    assert session.state == after


def test_changed_carries_the_snapshots_before_and_after(session: Session) -> None:
    emitted: list[tuple[object, object]] = []
    session.changed.connect(lambda before, after: emitted.append((before, after)))
    before = session.snapshot
    session.set_filters(min_killed=10)
    assert emitted == [(before, session.snapshot)]
    assert len(session.snapshot.answer) < len(before.answer)


def test_an_update_to_the_same_state_emits_nothing_and_is_no_step(session: Session) -> None:
    recorded = Recorder(session)
    session.update(session.state)
    assert recorded.changes == []
    assert not session.can_undo


def test_steps_with_the_same_key_are_merged(session: Session) -> None:
    for text in ("B", "Ba", "Ban"):
        session.set_filters(text=text, merge="text")
    session.undo()
    assert session.state.query.text == ""
    assert not session.can_undo


def test_another_key_starts_another_step(session: Session) -> None:
    session.set_filters(text="Ban", merge="text")
    session.set_filters(min_killed=5, merge="killed")
    session.set_filters(text="Bannu", merge="text")
    session.undo()
    assert (session.state.query.text, session.state.query.min_killed) == ("Ban", 5)


def test_an_update_after_an_undo_is_a_new_step_and_clears_redo(session: Session) -> None:
    session.set_filters(text="B", merge="text")
    session.set_filters(min_killed=5)
    session.undo()
    session.set_filters(text="Ba", merge="text")
    assert not session.can_redo
    session.undo()
    assert session.state.query.text == "B"


def test_merged_steps_that_return_to_the_start_are_removed(session: Session) -> None:
    session.set_filters(min_killed=5)
    for text in ("B", "Ba", "B", ""):
        session.set_filters(text=text, merge="text")
    session.undo()
    assert session.state.query == Query()


def test_a_preview_is_shown_but_is_no_step(session: Session) -> None:
    before, recorded = session.state, Recorder(session)
    for day in range(1, 9):
        session.preview(before.with_query(first=date(2024, 11, day)))
    assert len(recorded.changes) == 8
    assert not session.can_undo
    session.update(before.with_query(first=date(2024, 11, 9)))
    session.undo()
    assert session.state == before


def test_a_preview_followed_by_the_old_state_is_no_step(session: Session) -> None:
    before = session.state
    session.preview(before.with_query(first=date(2024, 11, 1)))
    session.update(before)
    assert session.state == before
    assert not session.can_undo


def test_a_selection_is_no_step_and_is_kept_by_undo(session: Session) -> None:
    ids = tuple(session.dataset.incidents.texts["incident_id"][:2])
    session.set_filters(min_killed=5)
    session.select(ids)
    assert session.snapshot.selected_rows == (0, 1)
    session.undo()
    assert session.state == State(selected=ids)
    assert not session.can_undo
    session.redo()
    assert session.state.selected == ids


def test_an_unknown_id_can_be_selected_but_has_no_row(session: Session) -> None:
    session.select(("nowhere:1",))
    assert session.snapshot.selected_rows == ()


def test_successive_moves_of_the_map_are_one_step(session: Session) -> None:
    session.look(MapView(70, 33, 7))
    session.look(MapView(71, 33, 7))
    session.undo()
    assert session.state.view is None


def test_the_history_is_limited(session: Session) -> None:
    for n in range(1, MOST_STEPS + 20):
        session.set_filters(min_killed=n)
    steps = 0
    while session.can_undo:
        session.undo()
        steps += 1
    assert MOST_STEPS == 500
    assert steps == MOST_STEPS
    assert session.state.query.min_killed == 19


def test_undo_and_redo_without_history_change_nothing(session: Session) -> None:
    before, recorded = session.state, Recorder(session)
    session.undo()
    session.redo()
    assert session.state == before
    assert recorded.changes == []


def test_resetting_the_filters_keeps_layers_and_selection(session: Session) -> None:
    session.update(replace(session.state, layers=frozenset({"heat"}), query=Query(text="x"), selected=("a",)))
    session.reset_filters()
    assert session.state == State(layers=frozenset({"heat"}), selected=("a",))


def test_another_dataset_resets_the_state_but_layers_and_sizes(session: Session) -> None:
    replaced: list[object] = []
    session.replaced.connect(replaced.append)
    session.update(replace(session.state, layers=frozenset({"heat"}), size_by="same", query=Query(text="x")))
    session.select(("a",))
    other = dataset([incident()])
    session.open(other)
    assert session.dataset is other
    assert session.state == State(layers=frozenset({"heat"}), size_by="same")
    assert not session.can_undo
    assert not session.can_redo
    assert replaced == [session.snapshot]


def test_what_was_done_to_stored_data_is_a_step_and_stays_one_if_it_cannot_be_undone(session: Session) -> None:
    failures: list[Callable[[], None]] = []
    done: list[str] = []

    def begin(what: str, failed: Callable[[], None]) -> None:
        done.append(what)
        failures.append(failed)

    command = Command(partial(begin, "undo"), partial(begin, "redo"))
    session.set_filters(min_killed=5)
    session.record(command)
    session.set_filters(min_killed=7)
    session.undo()
    session.undo()
    assert (done, session.state.query.min_killed) == (["undo"], 5)
    failures.pop()()
    session.open(session.dataset, keeps_view=True, keeps_history=True)
    session.undo()
    session.redo()
    assert (done, session.state.query.min_killed) == (["undo", "undo", "redo"], 5)
    session.forget(command)
    session.undo()
    assert (done[3:], session.state.query.min_killed) == ([], 0)


def test_history_changed_is_emitted(session: Session) -> None:
    recorded = Recorder(session)
    session.set_filters(text="a")
    session.undo()
    session.redo()
    session.select(("a",))
    assert recorded.history == 3


class HeldJobs(Jobs):
    """Jobs that end when the test says so; of those with one key only the newest counts."""

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[str, tuple[Callable[[], Any], Callable[[Any], None], Callable[[str], None]]] = {}

    def run(
        self, key: str, work: Callable[[], Any], then: Callable[[Any], None], failed: Callable[[str], None]
    ) -> None:
        self.held[key] = work, then, failed

    def cancel(self, key: str) -> None:
        self.held.pop(key, None)

    def finish(self, key: str) -> None:
        work, then, _failed = self.held.pop(key)
        then(work())

    def fail(self, key: str, message: str) -> None:
        _work, _then, failed = self.held.pop(key)
        failed(message)


@pytest.fixture
def held(qapp: object) -> tuple[Session, HeldJobs]:
    """A session of many incidents, which are shared by the tests: each has to ask for another text."""
    jobs = HeldJobs()
    return Session(many(MANY + 1), jobs=jobs), jobs


def test_an_expensive_query_is_shown_when_it_is_answered(held: tuple[Session, HeldJobs]) -> None:
    session, jobs = held
    session.set_filters(text="bannu")
    assert session.state.query.text == ""
    jobs.finish(QUERY)
    assert session.state.query.text == "bannu"
    assert session.can_undo


def test_an_expensive_query_that_fails_is_reported(held: tuple[Session, HeldJobs]) -> None:
    session, jobs = held
    messages: list[str] = []
    session.failed.connect(messages.append)
    session.set_filters(text="quetta")
    jobs.fail(QUERY, "no memory")
    assert messages == ["no memory"]
    assert session.state == State()


def test_a_cheap_change_of_the_same_field_replaces_an_expensive_query(held: tuple[Session, HeldJobs]) -> None:
    session, jobs = held
    session.set_filters(text="turbat")
    assert QUERY in jobs.held
    session.set_filters(text="")
    assert jobs.held == {}
    assert session.state == State()


STATES = st.builds(
    State,
    query=st.builds(
        Query,
        first=st.sampled_from([None, date(2024, 1, 1)]),
        text=st.sampled_from(["", "bannu"]),
    ),
    view=st.sampled_from([None, MapView(70.0, 33.0, 7.0)]),
)


class History(RuleBasedStateMachine):
    """A session against a model of its history: a list of states and an index."""

    @initialize()
    def begin(self) -> None:
        self.session = Session(bundled())
        self.states, self.at, self.key = [State()], 0, ""

    @rule(state=STATES, key=st.sampled_from(["", "text", "view"]))
    def update(self, state: State, key: str) -> None:
        self.session.update(state, merge=key)
        if state == self.states[self.at]:
            return
        del self.states[self.at + 1 :]
        if key and key == self.key and self.at:
            self.states[self.at] = state
        else:
            self.states.append(state)
            self.at += 1
        self.key = key
        if self.at and self.states[self.at] == self.states[self.at - 1]:
            del self.states[self.at]
            self.at -= 1
            self.key = ""

    @rule(state=STATES)
    def preview_and_return(self, state: State) -> None:
        before = self.session.state
        self.session.preview(state)
        self.session.preview(before)

    @rule(chosen=st.sampled_from([(), ("a",), ("b", "c")]))
    def select(self, chosen: tuple[str, ...]) -> None:
        self.session.select(chosen)
        assert self.session.state.selected == chosen
        self.session.select(())

    @rule()
    def undo(self) -> None:
        self.session.undo()
        if self.at:
            self.at, self.key = self.at - 1, ""

    @rule()
    def redo(self) -> None:
        self.session.redo()
        if self.at < len(self.states) - 1:
            self.at, self.key = self.at + 1, ""

    @invariant()
    def agrees(self) -> None:
        assert self.session.state == self.states[self.at]
        assert self.session.can_undo == (self.at > 0)
        assert self.session.can_redo == (self.at < len(self.states) - 1)


@pytest.mark.usefixtures("qapp")
class TestHistory(History.TestCase):
    settings = hypothesis_settings(max_examples=25, stateful_step_count=25)


def test_looks_at_districts_in_a_row_are_one_step_and_clear_the_selection(session: Session) -> None:
    session.select(("one",))
    session.look_at_district("Bannu")
    assert (session.state.district, session.state.selected) == ("Bannu", ())
    session.look_at_district("Quetta")
    session.undo()
    assert (session.state.district, session.can_undo) == ("", False)
    session.redo()
    assert session.state.district == "Quetta"
    session.select(("one",))
    session.look_at_district("Quetta")
    assert (session.state.district, session.state.selected) == ("Quetta", ())


def test_a_selection_within_an_update_is_kept_by_undo(session: Session) -> None:
    session.update(replace(session.state, selected=("one",), current="one"))
    assert not session.can_undo
    session.set_filters(text="Bannu")
    session.undo()
    assert (session.state.selected, session.state.current) == (("one",), "one")
