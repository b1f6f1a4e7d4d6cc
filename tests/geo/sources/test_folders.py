"""The folders of a KML file: used as event types, offered as them, or kept beside."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest

from geo.sources.incident_file import IncidentFile
from geo.sources.read_options import ReadOptions

TODAY = date(2026, 6, 20)
BANNU, TANK = "70.62,32.95,0", "70.38,32.22,0"


def placemark(name: str, at: str, data: str = "") -> str:
    return (
        f"<Placemark><name>{name}</name><ExtendedData><Data name='Date'><value>2024-11-18</value></Data>{data}"
        f"</ExtendedData><Point><coordinates>{at}</coordinates></Point></Placemark>"
    )


def folder(name: str, *content: str) -> str:
    return f"<Folder><name>{name}</name>{''.join(content)}</Folder>"


def typed(text: str) -> str:
    return f"<Data name='Type'><value>{text}</value></Data>"


A, B = placemark("Post A", BANNU), placemark("Post B", TANK)


def opened(path: Path, body: str) -> IncidentFile:
    path.write_text(f"<kml><Document><name>Sheet</name>{body}</Document></kml>", encoding="utf-8")
    return IncidentFile(path, ReadOptions(source="partner"), today=TODAY)


def types_of(file: IncidentFile) -> list[str]:
    return [incident.event_type for part in file.parts() for incident in part.incidents]


@pytest.mark.parametrize(
    ("body", "column"),
    [
        (folder("IED", A) + folder("Ambush", B), "folder"),
        (folder("2024", folder("IED", A), folder("Ambush", B)), "folder"),
        (folder("IED", folder("Bannu", A)) + folder("Ambush", folder("Tank", B)), "folder 2"),
        (f"<Folder>{A}<name>IED</name></Folder>" + folder("Ambush", B), "folder"),
        (folder("IED", placemark("a", BANNU, "<Data name='Folder'><value>x1</value></Data>")) + folder("Ambush", B),
         "folder of the file"),
    ],
    ids=["plain", "within a year", "around the district", "named last", "beside an attribute of that name"],
)  # fmt: skip
def test_folders_of_known_words_are_the_event_types(tmp_path: Path, body: str, column: str) -> None:
    file = opened(tmp_path / "posts.kml", body)
    assert types_of(file) == ["Explosions/Remote violence", "Battles"]
    assert any(repr(column) in note and "IED, Ambush" in note for note in file.notes)


def test_folders_of_other_words_are_offered(tmp_path: Path) -> None:
    file = opened(tmp_path / "posts.kml", folder("North", folder("Night raids", A)) + folder("Market days", B))
    (question,) = [question for question in file.questions if question.about == "event_type"]
    assert question.candidates == ("folder", "folder 2")
    assert question.option == '--column event_type="folder"'
    assert "Night raids, Market days" in question.text


def test_a_column_of_types_wins_over_folders(tmp_path: Path) -> None:
    north, south = placemark("a", BANNU, typed("IED")), placemark("b", TANK, typed("Ambush"))
    file = opened(tmp_path / "posts.kml", folder("North", north) + folder("South", south))
    assert types_of(file) == ["Explosions/Remote violence", "Battles"]
    assert not any("folder" in note for note in file.notes)


def test_folders_of_other_types_than_the_rows_state_are_a_question(tmp_path: Path) -> None:
    body = folder("IED", placemark("a", BANNU, typed("Firing"))) + folder(
        "Protests", placemark("b", TANK, typed("IED"))
    )
    (question,) = opened(tmp_path / "posts.kml", body).questions
    assert (question.about, question.candidates) == ("event_type", ("Type", "folder"))
    for column, kinds in (
        ("Type", {"Violence against civilians", "Explosions/Remote violence"}),
        ("folder", {"Explosions/Remote violence", "Protests"}),
    ):
        file = IncidentFile(
            tmp_path / "posts.kml", ReadOptions(source="p", columns={"event_type": column}), today=TODAY
        )
        assert set(types_of(file)) == kinds


def test_a_few_rows_in_a_folder_of_another_type_are_noted(tmp_path: Path) -> None:
    same = [placemark(f"a{number}", BANNU, typed("IED")) for number in range(9)]
    file = opened(tmp_path / "posts.kml", folder("IED", *same, placemark("b", TANK, typed("Protest"))))
    assert file.questions == ()
    assert any("in 1 of 10 rows (Protest in IED)" in note for note in file.notes)


def test_placemarks_without_a_folder_have_no_such_column(tmp_path: Path) -> None:
    file = opened(tmp_path / "posts.kml", placemark("a", BANNU, typed("IED")))
    assert "folder" not in file.header


def test_further_files_of_an_archive_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "posts.kmz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("doc.kml", f"<kml>{folder('IED', A)}</kml>")
        archive.writestr("more/other.kml", f"<kml>{folder('IED', B)}</kml>")
    (part,) = IncidentFile(path, ReadOptions(source="partner"), today=TODAY).parts()
    assert any("more/other.kml" in repair.what and "not read" in repair.what for repair in part.repairs)
