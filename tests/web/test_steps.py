"""Steps of the time bar draw only what changes: the picture must be that of a fresh paint, pixel by pixel."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from geo.draw.web.points import PointColumns
from tests.web.driver import Driver, columns, random_columns
from tests.web.made_points import DAY0, clustered_columns

PLAY = """
const page = atlas.page, { incidents, map, stack } = page, { levels } = incidents;
const usual = levels.map((level) => level.upTo);
const ACTS = {
  period: (period) => atlas.call("apply", [{ period }, -1]),
  state: (changes) => atlas.call("apply", [changes, -1]),
  pan: (by) => map.panBy(by, { animate: false }),
  drag: (by) => {
    L.DomUtil.setPosition(map.getPane("mapPane"), map._getMapPanePos().add(by));
    map.fire("move").fire("drag").fire("moveend");
  },
  zoom: (zoom) => map.setZoom(zoom, { animate: false }),
  size: (width) => {
    map.getContainer().style.width = width;
    map.invalidateSize({ pan: false });
  },
  ratio: (value) => {
    Object.defineProperty(window, "devicePixelRatio", { value, configurable: true });
    stack.refit();
  },
  coloured: (on) => [incidents.setColoured(on), incidents.draw()],
  cells: (on) => {
    levels.forEach((level, k) => (level.upTo = on ? (k + 1 < levels.length ? 0 : Infinity) : usual[k]));
    incidents.draw();
  },
};
const read = () => {
  const { width, height } = incidents.canvas;
  return new Uint32Array(incidents.context.getImageData(0, 0, width, height).data.buffer);
};
const repaint = () => { // all but the hatching, which is a picture of its own
  const { raster, frame, context } = incidents, { background } = raster;
  context.clearRect(0, 0, raster.width, raster.height);
  raster.width = 0;
  raster.fit(context.canvas.width, context.canvas.height);
  raster.background = background;
  incidents.paint(frame, context);
};
const picture = () => {
  const pixels = read(), many = pixels.length;
  let sum = 0x811c9dc5;
  for (let k = 0; k < many; k++) sum = Math.imul(sum ^ pixels[k], 0x01000193);
  return [sum, incidents.content.key];
};
const play = (isFresh) => SCENES.map(([act, value]) => {
  ACTS[act](value);
  if (isFresh) repaint();
  return picture();
});
const others = stack.painters.filter((painter) => painter !== incidents); // below and above, no part of the picture
const begin = () => {
  map.setView([32.5, 69.5], ZOOM, { animate: false });
  ACTS.period([0, 1]);
  incidents.hatching.invalidate();
  repaint();
};
const own = others.map((painter) => Object.getOwnPropertyDescriptor(painter, "paint")); // of those without a class
others.forEach((painter) => (painter.paint = () => {}));
try {
  begin();
  const stepped = play(false);
  begin();
  return [stepped, play(true)];
} finally {
  others.forEach((painter, k) => own[k] ? (painter.paint = own[k].value) : delete painter.paint);
  stack.repaint();
}
"""

YEAR = [["period", [DAY0 + 7 * k, DAY0 + 7 * k + 364]] for k in range(6)]
SCENES: list[list[Any]] = [
    *YEAR, *YEAR[::-1],
    ["period", [DAY0, DAY0 + 800]], ["period", [DAY0 + 1, DAY0 + 800]], ["period", [DAY0 + 600, DAY0 + 620]],
    ["period", [DAY0 + 30, DAY0 + 20]], ["period", [DAY0 + 100, DAY0 + 300]],
    ["state", {"theme": "dark"}], ["period", [DAY0 + 107, DAY0 + 307]], ["state", {"theme": "light"}],
    ["coloured", True], ["period", [DAY0 + 114, DAY0 + 314]], ["coloured", False], ["period", [DAY0 + 107, DAY0 + 307]],
    ["pan", [90, -70]], ["period", [DAY0 + 114, DAY0 + 314]], ["drag", [-50, 61]], ["period", [DAY0 + 90, DAY0 + 290]],
    ["cells", True], ["period", [DAY0 + 83, DAY0 + 283]], ["cells", False], ["period", [DAY0 + 90, DAY0 + 290]],
    ["size", "400px"], ["period", [DAY0 + 97, DAY0 + 297]], ["size", ""], ["period", [DAY0 + 90, DAY0 + 290]],
    ["ratio", 1.5], ["period", [DAY0 + 97, DAY0 + 297]], ["ratio", 1], ["period", [DAY0 + 90, DAY0 + 290]],
    ["state", {"certain": True}], ["period", [DAY0 + 97, DAY0 + 297]], ["state", {"certain": False}],
    ["state", {"size_by": "same"}], ["period", [DAY0 + 104, DAY0 + 304]], ["state", {"size_by": "killed"}],
    ["state", {"selection": [5, 600, 900]}], ["period", [DAY0 + 111, DAY0 + 311]], ["state", {"selection": []}],
    ["state", {"layers": ["provinces"]}], ["period", [DAY0 + 104, DAY0 + 304]],
    ["state", {"layers": ["provinces", "incidents"]}], ["period", [DAY0 + 97, DAY0 + 297]],
    ["zoom", 12.0], ["period", [DAY0 + 90, DAY0 + 290]], ["zoom", 7.0], ["period", [DAY0 + 97, DAY0 + 297]],
]  # fmt: skip


SIZE = (440, 340)
"""Of the window, in pixels of the page: a paint of a larger one takes longer and does nothing else."""


@pytest.fixture
def driver(shared_driver: Driver) -> Driver:
    """The page that all tests share, reset in a window of `SIZE`."""
    shared_driver.reset(SIZE)
    return shared_driver


@pytest.mark.parametrize(
    ("points", "zoom"),
    [
        (random_columns(1_500, seed=3), 5.5),
        (clustered_columns(4_000, seed=8), 7.25),
        (clustered_columns(4_000, seed=8), 9.0),
    ],
    ids=["random-5.5", "clustered-7.25", "clustered-9.0"],
)
def test_a_picture_after_steps_is_that_of_a_fresh_paint(driver: Driver, points: PointColumns, zoom: float) -> None:
    driver.show(points)
    stepped, fresh = driver.run(PLAY.replace("SCENES", json.dumps(SCENES)).replace("ZOOM", str(zoom)))
    differ = [scene for scene, one, other in zip(SCENES, stepped, fresh, strict=True) if one != other]
    assert differ == []
    assert len({pixels for pixels, _ in stepped}) > len(SCENES) / 2


def test_the_area_around_many_near_places_has_no_hole(driver: Driver) -> None:
    side = np.linspace(0, 1.5, 70)
    driver.show(columns([{"precision": 1, "lon": 69.0 + x, "lat": 32.0 + y} for x in side for y in side]))
    driver.look_at(69.75, 32.75, 8.0)
    script = """
      const { area, frame } = atlas.page.incidents.marks.discs, { map } = atlas.page, runs = [];
      const at = (lat, lon) => map.latLngToContainerPoint([lat, lon]).add([frame.margin, frame.margin]).round();
      const [from, to] = [at(33.5, 69), at(32, 70.5)];
      for (let row = from.y; row <= to.y; row++) {
        const found = [];
        area.eachRun(row, 0, area.words - 1, (left, right) => found.push(left <= from.x && right > to.x));
        runs.push(found);
      }
      return runs;
    """
    runs = driver.run(script)
    assert len(runs) > 300
    assert all(run == [True] for run in runs)
