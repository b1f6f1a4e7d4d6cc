"""``hotspots --method gistar|moran|emerging|scan|knox|density``: where incidents cluster."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from typing import Any

from app.cli.misuse import WrongUse
from app.cli.output import aligned, print_line, visible
from app.cli.progress import progress
from app.cli.shapes import left_out
from geo.analysis.hotspots.result import Finding, HotSpots, Tick
from geo.analysis.hotspots.settings import (
    COARSE,
    GRIDS,
    METRICS,
    EmergingSettings,
    LocalSettings,
    NearRepeatSettings,
    ScanSettings,
)
from geo.view.snapshot import Snapshot
from geo.wording import plural

__all__ = ["add_cluster_options", "clusters_answer", "print_clusters"]

Answer = dict[str, Any]

_LOCAL = ("gistar", "moran", "emerging")
_USED_BY: dict[str, tuple[str, ...]] = {
    "window": ("unusual",),
    "grid": _LOCAL,
    "cell": _LOCAL,
    "coarse": (*_LOCAL, "density"),
    "step": ("emerging", "scan"),
    "permutations": ("gistar", "moran", "scan", "knox"),
    "seed": ("gistar", "moran", "scan", "knox"),
    "radius": ("scan", "knox"),
    "days": ("scan", "knox"),
    "distance": ("knox",),
    "retrospective": ("scan",),
    "all_types": (*_LOCAL, "scan", "knox"),
}
"""The methods that use an option; for the others it is wrong use."""


def add_cluster_options(command: argparse.ArgumentParser) -> None:
    """Add the options of the methods of this module."""
    add = command.add_argument
    add("--grid", choices=GRIDS, help=f"{_used('grid')}: the places that are compared; default: districts")
    add("--cell", type=float, metavar="KM", help=f"{_used('cell')}: the side of a square of a grid, or of a square as "
        "large as a hexagon; default: 20")  # fmt: skip
    add("--coarse", choices=COARSE, help=f"{_used('coarse')}: what a grid does with incidents that are known only to "
        "the district; default: leave-out, of density as on the map")  # fmt: skip
    add("--step", type=int, metavar="DAYS", help="emerging, scan: the unit of time; default: 28, of the scan 7")
    add("--permutations", type=int, metavar="N", help=f"{_used('permutations')}: random permutations; default: 999")
    add("--seed", type=int, metavar="N", help=f"{_used('seed')}: the seed of random numbers; default: 20240101")
    add("--radius", type=float, nargs="+", metavar="KM", help="scan: the largest radius, default: 50; knox: the bounds "
        "of the bands of distance, rising, default: 1 5 10")  # fmt: skip
    add("--days", type=int, nargs="+", metavar="N", help="scan: the longest time of a cluster, default: 91; knox: the "
        "bounds of the bands of days, rising, default: 7 14 28")  # fmt: skip
    add("--distance", choices=METRICS, help="knox: how distance is measured; default: euclidean")
    add("--retrospective", action="store_true", help="scan: clusters of any time, not only those that reach the end")
    add("--all-types", action="store_true", help=f"{_used('all_types')}: count strategic developments, protests and "
        "riots too")  # fmt: skip


def _used(option: str) -> str:
    return ", ".join(_USED_BY[option])


def clusters_answer(arguments: argparse.Namespace, snapshot: Snapshot) -> Answer:
    """The answer of a method to what the filters give; raises `InputError` for numbers that are not possible."""
    _require_used(arguments)
    with progress("Computing") as show:
        found = _FUNCTIONS[arguments.method](arguments, snapshot, lambda share: show(arguments.method, share))
    return {
        "method": found.name,
        "variant": found.method,
        "parameters": dict(found.parameters),
        "reference": found.reference,
        "n_used": found.n_used,
        "left_out": left_out(found.left_out),
        "legend": dict(found.legend),
        "classes": found.counts,
        "notes": list(found.hints),
        "rows": [_row(row) for row in found.rows],
    }


def _require_used(arguments: argparse.Namespace) -> None:
    for name, methods in _USED_BY.items():
        given = getattr(arguments, name)
        if given not in (None, False) and arguments.method not in methods:
            option = f"--{name.replace('_', '-')}"
            raise WrongUse(f"{option} belongs to --method {' or '.join(methods)}, not to {arguments.method}.")


def _row(row: Finding) -> Answer:
    numbers = {name: _rounded(value) for name, value in row.values.items()}
    place = {"province": row.province or None, "district": row.district or None, "place": row.place}
    return {**place, **numbers, "verdict": row.verdict, "sentence": row.sentence}


def _rounded(value: Any) -> Any:
    return float(f"{value:.7g}") if isinstance(value, float) else value


def _given(arguments: argparse.Namespace, **names: str) -> Answer:
    """The fields of settings that the options state, by the name of each option."""
    values = {field: getattr(arguments, option) for option, field in names.items()}
    return {field: value for field, value in values.items() if value is not None}


_SHARED = {"permutations": "permutations", "seed": "seed", "all_types": "all_types"}
_OF_GRID = {"grid": "grid", "cell": "cell_km", "coarse": "coarse"}


def _local(arguments: argparse.Namespace) -> LocalSettings:
    if arguments.cell is not None and arguments.grid in (None, "districts"):
        raise WrongUse("--cell is the size of the cells of a grid: add --grid square or --grid hex.")
    return LocalSettings(**_given(arguments, **_SHARED, **_OF_GRID))


def _gistar(arguments: argparse.Namespace, snapshot: Snapshot, tick: Tick) -> HotSpots:
    from geo.analysis.hotspots.local_hot_spots import gi_star_hot_spots

    return gi_star_hot_spots(snapshot, _local(arguments), tick)


def _moran(arguments: argparse.Namespace, snapshot: Snapshot, tick: Tick) -> HotSpots:
    from geo.analysis.hotspots.local_hot_spots import local_moran_hot_spots

    return local_moran_hot_spots(snapshot, _local(arguments), tick)


def _emerging(arguments: argparse.Namespace, snapshot: Snapshot, tick: Tick) -> HotSpots:
    from geo.analysis.hotspots.emerging import emerging_hot_spots

    _local(arguments)
    given = _given(arguments, all_types="all_types", step="step_days", **_OF_GRID)
    return emerging_hot_spots(snapshot, EmergingSettings(**given), tick)


def _scan(arguments: argparse.Namespace, snapshot: Snapshot, tick: Tick) -> HotSpots:
    from geo.analysis.hotspots.scan import permutation_scan

    given = _given(arguments, **_SHARED, step="step_days")
    for name, field in (("radius", "radius_km"), ("days", "longest_days")):
        values = getattr(arguments, name)
        if values is not None and len(values) > 1:
            raise WrongUse(f"--{name} is one number for --method scan; several are bands of --method knox.")
        given |= {field: values[0]} if values else {}
    if arguments.retrospective:
        given = {"step_days": 28, "merge_km": 10.0} | given | {"is_prospective": False}
    return permutation_scan(snapshot, ScanSettings(**given), tick)


def _knox(arguments: argparse.Namespace, snapshot: Snapshot, tick: Tick) -> HotSpots:
    from geo.analysis.hotspots.near_repeat import near_repeats

    given = _given(arguments, **_SHARED, distance="metric")
    if arguments.radius is not None:
        given["distances_m"] = tuple(km * 1000 for km in arguments.radius)
    if arguments.days is not None:
        given["days"] = tuple(arguments.days)
    return near_repeats(snapshot, NearRepeatSettings(**given), tick)


def _density(arguments: argparse.Namespace, snapshot: Snapshot, _tick: Tick) -> HotSpots:
    from geo.analysis.hotspots.density import densest_places

    return densest_places(snapshot, None if arguments.coarse is None else arguments.coarse == "spread")


_FUNCTIONS: dict[str, Callable[[argparse.Namespace, Snapshot, Tick], HotSpots]] = {
    "gistar": _gistar,
    "moran": _moran,
    "emerging": _emerging,
    "scan": _scan,
    "knox": _knox,
    "density": _density,
}

_COLUMNS: dict[str, tuple[tuple[str, str], ...]] = {
    "gistar": (("incidents", "count"), ("neighbours", "count_of_neighbours"), ("z", "z"), ("q", "q")),
    "moran": (("incidents", "count"), ("neighbours", "count_of_neighbours"), ("z", "z"), ("q", "q")),
    "emerging": (("incidents", "count"), ("hot steps", "hot_steps"), ("cold steps", "cold_steps"),
                 ("trend p", "trend_p")),
    "scan": (("from", "first_day"), ("to", "last_day"), ("km", "radius_km"), ("incidents", "observed"),
             ("expected", "expected"), ("p", "p")),
    "knox": (("pairs", "observed"), ("expected", "expected"), ("times", "ratio"), ("p", "p")),
    "density": (("per 1,000 km²", "per_1000_km2"),),
}  # fmt: skip
"""The columns of the table on a terminal: heading, and key of a row."""

_MOST_LINES, _MOST_SENTENCES = 15, 5


def print_clusters(answer: Mapping[str, Any]) -> None:
    """A table of the first rows, the sentences of the first of them, and what a reader has to know."""
    print_line(visible(answer["variant"]))
    rows, columns = answer["rows"][:_MOST_LINES], _COLUMNS[answer["method"]]
    if rows:
        lines = [[row["place"], *(_cell(row[key]) for _, key in columns), row["verdict"]] for row in rows]
        print_line("")
        for line in aligned(("place", *(name for name, _ in columns), "class"), lines, range(1, len(columns) + 1)):
            print_line(line)
        print_line("")
    if len(answer["rows"]) > len(rows):
        print_line(f"  {plural(len(answer['rows']) - len(rows), 'more row')}: --json prints all.")
    for row in rows[:_MOST_SENTENCES]:
        print_line(visible(row["sentence"]))
    for note in answer["notes"]:
        print_line(f"  {visible(note)}")


def _cell(value: Any) -> str:
    if value is None:
        return "?"
    if isinstance(value, float):
        return f"{value:.2g}" if abs(value) < 0.1 else f"{value:,.2f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
