"""What places and points make of a file whose rows state their districts, with and without them.

``python -m scripts.compare_places FILE`` reads a file of a known layout twice: as it is, and with the column of
districts blanked. The districts that the file states are then the answers against which the others are counted.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from geo.incidents.findings import Problem
from geo.incidents.placing import NamedPlace, NameResolver
from geo.incidents.table import Incident
from geo.sources.incident_file import IncidentFile
from geo.sources.placenames import BundledPlaces, bundled_places

_DISTRICTS = ("adm_2", "admin2")
_SAMPLE = 20


class PointsAlone(BundledPlaces):
    """The bundled places, without what the text of a place may mean: the district of a point is that of the map."""

    def named(self, location: str) -> tuple[NamedPlace, ...]:  # noqa: ARG002
        """No district and no town."""
        return ()


def main(arguments: Sequence[str]) -> int:
    """Print the tables; the status is 2 if there is not one file."""
    if len(arguments) != 1:
        print("usage: python -m scripts.compare_places FILE", file=sys.stderr)
        return 2
    path = Path(arguments[0])
    stated, problems = _read(path, bundled_places())
    print(f"{len(stated):,} incidents, {_with_point(stated.values()):,} with a point. Warnings about places:")
    _print_counts(Counter(_kind(problem.message) for problem in problems if problem.severity == "warning"))
    with tempfile.TemporaryDirectory() as folder:
        blanked = _blanked(path, Path(folder) / path.name)
        by_point, _ = _read(blanked, PointsAlone())
        by_place, doubts = _read(blanked, bundled_places())
    _compare(stated, by_point, by_place, doubts)
    return 0


def _read(path: Path, names: NameResolver) -> tuple[dict[str, Incident], list[Problem]]:
    incidents: dict[str, Incident] = {}
    problems: list[Problem] = []
    for part in IncidentFile(path, names=names).parts():
        incidents.update((incident.incident_id, incident) for incident in part.incidents)
        problems += part.problems
    return incidents, problems


def _blanked(path: Path, copy: Path) -> Path:
    """A copy of a CSV file without its districts."""
    import csv

    with path.open(encoding="utf-8-sig", newline="") as given, copy.open("w", encoding="utf-8", newline="") as made:
        rows = csv.reader(given)
        header = next(rows)
        at = [header.index(name) for name in _DISTRICTS if name in header]
        writer = csv.writer(made)
        writer.writerow(header)
        writer.writerows([("" if i in at else cell for i, cell in enumerate(row)) for row in rows])
    return copy


def _compare(
    stated: dict[str, Incident],
    by_point: dict[str, Incident],
    by_place: dict[str, Incident],
    doubts: Sequence[Problem],
) -> None:
    polygons = {name: bundled_places().district(name).polygon for name in {i.district for i in stated.values()} if name}
    rows = [
        i for i, one in stated.items() if one.district and one.lon is not None and one.place_precision != "province"
    ]
    right = {
        name: sum(_polygon(other[i].district) == polygons[stated[i].district] for i in rows)
        for name, other in (("point alone", by_point), ("place and point", by_place))
    }
    print(f"\nWithout the districts that {len(rows):,} rows state, the same drawn district is found:")
    for name, count in right.items():
        print(f"  {name:16} {count:6,}  {count / len(rows):.1%}")
    print("\nThe warnings about places are then:")
    _print_counts(Counter(_kind(problem.message) for problem in doubts if problem.severity == "warning"))
    changed = [i for i in rows if by_point[i].district != by_place[i].district]
    print(f"\nOf them {len(changed):,} change from that of the point to that of the place:")
    _print_counts(Counter(_change(stated[i], by_point[i], by_place[i], polygons) for i in changed))
    _print_sample(changed, (stated, by_point, by_place), doubts)


def _change(stated: Incident, before: Incident, after: Incident, polygons: dict[str, str]) -> str:
    wanted = polygons[stated.district]
    was, now = _polygon(before.district) == wanted, _polygon(after.district) == wanted
    return "to the stated one" if now and not was else "from the stated one" if was and not now else "neither is it"


def _polygon(district: str) -> str:
    return bundled_places().district(district).polygon if district else ""


def _print_sample(changed: Sequence[str], read: tuple[dict[str, Incident], ...], doubts: Sequence[Problem]) -> None:
    stated, by_point, by_place = read
    messages = {problem.id: problem.message for problem in doubts}
    print(f"\nA sample of {_SAMPLE}: place, stated, by point, by place, what is said")
    for i in random.Random(12).sample(list(changed), min(_SAMPLE, len(changed))):  # noqa: S311
        names = (stated[i].location, stated[i].district, by_point[i].district or "-", by_place[i].district)
        print("  " + " | ".join((*names, messages.get(i, ""))))


def _kind(message: str) -> str:
    if "which the row names" in message:
        return "far from the district stated"
    if message.startswith("The place ("):
        return "another district in the place"
    if message.endswith("the point is used."):
        return "far from the district that the place names"
    return "over the line from the place named" if message.startswith("The point lies") else message[:60]


def _with_point(incidents: Iterable[Incident]) -> int:
    return sum(1 for _ in _points(incidents))


def _points(incidents: Iterable[Incident]) -> Iterator[Incident]:
    return (incident for incident in incidents if incident.lon is not None)


def _print_counts(counts: Counter[str]) -> None:
    for what, count in counts.most_common():
        print(f"  {count:6,}  {what}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
