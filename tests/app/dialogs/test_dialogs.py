from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QWidget,
)

from app.actions.palette import PaletteDialog
from app.actions.table import ACTIONS
from app.dialogs.picture import PictureDialog
from geo.draw.page import SIZES
from geo.sources.bundled import bundled
from geo.view.snapshot import resolve
from geo.view.state import State
from tests.app.dialogs.samples import DIALOGS, every_kind
from tests.app.samples import Answers

# The palette


@pytest.fixture
def palette(qtbot) -> PaletteDialog:
    palette_dialog = PaletteDialog(ACTIONS)
    qtbot.addWidget(palette_dialog)
    palette_dialog.show()
    return palette_dialog


def names(palette: PaletteDialog) -> list[str]:
    return [palette.list.item(i).data(Qt.ItemDataRole.UserRole) for i in range(palette.list.count())]


def test_all_actions_are_listed_at_first(palette: PaletteDialog) -> None:
    assert names(palette) == [action.name for action in ACTIONS]


@pytest.mark.parametrize(
    ("typed", "first"),
    [("undo", "undo"), ("DARK theme", "theme_dark"), ("csv", "save_table"), ("fata", "toggle_former_fata")],
)
def test_an_action_matches_by_parts_of_words(qtbot, palette: PaletteDialog, typed: str, first: str) -> None:
    qtbot.keyClicks(palette.line, typed)
    assert names(palette)[0] == first
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert palette.chosen is not None
    assert palette.chosen.name == first


def test_what_cannot_be_done_says_why_and_is_not_chosen(qtbot) -> None:
    reasons = {"undo": "no change to undo", "redo": "no change to redo"}
    dialog = PaletteDialog(ACTIONS, lacking=lambda action: reasons.get(action.name, ""))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.line, "undo")
    found = names(dialog)
    undo = dialog.list.item(found.index("undo"))
    assert undo.data(Qt.ItemDataRole.AccessibleTextRole) == "Undo, no change to undo"
    qtbot.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=dialog.list.visualItemRect(undo).center())
    assert dialog.chosen is None
    for _ in found:
        assert dialog.list.currentItem() is not undo
        qtbot.keyClick(dialog.line, Qt.Key.Key_Down)
    dialog.line.setText("redo the change")
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert dialog.chosen is None


def test_keys_are_shown_and_spoken(palette: PaletteDialog) -> None:
    undo = palette.list.item(names(palette).index("undo"))
    assert undo.text() == "Undo"
    assert undo.data(Qt.ItemDataRole.AccessibleTextRole) == "Undo, Ctrl+Z"
    palette.list.scrollToItem(undo)
    rows = palette.list.viewport().grab().toImage()
    area = palette.list.visualItemRect(undo)
    ground = rows.pixel(area.right() - 2, area.center().y())
    written = [x for x in range(area.right() - 50, area.right()) for y in range(area.top(), area.bottom())
               if rows.pixel(x, y) != ground]  # fmt: skip
    assert written


def test_arrow_keys_move_through_the_list(qtbot, palette: PaletteDialog) -> None:
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(palette.line, key)
    assert palette.list.currentRow() == 1
    qtbot.keyClick(palette.line, Qt.Key.Key_Up)
    qtbot.keyClick(palette.line, Qt.Key.Key_Up)
    assert palette.list.currentRow() == len(ACTIONS) - 1


def test_text_without_a_match_does_nothing(qtbot, palette: PaletteDialog) -> None:
    qtbot.keyClicks(palette.line, "there is no such action")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert palette.chosen is None
    assert palette.isVisible()


# A picture


def request(qtbot, tmp_path: Path, name: str, fill: Callable[[PictureDialog], None] = lambda _: None):
    """The result of the dialog when it is filled in and a file of this name is chosen."""
    dialog = PictureDialog(resolve(bundled(), State()))
    qtbot.addWidget(dialog)

    fill(dialog)

    def answer(each: QDialog) -> None:
        assert isinstance(each, QFileDialog)
        each.selectFile(str(tmp_path / name))
        each.accept()

    with Answers(answer):
        return dialog.request(tmp_path)


@pytest.mark.parametrize(
    ("typed", "expected"), [("a.png", "a.png"), ("a.PDF", "a.PDF"), ("a", "a.png"), ("v1.2", "v1.2.png")]
)
def test_a_picture_gets_a_file_name_with_its_format(qtbot, tmp_path: Path, typed: str, expected: str) -> None:
    picture = request(qtbot, tmp_path, typed)
    assert picture is not None
    assert picture.path == tmp_path / expected


def test_the_options_of_a_picture_are_those_chosen(qtbot, tmp_path: Path) -> None:
    def fill(dialog: PictureDialog) -> None:
        dialog.title.setText("  November in KP ")
        dialog.size_choice.setCurrentIndex(dialog.size_choice.findData("16:9"))
        dialog.dpi.setValue(300)

    picture = request(qtbot, tmp_path, "a.png", fill)
    options = picture.options
    assert (options.title, options.size, options.dpi) == ("November in KP", "16:9", 300)


