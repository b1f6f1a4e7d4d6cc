"""Workspace files with a few incidents."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from geo import store
from geo.incidents import Claim, Incident, Release
from geo.incidents.findings import Checked
from tests.stored import store_rows

DAY = date(2024, 11, 18)


@pytest.fixture
def rows() -> Callable[[int], list[Incident]]:
    """Make this many incidents, a day apart, half of them with a point."""

    def make(count: int) -> list[Incident]:
        blank = Incident(
            incident_id="", date_start=DAY, date_end=DAY, event_type="Battles", province="Balochistan",
            place_precision="province", killed_best=2,
        )  # fmt: skip
        point = {"lon": 67.0, "lat": 30.2, "place_precision": "exact"}
        return [
            replace(blank, incident_id=f"own:{i:06}", date_start=DAY + timedelta(i % 500),
                    date_end=DAY + timedelta(i % 500), notes=f"note {i}", **(point if i % 2 else {}))
            for i in range(count)
        ]  # fmt: skip

    return make


@pytest.fixture
def checked(rows: Callable[[int], list[Incident]]) -> Checked:
    """Ten incidents, the first with a claim and a denial."""
    claims = [Claim("own:000000", "claimed", "X", "", DAY), Claim("own:000000", "denied", "Y", "a part", source="Z")]
    return Checked(rows(10), claims=claims)


@pytest.fixture
def release() -> Release:
    return Release("first", "own", "2026-06-20T00:00:00Z", "x.csv", "abc", 10, "CC0", "X, 2026")


@pytest.fixture
def workspace(tmp_path: Path, checked: Checked, release: Release) -> Path:
    """A workspace with the ten incidents, the only file in its folder."""
    path = tmp_path / "folder" / "w.gpkg"
    path.parent.mkdir()
    store.workspace_at(path).create()
    store_rows(path, checked, release)
    return path


@pytest.fixture
def digest() -> Callable[[Path], str]:
    return lambda path: hashlib.sha256(path.read_bytes()).hexdigest()
