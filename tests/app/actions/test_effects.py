"""The effect of each action and its reversal: three tables that together name every action."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QProgressDialog, QPushButton

from app.actions.table import ACTIONS
from app.actions.written_files import write_with_progress
from app.dialogs.intake import IntakeDialog
from app.dialogs.intake.reading import Source
from app.dialogs.near import NearDialog
from app.dialogs.picture import PictureDialog
from app.dialogs.preferences import PreferencesDialog
from app.dialogs.table import TableDialog
from app.dialogs.user_layer import UserLayerDialog
from app.window import Window
from geo import store
from geo.analysis.focus import current_row
from geo.analysis.status import status
from geo.draw.page import PageOptions
from geo.ending import go_on
from geo.export.briefs.request import BriefRequest
from geo.export.file_format import format_of
from geo.export.formats import BRIEFS, PAGES
from geo.export.incidents_csv import write_csv
from geo.export.page_record import record_in
from geo.export.pages import PageRequest
from geo.query import Query
from geo.sources.bundled import bundled
from geo.sources.importing import import_files
from geo.sources.incident_file import IncidentFile
from geo.view.state import State
from geo.whole_file import whole_file
from tests.app.samples import Answers, incident
from tests.geo.export.files import unpacked

PERIOD = Query(first=date(2024, 11, 1), last=date(2024, 11, 30))
IDS = tuple(bundled().incidents.texts["incident_id"][:2])


def trigger(window: Window, name: str) -> None:
    """Trigger an action that is enabled, and process events."""
    assert window.actions_by_name[name].isEnabled()
    window.actions_by_name[name].trigger()
    QApplication.processEvents()


# Actions that take effect immediately


def filter_november(window: Window) -> None:
    window.session.update(State(query=PERIOD))


def filter_text(window: Window) -> None:
    window.session.update(State(query=Query(text="Bannu")))


def filter_text_and_undo(window: Window) -> None:
    filter_text(window)
    window.session.undo()


def select_two(window: Window) -> None:
    window.session.select(IDS)


def select_two_and_turn(window: Window) -> None:
    window.session.select(IDS, IDS[1])


def current(window: Window) -> str:
    """The id of the incident that is shown in full."""
    row = current_row(window.session.snapshot)
    assert row is not None
    return str(window.session.dataset.incidents.texts["incident_id"][row])


def show_districts(window: Window) -> None:
    window.sides.show("districts")


def filter_and_show_districts(window: Window) -> None:
    filter_text(window)
    QApplication.processEvents()
    show_districts(window)


def set_dark_theme(window: Window) -> None:
    window.set_theme("dark")


def days(window: Window) -> tuple[date | None, date | None]:
    return window.session.state.query.first, window.session.state.query.last


def text(window: Window) -> str:
    return window.session.state.query.text


def selected(window: Window) -> tuple[str, ...]:
    return window.session.state.selected


def look_at_bannu(window: Window) -> None:
    window.session.look_at_district("Bannu")


def place(window: Window) -> tuple[frozenset[str], str]:
    return window.session.state.query.districts, window.session.state.district


def layer(name: str) -> Callable[[Window], bool]:
    return lambda window: name in window.session.state.layers


def current_tab(side: str) -> Callable[[Window], str]:
    """The title of the current tab on a side."""

    def title(window: Window) -> str:
        tabs = getattr(window.sides, side)
        return str(tabs.tabText(tabs.currentIndex()))

    return title


def focused(window: Window) -> str:
    widget = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


def sides(window: Window) -> tuple[bool, bool]:
    return window.sides.left.isVisible(), window.sides.right.isVisible()


def theme(window: Window) -> str:
    return window.host.settings.theme


def playing(window: Window) -> bool:
    return window.time_bar.is_playing


@dataclass(frozen=True)
class Effect:
    """A visible value after an action, and the action or function that reverses it."""

    value: Callable[[Window], Any]
    after: Any
    reverse: str | Callable[[Window], object]
    prepare: Callable[[Window], object] = lambda window: None


EFFECTS = {
    "undo": Effect(text, "", "redo", filter_text),
    "redo": Effect(text, "Bannu", "undo", filter_text_and_undo),
    "reset_filters": Effect(days, (None, None), "undo", filter_november),
    "clear_selection": Effect(selected, (), select_two, select_two),
    "filter_to_district": Effect(place, (frozenset({"Bannu"}), ""), "undo", look_at_bannu),
    "next_selected": Effect(current, IDS[1], "previous_selected", select_two),
    "previous_selected": Effect(current, IDS[0], "next_selected", select_two_and_turn),
    "search": Effect(focused, "text filter", "show_districts", show_districts),
    "show_filters": Effect(current_tab("left"), "Filters", "show_layers", lambda window: window.sides.show("layers")),
    "show_layers": Effect(current_tab("left"), "Layers", "show_filters"),
    "show_incidents": Effect(current_tab("tables"), "Incidents", "show_districts", show_districts),
    "show_districts": Effect(current_tab("tables"), "Districts", "show_incidents"),
    "show_trend": Effect(current_tab("tables"), "Trend", "show_incidents"),
    "show_watch": Effect(current_tab("tables"), "Watch", "show_incidents"),
    "show_hot_spots": Effect(current_tab("tables"), "Hot spots", "show_incidents"),
    "show_context": Effect(current_tab("tables"), "Context", "show_incidents"),
    "show_map": Effect(focused, "map_panel", "show_districts", show_districts),
    "show_chips": Effect(focused, "remove filter", "show_districts", filter_and_show_districts),
    "show_time": Effect(focused, "timeBarCanvas", "show_districts", show_districts),
    "show_details": Effect(focused, "details area", "show_districts", show_districts),
    "toggle_sides": Effect(sides, (False, False), "toggle_sides"),
    "theme_dark": Effect(theme, "dark", "theme_system"),
    "theme_light": Effect(theme, "light", "theme_system"),
    "theme_system": Effect(theme, "system", "theme_dark", set_dark_theme),
    "toggle_former_fata": Effect(layer("former_fata"), True, "toggle_former_fata"),
    "toggle_heat": Effect(layer("heat"), True, "undo"),
    "toggle_labels": Effect(layer("labels"), False, "toggle_labels"),
    "play": Effect(playing, True, "play", filter_november),
    "step_back": Effect(days, (date(2024, 10, 25), date(2024, 11, 23)), "step_forward", filter_november),
    "step_forward": Effect(days, (date(2024, 11, 8), date(2024, 12, 7)), "step_back", filter_november),
    "compare": Effect(lambda window: window.session.state.compare, True, "compare"),
    "period_before": Effect(days, (date(2024, 10, 2), date(2024, 10, 31)), "undo", filter_november),
    "year_before": Effect(days, (date(2023, 11, 1), date(2023, 11, 30)), "undo", filter_november),
    "whole_period": Effect(days, (None, None), "undo", filter_november),
}


@pytest.mark.parametrize("name", EFFECTS)
def test_an_action_has_its_effect_and_is_reversed(qtbot, window: Window, name: str) -> None:
    effect = EFFECTS[name]
    qtbot.waitUntil(window.isActiveWindow)
    effect.prepare(window)
    before = effect.value(window)
    assert before != effect.after
    trigger(window, name)
    assert effect.value(window) == effect.after
    if callable(effect.reverse):
        effect.reverse(window)
    else:
        trigger(window, effect.reverse)
    assert effect.value(window) == before


CAMERA: dict[str, tuple[str, Callable[[tuple[Any, ...]], bool]]] = {
    "fit_everything": ("fit", lambda values: values == ()),
    "fit_shown": ("fit", lambda values: values[0][0] < values[0][2] and values[0][1] < values[0][3]),
    "spread": ("spread_selection", lambda values: values == ()),
    "draw_line": ("draw_line", lambda values: values == ()),
    "zoom_to_district": ("fit", lambda values: values[0] == bundled().gazetteer.bounds_of("Bannu")),
}
"""The method of the map that is called, and a check of its arguments; the method itself is tested with the map."""


@pytest.mark.parametrize("name", CAMERA)
def test_a_camera_action_calls_the_map_and_changes_nothing_else(window: Window, name: str) -> None:
    call, is_right = CAMERA[name]
    look_at_bannu(window)
    select_two(window)
    before = window.session.state
    trigger(window, name)
    assert [is_right(values) for values in window.map.calls_to(call)] == [True]  # type: ignore[attr-defined]
    assert window.session.state == before


# Actions that open a dialog


@dataclass(frozen=True)
class OpenedDialog:
    """The object name of the dialog that an action opens, and whether it needs a workspace with two imports."""

    dialog: str
    needs_workspace: bool = False


DIALOGS = {
    "open_workspace": OpenedDialog("QFileDialog"),
    "import_files": OpenedDialog("QFileDialog"),
    "add_layer": OpenedDialog("QFileDialog"),
    "save_table": OpenedDialog("sharing dialog"),
    "export": OpenedDialog("sharing dialog"),
    "make_brief": OpenedDialog("brief dialog"),
    "make_atlas": OpenedDialog("atlas dialog"),
    "show_palette": OpenedDialog("palette"),
    "show_preferences": OpenedDialog("preferences dialog"),
    "show_near": OpenedDialog("near dialog"),
    "show_about": OpenedDialog("about"),
    "save_view": OpenedDialog("save view dialog", needs_workspace=True),
    "show_views": OpenedDialog("saved views dialog", needs_workspace=True),
    "show_changes": OpenedDialog("changes dialog", needs_workspace=True),
    "show_duplicates": OpenedDialog("duplicates dialog", needs_workspace=True),
    "show_totals": OpenedDialog("message", needs_workspace=True),  # that there are none; test_totals.py has the table
    "undo_import": OpenedDialog("message", needs_workspace=True),
    "restore_backup": OpenedDialog("backups dialog", needs_workspace=True),
    "restore_incident": OpenedDialog("message", needs_workspace=True),  # that none is withdrawn
    "review_offers": OpenedDialog("message", needs_workspace=True),  # that none waits
}


def two_imports(folder: Path) -> Path:
    """A workspace with two imports of the same file, of two and of three rows, and so a backup."""
    path = folder / "w.gpkg"
    for rows in (2, 3):
        source = folder / f"{rows} rows.csv"
        write_csv(source, [incident(n, source="own", incident_id=f"own:{n}") for n in range(rows)], {})
        import_files([IncidentFile(source)], store.workspace_at(path))
    return path


def persistent_state(window: Window, folder: Path) -> tuple[Any, ...]:
    """Everything that a dialog could change: state, data, settings and files."""
    files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.suffix != ".ini"}
    settings = window.host.settings
    return window.session.state, window.session.dataset, settings.base_map, settings.workspace, settings.theme, files


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_that_is_cancelled_changes_nothing(request: pytest.FixtureRequest, tmp_path: Path, name: str) -> None:
    if DIALOGS[name].needs_workspace:
        window = request.getfixturevalue("open_window")(two_imports(tmp_path))
    else:
        window = request.getfixturevalue("window")
    before = persistent_state(window, tmp_path)
    opened: list[str] = []

    def cancel(dialog: QDialog) -> None:
        opened.append(dialog.objectName())
        dialog.reject()

    with Answers(cancel):
        trigger(window, name)
    assert opened == [DIALOGS[name].dialog]
    assert persistent_state(window, tmp_path) == before


# Accepted dialogs and their reversal


def choose_file(path: Path, then: Callable[[QDialog], object] = QDialog.accept) -> Callable[[QDialog], None]:
    """Answers a file dialog with a path, and every other dialog with ``then``."""

    def answer(dialog: QDialog) -> None:
        if isinstance(dialog, QFileDialog):
            dialog.selectFile(str(path))
            dialog.accept()
        else:
            then(dialog)

    return answer


def rows(window: Window) -> int:
    return len(window.session.dataset.incidents)


def test_a_workspace_is_opened_and_the_bundled_incidents_again(qtbot, own_window: Window, tmp_path: Path) -> None:
    path = two_imports(tmp_path)
    with Answers(choose_file(path)):
        trigger(own_window, "open_workspace")
        qtbot.waitUntil(lambda: rows(own_window) == 3, timeout=20_000)
    assert own_window.windowTitle().startswith("w.gpkg")
    trigger(own_window, "open_bundled")
    assert own_window.session.dataset is bundled()
    assert own_window.windowTitle().startswith("Bundled incidents")


def test_an_import_is_undone_and_restored_from_its_backup(qtbot, open_window, tmp_path: Path) -> None:
    window = open_window(two_imports(tmp_path))
    before = list(window.session.dataset.incidents.rows())
    more = tmp_path / "more.csv"
    write_csv(more, [incident(n, source="own", incident_id=f"own:{n}") for n in range(5)], {})
    with Answers(choose_file(more)):
        trigger(window, "import_files")
        qtbot.waitUntil(lambda: rows(window) == 5, timeout=20_000)
    with Answers(lambda dialog: dialog.button(dialog.StandardButton.Yes).click()):
        trigger(window, "undo_import")
        qtbot.waitUntil(lambda: rows(window) == 3, timeout=20_000)
    assert list(window.session.dataset.incidents.rows()) == before
    with Answers(lambda dialog: dialog._choose()):  # the newest backup: before the import was undone
        trigger(window, "restore_backup")
        qtbot.waitUntil(lambda: rows(window) == 5, timeout=20_000)


def test_an_earlier_state_is_shown_and_left(qtbot, open_window, tmp_path: Path) -> None:
    window = open_window(two_imports(tmp_path))
    with Answers(lambda dialog: dialog._choose()):
        trigger(window, "show_changes")
        qtbot.waitUntil(lambda: rows(window) == 2, timeout=20_000)
    trigger(window, "show_present")
    qtbot.waitUntil(lambda: rows(window) == 3, timeout=20_000)


def test_verdicts_on_duplicates_are_stored(qtbot, open_window, tmp_path: Path) -> None:
    path = two_imports(tmp_path)
    other = tmp_path / "other.csv"
    write_csv(other, [incident(0, source="acled", incident_id="acled:0")], {})
    import_files([IncidentFile(other)], store.workspace_at(path))
    window = open_window(path)

    def same(dialog: Any) -> None:
        dialog._judge("same")
        dialog.accept()

    with Answers(same):
        trigger(window, "show_duplicates")
        qtbot.waitUntil(lambda: bool(window.session.dataset.linked), timeout=20_000)
    assert rows(window) == 3


def test_a_layer_is_added(qtbot, window: Window, tmp_path: Path) -> None:
    path = tmp_path / "sites.csv"
    path.write_text("name,lat,lon\nClinic,34.0,71.5\n")
    with Answers(choose_file(path)) as answers:
        trigger(window, "add_layer")
        qtbot.waitUntil(lambda: bool(window.session.dataset.user_layers), timeout=20_000)
    assert isinstance(answers.dialogs[1], UserLayerDialog)
    assert [shown.name for shown in window.session.dataset.user_layers] == ["sites"]


@pytest.mark.parametrize(
    ("name", "ending", "begins"),
    [
        ("save_table", ".csv", b"\xef\xbb\xbfincident_id,"),
        ("export", ".gpkg", b"SQLite format 3"),
    ],
)
def test_exports_write_a_file_of_their_format(
    qtbot, window: Window, tmp_path: Path, name: str, ending: str, begins: bytes
) -> None:
    path = (tmp_path / "shown").with_suffix(ending)
    window.session.update(State(query=Query(text="Bannu")))

    with Answers(choose_file(path)) as answers:
        trigger(window, name)
        qtbot.waitUntil(lambda: window.notice.text.startswith("Written: "), timeout=60_000)
    assert len(answers.dialogs) == 2
    assert path.read_bytes().startswith(begins)


def test_a_page_is_set_up_beside_the_map_and_written(qtbot, window: Window, tmp_path: Path) -> None:
    path, session = tmp_path / "page.png", window.session
    trigger(window, "save_picture")
    trigger(window, "save_picture")
    (dialog,) = window.findChildren(PictureDialog)
    assert dialog.isVisible()
    assert not dialog.isModal()
    assert session.state.page == ""
    dialog.title.setText("Weekly")
    dialog.title.setText("Weekly page")
    dialog.size_choice.setCurrentIndex(dialog.size_choice.findData("1:1"))
    first = session.state.page
    session.update(State(query=Query(text="Bannu"), page=first))
    qtbot.waitUntil(lambda: status(session.snapshot) in dialog.said.text(), timeout=5_000)
    assert session.snapshot is dialog._snapshot
    session.undo()
    session.undo()
    assert (dialog.size_choice.currentData(), dialog.title.text()) == ("a4", "Weekly page")
    session.undo()
    assert (session.state, dialog.title.text()) == (State(), "")
    session.redo()
    assert dialog.title.text() == "Weekly page"
    dialog.dpi.setValue(dialog.dpi.minimum())
    with Answers(choose_file(path)) as answers:
        dialog.findChild(QPushButton, "save picture").click()
        qtbot.waitUntil(lambda: window.notice.text.startswith("Written: "), timeout=60_000)
    assert len(answers.dialogs) == 1
    assert record_in(path)["title"] == "Weekly page"
    assert dialog.news.text() == f"Written: {path}"
    dialog.close()
    qtbot.waitUntil(lambda: window.findChild(PictureDialog) is None)


def test_a_film_is_written_with_its_options(qtbot, window: Window, tmp_path: Path) -> None:
    path = tmp_path / "november.gif"
    window.session.update(State(query=PERIOD))

    def choose(dialog: Any) -> None:
        if dialog.objectName() == "sharing dialog":
            dialog.format.setCurrentIndex(dialog.format.findData(".gif"))
        else:
            dialog.size_choice.setCurrentIndex(dialog.size_choice.findData("720p"))
            assert dialog.said.text().startswith("5 frames, ")
        dialog.accept()

    with Answers(choose_file(path, choose)) as answers:
        trigger(window, "export")
        qtbot.waitUntil(lambda: window.notice.text.startswith("Written: "), timeout=60_000)
    assert [dialog.objectName() for dialog in answers.dialogs[:2]] == ["sharing dialog", "film dialog"]
    assert path.read_bytes().startswith(b"GIF89a\x00\x05\xd0\x02")


def test_a_film_that_is_cancelled_is_not_written(qtbot, window: Window, tmp_path: Path) -> None:
    path = tmp_path / "a.gif"

    def work(progress: Callable[[float], None]) -> Path:
        for _ in range(2_000):
            progress(0.5)
            time.sleep(0.005)
        return path

    write_with_progress(window.host, path, work)
    window.findChild(QProgressDialog, "export progress").findChild(QPushButton).click()
    qtbot.waitUntil(lambda: window.notice.text == "Cancelled: a.gif was not written.", timeout=20_000)


@pytest.mark.parametrize("name", ["page.png", "page.pdf", "brief.pptx"])
def test_a_page_or_brief_that_is_cancelled_is_not_written(qtbot, window: Window, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"before")
    window.session.update(State(query=PERIOD))
    snapshot = window.session.snapshot
    is_brief = path.suffix == ".pptx"

    def work(_progress: Callable[[float], None]) -> Path:
        content = BriefRequest(snapshot) if is_brief else PageRequest(snapshot, PageOptions(dpi=72))
        return format_of(path, BRIEFS if is_brief else PAGES).write(path, content)

    told: list[str] = []
    write_with_progress(window.host, path, work, tell=told.append)
    dialog = window.findChild(QProgressDialog, "export progress")
    qtbot.waitUntil(dialog.isVisible, timeout=10_000)
    assert dialog.maximum() == 0  # nobody knows how far it is
    start = time.monotonic()
    dialog.findChild(QPushButton).click()
    qtbot.waitUntil(lambda: told == [f"Cancelled: {name} was not written."], timeout=20_000)
    assert time.monotonic() - start < 3
    assert [each.name for each in tmp_path.iterdir()] == [name]
    assert path.read_bytes() == b"before"


def test_an_atlas_is_written_as_a_folder_and_leaves_nothing_when_it_is_cancelled(
    qtbot, window: Window, tmp_path: Path
) -> None:
    path = tmp_path / "atlas"
    window.session.update(State(query=replace(PERIOD, districts=frozenset({"Quetta"}), text="quetta")))

    def choose(dialog: Any) -> None:
        assert dialog.pages.text().startswith("1 page and a list of contents.")
        dialog.target.setCurrentIndex(dialog.target.findData("folder"))
        dialog.sharing.places.setCurrentIndex(dialog.sharing.places.findData("district"))
        dialog.dpi.setValue(dialog.dpi.minimum())
        dialog.accept()

    with Answers(choose_file(path, choose)):
        trigger(window, "make_atlas")
        window.findChild(QProgressDialog, "export progress").findChild(QPushButton).click()
        qtbot.waitUntil(lambda: window.notice.text == "Cancelled: atlas was not written.", timeout=60_000)
        assert not list(tmp_path.iterdir())
        trigger(window, "make_atlas")
        qtbot.waitUntil(lambda: window.notice.text.startswith("Written: "), timeout=60_000)
    assert [file.name for file in sorted(path.iterdir())] == ["001-contents.png", "002-quetta.png"]
    record = record_in(path / "002-quetta.png")
    assert record["shown"] == 2
    assert record["query"]["text"] == ""  # of the guarded incidents, which have no names of places
    assert all(key.startswith("shared:") for key in record["query"]["listed"]["ids"])


def test_a_brief_is_written_with_the_paragraph_as_it_was_edited(qtbot, window: Window, tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    window.session.update(State(query=PERIOD))

    def edit(dialog: Any) -> None:
        qtbot.waitUntil(lambda: "13 incidents were reported" in dialog.paragraph.toPlainText(), timeout=20_000)
        for part in dialog.parts:
            dialog.parts[part].setChecked(part == "situation")
        dialog.format_choice.setCurrentIndex(dialog.format_choice.findData(".docx"))
        dialog.paragraph.selectAll()
        dialog.paragraph.insertPlainText("In our own words.")
        dialog.accept()

    with Answers(choose_file(path, edit)):
        trigger(window, "make_brief")
        qtbot.waitUntil(lambda: window.notice.text.startswith("Written: "), timeout=60_000)
    settings = record_in(path)["brief"]
    assert settings["parts"] == ["situation"]
    assert settings["paragraph"] == "In our own words."


def test_a_brief_with_places_by_district_names_none_finer(qtbot, window: Window, tmp_path: Path) -> None:
    """Neither its tables nor the paragraph that the dialog shows, nor the section of the map in its record."""
    path = tmp_path / "brief.docx"
    window.session.update(State(query=PERIOD))
    window.map.look_at(66.99, 30.2, 9)

    def hide(dialog: Any) -> None:
        deadliest = "Mandori-Ochat-Bagan"
        qtbot.waitUntil(lambda: deadliest in dialog.paragraph.toPlainText(), timeout=20_000)
        dialog.sharing.places.setCurrentIndex(dialog.sharing.places.findData("district"))
        assert dialog.paragraph.toPlainText() == ""
        assert not dialog.copy.isEnabled()
        assert not dialog.since.isEnabled()
        assert "Stay out: notes" in dialog.sharing.said.text()
        qtbot.waitUntil(lambda: "13 incidents were reported" in dialog.paragraph.toPlainText(), timeout=20_000)
        assert deadliest not in dialog.paragraph.toPlainText()
        for part in dialog.parts:
            dialog.parts[part].setChecked(part in ("situation", "incidents"))
        dialog.format_choice.setCurrentIndex(dialog.format_choice.findData(".docx"))
        dialog.accept()

    with Answers(choose_file(path, hide)):
        trigger(window, "make_brief")
        qtbot.waitUntil(lambda: window.notice.text.startswith("Written: "), timeout=60_000)
    assert record_in(path)["page"]["extent"] is None
    content = unpacked(path.read_bytes())
    assert b"Kurram" in content
    assert b"Mandori" not in content


def test_the_paragraph_is_copied_with_the_picture_of_the_map(qtbot, window: Window) -> None:
    window.session.update(State(query=PERIOD))
    trigger(window, "copy_paragraph")
    qtbot.waitUntil(lambda: window.notice.text.startswith("Copied"), timeout=60_000)
    copied = QApplication.clipboard().mimeData()
    assert "147 people were reported killed (reports from 120 to 155)" in copied.text()
    assert copied.imageData().width() == 1440


def test_a_distance_filter_is_set_and_undone(window: Window) -> None:
    def near(dialog: Any) -> None:
        assert isinstance(dialog, NearDialog)
        dialog.place.setText("Peshawar")
        dialog.km.setValue(30)
        dialog._accept()

    with Answers(near):
        trigger(window, "show_near")
    within = window.session.state.query.within
    assert within is not None
    assert (within.target.name, within.km) == ("Peshawar", 30)
    assert 0 < len(window.session.snapshot.rows) < 261
    ((west, south, east, north),) = window.map.calls_to("fit")[-1]  # type: ignore[attr-defined]
    lon, lat = within.target.point
    assert (west + east) / 2 == pytest.approx(lon, abs=0.01)
    assert north - south == pytest.approx(60 / 110.9, abs=0.01)
    assert lat == pytest.approx((south + north) / 2, abs=0.01)
    trigger(window, "undo")
    assert window.session.state.query.within is None


def test_a_base_map_is_chosen_and_reset(window: Window) -> None:
    def choose(choice: str) -> Callable[[Any], None]:
        def answer(dialog: Any) -> None:
            assert isinstance(dialog, PreferencesDialog)
            getattr(dialog, choice).setChecked(True)
            dialog.accept()

        return answer

    for choice, stored in (("online", "online:OpenStreetMap"), ("bundled", "")):
        with Answers(choose(choice)):
            trigger(window, "show_preferences")
        assert window.host.settings.base_map == stored


def test_the_palette_runs_the_action_that_is_chosen(qtbot, window: Window) -> None:
    def heat(dialog: Any) -> None:
        dialog.line.setText("heat")
        dialog.line.returnPressed.emit()

    with Answers(heat):
        trigger(window, "show_palette")
    assert "heat" in window.session.state.layers


def test_tables_open_once_and_follow_the_filters(window: Window) -> None:
    trigger(window, "show_tables")
    trigger(window, "show_tables")
    (dialog,) = window.findChildren(TableDialog)
    assert dialog.isVisible()
    before = dialog.sheet
    filter_text(window)
    QApplication.processEvents()
    assert dialog.sheet != before
    dialog.close()


REPORT = "Gunmen shot dead two policemen in Miranshah on 18 November 2024. A shop was burnt in Quetta on Monday."


def read_report(qtbot, window: Window) -> IntakeDialog:
    """The window of the intake with a report, the first candidate of which is confirmed."""
    trigger(window, "show_intake")
    trigger(window, "show_intake")
    (dialog,) = window.findChildren(IntakeDialog)
    dialog.take([Source(text=REPORT)])
    qtbot.waitUntil(lambda: dialog.review is not None and not dialog.is_busy, timeout=20_000)
    dialog.confirm()
    return dialog


def test_confirmed_incidents_of_a_report_enter_a_new_workspace_and_are_selected_and_undone(
    qtbot, own_window: Window, tmp_path: Path
) -> None:
    window, path = own_window, tmp_path / "team.gpkg"
    dialog = read_report(qtbot, window)
    with Answers():  # no workspace is chosen
        dialog.store()
    assert "no workspace was chosen" in dialog.parts.message.text()
    with Answers(choose_file(path)):
        dialog.store()
        qtbot.waitUntil(lambda: "stored" in {item.decision for item in dialog.review.items}, timeout=20_000)
    (row,) = window.session.dataset.incidents.rows()
    assert (row.source, row.location, row.killed_best) == ("own", "Miran Shah", 2)
    assert window.session.state.selected == (row.incident_id,)
    assert window.workspace.current == store.workspace_at(path)
    dialog._is_discarded = True
    dialog.close()

    # the same text again: it is known, and the incident is the stored one
    qtbot.waitUntil(lambda: window.findChild(IntakeDialog) is None)
    dialog = read_report(qtbot, window)
    assert "was taken in on" in dialog.parts.notes.text()
    assert dialog.parts.similar.chosen == row.incident_id
    dialog.confirm_same()
    dialog.store()
    qtbot.waitUntil(lambda: "stored" in {item.decision for item in dialog.review.items}, timeout=20_000)
    assert rows(window) == 1
    assert [claim.kind for claim in window.session.dataset.claims[row.incident_id]] == ["reported"]
    trigger(window, "undo")
    qtbot.waitUntil(lambda: not window.session.dataset.claims, timeout=20_000)
    assert rows(window) == 1
    dialog._is_discarded = True
    dialog.close()


def test_closing_asks_about_candidates_that_are_not_stored(qtbot, own_window: Window) -> None:
    read_report(qtbot, own_window)
    with Answers(lambda box: next(b for b in box.buttons() if b.text() == "Stay here").click()) as answers:
        own_window.close()
        assert own_window.isVisible()
    assert "not stored" in answers.texts[0]
    own_window.findChild(IntakeDialog)._is_discarded = True


def test_quit_closes_the_window_after_running_jobs(own_window: Window) -> None:
    written: list[int] = []
    own_window.host.jobs.run("x", lambda: written.append(1), lambda _: None, lambda _: None)
    trigger(own_window, "quit")
    assert not own_window.isVisible()
    assert written == [1]


@pytest.mark.parametrize("tells", [True, False])
def test_closing_asks_about_a_file_that_is_being_written(
    qtbot, own_window: Window, tmp_path: Path, *, tells: bool
) -> None:
    window, path = own_window, tmp_path / "a.gif"
    trigger(window, "save_picture")

    def work(progress: Callable[[float], None]) -> Path:
        with whole_file(path):
            for _ in range(2_000):
                progress(0.5) if tells else go_on()
                time.sleep(0.005)
        return path

    write_with_progress(window.host, path, work)
    pressed = iter(["Go on writing", "Cancel and close"])

    def answer(box: Any) -> None:
        name = next(pressed)
        next(button for button in box.buttons() if button.text() == name).click()

    with Answers(answer) as answers:
        window.close()
        assert window.isVisible()
        start = time.monotonic()
        window.close()
    assert time.monotonic() - start < 5  # the work takes 10
    assert [text[:26] for text in answers.texts] == ["Still being written: a.gif"] * 2
    assert not window.isVisible()
    assert not window.findChild(PictureDialog).isVisible()
    assert not list(tmp_path.glob("*gif*"))


# Completeness


ACCEPTED = {
    "make_brief", "make_atlas", "copy_paragraph",
    "open_workspace", "open_bundled", "show_intake", "import_files", "undo_import", "restore_backup", "show_changes",
    "show_present", "show_duplicates", "add_layer", "save_picture", "save_table", "export", "show_near",
    "show_preferences",
    "save_view", "show_views",    "show_palette", "show_tables", "show_totals", "open_example", "quit",
    "new_incident", "edit_incident", "copy_incident", "withdraw_incident", "restore_incident", "show_history",
    "review_offers",
}  # fmt: skip
"""Actions with a test of their own, here, in `test_entry.py` or of the workspace; `show_about` only shows text."""


def test_every_action_has_a_test_of_its_effect() -> None:
    assert sorted({*EFFECTS, *CAMERA, *ACCEPTED, "show_about"}) == sorted(action.name for action in ACTIONS)
