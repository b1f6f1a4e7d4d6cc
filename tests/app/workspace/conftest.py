"""The open workspace without a window."""

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
    """Two kinds of workspace with two incidents."""
    address = str(tmp_path / "w.gpkg") if request.param == "file" else "memory://server/w"
    return stored(workspace_at(address, {"memory": MemoryServer().workspace}), 2)


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.wait()


@pytest.fixture
def opened(session: Session, jobs: Jobs, settings: Settings) -> Iterator[OpenedWorkspace]:
    """The bundled incidents are shown."""
    made = OpenedWorkspace(session, jobs, settings)
    yield made
    made.close()
