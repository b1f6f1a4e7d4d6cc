from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from geo import assets
from geo.draw.web.page_cache import Page, load_or_build, page_key

PAGE: Page = {
    "index.html": ("text/html", b"<p>\n</p>"),
    "empty": ("text/plain", b""),
    "b.bin": ("x/y", bytes(range(256))),
}


class Builder:
    """Builds the same page and counts the calls."""

    def __init__(self) -> None:
        self.built = 0

    def __call__(self) -> Page:
        self.built += 1
        return dict(PAGE)


def test_the_page_is_built_once(tmp_path: Path) -> None:
    build = Builder()
    assert load_or_build(tmp_path / "new" / "folder", build) == PAGE
    assert load_or_build(tmp_path / "new" / "folder", build) == PAGE
    assert build.built == 1


@pytest.mark.parametrize("damage", ["cut", "empty", "changed", "longer", "folder"])
def test_a_damaged_file_is_replaced(tmp_path: Path, damage: str) -> None:
    build = Builder()
    load_or_build(tmp_path, build)
    (file,) = tmp_path.glob("page-*.bin")
    content = file.read_bytes()
    if damage == "folder":
        file.unlink()
        file.mkdir()
    else:
        changed = content[:-9] + b"x" + content[-8:]
        file.write_bytes({"cut": content[:-5], "empty": b"", "changed": changed, "longer": content + b"x"}[damage])
    assert load_or_build(tmp_path, build) == PAGE
    assert load_or_build(tmp_path, build) == PAGE
    assert build.built == (3 if damage == "folder" else 2)


def test_a_cached_page_of_other_inputs_is_removed(tmp_path: Path) -> None:
    old = tmp_path / "page-0123456789abcdef01234567.bin"
    old.write_bytes(b"old")
    (tmp_path / "mine.bin").write_bytes(b"not a page")
    load_or_build(tmp_path, Builder())
    assert not old.exists()
    assert sorted(path.name[:5] for path in tmp_path.iterdir()) == ["mine.", "page-"]


def test_the_page_is_built_without_a_cache_if_the_folder_cannot_be_created(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert load_or_build(tmp_path / "file" / "below", Builder()) == PAGE


def test_the_cache_key_is_stable_and_changes_with_a_layer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = page_key()
    assert page_key() == before
    read = assets.read_bytes
    changed = {"basemap.json": b" "}
    monkeypatch.setattr(assets, "read_bytes", lambda *parts: read(*parts) + changed.get(parts[-1], b""))
    assert page_key() != before


def test_a_start_from_the_cache_imports_neither_folium_nor_its_dependencies(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from geo.draw.web.page_cache import load_or_build;"
        "page = load_or_build(Path(sys.argv[1]));"
        "heavy = ('folium', 'branca', 'jinja2', 'pandas', 'shapely', 'numpy');"
        "print(sorted(page), [m for m in heavy if m in sys.modules])"
    )
    outputs = [
        subprocess.run([sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    ]
    assert "'folium'" in outputs[0]
    assert outputs[1].strip().endswith("[]")
