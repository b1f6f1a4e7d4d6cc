"""The bundled files of the map's page: a fixed table of names, and nothing outside it."""

from __future__ import annotations

from pathlib import Path

from geo import assets

__all__ = [
    "BUILT", "BUNDLE", "ENTRY", "FILES", "LIBRARIES", "POLICY", "ROOT_ADDRESS", "STYLES", "address", "read",
    "read_script", "script_paths",
]  # fmt: skip

ROOT_ADDRESS = "app://map/"

# The page runs no script that is not served by the window, and has no network.
POLICY = (
    "default-src 'none'; script-src app:; style-src app: 'unsafe-inline'; img-src app: data: blob:; connect-src app:; "
    "font-src app:; form-action 'none'; base-uri 'none'; frame-src 'none'; object-src 'none'"
)

BUNDLE = {"js": "page.js", "css": "page.css"}
"""All scripts and all styles of the page in one file each: every file that the page requests costs time at the start.

Qt's own ``qwebchannel.js`` stays apart, because the window serves it.
"""

BUILT = ("index.html", BUNDLE["js"], BUNDLE["css"], "basemap.json", "config.json")
"""The files that `geo.draw.web.folium_page.build_page` makes."""

ENTRY = "page.js"
"""The module that imports all others, below ``assets/web/``."""

STYLES = {"page.css": ("web", "page.css")}
"""Our own styles: their names in the built page, and where they lie under ``assets/``."""

LIBRARIES = {
    "leaflet.js": ("web", "vendor", "leaflet", "leaflet.js"),
    "leaflet.css": ("web", "vendor", "leaflet", "leaflet.css"),
}
"""Scripts and styles of others that go into the bundles."""

FILES: dict[str, tuple[str, ...]] = {
    "protomaps-leaflet.js": ("web", "vendor", "protomaps-leaflet", "protomaps-leaflet.js"),
    "Latin-400.ttf": ("fonts", "latin", "NotoSans-Regular.ttf"),
    "Latin-600.ttf": ("fonts", "latin", "NotoSans-SemiBold.ttf"),
    "NotoSans-Regular.ttf": ("fonts", "NotoSans-Regular.ttf"),
    "NotoSans-SemiBold.ttf": ("fonts", "NotoSans-SemiBold.ttf"),
    "NotoNaskhArabic-Regular.ttf": ("fonts", "NotoNaskhArabic-Regular.ttf"),
}
"""The files that the page asks for by themselves: their names, and where they lie under ``assets/``."""

_MEDIA = {"js": "text/javascript", "css": "text/css", "ttf": "font/ttf"}
_VENDOR = "vendor"


def address(name: str) -> str:
    """The address of a file of the page."""
    return ROOT_ADDRESS + name


def read(name: str) -> tuple[str, bytes]:
    """Media type and content of a bundled file that the page asks for by itself.

    Raises
    ------
    KeyError
        If the page has no bundled file of that name.
    AssetMissing
        If the installation lacks it.
    """
    return _MEDIA[name.rpartition(".")[2]], assets.read_bytes(*FILES[name])


def script_paths() -> list[Path]:
    """The files of all our modules, sorted.

    Raises
    ------
    AssetMissing
        If the installation lacks their folder.
    """
    folder = assets.path("web")
    return sorted(path for path in folder.rglob("*.js") if _VENDOR not in path.relative_to(folder).parts)


def read_script(path: str) -> str:
    """The text of one of our modules, by its path below ``assets/web/``.

    Raises
    ------
    AssetMissing
        If the installation lacks it.
    """
    return assets.read_text("web", *path.split("/"))
