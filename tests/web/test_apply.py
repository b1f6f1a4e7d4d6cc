"""States of the page: a page that is changed to a state looks like one that starts with it."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from app.map.page_state import Camera, Notice, PageState, Piece, Points
from geo.dataset import Memo
from geo.draw.web.points import NO_AREA, pack_mask, pack_points
from geo.draw.web.user_layers import user_layers_json
from geo.places.gazetteer import bundled as bundled_gazetteer
from geo.places.user_districts import gazetteer_with
from geo.places.user_layers import Feature, LayerStyle, UserLayer
from geo.sources.bundled import bundled
from tests.web.driver import DAY0, LAYERS, Driver, columns, random_columns, wait_for

STATES = 5
STEPS = 12
SIZE = (560, 420)
"""Of the window where whole pictures are compared."""
SQUARE = [[[71.2, 33.7], [71.9, 33.7], [71.9, 34.3], [71.2, 34.3], [71.2, 33.7]]]
DISTRICTS = UserLayer("zones", (Feature("Peshawar", "Polygon", SQUARE),), LayerStyle(fill=0.2), is_districts=True)
SITES = UserLayer("sites", (Feature("Clinic", "Point", [71.4, 33.9]), Feature("Depot", "Point", [66.9, 30.2])))
GROUND = {"kind": "raster", "attribution": "© Test", "levels": list(range(10)), "bounds": None, "stamp": 0}
EDGE = ((71.4, 33.9, 72.4, 33.9, 72.4, 34.8, 71.4, 33.9),)
NOWHERE = {"lon": float("nan"), "lat": float("nan")}

PICTURE = """
const page = atlas.page, { width, height } = page.basemap.canvas;
const areClear = () => !page.labels.visible || page.labels.avoided === page.obstacles().join();
const isSettled = () => page.labels.isSettled && areClear();
while (!isSettled()) await new Promise((go) => setTimeout(go, 5));
const small = new OffscreenCanvas(Math.round(width / 4), Math.round(height / 4));
const pen = small.getContext("2d", { willReadFrequently: true });
pen.imageSmoothingQuality = "high";
for (const { canvas } of page.stack.painters) {
  if (canvas.width) pen.drawImage(canvas, 0, 0, small.width, small.height);
}
const { data } = pen.getImageData(0, 0, small.width, small.height);
let text = "";
for (let k = 0; k < data.length; k += 4096) text += String.fromCharCode(...data.subarray(k, k + 4096));
return btoa(text);
"""


def user_layers(*layers: UserLayer) -> Piece:
    gazetteer = gazetteer_with(layers, bundled_gazetteer())
    return Piece(user_layers_json(replace(bundled(), user_layers=layers, gazetteer=gazetteer, memo=Memo())))


def points(given: Any) -> Points:
    return Points(pack_points(given), rows=len(given.start), day0=given.day0)


def worlds() -> list[dict[str, Any]]:
    """Points, with their user layers and number of districts."""
    few = [
        {"start": k, "type": k % 6, "size": k % 6, "precision": k % 2, "lon": 66.0 + k, "end": k + 9} for k in range(7)
    ]
    few += [{"start": k % 9, "lon": 66.5 + k / 200, "lat": 29.5} for k in range(60)]  # enough for heat
    vague = [{**NOWHERE, "precision": 2, "area": 0, "start": 3}, {**NOWHERE, "precision": 3, "area": 1, "start": 4}]
    country = {**NOWHERE, "precision": 4, "area": NO_AREA, "start": 5}
    none = user_layers()
    return [
        {"points": points(columns([*few, *vague, country])), "user_layers": none, "districts": 61},
        {"points": points(columns([*few[:40], *vague])), "user_layers": user_layers(DISTRICTS), "districts": 1},
        {"points": points(columns(few)), "user_layers": user_layers(SITES), "districts": 61},
        {"points": points(random_columns(4_000, seed=8)), "user_layers": none, "districts": 61},
        {"points": points(columns([])), "user_layers": none, "districts": 61},
    ]


def areas(draw: np.random.Generator, districts: int) -> dict[str, Any] | None:
    if draw.random() < 0.4:
        return None
    of = draw.integers(-3, 3, districts)
    return {
        "title": f"Per 1,000 km², {districts}", "classes": ["1", "2–4", "5+"], "from": ["1", "2", "5"], "note": "Note.",
        "none_text": "none", "none_at": 3,
        "counts": [int((of == k).sum()) for k in range(3)], "none": int((of == -1).sum()),
        "unknown": int((of == -2).sum()), "of": of.tolist(),
        "colours": {"light": ["#fee8c8", "#fdbb84", "#e34a33"], "dark": ["#4a2c1c", "#8a4b2a", "#d87a3f"]},
    }  # fmt: skip


def camera(draw: np.random.Generator, version: int) -> Camera:
    kind = draw.integers(0, 4)
    if kind < 2:
        return Camera(version)
    if kind == 2:
        return Camera(version, bounds=(66.0, 28.0, 71.0, 33.0))
    lon, lat, zoom = draw.uniform(65, 72), draw.uniform(28, 35), draw.choice([5.5, 7.0, 8.25])
    return Camera(version, view=(round(float(lon), 2), round(float(lat), 2), float(zoom)))


def sampled(seed: int, world: dict[str, Any]) -> PageState:
    """A state with random parts."""
    draw = np.random.default_rng(seed)
    rows = world["points"].rows
    first = DAY0 + int(draw.integers(0, 12))
    every = [*LAYERS, "heat", "former_fata"]
    return PageState(
        points=world["points"], user_layers=world["user_layers"],
        mask=Piece(pack_mask(draw.random(rows) < draw.choice([0.6, 1.1]))),
        theme=str(draw.choice(["light", "dark"])), ground=GROUND if draw.random() < 0.2 else None,
        layers=tuple(sorted(name for name in every if draw.random() < 0.75)),
        hidden=("sites", "zones") if draw.random() < 0.3 else (), certain=bool(draw.random() < 0.4),
        period=(first, first + int(draw.choice([0, 5, 300]))), size_by=str(draw.choice(["killed", "same"])),
        areas=areas(draw, world["districts"]), range_lines=EDGE if draw.random() < 0.4 else (),
        district=int(draw.integers(-1, world["districts"])),
        selection=tuple(range(min(rows, int(draw.integers(0, 9))))), camera=camera(draw, 1000 + seed),
        notice=Notice("Nothing here.", offers_reset=bool(draw.random() < 0.5)) if draw.random() < 0.4 else Notice(),
    )  # fmt: skip


def sampled_states(count: int) -> list[PageState]:
    """States with random parts, of each of the worlds in turn."""
    all_worlds = worlds()
    return [sampled(seed, all_worlds[seed % len(all_worlds)]) for seed in range(count)]


OFFSET = """
const box = atlas.page.stack.box.getBoundingClientRect(), map = atlas.page.map.getContainer().getBoundingClientRect();
return [box.left - map.left, box.top - map.top];
"""
"""The offset of the canvases from the corner of the map, in pixels."""


def picture(driver: Driver) -> tuple[dict[str, Any], np.ndarray]:
    """The description of the page, and its pixels."""
    pixels = np.frombuffer(base64.b64decode(driver.run(PICTURE)), np.uint8)
    return {**driver.describe(), "offset": driver.run(OFFSET)}, pixels


def start_with(driver: Driver, state: PageState) -> None:
    """Rebuild the page with this as its first state."""
    driver.panel.retry()
    driver.panel.show_state(state)
    wait_for(driver.panel.ready)
    driver.until("atlas.page")
    driver.catch_up()


def assert_same(actual: tuple[dict[str, Any], np.ndarray], reference: tuple[dict[str, Any], np.ndarray]) -> None:
    described, expected = dict(actual[0]), dict(reference[0])
    assert described.pop("view") == pytest.approx(expected.pop("view"), abs=1e-6)
    names, expected_names = described.pop("labels"), expected.pop("labels")
    assert [name for name, *_ in names] == [name for name, *_ in expected_names]
    np.testing.assert_allclose([box for _, *box in names], [box for _, *box in expected_names], atol=0.01)
    assert described == expected
    unlike = np.abs(actual[1].astype(int) - reference[1].astype(int)) > 24
    assert unlike.mean() < 0.003


def unlike(driver: Driver, states: list[PageState], steps: int) -> list[str]:
    """Changes from one state to another, in random order, after which the page looks other than one started with it."""
    started = []
    for state in states:
        start_with(driver, state)
        started.append(picture(driver))
    assert len({pixels.tobytes() for _, pixels in started}) == len(states)
    found: list[str] = []
    driver.page.script_failed.connect(found.append)
    for before, after in pairwise(np.random.default_rng(1).integers(0, len(states), steps + 1)):
        driver.panel.show_state(states[after])
        driver.catch_up()
        try:
            assert_same(picture(driver), started[after])
        except AssertionError as error:
            found.append(f"from state {before} to {after}: {error}")
    return found


@pytest.fixture(scope="module")
def states() -> list[PageState]:
    return sampled_states(STATES)


@pytest.fixture
def restored(driver: Driver) -> Iterator[Driver]:
    """The shared page, rebuilt after the test."""
    yield driver
    start_with(driver, PageState())


@pytest.fixture
def mended(driver: Driver) -> Iterator[Driver]:
    """The shared page, which applies messages again after a test in which one failed: nothing of it was applied."""
    driver.run("window.usual = atlas.bridge.applied")
    yield driver
    driver.run("atlas.bridge.applied = window.usual; delete window.usual; delete atlas.page.failure")


def test_a_changed_page_looks_like_one_started_with_the_state(restored: Driver, states: list[PageState]) -> None:
    """Of a few states; `tests/bench/changed_states.py` takes more of them, in a larger window."""
    restored.resize(SIZE)
    assert unlike(restored, states, STEPS) == []


def test_incidents_are_shown_for_the_first_time_in_another_view(restored: Driver, states: list[PageState]) -> None:
    start_with(restored, replace(states[3], layers=("districts", "labels")))
    recovered: list[str] = []
    restored.panel.recovered.connect(recovered.append)
    restored.change(layers=LAYERS, camera=states[3].camera.at_view(70.0, 33.0, 8.0))
    assert restored.describe()["marks"]
    assert recovered == []


def test_user_districts_are_applied_with_their_classes(driver: Driver) -> None:
    world = worlds()[1]
    driver.show(columns([{}]))
    driver.change(areas=areas(np.random.default_rng(5), 61))
    driver.send()
    driver.change(points=world["points"], mask=Piece(b"\1" * world["points"].rows), user_layers=world["user_layers"],
                  areas=areas(np.random.default_rng(6), 1))  # fmt: skip
    shown = driver.describe()
    assert shown["areas"] == "Per 1,000 km², 1"
    assert "Per 1,000 km², 1" in shown["legend"]
    assert driver.errors == []


def test_hatching_follows_the_shown_districts(driver: Driver) -> None:
    bundled_world, user_world, *_ = worlds()
    for world in (bundled_world, user_world, bundled_world):
        rows = world["points"].rows
        driver.change(points=world["points"], mask=Piece(b"\1" * rows), user_layers=world["user_layers"],
                      areas=None, period=(DAY0, DAY0 + 30))  # fmt: skip
        unlike, painted = driver.run("""
          const { raster, hatching } = atlas.page.incidents, shown = raster.background.slice();
          hatching.invalidate();
          atlas.page.incidents.draw();
          return [shown.filter((c, k) => c !== raster.background[k]).length, shown.filter((c) => c !== 0).length];
        """)
        assert unlike == 0
        assert painted > 100


FAILURES = {
    "classes of other districts": ("{ areas: { of: [1, 2] } }", "areas: classes of 2 districts instead of 61"),
    "a district that is not there": ("{ district: 61 }", "district: a district that is not there"),
    "a row that is not there": ("{ selection: [7] }", "selection: a row that is not there"),
    "half a period": ("{ period: [19000] }", "period: not two day numbers"),
    "bounds that do not rise": ("{ heat: { classes: [1, 1], days: 7 } }", "heat: bounds that do not rise"),
    "a bound of nothing": ("{ heat: { classes: [0, 1], days: 7 } }", "heat: bounds that do not rise"),
    "an unknown key": ("{ colour: 1 }", "colour: unknown key"),
    "districts without their points": ("{ user_layers: {}, areas: null }", "user_layers: points and areas refer to"),
    "a value of another type": ("{ size_by: 'same', layers: 7 }", "layers: "),
}


@pytest.mark.parametrize(("changes", "problem"), FAILURES.values(), ids=FAILURES.keys())
def test_a_message_that_cannot_be_applied_changes_no_pixel(mended: Driver, changes: str, problem: str) -> None:
    mended.show(columns([{}, {"lon": 70}]))
    before = picture(mended)
    failure = mended.run(f"""
      const page = atlas.page, failures = [];
      const answer = atlas.call("apply", [Object.assign({{ theme: "light" }}, {changes}), -1]);
      if (!answer.reading) return answer.failed;
      atlas.bridge.applied = (number, failure) => failures.push(failure);
      while (!failures.length) await new Promise((go) => setTimeout(go, 5));
      return failures[0];
    """)
    assert failure.startswith(problem)
    assert (picture(mended)[1] == before[1]).all()
    assert mended.run("return atlas.call('apply', [{ theme: 'dark' }, -1])") == {"failed": failure}


def test_an_invalid_first_state_is_reported_and_not_retried_without_end(restored: Driver) -> None:
    restored.panel.retry()
    restored.panel.show_state(PageState(selection=(7,)))
    wait_for(restored.panel.failed)
    start_with(restored, PageState())
    assert restored.describe()["selected"] == []


MASKS = {
    "too short": ("new Response(Uint8Array.of(1))", "mask: 1 bytes for 2 rows"),
    "not served": ("new Response('', { status: 404 })", "mask: mask.bin could not be read"),
}


@pytest.mark.parametrize(("response", "problem"), MASKS.values(), ids=MASKS.keys())
def test_invalid_bytes_are_reported_and_not_applied(mended: Driver, response: str, problem: str) -> None:
    mended.show(columns([{}, {"lon": 70}]))
    applied = mended.run(f"""
      const real = window.fetch, applied = [];
      atlas.bridge.applied = (...values) => applied.push(values);
      window.fetch = (name) => (name === "mask.bin" ? Promise.resolve({response}) : real(name));
      try {{
        atlas.call("apply", [{{ mask: {{ version: 1 }}, theme: "dark" }}, -5]);
        while (!applied.length) await new Promise((go) => setTimeout(go, 5));
      }} finally {{ window.fetch = real; }}
      return applied;
    """)
    assert applied == [[-5, problem]]
    assert mended.describe()["theme"] == "light"


def test_a_step_of_time_paints_one_canvas_once(restored: Driver) -> None:
    restored.show(columns([{}, {"start": 9}]))
    painted = restored.run("""
      const page = atlas.page, counts = {};
      for (const painter of page.stack.painters) {
        const own = painter.paint;
        painter.paint = function (...given) {
          counts[painter.name] = (counts[painter.name] || 0) + 1;
          return own.apply(this, given);
        };
      }
      const draw = page.incidents.draw, render = page.legend.render;
      page.incidents.draw = function () { counts.drawn = (counts.drawn || 0) + 1; return draw.call(this); };
      page.legend.render = function () { counts.legend = (counts.legend || 0) + 1; return render.call(this); };
      const answer = atlas.call("apply", [{ period: [19005, 19010] }, -1]);
      const step = { ...counts };
      atlas.call("apply", [{ theme: "dark", layers: ["incidents"], hidden: [], size_by: "same", selection: [1] }, -1]);
      return [answer, step, counts];
    """)
    answer, step, counts = painted
    assert answer == {"applied": -1}
    assert step == {"drawn": 1}
    assert {name: counts[name] for name in ("basemap", "choropleth", "heat", "labels", "incidents")} == dict.fromkeys(
        ("basemap", "choropleth", "heat", "labels", "incidents"), 1
    )
    assert counts["drawn"] == 2
    assert counts["legend"] <= 2


def test_the_canvases_keep_their_offset_when_a_view_is_set_again(restored: Driver) -> None:
    offset = restored.run(OFFSET)
    restored.run("atlas.page.map.panBy([40, 25], { animate: false })")
    lon, lat, zoom = restored.describe()["view"]
    restored.panel.look_at(lon, lat, zoom)
    restored.catch_up()
    assert restored.run(OFFSET) == offset


def test_both_provinces_are_fitted_after_a_resize(restored: Driver) -> None:
    size = restored.panel.size()
    restored.fit()
    offset = restored.run(OFFSET)
    height = restored.run("return atlas.page.map.getSize().y")
    restored.panel.resize(size.width(), size.height() - 160)
    restored.until(f"atlas.page.map.getSize().y < {height}")
    assert restored.run(OFFSET) == offset
    restored.panel.resize(size)
    restored.until(f"atlas.page.map.getSize().y === {height}")
    assert restored.run(OFFSET) == offset


BENT = """
const { page } = atlas, ratio = Object.getOwnPropertyDescriptor(window, "devicePixelRatio");
return [page.period, page.incidents.levels.map((level) => String(level.upTo)), page.incidents.marks.isColoured,
  window.devicePixelRatio, typeof ratio.get, page.stack.frame.ratio];
"""


def test_the_next_test_finds_the_page_as_it_was(driver: Driver) -> None:
    driver.show(random_columns(50, seed=1))
    driver.reset()
    before = driver.run(BENT)
    driver.run("""
        const { page } = atlas;
        atlas.call("apply", [{ period: [0, 1] }, -1]);
        page.incidents.levels.forEach((level) => (level.upTo = 0));
        page.incidents.setColoured(true);
        Object.defineProperty(window, "devicePixelRatio", { value: 3, configurable: true });
        page.stack.refit();
    """)
    assert all(a != b for a, b in zip(driver.run(BENT), before, strict=True))
    driver.reset()
    assert driver.run(BENT) == before
