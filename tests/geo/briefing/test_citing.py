"""Citations with their version, and who reported as names."""

from __future__ import annotations

import pytest

from geo.briefing.citing import cited_once, outlet, reporters
from geo.incidents import Release


@pytest.mark.parametrize(
    ("file_name", "version"),
    [
        ("GEDEvent_v24_1.csv", "version 24.1"),
        ("ged221-csv.zip", "version 22.1"),
        ("GEDEvent_v24_0_10.csv", "version 24.0.10"),
        ("ucdp_ged_pakistan_1989_2021.csv", "version not stated in the file ucdp_ged_pakistan_1989_2021.csv"),
    ],
)
def test_the_version_of_ucdp_is_cited_as_its_file_states_it(file_name: str, version: str) -> None:
    release = Release("a", "ucdp-ged", "", file_name, "", 1, citation="GED.", options='{"layout": "ucdp"}')
    assert cited_once([release]) == [f"GED, {version}"]
    assert cited_once([Release("a", "own", "", file_name, "", 1, citation="Field list.")]) == ["Field list"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The News website, Islamabad, in English 15 May 09", "The News website"),
        ("Associated Press of Pakistan news agency, Islamabad, in English 1207gmt 08 Nov 09",
         "Associated Press of Pakistan news agency"),
        ("AFP 2005-01-11", "AFP"),
        ("AFP 18/3 2005", "AFP"),
        ("The News 28/12", "The News"),
        ("Janes Volume 18 Number 06 June 2006", "Janes"),
        ("Pakistan Timeline 2012", "Pakistan Timeline"),
        ("Dawn copy", "Dawn"),
        ("Radio 4", "Radio 4"),
        ("24 News HD", "24 News HD"),
        ("2005-01-11", "2005-01-11"),
    ],
)  # fmt: skip
def test_who_reported_is_a_name(text: str, name: str) -> None:
    assert outlet(text) == name


def test_reports_of_one_outlet_are_counted_together() -> None:
    blocks = "(1) SATP datasheet\n\n(2) Ten killed in Swat\n8 January 2010\nBBC Monitoring"
    assert reporters([blocks]) == "Reported by SATP datasheet (1), BBC Monitoring (1); each incident names its own."
    assert reporters(["AFP 2005-01-11", "AFP 18/3 2005; Dawn copy", "Dawn"]) == (
        "Reported by AFP (2), Dawn (2); each incident names its own."
    )
