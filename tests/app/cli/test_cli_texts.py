"""The text of incidents in the list, and the notes that are printed with it."""

from __future__ import annotations

import pytest

from app.cli.arguments import version
from app.cli.texts import claims_clause, killed_text
from geo import assets
from geo.incidents import Claim
from geo.sources.bundled import bundled
from tests.app.cli.commands import Commands
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
def test_a_figure_is_printed_with_its_known_range(
    low: int | None, best: int | None, high: int | None, text: str
) -> None:
    assert killed_text(incident(killed_low=low, killed_best=best, killed_high=high)) == text


def test_claims_are_joined_into_one_clause() -> None:
    claims = [
        Claim("x", "claimed", "A", ""),
        Claim("x", "claimed", "A", "again"),
        Claim("x", "denied", "B", ""),
        Claim("x", "attributed", "the police", "C"),
    ]
    assert claims_clause(claims) == "claimed by A; denied by B; attributed to C"
    assert claims_clause([]) == "no claim recorded"


def test_the_list_prints_notes_claims_and_a_legend_of_its_marks(run_cli: Commands) -> None:
    out = run_cli("list").out
    longest = max(bundled().incidents.texts["notes"], key=len)
    assert len(longest) > 120
    assert longest in out
    assert "no claim recorded" in out
    assert "claimed by" in out
    assert "~ the day is not known" in out
    assert "~" not in run_cli("list", "--from", "2024-11-18", "--to", "2024-11-18", "--district", "Bannu").out


@pytest.mark.parametrize("name", ["FATA", "Federally Administered Tribal Areas", "former FATA"])
def test_the_former_agencies_are_not_a_province(run_cli: Commands, name: str) -> None:
    result = run_cli("list", "--json", "--province", name)
    assert {row["district"] for row in result.answer["incidents"]} <= {
        *FATA,
        "Upper South Waziristan",
        "Lower South Waziristan",
    }
    assert 0 < result.answer["shown"] < run_cli("list", "--json", "--province", "KP").answer["shown"]
    assert all(district in result.err for district in FATA)


def test_a_replaced_district_is_reported(run_cli: Commands) -> None:
    result = run_cli("list", "--json", "--district", "Upper South Waziristan")
    assert result.err == "Upper South Waziristan → South Waziristan, split 2022\n"
    assert result.answer["shown"] == run_cli("list", "--json", "--district", "South Waziristan").answer["shown"]
    assert run_cli("list", "--district", "Bannu").err == ""


def test_the_version_is_that_of_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib import metadata

    def missing(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", missing)
    text = (assets.ROOT.parent / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{version()}"' in text
