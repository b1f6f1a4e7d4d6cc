"""What a file is imported as."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.errors import FileRefused, HoldsTotals
from geo.sources.import_file import file_to_import
from geo.sources.importing import ImportOptions, import_files
from geo.sources.incident_file import IncidentFile
from geo.sources.read_options import ReadOptions
from geo.sources.totals.file import TotalsFile
from geo.store import workspace_at
from tests.geo.sources.totals.files import ACLED_WEEKLY, HAPI, written

COUNTS = "Month,District,No. of incidents\nNov 2024,Bannu,3\nNov 2024,Tank,5\n"
EVENTS = "incident_id,date_start,event_type,district\nown:1,2024-11-18,Battles,Bannu\n"


@pytest.mark.parametrize("content", [COUNTS, ACLED_WEEKLY, HAPI], ids=["any table", "ACLED", "HAPI"])
def test_counts_are_totals_only_for_a_user_who_says_so(tmp_path: Path, content: str) -> None:
    path = written(tmp_path, content)
    with pytest.raises(HoldsTotals, match="--keep-totals"):
        file_to_import(path)
    assert isinstance(file_to_import(path, ReadOptions(keep_totals=True)), TotalsFile)


def test_incidents_are_incidents_whatever_the_user_says(tmp_path: Path) -> None:
    assert isinstance(file_to_import(written(tmp_path, EVENTS), ReadOptions(keep_totals=True)), IncidentFile)


def test_a_column_of_events_needs_the_word_of_the_user(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="add --keep-totals"):
        file_to_import(written(tmp_path, COUNTS), ReadOptions(columns={"events": "No. of incidents"}))


def test_the_record_of_an_import_of_totals_has_source_terms_rows_and_layout(tmp_path: Path) -> None:
    file = file_to_import(written(tmp_path, ACLED_WEEKLY), ReadOptions(keep_totals=True))
    workspace = workspace_at(tmp_path / "w.gpkg")
    ((outcome,), is_good) = import_files([file], workspace, ImportOptions())
    assert is_good
    assert len(outcome.totals) == outcome.report.totals_added == 3
    (release,) = workspace.describe().releases
    assert (release.source, release.rows, release.file_name) == ("acled-weekly", 5, "field office.csv")
    assert "ACLED" in release.citation
    assert '"layout": "totals"' in release.options
