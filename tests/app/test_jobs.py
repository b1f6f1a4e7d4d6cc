from __future__ import annotations

import gc
import threading
from typing import Any

import pytest

from app.jobs import Jobs
from geo.errors import FileRefused


class Outcomes:
    """The results and errors of jobs, in order."""

    def __init__(self) -> None:
        self.done: list[Any] = []
        self.failed: list[str] = []
        self.threads: list[threading.Thread] = []

    def then(self, result: Any) -> None:
        self.done.append(result)
        self.threads.append(threading.current_thread())


class Gate:
    """Work that blocks until `open` is called, so that a test controls the order in which jobs end."""

    def __init__(self, result: Any) -> None:
        self._result, self._open = result, threading.Event()

    def __call__(self) -> Any:
        assert self._open.wait(20)
        return self._result

    def open(self) -> None:
        self._open.set()


@pytest.fixture
def jobs(qapp):
    runner = Jobs()
    yield runner
    runner.wait()


@pytest.fixture
def outcomes() -> Outcomes:
    return Outcomes()


def test_the_result_is_delivered_in_the_thread_that_started_the_job(jobs: Jobs, outcomes: Outcomes, qtbot) -> None:
    worked: list[threading.Thread] = []
    jobs.run("a", lambda: worked.append(threading.current_thread()), outcomes.then, outcomes.failed.append)
    qtbot.waitUntil(lambda: len(outcomes.done) == 1)
    assert outcomes.threads == [threading.main_thread()]
    assert worked != [threading.main_thread()]


def test_of_two_jobs_with_a_key_only_the_newer_delivers(jobs: Jobs, outcomes: Outcomes, qtbot) -> None:
    old, new = Gate("old"), Gate("new")
    jobs.run("a", old, outcomes.then, outcomes.failed.append)
    jobs.run("a", new, outcomes.then, outcomes.failed.append)
    new.open()
    qtbot.waitUntil(lambda: outcomes.done == ["new"])
    with qtbot.waitSignal(jobs.busy_changed, check_params_cb=lambda busy: not busy):
        old.open()
    assert outcomes.done == ["new"]


def test_jobs_with_different_keys_all_deliver(jobs: Jobs, outcomes: Outcomes, qtbot) -> None:
    for key in "abc":
        jobs.run(key, lambda key=key: key, outcomes.then, outcomes.failed.append)
    qtbot.waitUntil(lambda: sorted(outcomes.done) == ["a", "b", "c"])


def test_a_cancelled_job_does_not_deliver(jobs: Jobs, outcomes: Outcomes, qtbot) -> None:
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


def test_an_unexpected_error_is_delivered_and_logged(jobs: Jobs, outcomes: Outcomes, qtbot, caplog) -> None:
    jobs.run("a", lambda: 1 // 0, outcomes.then, outcomes.failed.append)
    qtbot.waitUntil(lambda: len(outcomes.failed) == 1)
    assert "Unexpected error" in outcomes.failed[0]
    assert "ZeroDivisionError" in caplog.text


def test_an_error_of_a_replaced_job_is_dropped(jobs: Jobs, outcomes: Outcomes, qtbot) -> None:
    gate = Gate("new")

    def work() -> None:
        raise FileRefused("old")

    jobs.run("a", work, outcomes.then, outcomes.failed.append)
    jobs.run("a", gate, outcomes.then, outcomes.failed.append)
    gate.open()
    qtbot.waitUntil(lambda: outcomes.done == ["new"])
    assert outcomes.failed == []


def test_busy_changed_is_emitted_at_the_first_start_and_the_last_end(jobs: Jobs, outcomes: Outcomes, qtbot) -> None:
    emitted: list[bool] = []
    jobs.busy_changed.connect(emitted.append)
    gates = [Gate(1), Gate(2)]
    for n, gate in enumerate(gates):
        jobs.run(str(n), gate, outcomes.then, outcomes.failed.append)
    assert emitted == [True]
    for gate in gates:
        gate.open()
    qtbot.waitUntil(lambda: emitted == [True, False])


def test_after_waiting_no_job_runs_or_delivers(qapp, outcomes: Outcomes, qtbot) -> None:
    jobs = Jobs()
    ended: list[int] = []
    for n in range(6):
        jobs.run(str(n), lambda n=n: ended.append(n), outcomes.then, outcomes.failed.append)
    jobs.wait()
    assert sorted(ended) == list(range(6))
    with qtbot.waitSignal(jobs.busy_changed):
        pass
    assert outcomes.done == []


def test_garbage_collection_is_disabled_while_jobs_run(qtbot) -> None:
    jobs = Jobs()
    enabled: list[bool] = []
    jobs.run("a", lambda: enabled.append(gc.isenabled()), lambda _: None, lambda _: None)
    jobs.run("b", lambda: enabled.append(gc.isenabled()), lambda _: None, lambda _: None)
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert enabled == [False, False]
    assert gc.isenabled()
    jobs.run("c", lambda: None, lambda _: None, lambda _: None)
    jobs.wait()
    assert gc.isenabled()


def test_objects_of_a_job_are_moved_to_the_oldest_generation(qtbot, jobs: Jobs) -> None:
    objects: list[Any] = []
    outcomes = Outcomes()
    jobs.run("much", lambda: objects.extend([k] for k in range(300_000)), outcomes.then, outcomes.failed.append)
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=20_000)
    assert gc.isenabled()
    assert any(item is objects[0] for item in gc.get_objects(generation=2)), (
        "it is in the oldest generation without a collection"
    )
    assert gc.get_freeze_count() == 0
    assert len(outcomes.done) == 1
