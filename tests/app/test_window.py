from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollBar,
    QTabBar,
    QWidget,
)

from app.actions.map_view import fit_shown
from app.actions.table import ACTIONS
from app.settings import Settings
from app.widgets.emptiness import EMPTY
from app.window import Window
from app.workspace import opened
from geo import store
from geo.export.incidents_csv import write_csv
from geo.incidents import Release
from geo.query import Query
from geo.sources.bundled import bundled
from geo.view.state import State
from tests.app.samples import PAYLOADS, Answers, dataset, empty, hostile, incident
from tests.geo.checked_files import read_file
from tests.stored import store_rows

Build = Callable[..., Window]


def workspace(path: Path, rows: int = 3) -> Path:
    """A workspace file with some incidents."""
    source = path.with_suffix(".csv")
    csv(source, rows)

    checked = read_file(source)
    assert len(checked.incidents) == rows, checked.problems
    store.workspace_at(path).create()
    if rows:
        store_rows(path, checked, Release(source.name, "own", "2026-06-20T00:00:00Z", source.name, "", rows))
    source.unlink()
    return path


def csv(path: Path, rows: int = 3) -> Path:
    write_csv(path, [incident(n, source="own", incident_id=f"own:{n}") for n in range(rows)], {})
    return path


def drop(window: Window, *paths: Path) -> bool:
    """Drop files on the window; returns whether they were accepted."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    at, copy, none = QPoint(300, 300), Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(at, copy, data, Qt.MouseButton.LeftButton, none)
    entering.ignore()
    QApplication.sendEvent(window, entering)
    if entering.isAccepted():
        QApplication.sendEvent(window, QDropEvent(at.toPointF(), copy, data, Qt.MouseButton.LeftButton, none))
    return entering.isAccepted()


# After the start


def test_the_window_opens_with_the_bundled_incidents_and_their_notice(window: Window) -> None:
    assert window.windowTitle() == "Bundled incidents – Incident Atlas"
    assert len(window.session.snapshot.answer) == 261
    assert window.notice.isVisible()
    assert window.notice.text.startswith(bundled().notice)


def test_a_window_can_be_closed_before_its_panels_are_made(qtbot, settings: Settings, themed: None) -> None:
    from tests.app.samples import FakeMap

    window = Window(settings, FakeMap())
    qtbot.addWidget(window)
    window.show()
    assert window.close()
    assert settings.layout("window") is not None


# Every control


def is_inner(widget: QWidget) -> bool:
    """Whether Qt made a widget as a part of another control."""
    parent = widget.parentWidget()
    of_qt = isinstance(parent, (QAbstractSpinBox, QComboBox, QLineEdit, QTabBar))
    of_a_list = parent is not None and parent.metaObject().className().startswith("QComboBoxPrivate")
    return isinstance(widget, QScrollBar) or widget.objectName().startswith("qt_") or of_qt or of_a_list


def controls(root: QWidget) -> Iterator[QWidget]:
    """All widgets that take keyboard or mouse input."""
    kinds = (
        QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QAbstractItemView, QAbstractScrollArea, QTabBar,
    )  # fmt: skip
    for widget in root.findChildren(QWidget):
        takes_keys = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        is_internal = widget.metaObject().className() in ("QHeaderView", "QTableCornerButton")
        if (takes_keys or isinstance(widget, kinds)) and not is_inner(widget) and not is_internal:
            yield widget


def description(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()!r} in {widget.parentWidget().objectName()!r}"


def test_every_control_has_an_object_name_and_an_accessible_name(window: Window) -> None:
    window.session.select(tuple(bundled().incidents.texts["incident_id"][:2]))
    widgets = list(controls(window))
    assert len(widgets) > 40
    assert [description(w) for w in widgets if not w.objectName()] == []
    assert [description(w) for w in widgets if not w.accessibleName()] == []


def test_object_names_are_unique(window: Window) -> None:
    names = [w.objectName() for w in controls(window)]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def focusable(window: Window, steps: int = 300) -> set[QWidget]:
    """The widgets that get the focus when it moves from one to the next `steps` times."""
    focused: set[QWidget] = set()
    window.sides.filters.text.setFocus()
    for _ in range(steps):
        at = QApplication.focusWidget()
        assert at is not None
        focused.add(at)
        window.focusNextChild()
    return focused


def test_tab_reaches_every_visible_control(qtbot, window: Window) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    window.session.select(tuple(bundled().incidents.texts["incident_id"][:2]))
    focused = focusable(window)
    expected = {
        w for w in controls(window)
        if w.isVisible() and w.isEnabled() and w.focusProxy() is None and w is not window.map
    }  # fmt: skip
    missing = {description(w) for w in expected - focused if not w.isAncestorOf(QApplication.focusWidget())}
    assert missing == set()


def test_tabs_can_be_changed_with_the_keyboard(qtbot, window: Window) -> None:
    for tabs in (window.sides.left, window.sides.tables):
        assert tabs.tabBar().focusPolicy() & Qt.FocusPolicy.TabFocus
        tabs.tabBar().setFocus()
        qtbot.keyClick(tabs.tabBar(), Qt.Key.Key_Right)
        assert tabs.currentIndex() == 1


def test_only_the_window_accepts_drops(window: Window) -> None:
    """A line edit that accepts drops would insert the path of the file."""
    assert [description(w) for w in window.findChildren(QWidget) if w.acceptDrops()] == []


# Plain text


def test_all_labels_are_plain_text_with_hostile_data(window: Window) -> None:
    data = hostile()
    window.session.open(data)
    assert len(PAYLOADS) >= 40
    for number, text in enumerate(PAYLOADS):
        window.workspace.opened.emit(text)
        window.session.select((data.incidents.texts["incident_id"][number],))
        window.session.set_filters(text=" ".join(text.split()))
        window.notice.show_message(text)
        rich = [description(w) for w in window.findChildren(QLabel) if w.textFormat() != Qt.TextFormat.PlainText]
        assert rich == []
        assert window.notice.text == text
        assert window.session.snapshot.selected_rows == (number,)
        window.grab()


def test_hostile_text_is_escaped_in_tooltips(window: Window) -> None:
    window.session.open(hostile())
    tips = [
        window.sides.incidents.model.data(window.sides.incidents.model.index(row, c), Qt.ItemDataRole.ToolTipRole)
        for row in range(len(PAYLOADS))
        for c in range(6)
    ]
    tree = window.sides.filters.actors
    tips += [tree.topLevelItem(i).toolTip(0) for i in range(tree.topLevelItemCount())]
    assert len(tips) > 300
    for tip in tips:
        if "<" in tip or "&" in tip:
            assert tip.startswith('<p style="white-space: pre-wrap">')
            body = tip.removeprefix('<p style="white-space: pre-wrap">').removesuffix("</p>")
            assert "<" not in body
            assert ">" not in body


# The status line


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(), "261 of 261 incidents · 72 known only to the district · 3 Jan 2021 – 14 Jun 2026"),
        (Query(types=frozenset({"Riots"})), "1 of 261 incidents"),
        (Query(text="no such text anywhere"), "0 of 261 incidents"),
        (Query(first=date(2024, 11, 18), last=date(2024, 11, 18)), "18 Nov 2024"),
        (Query(coarsest="near"), "189 of 261 incidents"),
    ],
)
def test_the_status_line_agrees_with_the_data(window: Window, query: Query, expected: str) -> None:
    window.session.update(replace(window.session.state, query=query))
    text = window.status.text()
    snapshot = window.session.snapshot
    assert expected in text
    assert text.startswith(f"{len(snapshot.answer):,} of 261 incidents")
    kinds = [bundled().incidents.row(int(i)).place_precision for i in snapshot.rows]
    assert ("known only to the district" in text) == ("district" in kinds)
    if "district" in kinds:
        assert f"{kinds.count('district'):,} known only to the district" in text
    killed = [bundled().incidents.row(int(i)).killed_best or 0 for i in snapshot.rows]
    assert window.figures.text().startswith(f"Reported killed {sum(killed):,}")


def test_left_out_counts_sum_to_the_incidents_not_shown(window: Window) -> None:
    window.session.set_filters(min_killed=10, first=date(2024, 1, 1), last=date(2024, 12, 31))
    snapshot = window.session.snapshot
    assert sum(item.n for item in snapshot.left_out) == 261 - len(snapshot.answer)
    lines = window.status.toolTip().splitlines()
    assert [int(line.split()[0].replace(",", "")) for line in lines] == [item.n for item in snapshot.left_out]


def test_a_workspace_without_incidents_names_no_year(window: Window) -> None:
    window.session.open(empty())
    covers = window.sides.tables.findChildren(QLabel, "cover")
    texts = {window.status.text(), window.time_bar.accessible_value(), *(each.text() for each in covers)}
    assert texts == {EMPTY}
    assert not window.sides.details.isVisible()
    window.session.open(bundled())
    assert window.sides.details.isVisible()
    assert not any(each.isVisible() for each in covers)


def test_incidents_without_a_point_are_counted_as_not_mapped(window: Window) -> None:
    rows = [incident(n, district="", place_precision="province", lon=None, lat=None) for n in range(3)]
    window.session.open(dataset(rows))
    assert window.status.text().startswith("3 of 3 incidents · 3 not mapped")
    fit_shown(window.host)
    assert window.notice.text == "Nothing that is shown has a place on the map to zoom to."


def test_a_period_of_one_day(window: Window) -> None:
    window.session.set_filters(first=date(2024, 11, 18), last=date(2024, 11, 18))
    assert window.status.text().endswith("· 18 Nov 2024")
    assert window.time_bar.period.width_days == 1
    window.grab()


# Undo


def test_undo_and_redo_are_enabled_with_history(window: Window) -> None:
    undo, redo = window.actions_by_name["undo"], window.actions_by_name["redo"]
    assert (undo.isEnabled(), redo.isEnabled()) == (False, False)
    window.session.set_filters(text="Bannu")
    assert (undo.isEnabled(), redo.isEnabled()) == (True, False)
    undo.trigger()
    assert (undo.isEnabled(), redo.isEnabled()) == (False, True)
    redo.trigger()
    assert window.session.state.query.text == "Bannu"


# The notice


def test_errors_of_the_map_are_shown(window: Window) -> None:
    window.map.failed.emit("The map cannot be shown.")
    assert window.notice.text == "The map cannot be shown."


# Files


def test_a_dropped_csv_is_checked_and_stored_after_confirmation(qtbot, own_window: Window, tmp_path: Path) -> None:
    source, target = csv(tmp_path / "a.csv"), tmp_path / "mine.gpkg"

    def answer(dialog: QWidget) -> None:
        if dialog.objectName() == "checked file":
            dialog.accept()
        else:
            dialog.selectFile(str(target))
            dialog.accept()

    with Answers(answer) as answers:
        assert drop(own_window, source)
        qtbot.waitUntil(lambda: own_window.workspace.current == store.workspace_at(target), timeout=20_000)
    assert len(answers.dialogs) == 2
    assert own_window.windowTitle() == "mine.gpkg – Incident Atlas"
    assert len(own_window.session.dataset.incidents) == 3
    assert "3" in own_window.notice.text


def test_nothing_is_stored_when_the_dialog_is_rejected(qtbot, own_window: Window, tmp_path: Path) -> None:
    with Answers() as answers:
        drop(own_window, csv(tmp_path / "a.csv"))
        qtbot.waitUntil(lambda: len(answers.dialogs) == 1, timeout=20_000)
    assert sorted(p.name for p in tmp_path.iterdir() if p.suffix != ".ini") == ["a.csv"]
    assert own_window.session.dataset is bundled()


def test_several_files_are_checked_one_after_the_other(qtbot, own_window: Window, tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}.csv" for name in "ab"]
    for n, path in enumerate(paths):
        path.write_text(f"incident_id,date_start,event_type,province\nown:{n},2024-11-18,Battles,Balochistan\n")
    checked: list[str] = []
    own_window.imports.checked.disconnect()
    own_window.imports.checked.connect(lambda pending: checked.append(pending.file.path.name))
    own_window.imports.receive(paths)
    qtbot.waitUntil(lambda: checked == ["a.csv"])
    own_window.jobs.wait()
    assert checked == ["a.csv"]
    own_window.imports.finish_current()
    qtbot.waitUntil(lambda: checked == ["a.csv", "b.csv"])


def test_a_dropped_workspace_is_opened_and_stored_in_the_settings(qtbot, open_window: Build, tmp_path: Path) -> None:
    window = open_window()
    path = workspace(tmp_path / "mine.gpkg")
    before = path.read_bytes()
    assert drop(window, path)
    qtbot.waitUntil(lambda: window.workspace.current == store.workspace_at(path), timeout=20_000)
    assert window.status.text().startswith("3 of 3 incidents")
    assert not window.notice.isVisible(), "the notice of the sample does not apply to another workspace"
    window.close()
    again = open_window()
    qtbot.waitUntil(lambda: again.workspace.current == store.workspace_at(path), timeout=20_000)
    assert again.windowTitle() == "mine.gpkg – Incident Atlas"
    again.workspace.open_bundled()
    again.close()
    assert open_window().windowTitle() == "Bundled incidents – Incident Atlas"
    assert path.read_bytes() == before


def test_files_of_the_command_line_replace_the_last_workspace(qtbot, open_window, settings, tmp_path):
    settings.workspace = str(tmp_path / "missing.gpkg")
    path = workspace(tmp_path / "mine.gpkg")
    window = open_window(path)
    qtbot.waitUntil(lambda: window.workspace.current == store.workspace_at(path), timeout=20_000)
    window.close()
    with Answers() as answers:
        assert open_window().workspace.current == store.workspace_at(path)
    assert answers.dialogs == []


def test_a_missing_last_workspace_is_an_error_and_the_sample_is_shown(qtbot, open_window, settings, tmp_path) -> None:
    settings.workspace = str(tmp_path / "gone.gpkg")
    with Answers() as answers:
        window = open_window()
        qtbot.waitUntil(lambda: len(answers.dialogs) == 1, timeout=20_000)
    assert "gone.gpkg" in answers.texts[0]
    assert window.status.text().startswith("261 of 261 incidents")
    window.session.set_filters(text="Bannu")
    assert window.session.can_undo


def test_a_large_workspace_is_opened_in_the_background(
    qtbot, open_window: Build, settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_read = Event()
    load = opened.load_prepared
    monkeypatch.setattr(opened, "load_prepared", lambda workspace: (may_read.wait(20), load(workspace))[1])
    monkeypatch.setattr("app.workspace.opening.LARGE_BYTES", 0)
    path = workspace(tmp_path / "mine.gpkg")
    settings.workspace = str(path)
    window = open_window()
    assert window.windowTitle() == "mine.gpkg – Incident Atlas"
    cover = window.sides.tables.findChild(QLabel, "cover")
    texts = {cover.text(), window.status.text(), window.time_bar.accessible_value(), window.map.state.notice.text}
    assert texts == {"Opening mine.gpkg…"}
    assert cover.isVisible()
    assert not window.sides.filters.types.topLevelItem(0).text(1)
    may_read.set()
    qtbot.waitUntil(lambda: window.workspace.current == store.workspace_at(path), timeout=20_000)
    assert window.status.text().startswith("3 of 3 incidents")
    assert not window.notice.isVisible()
    assert settings.workspace == str(path)


def test_a_damaged_large_workspace_is_an_error_and_the_sample_is_shown(
    qtbot, open_window: Build, settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.workspace.opening.LARGE_BYTES", 0)
    path = workspace(tmp_path / "mine.gpkg")
    settings.workspace = str(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with Answers() as answers:
        window = open_window()
        qtbot.waitUntil(lambda: len(answers.dialogs) == 1, timeout=20_000)
    assert "mine.gpkg" in answers.texts[0]
    assert window.status.text().startswith("261 of 261 incidents")
    assert settings.workspace == str(path), "it is tried again at the next start"


def test_opening_another_workspace_runs_the_callback_of_the_first(own_window: Window, tmp_path: Path) -> None:
    called: list[str] = []
    first = store.workspace_at(workspace(tmp_path / "mine.gpkg"))
    own_window.workspace.open_first(first, lambda: called.append("then"))
    assert called == []
    own_window.workspace.open_bundled()
    assert called == ["then"]


CORRUPT = {
    "not sqlite": lambda path: path.write_bytes(b"hello" * 1000),
    "empty": lambda path: path.write_bytes(b""),
    "truncated": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "header only": lambda path: path.write_bytes(path.read_bytes()[:100]),
    "zeroed page": lambda path: path.write_bytes(path.read_bytes()[:4096] + bytes(4096) + path.read_bytes()[8192:]),
    "gone": lambda path: path.unlink(),
}


@pytest.mark.parametrize("fault", CORRUPT)
@pytest.mark.parametrize("by", ["drop", "open"])
def test_a_damaged_workspace_is_an_error_and_left_unchanged(qtbot, window: Window, tmp_path: Path, fault, by) -> None:
    path = workspace(tmp_path / "mine.gpkg")
    CORRUPT[fault](path)
    before = path.read_bytes() if path.exists() else None
    window.session.set_filters(text="Bannu")
    with Answers() as answers:
        if by == "drop":
            drop(window, path)
        else:
            window.workspace.open(store.workspace_at(path))
        qtbot.waitUntil(lambda: len(answers.dialogs) == 1, timeout=20_000)
    assert "mine.gpkg" in answers.texts[0]
    assert "not foreseen" not in answers.texts[0]
    assert (path.read_bytes() if path.exists() else None) == before
    assert sorted(p.name for p in tmp_path.iterdir() if p.suffix != ".ini") == (
        ["mine.gpkg"] if before is not None else []
    )
    assert window.session.state == State().with_query(text="Bannu")
    assert window.windowTitle() == "Bundled incidents – Incident Atlas"


def test_only_local_files_are_accepted(window: Window) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a.csv")])
    event = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    QApplication.sendEvent(window, event)
    assert not event.isAccepted()


@pytest.mark.parametrize("size", [(1280, 720), (1600, 1000), (2560, 1440)])
def test_the_window_fits_common_screen_sizes(window: Window, size: tuple[int, int]) -> None:
    window.resize(*size)
    QApplication.processEvents()
    assert (window.width(), window.height()) == size


def test_shortcuts_are_valid_and_unique(window: Window) -> None:
    keys = [QKeySequence(action.key) for action in ACTIONS if action.key]
    assert [action.name for action in ACTIONS if action.key and QKeySequence(action.key).isEmpty()] == []
    assert len({key.toString() for key in keys}) == len(keys)
    assert window.findChildren(QShortcut) == []
