"""The lock of a workspace: one window at a time can write."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.workspace.lock import WorkspaceLock
from geo.store import Workspace, workspace_at

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    file_workspace = workspace_at(tmp_path / "w.gpkg")
    file_workspace.create()
    return file_workspace


def test_a_second_lock_is_refused_until_the_first_is_released(workspace: Workspace, tmp_path: Path) -> None:
    first, second = WorkspaceLock(), WorkspaceLock()
    assert first.acquire(workspace)
    assert first.acquire(workspace_at(workspace.address))
    assert not second.acquire(workspace)
    first.release()
    assert second.acquire(workspace)
    second.release()
    assert [path.name for path in tmp_path.iterdir()] == ["w.gpkg"]


def test_locking_another_workspace_releases_the_first(workspace: Workspace, tmp_path: Path) -> None:
    first, second = WorkspaceLock(), WorkspaceLock()
    assert first.acquire(workspace)
    assert first.acquire(workspace_at(tmp_path / "other.gpkg"))
    assert second.acquire(workspace)
    assert first.acquire(None)


def test_a_stale_lock_is_taken_over(workspace: Workspace) -> None:
    script = (
        "import os, sys; from app.workspace.lock import WorkspaceLock; from geo.store import workspace_at; "
        "print(WorkspaceLock().acquire(workspace_at(sys.argv[1])), flush=True); os.kill(os.getpid(), 9)"
    )
    command = [sys.executable, "-c", script.replace("WorkspaceLock()", "(lock := WorkspaceLock())"), workspace.address]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert done.stdout.strip() == b"True"
    assert workspace.lock_file is not None
    assert workspace.lock_file.exists()
    assert WorkspaceLock().acquire(workspace)


class OnServer:
    """A workspace whose store serialises writers itself."""

    lock_file = None


def test_a_workspace_without_a_lock_file_needs_no_lock() -> None:
    server = OnServer()
    assert WorkspaceLock().acquire(server)  # type: ignore[arg-type]
    assert WorkspaceLock().acquire(server)  # type: ignore[arg-type]


@pytest.mark.parametrize("year", [1970, 2001, 2099])
def test_the_age_of_a_lock_does_not_matter(workspace: Workspace, year: int) -> None:
    first, second = WorkspaceLock(), WorkspaceLock()
    assert first.acquire(workspace)
    moment_s = datetime(year, 1, 1, tzinfo=UTC).timestamp()
    assert workspace.lock_file is not None
    os.utime(workspace.lock_file, (moment_s, moment_s))
    assert not second.acquire(workspace)
    first.release()
    assert second.acquire(workspace)
    second.release()
