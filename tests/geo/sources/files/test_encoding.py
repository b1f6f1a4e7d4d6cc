"""Letters that a program has stored as others are restored, told, and never restored without need."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from geo.incidents.findings import Findings
from geo.sources.files.encoding import (
    ARABIC_AS_LATIN,
    SURROGATES,
    UTF8_AS_LATIN,
    decoded_lines,
    encoding_of,
    opened_raw_lines,
)
from geo.sources.incident_file import IncidentFile

URDU = "date,type,district,notes\n2024-11-18,IED,بنوں,سڑک کے کنارے\n2024-11-02,Ambush,ٹانک,پل\n"
FRENCH = "date,type,district,notes\n2024-11-17,Ambush,Tank,no\n2024-11-18,IED,Bannu,café – près de l’église à côté\n"


def as_latin(content: bytes) -> str:
    """Bytes as a program shows them that takes them for Windows-1252."""
    return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in content)


def read(path: Path, encoding: str = "") -> tuple[str, str]:
    detected = encoding_of(path, encoding)
    text = "".join(decoded_lines(path, detected))
    with opened_raw_lines(path, detected) as lines:
        assert b"".join(lines).decode() == text
    return text, detected.name


@pytest.mark.parametrize(
    ("content", "text", "name"),
    [
        (URDU.encode("cp1256", "replace"), URDU, "cp1256"),
        (as_latin(URDU.encode("cp1256", "replace")).encode(), URDU, ARABIC_AS_LATIN),
        (as_latin(URDU.encode()).encode(), URDU, UTF8_AS_LATIN),
        (as_latin(FRENCH.encode()).encode(), FRENCH, UTF8_AS_LATIN),
        (URDU.encode(), URDU, "utf-8-sig"),
        (FRENCH.encode(), FRENCH, "utf-8-sig"),
        (FRENCH.encode("cp1252"), FRENCH, "cp1252"),
        (URDU.encode("utf-16-le"), URDU, "utf-16-le"),
        (URDU.encode("utf-16-be"), URDU, "utf-16-be"),
        (URDU.replace("پل", "\0").encode(), URDU.replace("پل", "\0"), "utf-8-sig"),
        ("a,b\n1,\U0001f600\n".encode().replace(b"\xf0\x9f\x98\x80", b"\xed\xa0\xbd\xed\xb8\x80"),
         "a,b\n1,\U0001f600\n", SURROGATES),
    ],
)  # fmt: skip
def test_a_text_is_read_as_it_was_written(tmp_path: Path, content: bytes, text: str, name: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    assert read(path) == (text, name)


def test_an_encoding_that_the_user_chooses_is_obeyed(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    spoiled = as_latin(URDU.encode("cp1256", "replace"))
    path.write_text(spoiled, encoding="utf-8", newline="")
    assert read(path, "utf-8")[0] == spoiled


def test_what_was_restored_is_told(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(as_latin(URDU.encode()), encoding="utf-8")
    assert "restored" in encoding_of(path).note


def findings_of(path: Path) -> tuple[Findings, list[str]]:
    findings, notes = Findings(), []
    for part in IncidentFile(path, today=date(2026, 6, 20)).parts():
        findings.add(part)
        notes += [incident.notes for incident in part.incidents]
    return findings, notes


def test_letters_in_a_workbook_are_restored_too(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in URDU.splitlines():
        book.active.append([as_latin(cell.encode("cp1256", "replace")) for cell in row.split(",")])
    book.save(tmp_path / "field list.xlsx")
    findings, notes = findings_of(tmp_path / "field list.xlsx")
    assert notes[0] == "سڑک کے کنارے"
    assert any("restored" in repair.what for repair in findings.repairs)


def test_half_a_character_is_replaced_and_told_for_its_row(tmp_path: Path) -> None:
    rows = [{"date": "2024-11-18", "type": "IED", "district": "Bannu", "notes": text} for text in ("a\ud800b", "sound")]
    (tmp_path / "field list.json").write_text(json.dumps(rows), encoding="utf-8")
    findings, notes = findings_of(tmp_path / "field list.json")
    assert notes == ["a\ufffdb", "sound"]
    assert [(problem.row, problem.severity) for problem in findings.problems] == [(1, "warning")]


def test_half_a_character_in_a_name_of_a_column_does_no_harm(tmp_path: Path) -> None:
    rows = [{"date": "2024-11-18", "type": "IED", "district": "Bannu", "more\udc00": "x"}]
    (tmp_path / "field list.json").write_text(json.dumps(rows), encoding="utf-8")
    assert findings_of(tmp_path / "field list.json")[0].accepted == 1
