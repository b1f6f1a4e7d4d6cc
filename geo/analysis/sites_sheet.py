"""The table of the features of a user layer as a sheet, as the window, the clipboard and files have it."""

from __future__ import annotations

from collections.abc import Iterator

from geo.analysis.sites import Site, Sites, sites
from geo.analysis.table_figures import whole_text
from geo.analysis.table_sheet import ALL, TableSheet, about
from geo.calendar.days import from_day_number, number_text
from geo.scales import NEAR_KM
from geo.view.snapshot import Snapshot
from geo.wording import plural

__all__ = ["MAY_BE_COLUMNS", "end_words", "sites_sheet"]

MAY_BE_COLUMNS = (2, 6)
"""The columns that hold what may be within."""


def sites_sheet(snapshot: Snapshot, layer: str, km: float) -> TableSheet:
    """What lies within ``km`` of each feature of a user layer; see `geo.analysis.sites.sites`, also for the errors."""
    found = sites(snapshot, layer, km)
    header = (
        "Site", f"Within {km:g} km", "May be within", "Nearest, km", "Last", "Days since", "Perhaps since",
        *found.quarters,
    )  # fmt: skip
    rows = (*(_row(site, site.name) for site in found.rows), _row(found.total, ALL))
    texts = (whole_text, whole_text, _km_text, *(whole_text,) * (len(header) - 4))
    title = f"Within {km:g} km of {found.layer}"
    return TableSheet(title, header, rows, about(snapshot, tuple(_notes(found))), texts)


def _row(site: Site, name: str) -> tuple[str | int | float | None, ...]:
    last = None if site.last_day is None else from_day_number(site.last_day).isoformat()
    nearest = None if site.nearest_km is None else round(site.nearest_km, 3)
    return name, site.within, site.may_be, nearest, last, site.days_since, site.days_since_possible, *site.quarters


def _km_text(km: float) -> str:
    return f"{km:,.1f}"


def end_words(found: Sites) -> str:
    """The day to which days are counted: "19 Nov 2024, the end of the data"."""
    return f"{number_text(found.end)}, the end of the {'data' if found.is_end_of_data else 'period'}"


def _notes(found: Sites) -> Iterator[str]:
    yield (
        f"Within: known exactly enough. A near place is a disc of {NEAR_KM:g} km and may be within if a part of it is. "
        "Distances are geodesic; inside an area they are 0."
    )
    yield "Nearest: the nearest exact place of the period, within the distance or not."
    yield (
        f"Last and days since: to {end_words(found)}, whenever the period begins; of an uncertain day its last one. "
        "Perhaps since: with what may be within."
    )
    in_rows = sum(site.within for site in found.rows)
    if in_rows > found.total.within:
        yield (
            f"An incident counts for each site that it is near: the rows add up to {in_rows:,}. "
            f"{ALL} counts each of the {plural(found.total.within, 'incident')} once."
        )
    if found.in_no_quarter:
        yield f"In no quarter: {found.in_no_quarter:,} whose day is known too coarsely."
    yield from (f"In no row: {item.n:,} {item.reason}." for item in found.left_out)
