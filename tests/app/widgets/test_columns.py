from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from app.widgets.columns import LEFT_PX, RIGHT_PX, WIDE_RIGHT_PX, WIDEST_RIGHT_PX, Columns


@pytest.fixture
def columns(qtbot) -> Columns:
    made = Columns(QWidget(), 1280, None)
    qtbot.addWidget(made)
    made.resize(1280, 600)
    made.show()
    return made


@pytest.mark.parametrize(("width", "right"), [(1280, RIGHT_PX), (1600, WIDE_RIGHT_PX), (2560, WIDEST_RIGHT_PX)])
def test_a_wide_window_gives_the_right_column_room_for_its_tables(columns: Columns, width: int, right: int) -> None:
    columns.resize(width, 600)
    left, middle, found = columns.sizes()
    assert (left, found) == (LEFT_PX, pytest.approx(right, abs=10))
    assert middle > found


def test_a_border_that_the_user_has_moved_stays(columns: Columns) -> None:
    columns.moveSplitter(900, 2)
    before = columns.sizes()[2]
    columns.resize(1600, 600)
    assert columns.sizes()[2] == before


def test_a_saved_layout_is_kept(qtbot, columns: Columns) -> None:
    columns.setSizes([240, 500, 530])
    again = Columns(QWidget(), 1280, columns.saveState())
    qtbot.addWidget(again)
    again.resize(1280, 600)
    again.show()
    kept = again.sizes()[2]
    again.resize(1700, 600)
    assert again.sizes()[2] == kept == columns.sizes()[2]
