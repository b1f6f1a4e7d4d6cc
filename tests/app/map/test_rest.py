"""The picture of the map is complete only when page and window agree that it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.map.rest import MapRest, is_of_size

SIZE = QSize(500, 400)


class Panel(QWidget):
    """A map whose page answers what a test says, the last answer again and again."""

    def __init__(self, *answers: Any) -> None:
        super().__init__()
        self.answers, self.asked = list(answers), 0
        self.is_caught_up = self.has_frame = True
        self.page_size = SIZE

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        if self.has_frame:
            painter.fillRect(0, 0, 40, 40, QColor("grey"))
        painter.end()

    def request(self, name: str, answered: Callable[[Any], None]) -> None:
        assert name == "restingSize"
        self.asked += 1
        answered(self.answers.pop(0) if len(self.answers) > 1 else self.answers[0])


@pytest.mark.parametrize(
    ("answer", "expected"),
    [([500, 400], True), ([499.5, 400.4], True), ([500, 402], False), (None, False), ("500", False), ([500], False)],
    ids=str,
)
def test_the_size_of_the_page_is_compared_to_a_pixel(answer: Any, expected: bool) -> None:
    assert is_of_size(answer, SIZE) is expected


def test_it_waits_until_the_page_is_drawn_for_the_size_of_the_widget(qtbot: QtBot) -> None:
    panel = Panel(None, [640, 480], [500, 400], [640, 480], [500, 400])
    qtbot.addWidget(panel)
    with qtbot.waitSignal(MapRest(panel).reached):  # type: ignore[arg-type]
        pass
    assert panel.asked == 6  # twice in succession the size that it has


@pytest.mark.parametrize("missing", ["state", "frame", "window"])
def test_it_waits_for_the_newest_state_and_for_the_window(qtbot: QtBot, missing: str) -> None:
    panel = Panel([500, 400])
    qtbot.addWidget(panel)
    panel.is_caught_up, panel.has_frame = missing != "state", missing != "frame"
    busy = [missing == "window"]
    rest = MapRest(panel, lambda: busy[0])  # type: ignore[arg-type]
    with qtbot.assertNotEmitted(rest.reached, wait=350):
        pass
    with qtbot.waitSignal(rest.reached):
        panel.is_caught_up, panel.has_frame, busy[0] = True, True, False


def test_after_its_end_no_signal_follows(qtbot: QtBot) -> None:
    panel = Panel([500, 400])
    qtbot.addWidget(panel)
    rest = MapRest(panel)  # type: ignore[arg-type]
    with qtbot.assertNotEmitted(rest.reached, wait=350):
        rest.end()
