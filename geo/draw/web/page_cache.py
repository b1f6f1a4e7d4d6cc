"""A cache of the built page on disk, so that a normal start neither imports folium nor builds anything.

The file is named after `page_key`, a hash of everything that the page is built from, so that a page of other inputs is
never used. It begins with the hash of the rest: a damaged file is detected, and the page is built again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from geo import assets
from geo.draw.basemap import FILE as BASEMAP
from geo.draw.web.files import LIBRARIES, STYLES, script_paths
from geo.draw.web.sources import source_files
from geo.errors import ExportFailed
from geo.whole_file import write_whole

__all__ = ["Page", "load_or_build", "page_key"]

Page = dict[str, tuple[str, bytes]]

_LIBRARIES = ("folium", "branca")
_BUILDER = "geo.draw.web.folium_page"
_DATA = (BASEMAP,)
_BUNDLED = (*LIBRARIES.values(), *STYLES.values())
_HASH_LENGTH = 64


def page_key() -> str:
    """A hash of what the page is built from: versions of the libraries, our sources and the bundled layers."""
    digest = hashlib.sha256()
    for library in _LIBRARIES:
        digest.update(f"{library} {_version_of(library)}\n".encode())
    for file in source_files(_BUILDER):
        digest.update(file.read_bytes())
    for parts in (*_DATA, *_BUNDLED):
        digest.update(assets.read_bytes(*parts))
    for script in script_paths():
        digest.update(f"{script.relative_to(assets.ROOT)}\n".encode())
        digest.update(script.read_bytes())
    return digest.hexdigest()


def _version_of(library: str) -> str:
    """The text that holds the version of a library, read without importing it, which would take as long as a start."""
    spec = find_spec(library)
    if spec is None or spec.origin is None:
        return "not installed"
    version = Path(spec.origin).with_name("_version.py")
    return (version if version.exists() else Path(spec.origin)).read_text(encoding="utf-8")


def _build() -> Page:
    from geo.draw.web.folium_page import build_page

    return build_page()


def load_or_build(cache_dir: Path, build: Callable[[], Page] = _build) -> Page:
    """The built files of the page, from ``cache_dir`` if they are there and undamaged, else built and stored there.

    If the folder cannot be written to, the page is built at each start.
    """
    file = cache_dir / f"page-{page_key()[:24]}.bin"
    cached = _load(file)
    if cached is not None:
        return cached
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
    """Write a temporary file and rename it, so that no reader sees half of it; delete pages of other inputs."""
    file.parent.mkdir(parents=True, exist_ok=True)
    rest = _packed(page)
    write_whole(file, hashlib.sha256(rest).hexdigest().encode() + rest)
    for other in file.parent.glob("page-*.bin"):
        if other != file:
            other.unlink(missing_ok=True)
