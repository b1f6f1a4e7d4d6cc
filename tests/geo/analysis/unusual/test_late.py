"""Late reports: earlier windows as they were known at the same age, and the final count."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from geo import store
from geo.analysis.unusual import Look, Settings, look
from geo.analysis.unusual.final import final_counts
from geo.analysis.unusual.late import KnownShare
from geo.calendar.days import from_day_number
from geo.calendar.period import Period
from geo.dataset import Dataset, Memo
from geo.incidents import Incident, Incidents, Release
from geo.incidents.findings import Checked
from geo.incidents.first_known import ALWAYS
from tests.geo.analysis.unusual.late_worlds import END, N_WINDOWS, WIDTH, late_world
from tests.geo.tables import snapshot_of
from tests.stored import store_rows


def seen(dataset: Dataset, settings: Settings | None = None, end: int = END) -> Look:
    return look(snapshot_of(dataset, last=from_day_number(end)), settings)


def without_releases(dataset: Dataset) -> Dataset:
    return replace(dataset, releases=(), memo=Memo())


def stated(dataset: Dataset) -> Dataset:
    """The same, with the days of the source stated: the last days may have no incident that is known."""
    return replace(dataset, stated_days={"weekly": Period(END + 1 - N_WINDOWS * WIDTH, END)})


def test_quiet_worlds_are_as_usual_and_the_final_count_is_in_its_interval() -> None:
    rng, alarms, observed, usual, plain, inside, total = np.random.default_rng(4), 0, 0.0, 0.0, 0.0, 0, 0
    for _ in range(30):
        world = late_world(rng)
        found = seen(stated(world.dataset))
        assert found.notes.known_after == 1
        alarms += any(row.verdict.is_above for row in found.rows)
        districts = [row for row in found.rows if not row.is_province]
        observed += sum(row.observed for row in districts)
        usual += sum(row.expected or 0 for row in districts)
        plain += sum(row.expected or 0 for row in seen(stated(without_releases(world.dataset))).rows if row.district)
        for row, final in zip(districts, world.final.tolist(), strict=True):
            assert row.final_low is not None
            assert row.final_high is not None
            inside += row.final_low <= final <= row.final_high
            total += 1
    assert alarms <= 5  # of 30 looks; at 5 % more are seen less than once in 200 such tests
    assert observed == pytest.approx(usual, rel=0.12)
    assert observed < 0.6 * plain  # as they are known now, the earlier windows make nearly twice as many usual
    assert inside / total > 0.95


def test_what_is_said() -> None:
    found = seen(stated(late_world(np.random.default_rng(1)).dataset))
    row = max((row for row in found.rows if not row.is_province), key=lambda row: row.observed)
    assert f"{row.observed} incidents in the 28 days to 4 October 2024, as known 1 day later, usually" in row.sentence
    assert row.sentence.endswith(f"({row.final_low}–{row.final_high}) are expected once late reports are in.")
    assert "not complete" not in row.sentence
    assert row.series[-1] == row.observed
    assert len(row.series) == 14
    assert found.notes.known_share == pytest.approx(0.4, abs=0.1)
    assert found.notes.late.startswith("Late reports: each window is counted as it was known 1 day later")
    later = {item.reason: item.n for item in found.notes.left_out}
    shown = np.count_nonzero(stated(late_world(np.random.default_rng(1)).dataset).incidents.start > END - 14 * WIDTH)
    assert found.notes.n_used + sum(later.values()) == shown


def test_windows_are_counted_as_a_loop_counts_them() -> None:
    dataset = stated(late_world(np.random.default_rng(2)).dataset)
    found, days = seen(dataset), {release.name: release.day for release in dataset.releases}
    expected = dict.fromkeys(((row.name, n) for row in found.rows for n in range(14)), 0)
    for row in dataset.incidents.rows():
        back, start = divmod(END - row.date_start.toordinal() + date(1970, 1, 1).toordinal(), WIDTH)
        if back < 14 and days[row.release] <= END + 1 - back * WIDTH:
            expected[row.district, 13 - back] += 1
            expected[row.province, 13 - back] += 1
        assert 0 <= start < WIDTH
    assert expected == {(row.name, n): count for row in found.rows for n, count in enumerate(row.series)}


def test_a_window_that_ended_earlier_has_its_own_age() -> None:
    dataset = stated(late_world(np.random.default_rng(1)).dataset)
    shares = []
    for back in (0, 3, 28, 100):
        notes = seen(dataset, end=END - back).notes
        assert notes.known_after == back + 1
        assert notes.known_share is not None
        shares.append(notes.known_share)
    assert shares == sorted(shares)
    assert shares[-1] > 0.95
    assert seen(dataset, end=END - 300).notes.known_after is None


def test_without_enough_releases_the_count_is_said_to_rise() -> None:
    rng = np.random.default_rng(3)
    for every, days in ((7, 200), (45, 756), (400, 400)):
        found = seen(stated(late_world(rng, every_days=every, n_days=days).dataset))
        assert (found.notes.known_after, found.notes.known_share, found.rows[0].final) == (None, None, None)
        assert "the count will probably rise" in found.rows[0].sentence


def test_the_past_is_as_long_as_releases_tell() -> None:
    notes = seen(stated(late_world(np.random.default_rng(3), n_days=260).dataset)).notes
    assert (notes.known_after, notes.n_windows, notes.baseline.width_days) == (1, 9, 9 * WIDTH)
    assert notes.parameters["baseline_days"] == 9 * WIDTH
    assert notes.known_share is not None


def test_interval_of_the_final_count() -> None:
    rng, known, share = np.random.default_rng(5), np.array([0, 1, 4, 20, 300]), KnownShare(60.0, 90.0)
    usual = np.array([np.inf, 5, 0.2, 0.2, 0.0])
    found = final_counts(known, usual, share, 0.95)
    p = rng.beta(share.known, share.to_come, (40_000, 1))
    final = known + rng.negative_binomial(known + np.clip(usual, 1e-6, 0.5), p)
    assert final.mean(axis=0) == pytest.approx(found.expected, rel=0.02)
    assert (((final >= found.low) & (final <= found.high)).mean(axis=0) > 0.94).all()
    assert (found.high - known <= 1.1 * np.quantile(final - known, 0.975, axis=0) + 1).all()
    nothing = final_counts(np.array([0]), np.array([0.0]), share, 0.95)
    assert (nothing.expected[0], nothing.high[0]) == (pytest.approx(0, abs=1e-3), 0)


def release(day: str, **changes: str) -> Release:
    return Release(f"import {day}", "own", f"{day}T12:00:00Z", "a.csv", "", 0, **changes)


def test_the_first_release_of_a_row_outlives_revisions(tmp_path: Path) -> None:
    plain = Incident(incident_id="own:1", date_start=date(2026, 1, 1), date_end=date(2026, 1, 1), event_type="Battles",
                     province="Balochistan", place_precision="province", source="own")  # fmt: skip
    other, path = replace(plain, incident_id="own:2"), tmp_path / "w.gpkg"
    for day, rows in (
        ("2026-01-05", [plain]),
        ("2026-02-05", [replace(plain, notes="more"), other]),
        ("2026-03-05", [replace(plain, notes="most"), replace(other, notes="more")]),
    ):
        store_rows(path, Checked(rows), release(day, accessed="2026-01-31" if day == "2026-02-05" else ""))
    workspace = store.workspace_at(path)
    for found in (workspace.load(), workspace.load_as_of("2026-02-20")):
        assert found.known_from is not None
        days = dict(zip(found.incidents.texts["incident_id"], found.known_from.tolist(), strict=True))
        assert {key: from_day_number(day).isoformat() for key, day in days.items()} == {
            "own:1": "2026-01-05", "own:2": "2026-01-31",
        }  # fmt: skip
    workspace.undo_last()
    assert workspace.load().first_releases == {"own:1": "import 2026-01-05"}


def test_first_releases_of_linked_reports_and_of_unknown_imports() -> None:
    day = date(2026, 1, 1)
    plain = Incident(incident_id="", date_start=day, date_end=day, event_type="Battles")
    rows = [replace(plain, incident_id=f"t:{n}", release=f"import 2026-0{n}-05") for n in (1, 2, 3)]
    known = (release("2026-02-05"), release("2026-03-05"))
    found = Dataset(Incidents.from_rows(rows), releases=known, linked={"t:3": (rows[1], rows[2])}).known_from
    assert found is not None
    assert found.tolist() == [ALWAYS, known[0].day, known[0].day]
    assert Dataset(Incidents.from_rows(rows)).known_from is None
    assert Dataset(Incidents.from_rows(rows), releases=known, is_sample=True).known_from is None
