"""The sentences of the page, made from a snapshot: title, filters, what is counted and what is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from geo.analysis.duplicates import unlinked
from geo.analysis.nearness import last_near
from geo.calendar.days import day_text
from geo.draw.page.lettering import plain
from geo.incidents.releases import Release
from geo.places.user_districts import UserDistricts
from geo.query import Query
from geo.taxonomy import split_names, without_remark
from geo.view.snapshot import Snapshot

__all__ = [
    "NEUTRALITY",
    "base_map",
    "cited_once",
    "counted",
    "default_title",
    "filters",
    "listed",
    "made_on",
    "mapped",
    "nothing_found",
    "sources",
]

NEUTRALITY = (
    "Lines and names show where reports place an incident. They take no position on the status of any territory, "
    "authority or border. The north-western line is the Pakistan–Afghanistan border (Durand Line)."
)
_BASE_MAP = "Provinces, neighbours, rivers: Natural Earth (public domain). {districts} Towns: GeoNames (CC BY 4.0)."
_BUNDLED_DISTRICTS = (
    "Districts are generalised and indicative, of about 2010; newer ones are shown within the district that they came "
    "from."
)


def base_map(snapshot: Snapshot) -> str:
    """What the ground of the map is made from, and the layers of the user's own with their files."""
    layers = [layer for layer in snapshot.dataset.user_layers if layer.name not in snapshot.state.hidden]
    own = next((layer for layer in snapshot.dataset.user_layers if layer.is_districts), None)
    districts = _BUNDLED_DISTRICTS
    if isinstance(snapshot.dataset.gazetteer, UserDistricts) and own is not None:
        districts = f"Districts: the layer {plain(own.name)} ({plain(own.file_name)}), supplied by the user."
    said = _BASE_MAP.format(districts=districts)
    others = [f"{plain(layer.name)} ({plain(layer.file_name)})" for layer in layers if layer is not own]
    return f"{said} Supplied by the user: {listed(others, 4, ', ')}." if others else said


def default_title(query: Query) -> str:
    """What the page is about, from the places that are asked for."""
    places = sorted(query.districts) or sorted(query.divisions)
    if places and len(places) <= 3:
        kind = "district" if query.districts else "division"
        return f"Reported incidents in {_joined(places)} {kind}{'s' if len(places) > 1 else ''}"
    provinces = sorted(query.provinces, reverse=True) or ["Khyber Pakhtunkhwa", "Balochistan"]
    return f"Reported incidents in {_joined(provinces)}"


def filters(query: Query, most: int = 4) -> str:
    """The filters in words, "No filters" if there are none; of a long list the first names and how many more."""
    said = [plain(phrase) for phrase in query.words(lambda names: listed(names, most))]
    return f"Filters: {'; '.join(said)}" if said else "No filters"


def listed(names: Sequence[str], most: int, joint: str = " or ") -> str:
    """Names joined; of a long list how many there are, the first ones and how many more."""
    if len(names) <= most:
        return joint.join(names)
    return f"any of {len(names)}: {', '.join(names[:most])} … and {len(names) - most} more"


def _joined(names: Sequence[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


def counted(snapshot: Snapshot) -> str:
    """How many incidents of how many are counted, and why not the others."""
    shown, total = len(snapshot.answer), len(snapshot.dataset.incidents)
    said = f"{shown:,} of {total:,} incidents."
    if snapshot.left_out:
        said += " Left out: " + "; ".join(f"{item.n:,} {item.reason}" for item in snapshot.left_out) + "."
    if last_near(snapshot):
        said += f" {plain(last_near(snapshot))}"
    if spread := _imprecise(snapshot):
        said += f" {spread:,} dated only to a week, month or year: in the bars, spread over it."
    if unlinked(snapshot):
        pairs = "1 pair" if unlinked(snapshot) == 1 else f"{unlinked(snapshot):,} pairs"
        said += f" {pairs} of reports by different sources may be one event each, and count as two."
    no_figure = snapshot.figures.no_figure
    if no_figure:
        said += f" {no_figure:,} without a figure of deaths: counted as incidents, not as zero."
    return said


def _imprecise(snapshot: Snapshot) -> int:
    precision = snapshot.dataset.incidents.coded["date_precision"]
    return int((~precision.isin(("day",)))[snapshot.rows].sum())


def mapped(snapshot: Snapshot, drawn: int) -> str:
    """How the incidents stand on the map: ``drawn`` as symbols, others as hatched districts or not at all."""
    known = snapshot.by_place_precision
    if not len(snapshot.answer):
        return ""
    points = known.get("exact", 0) + known.get("near", 0)
    said = [f"{drawn:,} as symbols"]
    if points > drawn:
        said.append(f"{points - drawn:,} beyond the edge of the sheet")
    if known.get("district"):
        said.append(f"{known['district']:,} known only to the district, hatched with their number")
    said += not_mapped(snapshot)
    return "On the map: " + "; ".join(said) + "."


def not_mapped(snapshot: Snapshot) -> list[str]:
    """What is too coarsely known for the map, province by province."""
    incidents, rows = snapshot.dataset.incidents, snapshot.rows
    known = snapshot.by_place_precision
    coarse = rows[incidents.coded["place_precision"].isin(("province",))[rows]]
    names = [incidents.coded["province"].names[c] for c in incidents.coded["province"].codes[coarse].tolist()]
    said = [f"{names.count(n):,} known only to {plain(n) or 'a province'}, not drawn" for n in sorted(set(names))]
    if known.get("country"):
        said.append(f"{known['country']:,} known only to the country, not drawn")
    if known.get("unlocated"):
        said.append(f"{known['unlocated']:,} without usable coordinates, not drawn")
    return said


def sources(snapshot: Snapshot) -> str:
    """Whom the incidents come from, and what they are not."""
    cited = cited_once(snapshot.dataset.releases)
    said = listed(cited, 6, "; ") or plain(snapshot.dataset.origin) or "not stated"
    return f"{said}. {plain(snapshot.dataset.notice)} {_reporters(snapshot)}".strip()


def cited_once(releases: Iterable[Release]) -> list[str]:
    """Each citation once, with the day of the last access where that is known."""
    found: dict[str, str] = {}
    for release in releases:
        name = plain(release.citation or release.name).rstrip(".")
        found[name] = max(found.get(name, ""), release.accessed)
    return [f"{name}, accessed {day}" if day else name for name, day in found.items()]


def _reporters(snapshot: Snapshot, most: int = 6) -> str:
    """Who published the reports that the incidents shown come from, those with most incidents first."""
    fields = snapshot.dataset.incidents.texts["sources"]
    counted = Counter(name for row in snapshot.rows.tolist() for name in _outlets(fields[row]))
    if not counted:
        return ""
    first = ", ".join(f"{plain(name)} ({n:,})" for name, n in counted.most_common(most))
    rest = len(counted) - most
    return f"Reported by {first}{f' and {rest:,} more' if rest > 0 else ''}; each incident names its own."


def _outlets(field: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(without_remark(part)[0] for part in split_names(field)))


def nothing_found(snapshot: Snapshot) -> str:
    """Why the page is empty."""
    if not len(snapshot.dataset.incidents):
        return "There are no incidents in this workspace."
    return (
        "No incident in this period passes these filters."
        if snapshot.state.query.is_filtered
        else ("No incident is recorded in this period.")
    )


def made_on(day: date) -> str:
    """When the page was made."""
    return f"Made on {day_text(day)} with Incident Atlas."
