from __future__ import annotations

import json

import pytest

from app.map.bridge import Bridge


class Sink:
    def __init__(self) -> None:
        self.heard: list[tuple[object, ...]] = []

    def page_ready(self, filter_works: bool) -> None:
        self.heard.append(("ready", filter_works))

    def rows_selected(self, rows: list[int]) -> None:
        self.heard.append(("selected", rows))

    def rows_hovered(self, number: int, rows: list[int]) -> None:
        self.heard.append(("hovered", number, rows))

    def view_moved(self, lon: float, lat: float, zoom: float, by_user: bool) -> None:
        self.heard.append(("moved", lon, lat, zoom, by_user))

    def pointed(self, lon: float, lat: float) -> None:
        self.heard.append(("pointed", lon, lat))

    def applied(self, number: int, failure: str) -> None:
        self.heard.append(("applied", number, failure))

    def requested(self, what: str) -> None:
        self.heard.append(("requested", what))

    def row_count(self) -> int:
        return 10


@pytest.fixture
def sink() -> Sink:
    return Sink()


def test_valid_calls_are_passed_on(sink: Sink) -> None:
    bridge = Bridge(sink)
    bridge.pageReady(True)
    bridge.rowsSelected("[0, 9]")
    bridge.rowsSelected("[]")
    bridge.rowsHovered(3, "[1]")
    bridge.viewMoved(71.5, 34.0, 8.0, True)
    bridge.requested("reset_filters")
    assert sink.heard == [
        ("ready", True),
        ("selected", [0, 9]),
        ("selected", []),
        ("hovered", 3, [1]),
        ("moved", 71.5, 34.0, 8.0, True),
        ("requested", "reset_filters"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "{}",
        '"1"',
        "[10]",
        "[-1]",
        "[1.0]",
        "[true]",
        '["1"]',
        "[[1]]",
        "[1",
        "NaN",
        "[1e400]",
        "[null]",
        "[" * 100_000,
        json.dumps(list(range(11))),
        "x" * 1_000_000,
        "x" * 8_000_001,
        "[99999999999999999999]",
    ],
    ids=lambda text: text[:12] or "empty",
)
def test_invalid_rows_are_ignored(sink: Sink, text: str) -> None:
    bridge = Bridge(sink)
    bridge.rowsSelected(text)
    bridge.rowsHovered(1, text)
    assert sink.heard == []


@pytest.mark.parametrize(
    "view", [(181.0, 0.0, 5.0), (0.0, 91.0, 5.0), (float("nan"), 0.0, 5.0), (0.0, 0.0, float("inf"))]
)
def test_a_view_off_the_globe_is_ignored(sink: Sink, view: tuple[float, float, float]) -> None:
    Bridge(sink).viewMoved(*view, True)
    assert sink.heard == []


@pytest.mark.parametrize("at", [(181.0, 0.0), (0.0, -91.0), (float("nan"), 0.0)])
def test_a_point_off_the_globe_is_ignored(sink: Sink, at: tuple[float, float]) -> None:
    Bridge(sink).contextMenuOpened(*at)
    assert sink.heard == []
    Bridge(sink).contextMenuOpened(71.0, 34.0)
    assert sink.heard == [("pointed", 71.0, 34.0)]


def test_a_long_failure_is_cut(sink: Sink) -> None:
    Bridge(sink).applied(7, "<b>areas</b>: " + "x" * 10_000)
    assert sink.heard == [("applied", 7, "<b>areas</b>: " + "x" * 186)]


@pytest.mark.parametrize("what", ["", "quit", "reset_filters ", "RESET_FILTERS", "__class__"])
def test_an_unknown_request_is_ignored(sink: Sink, what: str) -> None:
    Bridge(sink).requested(what)
    assert sink.heard == []


def test_the_page_sees_seven_slots_and_no_signal_or_property_of_ours(sink: Sink) -> None:
    meta = Bridge(sink).metaObject()
    own = [bytes(meta.method(i).name().data()).decode() for i in range(meta.methodOffset(), meta.methodCount())]
    slots = ["applied", "contextMenuOpened", "pageReady", "requested", "rowsHovered", "rowsSelected", "viewMoved"]
    assert sorted(own) == slots
    assert meta.propertyCount() == meta.propertyOffset()
