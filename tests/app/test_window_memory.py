"""What a window stores for the next start, and how it closes; each test opens new windows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton, QToolTip

from app.settings import Settings
from app.widgets.theme import DARK, LIGHT
from app.window import Window
from geo.sources.bundled import bundled

Build = Callable[..., Window]


# The notice


def test_a_closed_notice_stays_closed_after_a_restart(qtbot, open_window: Build) -> None:
    first = open_window()
    (close,) = first.findChildren(QToolButton, "close notice")
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not first.notice.isVisible()
    first.close()
    assert not open_window().notice.isVisible()


def test_closing_a_message_keeps_the_notice_of_the_data(qtbot, open_window: Build) -> None:
    first = open_window()
    first.notice.show_message("Written: a.png")
    (close,) = first.findChildren(QToolButton, "close notice")
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    first.close()
    assert open_window().notice.text.startswith(bundled().notice)


# Theme and layout


def test_the_theme_is_applied_and_stored(open_window: Build, settings: Settings) -> None:
    window = open_window()
    for colours in (DARK, LIGHT):
        window.actions_by_name[f"theme_{colours.name}"].trigger()
        assert QApplication.palette().window().color().name() == colours.window
        assert window.map.calls_to("set_theme")[-1] == (colours.name,)
        assert settings.theme == colours.name
    window.actions_by_name["theme_dark"].trigger()
    window.close()
    assert open_window().map.calls_to("set_theme")[0] == ("dark",)


def test_a_theme_changes_the_painted_colours(open_window: Build) -> None:
    window = open_window()

    def lightness() -> float:
        image = window.grab().toImage().scaled(8, 8)
        return sum(image.pixelColor(x, y).lightness() for x in range(8) for y in range(8)) / 64

    window.set_theme("light")
    light = lightness()
    window.set_theme("dark")
    assert lightness() < light - 80


def test_the_layout_is_restored(open_window: Build) -> None:
    first = open_window()
    first.across.setSizes([250, 660, 360])
    first.sides.right.setSizes([200, 400])
    sizes = (first.across.sizes(), first.sides.right.sizes())
    first.close()
    second = open_window()
    assert second.across.sizes() == pytest.approx(sizes[0], abs=3)
    assert second.sides.right.sizes() == pytest.approx(sizes[1], abs=3)


def test_hidden_panels_are_shown_after_a_restart(open_window: Build) -> None:
    first = open_window()
    first.actions_by_name["toggle_sides"].trigger()
    assert not first.sides.left.isVisible()
    first.close()
    second = open_window()
    assert second.sides.left.isVisible()
    assert second.sides.left.width() >= 200
    assert second.sides.right.width() >= 280


# Closing


def test_closing_waits_for_running_jobs(qtbot, open_window: Build) -> None:
    window = open_window()
    ended: list[str] = []
    window.jobs.run("x", lambda: ended.append("x"), lambda _: ended.append("then"), ended.append)
    window.time_bar.toggle_play()
    window.close()
    assert ended == ["x"]
    assert not window.time_bar.is_playing
    QToolTip.hideText()
