"""Fixtures: the open workspace without a window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.jobs import Jobs
from app.session import Session
from app.settings import Settings
from app.workspace.opened import OpenedWorkspace
from geo.store import Workspace, workspace_at
from tests.app.workspace.samples import stored
from tests.geo.store.memory import MemoryServer


@pytest.fixture(params=["file", "memory"])
def workspace(request: pytest.FixtureRequest, tmp_path: Path) -> Workspace:
    """A workspace with two incidents, in a file and in memory."""
    address = str(tmp_path / "w.gpkg") if request.param == "file" else "memory://server/w"
    return stored(workspace_at(address, {"memory": MemoryServer().workspace}), 2)


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:
    runner = Jobs()
    yield runner
    runner.wait()


@pytest.fixture
def opened(session: Session, jobs: Jobs, settings: Settings) -> Iterator[OpenedWorkspace]:
    """An open workspace that shows the bundled incidents."""
    opened_workspace = OpenedWorkspace(session, jobs, settings)
    yield opened_workspace
    opened_workspace.close()
