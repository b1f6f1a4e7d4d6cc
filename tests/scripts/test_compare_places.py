"""The comparison of places and points with the districts that a file states."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.compare_places import main

HEADER = (
    "event_id_cnty,event_date,time_precision,event_type,country,admin1,admin2,location,latitude,longitude,geo_precision"
)
ROWS = [
    "PAK1,2024-11-18,1,Battles,Pakistan,Khyber Pakhtunkhwa,Khyber,Jamrud,34.002,71.380,1",
    "PAK2,2024-11-18,1,Battles,Pakistan,Khyber Pakhtunkhwa,Bannu,Bannu,32.98,70.60,1",
    "PAK3,2024-11-18,1,Battles,Pakistan,Balochistan,Quetta,Quetta,28.0,65.0,1",
]


def test_what_places_change_is_counted_and_sampled(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "events.csv"
    path.write_text("\n".join([HEADER, *ROWS, ""]), encoding="utf-8")
    assert main([str(path)]) == 0
    said = capsys.readouterr().out
    assert "1  far from the district stated" in said
    assert "1  to the stated one" in said
    assert "Jamrud | Khyber | Peshawar | Khyber | The point lies in Peshawar" in said


def test_one_file_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "usage" in capsys.readouterr().err
