"""Words for event types in whole tables: what is read, noted, asked, warned of and refused."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from geo import store
from geo.errors import FileRefused
from geo.incidents.findings import Checked
from geo.sources.importing import ImportOptions, import_files, with_saved_mappings
from geo.sources.incident_file import IncidentFile
from geo.sources.read_options import ReadOptions
from tests.geo.checked_files import read_file

TODAY = date(2026, 6, 20)
IED = ("IED", "1")
AIR = "Air/drone strike"

Cells = Iterable[tuple[str, ...]]


def written(folder: Path, cells: Cells, header: str = "Type,Killed", name: str = "field office.csv") -> Path:
    path = folder / name
    rows = "".join(f"T-{i},2024-11-18,Bannu,{','.join(row)}\n" for i, row in enumerate(cells, 1))
    path.write_text(f"Ref,Date,District,{header}\n{rows}", encoding="utf-8")
    return path


def opened(folder: Path, *cells: tuple[str, ...], header: str = "Type,Killed", **types: str) -> IncidentFile:
    return IncidentFile(written(folder, cells, header), ReadOptions(types=types), today=TODAY)


def checked(folder: Path, *cells: tuple[str, ...], header: str = "Type,Killed", **types: str) -> Checked:
    return read_file(written(folder, cells, header), ReadOptions(types=types), today=TODAY)


def types_of(part: Checked) -> list[tuple[str, str]]:
    return [(incident.event_type, incident.sub_event_type) for incident in part.incidents]


# asked


@pytest.mark.parametrize(
    ("cells", "candidates", "words"),
    [
        ([("Strike", "5"), ("Air strike", "3"), IED], (AIR, "Peaceful protest"), "in 1 of 1 row"),
        ([("Strike", "0"), ("strike", "5"), ("Dharna", "0")], (AIR, "Peaceful protest"), "in 1 of 2 rows"),
        ([("Strike", "kai"), IED], (AIR, "Peaceful protest"), "in 1 of 1 row"),
        ([("Strike", "0"), ("Air strike", "3")], (AIR, "Peaceful protest"), "other rows are Air/drone strike"),
        ([("Attack", "2"), IED], ("Violence against civilians", "Battles", "Explosions/Remote violence"), "killed"),
        ([("IED/Firing", "0"), IED], ("Remote explosive/landmine/IED", "Attack"), "names different types"),
    ],
)  # fmt: skip
def test_an_open_word_is_a_question_with_its_readings(
    tmp_path: Path, cells: list[tuple[str, str]], candidates: tuple[str, ...], words: str
) -> None:
    file = opened(tmp_path, *cells)
    (question,) = file.questions
    assert (question.about, question.candidates) == ("event_type", candidates)
    assert words in question.text
    assert question.option == f'--type "{cells[0][0]}={candidates[0]}"'
    with pytest.raises(FileRefused, match="may be"):
        next(file.parts())


@pytest.mark.parametrize("word", ["Strike", "Attack", "Operation"])
@pytest.mark.parametrize(
    ("header", "harmed", "unharmed"),
    [
        ("Type,Injured", "5", "0"),
        ("Type,Casualties", "5", "0"),
        ("Type,Killed/Injured", "0/5", "0/0"),
        ("Type,Women injured", "5", "0"),
    ],
)
def test_an_open_word_with_casualties_of_any_kind_is_a_question(
    tmp_path: Path, word: str, header: str, harmed: str, unharmed: str
) -> None:
    (question,) = opened(tmp_path, (word, harmed), IED, header=header).questions
    assert question.option.startswith(f'--type "{word}=')
    assert "casualties in 1 of 1 row" in question.text
    file = opened(tmp_path, (word, unharmed), IED, header=header)
    assert not file.questions
    assert any(word in note for note in file.notes)


def test_other_with_people_killed_is_asked_and_without_them_noted(tmp_path: Path) -> None:
    (question,) = opened(tmp_path, ("Other", "3"), IED).questions
    assert "Strategic developments" not in question.candidates[0]
    assert "Battles" in question.candidates
    file = opened(tmp_path, ("Other", "0"), IED)
    assert file.questions == ()
    assert "event_type: 'Other' in 'Type' is read as Strategic developments (Other): 1 row" in file.notes


def test_the_answer_to_a_question_reads_every_row_of_the_word(tmp_path: Path) -> None:
    part = checked(tmp_path, ("Strike", "5"), ("STRIKE", "0"), IED, strike=AIR)
    assert types_of(part)[:2] == [("Explosions/Remote violence", AIR)] * 2
    assert json.loads(part.incidents[1].extra) == {"type": "STRIKE"}
    assert part.problems == []


# not asked


@pytest.mark.parametrize(
    "cells",
    [
        [("Strike", "0"), ("Protest", "0"), ("Sit-in", "0")],
        [("Strike", ""), ("Hartal", "")],
        [("Strike", "0"), ("Air strike", "4"), ("Dharna", "0")],
        [("IED", "3"), ("Firing", "1"), ("Target killing", "2"), ("Search operation", "2")],
        [("Attack", "2"), ("Abduction/forced disappearance", "0"), ("Other", "1")],
    ],
)
def test_clear_words_raise_neither_a_question_nor_a_note(tmp_path: Path, cells: list[tuple[str, str]]) -> None:
    file = opened(tmp_path, *cells)
    assert (file.questions, file.notes) == ((), ())


def test_a_search_with_people_killed_was_a_fight(tmp_path: Path) -> None:
    part = checked(tmp_path, ("Search operation", "2"), ("Search operation", "0"), ("Robbery", "at least 1"))
    assert types_of(part) == [
        ("Battles", "Armed clash"),
        ("Strategic developments", "Arrests"),
        ("Violence against civilians", "Attack"),
    ]


@pytest.mark.parametrize("word", ["Arrest", "Arson", "Dharna", "Strategic developments"])
def test_a_type_without_dead_is_a_warning_where_people_were_killed(tmp_path: Path, word: str) -> None:
    part = checked(tmp_path, (word, "2"), (word, "0"))
    assert [(p.row, p.column, p.severity) for p in part.problems] == [(1, "type", "warning")]
    assert word in part.problems[0].message
    assert len(part.incidents) == 2


# two columns


@pytest.mark.parametrize(
    ("kind", "sub", "types"),
    [
        ("Attack", "IED", ("Explosions/Remote violence", "Remote explosive/landmine/IED")),
        ("Terrorism", "Suicide bombing", ("Explosions/Remote violence", "Suicide bomb")),
        ("Operation", "Arrest", ("Strategic developments", "Arrests")),
        ("Explosion", "Grenade", ("Explosions/Remote violence", "Grenade")),
        ("Battles", "Armed clash", ("Battles", "Armed clash")),
        ("Battles", "something", ("Battles", "")),
    ],
)
def test_the_finer_column_counts_where_the_other_leaves_it_open(
    tmp_path: Path, kind: str, sub: str, types: tuple[str, str]
) -> None:
    part = checked(tmp_path, (kind, sub, "0"), header="Type,Sub type,Killed")
    assert types_of(part) == [types]
    assert part.problems == []
    kept = json.loads(part.incidents[0].extra or "{}")
    assert {text for text in (kind, sub) if text not in types} == set(kept.values())


def test_an_open_word_is_not_asked_where_the_finer_column_is_clear(tmp_path: Path) -> None:
    header = "Type,Sub type,Killed"
    assert opened(tmp_path, ("Attack", "IED", "3"), header=header).questions == ()
    assert len(opened(tmp_path, ("Attack", "IED", "3"), ("Attack", "", "2"), header=header).questions) == 1


def test_two_columns_that_disagree_are_a_warning(tmp_path: Path) -> None:
    part = checked(tmp_path, ("Violence against civilians", "IED", "3"), header="Type,Sub type,Killed")
    assert [p.severity for p in part.problems] == ["warning"]
    assert "'Violence against civilians' and 'IED'" in part.problems[0].message


# unknown words


def test_unknown_words_are_noted_together_and_each_row_names_the_option(tmp_path: Path) -> None:
    path = written(tmp_path, [("Tanazea", "1"), ("Tanazea", "0"), ("Ghair", "0"), IED])
    file = IncidentFile(path, today=TODAY)
    (note,) = file.notes
    assert "'Tanazea' (2 rows), 'Ghair' (1 row)" in note
    assert '--type "Tanazea=Battles"' in note
    part = read_file(path, today=TODAY)
    assert [(p.row, p.value) for p in part.errors] == [(1, "Tanazea"), (2, "Tanazea"), (3, "Ghair")]
    assert all("--type" in p.message for p in part.errors)
    answered = ReadOptions(types={"Tanazea": "Battles", "ghair": "Other"})
    assert read_file(path, answered, today=TODAY).errors == []


# the next file of a layout


def test_a_word_that_becomes_open_in_a_later_file_keeps_its_rows_out(tmp_path: Path) -> None:
    place = store.workspace_at(tmp_path / "team.gpkg")
    first = IncidentFile(written(tmp_path, [("Strike", "0"), ("Protest", "0")]), today=TODAY)
    import_files([first], place)
    later = written(tmp_path, [("Strike", "0"), ("Protest", "0"), ("Strike", "6")], name="later.csv")
    options = with_saved_mappings(None, place)
    outcomes, is_good = import_files([IncidentFile(later, options, today=TODAY)], place)
    assert not is_good
    (problem,) = [p for p in outcomes[0].findings.problems if p.severity == "error"]
    assert (problem.row, problem.value) == (3, "Strike")
    assert '--type "Strike=Air/drone strike"' in problem.message
    told = replace(options, types={"Strike": AIR})
    _, is_good = import_files([IncidentFile(later, told, today=TODAY)], place, ImportOptions(dry_run=True))
    assert is_good


def test_given_meanings_are_not_used_for_a_known_layout_and_that_is_noted(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("incident_id,date_start,event_type,district\nown:1,2024-11-18,Battles,Bannu\n", encoding="utf-8")
    file = IncidentFile(path, ReadOptions(types={"Battles": "Riots"}), today=TODAY)
    assert any("not used" in note for note in file.notes)
    assert IncidentFile(path, today=TODAY).notes == ()
