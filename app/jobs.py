"""Slow work off the main thread; of several requests for the same thing only the newest answer arrives."""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from geo.errors import AtlasError

__all__ = ["Jobs"]

_log = logging.getLogger(__name__)

_SWITCH_S = 0.0005
"""How long a job that works in Python may keep the window waiting. By default it is ten times as long, and the window
waits so long after each call that lets the job in: a few dozen of them are felt."""

_quiet: set[int] = set()
"""The jobs at work. Meanwhile Python does not look for garbage by itself: it would do so in whatever thread allocates,
and a widget that is taken away in another thread than its own takes the process down, sooner or later."""

_switch: list[float] = []
"""How long threads waited for each other before the first job."""


class _Relay(QObject):
    """Carries the outcome of a job back to the thread that asked."""

    done = Signal(int, object)
    """Emitted with the job's number and its result."""

    failed = Signal(int, str)
    """Emitted with the job's number and a message for the user."""


class _Task:
    def __init__(self, number: int, work: Callable[[], Any], relay: _Relay) -> None:
        self._number, self._work, self._relay = number, work, relay

    def run(self) -> None:
        try:
            result = self._work()
        except AtlasError as error:
            self._relay.failed.emit(self._number, str(error))
        except Exception as error:  # noqa: BLE001  a job must never take the window down with it
            _log.exception("a job failed")
            self._relay.failed.emit(self._number, f"Something went wrong that was not foreseen: {error}")
        else:
            self._relay.done.emit(self._number, result)


class Jobs(QObject):
    """Runs functions in the background, one line of work for each key."""

    busy_changed = Signal(bool)
    """Emitted when the first job starts and when the last one has ended."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Threads of Python, not of Qt: a library that keeps something for its thread (PROJ does) would lose it after
        # each job in a thread that Python only visits, and then take the process down.
        self._pool = ThreadPoolExecutor(2, "job")
        self._relay = _Relay(self)
        self._relay.done.connect(self._on_done)
        self._relay.failed.connect(self._on_failed)
        self._newest: dict[str, int] = {}
        self._waiting: dict[int, tuple[str, Callable[[Any], None], Callable[[str], None]]] = {}
        self._count = 0

    def run(
        self, key: str, work: Callable[[], Any], then: Callable[[Any], None], failed: Callable[[str], None]
    ) -> None:
        """Run ``work`` in the background and hand its result to ``then`` in this thread.

        If another job with the same key is started meanwhile, the older one's answer is dropped. An `AtlasError`
        reaches ``failed`` as its message; any other exception too, and is logged.
        """
        self._count += 1
        self._newest[key] = self._count
        self._waiting[self._count] = (key, then, failed)
        if not _quiet:
            gc.disable()
            _switch.append(sys.getswitchinterval())
            sys.setswitchinterval(_SWITCH_S)
        _quiet.add(id(self))
        if len(self._waiting) == 1:
            self.busy_changed.emit(True)
        self._pool.submit(_Task(self._count, work, self._relay).run)

    @property
    def is_busy(self) -> bool:
        """Whether a job runs whose answer has not arrived."""
        return bool(self._waiting)

    def cancel(self, key: str) -> None:
        """Drop the answer of the running job with this key; what it was about to change is left as it was."""
        self._newest[key] = 0

    def wait(self) -> None:
        """Wait until nothing runs any more; answers that are still on their way are not delivered."""
        self._newest.clear()
        self._pool.shutdown()
        self._tidy_again()
        self._pool = ThreadPoolExecutor(2, "job")  # its threads begin with the next job

    @Slot(int, object)
    def _on_done(self, number: int, result: Any) -> None:
        key, then, _failed = self._waiting[number]
        self._end(number)
        if self._newest.get(key) == number:
            then(result)

    @Slot(int, str)
    def _on_failed(self, number: int, message: str) -> None:
        key, _then, failed = self._waiting[number]
        self._end(number)
        if self._newest.get(key) == number:
            failed(message)

    def _end(self, number: int) -> None:
        del self._waiting[number]
        if not self._waiting:
            self._tidy_again()
            self.busy_changed.emit(False)

    def _tidy_again(self) -> None:
        """Let Python look for garbage again, once nobody works in the background any more."""
        _quiet.discard(id(self))
        if not _quiet and _switch:
            # What jobs have left is taken for old without a look: to look through all that was read or imported would
            # hold the window up, and it is no garbage.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
            sys.setswitchinterval(_switch.pop())
