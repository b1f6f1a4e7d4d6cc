"""Canvases that stay as they are in a step are shown as copies, which have to follow them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.driver import Driver, random_columns

DIFFERING = """
await new Promise((go) => setTimeout(go)); // copies are renewed at the end of a task
const pixels = (canvas) => {
  const copy = new OffscreenCanvas(canvas.width, canvas.height);
  const pen = copy.getContext("2d", { willReadFrequently: true });
  pen.drawImage(canvas, 0, 0);
  return pen.getImageData(0, 0, canvas.width, canvas.height).data;
};
const differs = ({ canvas, context }) => {
  const painted = context.canvas, isShown = canvas.style.display !== "none";
  if (isShown !== (painted.style.display !== "none" && painted.width > 0)) return true;
  if (!isShown) return false;
  if (canvas.width !== painted.width || canvas.style.width !== painted.style.width) return true;
  const [one, other] = [pixels(canvas), pixels(painted)];
  return one.some((part, k) => part !== other[k]);
};
return atlas.page.stack.painters.filter(differs).map(({ name }) => name);
"""
STATES: dict[str, dict[str, Any]] = {
    "nothing": {}, "a theme": {"theme": "dark"}, "a layer less": {"layers": ("provinces", "incidents")},
    "no names": {"layers": ("incidents",)}, "a district": {"district": 3},
    "a range": {"range_lines": ((70.0, 33.0, 71.0, 33.0, 71.0, 34.0, 70.0, 33.0),)},
}  # fmt: skip
ACTS = {
    "another view": "atlas.page.map.setView([33, 71], 8, { animate: false })",
    "a pan": "atlas.page.map.panBy([80, 30], { animate: false })",
    "a size": "atlas.page.map.getContainer().style.width = '600px'; atlas.page.map.invalidateSize()",
    "a ratio": "Object.defineProperty(window, 'devicePixelRatio', { value: 2, configurable: true });"
    " atlas.page.stack.refit()",
}
BACK = """
Object.defineProperty(window, "devicePixelRatio", { value: RATIO, configurable: true });
atlas.page.map.getContainer().style.width = "";
atlas.page.map.invalidateSize();
atlas.page.stack.refit();
"""


@pytest.mark.parametrize("state", STATES.values(), ids=STATES.keys())
def test_the_page_shows_the_state_that_is_painted(driver: Driver, state: dict[str, Any]) -> None:
    driver.show(random_columns(500, seed=2))
    driver.change(**state)
    assert driver.run(DIFFERING) == []


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_the_page_shows_the_view_that_is_painted(driver: Driver, act: str) -> None:
    driver.show(random_columns(500, seed=2))
    ratio = driver.run("return window.devicePixelRatio")
    driver.run(act)
    assert driver.run(DIFFERING) == []
    driver.run(BACK.replace("RATIO", str(ratio)))
    assert driver.run(DIFFERING) == []


def test_only_the_incidents_are_copied_in_each_frame(driver: Driver) -> None:
    """A canvas of the page with a context of its own is copied in each frame, whether it has changed or not."""
    driver.show(random_columns(500, seed=2))
    own = """
      const isStill = (canvas) => canvas.getContext("bitmaprenderer") !== null;
      const seen = [...document.querySelectorAll("canvas")].filter((canvas) => canvas.offsetWidth > 0);
      return seen.filter((canvas) => !isStill(canvas)).map((canvas) => canvas.className);
    """
    assert driver.run(own) == ["atlas-canvas atlas-canvas-incidents"]
