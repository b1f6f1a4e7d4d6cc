"""The import queue: files are read one after the other and stored in any kind of workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.jobs import Jobs
from app.session import Session
from app.workspace.import_queue import ImportQueue, Pending
from app.workspace.opened import OpenedWorkspace
from geo.store import Workspace, workspace_at
from tests.app.workspace.samples import stored

HEADER = "incident_id,date_start,event_type,province\n"


def table(path: Path, *ids: str) -> Path:
    path.write_text(HEADER + "".join(f"own:{i},2024-11-18,Battles,Balochistan\n" for i in ids), encoding="utf-8")
    return path


@pytest.fixture
def queue(opened: OpenedWorkspace, jobs: Jobs) -> ImportQueue:
    return ImportQueue(opened, jobs)


def checked(qtbot: Any, queue: ImportQueue, *paths: Path) -> Pending:
    """Add files to the queue and wait for the first that is checked."""
    with qtbot.waitSignal(queue.checked, timeout=20_000) as signal:
        queue.receive(paths)
    pending: Pending = signal.args[0]
    return pending


def test_a_file_waits_until_the_previous_one_is_finished(qtbot: Any, queue: ImportQueue, tmp_path: Path) -> None:
    names: list[str] = []
    queue.checked.connect(lambda pending: names.append(pending.file.path.name))
    checked(qtbot, queue, table(tmp_path / "a.csv", "1"), table(tmp_path / "b.csv", "2"))
    assert names == ["a.csv"]
    with qtbot.waitSignal(queue.checked, timeout=20_000):
        queue.finish_current()
    assert names == ["a.csv", "b.csv"]


def test_after_a_file_that_cannot_be_read_the_next_one_starts(qtbot: Any, queue: ImportQueue, tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7")
    messages: list[str] = []
    queue.failed.connect(messages.append)
    assert checked(qtbot, queue, bad, table(tmp_path / "b.csv", "2")).file.path.name == "b.csv"
    assert "PDF" in messages[0]


def test_a_workspace_among_the_files_is_opened(
    qtbot: Any, queue: ImportQueue, opened: OpenedWorkspace, tmp_path: Path
) -> None:
    workspace = stored(workspace_at(tmp_path / "w.gpkg"), 2)
    with qtbot.waitSignal(opened.opened, timeout=20_000):
        queue.receive([tmp_path / "w.gpkg"])
    assert opened.current == workspace


def test_good_rows_are_stored_in_the_open_workspace(
    qtbot: Any, queue: ImportQueue, opened: OpenedWorkspace, workspace: Workspace, session: Session, tmp_path: Path
) -> None:
    with qtbot.waitSignal(opened.opened, timeout=20_000):
        opened.open(workspace)
    pending = checked(qtbot, queue, table(tmp_path / "a.csv", "10", "11"))
    with qtbot.waitSignal(queue.stored, timeout=20_000) as signal:
        queue.store(pending, workspace)
    assert "2 added" in signal.args[0].sentence
    assert len(session.dataset.incidents) == len(workspace.load().incidents) == 4


def test_a_missing_workspace_is_created_and_opened(
    qtbot: Any, queue: ImportQueue, opened: OpenedWorkspace, tmp_path: Path
) -> None:
    target = workspace_at(tmp_path / "new.gpkg")
    pending = checked(qtbot, queue, table(tmp_path / "a.csv", "1"))
    with qtbot.waitSignal(queue.stored, timeout=20_000) as signal:
        queue.store(pending, target)
    assert "bundled incidents are not part of this workspace" in signal.args[0].sentence
    assert signal.args[0].new_ids == {"own:1"}
    assert opened.current == target


class Cancelling:
    """A workspace whose user cancels when the import begins."""

    def __init__(self, workspace: Workspace, queue: ImportQueue) -> None:
        self._workspace, self._queue = workspace, queue

    def __getattr__(self, name: str) -> Any:
        if name == "importing":
            self._queue.cancel()
        return getattr(self._workspace, name)


def test_a_cancelled_import_stores_nothing(
    qtbot: Any, queue: ImportQueue, workspace: Workspace, tmp_path: Path
) -> None:
    before = workspace.describe()
    pending = checked(qtbot, queue, table(tmp_path / "a.csv", "10"))
    shares: list[float] = []
    queue.progressed.connect(lambda _what, share: shares.append(share))
    with qtbot.waitSignal(queue.failed, timeout=20_000) as signal:
        queue.store(pending, Cancelling(workspace, queue))
    assert "cancelled. Nothing was changed" in signal.args[0]
    assert workspace.describe() == before
    assert shares[-1] == 1.0


def test_files_wait_until_the_first_workspace_is_open(
    qtbot: Any, queue: ImportQueue, opened: OpenedWorkspace, workspace: Workspace, jobs: Jobs, tmp_path: Path
) -> None:
    opened.open_first(workspace, lambda: None)
    queue.check(table(tmp_path / "a.csv", "1"))
    assert not queue._is_busy
    with qtbot.waitSignal(queue.checked, timeout=20_000):
        pass
    assert opened.current == workspace
