"""What of the map's names and numbers has a place in a view, and what has none."""

from __future__ import annotations

from typing import NamedTuple

from tests.web.driver import Driver

SETTLED = "atlas.page.labels.isSettled && atlas.page.labels.avoided === atlas.page.obstacles().join()"
FIND = """
const { labels, incidents, store, basemap } = atlas.page, { frame } = labels, { margin } = frame, STEP = 6;
const { districts: grid } = incidents.grids(), panels = atlas.page.obstacles();
const isSeen = (x, y) => x > margin + 8 && y > margin + 8 && x < frame.width - margin - 8 && y < frame.height - margin - 8 &&
  !panels.some(([l, t, r, b]) => x > l + margin - 8 && x < r + margin + 8 && y > t + margin - 8 && y < b + margin + 8);
const found = [];
for (const { name, rank, inside, at } of labels.data.towns) {
  const [x, y] = labels._xy(...at);
  if (!inside || rank > 2 || frame.zoom < [0, 0, 5.9][rank] || !isSeen(x, y)) continue;
  const placed = labels.placed.find((one) => one.at && one.text === name);
  const mark = labels.occupied.marksAt(x, y, 3)[0];
  const isShared = !placed && mark && labels.named.has(mark);
  found.push([`town ${rank}`, name, placed ? (placed.line ? "line" : "beside") : isShared ? "shared" : "none"]);
}
if (frame.zoom >= 6.6) {
  const many = new Float64Array(basemap.districts.length), all = new Float64Array(many.length), seen = new Float64Array(many.length);
  for (let i = 0; i < store.n; i++) {
    const there = grid.at(store.x[i], store.y[i]);
    if (store.precision(i) <= 1 && there >= 0) many[there]++;
  }
  store.districtCount.forEach((count, k) => (many[k] += count));
  basemap.districts.forEach(({ box }, k) => {
    const [left, top, right, bottom] = labels._onCanvas(box);
    for (let y = top; y < bottom; y += STEP) {
      for (let x = left; x < right; x += STEP) {
        if (grid.at((x + frame.left) / frame.world, (y + frame.top) / frame.world) !== k) continue;
        all[k] += STEP * STEP;
        if (isSeen(x, y)) seen[k] += STEP * STEP;
      }
    }
  });
  basemap.districts.forEach(({ name }, k) => {
    if (many[k] === 0 || seen[k] < all[k] / 2) return;
    const placed = labels.placed.find((one) => !one.at && one.text === name);
    const isTown = !placed && labels.placed.some((one) => one.at && one.text === name);
    found.push(["district", name, placed ? (placed.line ? "line" : "inside") : isTown ? "town" : "none"]);
  });
}
for (const [kind, x, y, , many, isWritten] of incidents.numbers.drawn) {
  if (isSeen(x + margin, y + margin)) found.push(["number", String(many), isWritten ? "inside" : "none"]);
}
return found;
"""  # noqa: E501


class Found(NamedTuple):
    """A name or number that a view should have."""

    kind: str
    text: str
    how: str
    """"beside", "inside", "line"; "shared" where the mark has the name of another town, "town" where that of a town of
    this name stands for it; "none" without a place."""

    @property
    def has_place(self) -> bool:
        """Whether it can be read on the map."""
        return self.how not in ("none", "shared")


def look(driver: Driver, lon: float, lat: float, zoom: float) -> None:
    """Show a view, and wait until names are placed around panels and marks."""
    driver.look_at(lon, lat, zoom)
    driver.until(SETTLED)


def names_and_numbers(driver: Driver) -> list[Found]:
    """The towns of the upper two ranks, districts with incidents and numbers of districts, each from its zoom on."""
    return [Found(*one) for one in driver.run(FIND)]
