"""The built page of the map, kept on disk so that a normal start neither imports folium nor builds anything.

The file is named after `page_key`, a hash of everything that the page is built from, so that a page of other inputs
is never taken. It begins with the hash of the rest: a damaged file is noticed, and the page built anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from geo import assets
from geo.draw.web.files import FILES
from geo.errors import ExportFailed
from geo.whole_file import write_whole

__all__ = ["Page", "load_or_build", "page_key"]

Page = dict[str, tuple[str, bytes]]

_LIBRARIES = ("folium", "branca")
_SOURCES = (
    "folium_page.py",
    "files.py",
    "basemap.py",
    "anchors.py",
    "border.py",
    "../style/shapes.py",
    "../style/sizes.py",
    "../style/types.py",
    "../../scales.py",
)
_DATA = (
    ("boundaries", "provinces.geojson"),
    ("boundaries", "districts.geojson"),
    ("boundaries", "surroundings.geojson"),
    ("boundaries", "rivers.geojson"),
    ("places", "places.csv"),
)
_BUNDLED = tuple(parts for name, parts in FILES.items() if name.endswith((".js", ".css")))
_HASH_LENGTH = 64


def page_key() -> str:
    """A hash of what the page is built from: versions of the libraries, our sources and the bundled layers."""
    digest = hashlib.sha256()
    for library in _LIBRARIES:
        digest.update(f"{library} {_version_of(library)}\n".encode())
    for name in _SOURCES:
        digest.update((Path(__file__).parent / name).read_bytes())
    for parts in (*_DATA, *_BUNDLED):
        digest.update(assets.read_bytes(*parts))
    return digest.hexdigest()


def _version_of(library: str) -> str:
    """What tells two versions of a library apart, read without importing it: that costs as much as a whole start."""
    spec = find_spec(library)
    if spec is None or spec.origin is None:
        return "not installed"
    told = Path(spec.origin).with_name("_version.py")
    return (told if told.exists() else Path(spec.origin)).read_text(encoding="utf-8")


def _build() -> Page:
    from geo.draw.web.folium_page import build_page

    return build_page()


def load_or_build(cache_dir: Path, build: Callable[[], Page] = _build) -> Page:
    """The built files of the page, from ``cache_dir`` if they are there and whole, else built and kept there.

    A folder that cannot be written to only costs the time of building again.
    """
    file = cache_dir / f"page-{page_key()[:24]}.bin"
    kept = _load(file)
    if kept is not None:
        return kept
    page = build()
    with contextlib.suppress(OSError, ExportFailed):
        _save(file, page)
    return page


def _load(file: Path) -> Page | None:
    try:
        content = file.read_bytes()
    except OSError:
        return None
    head, rest = content[:_HASH_LENGTH], content[_HASH_LENGTH:]
    if hashlib.sha256(rest).hexdigest().encode() != head:
        return None
    return _unpacked(rest)


def _unpacked(content: bytes) -> Page:
    index, _, blocks = content.partition(b"\n")
    page: Page = {}
    at = 0
    for name, media, length in json.loads(index):
        page[name] = (media, blocks[at : at + length])
        at += length
    return page


def _packed(page: Page) -> bytes:
    index = [[name, media, len(content)] for name, (media, content) in page.items()]
    return json.dumps(index).encode() + b"\n" + b"".join(content for _, content in page.values())


def _save(file: Path, page: Page) -> None:
    """Write beside the file and rename, so that a reader never meets half of it; pages of other inputs go."""
    file.parent.mkdir(parents=True, exist_ok=True)
    rest = _packed(page)
    write_whole(file, hashlib.sha256(rest).hexdigest().encode() + rest)
    for other in file.parent.glob("page-*.bin"):
        if other != file:
            other.unlink(missing_ok=True)
