"""``import --type``: what a word for event types means, asked, answered, and misused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.cli.commands import Commands

ROWS = "S-1,2024-11-18,Strike,Bannu,5\nS-2,2024-11-19,Tanazea,Tank,0\n"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    path = tmp_path / "field office.csv"
    path.write_text(f"Ref,Date,Type,District,Killed\n{ROWS}", encoding="utf-8")
    return path


def test_an_open_word_is_asked_and_its_option_decides_it(run_cli: Commands, office: Path, tmp_path: Path) -> None:
    command = ("import", office, "--workspace", tmp_path / "team.gpkg", "--json")
    asked = run_cli(*command)
    assert asked.code == 1
    (question,) = asked.answer["questions"]
    assert question["option"] == '--type "Strike=Air/drone strike"'
    assert any("Tanazea" in note for note in asked.answer["notes"])
    assert '--type "Strike=' in asked.err
    told = run_cli(*command, "--type", "strike=Air/drone strike", "--type", "Tanazea=Peaceful protest")
    assert (told.code, told.answer["added"], told.answer["problems"]) == (0, 2, [])
    assert told.answer["mapping"]["types"] == {"Strike": "Air/drone strike", "Tanazea": "Peaceful protest"}
    later = run_cli(*command)
    assert (later.code, later.answer["unchanged"]) == (0, 2)


def test_a_type_may_be_given_in_usual_words(run_cli: Commands, office: Path, tmp_path: Path) -> None:
    result = run_cli("import", office, "--workspace", tmp_path / "a.gpkg", "--json",
                     "--type", "Strike=drone strike", "--type", "Tanazea=battles")  # fmt: skip
    listed = run_cli("list", "--workspace", tmp_path / "a.gpkg", "--json").answer["incidents"]
    assert result.code == 0
    assert {row["sub_event_type"] or row["event_type"] for row in listed} == {"Air/drone strike", "Battles"}


@pytest.mark.parametrize(
    ("given", "words"), [("Strike", "a type"), ("=Battles", "a type"), ("Strike=Batles", "'Battles'")]
)
def test_a_meaning_that_is_none_is_wrong_use(
    run_cli: Commands, office: Path, tmp_path: Path, given: str, words: str
) -> None:
    result = run_cli("import", office, "--workspace", tmp_path / "a.gpkg", "--type", given)
    assert result.code == 2
    assert words in result.err
    assert not (tmp_path / "a.gpkg").exists()
