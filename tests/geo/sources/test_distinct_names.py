"""The same heading twice: a question where the contents differ, with an option that names the second one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from geo.sources.distinct_names import distinct_names
from geo.sources.incident_file import IncidentFile
from geo.sources.read_options import ReadOptions

HEADER = ("Date", "District", "Type", "Killed", "Lat", "Long", "ID")
FIRST = (
    ("2024-11-18", "Bannu", "IED", "2", "32.98", "70.61", "a1"),
    ("2024-11-02", "Tank", "Firing", "1", "32.21", "70.31", "a2"),
)
SECOND = (
    ("2024-11-20", "Swat", "Firing", "5", "34.78", "72.36", "k1"),
    ("2024-11-04", "Kech", "Protest", "0", "26.01", "63.05", "k2"),
)
OURS = dict(
    zip(HEADER, ("date_start", "district", "event_type", "killed_best", "lat", "lon", "incident_id"), strict=True)
)

PAIR = {"Lat": "Long", "Long": "Lat"}


def written(folder: Path, *further: tuple[str, str, str]) -> Path:
    """A file with the usual columns and further ones: a heading and two cells each."""
    rows = [(*HEADER, *(name for name, _, _ in further))]
    rows += [(*cells, *(one[at + 1] for one in further)) for at, cells in enumerate(FIRST)]
    path = folder / "desk list.csv"
    path.write_text("\n".join(map(",".join, rows)) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("name", HEADER)
@pytest.mark.parametrize("form", ["{}", " {} ", "{}.1", "{}2", "{}_1"])
def test_the_same_heading_with_other_contents_is_a_question(tmp_path: Path, name: str, form: str) -> None:
    at = HEADER.index(name)
    file = IncidentFile(written(tmp_path, (form.format(name), SECOND[0][at], SECOND[1][at])))
    (question,) = file.questions
    second = f"{name} (column 8)" if form.strip() == "{}" else form.format(name)
    assert (question.about, question.candidates) == (OURS[name], (name, second))
    assert f"--column {OURS[name]}=" in question.option


@pytest.mark.parametrize("name", HEADER)
def test_the_second_one_can_be_chosen(tmp_path: Path, name: str) -> None:
    at = HEADER.index(name)
    path = written(tmp_path, (name, SECOND[0][at], SECOND[1][at]))
    chosen = {OURS[name]: f"{name} (column 8)"}
    if name in PAIR:  # the other coordinate stands nearer to the first of the two: it must be named as well
        (question,) = IncidentFile(path, replace(ReadOptions(), columns=chosen)).questions
        assert (question.about, question.candidates) == (OURS[PAIR[name]], (PAIR[name],))
        chosen |= {OURS[PAIR[name]]: PAIR[name]}
    file = IncidentFile(path, replace(ReadOptions(), columns=chosen))
    assert file.questions == ()
    assert file.column_mapping is not None
    assert file.column_mapping.columns[OURS[name]] == f"{name} (column 8)"


@pytest.mark.parametrize("name", HEADER)
def test_the_same_contents_twice_are_no_question(tmp_path: Path, name: str) -> None:
    at = HEADER.index(name)
    file = IncidentFile(written(tmp_path, (name, FIRST[0][at], FIRST[1][at])))
    assert (file.questions, file.notes) == ((), ())


def test_nothing_of_a_column_of_less_weight_is_lost(tmp_path: Path) -> None:
    file = IncidentFile(written(tmp_path, ("Remarks", "calm", "tense"), ("Remarks", "north", "south")))
    assert file.notes == ("notes from 'Remarks': 'Remarks (column 9)' has the same heading",)
    (part,) = file.parts()
    assert [row.notes for row in part.incidents] == ["calm", "tense"]
    assert all('"remarks (column 9)"' in row.extra for row in part.incidents)


def test_names_stay_what_they_are_where_they_differ() -> None:
    assert distinct_names(("a", "", "b", "")) == ("a", "", "b", "")
    assert distinct_names(("Killed", "killed ", "KILLED")) == ("Killed", "killed (column 2)", "KILLED (column 3)")
