"""Figures in words in the columns of known layouts: no row with a good day and place is lost for one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geo.incidents.findings import Checked
from tests.geo.checked_files import read_file
from tests.geo.sources.layouts.test_layouts import ACLED


def checked(folder: Path, fatalities: str) -> Checked:
    rows = [{**ACLED, "fatalities": fatalities}, {**ACLED, "event_id_cnty": "PAK2", "fatalities": "2"}]
    path = folder / "acled.csv"
    lines = [",".join(f'"{cell}"' for cell in row) for row in (ACLED, *(row.values() for row in rows))]
    path.write_text("\n".join(lines), encoding="utf-8")
    return read_file(path)


@pytest.mark.parametrize(
    ("text", "figures"),
    [("at least 8", (8, 8, None)), ("3-4", (3, 3, 4)), ("kam az kam 4", (4, 4, None)), ("two", (2, 2, 2))],
)
def test_words_are_read_with_their_range(tmp_path: Path, text: str, figures: tuple[int | None, ...]) -> None:
    part = checked(tmp_path, text)
    first, second = part.incidents
    assert (first.killed_low, first.killed_best, first.killed_high) == figures
    assert (second.killed_low, second.killed_best, second.killed_high) == (2, 2, 2)
    assert text in json.loads(first.extra).values()
    assert part.problems == []


@pytest.mark.parametrize("text", ["kai", "0 / 2", "several injured", "03-Apr"])
def test_a_figure_that_is_not_read_is_unknown_with_a_warning(tmp_path: Path, text: str) -> None:
    part = checked(tmp_path, text)
    assert [incident.killed_best for incident in part.incidents] == [None, 2]
    assert [(p.row, p.value, p.severity) for p in part.problems] == [(1, text, "warning")]


@pytest.mark.parametrize("text", ["-9", "2.5"])
def test_a_number_that_is_no_count_keeps_its_row_out(tmp_path: Path, text: str) -> None:
    part = checked(tmp_path, text)
    assert [(p.row, p.severity) for p in part.problems] == [(1, "error")]
    assert len(part.incidents) == 1
