"""What answers say about themselves: period, filters, days that are not covered, sums, and the district counted in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geo.analysis.counts import GROUPINGS
from geo.sources.bundled import bundled
from tests.app.cli.commands import Commands

NOVEMBER = ("--from", "2024-11-01", "--to", "2024-11-30")
ANSWERS = {
    "list": ("list",),
    "table": ("table", "--by", "type"),
    "snapshot": ("snapshot", "--out", "{out}", "--dpi", "50"),
}


@pytest.mark.parametrize("argv", ANSWERS.values(), ids=ANSWERS)
def test_an_answer_has_its_period_filters_and_coverage(
    run_cli: Commands, tmp_path: Path, argv: tuple[str, ...]
) -> None:
    options = ("--province", "KP", "--type", "Battles", "Riots", "--min-killed", "1", "--within", "90", "--of", "Bannu")
    command = tuple(word.format(out=tmp_path / "a.png") for word in argv)
    answer = run_cli(*command, *NOVEMBER, *options, "--json").answer
    assert answer["period"] == {"first_day": "2024-11-01", "last_day": "2024-11-30", "days": 30}
    assert answer["filters"] == {
        "province": ["Khyber Pakhtunkhwa"],
        "type": ["Battles", "Riots"],
        "min_killed": 1,
        "within": 90.0,
        "of": "Bannu",
    }
    assert answer["coverage"]["days_not_covered"] == 0
    assert answer["coverage"]["is_sample"] is True


def test_every_filter_is_in_the_answer(run_cli: Commands) -> None:
    options = {
        "sub_type": "Suicide bomb",
        "actor": "Police",
        "division": "Bannu",
        "source": "curated",
        "attribution": "undisputed",
        "place_precision": "district",
        "text": "police",
    }
    words = [word for name, value in options.items() for word in (f"--{name.replace('_', '-')}", value)]
    filters = run_cli("list", "--json", "--certain-days", *words).answer["filters"]
    assert filters == {
        **{name: [options[name]] for name in ("sub_type", "actor", "division", "source", "attribution")},
        "place_precision": "district",
        "text": "police",
        "certain_days": True,
    }
    assert run_cli("list", "--json").answer["filters"] == {}


def test_without_incidents_the_period_is_unknown(run_cli: Commands, tmp_path: Path) -> None:
    header = "date_start,event_type,district,province,place_precision\n"
    (tmp_path / "a.csv").write_text(f"{header}2024-11-01,Battles,Bannu,KP,district\n", encoding="utf-8")
    target = str(tmp_path / "w.gpkg")
    run_cli("import", str(tmp_path / "a.csv"), "--workspace", target, "--source-name", "x")
    run_cli("undo", "--workspace", target)
    answer = run_cli("table", "--by", "type", "--workspace", target, "--json").answer
    assert answer["period"] == {"first_day": None, "last_day": None, "days": 0}
    assert answer["no_change"] == "there are no data"


def test_days_that_are_not_covered_are_said(run_cli: Commands) -> None:
    period = ("--from", "2026-06-01", "--to", "2026-07-31")
    sentence = "The data (a sample) end on 30 Jun 2026: 31 of 61 days are not covered."
    answer = run_cli("table", "--by", "district", *period, "--json").answer
    assert answer["coverage"]["sentence"] == sentence
    assert answer["coverage"]["days_not_covered"] == 31
    assert answer["no_change"] == sentence[0].lower() + sentence[1:-1]
    assert {(row["previous"], row["change"]) for row in answer["rows"]} <= {(None, None)}
    text = run_cli("table", "--by", "district", *period).out
    assert sentence[4:-1] in text
    assert "no change is shown: days are not covered" in text
    assert sentence in run_cli("table", "--by", "district", *period, "--csv").err
    assert "31 of 61 days are not covered" in run_cli("list", *period).out


def test_the_period_before_is_named_where_a_change_is_shown(run_cli: Commands) -> None:
    answer = run_cli("table", "--by", "district", *NOVEMBER, "--json").answer
    assert answer["no_change"] is None
    assert answer["previous_period"] == {"first_day": "2024-10-02", "last_day": "2024-10-31", "days": 30}
    whole = run_cli("table", "--by", "district", "--json").answer
    assert whole["previous_period"] is None
    assert "no change is shown: the data (a sample) begin on 1 Jan 2021" in run_cli("table", "--by", "district").out


def test_info_gives_the_days_of_each_source(run_cli: Commands) -> None:
    answer = run_cli("info", "--json").answer
    assert answer["days_by_source"] == [
        {"source": "curated", "first_day": "2021-01-01", "last_day": "2026-06-30", "is_stated": True}
    ]
    assert "Bundled sample        261  2021-01-01  2026-06-30  stated, a sample" in run_cli("info").out


@pytest.mark.parametrize("by", GROUPINGS)
def test_rows_that_add_up_to_more_than_all_are_explained(run_cli: Commands, by: str) -> None:
    answer = run_cli("table", "--by", by, "--json").answer
    assert answer["sum_of_rows"] == sum(row["incidents"] for row in answer["rows"])
    held = sum(item["n"] for item in answer["left_out"])
    is_more = answer["sum_of_rows"] + held > answer["total"]["incidents"]
    assert is_more == (by == "actor")
    assert (answer["note"] is not None) == is_more
    for output in (run_cli("table", "--by", by).out, run_cli("table", "--by", by, "--csv").err):
        assert ("add up to" in output) == is_more
    if is_more:
        named = len(bundled().incidents) - held
        assert answer["note"] == (
            f"An incident counts for each of its actors: the rows add up to {answer['sum_of_rows']:,}, "
            f"more than the {named} incidents in them."
        )


def test_a_later_district_says_which_one_counts_it(run_cli: Commands) -> None:
    incidents = run_cli("list", "--json").answer["incidents"]
    counted = {row["district"]: row["counted_in"] for row in incidents}
    assert counted["Upper South Waziristan"] == "South Waziristan"
    assert counted["Bannu"] == "Bannu"
    rows = {row["district"]: row["incidents"] for row in run_cli("table", "--by", "district", "--json").answer["rows"]}
    assert rows == {name: sum(row["counted_in"] == name for row in incidents) for name in rows}
    header = run_cli("list", "--district", "Upper South Waziristan").out.splitlines()[0]
    assert "counted in" in header
    assert "counted in" not in run_cli("list", "--district", "Bannu").out.splitlines()[0]


def test_one_incident_is_singular(run_cli: Commands, table: Path, tmp_path: Path) -> None:
    one = tmp_path / "one.csv"
    one.write_text("".join(table.read_text(encoding="utf-8").splitlines(keepends=True)[:2]), encoding="utf-8")
    target = str(tmp_path / "w.gpkg")
    run_cli("import", str(one), "--workspace", target)
    for argv in (("list",), ("table", "--by", "actor"), ("info",), ("table", "--by", "week")):
        result = run_cli(*argv, "--workspace", target)
        assert re.findall(r"(?<![\d,.])1 (?:incidents|rows|days|pairs|districts)\b", result.out) == []
    assert "1 of 1 incident" in run_cli("list", "--workspace", target).out
