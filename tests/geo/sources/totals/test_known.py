"""Published files of totals, by their columns and names."""

from __future__ import annotations

import pytest

from geo.sources.totals.known import known_totals
from tests.geo.sources.totals.files import ACLED_WEEKLY, HAPI, HDX_MONTHLY


@pytest.mark.parametrize(
    ("content", "source", "keeps_types"),
    [(ACLED_WEEKLY, "acled-weekly", False), (HAPI, "hdx-hapi", True), (HDX_MONTHLY, "acled-monthly", True)],
)
def test_a_published_file_is_known_by_its_columns(content: str, source: str, keeps_types: bool) -> None:
    header = content.splitlines()[0].split(",")
    for names in (header, [name.lower() for name in header], [f" {name} " for name in reversed(header)]):
        known = known_totals(names)
        assert known is not None
        assert (known.source.name, known.keeps_types) == (source, keeps_types)
        assert known.source.citation
    assert known_totals([name for name in header if name.casefold() != "events"]) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("pakistan_political_violence_events_and_fatalities_by_month-year", "political violence"),
        ("Pakistan-Demonstration-Events", "demonstration"),
        ("pakistan civilian targeting", "civilian targeting"),
        ("totals", ""),
    ],
)
def test_the_name_of_a_monthly_file_tells_its_type(name: str, expected: str) -> None:
    monthly, weekly = (known_totals(text.splitlines()[0].split(",")) for text in (HDX_MONTHLY, ACLED_WEEKLY))
    assert monthly is not None
    assert weekly is not None
    assert (monthly.type_in_name(name), weekly.type_in_name(name)) == (expected, "")
