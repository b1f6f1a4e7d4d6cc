"""The dialog of a page: its preview, annotations placed by clicks, and a setup that is kept with the view."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt

from app.dialogs.picture import PictureDialog
from app.jobs import Jobs
from geo.analysis.sides import Against
from geo.draw.page import PageOptions
from geo.draw.page.recording import against_of, setup_of, with_setup
from geo.query import Query
from geo.sources.bundled import bundled
from geo.view.annotations import Annotation
from geo.view.snapshot import resolve
from geo.view.state import State


def test_the_preview_follows_and_a_click_places_an_annotation(qtbot) -> None:
    jobs = Jobs()
    dialog = PictureDialog(resolve(bundled(), State()), jobs=jobs)
    qtbot.addWidget(dialog)
    dialog.resize(1100, 620)
    dialog.show()
    preview, editor = dialog.preview, dialog.annotations
    assert preview is not None
    qtbot.waitUntil(lambda: preview.is_ready, timeout=30_000)
    picture = preview._picture
    middle = QPoint(round(picture.width() * 0.35), round(picture.height() * 0.5))
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=middle)
    assert editor.annotations == ()  # none was asked for
    editor.add.click()
    assert editor.hint.text() == "Write the words first."
    editor.text.setText("Camp")
    editor.add.click()
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=middle)
    (placed,) = editor.annotations
    assert (placed.kind, placed.text) == ("text", "Camp")
    assert not preview.is_ready
    assert dialog.state.annotations == editor.annotations
    dialog.words.lines["message"].setText("x" * 400)
    assert "at most 300" in preview._state.text()
    dialog.reject()
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=30_000)


def test_a_page_is_put_beside_a_year_before_in_the_preview_the_request_and_the_setup(qtbot) -> None:
    jobs, state = Jobs(), State(query=Query(first=date(2024, 11, 1), last=date(2024, 11, 30)))
    dialog = PictureDialog(resolve(bundled(), state), jobs=jobs)
    qtbot.addWidget(dialog)
    dialog.show()
    preview = dialog.preview
    assert preview is not None
    dialog.content.incidents.setCurrentIndex(1)
    dialog.content.chart.setCurrentIndex(dialog.content.chart.findData("border_band"))
    assert '"chart":"border_band"' in dialog.state.page
    dialog.beside.setCurrentIndex(dialog.beside.findData("year"))
    qtbot.waitUntil(lambda: preview.is_ready, timeout=30_000)
    assert preview._shown is not None
    assert len(preview._shown.maps) == 2
    assert dialog.against == against_of(dialog.state.page) == Against("year")
    assert (dialog.options().incident_list, dialog.options().chart) == ("", "type")  # there is no room for them
    again = PictureDialog(resolve(bundled(), dialog.state))
    qtbot.addWidget(again)
    assert (again.against, again.state) == (dialog.against, dialog.state)
    dialog.size_choice.setCurrentIndex(dialog.size_choice.findData("9:16"))
    assert "need a page or a slide" in preview._state.text()
    dialog._save_if_right()
    assert "need a page or a slide" in dialog.fault.text()
    dialog.beside.setCurrentIndex(0)
    assert not dialog.fault.isVisible()
    assert dialog.against is None
    assert (dialog.options().incident_list, dialog.options().chart) == ("page", "border_band")
    dialog.reject()
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=30_000)


@pytest.mark.parametrize("page", ["", '{"beside":"period"}', '{"beside":"week"}', '{"beside":3}', '{"beside":[]}'])
def test_a_setup_without_a_kind_that_needs_no_days_is_beside_nothing(page: str) -> None:
    assert against_of(page) is None


@pytest.mark.parametrize(("kind", "points"), [("arrow", 2), ("circle", 1), ("area", 3)])
def test_each_kind_takes_its_points_and_can_be_removed(qtbot, kind: str, points: int) -> None:
    editor = PictureDialog(resolve(bundled(), State())).annotations
    qtbot.addWidget(editor)
    editor.kind.setCurrentIndex(editor.kind.findData(kind))
    editor.add.click()
    for k in range(points):
        editor.place(66.0 + k, 30.0 + k % 2)
    if kind == "area":
        assert editor.annotations == ()
        editor.add.click()
    (placed,) = editor.annotations
    assert (placed.kind, len(placed.points), placed.km) == (kind, points, 20.0 if kind == "circle" else 0.0)
    editor.list.setCurrentRow(0)
    editor.remove.click()
    assert editor.annotations == ()


def test_a_setup_is_kept_with_the_state_and_shown_again(qtbot) -> None:
    first = PictureDialog(resolve(bundled(), State()), theme="dark")
    qtbot.addWidget(first)
    first.title.setText("Weekly page")
    first.size_choice.setCurrentIndex(first.size_choice.findData("letter"))
    first.orientation.setCurrentIndex(1)
    first.ground.setCurrentIndex(first.ground.findData("shown"))
    first.content.graticule.setChecked(True)
    first.words.lines["handling"].setText("INTERNAL")
    first.annotations.annotations = (Annotation("text", ((66.0, 30.0),), "Camp"),)
    state = first.state
    again = PictureDialog(resolve(bundled(), state), theme="light")
    qtbot.addWidget(again)
    assert again.state == state
    assert again.options() == first.options()
    made = date(2026, 7, 1)
    drawn = with_setup(PageOptions(made=made, dpi=90), state.page)
    assert (drawn.title, drawn.size, drawn.theme, drawn.dpi, drawn.made) == ("Weekly page", "letter", "dark", 90, made)
    assert drawn.imprint.handling == "INTERNAL"


@pytest.mark.parametrize("text", ["", "[]", "{", '{"size": "a9"}', '{"imprint": {"author": 3, "b": 1}}', '"x"'])
def test_a_setup_that_is_not_understood_is_the_usual_one(text: str) -> None:
    assert setup_of(text) == {}
    assert with_setup(PageOptions(), text) == PageOptions()
