"""``duplicates`` and ``link``: pairs that may be reports of one event, and verdicts on them."""

from __future__ import annotations

import argparse
from typing import Any

from app.cli.output import aligned, fitted, print_json, print_line, visible
from geo.analysis.duplicates import candidates
from geo.dataset import Dataset
from geo.incidents import Incident
from geo.incidents.made_up import LABEL
from geo.incidents.words import date_words, figure_words
from geo.wording import plural

__all__ = ["duplicates", "duplicates_answer", "link"]

_MOST = 50
_WIDEST = 44


def duplicates(arguments: argparse.Namespace) -> int:
    """Print the candidate pairs of a workspace; raises `WorkspaceError` if it cannot be read."""
    answer = duplicates_answer(arguments.workspace.load(), arguments.days, arguments.km)
    if arguments.json:
        print_json(answer)
        return 0
    if answer["made_up"]:
        print_line(f"{LABEL}.")
    _print(answer)
    return 0


def link(arguments: argparse.Namespace) -> int:
    """Store whether two incidents are one event; raises `AtlasError` if that is not possible."""
    verdict = None if arguments.verdict == "none" else arguments.verdict
    arguments.workspace.set_links([(arguments.first_id, arguments.second_id, verdict)])
    if arguments.json:
        print_json({"first_id": arguments.first_id, "second_id": arguments.second_id, "verdict": verdict})
    else:
        pair = f"{arguments.first_id} and {arguments.second_id}"
        print_line(visible(f"Stored: {pair}: {verdict}." if verdict else f"The verdict on {pair} is removed."))
    return 0


def duplicates_answer(dataset: Dataset, days: int, km: float) -> dict[str, Any]:
    """The candidate pairs with the evidence side by side, and the pairs that were decided."""
    near = candidates(dataset, days, km)
    pairs = zip(near.first.tolist(), near.second.tolist(), near.days.tolist(), near.km.tolist(), strict=True)
    return {
        "made_up": bool(dataset.label),
        "days": days,
        "km": km,
        "pairs": [
            {
                "first": _brief(dataset.incidents.row(first)),
                "second": _brief(dataset.incidents.row(second)),
                "days_apart": gap,
                "km_apart": None if apart != apart else round(apart, 1),
            }
            for first, second, gap, apart in pairs
        ],
        "decided": [{"first_id": a, "second_id": b, "verdict": verdict} for (a, b), verdict in dataset.decided.items()],
    }


def _brief(incident: Incident) -> dict[str, Any]:
    return {
        "incident_id": incident.incident_id,
        "source": incident.source,
        "date": date_words(incident),
        "event_type": incident.event_type,
        "location": incident.location or None,
        "district": incident.district or None,
        "killed": figure_words(incident),
        "actors": list(incident.actors),
        "notes": incident.notes or None,
    }


def _print(answer: dict[str, Any]) -> None:
    pairs = answer["pairs"]
    reach = f"within {plural(answer['days'], 'day')} and {answer['km']:g} km"
    print_line(f"{plural(len(pairs), 'pair')} of incidents from different sources {reach}.")
    rows = []
    for pair in pairs[:_MOST]:
        km = "same district" if pair["km_apart"] is None else f"{pair['km_apart']:g} km"
        for side in ("first", "second"):
            one = pair[side]
            apart = f"{pair['days_apart']} d, {km}" if side == "first" else ""
            place = ", ".join(filter(None, (one["location"], one["district"])))
            cells = (one["incident_id"], one["date"], one["event_type"], place, one["killed"], apart)
            rows.append([fitted(visible(cell), _WIDEST) for cell in cells])
    if rows:
        print_line("")
        for line in aligned(["id", "day", "event type", "place", "killed", "apart"], rows):
            print_line(line)
    if len(pairs) > _MOST:
        print_line(f"… and {len(pairs) - _MOST:,} more (--json gives all of them)")
    if pairs:
        print_line("Decide on each pair: link FIRST_ID SECOND_ID same|different|unsure.")
