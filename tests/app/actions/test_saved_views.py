"""Saved views: kept with the workspace, shown again as they were, and drawn by the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.dialogs.saved_views import NOT_UNDERSTOOD, SavedViewsDialog, SaveViewDialog
from geo import store
from geo.briefing.saved_views import MOST_VIEWS, remove_view, saved_view, saved_views, store_view
from geo.errors import InputError, UnknownName
from geo.query import Query
from geo.view.state import HotSpotQuestion, MapView, State
from tests.app.samples import Answers

NOVEMBER = State(
    query=Query(first=date(2024, 11, 1), last=date(2024, 11, 30), districts=frozenset({"Bannu"}), min_killed=2),
    layers=frozenset({"districts", "heat"}),
    hidden=frozenset({"Sites"}),
    size_by="incidents",
    colour_by="killed",
    view=MapView(70.5, 33.0, 8.5),
    hot_spots=HotSpotQuestion("gistar", (("grid", "square"),)),
)


@pytest.fixture
def workspace(tmp_path: Path) -> store.Workspace:
    made = store.workspace_at(tmp_path / "w.gpkg")
    made.create()
    return made


def test_a_view_comes_back_as_it_was_without_its_selection(workspace: store.Workspace) -> None:
    store_view(workspace, "November", replace(NOVEMBER, selected=("own:1",), current="own:1"))
    found = saved_view(workspace, "November")
    assert replace(found, hot_spots=None) == replace(NOVEMBER, hot_spots=None)
    assert found.hot_spots is not None
    assert ("grid", "square") in found.hot_spots.settings
    store_view(workspace, "a first", State())
    assert [view.name for view in saved_views(workspace)] == ["a first", "November"]
    remove_view(workspace, "November")
    with pytest.raises(UnknownName, match="it has a first"):
        saved_view(workspace, "November")


def test_names_and_numbers_of_views_have_limits(workspace: store.Workspace) -> None:
    for name in ("", "x" * 81, "two\nlines"):
        with pytest.raises(InputError, match="A view needs a name"):
            store_view(workspace, name, State())
    for n in range(MOST_VIEWS):
        workspace.store_setting("view", str(n), "{}")
    with pytest.raises(InputError, match="views already"):
        store_view(workspace, "one more", State())
    store_view(workspace, "7", NOVEMBER)  # in place of one


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 99}', '{"format": 2, "query": {}}'])
def test_a_view_of_another_version_is_listed_and_not_shown(workspace: store.Workspace, qtbot, text: str) -> None:
    workspace.store_setting("view", "Old", text)
    (view,) = saved_views(workspace)
    assert view.state is None
    with pytest.raises(InputError, match="another version"):
        saved_view(workspace, "Old")
    dialog = SavedViewsDialog("w.gpkg", [view])
    qtbot.addWidget(dialog)
    assert not dialog._show.isEnabled()
    assert NOT_UNDERSTOOD in dialog._list.item(0).text()


def test_a_view_is_saved_shown_undone_and_removed(qtbot, open_window, workspace: store.Workspace) -> None:
    window = open_window(Path(workspace.address))
    qtbot.waitUntil(lambda: not window.jobs.is_busy, timeout=20_000)
    window.session.set_filters(first=date(2024, 11, 1), text="Bannu")
    window.session.set_filters(text="Bannu")
    saved = window.session.state

    def trigger(name: str, answer: Callable[[Any], object]) -> None:
        with Answers(answer):
            window.actions_by_name[name].trigger()
            qtbot.waitUntil(lambda: not window.jobs.is_busy, timeout=20_000)
            QApplication.processEvents()

    def name_it(dialog: SaveViewDialog) -> None:
        dialog._accept()  # no name yet: it stays open
        assert "needs a name" in dialog.problem.text()
        dialog.name.setText("Bannu")
        dialog._accept()

    trigger("save_view", name_it)
    assert [view.name for view in saved_views(workspace)] == ["Bannu"]
    window.session.reset_filters()
    plain = window.session.state
    trigger("show_views", lambda dialog: dialog._accept())
    assert window.session.state == saved
    window.session.undo()
    assert window.session.state == plain

    def remove(dialog: Any) -> None:
        if isinstance(dialog, SavedViewsDialog):
            QTimer.singleShot(0, dialog._remove.click)
            removed = QTimer(dialog, interval=5)
            removed.timeout.connect(lambda: None if dialog.chosen else dialog.reject())
            removed.start()
        else:
            dialog.button(dialog.StandardButton.Yes).click()

    trigger("show_views", remove)
    assert saved_views(workspace) == ()
