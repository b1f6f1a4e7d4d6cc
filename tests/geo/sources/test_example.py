"""The example with made-up data: its numbers are those stated, and its label cannot be lost."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from geo import store
from geo.briefing import briefing_of
from geo.dataset import Dataset
from geo.errors import WorkspaceError
from geo.export.incidents_csv import write_csv
from geo.incidents import Incident
from geo.incidents.made_up import LABEL, NOTICE, SOURCE
from geo.sources.bundled import bundled
from geo.sources.column_mapping.record import ColumnMapping
from geo.sources.example import make_example, recipe
from geo.sources.example.rows import expected, made_up_incidents
from geo.sources.importing import ImportOptions, import_files
from geo.sources.incident_file import IncidentFile
from geo.sources.read_options import ReadOptions
from geo.view.snapshot import resolve
from geo.view.state import State

Known = list[tuple[date, Incident]]


@pytest.fixture(scope="module")
def known() -> Known:
    return made_up_incidents()


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> store.Workspace:
    return make_example(tmp_path_factory.mktemp("example") / "example.gpkg")


@pytest.fixture(scope="module")
def dataset(example: store.Workspace) -> Dataset:
    return example.load()


def test_each_number_has_a_district(known: Known) -> None:
    drawn = {district.name for district in bundled().gazetteer.drawn}
    assert set(recipe.COUNTS) == drawn
    assert {surge.district for surge in recipe.SURGES} | {recipe.NEW_ACTOR.district} <= drawn


def test_the_shares_are_those_of_the_counts() -> None:
    names = sorted(recipe.COUNTS)
    rates = expected(names).sum(axis=0)
    planted = {surge.district for surge in recipe.SURGES}
    shares = [(rate, recipe.COUNTS[name] + 0.5) for name, rate in zip(names, rates, strict=True) if name not in planted]
    ratios = np.array([rate / count for rate, count in shares])
    assert ratios.max() / ratios.min() == pytest.approx(1)


def test_counts_vary_as_stated() -> None:
    """Over many worlds the variance of a district's count of 28 days is its mean times the dispersion."""
    names = sorted(recipe.COUNTS)
    rates = expected(names)[:52]
    random, excess = np.random.default_rng(1), recipe.DISPERSION - 1
    worlds = random.negative_binomial(rates / excess, 1 / recipe.DISPERSION, (400, *rates.shape))
    windows = worlds.reshape(400, 13, 4, len(names)).sum(axis=2)
    common = rates.sum(axis=0) > 20
    ratio = windows.var(axis=0)[:, common].sum() / windows.mean(axis=0)[:, common].sum()
    assert ratio == pytest.approx(recipe.DISPERSION, rel=0.05)


def test_more_than_half_of_a_week_is_known_only_after_two_weeks(known: Known) -> None:
    delays = np.array([(day - incident.date_start).days for day, incident in known])
    assert delays.min() >= 1
    assert 0.5 < float((delays > 14).mean()) < 0.65
    assert float((delays > 91).mean()) < 0.05


@pytest.mark.parametrize("surge", recipe.SURGES)
def test_the_surges_are_there(known: Known, surge: recipe.Surge) -> None:
    days = [incident.date_start for _, incident in known if incident.district == surge.district]
    length = (surge.last - surge.first).days + 1
    inside = sum(surge.first <= day <= surge.last for day in days)
    outside = (len(days) - inside) / (recipe.WEEKS * 7 - length)
    assert inside / length > 4 * outside


def test_the_new_actor_is_new(known: Known) -> None:
    new = recipe.NEW_ACTOR
    days = [incident.date_start for _, incident in known if incident.actor1 == f"Made-up {new.name}"]
    assert len(days) >= 4
    assert min(days) >= new.first


def test_the_workspace_is_that_of_many_releases(dataset: Dataset) -> None:
    assert 5_500 < len(dataset.incidents) < 6_500
    assert len(dataset.releases) == 143
    release_days = {release.name: date.fromisoformat(release.accessed) for release in dataset.releases}
    days = sorted(release_days.values())
    assert {(after - day).days for day, after in pairwise(days[-105:])} == {7}
    for row in range(0, len(dataset.incidents), 97):
        incident = dataset.incidents.row(row)
        assert incident.date_start < release_days[incident.release]
    brought = Counter(dataset.incidents.row(row).release for row in range(len(dataset.incidents)))
    assert all(brought[release.name] == release.rows for release in dataset.releases)


def test_the_same_example_is_made_again(known: Known, dataset: Dataset) -> None:
    """The workspace was made by another call."""
    first, stored = known[0][1], dataset.incidents.row(0)
    assert replace(stored, release="") == first
    assert list(dataset.incidents.texts["notes"][:9]) == [one.notes for _, one in known[:9]]


