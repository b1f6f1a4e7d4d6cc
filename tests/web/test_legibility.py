"""The map can be read: its names, numbers and panels, at every number of incidents, zoom and theme.

The page is drawn with made incidents, clustered as real ones are, and a picture of it is taken. Places of names and
marks are those that the page states; contrast is measured on the pixels of the picture.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable
from itertools import combinations, count
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtGui import QImage

from app.map.page_state import Notice
from tests.web.driver import Driver, columns, run
from tests.web.made_points import clustered_columns, spread_columns

SIZE = (1280, 800)
VIEWS = {
    "overview": None,
    "province": (66.9, 29.6, 7.0),
    "valley": (71.5, 34.1, 9.0),
    "town": (71.58, 34.01, 11.5),
}
FIRST_RANK = {"Peshawar", "Quetta"}
LARGE_PX, LARGE_BOLD_PX = 24, 18.66
TOUCH_PX = 0.5
DIGITS_PX = 4
"""Half the width and height of the part of a number that is looked at."""
BOX_PX = 7
"""Half the height of the box around a number beside a mark or in a district; half its width is the radius."""

SPOT_PX, SPOTS_PX, FIRST_PX = 3, 6, 60
"""The side of a spot, from one to the next, and of the first to the edge."""
SPOTS = """
const flag = document.getElementById("flag") || document.body.appendChild(document.createElement("div"));
flag.id = "flag";
flag.style.cssText = "position:fixed;left:0;bottom:0;width:SIDEpx;height:SIDEpx;z-index:9999;background:rgb(COLOUR)";
const drawn = [atlas.page.incidents, atlas.page.labels]; // one shown itself, one shown as a copy
drawn.forEach(({ canvas, context }, k) => {
  const { left, top } = canvas.getBoundingClientRect(), ratio = window.devicePixelRatio;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, -left * ratio, -top * ratio);
  context.clearRect(FIRST, 0, drawn.length * APART, SIDE);
  context.fillStyle = "rgb(COLOUR)";
  context.fillRect(FIRST + k * APART, 0, SIDE, SIDE);
  context.restore();
  if (context.canvas === canvas) return;
  const copy = new OffscreenCanvas(canvas.width, canvas.height); // as `paint/still.js` shows what is painted apart
  copy.getContext("2d").drawImage(context.canvas, 0, 0);
  canvas.getContext("bitmaprenderer").transferFromImageBitmap(copy.transferToImageBitmap());
});
return drawn.length;
"""
TEXTS = """
const { labels } = atlas.page, { margin } = labels.frame, texts = [];
for (const { text, box, style: { colour, size, weight = 400 } } of labels.placed) {
  texts.push({ text, box: box.map((side) => side - margin), colour, size, weight });
}
const walk = document.createTreeWalker(atlas.page.map.getContainer(), NodeFilter.SHOW_TEXT);
const range = document.createRange();
for (let node = walk.nextNode(); node; node = walk.nextNode()) {
  if (!node.data.trim()) continue;
  const style = getComputedStyle(node.parentElement);
  if (style.visibility === "hidden" || node.parentElement.closest(".leaflet-disabled")) continue;
  range.selectNodeContents(node);
  const held = node.parentElement.closest(".atlas-panel, .leaflet-control");
  const clip = held ? held.getBoundingClientRect() : { top: 0, bottom: innerHeight };
  for (const r of range.getClientRects()) {
    if (r.width < 1 || r.top < clip.top || r.bottom > clip.bottom) continue;
    const box = [r.left, r.top, r.right, r.bottom];
    texts.push({ text: node.data.trim(), box, colour: style.color, size: parseFloat(style.fontSize), weight: Number(style.fontWeight) });
  }
}
const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
for (const one of texts) {
  pen.clearRect(0, 0, 1, 1);
  pen.fillStyle = one.colour;
  pen.fillRect(0, 0, 1, 1);
  one.colour = Array.from(pen.getImageData(0, 0, 1, 1).data.slice(0, 3));
}
return texts;
"""  # noqa: E501
DOTS = """
const { placed, frame: { margin } } = atlas.page.labels;
return placed.filter(({ dot }) => dot).map(({ text, dot: { x, y, r } }) => [text, x - margin, y - margin, r]);
"""
CARD = {"title": "Attack on a convoy", "date": "1 March 2024", "place": "Peshawar", "lines": ["4 reported killed"]}

Pixels = npt.NDArray[np.uint8]
Ratios = npt.NDArray[np.float64]


def luminance(pixels: Any) -> Ratios:
    """Relative luminance after WCAG 2.2, 0 to 1."""
    parts = np.asarray(pixels, np.float64) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ [0.2126, 0.7152, 0.0722])


def contrast(one: Any, other: Any) -> Ratios:
    """Contrast ratio after WCAG 2.2 of luminances."""
    high, low = np.maximum(one, other), np.minimum(one, other)
    return np.asarray((high + 0.05) / (low + 0.05))


class Pictures:
    """Takes pictures of the page that show its newest state: spots of a new colour on canvases tell when."""

    numbers = count(1)
    """Of the pictures of all tests: the page still shows the spot of the last one."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def take(self) -> Pixels:
        """The pixels of the page: rows, columns, and red, green, blue from 0 to 255."""
        self._driver.until("atlas.page.labels.isSettled")
        number = next(self.numbers) % 200
        spot = [20 + number, 255 - number, 7 * number % 256]
        words = {"COLOUR": ",".join(map(str, spot)), "SIDE": SPOT_PX, "APART": SPOTS_PX, "FIRST": FIRST_PX}
        canvases = self._driver.run(
            functools.reduce(lambda text, word: text.replace(word, str(words[word])), words, SPOTS)
        )
        on_canvases = FIRST_PX + 1 + SPOTS_PX * np.arange(canvases)
        for _ in range(200):
            run(self._driver.page, "await new Promise((go) => requestAnimationFrame(go))")
            pixels = self._grabbed()
            seen = np.vstack((pixels[-2, 1], pixels[1, on_canvases])).astype(int)
            if np.abs(seen - spot).max() <= 2:
                return pixels
        raise AssertionError("the picture does not show the newest state")

    def _grabbed(self) -> Pixels:
        image = self._driver.panel.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
        flat = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
        return flat[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()


@pytest.fixture
def driver(shared_driver: Driver) -> Driver:
    """The page that all tests share, reset in a window of `SIZE`."""
    shared_driver.reset(SIZE)
    return shared_driver


@pytest.fixture
def pictures(driver: Driver) -> Pictures:
    return Pictures(driver)


def look(driver: Driver, view: tuple[float, float, float] | None) -> None:
    """Show a view, and wait until names are placed around panels and marks."""
    if view is None:
        driver.fit()
    else:
        driver.look_at(*view)
    driver.until("atlas.page.labels.isSettled && atlas.page.labels.avoided === atlas.page.obstacles().join()")


def overlap(a: list[float], b: list[float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def gap(mark: list[Any], box: list[float]) -> float:
    """From the edge of a mark (kind, x, y, radius, …) to a box."""
    kind, x, y, radius = mark[:4]
    left, top, right, bottom = box
    if kind in ("district", "beside"):
        return max(left - x - radius, x - radius - right, top - y - BOX_PX, y - BOX_PX - bottom)
    return float(np.hypot(max(left - x, 0, x - right), max(top - y, 0, y - bottom))) - radius


def misplaced(driver: Driver) -> list[str]:
    """Names on a mark, another name or a dot, or cut by the edge of the map, and dots that touch each other."""
    described = driver.describe()
    names, marks = described["labels"], described["marks"]
    faults = [f"{one[0]} on {other[0]}" for one, other in combinations(names, 2) if overlap(one[1:], other[1:])]
    drawn = [mark for mark in marks if mark[0] != "district" or mark[5]]
    faults += [f"{name} on a {m[0]}" for name, *box in names for m in drawn if gap(m, box) < -TOUCH_PX]
    dots = driver.run(DOTS)
    faults += [f"{name} on the dot of {dot[0]}" for name, *box in names for dot in dots if gap(dot, box) < 0]
    apart = {(a[0], b[0]): np.hypot(a[1] - b[1], a[2] - b[2]) - a[3] - b[3] for a, b in combinations(dots, 2)}
    faults += [f"dots of {one} and {other}" for (one, other), far in apart.items() if far < 0]
    width, height = SIZE
    faults += [f"{name} cut" for name, *box in names if box[0] < 0 or box[1] < 0 or box[2] > width or box[3] > height]
    return faults


def least_contrast(pixels: Pixels, text: dict[str, Any]) -> float:
    """Of the quarters of a text, the least contrast of its colour with the median of what is there."""
    left, top, right, bottom = (round(side) for side in text["box"])
    region = pixels[max(0, top) : bottom, max(0, left) : right]
    quarters = [part for part in np.array_split(region, min(4, max(1, region.shape[1] // 8)), axis=1) if part.size]
    grounds = [luminance(np.median(part.reshape(-1, 3), axis=0)) for part in quarters]
    return float(min(contrast(luminance(text["colour"]), ground) for ground in grounds))


def faint(driver: Driver, pixels: Pixels) -> list[tuple[str, float]]:
    """The texts without enough contrast, and the numbers of marks."""
    found = []
    for text in driver.run(TEXTS):
        is_large = text["size"] >= LARGE_PX or (text["size"] >= LARGE_BOLD_PX and text["weight"] >= 600)
        ratio = least_contrast(pixels, text)
        if ratio < (3 if is_large else 4.5):
            found.append((text["text"], round(ratio, 2)))
    panels = driver.run("return atlas.page.obstacles()")
    for kind, x, y, _radius, many, has_number in driver.describe()["marks"]:
        box = [x - DIGITS_PX, y - DIGITS_PX, x + DIGITS_PX, y + DIGITS_PX]
        is_shown = box[0] >= 0 and box[1] >= 0 and box[2] < SIZE[0] and box[3] < SIZE[1]
        if not has_number or not is_shown or any(overlap(box, panel) for panel in panels):
            continue
        left, top, right, bottom = map(round, box)
        shades = luminance(pixels[top:bottom, left:right])
        ratio = float(contrast(shades.max(initial=0), shades.min(initial=1)))
        if ratio < 4.5:
            found.append((f"{kind} {many}", round(ratio, 2)))
    return found


@pytest.mark.parametrize(
    ("incidents", "names"),
    [
        (300, VIEWS),
        (1_000, VIEWS),
        (5_478, VIEWS),
        (20_000, VIEWS),
        (100_000, VIEWS),
        (1_000_000, ("overview", "town")),
    ],
    ids=["300", "1000", "5478", "20000", "100000", "million"],
)
def test_the_map_can_be_read(driver: Driver, pictures: Pictures, incidents: int, names: Iterable[str]) -> None:
    driver.show(clustered_columns(incidents, seed=incidents))
    faults: dict[tuple[str, str], Any] = {}
    themes = ["light", "dark"]
    for name in names:
        look(driver, VIEWS[name])
        if wrong := misplaced(driver):
            faults[name, "places"] = wrong
        for theme in themes:
            driver.change(theme=theme)
            if weak := faint(driver, pictures.take()):
                faults[name, theme] = weak
        themes.reverse()  # the next view begins with the theme that is shown
    assert faults == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_names_and_numbers_can_be_read_where_each_district_has_one_mark(
    driver: Driver, pictures: Pictures, theme: str
) -> None:
    driver.show(spread_columns(5_478))
    driver.change(theme=theme)
    driver.run("atlas.page.incidents.setColoured(true)")
    try:
        look(driver, (72.0, 30.8, 5.2))
        driver.run("atlas.page.incidents.draw(); atlas.page.paintNames()")
        driver.until("atlas.page.labels.isSettled")
        assert any(mark[0] == "beside" for mark in driver.describe()["marks"])
        assert misplaced(driver) == []
        assert faint(driver, pictures.take()) == []
    finally:
        driver.run("atlas.page.incidents.setColoured(false); atlas.page.incidents.draw()")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_town_of_the_first_rank_keeps_its_name_at_the_overview(driver: Driver, seed: int) -> None:
    driver.show(clustered_columns(5_478, seed=seed))
    look(driver, VIEWS["overview"])
    assert {name for name, *_ in driver.describe()["labels"]} >= FIRST_RANK


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_card_notice_tray_and_note_can_be_read(driver: Driver, pictures: Pictures, theme: str) -> None:
    nowhere = {"precision": 3, "area": 0, "lon": float("nan"), "lat": float("nan")}
    driver.show(columns([nowhere, {"size": 4}]))
    driver.change(theme=theme, notice=Notice("No incident matches the filters in this period."))
    look(driver, VIEWS["town"])
    driver.run(f"const {{ card }} = atlas.page.pointer; card.at = {{ x: 400, y: 400 }}; card.show({json.dumps(CARD)})")
    assert faint(driver, pictures.take()) == []
    shown = {text["text"] for text in driver.run(TEXTS)}
    assert {CARD["title"], "Khyber Pakhtunkhwa", "Legend", "Reset filters"} <= shown
    assert any("generalised" in text for text in shown)
    assert any("GeoNames" in text for text in shown)


def test_text_without_contrast_is_found(driver: Driver, pictures: Pictures) -> None:
    driver.show(columns([{}]))
    look(driver, VIEWS["overview"])
    driver.run("const { label } = atlas.theme.palette; label.kept = label.country; label.country = '#d0ccc4'")
    try:
        driver.run("atlas.page.paintNames()")
        assert "Afghanistan" in {text for text, _ in faint(driver, pictures.take())}
    finally:
        driver.run("const { label } = atlas.theme.palette; label.country = label.kept; delete label.kept")
