"""Files of tables say how their data are cited."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from geo.analysis.table_sheet import sheet
from geo.export.file_format import format_of
from geo.export.formats import TABLES
from geo.export.tables import with_terms
from geo.export.terms import terms_notes
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


def test_releases_of_one_source_are_cited_once_with_the_day_of_the_last_access() -> None:
    dataset = snapshot_of(NOVEMBER).dataset
    releases = [
        replace(dataset.releases[0], name=day, citation="A dataset.", accessed=day)
        for day in ("2025-03-01", "2025-02-01")
    ]
    assert terms_notes(replace(dataset, releases=tuple(releases)))["citation"] == "A dataset, accessed 2025-03-01"
    assert "citation" not in terms_notes(replace(dataset, releases=()))