def test_no_name_of_the_example_is_taken_for_a_real_one(known: Known) -> None:
    actors = {name for _, incident in known for name in incident.actors}
    assert all(name.startswith("Made-up ") for name in actors)
    assert all(incident.notes.startswith("Made up") and incident.source == SOURCE for _, incident in known)
    assert not actors & set(bundled().incidents.actors)


def test_an_existing_file_is_left_alone(example: store.Workspace, tmp_path: Path) -> None:
    path = tmp_path / "mine.gpkg"
    path.write_bytes(b"mine")
    with pytest.raises(WorkspaceError, match="already a file"):
        make_example(path)
    assert path.read_bytes() == b"mine"


# the label


def test_everything_that_is_shown_says_that_it_is_made_up(dataset: Dataset) -> None:
    assert dataset.label == LABEL
    assert not dataset.is_sample
    assert NOTICE in dataset.notice
    page = briefing_of(resolve(dataset, State()), title="My title")
    assert page.label == LABEL
    assert page.caveat.startswith(LABEL)
    assert LABEL in page.record.description
    assert f'"label":"{LABEL}"' in page.record.view


def test_an_earlier_state_says_so_too(example: store.Workspace) -> None:
    past = example.load_as_of("2022-01-01")
    assert past.label == LABEL
    assert briefing_of(resolve(past, State())).caveat.startswith(LABEL)


def test_real_data_have_no_label() -> None:
    assert bundled().label == ""
    assert LABEL not in briefing_of(resolve(bundled(), State())).caveat


@pytest.fixture
def few(dataset: Dataset, tmp_path: Path) -> Path:
    return write_csv(tmp_path / "few.csv", [dataset.incidents.row(row) for row in range(30)])


def imported(path: Path, to: Path, options: ReadOptions | None = None) -> Dataset:
    workspace = store.workspace_at(to)
    import_files([IncidentFile(path, options)], workspace, ImportOptions(accept_good_rows=True))
    return workspace.load()


def test_the_label_survives_export_and_import(few: Path, tmp_path: Path) -> None:
    back = imported(few, tmp_path / "back.gpkg")
    assert (back.label, len(back.incidents)) == (LABEL, 30)


def test_the_label_survives_where_the_source_is_lost(few: Path, tmp_path: Path) -> None:
    """In another program somebody renames the columns and drops that of the source: the actors still tell."""
    with few.open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    path = tmp_path / "renamed.csv"
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(("Day", "Kind", "Town", "By"))
        writer.writerows((row["date_start"], row["event_type"], row["location"], row["actor1"]) for row in rows)
    columns = {"date_start": "Day", "event_type": "Kind", "location": "Town", "actor1": "By"}
    mapping = ColumnMapping(source="partner", columns=columns)
    back = imported(path, tmp_path / "back.gpkg", ReadOptions(column_mapping=mapping))
    assert len(back.incidents) > 20
    assert "partner" in back.incidents.coded["source"].names
    assert back.label == LABEL


def test_made_up_and_other_incidents_are_not_mixed(few: Path, tmp_path: Path) -> None:
    real = write_csv(tmp_path / "real.csv", [bundled().incidents.row(row) for row in range(5)])
    for first, second in ((few, real), (real, few)):
        path = tmp_path / f"{first.stem}.gpkg"
        imported(first, path)
        before = store.workspace_at(path).describe()
        with pytest.raises(WorkspaceError, match=r"not stored (together|beside)"):
            imported(second, path)
        assert store.workspace_at(path).describe() == before


def test_a_file_that_mixes_both_is_refused(few: Path, tmp_path: Path, dataset: Dataset) -> None:
    rows = [dataset.incidents.row(0), bundled().incidents.row(0)]
    mixed = write_csv(tmp_path / "mixed.csv", rows)
    with pytest.raises(WorkspaceError, match="mixes made-up"):
        imported(mixed, tmp_path / "new.gpkg")
    assert not (tmp_path / "new.gpkg").exists()


def test_the_label_stays_until_the_last_import_is_undone(few: Path, tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    imported(few, path)
    workspace = store.workspace_at(path)
    workspace.undo_last()
    real = write_csv(tmp_path / "real.csv", [bundled().incidents.row(0)])
    assert imported(real, path).label == ""


def test_a_row_that_another_program_adds_is_enough(dataset: Dataset) -> None:
    mixed = replace(bundled(), incidents=type(dataset.incidents).from_rows(
        [bundled().incidents.row(0), dataset.incidents.row(0)]
    ))  # fmt: skip
    assert mixed.label == LABEL


def test_the_last_release_lacks_what_is_not_yet_known(known: Known, dataset: Dataset) -> None:
    end = recipe.FIRST_DAY + timedelta(weeks=recipe.WEEKS)
    assert len(dataset.incidents) == sum(day <= end for day, _ in known)
    assert len(dataset.incidents) < len(known)
