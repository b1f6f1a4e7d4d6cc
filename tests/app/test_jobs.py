from __future__ import annotations

import gc
import threading
from typing import Any

import pytest

from app.jobs import Jobs
from geo.errors import FileRefused


class Outcomes:
    """What became of the jobs, in order."""

    def __init__(self) -> None:
        self.done: list[Any] = []
        self.failed: list[str] = []
        self.threads: list[threading.Thread] = []

    def then(self, result: Any) -> None:
        self.done.append(result)
        self.threads.append(threading.current_thread())


class Gate:
    """Work that waits until it is let through, so that a test decides in which order jobs end."""

    def __init__(self, result: Any) -> None:
        self._result, self._open = result, threading.Event()

    def __call__(self) -> Any:
        assert self._open.wait(20)
        return self._result

    def open(self) -> None:
        self._open.set()


@pytest.fixture
def jobs(qapp):
    made = Jobs()
    yield made
    made.wait()


@pytest.fixture
def outcomes() -> Outcomes:
    return Outcomes()


def test_the_result_is_delivered_in_the_thread_that_started_the_job(jobs: Jobs, outcomes: Outcomes, qtbot) -> None:
    worked: list[threading.Thread] = []
    jobs.run("a", lambda: worked.append(threading.current_thread()), outcomes.then, outcomes.failed.append)
    qtbot.waitUntil(lambda: len(outcomes.done) == 1)
    assert outcomes.threads == [threading.main_thread()]
    assert worked != [threading.main_thread()]


def test_of_two_jobs_with_a_key_only_the_newer_answers(jobs: Jobs, outcomes: Outcomes, qtbot) -> None:
    old, new = Gate("old"), Gate("new")
    jobs.run("a", old, outcomes.then, outcomes.failed.append)
    jobs.run("a", new, outcomes.then, outcomes.failed.append)
    new.open()
    qtbot.waitUntil(lambda: outcomes.done == ["new"])
    with qtbot.waitSignal(jobs.busy_changed, check_params_cb=lambda busy: not busy):
        old.open()
    assert outcomes.done == ["new"]


def test_jobs_with_different_keys_all_answer(jobs: Jobs, outcomes: Outcomes, qtbot) -> None:
    for key in "abc":
        jobs.run(key, lambda key=key: key, outcomes.then, outcomes.failed.append)
    qtbot.waitUntil(lambda: sorted(outcomes.done) == ["a", "b", "c"])


def test_what_was_cancelled_does_not_answer(jobs: Jobs, outcomes: Outcomes, qtbot) -> None:
    gate = Gate("late")
    jobs.run("a", gate, outcomes.then, outcomes.failed.append)
    jobs.cancel("a")
    with qtbot.waitSignal(jobs.busy_changed):
        gate.open()
    assert outcomes.done == []


def test_a_known_error_is_delivered_as_its_message(jobs: Jobs, outcomes: Outcomes, qtbot) -> None:
    def work() -> None:
        raise FileRefused("a.csv is a folder.")

    jobs.run("a", work, outcomes.then, outcomes.failed.append)
    qtbot.waitUntil(lambda: outcomes.failed == ["a.csv is a folder."])


def test_an_unforeseen_error_is_delivered_and_logged(jobs: Jobs, outcomes: Outcomes, qtbot, caplog) -> None:
    jobs.run("a", lambda: 1 // 0, outcomes.then, outcomes.failed.append)
    qtbot.waitUntil(lambda: len(outcomes.failed) == 1)
    assert "Unexpected error" in outcomes.failed[0]
    assert "ZeroDivisionError" in caplog.text


def test_an_error_of_an_older_job_is_dropped_too(jobs: Jobs, outcomes: Outcomes, qtbot) -> None:
    gate = Gate("new")

    def work() -> None:
        raise FileRefused("old")

    jobs.run("a", work, outcomes.then, outcomes.failed.append)
    jobs.run("a", gate, outcomes.then, outcomes.failed.append)
    gate.open()
    qtbot.waitUntil(lambda: outcomes.done == ["new"])
    assert outcomes.failed == []


def test_busy_is_emitted_once_at_each_end(jobs: Jobs, outcomes: Outcomes, qtbot) -> None:
    told: list[bool] = []
    jobs.busy_changed.connect(told.append)
    gates = [Gate(1), Gate(2)]
    for n, gate in enumerate(gates):
        jobs.run(str(n), gate, outcomes.then, outcomes.failed.append)
    assert told == [True]
    for gate in gates:
        gate.open()
    qtbot.waitUntil(lambda: told == [True, False])


def test_after_waiting_nothing_runs_and_nothing_answers(qapp, outcomes: Outcomes, qtbot) -> None:
    jobs = Jobs()
    ended: list[int] = []
    for n in range(6):
        jobs.run(str(n), lambda n=n: ended.append(n), outcomes.then, outcomes.failed.append)
    jobs.wait()
    assert sorted(ended) == list(range(6))
    with qtbot.waitSignal(jobs.busy_changed):
        pass
    assert outcomes.done == []


def test_garbage_is_looked_for_in_this_thread_alone(qtbot) -> None:
    jobs = Jobs()
    seen: list[bool] = []
    jobs.run("a", lambda: seen.append(gc.isenabled()), lambda _: None, lambda _: None)
    jobs.run("b", lambda: seen.append(gc.isenabled()), lambda _: None, lambda _: None)
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert seen == [False, False]
    assert gc.isenabled()
    jobs.run("c", lambda: None, lambda _: None, lambda _: None)
    jobs.wait()
    assert gc.isenabled()


def test_what_a_job_has_left_is_not_looked_through_when_it_ends(qtbot, jobs: Jobs) -> None:
    kept: list[Any] = []
    outcomes = Outcomes()
    jobs.run("much", lambda: kept.extend([k] for k in range(300_000)), outcomes.then, outcomes.failed.append)
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=20_000)
    assert gc.isenabled()
    assert any(item is kept[0] for item in gc.get_objects(generation=2)), "it is among the old without having been seen"
    assert gc.get_freeze_count() == 0
    assert len(outcomes.done) == 1
