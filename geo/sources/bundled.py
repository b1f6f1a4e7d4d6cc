"""The incidents that come with the application: read quickly, without pandas; tests hold them to every check."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from geo import assets
from geo.calendar.days import day_number
from geo.calendar.period import Period
from geo.dataset import BUNDLED_NOTICE, Dataset, claims_by_incident
from geo.incidents import Claim, ContextEvent, Incidents, Release
from geo.incidents.columns import COLUMNS, Kind

__all__ = ["bundled"]


THIN_FROM = date(2026, 1, 1)
"""From this day on the sample holds far fewer of the incidents that were reported."""

_SOURCE = "curated"


@cache
def bundled() -> Dataset:
    """The bundled incidents with their claims and the context events."""
    rows = assets.read_table("incidents", "incidents.csv")
    columns = {column.name: [_value(column.kind, row[column.name]) for row in rows] for column in COLUMNS}
    claims = (_claim(row) for row in assets.read_table("incidents", "claims.csv"))
    return Dataset(
        incidents=Incidents.from_columns(columns),
        claims=claims_by_incident(claims),
        context_events=tuple(_context_event(row) for row in assets.read_table("incidents", "context_events.csv")),
        releases=(_release(len(rows)),),
        origin="bundled incidents",
        notice=BUNDLED_NOTICE,
        caveat="A sample, not a count",
        incomplete_from=THIN_FROM,
        stated_days={_SOURCE: Period(day_number(date(2021, 1, 1)), day_number(date(2026, 6, 30)))},
        is_sample=True,
    )


def _value(kind: Kind, text: str) -> Any:
    if kind is Kind.DAY:
        return day_number(date.fromisoformat(text))
    if kind in (Kind.NUMBER, Kind.DEGREES):
        return float(text) if text else None
    return text


def _claim(row: dict[str, str]) -> Claim:
    return Claim(**{**row, "date": date.fromisoformat(row["date"]) if row["date"] else None})  # type: ignore[arg-type]


def _context_event(row: dict[str, str]) -> ContextEvent:
    start, end = date.fromisoformat(row["date_start"]), date.fromisoformat(row["date_end"])
    return ContextEvent(**{**row, "date_start": start, "date_end": end})  # type: ignore[arg-type]


def _release(rows: int) -> Release:
    return Release(
        name="bundled",
        source=_SOURCE,
        imported_at="",
        file_name="incidents.csv",
        sha256="",
        rows=rows,
        licence="facts from press reports, in the project's own words",
        citation="Incident Atlas, curated sample of published reports, January 2021 to June 2026",
    )
