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
    made = FakeMap()
    qtbot.addWidget(made)
    return made


def test_cached_points_are_those_that_the_snapshot_gives(tmp_path: Path, state: PageState, panel: FakeMap) -> None:
    CachedPoints(tmp_path).write(state)
    assert CachedPoints(tmp_path).show_on(panel)
    shown = panel.state
    assert (shown.points, shown.mask, shown.period) == (state.points, state.mask, state.period)


def test_without_a_whole_file_nothing_is_shown(tmp_path: Path, state: PageState, panel: FakeMap) -> None:
    assert not CachedPoints(tmp_path).show_on(panel)
    CachedPoints(tmp_path).write(state)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    for damaged in (whole[:-1], b"", b"{}\n", whole[:30], b"\0" + whole):
        file.write_bytes(damaged)
        assert not CachedPoints(tmp_path).show_on(panel)
    assert panel.messages == []


def test_a_folder_that_cannot_be_written_to_costs_nothing_else(tmp_path: Path, state: PageState) -> None:
    (tmp_path / "file").write_text("")
    CachedPoints(tmp_path / "file").write(state)


def test_points_of_other_inputs_are_neither_shown_nor_left(
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


def test_every_file_that_the_points_are_made_from_is_in_the_key() -> None:
    done = subprocess.run([sys.executable, "-c", READ], cwd=assets.ROOT.parent, capture_output=True, check=True)
    read = {tuple(parts) for parts in json.loads(done.stdout)}
    assert read - set(DATA) == {("incidents", "claims.csv"), ("incidents", "context_events.csv")}


def test_every_module_that_makes_the_points_is_in_the_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = CachedPoints(tmp_path)._file
    for module in MODULES:
        with monkeypatch.context() as patched:
            patched.setattr(cached_points, "MODULES", tuple(name for name in MODULES if name != module))
            assert CachedPoints(tmp_path)._file != key
