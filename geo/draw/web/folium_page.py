"""The door to folium: the page of the map, built once, without any data in it.

folium lays out the skeleton: a map without tiles and our layer as one plugin class. Its inline scripts are moved into
the one script of the page, so that the content security policy can forbid inline scripts. No text of an incident, a
place or a file passes through folium: it renders every text twice as a template.

Importing this module imports folium (about half a second); `geo.draw.web.page_cache` does so only when the page has to
be built.
"""

from __future__ import annotations

import json
import re

import folium
from folium.elements import JSCSSMixin
from folium.map import Layer
from folium.template import Template

from geo import assets
from geo.draw import basemap
from geo.draw.web import files as webfiles
from geo.draw.web.modules import join_modules
from geo.draw.web.page_config import page_config
from geo.draw.web.style_module import panel_variables

__all__ = ["AtlasLayer", "AtlasMap", "build_page"]

_CENTRE = (30.9, 67.5)
_CHANNEL = "qwebchannel.js"


class AtlasMap(folium.Map):
    """A folium map whose only script and style are the bundled Leaflet; folium reads both from the class."""

    default_js = [("leaflet_js", webfiles.address("leaflet.js"))]  # noqa: RUF012
    default_css = [("leaflet_css", webfiles.address("leaflet.css"))]  # noqa: RUF012


class AtlasLayer(JSCSSMixin, Layer):
    """Base map, incidents, labels and legend as one folium plugin; its data arrive through ``app://map/``."""

    default_js = []  # noqa: RUF012
    default_css = [(name, webfiles.address(name)) for name in webfiles.STYLES]  # noqa: RUF012
    _template = Template("{% macro script(this, kwargs) %}var {{ this.get_name() }} = atlas.layer();{% endmacro %}")

    def __init__(self) -> None:
        super().__init__(name="incidents", overlay=True, control=False)
        self._name = "AtlasLayer"
        self._id = "incidents"


def build_page() -> dict[str, tuple[str, bytes]]:
    """The files of the page that have to be built, by name: media type and content.

    ``index.html``, all scripts and all styles in one file each, those included that folium wrote into the page, the
    base map and the configuration of symbols and legend.
    """
    html, bundles = _bundled(_skeleton().get_root().render())
    return {
        "index.html": ("text/html", _with_policy(html).encode()),
        webfiles.BUNDLE["js"]: ("text/javascript", bundles["js"]),
        webfiles.BUNDLE["css"]: ("text/css", bundles["css"]),
        "basemap.json": ("application/json", basemap.basemap_json()),
        "config.json": ("application/json", json.dumps(page_config(), ensure_ascii=False).encode()),
    }


def _skeleton() -> AtlasMap:
    skeleton = AtlasMap(
        location=_CENTRE,
        zoom_start=6,
        tiles=None,
        zoom_control=False,
        attribution_control=False,
        zoom_snap=0.25,
        zoom_delta=0.5,
        wheel_px_per_zoom_level=100,
    )
    skeleton._id = "atlas"
    skeleton.add_child(AtlasLayer())
    return skeleton


def _bundled(html: str) -> tuple[str, dict[str, bytes]]:
    """The page with one script and one style in place of all that folium put there, and the two files.

    Our modules come first, so that they request the data of the page before Leaflet is run; none uses Leaflet before
    the page starts. Qt's channel is served by the window and stays a file of its own.
    """
    scripts, styles = [join_modules(webfiles.ENTRY, webfiles.read_script)], [_theme_style()]

    def move_script(match: re.Match[str]) -> str:
        source, inline = match.groups()
        scripts.append(_bundled_text(source) if source else inline)
        return ""

    def move_style(match: re.Match[str]) -> str:
        styles.append(_bundled_text(match.group(1)))
        return ""

    html = re.sub(r'<link rel="stylesheet" href="([^"]+)"\s*/>', move_style, html)
    html = re.sub(r'<script(?: src="([^"]+)")?>(.*?)</script>', move_script, html, flags=re.DOTALL)
    style = f'<link rel="stylesheet" href="{webfiles.address(webfiles.BUNDLE["css"])}" />'
    calls = "".join(f'<script src="{webfiles.address(name)}"></script>' for name in (_CHANNEL, webfiles.BUNDLE["js"]))
    html = html.replace("</head>", f"{style}\n</head>", 1).replace("</body>", f"</body>\n{calls}", 1)
    return html, {"js": "\n;\n".join(scripts).encode(), "css": "\n".join(styles).encode()}


def _theme_style() -> str:
    """The colours of the panels of the page, as variables of the style sheet."""
    return f':root {{ {panel_variables("light")} }}\n:root[data-theme="dark"] {{ {panel_variables("dark")} }}'


def _bundled_text(address: str) -> str:
    """The text of a script or style that goes into a bundle."""
    name = address.removeprefix(webfiles.ROOT_ADDRESS)
    return assets.read_text(*(webfiles.LIBRARIES | webfiles.STYLES)[name])


def _with_policy(html: str) -> str:
    meta = f'<meta http-equiv="Content-Security-Policy" content="{webfiles.POLICY}" />'
    return html.replace("<head>", f"<head>\n    {meta}\n    <title>Map</title>", 1)
