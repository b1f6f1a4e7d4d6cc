"""``info``, ``list`` and ``table``: answers, their keys, and how filters are parsed."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date

import pytest

from app.cli import COMMANDS
from geo.incidents.columns import COLUMN_NAMES
from tests.app.cli.commands import Commands

NOVEMBER = ("--from", "2024-11-01", "--to", "2024-11-30")
VIEW = ["period", "filters", "figures", "coverage", "made_up"]
FIGURES = ["incidents", "killed_low", "killed_best", "killed_high", "injured", "abducted"]


def test_info_has_the_documented_keys(run_cli: Commands) -> None:
    result = run_cli("info", "--json")
    assert result.code == 0
    assert list(result.answer) == [
        "workspace", "incidents", "first_day", "last_day",
        "by_source", "days_by_source", "is_sample", "made_up", "by_place_precision", "by_province", "releases",
        "by_hand", "notice", "totals",
    ]  # fmt: skip
    assert result.answer["incidents"] == sum(result.answer["by_source"].values()) == 261
    assert (result.answer["first_day"], result.answer["last_day"]) == ("2021-01-03", "2026-06-14")
    assert list(result.answer["by_place_precision"]) == ["exact", "near", "district", "province", "country"]
    assert result.answer["releases"][0]["citation"]
    assert result.answer["releases"][0]["imported_at"] is None


def test_list_has_the_documented_keys(run_cli: Commands) -> None:
    answer = run_cli("list", "--json", *NOVEMBER).answer
    assert list(answer) == ["total", "shown", *VIEW, "left_out", "incidents"]
    assert (answer["total"], answer["shown"], len(answer["incidents"])) == (261, 13, 13)
    assert answer["left_out"] == [{"reason": "outside the period", "n": 248}]
    for row in answer["incidents"]:
        assert list(row) == [*COLUMN_NAMES, "claims", "counted_in"]
        date.fromisoformat(row["date_start"])
    claims = [claim for row in answer["incidents"] for claim in row["claims"]]
    keys = {"kind", "by", "about", "date", "source", "remark", "quote", "url", "figure", "value"}
    assert {key for claim in claims for key in claim} == keys


def test_unknown_values_are_null(run_cli: Commands) -> None:
    answer = run_cli("list", "--json").answer
    values = [value for row in answer["incidents"] for key, value in row.items() if key != "claims"]
    assert None in values
    assert "" not in values
    assert all(row["lon"] is None for row in answer["incidents"] if row["place_precision"] == "district")


def test_table_has_the_documented_keys(run_cli: Commands) -> None:
    answer = run_cli("table", "--by", "district", "--json", *NOVEMBER).answer
    sums = ["sum_of_rows", "note", "previous_period", "no_change"]
    assert list(answer) == ["by", *VIEW, "rows", *sums, "left_out", "total", "unlinked_candidates", "compared_with"]
    first = answer["rows"][0]
    assert list(first) == ["district", *FIGURES, "no_figure", "share", "per_100k", "per_1000_km2", "previous", "change",
                           "per_100k_shrunk", "may_be"]  # fmt: skip
    assert (first["district"], first["incidents"], first["previous"], first["change"]) == ("Khyber", 3, 1, 2)
    assert list(answer["total"])[:6] == FIGURES
    assert sum(row["incidents"] for row in answer["rows"]) == answer["total"]["incidents"] == 13


@pytest.mark.parametrize("by", ["district", "province", "type", "actor", "month", "week"])
def test_the_first_key_of_a_row_is_the_grouping(run_cli: Commands, by: str) -> None:
    answer = run_cli("table", "--by", by, "--json").answer
    assert answer["by"] == by
    assert answer["rows"]
    assert all(next(iter(row)) == by for row in answer["rows"])


def test_deaths_that_nobody_states_are_not_zero_in_the_text(run_cli: Commands) -> None:
    unknown = [row for row in run_cli("list", "--json").answer["incidents"] if row["killed_best"] is None]
    one = next(row for row in unknown if row["killed_low"] is None)
    days = ("--from", one["date_start"], "--to", one["date_end"], "--district", one["district"])
    answer = run_cli("table", "--by", "type", *days, "--json").answer
    row = next(row for row in answer["rows"] if row["no_figure"] == row["incidents"])
    line = next(x for x in run_cli("table", "--by", "type", *days).out.splitlines() if x.startswith(row["type"]))
    assert line.split("%")[1].split()[:2] == ["–", "–"]


def test_the_deadliest_week_of_november_2024_in_kp(run_cli: Commands) -> None:
    answer = run_cli("table", "--by", "week", "--province", "KP", *NOVEMBER, "--json").answer
    deadliest = max(answer["rows"], key=lambda row: row["killed_best"])
    assert deadliest["week"] == "2024-11-18/2024-11-24"
    assert (deadliest["killed_low"], deadliest["killed_best"], deadliest["killed_high"]) == (55, 60, 68)


def test_the_seven_policemen_abducted_in_bannu(run_cli: Commands) -> None:
    place = ("--district", "Bannu", "--from", "2024-11-18", "--to", "2024-11-18")
    (row,) = run_cli("list", *place, "--json").answer["incidents"]
    assert (row["abducted"], row["sub_event_type"]) == (7, "Abduction/forced disappearance")
    result = run_cli("list", *place)
    assert result.code == 0
    assert "2024-11-18  Bannu" in result.out
    assert "Abduction" in result.out


@pytest.mark.parametrize(
    ("arguments", "column", "expected"),
    [
        (("--province", "KP"), "province", "Khyber Pakhtunkhwa"),
        (("--province", "Baluchistan"), "province", "Balochistan"),
        (("--type", "Explosions"), "event_type", "Explosions/Remote violence"),
        (("--type", "violence against"), "event_type", "Violence against civilians"),
        (("--sub-type", "suicide"), "sub_event_type", "Suicide bomb"),
        (("--district", "FR Bannu"), "district", "Bannu"),
        (("--source", "CURATED"), "source", "curated"),
        (("--source", "bundled sample"), "source", "curated"),
    ],
)
def test_aliases_and_prefixes_of_names_are_resolved(
    run_cli: Commands, arguments: tuple[str, str], column: str, expected: str
) -> None:
    answer = run_cli("list", "--json", *arguments).answer
    assert answer["shown"] > 0
    assert {row[column] for row in answer["incidents"]} == {expected}


def test_an_abbreviation_resolves_to_an_actor(run_cli: Commands) -> None:
    short, long = (run_cli("list", "--json", "--actor", name).answer for name in ("TTP", "Tehrik-i-Taliban Pakistan"))
    assert short["shown"] == long["shown"] > 0


def test_values_of_one_filter_are_joined_by_or(run_cli: Commands) -> None:
    counts = [
        run_cli("list", "--json", "--type", *names).answer["shown"]
        for names in (["Battles"], ["Riots"], ["Battles", "Riots"])
    ]
    assert counts[0] + counts[1] == counts[2]
    twice = run_cli("list", "--json", "--type", "Battles", "--type", "Riots").answer
    assert twice["shown"] == counts[2]


@pytest.mark.parametrize("command", [("list",), ("table", "--by", "type"), ("snapshot", "--out", "never.png")])
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--district", "Banuu Khel Xyz"), "No district"),
        (("--province", "Bulachistun xx"), "neither Khyber Pakhtunkhwa nor Balochistan"),
        (("--type", "Batles"), "Did you mean 'Battles'"),
        (("--type", "o"), "give the whole name"),
        (("--actor", "TTPP"), "Did you mean"),
        (("--source", "acled"), "Known are: Bundled sample"),
        (("--division", "Atlantis"), "No division"),
        (("--from", "2024-13-01"), "not a day of the calendar"),
        (("--to", "yesterday"), "year-month-day"),
        (("--from", "2024-02-01", "--to", "2024-01-01"), "ends"),
        (("--min-killed", "-1"), "0 or more"),
        (("--min-killed", "many"), "invalid int"),
        (("--place-precision", "street"), "invalid choice"),
        (("--unknown",), "unrecognized"),
    ],
)
def test_wrong_use_is_an_error_with_exit_code_2(
    run_cli: Commands, command: tuple[str, ...], arguments: tuple[str, ...], message: str
) -> None:
    result = run_cli(*command, *arguments)
    assert result.code == 2
    assert result.out == ""
    assert message in result.err


def test_an_empty_result_is_no_error(run_cli: Commands) -> None:
    result = run_cli("list", "--from", "2021-02-01", "--to", "2021-02-02")
    assert result.code == 0
    assert "No incident passes these filters." in result.out
    assert run_cli("table", "--by", "week", "--from", "2021-02-01", "--to", "2021-02-02", "--json").answer["rows"] == []


def test_csv_has_all_columns_and_the_claims(run_cli: Commands) -> None:
    rows = list(csv.DictReader(io.StringIO(run_cli("list", "--csv", *NOVEMBER).out)))
    assert list(rows[0]) == [*COLUMN_NAMES, "claims", "citation", "licence", "caveat"]
    assert len(rows) == 13
    table = list(csv.DictReader(io.StringIO(run_cli("table", "--csv", "--by", "type", *NOVEMBER).out)))
    assert table[0]["type"] == "Explosions/Remote violence"
    assert sum(int(row["incidents"]) for row in table) == 13


def test_json_and_csv_exclude_each_other(run_cli: Commands) -> None:
    assert run_cli("list", "--json", "--csv").code == 2


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(run_cli: Commands, command: str) -> None:
    result = run_cli(command, "--help")
    assert result.code == 0
    assert command in result.out
    assert "--json" in result.out


def test_help_lists_exactly_the_commands(run_cli: Commands) -> None:
    result = run_cli("--help")
    assert result.code == 0
    assert all(re.search(rf"\n    {command}\s", result.out) for command in COMMANDS)
    assert run_cli("--version").out.startswith("incident-atlas ")
    assert run_cli().code == 2
    assert run_cli("take").code == 2


def test_json_is_one_object(run_cli: Commands) -> None:
    for argv in (("info",), ("list", *NOVEMBER), ("table", "--by", "month")):
        assert isinstance(json.loads(run_cli(*argv, "--json").out), dict)


def test_incidents_near_a_place_are_listed_with_their_distance(run_cli: Commands) -> None:
    near = ("list", "--within", "15", "--of", "Mingora")
    assert run_cli(*near, "--json").answer["shown"] == 1
    answer = run_cli(*near, "--possibly", "--json").answer
    assert answer["near"] == {"of": "Mingora", "km": 15.0, "last_day": "2024-10-04", "days_before_end": 618}
    assert answer["shown"] == len(answer["incidents"]) == 3
    assert all(0 <= row["km"] <= 15 for row in answer["incidents"])
    assert answer["shown"] + sum(item["n"] for item in answer["left_out"]) == answer["total"]
    printed = run_cli(*near).out
    assert printed.lstrip().startswith("km")
    assert "1 within 15 km of Mingora, 2 more may lie within" in printed
    assert "The last within 15 km of Mingora: 13 Sep 2022" in printed


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--within", "15"), "belong together"),
        (("--of", "Mingora"), "belong together"),
        (("--within", "15", "--of", "Mingra"), "Did you mean 'Mingora'"),
        (("--within", "0", "--of", "Mingora"), "more than 0"),
    ],
)
def test_an_incomplete_distance_filter_is_wrong_use(
    run_cli: Commands, arguments: tuple[str, ...], message: str
) -> None:
    result = run_cli("list", *arguments)
    assert (result.code, message in result.err) == (2, True)
