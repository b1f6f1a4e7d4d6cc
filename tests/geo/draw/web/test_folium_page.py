from __future__ import annotations

import json
import re

import pytest

from geo import assets
from geo.draw.style import SHAPES, SIZE_CLASSES, THEMES, TYPE_STYLES
from geo.draw.web import files as webfiles
from geo.draw.web.folium_page import build_page
from geo.draw.web.modules import join_modules, modules_of
from geo.draw.web.page_cache import Page

STYLES = sorted(assets.path("web").glob("*.css"))


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
    ours += [path.read_bytes() for path in (*webfiles.script_paths(), *STYLES)]
    assert len(ours) > 30
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


def test_the_bundle_holds_our_modules_before_leaflet_and_folium_s_own_scripts_last(page: Page) -> None:
    bundle = page[webfiles.BUNDLE["js"]][1].decode()
    ours = join_modules(webfiles.ENTRY, webfiles.read_script)
    leaflet = assets.read_text(*webfiles.LIBRARIES["leaflet.js"])
    places = [bundle.index(text) for text in (ours, leaflet)]
    assert places == sorted(places)
    assert bundle.index("atlas.layer()", places[1] + len(leaflet)) > 0


def test_requests_are_sent_before_anything_else_runs() -> None:
    assert modules_of(webfiles.ENTRY, webfiles.read_script)[0].path == "data/early.js"


def test_the_bundle_holds_every_style(page: Page) -> None:
    bundle = page[webfiles.BUNDLE["css"]][1].decode()
    assert assets.read_text(*webfiles.LIBRARIES["leaflet.css"]) in bundle
    assert all(path.read_text(encoding="utf-8") in bundle for path in STYLES)


def test_every_script_of_ours_is_in_the_bundle() -> None:
    joined = {module.path for module in modules_of(webfiles.ENTRY, webfiles.read_script)}
    assert joined == {path.relative_to(assets.path("web")).as_posix() for path in webfiles.script_paths()}
    assert len(joined) > 30


def test_it_is_the_same_every_time(page: Page) -> None:
    assert build_page() == page


def test_the_skeleton_holds_no_data(page: Page) -> None:
    skeleton = b"".join(content for name, (_, content) in page.items() if name.endswith((".html", ".js"))).decode()
    for word in ("Peshawar", "Balochistan", "Battles"):
        assert word not in skeleton


def test_symbols_and_sizes_are_those_of_every_picture(page: Page) -> None:
    config = json.loads(page["config.json"][1])
    assert [(t["name"], t["light"], t["dark"]) for t in config["types"]] == [
        (t.name, t.light, t.dark) for t in TYPE_STYLES
    ]
    assert [len(t["corners"]) for t in config["types"]] == [len(SHAPES[t.shape]) for t in TYPE_STYLES]
    assert [s["radius"] for s in config["sizes"]] == [s.radius_px for s in SIZE_CLASSES]
    assert config["attribution"]["bundled"] == "Natural Earth · GeoNames (CC BY 4.0) · districts indicative"


def test_a_name_that_is_not_in_the_table_is_not_read() -> None:
    with pytest.raises(KeyError):
        webfiles.read("../LICENSE")


def test_the_accent_of_the_page_is_that_of_the_window(page: Page) -> None:
    style = page[webfiles.BUNDLE["css"]][1].decode()
    assert [f"--focus: {THEMES[name].accent};" in style for name in ("light", "dark")] == [True, True]
    assert style.count("--focus:") == 2
