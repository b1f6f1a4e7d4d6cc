"""Conditions of every test: no screen, temporary settings, the same examples, no thread left running."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Qt reads these when it is first imported, so they are set before any test module is.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("MPLBACKEND", "Agg")
if getattr(os, "geteuid", lambda: -1)() == 0:
    # Chromium refuses to start its sandbox for root.
    os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"

# The same examples in every run, and no deadline: a busy machine is not a defect, and pytest-timeout limits a test.
settings.register_profile(
    "atlas",
    max_examples=15,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("atlas")


MEMORY = Path("/dev/shm")
LEAST_FREE = 2 * 2**30
"""All tests together leave 400 MB."""


def put_files_into_memory(config: pytest.Config) -> None:
    """Put temporary files into memory where the system offers room for that; the worker processes inherit it.

    A workspace waits for the disk whenever it stores something, and what is written is tested on any medium. The files
    are removed at the end; with ``TMPDIR`` set, they are where it says and stay.
    """
    if {"PYTEST_XDIST_WORKER", "TMPDIR"} & os.environ.keys() or not os.access(MEMORY, os.W_OK):
        return
    about = os.statvfs(MEMORY)
    if about.f_flag & os.ST_NOEXEC or about.f_bavail * about.f_frsize < LEAST_FREE:
        return
    folder = tempfile.mkdtemp(prefix="atlas-test-", dir=MEMORY)
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    os.environ["TMPDIR"] = tempfile.tempdir = folder


def pytest_configure(config: pytest.Config) -> None:
    """Set temporary folders for settings and caches, so that no test reads or writes the user's."""
    put_files_into_memory(config)
    home = Path(tempfile.mkdtemp(prefix="atlas-test-home-"))
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        os.environ[f"XDG_{name}_HOME"] = str(home / name.lower())


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Collect the tests without looking for garbage: that makes half a million objects, and they all stay.

    Afterwards garbage is looked for among what tests make, more rarely than in the application: a page is drawn between
    two looks, so that what is left of it is found while it is young. To look through all that tests keep takes seconds.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(10_000, 10, 100)
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run tests of the page first: one process has them all, and short tests are left to balance the end."""
    items.sort(key=lambda item: not item.nodeid.startswith("tests/web/"))


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """Set the flags and scheme of Chromium, as `main` does, before pytest-qt makes the application."""
    from app.map.flags import apply_flags
    from app.map.scheme import register_scheme

    apply_flags(os.environ)
    register_scheme()
    return ["incident-atlas"]


@pytest.fixture(scope="session", autouse=True)
def _forked_reader() -> Iterator[None]:
    """Read shapes in forks of a process that has its libraries already, where the system can fork."""
    from geo.sources.files import shapes
    from tests.reader import Reader

    if not hasattr(os, "fork"):
        yield
        return
    reader = Reader()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shapes, "subprocess", reader)
        yield
    reader.end()


def running_threads() -> set[threading.Thread]:
    """Return the running Python threads that would keep the process from exiting."""
    return {thread for thread in threading.enumerate() if thread.is_alive() and not thread.daemon}


def running_qthreads() -> list[object]:
    """Return the running `QThread` objects with a Python wrapper, without the main thread."""
    core = sys.modules.get("PySide6.QtCore")
    if core is None:
        return []
    import shiboken6

    main = core.QThread.currentThread()
    wrappers = [w for w in shiboken6.getAllValidWrappers() if isinstance(w, core.QThread)]
    return [thread for thread in wrappers if thread.isRunning() and thread != main]


@pytest.fixture(autouse=True)
def _no_thread_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a thread running: it would disturb other tests, or block the exit of the application.

    Those of Qt are looked for among all objects of Qt, so not after the tests of `geo`, which never imports it.
    """
    before = running_threads()
    yield
    for thread in running_threads() - before:
        thread.join(5)
    core = None if request.node.nodeid.startswith("tests/geo/") else sys.modules.get("PySide6.QtCore")
    pool_is_idle = core is None or core.QThreadPool.globalInstance().waitForDone(5000)
    running = [*(running_threads() - before), *(running_qthreads() if core else ())]
    assert not running, f"left running: {running}"
    assert pool_is_idle, "left running: a job of Qt's global thread pool"
