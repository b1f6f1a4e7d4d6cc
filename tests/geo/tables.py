"""Hypothesis strategies for small incident tables and queries, with many unknown, imprecise and long incidents."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from geo.dataset import Dataset
from geo.incidents import DATE_PRECISIONS, PLACE_PRECISIONS, Claim, Incident, Incidents
from geo.incidents.attribution import ATTRIBUTIONS
from geo.places.border_bands import BorderZone
from geo.places.target import point_target
from geo.query import Listed, Query, Within
from geo.taxonomy import EVENT_TYPES, SUB_EVENT_TYPES
from geo.view.snapshot import Snapshot, resolve
from geo.view.state import State

few_examples = settings(max_examples=30)
"""For properties of whole tables, which are expensive to generate."""

KP, BALOCHISTAN = "Khyber Pakhtunkhwa", "Balochistan"
FIRST = date(2024, 1, 1)
DISTRICTS = ("", "Bannu", "Upper South Waziristan", "Lower South Waziristan", "Quetta", "Surab", "Nowhere")
PROVINCES = ("", KP, BALOCHISTAN, "Punjab")
ACTORS = ("Police", "Civilians", "Islamic State", "Army", "Unidentified armed group")
WORDS = ("convoy", "Checkpost", "BAZAAR", "school")
DIVISIONS = ("Bannu", "Dera Ismail Khan", "Quetta", "Kalat")

days = st.integers(0, 40).map(lambda n: FIRST + timedelta(days=n))
lengths = st.sampled_from((0, 0, 0, 1, 6, 10, 29, 365))


# Strategies are made once: making and validating one costs more than a draw from it.
KINDS = st.sampled_from(EVENT_TYPES)
SUB_KINDS = {kind: st.sampled_from(("", *subs)) for kind, subs in SUB_EVENT_TYPES.items()}
POINTS = st.sampled_from(((None, None), (70.6, 33.0)))
FIGURES = st.tuples(*[st.integers(0, 40)] * 3)
ARE_KNOWN = st.tuples(*[st.booleans()] * 3)
PLAIN: dict[str, st.SearchStrategy[Any]] = {
    "source": st.sampled_from(("own", "acled")),
    "date_precision": st.sampled_from(DATE_PRECISIONS),
    "place_precision": st.sampled_from(PLACE_PRECISIONS),
    "district": st.sampled_from(DISTRICTS),
    "province": st.sampled_from(PROVINCES),
    "actor1": st.sampled_from(("", *ACTORS)),
    "actors_associated": st.lists(st.sampled_from(ACTORS), max_size=3, unique=True).map("; ".join),
    "injured": st.one_of(st.none(), st.integers(0, 9)),
    "notes": st.lists(st.sampled_from(WORDS), max_size=2).map(" ".join),
}
"""Strategies of the columns that depend on no other column."""


def ranges(draw: st.DrawFn) -> tuple[int | None, ...]:
    """Low, best and high in order, any of them unknown."""
    figures, known = sorted(draw(FIGURES)), draw(ARE_KNOWN)
    return tuple(figure if is_known else None for figure, is_known in zip(figures, known, strict=True))


def random_incident(draw: st.DrawFn, number: int) -> Incident:
    """One valid incident; any optional value may be unknown."""
    start, kind = draw(days), draw(KINDS)
    low, best, high = ranges(draw)
    lon, lat = draw(POINTS)
    return Incident(
        incident_id=f"test:{number:03}",
        date_start=start,
        date_end=start + timedelta(days=draw(lengths)),
        event_type=kind,
        sub_event_type=draw(SUB_KINDS[kind]),
        lon=lon,
        lat=lat,
        killed_low=low,
        killed_best=best,
        killed_high=high,
        **{name: draw(strategy) for name, strategy in PLAIN.items()},
    )


_NO_DAY, _NOWHERE = None, ("", "", "", "")
SAID: tuple[tuple[tuple[Any, ...], ...], ...] = (
    (),
    (("claimed", "Tehrik-i-Taliban Pakistan", "", date(2024, 1, 9), "Dawn", "", "", "", "killed", "9"),),
    (
        ("attributed", "army statement", "TTP", _NO_DAY, "Dawn; APP", "", "", "", "killed_security", "at least 2"),
        ("denied", "TTP spokesman", ""),
        ("reported", "police", "", date(2024, 1, 9), "APP", "", "", "", "killed", "3-5"),
        ("reported", "ISPR", "", date(2024, 1, 10), "Dawn", "", "", "", "killed", "4"),
    ),
    (("claimed", "Islamic State", ""), ("claimed", "Islamic State Khorasan Province", "")),
    (("claimed", "BLA", "", _NO_DAY, "", "", "", "", "killed", "0"), ("attributed", "officials", "India")),
    (("denied", "BLA", "", _NO_DAY, *_NOWHERE, "killed", "30"), ("reported", "Rescue 1122", "ten bodies")),
)
"""What is said about incidents, by number: fields of `Claim` after the id."""

MOST_ROWS = 8
ORDERS = [st.permutations(range(count)) for count in range(MOST_ROWS + 1)]


@st.composite
def rows(draw: st.DrawFn) -> list[Incident]:
    """Incidents with unique ids, in any order."""
    count = draw(st.integers(0, MOST_ROWS))
    return [random_incident(draw, number) for number in draw(ORDERS[count])]


tables = rows().map(Incidents.from_rows)


def with_claims(incidents: Incidents) -> Dataset:
    """A dataset with claims about every row but each sixth, of six patterns by its number."""
    claims: dict[str, tuple[Claim, ...]] = {}
    for incident_id in incidents.texts["incident_id"]:
        at = int(incident_id.split(":")[1])
        said = [Claim(incident_id, *words) for words in SAID[at % len(SAID)]]
        if said:
            claims[incident_id] = tuple(said)
    return Dataset(incidents, claims)


datasets = tables.map(with_claims)
periods = st.tuples(st.one_of(st.none(), days), st.one_of(st.none(), days))

FILTERS: dict[str, st.SearchStrategy[Any]] = {
    "types": st.frozensets(st.sampled_from(EVENT_TYPES), min_size=1, max_size=3),
    "sub_types": st.frozensets(st.sampled_from([s for subs in SUB_EVENT_TYPES.values() for s in subs]), min_size=1),
    "actors": st.frozensets(st.sampled_from(ACTORS), min_size=1),
    "provinces": st.frozensets(st.sampled_from(PROVINCES[1:]), min_size=1),
    "divisions": st.frozensets(st.sampled_from(DIVISIONS), min_size=1),
    "districts": st.frozensets(st.sampled_from(DISTRICTS[1:]), min_size=1),
    "min_killed": st.integers(1, 40),
    "coarsest": st.sampled_from(PLACE_PRECISIONS[:-1]),
    "sources": st.frozensets(st.sampled_from(("own", "acled", "ucdp")), min_size=1),
    "attribution": st.frozensets(st.sampled_from(ATTRIBUTIONS), min_size=1, max_size=2),
    "text": st.sampled_from(("convoy", "SCHOOL", "bazaar convoy", "police", "xyz")),
    "within": st.builds(
        Within, st.sampled_from((point_target(70.6, 33.0), point_target(66.0, 30.0))), st.just(5.0), st.booleans()
    ),
    "border": st.sampled_from(
        (BorderZone("Afghanistan", 70.0), BorderZone(over_km=50.0, km=None), BorderZone(km=None))
    ),
    "listed": st.builds(
        Listed, st.just("chosen"), st.frozensets(st.integers(0, 40).map(lambda n: f"test:{n:03}"), max_size=8)
    ),
}


@st.composite
def queries(draw: st.DrawFn, most: int = 2) -> Query:
    """A query with a few filters."""
    first, last = draw(periods)
    chosen = draw(st.lists(st.sampled_from(sorted(FILTERS)), max_size=most, unique=True))
    return Query(first=first, last=last, **{name: draw(FILTERS[name]) for name in chosen})


def incident(number: int = 0, **changes: Any) -> Incident:
    """An incident of a single day with only the required values."""
    given: dict[str, Any] = {
        "incident_id": f"test:{number:03}",
        "date_start": FIRST,
        "event_type": "Battles",
        **changes,
    }
    return Incident(**{"date_end": given["date_start"], **given})


def dataset_of(*listed: Incident) -> Dataset:
    """A dataset of these incidents."""
    return Dataset(Incidents.from_rows(listed))


def snapshot_of(dataset: Dataset, **filters: Any) -> Snapshot:
    return resolve(dataset, State(Query(**filters)))


def counts_by_reason(items: Any) -> dict[str, int]:
    return {item.reason: item.n for item in items}
