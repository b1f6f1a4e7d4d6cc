"""A file that holds no table is named for what it is, with what to do."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from geo.errors import FileRefused
from geo.sources.files.detect import open_table

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
FILES: dict[str, tuple[bytes, str]] = {
    "report.pdf": (b"%PDF-1.7", "PDF"),
    "map.png": (b"\x89PNG\r\n", "picture"),
    "map.jpg": (b"\xff\xd8\xff\xe0", "picture"),
    "photo.heic": (b"\0\0\0\x18ftypheic", "picture"),
    "raster.tif": (b"II*\0", "raster"),
    "letter.doc": (OLE + "WordDocument".encode("utf-16-le"), "Word"),
    "locked.xlsx": (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "mail.msg": (OLE + "__substg1.0_1000".encode("utf-16-le"), "Outlook"),
    "letter.rtf": (rb"{\rtf1 a}", "RTF"),
    "base.mdb": (b"\0\1\0\0Standard Jet DB\0", "Access"),
    "base.accdb": (b"\0\1\0\0Standard ACE DB\0", "Access"),
    "data.dta": (b"<stata_dta><header>", "Stata"),
    "data.sav": (b"$FL2@(#)", "SPSS"),
    "list.csv.xz": (b"\xfd7zXZ\0", "compressed"),
    "points.dbf": (b"\x03\x7c\x0b\x1a\0\0\0\0", "Choose the .shp"),
    "points.prj": (b'GEOGCS["GCS_WGS_1984"]', "Choose the .shp"),
    "mail.eml": (b"From: a@example.org\nSubject: b\n", "e-mail"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_named_by_its_content(tmp_path: Path, name: str) -> None:
    content, words = FILES[name]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FileRefused, match=words) as refusal:
        open_table(tmp_path / name)
    assert name in str(refusal.value)


@pytest.mark.parametrize(
    ("members", "words"),
    [
        (["[Content_Types].xml", "word/document.xml"], "Word"),
        (["[Content_Types].xml", "ppt/presentation.xml"], "presentation"),
        (["a.csv", "folder/b.csv", "__MACOSX/x"], r"'a\.csv', 'folder/b\.csv'"),
        (["x.gdb/a00000001.gdbtable"], "geodatabase"),
        ([], "nothing in it"),
    ],
)
def test_an_archive_is_named_by_what_it_holds(tmp_path: Path, members: list[str], words: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in members:
            archive.writestr(name, "x")
    with pytest.raises(FileRefused, match=words):
        open_table(tmp_path / "a.zip")
