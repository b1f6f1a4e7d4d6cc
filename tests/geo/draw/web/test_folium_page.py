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

STYLES = [assets.path("web", "page.css")]
SVG_NAMESPACE = b"http://www.w3.org/2000/svg"
"""A name that is never looked up."""


@pytest.fixture(scope="module")
def page() -> Page:
    return build_page()


def html(page: Page) -> str:
    return page["index.html"][1].decode()


def test_every_address_of_the_page_is_local_and_served(page: Page) -> None:
    addresses = re.findall(r'(?:src|href)="([^"]*)"', html(page))
    served = set(page) | set(webfiles.FILES) | {"qwebchannel.js"}
    assert addresses
    assert [a for a in addresses if a.removeprefix(webfiles.ROOT_ADDRESS) not in served] == []


def test_no_bundled_file_contains_a_network_address(page: Page) -> None:
    project_files = [content for name, (_, content) in page.items() if name not in webfiles.BUNDLE.values()]
    project_files += [path.read_bytes() for path in (*webfiles.script_paths(), *STYLES)]
    assert len(project_files) > 30
    texts = [content.replace(SVG_NAMESPACE, b"") for content in project_files]
    assert [text[:60] for text in texts if b"http://" in text or b"https://" in text] == []


def test_the_built_files_equal_the_declared_files(page: Page) -> None:
    assert set(page) == set(webfiles.BUILT)


def test_the_page_has_no_inline_script(page: Page) -> None:
    assert re.findall(r"<script(?![^>]*\bsrc=)", html(page)) == []
    assert re.findall(r"\son\w+=", html(page)) == []
    assert "javascript:" not in html(page)


def test_the_security_policy_precedes_all_content(page: Page) -> None:
    text = html(page)
    assert f'content="{webfiles.POLICY}"' in text
    assert text.index("Content-Security-Policy") < min(text.index("<link"), text.index("<script"), text.index("<style"))


def test_the_page_loads_one_script_and_one_style_besides_those_of_qt(page: Page) -> None:
    assert re.findall(r'<script src="app://map/([^"]*)"', html(page)) == ["qwebchannel.js", webfiles.BUNDLE["js"]]
    assert re.findall(r'<link rel="stylesheet" href="app://map/([^"]*)"', html(page)) == [webfiles.BUNDLE["css"]]


def test_the_bundle_contains_project_modules_then_leaflet_then_folium_scripts(page: Page) -> None:
    bundle = page[webfiles.BUNDLE["js"]][1].decode()
    project_files = join_modules(webfiles.ENTRY, webfiles.read_script)
    leaflet = assets.read_text(*webfiles.LIBRARIES["leaflet.js"])
    places = [bundle.index(text) for text in (project_files, leaflet)]
    assert places == sorted(places)
    assert bundle.index("atlas.layer()", places[1] + len(leaflet)) > 0


def test_the_module_that_requests_data_comes_first() -> None:
    assert modules_of(webfiles.ENTRY, webfiles.read_script)[0].path == "data/early.js"


def test_the_bundle_contains_every_style(page: Page) -> None:
    bundle = page[webfiles.BUNDLE["css"]][1].decode()
    assert assets.read_text(*webfiles.LIBRARIES["leaflet.css"]) in bundle
    assert all(path.read_text(encoding="utf-8") in bundle for path in STYLES)


def test_the_bundle_contains_every_project_script() -> None:
    joined = {module.path for module in modules_of(webfiles.ENTRY, webfiles.read_script)}
    own = {path.relative_to(assets.path("web")).as_posix() for path in webfiles.script_paths()}
    assert joined == {path for path in own if not path.startswith("offline/")}  # those are of the offline map
    assert len(joined) > 30


def test_building_twice_gives_the_same_page(page: Page) -> None:
    assert build_page() == page


def test_the_page_without_data_contains_no_incidents(page: Page) -> None:
    skeleton = b"".join(content for name, (_, content) in page.items() if name.endswith((".html", ".js"))).decode()
    for word in ("Peshawar", "Balochistan", "Battles"):
        assert word not in skeleton


def test_symbols_and_sizes_of_the_page_equal_the_style_tables(page: Page) -> None:
    config = json.loads(page["config.json"][1])
    assert [(t["name"], t["light"], t["dark"]) for t in config["types"]] == [
        (t.name, t.light, t.dark) for t in TYPE_STYLES
    ]
    assert [len(t["corners"]) for t in config["types"]] == [len(SHAPES[t.shape]) for t in TYPE_STYLES]
    assert [s["radius"] for s in config["sizes"]] == [s.radius_px for s in SIZE_CLASSES]
    assert config["attribution"]["bundled"] == "Natural Earth · GeoNames (CC BY 4.0) · districts indicative"


def test_a_file_outside_the_table_of_web_files_is_not_read() -> None:
    with pytest.raises(KeyError):
        webfiles.read("../LICENSE")


def test_the_page_has_the_accent_colour_of_the_window(page: Page) -> None:
    style = page[webfiles.BUNDLE["css"]][1].decode()
    assert [f"--focus: {THEMES[name].accent};" in style for name in ("light", "dark")] == [True, True]
    assert style.count("--focus:") == 2
