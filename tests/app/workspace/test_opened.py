"""Opening, changing and reloading a workspace, in a file and in memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.jobs import Jobs
from app.session import Session
from app.settings import Settings
from app.workspace.opened import LOCKED, OpenedWorkspace
from geo.dataset import Dataset
from geo.places.user_layers import Feature, UserLayer
from geo.sources.bundled import bundled
from geo.store import Workspace, workspace_at
from tests.app.workspace.samples import stored

SITE = UserLayer("Sites", (Feature("Fort", "Point", [70.6, 32.9]),))


def opening(qtbot: Any, opened: OpenedWorkspace, workspace: Workspace) -> None:
    with qtbot.waitSignal(opened.opened, timeout=20_000):
        opened.open(workspace)


def test_a_workspace_is_shown_and_stored_in_the_settings(
    qtbot: Any, opened: OpenedWorkspace, workspace: Workspace, session: Session, settings: Settings
) -> None:
    with qtbot.waitSignal(opened.opened, timeout=20_000) as signal:
        opened.open(workspace)
    assert signal.args == [workspace.name]
    assert (opened.current, len(session.dataset.incidents)) == (workspace, 2)
    assert settings.workspace == workspace.address
    opened.open_bundled()
    assert (opened.current, session.dataset, settings.workspace) == (None, bundled(), "")


def test_a_workspace_that_cannot_be_read_does_not_replace_the_open_one(
    qtbot: Any, opened: OpenedWorkspace, workspace: Workspace, tmp_path: Path
) -> None:
    opening(qtbot, opened, workspace)
    with qtbot.waitSignal(opened.failed, timeout=20_000) as signal:
        opened.open(workspace_at(tmp_path / "gone.gpkg"))
    assert "There is no workspace" in signal.args[0]
    assert opened.current == workspace


def test_a_first_workspace_that_cannot_be_read_stays_in_the_settings(
    qtbot: Any, opened: OpenedWorkspace, settings: Settings, session: Session, tmp_path: Path
) -> None:
    settings.workspace = str(tmp_path / "gone.gpkg")
    called: list[Dataset] = []
    with qtbot.waitSignal(opened.failed, timeout=20_000):
        opened.open_first(workspace_at(settings.workspace), lambda: called.append(session.dataset))
        assert opened.is_starting
    assert called == [bundled()]
    assert not opened.is_starting
    assert settings.workspace == str(tmp_path / "gone.gpkg")


def test_a_change_is_stored_and_keeps_the_filters(
    qtbot: Any, opened: OpenedWorkspace, workspace: Workspace, session: Session
) -> None:
    opening(qtbot, opened, workspace)
    session.set_filters(text="Bannu")
    with qtbot.waitSignal(opened.changed, timeout=20_000) as signal:
        opened.change(lambda target: target.store_layer(SITE) or f"Stored in {target.name}.")
    assert signal.args == [f"Stored in {workspace.name}."]
    assert [layer.name for layer in session.dataset.user_layers] == ["Sites"]
    assert [layer.name for layer in workspace.load().user_layers] == ["Sites"]
    assert session.state.query.text == "Bannu"


def test_a_failed_change_keeps_the_data(
    qtbot: Any, opened: OpenedWorkspace, workspace: Workspace, session: Session
) -> None:
    opening(qtbot, opened, workspace)
    before = session.dataset
    with qtbot.waitSignal(opened.failed, timeout=20_000) as signal:
        opened.change(lambda target: target.remove_layer("none") or "")
    assert "no layer 'none'" in signal.args[0]
    assert session.dataset is before


def test_the_newest_import_is_undone(
    qtbot: Any, opened: OpenedWorkspace, workspace: Workspace, session: Session
) -> None:
    opening(qtbot, opened, stored(workspace, 5))
    with qtbot.waitSignal(opened.changed, timeout=20_000) as signal:
        opened.undo_last()
    assert signal.args == ["Undone: import of 5."]
    assert len(session.dataset.incidents) == 2


def test_without_a_workspace_there_is_no_import_to_undo(qtbot: Any, opened: OpenedWorkspace) -> None:
    with qtbot.waitSignal(opened.failed) as signal:
        opened.undo_last()
    assert "nothing to undo" in signal.args[0]


def test_verdicts_on_pairs_are_stored(
    qtbot: Any, opened: OpenedWorkspace, workspace: Workspace, session: Session
) -> None:
    opening(qtbot, opened, workspace)
    with qtbot.waitSignal(opened.failed, timeout=20_000) as signal:
        opened.set_links([("own:0", "own:1", "same")])
    assert "of one source" in signal.args[0]


def test_an_earlier_state_is_shown_and_not_watched(
    qtbot: Any, opened: OpenedWorkspace, workspace: Workspace, session: Session
) -> None:
    opening(qtbot, opened, stored(workspace, 5))
    with qtbot.waitSignal(opened.opened, timeout=20_000):
        opened.open_as_of("import of 2")
    assert (len(session.dataset.incidents), opened.current) == (2, workspace)
    stored(workspace, 7)
    opened._watcher.check()
    assert len(session.dataset.incidents) == 2


def test_changes_by_another_program_are_loaded(
    qtbot: Any, opened: OpenedWorkspace, workspace: Workspace, session: Session
) -> None:
    opening(qtbot, opened, workspace)
    session.set_filters(text="Bannu")
    stored(workspace, 6)
    with qtbot.waitSignal(opened.changed, timeout=20_000) as signal:
        opened._watcher.check()
    assert signal.args == [f"{workspace.name} was changed elsewhere and is shown as it is now."]
    assert len(session.dataset.incidents) == 6
    assert session.state.query.text == "Bannu"


def test_a_file_that_another_window_has_locked_is_read_only(
    qtbot: Any, opened: OpenedWorkspace, session: Session, jobs: Jobs, settings: Settings, tmp_path: Path
) -> None:
    workspace = stored(workspace_at(tmp_path / "shared.gpkg"), 2)
    opening(qtbot, opened, workspace)
    other = OpenedWorkspace(session, jobs, settings, workspace)
    assert LOCKED not in opened.notice
    assert LOCKED in other.notice
    with qtbot.waitSignal(other.failed) as signal:
        other.undo_last()
    assert "open in another window" in signal.args[0]
    opened.close()
    assert other.may_write(workspace)
    assert LOCKED not in other.notice
    other.close()


@pytest.mark.parametrize("write", ["set_links", "restore"])
def test_the_bundled_incidents_are_never_written(opened: OpenedWorkspace, write: str, jobs: Jobs) -> None:
    getattr(opened, write)([])
    assert not jobs.is_busy


def test_each_of_two_changes_in_a_row_is_said_to_be_done(qtbot, opened: OpenedWorkspace, workspace: Workspace) -> None:
    opened.open(workspace)
    qtbot.waitUntil(lambda: opened.current == workspace)
    done: list[int] = []
    for number in (1, 2):
        opened.change(lambda _workspace: "", done=lambda number=number: done.append(number))
    qtbot.waitUntil(lambda: sorted(done) == [1, 2])


def test_a_result_that_arrives_after_that_of_a_later_change_is_not_shown(
    qtbot, opened: OpenedWorkspace, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.open(workspace)
    qtbot.waitUntil(lambda: opened.current == workspace)
    asked: list[tuple[Any, Any]] = []
    monkeypatch.setattr(opened._jobs, "run", lambda _key, work, then, _failed: asked.append((work, then)))
    shown: list[object] = []
    monkeypatch.setattr(opened, "show", lambda _target, dataset, **_keeps: shown.append(dataset))
    for _ in range(2):
        opened.change(lambda _workspace: "")
    (first, show_first), (second, show_second) = asked
    results = first(), second()
    show_second(results[1])
    show_first(results[0])
    assert shown == [results[1][0]]
