from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.map import cached_points
from app.map.cached_points import DATA, MODULES, CachedPoints
from app.map.content import page_state
from app.map.page_state import PageState
from geo import assets
from geo.sources.bundled import bundled
from geo.view.snapshot import resolve
from geo.view.state import State
from tests.app.samples import FakeMap


@pytest.fixture
def state() -> PageState:
    return page_state(resolve(bundled(), State()), PageState())


@pytest.fixture
def panel(qtbot) -> FakeMap:
    fake = FakeMap()
    qtbot.addWidget(fake)
    return fake


def test_cached_points_equal_those_of_the_snapshot(tmp_path: Path, state: PageState, panel: FakeMap) -> None:
    CachedPoints(tmp_path).write(state)
    assert CachedPoints(tmp_path).show_on(panel)
    restored = panel.state
    assert (restored.points, restored.mask, restored.period) == (state.points, state.mask, state.period)


def test_a_missing_or_damaged_file_shows_nothing(tmp_path: Path, state: PageState, panel: FakeMap) -> None:
    assert not CachedPoints(tmp_path).show_on(panel)
    CachedPoints(tmp_path).write(state)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    for damaged in (whole[:-1], b"", b"{}\n", whole[:30], b"\0" + whole):
        file.write_bytes(damaged)
        assert not CachedPoints(tmp_path).show_on(panel)
    assert panel.messages == []


def test_a_folder_that_cannot_be_written_is_ignored(tmp_path: Path, state: PageState) -> None:
    (tmp_path / "file").write_text("")
    CachedPoints(tmp_path / "file").write(state)


def test_points_of_other_inputs_are_not_shown_and_deleted(
    tmp_path: Path, state: PageState, panel: FakeMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    CachedPoints(tmp_path).write(state)
    with monkeypatch.context() as patched:
        patched.setattr(cached_points, "DATA", DATA[:-1])
        assert not CachedPoints(tmp_path).show_on(panel)
        CachedPoints(tmp_path).write(state)
    assert len(list(tmp_path.iterdir())) == 1
    assert not CachedPoints(tmp_path).show_on(panel)


READ = """
import json
from geo import assets
read, path = [], assets.path
assets.path = lambda *parts: read.append(parts) or path(*parts)
from geo.draw.web.columns import packed
from geo.sources.bundled import bundled
packed(bundled())
print(json.dumps(read))
"""


def test_every_input_file_of_the_points_is_in_the_key() -> None:
    done = subprocess.run([sys.executable, "-c", READ], cwd=assets.ROOT.parent, capture_output=True, check=True)
    read = {tuple(parts) for parts in json.loads(done.stdout)}
    assert read - set(DATA) == {("incidents", "claims.csv"), ("incidents", "context_events.csv")}


def test_every_module_that_computes_the_points_is_in_the_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = CachedPoints(tmp_path)._file
    for module in MODULES:
        with monkeypatch.context() as patched:
            patched.setattr(cached_points, "MODULES", tuple(name for name in MODULES if name != module))
            assert CachedPoints(tmp_path)._file != key
