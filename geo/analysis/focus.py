"""What the user looks at within a snapshot: one district, and one of the selected incidents."""

from __future__ import annotations

from dataclasses import replace

from geo.places.records import DrawnDistrict
from geo.query import PLACES, districts_within
from geo.view.snapshot import Snapshot, once_per_snapshot, resolve

__all__ = ["current_row", "district_of", "focused"]


def district_of(snapshot: Snapshot) -> DrawnDistrict | None:
    """The district that is looked at; ``None`` if none is, or if the filter by place leaves it out."""
    name, query = snapshot.state.district, snapshot.state.query
    found = next((d for d in snapshot.dataset.gazetteer.drawn if d.name == name), None) if name else None
    if found is None or not any(getattr(query, field) for field in PLACES):
        return found
    return found if districts_within(snapshot.dataset, query)[found.index] else None


@once_per_snapshot
def focused(snapshot: Snapshot) -> Snapshot:
    """What the same filters give in the district that is looked at; the snapshot itself if none is."""
    district = district_of(snapshot)
    if district is None:
        return snapshot
    nothing: frozenset[str] = frozenset()
    state = snapshot.state.with_query(provinces=nothing, divisions=nothing, districts=frozenset({district.name}))
    return resolve(snapshot.dataset, replace(state, district=""))


def current_row(snapshot: Snapshot) -> int | None:
    """Position of the selected incident that is shown in full; ``None`` without a selection."""
    rows = snapshot.selected_rows
    at = snapshot.dataset.incidents.positions.get(snapshot.state.current)
    return at if at in rows else next(iter(rows), None)
