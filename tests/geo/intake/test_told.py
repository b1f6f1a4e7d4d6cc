"""Which incidents a text tells, by ways of telling several or none: one row of `told.csv` each.

``want`` has the day, the district (or province) and a short name of the type of each incident; ``\\n`` in a text ends a
line. What is no incident (accidents, courts, plans, rumours, other provinces) has an empty ``want``.
"""

from __future__ import annotations

import csv
from pathlib import Path

from geo.intake.candidates import Candidate
from tests.geo.intake.reports import reading_of

SHORT = {
    "Remote explosive/landmine/IED": "IED",
    "Suicide bomb": "SUI",
    "Armed clash": "CLASH",
    "Attack": "ATT",
    "Abduction/forced disappearance": "TAKEN",
    "Grenade": "GREN",
    "Shelling/artillery/missile attack": "SHELL",
    "Air/drone strike": "AIR",
    "Looting/property destruction": "LOOT",
    "Disrupted weapons use": "FOUND",
    "Arrests": "ARR",
    "Peaceful protest": "PROT",
    "Protest with intervention": "PINT",
    "Violent demonstration": "VIOL",
    "Mob violence": "MOB",
}
with (Path(__file__).parent / "told.csv").open(encoding="utf-8", newline="") as _file:
    ROWS = [(row["text"].replace("\\n", "\n"), row["want"]) for row in csv.DictReader(_file)]


def _told(candidate: Candidate) -> str:
    day = str(candidate.date_start)[5:] if candidate.date_start else "?"
    kind = SHORT.get(candidate.sub_event_type, candidate.sub_event_type)
    return f"{day} {candidate.district or candidate.province or '-'} {kind}"


def test_incidents_are_told_apart() -> None:
    wrong = {}
    for text, want in ROWS:
        found = "; ".join(sorted(map(_told, reading_of(text).candidates)))
        if found != want:
            wrong[text] = (found, want)
    assert wrong == {}
