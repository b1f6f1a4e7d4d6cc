from __future__ import annotations

import json

import pytest

from app.map.bridge import Bridge


class Sink:
    """Records the calls that the bridge forwards."""

    def __init__(self) -> None:
        self.calls: list[tuple[object, ...]] = []

    def page_ready(self, filter_works: bool) -> None:
        self.calls.append(("ready", filter_works))

    def part_failed(self, name: str, why: str) -> None:
        self.calls.append(("part failed", name, why))

    def rows_selected(self, rows: list[int]) -> None:
        self.calls.append(("selected", rows))

    def rows_hovered(self, number: int, rows: list[int]) -> None:
        self.calls.append(("hovered", number, rows))

    def district_selected(self, number: int) -> None:
        self.calls.append(("district selected", number))

    def district_hovered(self, number: int, district: int) -> None:
        self.calls.append(("district hovered", number, district))

    def view_moved(self, lon: float, lat: float, zoom: float, by_user: bool) -> None:
        self.calls.append(("moved", lon, lat, zoom, by_user))

    def line_drawn(self, points: list[tuple[float, float]]) -> None:
        self.calls.append(("line_drawn", points))

    def pointed(self, lon: float, lat: float) -> None:
        self.calls.append(("pointed", lon, lat))

    def page_complete(self) -> None:
        self.calls.append(("complete",))

    def applied(self, number: int, failure: str) -> None:
        self.calls.append(("applied", number, failure))

    def requested(self, what: str) -> None:
        self.calls.append(("requested", what))

    def row_count(self) -> int:
        return 10


@pytest.fixture
def sink() -> Sink:
    return Sink()


def test_valid_calls_are_forwarded(sink: Sink) -> None:
    bridge = Bridge(sink)
    bridge.pageReady(True)
    bridge.pageComplete()
    bridge.rowsSelected("[0, 9]")
    bridge.rowsSelected("[]")
    bridge.rowsHovered(3, "[1]")
    bridge.districtSelected(2)
    bridge.districtSelected(-1)
    bridge.districtHovered(4, 0)
    bridge.districtHovered(4, -1)
    bridge.viewMoved(71.5, 34.0, 8.0, True)
    bridge.requested("reset_filters")
    bridge.partFailed("n" * 500, "w" * 5_000)
    assert sink.calls == [
        ("ready", True),
        ("complete",),
        ("selected", [0, 9]),
        ("selected", []),
        ("hovered", 3, [1]),
        ("district selected", 2),
        ("district hovered", 4, 0),
        ("moved", 71.5, 34.0, 8.0, True),
        ("requested", "reset_filters"),
        ("part failed", "n" * 90, "w" * 200),
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
    assert sink.calls == []


@pytest.mark.parametrize(
    "view", [(181.0, 0.0, 5.0), (0.0, 91.0, 5.0), (float("nan"), 0.0, 5.0), (0.0, 0.0, float("inf"))]
)
def test_a_view_off_the_globe_is_ignored(sink: Sink, view: tuple[float, float, float]) -> None:
    Bridge(sink).viewMoved(*view, True)
    assert sink.calls == []


@pytest.mark.parametrize("at", [(181.0, 0.0), (0.0, -91.0), (float("nan"), 0.0)])
def test_a_point_off_the_globe_is_ignored(sink: Sink, at: tuple[float, float]) -> None:
    Bridge(sink).contextMenuOpened(*at)
    assert sink.calls == []
    Bridge(sink).contextMenuOpened(71.0, 34.0)
    assert sink.calls == [("pointed", 71.0, 34.0)]


def test_a_long_error_is_truncated(sink: Sink) -> None:
    Bridge(sink).applied(7, "<b>areas</b>: " + "x" * 10_000)
    assert sink.calls == [("applied", 7, "<b>areas</b>: " + "x" * 186)]


@pytest.mark.parametrize("what", ["", "quit", "reset_filters ", "RESET_FILTERS", "__class__"])
def test_an_unknown_request_is_ignored(sink: Sink, what: str) -> None:
    Bridge(sink).requested(what)
    assert sink.calls == []


def test_the_bridge_exposes_twelve_slots_and_no_signal_or_property(sink: Sink) -> None:
    meta = Bridge(sink).metaObject()
    names = [bytes(meta.method(i).name().data()).decode() for i in range(meta.methodOffset(), meta.methodCount())]
    slots = [
        "applied", "contextMenuOpened", "districtHovered", "districtSelected", "lineDrawn", "pageComplete", "pageReady",
        "partFailed", "requested", "rowsHovered", "rowsSelected", "viewMoved",
    ]  # fmt: skip
    assert sorted(names) == slots
    assert meta.propertyCount() == meta.propertyOffset()


@pytest.mark.parametrize(
    "text",
    ["", "[]", "[[1, 2]]", "[[1, 2], [3]]", "[[1, 2], [3, 91]]", "[[1, 2], [NaN, 3]]", '[[1, 2], ["3", 4]]',
     "[[1, 2], true]", json.dumps([[1, 2]] * 50_001)],
    ids=lambda text: text[:20] or "empty",
)  # fmt: skip
def test_what_is_no_line_is_ignored(sink: Sink, text: str) -> None:
    Bridge(sink).lineDrawn(text)
    assert sink.calls == []


def test_a_line_is_passed_on(sink: Sink) -> None:
    Bridge(sink).lineDrawn("[[71.5, 34], [71.4, 33.5]]")
    assert sink.calls == [("line_drawn", [(71.5, 34.0), (71.4, 33.5)])]
