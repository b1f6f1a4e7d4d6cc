"""The start: a workspace that did not work last time is put aside, and no error of one leaves a dead window."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QMessageBox

from app.settings import Settings
from app.window import Window
from app.workspace.opening import LAYERS_ASIDE, first_dataset, load_prepared, load_showable
from geo.errors import WorkspaceDamaged
from geo.places.user_layers import Feature, UserLayer
from geo.sources.bundled import bundled
from geo.store import workspace_at
from tests.app.samples import Answers
from tests.app.workspace.samples import stored
from tests.geo.store.changed_values import good_workspace

Build = Callable[..., Window]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workspace with two incidents."""
    stored(workspace_at(tmp_path / "w.gpkg"), 2)
    return tmp_path / "w.gpkg"


def restarted(settings: Settings) -> Settings:
    """The settings as the next start reads them from the disk, without what was not written yet."""
    return Settings(QSettings(settings._store.fileName(), QSettings.Format.IniFormat))


def test_a_workspace_is_marked_while_it_is_opened(settings: Settings, path: Path) -> None:
    settings.workspace = str(path)
    first = first_dataset([], settings)
    assert first.workspace == workspace_at(path)
    after_a_kill = restarted(settings)
    first = first_dataset([], after_a_kill)
    assert (first.dataset, first.workspace, first.put_aside) == (bundled(), None, str(path))
    first = first_dataset([], after_a_kill)
    assert (first.put_aside, first.error) == ("", ""), "it is put aside once"


