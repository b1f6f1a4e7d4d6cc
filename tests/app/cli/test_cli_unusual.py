"""``hotspots --method unusual``: the answer, its text, and wrong use."""

from __future__ import annotations

import argparse
from dataclasses import replace

import pytest

from app.cli.hotspots import hotspots, hotspots_answer
from app.cli.misuse import WrongUse
from tests.geo.analysis.unusual.test_look import a_rise
from tests.geo.tables import snapshot_of


def arguments(**given: object) -> argparse.Namespace:
    return argparse.Namespace(
        **{"method": "unusual", "window": None, "json": False, "out": None, "overwrite": False, **given}
    )


def test_the_answer_has_the_keys_of_the_contract() -> None:
    answer = hotspots_answer(arguments(), snapshot_of(a_rise()))
    assert list(answer)[:6] == ["method", "parameters", "reference", "n_used", "left_out", "rows"]
    first = answer["rows"][0]
    wanted = {"province", "district", "observed", "expected", "ratio", "ratio_low", "ratio_high", "p", "q", "verdict"}
    assert wanted | {"sentence"} <= set(first)
    assert (first["district"], first["observed"]) == ("Bannu", 13)
    assert first["verdict"] in ("above usual", "much above usual")
    assert sum(row["district"] is None for row in answer["rows"]) == 2


def test_more_is_said_of_what_stands_out_alone() -> None:
    first, *others = hotspots_answer(arguments(), snapshot_of(a_rise()))["rows"]
    assert first["since"]["first_day"] == "2024-10-23"
    assert first["since"]["a_week"] > 2 * first["since"]["a_week_before"]
    assert first["spread"]["cells"] == 0
    assert first["spread"]["incidents_without_point"] == 13
    assert (first["first_seen"], len(first["details"])) == ([], 2)
    nothing = {"since": None, "spread": None, "first_seen": [], "details": []}
    usual = [row for row in others if row["verdict"] in ("as usual", "too few to say") and not row["worth_a_look"]]
    assert len(usual) > 1
    assert all({name: row[name] for name in nothing} == nothing for row in usual)


def test_the_text_says_what_stands_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert hotspots(arguments(window=28), snapshot_of(a_rise())) == 0
    text = capsys.readouterr().out
    assert "Bannu: 13 incidents in the 28 days to 19 November 2024, usually 3.2" in text
    assert "  Higher since the week of 23 October 2024: 3.2 incidents a week, " in text
    assert "compared with the 13 windows of 28 days before" in text


def test_a_sample_is_not_compared(capsys: pytest.CaptureFixture[str]) -> None:
    hotspots(arguments(), snapshot_of(replace(a_rise(), is_sample=True)))
    assert "Not comparable: The incidents are a sample" in capsys.readouterr().out


@pytest.mark.parametrize("days", [0, -7, 10**9])
def test_a_window_that_is_not_possible_is_wrong_use(days: int) -> None:
    with pytest.raises(WrongUse, match="is not possible: choose 1 to"):
        hotspots_answer(arguments(window=days), snapshot_of(a_rise()))
