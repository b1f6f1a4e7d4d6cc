"""The bundled files of the map's page: a fixed table of names, and nothing outside it."""

from __future__ import annotations

from geo import assets

__all__ = ["BUILT", "BUNDLE", "EARLY", "FILES", "POLICY", "ROOT_ADDRESS", "SCRIPTS", "STYLES", "address", "read"]

ROOT_ADDRESS = "app://map/"

# A page that can neither run what is not in our files nor speak to anybody.
POLICY = (
    "default-src 'none'; script-src app:; style-src app: 'unsafe-inline'; img-src app: data: blob:; connect-src app:; "
    "font-src app:; form-action 'none'; base-uri 'none'; frame-src 'none'; object-src 'none'"
)

BUNDLE = {"js": "page.js", "css": "page.css"}
"""All scripts and all styles of the page in one file each: every file that the page asks for costs time at the start.

Qt's own ``qwebchannel.js`` stays apart, because the window serves it.
"""

BUILT = ("index.html", BUNDLE["js"], BUNDLE["css"], "basemap.json", "config.json")
"""The files that `geo.draw.web.folium_page.build_page` makes."""

EARLY = "early.js"

# In the order in which the page loads them: each uses only what stands before it.
SCRIPTS: tuple[str, ...] = (
    "qwebchannel.js",
    "theme.js",
    "store.js",
    "served.js",
    "inview.js",
    "grid.js",
    "stamps.js",
    "raster.js",
    "stack.js",
    "basemap.js",
    "borderline.js",
    "labels.js",
    "tally.js",
    "density.js",
    "near.js",
    "areas.js",
    "incidents.js",
    "choropleth.js",
    "reference.js",
    "tiles.js",
    "albers.js",
    "heat.js",
    "spread.js",
    "dom.js",
    "legend.js",
    "card.js",
    "tray.js",
    "bridge.js",
    "atlas.js",
)
STYLES: tuple[str, ...] = ("atlas.css",)

_OWN = {name: ("web", name) for name in (EARLY, *SCRIPTS, *STYLES) if name != "qwebchannel.js"}

# name on the page: where it lies under assets/
FILES: dict[str, tuple[str, ...]] = _OWN | {
    "leaflet.js": ("web", "vendor", "leaflet", "leaflet.js"),
    "leaflet.css": ("web", "vendor", "leaflet", "leaflet.css"),
    "protomaps-leaflet.js": ("web", "vendor", "protomaps-leaflet", "protomaps-leaflet.js"),
    "NotoSans-Regular.ttf": ("fonts", "NotoSans-Regular.ttf"),
    "NotoSans-SemiBold.ttf": ("fonts", "NotoSans-SemiBold.ttf"),
    "NotoNaskhArabic-Regular.ttf": ("fonts", "NotoNaskhArabic-Regular.ttf"),
}

_MEDIA = {"js": "text/javascript", "css": "text/css", "ttf": "font/ttf"}


def address(name: str) -> str:
    """The address of a file of the page."""
    return ROOT_ADDRESS + name


def read(name: str) -> tuple[str, bytes]:
    """Media type and content of a bundled file of the page.

    Raises
    ------
    KeyError
        If the page has no bundled file of that name.
    AssetMissing
        If the installation lacks it.
    """
    return _MEDIA[name.rpartition(".")[2]], assets.read_bytes(*FILES[name])
