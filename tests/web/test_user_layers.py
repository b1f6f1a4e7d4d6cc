"""User layers in a real page: what is drawn, hidden and hovered, and user districts in place of the bundled ones."""

from __future__ import annotations

import json
from dataclasses import replace
from math import cos, sin

import pytest

from app.map.page_state import NO_LAYERS
from geo.dataset import Memo
from geo.draw.web.user_layers import user_layers_json
from geo.places.gazetteer import bundled as bundled_gazetteer
from geo.places.user_districts import gazetteer_with
from geo.places.user_layers import Feature, LayerStyle, UserLayer
from geo.sources.bundled import bundled
from tests.app.samples import PAYLOADS
from tests.web.driver import Driver, columns, wait_for

SQUARE = [[[71.2, 33.7], [71.9, 33.7], [71.9, 34.3], [71.2, 34.3], [71.2, 33.7]]]
SITE = Feature("Clinic", "Point", [71.4, 33.9])
AREA = Feature("Peshawar", "Polygon", SQUARE)
ROAD = Feature("Road", "LineString", [[71.2, 33.7], [71.9, 34.3]])

PAINTED = """
const at = (name) => atlas.page.stack.painters.find((p) => p.name === name).context;
const painted = (name) => { const c = at(name).canvas;
  if (!c.width) return 0; // out of the picture
  return at(name).getImageData(0, 0, c.width, c.height).data.reduce((n, v, k) => n + (k % 4 === 3 && v ? 1 : 0), 0); };
return [painted("user-layers"), painted("sites")];
"""


def content(*layers: UserLayer) -> bytes:
    gazetteer = gazetteer_with(layers, bundled_gazetteer())
    return user_layers_json(replace(bundled(), user_layers=layers, gazetteer=gazetteer, memo=Memo()))


@pytest.fixture
def mapped(driver: Driver) -> Driver:
    driver.show(columns([{}, {"precision": 2, "area": 0}]))
    driver.look_at(71.55, 34.0, 9.0)
    return driver


def test_polygons_and_lines_are_below_the_incidents_and_sites_above(mapped: Driver) -> None:
    mapped.set_user_layers(content(UserLayer("zones", (AREA, ROAD))))
    below, above = mapped.run(PAINTED)
    assert below > 500
    assert above == 0
    mapped.set_user_layers(content(UserLayer("sites", (SITE,))))
    assert mapped.run(PAINTED)[1] > 50
    order = mapped.run("return atlas.page.stack.painters.map((p) => p.name)")
    assert order.index("user-layers") < order.index("incidents") < order.index("sites")


def test_a_hidden_layer_is_removed_from_map_and_legend(mapped: Driver) -> None:
    mapped.set_user_layers(content(UserLayer("zones", (AREA,)), UserLayer("sites", (SITE,))))
    legend = "return [...document.querySelectorAll('.atlas-legend-name')].map((n) => n.textContent)"
    assert {"zones", "sites"} <= set(mapped.run(legend))
    mapped.change(hidden=("sites", "zones"))
    assert mapped.run(PAINTED) == [0, 0]
    assert not {"zones", "sites"} & set(mapped.run(legend))


def test_the_feature_under_the_cursor_is_hit(mapped: Driver) -> None:
    filled = UserLayer("zones", (AREA,), LayerStyle(fill=0.12))
    mapped.set_user_layers(content(filled, UserLayer("sites", (SITE,))))
    script = "const at = atlas.page.map.latLngToContainerPoint([LAT, LON]); return atlas.page.userLayers.hit(at)"
    hit = [
        mapped.run(script.replace("LAT", lat).replace("LON", lon))
        for lat, lon in (("33.9", "71.4"), ("34.2", "71.8"), ("30", "68"))
    ]
    assert hit == [{"name": "Clinic", "layer": "sites"}, {"name": "Peshawar", "layer": "zones"}, None]


def test_user_districts_replace_the_bundled_ones(mapped: Driver) -> None:
    mapped.set_user_layers(content(UserLayer("zones", (AREA,), is_districts=True)))
    shown = mapped.describe()
    assert shown["districts"] == [1]
    assert mapped.run("return atlas.page.basemap.districts.map((d) => d.name)") == ["Peshawar"]
    assert "user layer" in mapped.run("return document.querySelector('.leaflet-control-attribution').textContent")
    mapped.set_user_layers(NO_LAYERS)
    assert len(mapped.describe()["districts"]) == 61


