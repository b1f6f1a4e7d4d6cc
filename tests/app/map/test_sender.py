"""Sending states to a fake page that answers when the test says so."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.map.calls import Calls
from app.map.page_state import HOME, PageState, Piece, Points
from app.map.sender import StateSender


class FakePage(QObject):
    """Records the messages, and answers them on request."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[tuple[dict[str, Any], int]] = []
        self.waiting: list[Callable[[Any], None]] = []
        self.checks: list[Callable[[Any], None]] = []

    def runJavaScript(self, text: str, _world: int, answered: Callable[[Any], None]) -> None:
        if '"isAlive"' in text:
            self.checks.append(answered)
            return
        values = text[text.index('"apply", ') + len('"apply", ') : text.rindex(")", 0, text.rindex(" ?? "))]
        changes, number = json.loads(values)
        self.messages.append((changes, number))
        self.waiting.append(answered)

    def answer(self, kind: str = "applied", value: Any = None) -> None:
        """Answer the oldest pending message."""
        number = self.messages[-len(self.waiting)][1] if value is None else value
        self.waiting.pop(0)(json.dumps({kind: number}))

    @property
    def changes(self) -> list[dict[str, Any]]:
        return [changes for changes, _number in self.messages]


@pytest.fixture
def page(qapp: QApplication) -> FakePage:
    return FakePage()


def sender_for(page: FakePage, state: PageState | None = None, **times: int) -> StateSender:
    return StateSender(Calls(page), state or PageState(), **times)  # type: ignore[arg-type]  # stands in for a page


@pytest.fixture
def sender(page: FakePage) -> StateSender:
    state_sender = sender_for(page)
    state_sender.start()
    return state_sender


def period(first: int) -> PageState:
    return PageState(period=(first, first + 9))


def test_only_the_newest_state_follows_a_pending_message(page: FakePage, sender: StateSender) -> None:
    for first in range(5):
        sender.show(period(first))
    assert page.changes == [{"period": [0, 9]}]
    page.answer()
    assert page.changes[1:] == [{"period": [4, 13]}]
    assert not sender.is_caught_up
    page.answer()
    assert len(page.messages) == 2
    assert sender.is_caught_up


def test_changes_during_a_pending_message_are_sent_together(page: FakePage, sender: StateSender) -> None:
    sender.show(period(0))
    sender.show(replace(period(1), theme="dark"))
    sender.show(replace(period(0), theme="dark", size_by="same"))
    page.answer()
    assert page.changes[1:] == [{"theme": "dark", "size_by": "same"}]


def test_a_state_that_is_already_shown_is_not_sent(page: FakePage, sender: StateSender) -> None:
    sender.show(period(0))
    page.answer()
    sender.show(period(0))
    assert len(page.messages) == 1


def test_the_page_starts_with_the_served_state_and_gets_the_difference(page: FakePage) -> None:
    sender = sender_for(page)
    sender.show(period(0))
    assert sender.served() == period(0)
    sender.show(replace(period(0), theme="dark"))
    assert sender.served() == period(0)
    assert page.messages == []
    assert not sender.is_caught_up
    sender.start()
    assert page.changes == [{"theme": "dark"}]


def test_the_served_files_are_those_of_the_pending_message(page: FakePage, sender: StateSender) -> None:
    first, second = (PageState(points=Points(text, rows=1)) for text in (b"first", b"second"))
    sender.show(first)
    sender.show(second)
    assert sender.served().points.content == b"first"
    assert not sender.has_newest_points
    page.answer("reading")
    assert sender.served().points.content == b"first"
    assert sender.shown_rows == 0
    sender.acknowledge(1, "")
    assert sender.served().points.content == b"second"
    assert sender.shown_rows == 1
    page.answer("reading")
    sender.acknowledge(2, "")
    assert sender.has_newest_points


def test_an_acknowledgement_of_another_message_is_ignored(page: FakePage, sender: StateSender) -> None:
    sender.show(PageState(mask=Piece(b"\1")))
    page.answer("reading")
    for number in (0, 2, -1):
        sender.acknowledge(number, "")
        sender.acknowledge(number, "mask: what was that?")
    assert not sender.is_caught_up
    sender.acknowledge(1, "")
    assert sender.is_caught_up


def test_bytes_acknowledged_before_the_answer_count_as_read(page: FakePage, sender: StateSender) -> None:
    sender.show(PageState(mask=Piece(b"\1")))
    sender.acknowledge(1, "")
    sender.show(period(0))
    page.answer("reading", 1)
    assert not sender.is_caught_up
    page.answer()
    assert sender.is_caught_up


@pytest.mark.parametrize("kind", ["failed", "something else"])
def test_a_failed_message_is_reported(page: FakePage, sender: StateSender, qtbot: QtBot, kind: str) -> None:
    sender.show(period(0))
    if kind == "failed":
        with qtbot.waitSignal(sender.failed) as signal:
            page.answer("failed", "areas: no such district")
        assert signal.args == ["areas: no such district"]
    else:
        with qtbot.waitSignal(sender.failed):
            page.waiting.pop()(None)
    assert not sender.is_caught_up
    assert not any(timer.isActive() for timer in sender.findChildren(QTimer))


def test_a_failed_start_is_reported(page: FakePage, qtbot: QtBot) -> None:
    sender = sender_for(page)
    sender.served()
    with qtbot.waitSignal(sender.failed) as signal:
        sender.acknowledge(0, "camera: nowhere")
    assert signal.args == ["camera: nowhere"]


def test_a_message_without_an_answer_is_reported(page: FakePage, qtbot: QtBot) -> None:
    sender = sender_for(page, patience_ms=1)
    sender.start()
    with qtbot.waitSignal(sender.unanswered, timeout=2000):
        sender.show(period(1))


def test_reading_has_its_own_timeout(page: FakePage, qtbot: QtBot) -> None:
    sender = sender_for(page, patience_ms=100_000, reading_ms=1)
    sender.start()
    sender.show(PageState(mask=Piece(b"\1")))
    with qtbot.waitSignal(sender.unanswered, timeout=2000):
        page.answer("reading")


def test_a_page_that_hangs_while_it_reads_is_reported(page: FakePage, qtbot: QtBot) -> None:
    sender = sender_for(page, hanging_ms=1)
    sender.start()
    sender.show(PageState(mask=Piece(b"\1")))
    with qtbot.waitSignal(sender.unanswered, timeout=2000):
        page.answer("reading")


def test_a_page_that_answers_while_it_reads_is_asked_again(page: FakePage, qtbot: QtBot) -> None:
    sender = sender_for(page, hanging_ms=60_000)
    sender.start()
    sender.show(PageState(mask=Piece(b"\1")))
    page.answer("reading")
    page.checks[0]("true")
    qtbot.waitUntil(lambda: len(page.checks) == 2)
    sender.acknowledge(1, "")
    page.checks[1]("true")
    assert sender.is_caught_up
    assert not sender._pause.isActive()


def test_a_move_of_the_user_is_not_sent_back(page: FakePage, sender: StateSender) -> None:
    here = HOME.moved_to(70, 33, 8)
    assert sender.note_camera(here)
    sender.show(PageState(camera=here))
    assert page.messages == []


def test_a_move_does_not_replace_a_pending_camera_request(page: FakePage, sender: StateSender) -> None:
    sender.show(PageState(camera=HOME.at_bounds(None)))
    assert not sender.note_camera(HOME.moved_to(70, 33, 8))
    page.answer()
    assert sender.note_camera(HOME.at_bounds(None).moved_to(70, 33, 8))
