"""Files of tables say how their data are cited."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from geo.analysis.table_sheet import sheet
from geo.export.file_format import format_of
from geo.export.formats import TABLES
from geo.export.tables import with_terms
from tests.geo.draw.page.pages import NOVEMBER, snapshot_of


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_table_has_citation_licence_and_caveat_below_it(tmp_path: Path, ending: str) -> None:
    snapshot, path = snapshot_of(NOVEMBER), tmp_path / f"a.{ending}"
    format_of(path, TABLES).write(path, with_terms(sheet(snapshot, "district"), snapshot.dataset))
    if ending == "csv":
        first = [row[0] if row else "" for row in csv.reader(path.read_text(encoding="utf-8-sig").splitlines())]
    else:
        first = [str(row[0] or "") for row in load_workbook(path).active.iter_rows(values_only=True)]
    (release,) = snapshot.dataset.releases
    notes = first[first.index("") :]
    assert f"Citation: {release.citation}" in notes
    assert f"Licence: {release.licence}" in notes
    assert [note for note in notes if note.startswith("Caveat: ")]