def test_hostile_names_are_shown_as_text(mapped: Driver) -> None:
    sites = tuple(Feature(text, "Point", [71.3 + k / 100, 34.0]) for k, text in enumerate(PAYLOADS))
    layers = [UserLayer(text[:80], (SITE,)) for text in dict.fromkeys(PAYLOADS)]
    mapped.set_user_layers(content(UserLayer("all", sites), *layers))
    names = mapped.run("return [...document.querySelectorAll('.atlas-legend-name')].map((n) => n.textContent)")
    assert {layer.name for layer in layers} <= set(names)
    assert mapped.run("return document.querySelectorAll('.atlas-legend script, .atlas-legend b > i').length") == 0
    assert mapped.errors == []


def test_names_of_the_base_map_avoid_those_of_sites(mapped: Driver) -> None:
    mapped.set_user_layers(content(UserLayer("sites", (Feature("My office", "Point", [71.58, 34.03]),))))
    mapped.run("atlas.page.paintNames()")
    boxes = mapped.run("return [atlas.page.userLayers.nameBoxes, atlas.page.labels.boxes().map((b) => b.slice(1))]")
    (site_name,), ground = boxes
    assert all(
        b[2] <= site_name[0] or site_name[2] <= b[0] or b[3] <= site_name[1] or site_name[3] <= b[1] for b in ground
    )


def test_the_edge_of_a_distance_is_drawn_and_removed(mapped: Driver) -> None:
    assert mapped.run(PAINTED)[0] == 0
    mapped.change(range_lines=((71.4, 33.9, 71.7, 33.9, 71.7, 34.1, 71.4, 33.9),))
    assert mapped.run(PAINTED)[0] > 200
    mapped.change(range_lines=())
    assert mapped.run(PAINTED)[0] == 0


def test_a_right_click_emits_its_place(mapped: Driver) -> None:
    place = wait_for(
        mapped.panel.pointed,
        lambda: mapped.run("atlas.page.map.fire('contextmenu', { latlng: L.latLng(34.01, 71.55) })"),
    )
    assert place == [pytest.approx(71.55), pytest.approx(34.01)]


def test_a_polygon_of_130_000_corners_is_drawn(mapped: Driver) -> None:
    corners = [[71.5 + 0.3 * cos(k / 20_690), 34.0 + 0.3 * sin(k / 20_690)] for k in range(130_000)]
    mapped.set_user_layers(content(UserLayer("coast", (Feature("Coast", "Polygon", [[*corners, corners[0]]]),))))
    assert mapped.run(PAINTED)[0] > 500
    assert mapped.describe()["shown"] == 1
    assert mapped.errors == []


def test_a_layer_that_cannot_be_drawn_leaves_the_others_and_the_window_says_so(mapped: Driver) -> None:
    messages: list[str] = []
    mapped.panel.part_failed.connect(messages.append)
    layers = json.loads(content(UserLayer("zones", (AREA, ROAD)), UserLayer("sites", (SITE,))))
    layers["layers"].insert(0, {**layers["layers"][0], "name": "broken", "features": [["x", "l", []]]})
    layers["layers"].insert(0, {**layers["layers"][-1], "name": "unpaintable"})
    mapped.run("""
      const { userLayers } = atlas.page, paint = userLayers._layer;
      userLayers._layer = function (layer, over) {
        if (layer.name === "unpaintable") throw new Error("no paint");
        paint.call(this, layer, over);
      };
    """)
    mapped.set_user_layers(json.dumps(layers).encode())
    below, above = mapped.run(PAINTED)
    assert below > 500
    assert above > 50
    assert mapped.describe()["shown"] == 1
    for name in ("broken", "unpaintable"):
        assert any(f"cannot be drawn: layer {name} (" in message for message in messages)
    assert len(messages) == 2
    mapped.run("delete atlas.page.userLayers._layer")


def test_a_painter_that_fails_leaves_the_others(mapped: Driver) -> None:
    messages: list[str] = []
    mapped.panel.part_failed.connect(messages.append)
    mapped.run("const { labels } = atlas.page; labels.paint = () => { throw new Error('no room') }")
    mapped.look_at(71.55, 34.0, 8.0)
    mapped.send()
    mapped.look_at(71.55, 34.0, 9.0)
    assert (
        mapped.run("return atlas.page.incidents.hit(atlas.page.map.latLngToContainerPoint([34.01, 71.58])).length") > 0
    )
    assert messages == ["A part of the map cannot be drawn: labels (no room). The rest of the map is complete."]
    mapped.run("delete atlas.page.labels.paint")