def test_a_picture_shows_what_the_screen_shows_unless_another_ground_is_chosen(qtbot) -> None:
    dialog = PictureDialog(resolve(bundled(), State()), section=lambda: (20.0, 32.0, 72.0, 34.0), theme="dark")
    qtbot.addWidget(dialog)
    options = dialog.options()
    assert (options.extent, options.theme) == ((40.0, 32.0, 72.0, 34.0), "dark")
    dialog.orientation.setCurrentIndex(1)
    dialog.ground.setCurrentIndex(dialog.ground.findData("filters"))
    options = dialog.options()
    assert (options.extent, options.zoom_to, options.orientation) == (None, "filters", "portrait")
    dialog.size_choice.setCurrentIndex(dialog.size_choice.findData("16:9"))
    assert dialog.options().orientation == "landscape"


def test_the_words_of_a_page_are_its_options_and_a_fault_keeps_the_dialog_open(qtbot, tmp_path: Path) -> None:
    dialog = PictureDialog(resolve(bundled(), State()))
    qtbot.addWidget(dialog)
    dialog.words.lines["message"].setText("A message")
    dialog.content.incidents.setCurrentIndex(dialog.content.incidents.findData("sheet"))
    dialog.content.boundaries.setCurrentIndex(1)
    options = dialog.options()
    assert (options.imprint.message, options.imprint.boundaries, options.incident_list) == (
        "A message", "neutral", "sheet",
    )  # fmt: skip
    assert not dialog.content.callouts.isEnabled()
    style = tmp_path / "house.toml"
    style.write_text("colour = 1", encoding="utf-8")
    dialog.words.style_file.setText(str(style))
    wanted: list[int] = []
    dialog.save_requested.connect(lambda: wanted.append(1))
    save = dialog.findChild(QPushButton, "save picture")
    save.click()
    assert "line 1: 'colour' is not known" in dialog.fault.text()
    assert wanted == []
    style.write_text('organisation = "Relief"', encoding="utf-8")
    save.click()
    assert wanted == [1]
    assert dialog.options().words.organisation == "Relief"


def test_the_sizes_are_those_of_pages(qtbot) -> None:
    dialog = PictureDialog(resolve(bundled(), State()))
    qtbot.addWidget(dialog)
    assert [dialog.size_choice.itemData(i) for i in range(dialog.size_choice.count())] == list(SIZES)


def test_a_cancelled_picture_is_not_written(qtbot, tmp_path: Path) -> None:
    dialog = PictureDialog(resolve(bundled(), State()))
    qtbot.addWidget(dialog)
    with Answers():
        assert dialog.request(tmp_path) is None


# All dialogs


def test_every_kind_of_dialog_is_looked_at(qtbot, tmp_path: Path) -> None:
    kinds = set()
    for name, make in DIALOGS.items():
        folder = tmp_path / name
        folder.mkdir()
        dialog = make(folder)
        qtbot.addWidget(dialog)
        kinds.add(type(dialog))
    assert kinds == every_kind()


def is_named(control: QWidget) -> bool:
    """Whether a screen reader has a name for a control, and code another."""
    spoken = control.accessibleName() or (control.text() if isinstance(control, QCheckBox) else "")
    return bool(control.objectName() and spoken)


@pytest.mark.parametrize("name", DIALOGS)
def test_controls_have_names_and_labels_are_plain_text(qtbot, tmp_path: Path, name: str) -> None:
    dialog = DIALOGS[name](tmp_path)
    qtbot.addWidget(dialog)
    assert dialog.objectName() == name
    assert dialog.windowTitle()
    kinds = (QLineEdit, QComboBox, QAbstractSpinBox, QAbstractItemView, QPlainTextEdit, QCheckBox, QTabBar)
    controls = [
        w for kind in kinds for w in dialog.findChildren(kind)
        if not w.objectName().startswith("qt_") and not isinstance(w.parentWidget(), (QComboBox, QAbstractSpinBox))
        and w.metaObject().className() not in ("QHeaderView", "QComboBoxListView")
    ]  # fmt: skip
    assert [f"{type(w).__name__} {w.objectName()} {w.accessibleName()}" for w in controls if not is_named(w)] == []
    labels = [w for w in dialog.findChildren(QLabel) if w.textFormat() != Qt.TextFormat.PlainText]
    assert [w.text() for w in labels] == []
    assert all(button.text() for button in dialog.findChildren(QPushButton))


@pytest.mark.parametrize("name", DIALOGS)
def test_escape_rejects_the_dialog(qtbot, tmp_path: Path, name: str) -> None:
    dialog = DIALOGS[name](tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    focused: QWidget = dialog.focusWidget() or dialog
    qtbot.keyClick(focused, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.result() == QDialog.DialogCode.Rejected