def test_the_workspace_before_the_one_that_failed_is_opened(settings: Settings, path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.gpkg"
    stored(workspace_at(other), 3)
    settings.workspace = str(other)
    settings.begin("workspace", str(path))
    settings.workspace = str(path)
    settings.sync()
    first = first_dataset([], restarted(settings))
    assert (first.workspace, first.put_aside) == (workspace_at(other), str(path))


def test_a_workspace_that_is_named_is_opened_though_it_failed(settings: Settings, path: Path) -> None:
    settings.begin("workspace", str(path))
    first = first_dataset([path], restarted(settings))
    assert (first.workspace, first.put_aside) == (workspace_at(path), "")


def test_a_damaged_workspace_is_put_aside_at_the_next_start(settings: Settings, path: Path) -> None:
    settings.workspace = str(path)
    path.write_bytes(path.read_bytes()[:9000])
    assert "cut off" in first_dataset([], settings).error
    settings.sync()
    assert first_dataset([], restarted(settings)).put_aside == str(path)


def test_a_missing_workspace_is_tried_at_each_start(settings: Settings, path: Path) -> None:
    settings.workspace = str(path)
    path.rename(path.with_name("elsewhere.gpkg"))
    for _ in range(2):
        assert "no workspace" in first_dataset([], settings).error
        settings.sync()
        settings = restarted(settings)
    path.with_name("elsewhere.gpkg").rename(path)
    assert first_dataset([], settings).workspace == workspace_at(path)


@pytest.mark.parametrize("load", [load_showable, load_prepared])
def test_any_error_of_what_is_shown_is_one_of_the_workspace(
    path: Path, load: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> None:
        raise KeyError("colour")

    monkeypatch.setattr("app.workspace.opening.packed", fail)
    with pytest.raises(WorkspaceDamaged, match=r"w\.gpkg cannot be shown \('colour'\)"):
        load(workspace_at(path))


def damaged_layer(path: Path) -> Path:
    """A workspace with a user layer whose style is a list."""
    good_workspace(path)
    with closing(sqlite3.connect(path)) as connection:
        (text,) = connection.execute("SELECT content FROM reference_layers").fetchone()
        changed = json.dumps({**json.loads(text), "style": ["indigo", 1.5]})
        connection.execute("UPDATE reference_layers SET content = ?", (changed,))
        connection.commit()
    return path


def test_a_layer_that_cannot_be_read_is_left_out_with_a_message(
    open_window: Build, settings: Settings, tmp_path: Path
) -> None:
    settings.workspace = str(damaged_layer(tmp_path / "w.gpkg"))
    window = open_window()
    assert window.workspace.current == workspace_at(tmp_path / "w.gpkg")
    assert window.session.dataset.user_layers == ()
    assert "The layer 'Sites' cannot be read" in window.notice.text


@pytest.mark.parametrize("is_districts", [False, True], ids=["drawn beside", "in place of the districts"])
@pytest.mark.parametrize("load", [load_showable, load_prepared])
def test_a_layer_that_fails_is_left_out_alone(
    tmp_path: Path, load: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, is_districts: bool
) -> None:
    workspace = workspace_at(good_workspace(tmp_path / "w.gpkg"))
    square = [[[70.0, 33.0], [70.4, 33.0], [70.4, 33.4], [70.0, 33.0]]]
    bad = UserLayer("Bad", (Feature("A zone", "Polygon", square),), is_districts=is_districts)
    workspace.store_layer(bad)

    def drawn(layer: UserLayer) -> dict[str, Any]:
        if layer.name == "Bad":
            raise KeyError("colour")
        return {"name": layer.name}

    monkeypatch.setattr("geo.draw.web.user_layers._layer", drawn)
    dataset = load(workspace)
    assert [layer.name for layer in dataset.user_layers] == ["Sites"]
    assert "The layer Bad cannot be shown ('colour') and is left out." in dataset.notice
    assert len(dataset.gazetteer.drawn) > 50
    assert len(dataset.incidents) == len(workspace.load().incidents)


def test_a_workspace_of_which_no_panels_can_be_made_leaves_a_living_window(
    qtbot: Any, open_window: Build, settings: Settings, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.workspace = str(path)
    from app.panels.status import StatusLine

    show = StatusLine._show

    def fail(self: StatusLine, snapshot: Any) -> None:
        if snapshot.dataset.origin == "w.gpkg":
            raise TypeError("a value of another kind")
        show(self, snapshot)

    monkeypatch.setattr(StatusLine, "_show", fail)
    with Answers() as answers:
        window = open_window()
        qtbot.waitUntil(lambda: len(answers.texts) == 1, timeout=20_000)
    assert "w.gpkg cannot be shown (a value of another kind)" in answers.texts[0]
    assert window.workspace.current is None
    assert window.status.text().startswith("261 of 261 incidents")
    window.session.set_filters(text="Bannu")
    assert window.session.can_undo
    window.close()
    assert restarted(settings).put_aside("workspace") == str(path)


def test_a_workspace_that_was_put_aside_can_be_tried_again(
    qtbot: Any, open_window: Build, settings: Settings, path: Path
) -> None:
    settings.begin("workspace", str(path))
    settings.workspace = str(path)

    def retry(box: QMessageBox) -> None:
        next(button for button in box.buttons() if button.text() == "Try again").click()

    with Answers(retry) as answers:
        window = open_window()
        qtbot.waitUntil(lambda: window.workspace.current == workspace_at(path), timeout=20_000)
    assert "did not work last time" in answers.texts[0]
    window.map.caught_up.emit()
    window.close()
    settings.sync()
    assert restarted(settings).put_aside("workspace") == ""
    assert restarted(settings).workspace == str(path)


def test_a_part_of_the_map_that_failed_is_reported_until_the_user_closes_it(open_window: Build) -> None:
    window = open_window()
    window.map.part_failed.emit("A part of the map cannot be drawn: layer \u202egnp (no room).")
    window.notice.show_message("Written: page.png")
    assert [report.text for report in window.notice.reports] == [
        "A part of the map cannot be drawn: layer [RLO]gnp (no room)."
    ]


def test_a_workspace_that_was_put_aside_can_be_opened_without_its_user_layers(
    qtbot: Any, open_window: Build, settings: Settings, tmp_path: Path
) -> None:
    path = good_workspace(tmp_path / "w.gpkg")
    settings.begin("workspace", str(path))
    settings.workspace = str(path)

    def open_without(box: QMessageBox) -> None:
        next(button for button in box.buttons() if button.text() == "Without its user layers").click()

    with Answers(open_without):
        window = open_window()
        qtbot.waitUntil(lambda: window.workspace.current == workspace_at(path), timeout=20_000)
    assert len(window.session.dataset.incidents) == 5
    assert window.session.dataset.user_layers == ()
    assert LAYERS_ASIDE in window.notice.text
    with qtbot.waitSignal(window.workspace.changed, timeout=20_000):
        window.workspace.set_links([("b:1", "own:0", None)])
    assert window.session.dataset.user_layers == ()
    with qtbot.waitSignal(window.workspace.opened, timeout=20_000):
        window.workspace.open(workspace_at(path))
    assert [layer.name for layer in window.session.dataset.user_layers] == ["Sites"]
