"""Hot spots in a real page: cells and circles are painted, districts have marks, and the legend says what they are."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.driver import Driver, columns

BASE: dict[str, Any] = {
    "title": "Hot and cold spots (Gi*), 2024", "note": "Corrected for 61 areas.", "none": 1_289, "unknown": 0,
    "none_text": "not distinguishable from chance",
}  # fmt: skip
CLASSES: dict[str, Any] = {
    "classes": ["hot spot", "cold spot"], "counts": [1, 1], "marks": ["", "lines"], "none_at": 2,
    "colours": {"light": ["#dfa877", "#86c0b8"], "dark": ["#7d5630", "#2f6863"]},
}  # fmt: skip
RING = [71.2, 33.7, 71.9, 33.7, 71.9, 34.3, 71.2, 34.3]
AT = """
const at = (name, lon, lat) => {
  const { context } = atlas.page.stack.painters.find((p) => p.name === name);
  if (!context.canvas.width) return null; // out of the picture
  const { frame } = atlas.page.stack;
  const { x, y } = atlas.page.map.latLngToContainerPoint([lat, lon]);
  const [u, v] = [x, y].map((each) => Math.round((each + frame.margin) * frame.ratio));
  const { data } = context.getImageData(u - 8, v - 8, 16, 16);
  const colours = new Set(Array.from({ length: 256 }, (_, k) => data.slice(4 * k, 4 * k + 4).join()));
  return colours.size > 1 ? "marked" : [...colours][0];
};
"""


@pytest.fixture
def mapped(driver: Driver) -> Driver:
    driver.show(columns([]))
    driver.look_at(71.55, 34.0, 8.0)
    return driver


def shapes(number: int, rank: int = 0) -> dict[str, Any]:
    return BASE | CLASSES | {"shapes": [[RING, number, rank, 71.55, 34.0]]}


def test_a_cell_is_filled_and_one_of_low_counts_is_lined(mapped: Driver) -> None:
    mapped.change(spots=shapes(0))
    assert mapped.run(f"{AT} return [at('hot-spots', 71.55, 34), at('hot-spot-ranks', 71.55, 34)]") == [
        "223,168,119,255",
        None,
    ]
    mapped.change(spots=shapes(1))
    assert mapped.run(f"{AT} return at('hot-spots', 71.55, 34)") == "marked"
    mapped.change(spots=None)
    assert mapped.run(f"{AT} return at('hot-spots', 71.55, 34)") is None


def test_a_circle_has_its_rank_above_the_incidents(mapped: Driver) -> None:
    mapped.change(spots=shapes(0, rank=1))
    assert mapped.run(f"{AT} return at('hot-spot-ranks', 71.55, 34)") == "marked"
    order = mapped.run("return atlas.page.stack.painters.map((p) => p.name)")
    assert order.index("hot-spots") < order.index("incidents") < order.index("hot-spot-ranks")


def test_the_legend_says_method_classes_and_correction_or_why_nothing_is_drawn(mapped: Driver) -> None:
    mapped.change(spots=shapes(0))
    text = mapped.run("return atlas.page.describe().legend")
    for words in (BASE["title"], "hot spot1", "cold spot1", "not distinguishable from chance1,289", BASE["note"]):
        assert words in text
    nothing: dict[str, Any] = {"classes": [], "counts": [], "marks": [], "colours": {}, "shapes": [], "none_text": ""}
    mapped.change(spots=BASE | {"note": "Run it again."} | nothing)
    text = mapped.run("return atlas.page.describe().legend")
    assert "Run it again." in text
    assert "chance" not in text


def test_districts_have_the_marks_of_their_class(mapped: Driver) -> None:
    count = mapped.run("return atlas.page.basemap.districts.length")
    name = "Peshawar"
    number = mapped.run(f"return atlas.page.basemap.districts.findIndex((d) => d.name === '{name}')")
    of = [-1] * count
    of[number] = 1
    mapped.change(areas=BASE | CLASSES | {"of": of})
    assert mapped.run(f"{AT} return at('choropleth', 71.6, 34.0)") == "marked"
    plain = BASE | {**CLASSES, "marks": ["", ""]} | {"of": of}
    mapped.change(areas=plain)
    assert mapped.run(f"{AT} return at('choropleth', 71.6, 34.0)") == "134,192,184,255"
