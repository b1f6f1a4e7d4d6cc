"""Origins of content: a file, a folder, or any other object with the same interface."""

from __future__ import annotations

import hashlib
import os
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from geo import store
from geo.errors import FileRefused
from geo.sources.importing import import_files
from geo.sources.incident_file import IncidentFile
from geo.sources.origin import FileOrigin, origin_of

TABLE = "date_start,event_type,district\n2024-11-18,Battles,Bannu\n"


@dataclass(frozen=True)
class Download:
    """An address and the file with its downloaded response."""

    local_path: Path
    name: str = "events of November"
    location: str = "https://example.org/events?month=11"

    def version(self) -> tuple[int, int]:
        return 1, 1

    def sha256(self) -> str:
        return "ab" * 32

    def accessed_on(self) -> date:
        return date(2026, 6, 1)


def test_a_file_origin_has_name_hash_and_date(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(TABLE, encoding="utf-8")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    origin = FileOrigin(path)
    assert (origin.name, origin.location) == ("a.csv", str(path))
    assert origin.sha256() == hashlib.sha256(TABLE.encode()).hexdigest()
    assert origin.accessed_on() == date(2023, 11, 14)


def test_the_version_of_an_origin_changes_with_its_content(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(TABLE, encoding="utf-8")
    before = FileOrigin(path).version()
    assert FileOrigin(path).version() == before
    path.write_text(TABLE + "2024-11-19,Riots,Bannu\n", encoding="utf-8")
    assert FileOrigin(path).version() != before
    path.unlink()
    with pytest.raises(FileRefused, match="cannot be read"):
        FileOrigin(path).version()


def test_the_hash_of_a_folder_depends_on_names_and_content_of_its_files(tmp_path: Path) -> None:
    hashes = set()
    for name, content in (("a.shp", "1"), ("a.shp", "2"), ("b.shp", "1")):
        folder = tmp_path / f"{name} {content}"
        folder.mkdir()
        (folder / name).write_text(content, encoding="utf-8")
        hashes.add(FileOrigin(folder).sha256())
    assert len(hashes) == 3


def test_a_path_becomes_a_file_origin_and_an_origin_is_unchanged(tmp_path: Path) -> None:
    assert origin_of(tmp_path) == FileOrigin(tmp_path)
    assert origin_of(download := Download(tmp_path)) is download


def test_an_origin_other_than_a_file_is_imported_and_recorded(tmp_path: Path) -> None:
    stored = tmp_path / "answer.csv"
    stored.write_text(TABLE, encoding="utf-8")
    workspace = tmp_path / "w.gpkg"
    import_files([IncidentFile(Download(stored))], store.workspace_at(workspace))
    (release,) = store.workspace_at(workspace).load().releases
    assert (release.file_name, release.sha256, release.accessed) == ("events of November", "ab" * 32, "2026-06-01")


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="names of files are text there")
def test_a_name_that_is_no_text_is_shown_with_a_replacement(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"list\xff.csv")
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    assert origin_of(path).name == "list\ufffd.csv"
    assert origin_of(path).local_path == path
