"""Keeps a page up to date: the difference between what it shows and what it is to show, one message at a time.

While a message is under way newer states replace each other, so that a page that is slower than the window gets the
newest state next and skips those between.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer, Signal

from app.map.calls import Calls
from app.map.page_state import Camera, PageState, difference

__all__ = ["StateSender"]

_SLOW_MS = 250
_PATIENCE_MS = 20_000
_READING_MS = 120_000
_HANGING_MS = 15_000
_PAUSE_MS = 500


class StateSender(QObject):
    """The states of one page: shown (acknowledged), under way and wanted.

    Attributes
    ----------
    is_started
        Whether the page shows the state that it started with, and takes messages.

    Parameters
    ----------
    wanted
        What the page is to show at first.
    patience_ms, reading_ms, hanging_ms
        How long the page may take to answer a message, to read the bytes that a message needs, and, while it reads, to
        answer that it still runs scripts. On a machine whose processors are all busy a page is slow, not hung.
    """

    caught_up = Signal()
    """The page has acknowledged the newest state."""
    slow = Signal()
    """A message has been under way for a quarter of a second."""
    unanswered = Signal()
    """A message was not answered in time: the page hangs or its process is gone."""
    failed = Signal(str)
    """The page could not apply a message; which part failed and why, as the page's script puts it."""

    def __init__(
        self,
        calls: Calls,
        wanted: PageState,
        patience_ms: int = _PATIENCE_MS,
        reading_ms: int = _READING_MS,
        hanging_ms: int = _HANGING_MS,
    ) -> None:
        super().__init__(calls)
        self._calls = calls
        self._wanted = wanted
        self._shown: PageState | None = None
        self._under_way: PageState | None = None
        self._number = 0
        self.is_started = False
        self._patience_ms, self._reading_ms, self._hanging_ms = patience_ms, reading_ms, hanging_ms
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(self.unanswered)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._check)
        self._deadline = QDeadlineTimer()
        self._slowness = QTimer(self, singleShot=True, interval=_SLOW_MS)
        self._slowness.timeout.connect(self.slow)

    @property
    def is_caught_up(self) -> bool:
        """Whether the page has acknowledged the newest state."""
        return self.is_started and self._under_way is None and self._shown == self._wanted

    @property
    def shown_rows(self) -> int:
        """Number of incidents that the page has: rows that it may name."""
        return 0 if self._shown is None else self._shown.points.rows

    @property
    def has_newest_points(self) -> bool:
        """Whether rows that the page names are rows of the newest incidents."""
        return self._shown is not None and self._shown.points == self._wanted.points

    @property
    def has_newest_districts(self) -> bool:
        """Whether districts that the page names are the newest ones."""
        return self._shown is not None and self._shown.user_layers == self._wanted.user_layers

    def served(self) -> PageState:
        """The state whose files the page reads now: that of the message under way, or of the start.

        The first call fixes the state that the page starts with.
        """
        if self._shown is None:
            self._shown = self._wanted
        return self._under_way or self._shown

    def start(self) -> None:
        """The page shows the state that it started with: send what has changed since."""
        self.is_started = True
        self.served()
        self._send_next()

    def show(self, wanted: PageState) -> None:
        """Send a state, now or when the message under way is answered; only the newest waits."""
        self._wanted = wanted
        if self.is_started and self._under_way is None:
            self._send_next()

    def note_camera(self, camera: Camera) -> bool:
        """Record where the page has moved; returns ``False`` if it is about to look elsewhere, and records nothing."""
        if self._shown is None or not self._shown.camera == self._wanted.camera == self.served().camera:
            return False
        self._wanted = self._wanted.with_camera(camera)
        self._shown = self._shown.with_camera(camera)
        if self._under_way is not None:
            self._under_way = self._under_way.with_camera(camera)
        return True

    def acknowledge(self, number: int, failure: str) -> None:
        """The page has applied the message with this number, or failed to; another number is ignored.

        The start has the number 0.
        """
        if failure and number == self._number:
            self._stop_waiting()
            self.failed.emit(failure)
        elif number == self._number and self._under_way is not None:
            self._stop_waiting()
            self._shown, self._under_way = self._under_way, None
            self._send_next()

    def _send_next(self) -> None:
        shown = self._shown
        changes = difference(shown, self._wanted) if shown is not None else {}
        if not changes:
            self.caught_up.emit()
            return
        self._under_way = self._wanted
        self._number += 1
        number = self._number
        self._patience.start(self._patience_ms)
        self._slowness.start()
        self._calls.request("apply", [changes, number], lambda answer: self._answered(number, answer))

    def _answered(self, number: int, answer: Any) -> None:
        """The page's first answer: the message is applied, or bytes are being read for it, or it has failed."""
        outcome = answer if isinstance(answer, dict) else {"failed": "no answer to the message"}
        if "failed" in outcome:
            self.acknowledge(number, str(outcome["failed"]))
        elif "reading" not in outcome:
            self.acknowledge(number, "")
        elif number == self._number and self._under_way is not None:
            self._deadline.setRemainingTime(self._reading_ms)
            self._check()

    def _check(self) -> None:
        """Ask the page that reads whether it still runs scripts: one that hangs is found early."""
        number = self._number
        self._patience.start(min(self._hanging_ms, self._deadline.remainingTime()))
        self._calls.request("isAlive", [], lambda _answer: self._is_alive(number))

    def _is_alive(self, number: int) -> None:
        if number == self._number and self._under_way is not None:
            self._patience.start(self._deadline.remainingTime())
            self._pause.start()

    def _stop_waiting(self) -> None:
        self._patience.stop()
        self._pause.stop()
        self._slowness.stop()
