"""Reports on the command line: candidates with the words they come from, and files that are no reports."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from tests.app.cli.commands import Commands

TEXT = (
    "QUETTA: A roadside bomb killed two policemen and wounded five others in Mastung district on Tuesday, police said. "
    "The Baloch Liberation Army claimed responsibility.\n"
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(f"Published: 12 May 2026\n\n{TEXT}", encoding="utf-8")
    return path


def test_each_field_comes_with_its_words(run_cli: Commands, report: Path) -> None:
    answer = run_cli("intake", report, "--publisher", "The Paper", "--json").answer
    assert (answer["published"], answer["publisher"], len(answer["candidates"])) == ("2026-05-12", "The Paper", 1)
    candidate = answer["candidates"][0]
    assert candidate["date_start"] == candidate["date_end"] == "2026-05-12"
    assert (candidate["district"], candidate["place_precision"]) == ("Mastung", "district")
    assert (candidate["killed"], candidate["abducted"]) == (
        {"low": 2, "best": 2, "high": 2},
        dict.fromkeys(("low", "best", "high")),
    )
    words = {name: [answer["text"][a:b] for a, b in spans] for name, spans in candidate["evidence"].items()}
    assert "two" in " ".join(words["killed"])
    assert "five" in " ".join(words["injured"])
    assert [(claim["kind"], claim["by"]) for claim in candidate["claims"]] == [("claimed", "Baloch Liberation Army")]
    assert candidate["sentence"] in answer["text"].replace("\n", " ")


def test_the_text_output_says_the_same_in_words(run_cli: Commands, report: Path) -> None:
    result = run_cli("intake", report)
    assert result.code == 0
    assert "1 candidate incident. Nothing is stored without --store." in result.out
    for words in (
        "12 May 2026",
        "Mastung",
        "killed 2, injured 5",
        "Claimed by Baloch Liberation Army",
        "“A roadside",
    ):
        assert words in result.out


def test_a_candidate_names_the_stored_incidents_that_it_may_be(run_cli: Commands, report: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "w.gpkg"
    stored = run_cli("intake", report, "--workspace", workspace, "--store", "1", "--json").answer
    assert stored["candidates"][0]["may_be"] == [], "nothing was stored before it"
    other = tmp_path / "other.txt"
    other.write_text(
        "Three policemen were killed by a bomb in Mastung district on 13 May 2026, officials said.", "utf-8"
    )
    (near,) = run_cli("intake", other, "--workspace", workspace, "--json").answer["candidates"][0]["may_be"]
    assert (near["incident_id"], near["days"]) == (stored["stored"][0]["incident_id"], 1)
    assert f"May be the same event as {near['incident_id']}" in run_cli("intake", other, "--workspace", workspace).out
    assert "May be" not in run_cli("intake", other).out


def test_the_option_wins_and_a_day_in_the_future_is_noted(run_cli: Commands, report: Path, tmp_path: Path) -> None:
    answer = run_cli("intake", report, "--published", "2060-05-14", "--json").answer
    assert answer["published"] == "2060-05-14"
    assert any("lies in the future" in note for note in answer["notes"])
    stated = tmp_path / "stated.txt"
    stated.write_text("Bomb kills 2 in Bannu on 3 Jan 2060, police said.", "utf-8")
    told = run_cli("intake", stated, "--json").answer
    assert (told["published"], len(told["notes"])) == ("2060-01-03", 1)
    assert "2060-01-03 lies in the future" in told["notes"][0]
    for day in ("03/04/2026", "someday"):
        wrong = run_cli("intake", report, "--published", day)
        assert (wrong.code, "--published" in wrong.err) == (2, True)


def test_standard_input_and_several_files(run_cli: Commands, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    empty = report.with_name("empty\x1b[2J.txt")
    empty.write_bytes(b"")
    result = run_cli("intake", "-", report, empty, "--json")
    assert result.code == 1
    first, second, third = result.answer["files"]
    assert (first["file"], first["published"], first["candidates"][0]["date_start"]) == ("-", None, None)
    assert second["candidates"][0]["date_start"] == "2026-05-12"
    assert third == {"file": str(empty), "refused": f"{empty.name} is empty."}
    alone = run_cli("intake", empty)
    assert (alone.code, alone.out) == (1, "")
    assert "\x1b" not in alone.err


def test_only_what_is_named_is_stored_and_the_report_is_known_again(run_cli: Commands, report: Path) -> None:
    workspace = report.with_name("w.gpkg")
    looked = run_cli("intake", report, "--workspace", workspace, "--json").answer
    assert (looked["taken_before"], looked["stored"], workspace.exists()) == (None, [], False)
    assert run_cli("intake", report, "--workspace", workspace, "--store", "2").code == 2
    assert run_cli("intake", report, "--workspace", workspace, "--store", "1,x").code == 2
    assert run_cli("intake", report, "--store", "1").code == 2
    assert not workspace.exists()
    stored = run_cli("intake", report, "--workspace", workspace, "--store", "1", "--who", "A. Person", "--json").answer
    row = run_cli("list", "--workspace", workspace, "--json").answer["incidents"][0]
    assert (row["incident_id"], row["killed_best"], row["injured"]) == (stored["stored"][0]["incident_id"], 2, 5)
    assert row["notes"].startswith("“A roadside bomb killed two")
    assert stored["sha256"] in str(row["extra"])
    assert row["claims"][0]["by"] == "Baloch Liberation Army"
    again = run_cli("intake", report, "--workspace", workspace, "--json").answer
    assert (again["taken_before"]["share"], again["taken_before"]["published"]) == (1, "2026-05-12")
    twice = run_cli("intake", report, "--workspace", workspace, "--store", "1")
    assert (twice.code, "taken in before" in twice.err) == (1, True)


@pytest.mark.parametrize(
    "options",
    [
        ("--published", "May 2025"),
        ("--published", "2025"),
        ("--store", ","),
        ("--store", "1", "--published", "2025-05-12", "--who", "A" * 99),
    ],
)
def test_a_month_is_no_day_a_comma_no_candidate_and_a_long_line_no_name(
    run_cli: Commands, tmp_path: Path, options: tuple[str, ...]
) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Three people were killed in Bannu on Saturday.")
    assert run_cli("intake", report, "--workspace", tmp_path / "w.gpkg", *options).code == 2
    assert not (tmp_path / "w.gpkg").exists()
