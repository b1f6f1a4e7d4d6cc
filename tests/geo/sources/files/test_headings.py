"""The names of columns are found below titles and in two rows; rows that are no records are left out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from geo.errors import FileRefused
from geo.incidents.findings import Findings, RawTable
from geo.sources.files.headings import find_heading
from geo.sources.files.table import no_progress
from geo.sources.files.text import read_text
from geo.sources.footers import NAMES as NAMED
from geo.sources.footers import REMARK, TOTAL, without_footers
from geo.sources.incident_file import IncidentFile

NAMES = "Date,Incident Type,District,Killed"
RECORD = "2024-11-18,IED,Bannu,2"


def opened(folder: Path, content: str) -> tuple[tuple[str, ...], list[list[str]], tuple[str, ...]]:
    path = folder / "partner list.csv"
    path.write_text(content, encoding="utf-8", newline="")
    table = read_text(path)
    parts = list(table.parts(no_progress))
    return table.header, [list(record) for part in parts for record in part.records], table.notes


PLAIN = tuple(NAMES.split(","))


@pytest.mark.parametrize(
    "content",
    [
        f"{NAMES}\n{RECORD}\n",
        f"sep=,\r\n{NAMES}\r\n{RECORD}\r\n",
        f"SEP=;\n{NAMES}\n{RECORD}\n".replace(",", ";"),
        f'"sep=\\t"\n{NAMES}\n{RECORD}\n'.replace(",", "\t"),
        f"Weekly sheet\nPrepared for a meeting\n\n{NAMES}\n{RECORD}\n",
        f"Weekly sheet, of the office, in Quetta\n\n\n{NAMES}\n{RECORD}\n",
        f'"Situation report: week 47, 2024"\n,,,\n{NAMES}\n{RECORD}\n',
        f"{NAMES}\n{RECORD},\n",
        f"{NAMES},\n{RECORD}\n",
        f"{NAMES},,\n{RECORD},,\n",
        f"\n\n{NAMES}\n\n{RECORD}\n,,,\n\n",
        f"\ufeff{NAMES}\n{RECORD}",
        f"Relief,,,\nPeriod,11-11-2024,to,17-11-2024\n{NAMES}\n{RECORD}\n",
        f"A title, in the city, by the office, of the week, for all\n{NAMES}\n{RECORD}\n",
        f'"{NAMES}"\n"{RECORD}"\n',
        f"{NAMES}\r{RECORD}\r",
    ],
)
def test_the_table_is_found_whatever_stands_around_it(tmp_path: Path, content: str) -> None:
    header, records, _ = opened(tmp_path, content)
    assert header == PLAIN
    assert records == [RECORD.split(",")]


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"sep=,\nA title\n\n{NAMES}\n\n{RECORD}\n{RECORD}\n", encoding="utf-8")
    (part,) = read_text(path).parts(no_progress)
    assert list(part.lined()) == [6, 7]
    assert list(part.numbered()) == [1, 2]


def test_titles_are_told(tmp_path: Path) -> None:
    notes = opened(tmp_path, f"Weekly sheet\nBy the office\n{NAMES}\n{RECORD}\n")[2]
    assert any("2 rows above the names" in note and "Weekly sheet" in note for note in notes)
    assert not opened(tmp_path, f"{NAMES}\n{RECORD}\n")[2]


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        (
            ["Date,Type,District,Killed,,Injured,", ",,,Civilians,Security,Civilians,Security"],
            ["Date", "Type", "District", "Killed (Civilians)", "Killed (Security)", "Injured (Civilians)",
             "Injured (Security)"],
        ),
        (["Incident,,,Casualties,", "Date,Type,District,Killed,Injured"],
         ["Date", "Type", "District", "Killed", "Injured"]),
        (["Incident,,,Attackers,", "Date,Type,District,Killed,Injured"],
         ["Date", "Type", "District", "Killed (Attackers)", "Injured (Attackers)"]),
        (["Date,Type,Location,,Killed", ",,District,Tehsil,"], ["Date", "Type", "District", "Tehsil", "Killed"]),
        (["Date,Type,District,Killed", "2024-11-18,IED,Bannu,2"], ["Date", "Type", "District", "Killed"]),
        (["Reported,Incident,,,Victim,", "Date,Date,Type,District,District,Killed"],
         ["Date (Reported)", "Date", "Type", "District", "District (Victim)", "Killed (Victim)"]),
        (["Week 47,Field office", "Date,Type,District,Killed"], ["Date", "Type", "District", "Killed"]),
    ],
)  # fmt: skip
def test_names_in_two_rows_are_joined(rows: list[str], names: list[str]) -> None:
    width = max(row.count(",") for row in rows)
    records = [["2024-11-18", "IED", "Bannu", *["1"] * (width - 2)]] * 3
    heading = find_heading([*(row.split(",") for row in rows), *records])
    assert list(heading.names) == names


def test_a_word_in_a_record_is_no_name() -> None:
    rows = [["name", "colour"], ["x", "y"], ["date", "district"]]
    assert find_heading(rows).names == ("name", "colour")


@pytest.mark.parametrize(
    "record", [RECORD, "3/4/2024,IED,Bannu,2", "18 Nov 2024,IED,Bannu,2", "x,IED,32.98,70.6", "7,1,IED,Bannu,2"]
)
def test_a_table_without_names_is_refused_instead_of_losing_its_first_row(tmp_path: Path, record: str) -> None:
    (tmp_path / "partner list.csv").write_text(f"{record}\n{record}\n", encoding="utf-8")
    with pytest.raises(FileRefused, match="already a record"):
        IncidentFile(tmp_path / "partner list.csv")


def test_row_names_of_r_get_a_column(tmp_path: Path) -> None:
    header, records, notes = opened(tmp_path, f"{NAMES}\n1,{RECORD}\n2,{RECORD}\n")
    assert header == ("", *PLAIN)
    assert len(records[0]) == 5
    assert notes


def test_rows_with_another_separator_than_the_names_are_refused_with_both(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match=r"semicolon.*comma"):
        opened(tmp_path, f"{NAMES.replace(',', ';')}\n{RECORD}\n{RECORD}\n")


def test_a_text_of_a_single_column_is_refused_with_that(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="single column"):
        opened(tmp_path, "Date  Type  District\n2024-11-18  IED  Bannu\n2024-11-19  IED  Bannu\n")


def test_a_text_beyond_the_last_column_still_makes_a_row_uneven(tmp_path: Path) -> None:
    _, records, _ = opened(tmp_path, f"{NAMES}\n{RECORD},more\n{RECORD}\n")
    assert [len(record) for record in records] == [5, 4]


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (["Total", "", "", "53"], TOTAL),
        (["", "", "TOTAL:", "53"], TOTAL),
        (["Grand total", "53"], TOTAL),
        (["Total: 53"], TOTAL),
        (["", "", "کل", "53"], TOTAL),
        (["Source: field office", "", "", ""], REMARK),
        (["* not confirmed"], REMARK),
        (["Note: not confirmed", " see the annex"], REMARK),
        (["Date", "Incident Type", "District", "Killed"], NAMED),
        (["1", "2", "3", "4"], NAMED),
        (["1", "2", "3", "5"], ""),
        (["2024-11-18", "Total strike", "Bannu", ""], ""),
        (["", "IED", "Bannu", "2"], ""),
        (["", "", "Bannu", ""], ""),
        (["2024-11-18", "total", "", "5"], ""),
    ],
)
def test_sums_and_remarks_are_no_records(record: Sequence[str], reason: str) -> None:
    table = RawTable(PLAIN, [RECORD.split(","), record, RECORD.split(",")], [2, 3, 4])
    left, counts = without_footers(table, table.header)
    assert counts == ({reason: 1} if reason else {})
    assert list(left.lined()) == ([2, 4] if reason else [2, 3, 4])


def test_a_sum_below_the_table_is_left_out_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "partner list.csv"
    path.write_text(f"{NAMES}\n{RECORD}\n2024-11-02,Ambush,Tank,1\n,,Total,3\n", encoding="utf-8")
    findings = Findings()
    for part in IncidentFile(path, today=date(2026, 6, 20)).parts():
        findings.add(part)
    assert (findings.accepted, findings.rejected, dict(findings.left_out)) == (2, 0, {TOTAL: 1})


def test_a_second_row_of_names_may_be_longer_than_the_first() -> None:
    rows = [
        ["Date", "Type", "District", "Casualties"],
        ["", "", "", "Killed", "Injured"],
        ["2024-11-18", "IED", "Bannu", "2", "1"],
    ]
    assert find_heading(rows).names == ("Date", "Type", "District", "Killed", "Injured")


def test_a_workbook_with_merged_groups_is_joined_too(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Weekly list"])
    sheet.append(["Date", "Type", "District", "Killed"])
    sheet.append([None, None, None, "Civilians", "Security"])
    sheet.append(["2024-11-18", "IED", "Bannu", 2, 1])
    for cells in ("A1:E1", "A2:A3", "B2:B3", "C2:C3", "D2:E2"):
        sheet.merge_cells(cells)
    book.save(tmp_path / "weekly.xlsx")
    file = IncidentFile(tmp_path / "weekly.xlsx", today=date(2026, 6, 20))
    assert file.header == ("Date", "Type", "District", "Killed (Civilians)", "Killed (Security)")
