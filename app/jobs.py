"""Background jobs in a thread pool; of several jobs with the same key only the newest result is delivered."""

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
"""Python's thread switch interval while jobs run. The default is ten times as long, and the main thread waits so long
after each call that releases the interpreter lock: a few dozen of them are noticeable."""

_running: set[int] = set()
"""The `Jobs` with running jobs. Meanwhile automatic garbage collection is off: it would run in any thread that
allocates, and a widget that is destroyed outside of the main thread crashes the process sooner or later."""

_old_interval: list[float] = []
"""The thread switch interval before the first job."""


class _Relay(QObject):
    """Delivers the result of a job to the thread that started it."""

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
        except Exception as error:  # noqa: BLE001  a job must not end the application
            _log.exception("a job failed")
            self._relay.failed.emit(self._number, f"Unexpected error: {error}")
        else:
            self._relay.done.emit(self._number, result)


class Jobs(QObject):
    """Runs functions in the background, one current job for each key."""

    busy_changed = Signal(bool)
    """Emitted when the first job starts and when the last one has ended."""

    def __init__(self, parent: QObject | None = None, threads: int = 2) -> None:
        super().__init__(parent)
        self._threads = threads
        # Threads of Python, not of Qt: PROJ keeps thread-local data, which would be destroyed after each job in a
        # thread that Python did not create, and then crash the process.
        self._pool = ThreadPoolExecutor(threads, "job")
        self._relay = _Relay(self)
        self._relay.done.connect(self._on_done)
        self._relay.failed.connect(self._on_failed)
        self._newest: dict[str, int] = {}
        self._waiting: dict[int, tuple[str, Callable[[Any], None], Callable[[str], None]]] = {}
        self._count = 0

    def run(
        self, key: str, work: Callable[[], Any], then: Callable[[Any], None], failed: Callable[[str], None]
    ) -> None:
        """Run ``work`` in the background and pass its result to ``then`` in this thread.

        If another job with the same key is started meanwhile, the older one's result is dropped. An `AtlasError`
        is passed to ``failed`` as its message; so is any other exception, which is logged too.
        """
        self._count += 1
        self._newest[key] = self._count
        self._waiting[self._count] = (key, then, failed)
        if not _running:
            gc.disable()
            _old_interval.append(sys.getswitchinterval())
            sys.setswitchinterval(_SWITCH_S)
        _running.add(id(self))
        if len(self._waiting) == 1:
            self.busy_changed.emit(True)
        self._pool.submit(_Task(self._count, work, self._relay).run)

    @property
    def is_busy(self) -> bool:
        """Whether a job has no result yet."""
        return bool(self._waiting)

    def cancel(self, key: str) -> None:
        """Drop the result of the running job with this key."""
        self._newest[key] = 0

    def wait(self) -> None:
        """Wait until no job runs; results that are still queued are not delivered."""
        self._newest.clear()
        self._pool.shutdown()
        self._restore_interpreter()
        self._pool = ThreadPoolExecutor(self._threads, "job")  # its threads begin with the next job

    @Slot(int, object)
    def _on_done(self, number: int, result: Any) -> None:
        _key, then, _failed = self._waiting[number]
        if self._end(number):
            then(result)

    @Slot(int, str)
    def _on_failed(self, number: int, message: str) -> None:
        _key, _then, failed = self._waiting[number]
        if self._end(number):
            failed(message)

    def _end(self, number: int) -> bool:
        """A job has ended; whether it is the newest one with its key."""
        key, _then, _failed = self._waiting.pop(number)
        is_newest = self._newest.get(key) == number
        if is_newest:
            del self._newest[key]
        if not self._waiting:
            self._restore_interpreter()
            self.busy_changed.emit(False)
        return is_newest

    def _restore_interpreter(self) -> None:
        """Turn automatic garbage collection on again when no job runs."""
        _running.discard(id(self))
        if not _running and _old_interval:
            # Moves all objects to the oldest generation: a collection of what jobs have just created would block the
            # window, and it is no garbage.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
            sys.setswitchinterval(_old_interval.pop())
