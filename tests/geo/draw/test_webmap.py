from __future__ import annotations

import json
import re

import pytest

from geo import assets
from geo.draw import webfiles
from geo.draw.classes import SIZE_CLASSES, TYPE_STYLES
from geo.draw.webcache import Page
from geo.draw.webmap import build_page


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
    for media, content in page.values():
        assert b"http://" not in content, media
        assert b"https://" not in content, media


def test_no_script_stands_in_the_page(page: Page) -> None:
    assert re.findall(r"<script(?![^>]*\bsrc=)", html(page)) == []
    assert re.findall(r"\son\w+=", html(page)) == []
    assert "javascript:" not in html(page)


def test_the_policy_comes_before_everything_that_it_governs(page: Page) -> None:
    text = html(page)
    assert f'content="{webfiles.POLICY}"' in text
    assert text.index("Content-Security-Policy") < min(text.index("<link"), text.index("<script"), text.index("<style"))


def test_scripts_come_in_their_order_after_leaflet_and_before_folium_s_own(page: Page) -> None:
    scripts = re.findall(r'<script src="app://map/([^"]*)"', html(page))
    assert [s for s in scripts if not s.startswith("boot")] == ["leaflet.js", *webfiles.SCRIPTS]
    assert scripts[-1].startswith("boot")


def test_every_script_of_ours_is_loaded() -> None:
    ours = {path.name for path in assets.path("web").iterdir() if path.suffix in {".js", ".css"}}
    assert ours == {*webfiles.SCRIPTS, *webfiles.STYLES} - {"qwebchannel.js"}


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
    assert config["attribution"] == "Natural Earth · GeoNames (CC BY 4.0) · districts indicative"


def test_a_name_that_is_not_in_the_table_is_not_read() -> None:
    with pytest.raises(KeyError):
        webfiles.read("../LICENSE")
