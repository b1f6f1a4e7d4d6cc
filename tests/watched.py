"""Invented incidents for the watch list: two quiet years in several districts, and a surge in Bannu at the end."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from geo.incidents import Incident

__all__ = ["LAST", "QUIET", "surge_rows"]

LAST = date(2024, 12, 29)
QUIET = ("Swat", "Bajaur", "Khyber", "Kurram", "Quetta", "Kech")


def surge_rows(n: int = 16, *, source: str = "own", before: int = 1) -> list[Incident]:
    """Bannu has ``before`` incidents in each 28 days of 112 weeks, and ``n`` in the last 28 days."""
    return list(_made(n, source, before))


@cache
def _made(n: int, source: str, before: int) -> tuple[Incident, ...]:
    rng, rows = random.Random(3), []
    for week in range(112):
        start = LAST - timedelta(weeks=week, days=6)
        for district in QUIET:
            rows += [
                _row(source, district, start + timedelta(days=rng.randrange(7))) for _ in range(rng.choice((2, 3, 4)))
            ]
        if week % 4 == 0 and week >= 4:
            rows += [_row(source, "Bannu", start)] * before
    rows += [_row(source, "Bannu", LAST - timedelta(days=number % 28)) for number in range(n)]
    rows.append(_row(source, "Swat", LAST))
    return tuple(_numbered(row, number) for number, row in enumerate(rows))


def _row(source: str, district: str, day: date) -> Incident:
    province = "Balochistan" if district in ("Quetta", "Kech") else "Khyber Pakhtunkhwa"
    return Incident(
        incident_id="", source=source, date_start=day, date_end=day, event_type="Battles", sub_event_type="Armed clash",
        district=district, province=province, place_precision="district", killed_best=1,
    )  # fmt: skip


def _numbered(row: Incident, number: int) -> Incident:
    return replace(row, incident_id=f"{row.source}:{number:05}")
