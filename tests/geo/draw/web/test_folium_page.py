from __future__ import annotations

import json
import re

import pytest

from geo import assets
from geo.draw.style import SIZE_CLASSES, TYPE_STYLES
from geo.draw.web import files as webfiles
from geo.draw.web.folium_page import build_page
from geo.draw.web.page_cache import Page


@pytest.fixture(scope="module")
def page() -> Page:
    return build_page()


def html(page: Page) -> str:
    return page["index.html"][1].decode()


def test_every_address_is_ours_and_is_served(page: Page) -> None:
    addresses = re.findall(r'(?:src|href)="([^"]*)"', html(page))
    served = set(page) | set(webfiles.FILES) | {"qwebchannel.js"}
    assert addresses
    assert [a for a in addresses if a.removeprefix(webfiles.ROOT_ADDRESS) not in served] == []


def test_no_file_of_ours_names_an_address_on_a_network(page: Page) -> None:
    ours = [content for name, (_, content) in page.items() if name not in webfiles.BUNDLE.values()]
    ours += [webfiles.read(name)[1] for name in (*webfiles.SCRIPTS, *webfiles.STYLES) if name != "qwebchannel.js"]
    assert [content[:60] for content in ours if b"http://" in content or b"https://" in content] == []


def test_what_is_built_is_what_is_said_to_be(page: Page) -> None:
    assert set(page) == set(webfiles.BUILT)


def test_no_script_stands_in_the_page(page: Page) -> None:
    assert re.findall(r"<script(?![^>]*\bsrc=)", html(page)) == []
    assert re.findall(r"\son\w+=", html(page)) == []
    assert "javascript:" not in html(page)


def test_the_policy_comes_before_everything_that_it_governs(page: Page) -> None:
    text = html(page)
    assert f'content="{webfiles.POLICY}"' in text
    assert text.index("Content-Security-Policy") < min(text.index("<link"), text.index("<script"), text.index("<style"))


def test_the_page_asks_for_one_script_and_one_style_beside_qt_s_own(page: Page) -> None:
    assert re.findall(r'<script src="app://map/([^"]*)"', html(page)) == ["qwebchannel.js", webfiles.BUNDLE["js"]]
    assert re.findall(r'<link rel="stylesheet" href="app://map/([^"]*)"', html(page)) == [webfiles.BUNDLE["css"]]


def test_the_bundle_holds_every_script_in_order_folium_s_own_last(page: Page) -> None:
    bundle = page[webfiles.BUNDLE["js"]][1].decode()
    names = [webfiles.EARLY, "leaflet.js", *(name for name in webfiles.SCRIPTS if name != "qwebchannel.js")]
    places = [bundle.index(webfiles.read(name)[1].decode()) for name in names]
    assert places == sorted(places)
    assert bundle.index("atlas.layer()", places[-1] + len(webfiles.read("atlas.js")[1].decode())) > places[-1]


def test_the_bundle_holds_every_style(page: Page) -> None:
    bundle = page[webfiles.BUNDLE["css"]][1].decode()
    assert all(webfiles.read(name)[1].decode() in bundle for name in ("leaflet.css", *webfiles.STYLES))


def test_every_script_of_ours_is_loaded() -> None:
    ours = {path.name for path in assets.path("web").iterdir() if path.suffix in {".js", ".css"}}
    assert ours == {webfiles.EARLY, *webfiles.SCRIPTS, *webfiles.STYLES} - {"qwebchannel.js"}


def test_it_is_the_same_every_time(page: Page) -> None:
    assert build_page() == page


def test_the_skeleton_holds_no_data(page: Page) -> None:
    skeleton = b"".join(content for name, (_, content) in page.items() if name.endswith((".html", ".js"))).decode()
    for word in ("Peshawar", "Balochistan", "Battles"):
        assert word not in skeleton


def test_symbols_and_sizes_are_those_of_every_picture(page: Page) -> None:
    config = json.loads(page["config.json"][1])
    assert [(t["name"], t["light"], t["dark"], t["shape"]) for t in config["types"]] == [
        (t.name, t.light, t.dark, t.shape) for t in TYPE_STYLES
    ]
    assert [s["radius"] for s in config["sizes"]] == [s.radius_px for s in SIZE_CLASSES]
    assert config["attribution"]["bundled"] == "Natural Earth · GeoNames (CC BY 4.0) · districts indicative"


def test_a_name_that_is_not_in_the_table_is_not_read() -> None:
    with pytest.raises(KeyError):
        webfiles.read("../LICENSE")
