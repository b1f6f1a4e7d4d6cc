"""A workspace that another program has written is noticed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.workspace.watcher import FileWatcher
from geo.store import Workspace, workspace_at


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = workspace_at(tmp_path / "w.gpkg")
    made.create()
    return made


@pytest.fixture
def watcher(qapp: Any) -> FileWatcher:
    return FileWatcher()


def changes(watcher: FileWatcher) -> list[int]:
    seen: list[int] = []
    watcher.changed.connect(lambda: seen.append(1))
    return seen


def test_a_change_is_signalled_until_it_is_known(watcher: FileWatcher, workspace: Workspace) -> None:
    seen = changes(watcher)
    watcher.watch(workspace)
    watcher.check()
    assert seen == []
    with workspace.importing() as transaction:
        transaction.write_setting("kind", "name", "value")
    watcher.check()
    watcher.check()
    assert seen == [1, 1]
    watcher.watch(workspace)
    watcher.check()
    assert seen == [1, 1]


def test_a_file_that_is_gone_is_no_change(watcher: FileWatcher, workspace: Workspace) -> None:
    seen = changes(watcher)
    watcher.watch(workspace)
    Path(workspace.address).unlink()
    watcher.check()
    assert seen == []


def test_nothing_is_watched_after_none(watcher: FileWatcher, workspace: Workspace) -> None:
    seen = changes(watcher)
    watcher.watch(workspace)
    with workspace.importing() as transaction:
        transaction.write_setting("kind", "name", "value")
    watcher.watch(None)
    watcher.check()
    assert seen == []


def test_a_change_is_noticed_without_a_call(qtbot: Any, watcher: FileWatcher, workspace: Workspace) -> None:
    watcher.watch(workspace)
    with qtbot.waitSignal(watcher.changed, timeout=10_000), workspace.importing() as transaction:
        transaction.write_setting("kind", "name", "value")
