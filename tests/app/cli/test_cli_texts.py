"""How incidents are written in the list, and what is said beside it."""

from __future__ import annotations

import pytest

from app.cli.arguments import version
from app.cli.texts import claims_clause, killed_text
from geo import assets
from geo.incidents import Claim
from geo.sources.bundled import bundled
from tests.app.cli.speaking import Speaker
from tests.geo.tables import incident

FATA = ["Bajaur", "Khyber", "Kurram", "Mohmand", "North Waziristan", "Orakzai", "South Waziristan"]


@pytest.mark.parametrize(
    ("low", "best", "high", "text"),
    [
        (15, 15, None, "15"),
        (None, 15, None, "15"),
        (None, 15, 20, "15 (15–20)"),
        (10, 15, 20, "15 (10–20)"),
        (10, None, 20, "10–20"),
        (10, None, None, "10–?"),
        (None, None, None, "?"),
        (0, 0, 0, "0"),
    ],
)
def test_a_figure_is_given_with_what_is_known_of_its_range(
    low: int | None, best: int | None, high: int | None, text: str
) -> None:
    assert killed_text(incident(killed_low=low, killed_best=best, killed_high=high)) == text


def test_claims_are_one_clause() -> None:
    claims = [
        Claim("x", "claimed", "A", ""),
        Claim("x", "claimed", "A", "again"),
        Claim("x", "denied", "B", ""),
        Claim("x", "attributed", "the police", "C"),
    ]
    assert claims_clause(claims) == "claimed by A; denied by B; attributed to C"
    assert claims_clause([]) == "no claim recorded"


def test_the_list_gives_whole_notes_claims_and_the_meaning_of_its_marks(say: Speaker) -> None:
    out = say("list").out
    longest = max(bundled().incidents.texts["notes"], key=len)
    assert len(longest) > 120
    assert longest in out
    assert "no claim recorded" in out
    assert "claimed by" in out
    assert "~ the day is not known" in out
    assert "~" not in say("list", "--from", "2024-11-18", "--to", "2024-11-18", "--district", "Bannu").out


@pytest.mark.parametrize("name", ["FATA", "Federally Administered Tribal Areas", "former FATA"])
def test_the_former_agencies_are_no_province(say: Speaker, name: str) -> None:
    said = say("list", "--json", "--province", name)
    assert {row["district"] for row in said.answer["incidents"]} <= {
        *FATA,
        "Upper South Waziristan",
        "Lower South Waziristan",
    }
    assert 0 < said.answer["shown"] < say("list", "--json", "--province", "KP").answer["shown"]
    assert all(district in said.err for district in FATA)


def test_a_district_that_another_stands_for_is_said(say: Speaker) -> None:
    said = say("list", "--json", "--district", "Upper South Waziristan")
    assert said.err == "Upper South Waziristan → South Waziristan, split 2022\n"
    assert said.answer["shown"] == say("list", "--json", "--district", "South Waziristan").answer["shown"]
    assert say("list", "--district", "Bannu").err == ""


def test_the_version_is_that_of_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib import metadata

    def missing(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", missing)
    text = (assets.ROOT.parent / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{version()}"' in text
