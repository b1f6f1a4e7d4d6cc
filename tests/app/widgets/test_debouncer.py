from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Signal

from app.widgets.debouncer import Debouncer

AT_ONCE = 100


class Calls(QObject):
    """Counts the calls of a debouncer, and emits a signal for each."""

    called = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.n = 0
        self.debouncer = Debouncer(self._call, AT_ONCE, self, interval_ms=20)

    def _call(self) -> None:
        self.n += 1
        self.called.emit()


@pytest.fixture
def calls(qapp) -> Calls:
    return Calls()


def test_requests_for_few_incidents_are_not_debounced(calls: Calls) -> None:
    for _ in range(3):
        calls.debouncer.request(AT_ONCE)
    assert calls.n == 3


def test_requests_for_many_incidents_are_debounced(qtbot, calls: Calls) -> None:
    with qtbot.waitSignal(calls.called):
        for _ in range(3):
            calls.debouncer.request(AT_ONCE + 1)
        assert calls.n == 0
    with qtbot.assertNotEmitted(calls.called, wait=60):
        pass
    assert calls.n == 1


def test_an_immediate_call_replaces_the_pending_one(qtbot, calls: Calls) -> None:
    calls.debouncer.request(AT_ONCE + 1)
    calls.debouncer.request(AT_ONCE)
    with qtbot.assertNotEmitted(calls.called, wait=60):
        pass
    assert calls.n == 1
