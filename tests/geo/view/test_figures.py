"""Whose figures: the choice, and that all that shows numbers has the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.cli.shapes import list_answer, table_answer
from geo.analysis.counts import table
from geo.analysis.status import status
from geo.analysis.table_sheet import sheet
from geo.analysis.trend import trend
from geo.briefing.content import briefing_of
from geo.briefing.record import state_record
from geo.briefing.reopening import state_of
from geo.dataset import Dataset
from geo.errors import UnknownName
from geo.export.incidents_csv import rows_of
from geo.export.sharing.guard import guarded, only_shown
from geo.export.sharing.profile import Profile
from geo.incidents import Claim, Incident, Incidents
from geo.incidents.whose_figures import FIXED, whose
from geo.query import Query
from geo.view.figures import dataset_by, figures_words
from geo.view.snapshot import resolve
from geo.view.state import State
from tests.geo.tables import dataset_of, datasets, incident, queries, with_claims

few = settings(max_examples=15)
CHOICES = (*FIXED, "publisher:Dawn", "publisher:APP", "publisher:Nobody")


def counted(row: Incident) -> int | None:
    """The number by which a row counts, by its definition."""
    return next((n for n in (row.killed_best, row.killed_low, row.killed_high) if n is not None), None)


def stated(claims: list[Claim], *, of: str, default: tuple[int | None, ...]) -> tuple[int | None, ...]:
    """The deaths (low, best, high) that the claims of `tests.geo.tables.SAID` give for a choice, worked out by hand."""
    patterns: dict[tuple[str, ...], dict[str, tuple[int | None, ...]]] = {
        ("9",): {"group": (9, 9, 9), "publisher:Dawn": (9, 9, 9)},
        ("at least 2", "", "3-5", "4"): {
            "official": (4, 4, 4), "publisher:Dawn": (4, 4, 4), "publisher:APP": (3, None, 5),
        },
        ("0", ""): {"group": (0, 0, 0)},
    }  # fmt: skip
    said = tuple(claim.value for claim in claims)
    if of in ("lowest", "highest"):
        numbers = [n for n in default if n is not None]
        numbers += {("9",): [9], ("at least 2", "", "3-5", "4"): [3, 5, 4], ("0", ""): [0]}.get(said, [])
        return ((min if of == "lowest" else max)(numbers),) * 3 if numbers else (None,) * 3
    return default if of == "best" else patterns.get(said, {}).get(of, (None, None, None))


@few
@given(datasets, st.sampled_from(CHOICES))
def test_each_row_has_the_figure_of_the_choice(dataset: Dataset, choice: str) -> None:
    shown = dataset_by(dataset, choice)
    for stored, row in zip(dataset.incidents.rows(), shown.incidents.rows(), strict=True):
        default = (stored.killed_low, stored.killed_best, stored.killed_high)
        said = list(dataset.claims.get(stored.incident_id, ()))
        low, best, high = stated(said, of=choice, default=default)
        got = (row.killed_low, row.killed_best, row.killed_high)
        assert (got[0], got[2]) == (low, high), (choice, said)
        assert got[1] == best or (best is None and low != high), (choice, said)
        assert row.incident_id == stored.incident_id


@few
@given(datasets, queries(), st.sampled_from(CHOICES))
def test_all_doors_agree(dataset: Dataset, query: Query, choice: str) -> None:
    snapshot = resolve(dataset, State(query, figures=choice))
    rows = list(snapshot.dataset.incidents.rows(snapshot.rows))
    numbers = [counted(row) for row in rows]
    killed, unknown = sum(n or 0 for n in numbers), numbers.count(None)
    assert (snapshot.figures.killed_best, snapshot.figures.no_figure) == (killed, unknown)
    assert table(snapshot, "type").total.killed_best == killed
    assert sum(each.figures.killed_best for each in trend(snapshot, "month").bins) == killed
    listed = list_answer(snapshot)
    assert [each["killed_best"] for each in listed["incidents"]] == [row.killed_best for row in rows]
    assert table_answer(snapshot, "type")["total"]["killed_best"] == killed
    assert listed["figures"] == choice
    drawn = snapshot.dataset.incidents.killed[snapshot.rows]
    assert [None if np.isnan(n) else int(n) for n in drawn] == numbers
    written = list(rows_of(snapshot))
    at = written[0].index("killed_best")
    plain = ["" if row.killed_best is None else str(row.killed_best) for row in rows]
    assert [line[at] for line in written[1:]] == plain


@pytest.mark.parametrize("choice", CHOICES)
def test_all_that_leaves_says_whose_figures_it_has(choice: str) -> None:
    dataset = with_claims(Incidents.from_rows(incident(number, killed_best=1) for number in range(6)))
    snapshot = resolve(dataset, State(figures=choice))
    figures, words = snapshot.figures, figures_words(snapshot.dataset)
    for other in (only_shown(snapshot), guarded(snapshot, Profile("partner", notes=False))):
        assert other.figures == figures
        assert (other.dataset.figures, other.dataset.stored) == (choice, None)
        assert figures_words(other.dataset) == words
    assert bool(words) == (choice != "best")
    assert words in status(snapshot)
    assert words.removeprefix("killed: ") in briefing_of(snapshot).caveat
    assert words.removeprefix("killed: ") in " ".join(sheet(snapshot, "type").notes)
    assert state_of({"format": 2, **state_record(snapshot.state)}).figures == choice


@few
@given(datasets, queries(), st.sampled_from(CHOICES), st.sampled_from(CHOICES))
def test_the_way_back_and_the_masks_are_exact(dataset: Dataset, query: Query, one: str, other: str) -> None:
    """What is cached with the stored data does not tell on others: a filter by killed asks for the figures shown."""
    state = State(query)
    for choice in (one, other, "best", one):
        got = resolve(resolve(dataset, replace(state, figures=other)).dataset, replace(state, figures=choice))
        fresh = resolve(Dataset(dataset.incidents, dataset.claims), replace(state, figures=choice))
        assert got.rows.tolist() == fresh.rows.tolist()
        assert got.figures == fresh.figures
    assert resolve(resolve(dataset, replace(state, figures=one)).dataset, state).dataset is dataset


def claimed(**values: Any) -> Claim:
    return Claim(**{"incident_id": "test:001", "kind": "reported", "by": "", "about": "", **values})


def test_other_figures_and_parts() -> None:
    claims = (
        claimed(by="police", figure="injured", value="7"),
        claimed(by="ISPR", figure="killed_militants", value="12"),
        claimed(kind="denied", by="ISPR", figure="killed", value="30"),
        claimed(by="police", figure="injured", value="9", date=date(2024, 1, 2)),
    )
    row = incident(1, killed_low=2, killed_best=3, injured=1, killed_militants=1, sources="Dawn (APP)")
    dataset = replace(dataset_of(row), claims={"test:001": claims})
    official = dataset_by(dataset, "official").incidents.row(0)
    assert (official.injured, official.killed_militants, official.killed_best) == (9, 12, None)
    highest = dataset_by(dataset, "highest").incidents.row(0)
    assert (highest.injured, highest.killed_best, highest.killed_militants) == (9, 3, None)  # 12 of 3 is no part
    of_dawn = dataset_by(dataset, "publisher:Dawn").incidents.row(0)
    assert (of_dawn.killed_low, of_dawn.killed_best, of_dawn.injured) == (2, 3, 1)


def test_a_linked_report_is_what_its_source_publishes() -> None:
    reports = (incident(1, killed_best=3, source="own"), incident(2, killed_best=8, injured=4, source="ucdp"))
    dataset = replace(dataset_of(incident(1, killed_low=3, killed_best=3, killed_high=8)), linked={"test:001": reports})
    name = next(each for each in dataset.publishers if each.casefold().startswith("ucdp"))
    shown = dataset_by(dataset, f"publisher:{name}").incidents.row(0)
    assert (shown.killed_best, shown.injured) == (8, 4)


@pytest.mark.parametrize("text", ["", "most", "publisher:", "publisher:Daw", "publisher"])
def test_a_choice_that_is_none_is_refused_in_words(text: str) -> None:
    with pytest.raises(UnknownName, match=r"figure"):
        whose(text, ("Dawn",))
    assert whose("Publisher: dawn ", ("Dawn",)) == "publisher:Dawn"
    assert whose("LOWEST", ()) == "lowest"
