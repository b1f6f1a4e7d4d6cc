"""The file watcher detects changes by other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.workspace.watcher import FileWatcher
from geo.store import Workspace, workspace_at


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    file_workspace = workspace_at(tmp_path / "w.gpkg")
    file_workspace.create()
    return file_workspace


@pytest.fixture
def watcher(qapp: Any) -> FileWatcher:
    return FileWatcher()


def changes(watcher: FileWatcher) -> list[int]:
    signals: list[int] = []
    watcher.changed.connect(lambda: signals.append(1))
    return signals


def test_a_change_is_signalled_until_it_is_loaded(watcher: FileWatcher, workspace: Workspace) -> None:
    signals = changes(watcher)
    watcher.watch(workspace)
    watcher.check()
    assert signals == []
    with workspace.importing() as transaction:
        transaction.write_setting("kind", "name", "value")
    watcher.check()
    watcher.check()
    assert signals == [1, 1]
    watcher.watch(workspace)
    watcher.check()
    assert signals == [1, 1]


def test_a_deleted_file_is_no_change(watcher: FileWatcher, workspace: Workspace) -> None:
    signals = changes(watcher)
    watcher.watch(workspace)
    Path(workspace.address).unlink()
    watcher.check()
    assert signals == []


def test_watching_none_stops_watching(watcher: FileWatcher, workspace: Workspace) -> None:
    signals = changes(watcher)
    watcher.watch(workspace)
    with workspace.importing() as transaction:
        transaction.write_setting("kind", "name", "value")
    watcher.watch(None)
    watcher.check()
    assert signals == []


def test_a_change_is_detected_without_a_call_of_check(qtbot: Any, watcher: FileWatcher, workspace: Workspace) -> None:
    watcher.watch(workspace)
    with qtbot.waitSignal(watcher.changed, timeout=10_000), workspace.importing() as transaction:
        transaction.write_setting("kind", "name", "value")
