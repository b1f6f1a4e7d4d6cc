"""A table of an HTML page is read, whatever the name of the file; other pages are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.errors import FileRefused
from geo.sources.files.detect import open_table
from geo.sources.files.table import no_progress

HEAD = "<tr><th>Date</th><th>Type</th><th>District</th></tr>"


def records_of(folder: Path, content: str, encoding: str = "utf-8") -> tuple[tuple[str, ...], list[list[str]]]:
    path = folder / "export.xls"
    path.write_bytes(content.encode(encoding))
    table = open_table(path)
    return table.header, [list(record) for part in table.parts(no_progress) for record in part.records]


ROW = "<tr><td>2024-11-18</td><td>IED</td><td>Bannu</td></tr>"
MARKED = "<tr><td>2024-11-18</td><td> I<b>E</b>D&nbsp;</td><td>Bannu</td></tr>"
PAGES = {
    "bare": f"<table>{HEAD}{ROW}</table>",
    "with a menu": f"<!DOCTYPE html><html><table><tr><td>menu</td></tr></table><table>{HEAD}{MARKED}</table></html>",
    "open tags": "<html><table><tr><td>Date<td>Type<td>District<tr><td>2024-11-18<td>IED<td>Bannu</table>",
    "with a title": f"<table><tr><td colspan=3>Weekly list</td></tr>{HEAD}{ROW}</table>",
    "with scripts": f"<html><style>td {{}}</style><script>'<td>'</script><table>{HEAD}{ROW}</table></html>",
}


@pytest.mark.parametrize("content", PAGES.values(), ids=PAGES)
def test_the_largest_table_of_a_page_is_read(tmp_path: Path, content: str) -> None:
    assert records_of(tmp_path, content) == (("Date", "Type", "District"), [["2024-11-18", "IED", "Bannu"]])
    assert records_of(tmp_path, content, "utf-16")[1] == [["2024-11-18", "IED", "Bannu"]]


def test_a_cell_over_several_rows_is_in_each(tmp_path: Path) -> None:
    rows = "<tr><td rowspan=2>2024-11-18</td><td>IED</td><td>Bannu</td></tr><tr><td>Ambush</td><td>Tank</td></tr>"
    assert records_of(tmp_path, f"<table>{HEAD}{rows}</table>")[1][1] == ["2024-11-18", "Ambush", "Tank"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<html><body><p>Not found</p></body></html>", "without a table"),
        (f"<table>{HEAD}" + "<tr>" + "<td colspan=1000>x</td>" * 6_000 + "</table>", "more than"),
        ('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "Excel 2003"),
        ("<svg></svg>", "picture"),
        ('<?xml version="1.0"?><rss></rss>', "news"),
    ],
)
def test_other_pages_are_named(tmp_path: Path, content: str, words: str) -> None:
    with pytest.raises(FileRefused, match=words):
        records_of(tmp_path, content)
