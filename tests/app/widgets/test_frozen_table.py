from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest

from app.widgets.frozen_table import SQUEEZE_PX, FrozenTable, copied_text, widths_for
from app.widgets.tables import set_up

ROWS, WIDTHS = 40, (100, 80, 80, 80)
UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@pytest.fixture
def table(qtbot) -> FrozenTable:
    view = FrozenTable()
    model = QStandardItemModel(view)
    model.setHorizontalHeaderLabels(["Name", "A", "B", "C"])
    for row in range(ROWS):
        model.appendRow([QStandardItem(f"{text}{row:02}") for text in ("name ", "a", "b", "c")])
    set_up(view, "table", "A table", model)
    view.freeze(WIDTHS)
    qtbot.addWidget(view)
    view.resize(260, 300)
    view.show()
    return view


def widths(table: FrozenTable) -> list[int]:
    return [table.columnWidth(column) for column in range(len(WIDTHS))]


def test_no_column_is_cut_where_there_is_no_room_for_all(table: FrozenTable) -> None:
    first, second, *others = widths(table)
    assert first + second == table.viewport().width()
    assert others == list(WIDTHS[2:])
    assert table.horizontalScrollBar().maximum() > 0


@pytest.mark.parametrize("width", [400, 555, 900])
def test_columns_take_all_the_width_there_is(qtbot, table: FrozenTable, width: int) -> None:
    table.resize(width, 300)
    qtbot.waitUntil(lambda: sum(widths(table)) == table.viewport().width())
    assert all(wide >= natural for wide, natural in zip(widths(table), WIDTHS, strict=True))
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)


def test_columns_are_a_little_narrower_where_that_saves_the_scroll_bar(qtbot, table: FrozenTable) -> None:
    lacking = len(WIDTHS) * SQUEEZE_PX
    table.resize(400, 300)
    table.resize(400 + sum(WIDTHS) - lacking - table.viewport().width(), 300)
    qtbot.waitUntil(lambda: sum(widths(table)) == table.viewport().width() == sum(WIDTHS) - lacking)
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)
    assert min(wide - natural for wide, natural in zip(widths(table), WIDTHS, strict=True)) >= -SQUEEZE_PX


def test_the_first_column_stays_in_view_while_the_others_scroll(table: FrozenTable) -> None:
    bar = table.horizontalScrollBar()
    bar.setValue(bar.maximum())
    frozen = table.frozen
    assert frozen.isVisible()
    assert frozen.geometry().left() <= max(table.frameWidth(), 1)
    assert frozen.columnWidth(0) == table.columnWidth(0)
    assert frozen.visualRect(table.model().index(0, 0)).left() == 0
    assert [frozen.isColumnHidden(column) for column in range(4)] == [False, True, True, True]


def test_both_parts_scroll_down_together(table: FrozenTable) -> None:
    table.verticalScrollBar().setValue(120)
    assert table.frozen.verticalScrollBar().value() == 120
    table.frozen.verticalScrollBar().setValue(30)
    assert table.verticalScrollBar().value() == 30
    assert table.frozen.visualRect(table.model().index(9, 0)).top() == table.visualRect(table.model().index(9, 0)).top()


def test_a_click_on_the_first_column_selects_the_row_and_focuses_the_table(qtbot, table: FrozenTable) -> None:
    at = table.frozen.visualRect(table.model().index(3, 0)).center()
    qtbot.mouseClick(table.frozen.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert [index.row() for index in table.selectionModel().selectedRows()] == [3]
    qtbot.waitUntil(table.hasFocus)


def test_a_click_on_the_first_heading_sorts(qtbot, table: FrozenTable) -> None:
    header = table.frozen.horizontalHeader()
    table.sortByColumn(1, DOWN)
    for _ in range(2):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=header.viewport().rect().center())
    assert table.horizontalHeader().sortIndicatorSection() == 0
    first = table.model().index(0, 0).data()
    ascending = table.horizontalHeader().sortIndicatorOrder() == UP
    assert first == ("name 00" if ascending else f"name {ROWS - 1}")


def test_keys_never_lead_to_a_cell_below_the_first_column(qtbot, table: FrozenTable) -> None:
    table.setCurrentIndex(table.model().index(0, 3))
    for column in (2, 1):
        qtbot.keyClick(table, Qt.Key.Key_Left)
        assert table.currentIndex().column() == column
        assert table.visualRect(table.currentIndex()).left() >= table.columnWidth(0)


def test_the_row_that_is_shown_is_selected_and_in_view(table: FrozenTable) -> None:
    table.show_row(ROWS - 1)
    assert [index.row() for index in table.selectionModel().selectedRows()] == [ROWS - 1]
    assert table.visualRect(table.model().index(ROWS - 1, 0)).bottom() <= table.viewport().height()
    table.show_row(None)
    assert not table.selectionModel().hasSelection()


def test_cells_are_copied_as_a_table(table: FrozenTable) -> None:
    table.sortByColumn(0, UP)
    table.model().setData(table.model().index(1, 1), "a\ttab\nand line")
    assert (
        copied_text(table.model(), [0, 1])
        == "Name\tA\tB\tC\nname 00\ta00\tb00\tc00\nname 01\ta tab and line\tb01\tc01\n"
    )


def test_a_width_has_room_for_heading_and_text(qapp) -> None:
    metrics = QFontMetrics(qapp.font())
    long, short = widths_for(metrics, [("A long heading", "1"), ("B", "88,888,888")])
    assert long > metrics.horizontalAdvance("A long heading")
    assert short > metrics.horizontalAdvance("88,888,888")


def test_columns_that_the_frozen_view_hides_again_keep_their_widths(table: FrozenTable) -> None:
    before = widths(table)
    table.frozen.setColumnHidden(2, False)
    table.frozen.setColumnHidden(2, True)
    assert widths(table) == before
    table.frozen.setColumnWidth(0, 130)
    assert widths(table)[0] == 130
