"""The files that the pictures of imports are made with: tables written from the bundled incidents."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DAYS = (date(2024, 11, 1), date(2024, 11, 30))


class SampleFailed(Exception):
    """A sample file was not imported; the message says which."""


def bundled_rows() -> list[dict[str, str]]:
    """The bundled incidents of `DAYS`, as the rows of their file."""
    path = ROOT / "assets" / "incidents" / "incidents.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return [row for row in rows if DAYS[0].isoformat() <= row["date_start"] <= DAYS[1].isoformat()]


def write_rows(path: Path, rows: Sequence[dict[str, str]]) -> Path:
    """Write rows as CSV."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def own_rows() -> list[dict[str, str]]:
    """Rows in the columns of an incident file, without what the application fills in."""
    left_away = ("source", "release", "incident_id")
    rows = [{key: value for key, value in row.items() if key not in left_away} for row in bundled_rows()]
    return [{"incident_id": f"{number:03}", **row} for number, row in enumerate(rows, 1)]


def partner_rows() -> list[dict[str, str]]:
    """The same reports as a partner would write them, in columns of a layout that is not known."""
    return [
        {
            "Date": date.fromisoformat(row["date_start"]).strftime("%d/%m/%Y"),
            "Location": row["location"],
            "District": row["district"],
            "Incident type": row["sub_event_type"] or row["event_type"],
            "Dead": row["killed_best"],
            "Group": row["actor1"],
            "Remarks": row["notes"],
        }
        for row in own_rows()[:12]
    ]


def faulty_rows() -> list[dict[str, str]]:
    """Rows of which some have faults: a day that does not exist, a text for a number, no known district."""
    rows = own_rows()
    rows[2]["date_start"] = "2024-11-31"
    rows[4]["killed_best"] = "several"
    rows[7] |= {"district": "Bunnoo", "lon": "", "lat": "", "place_precision": "district"}
    return rows


def revised_rows() -> list[dict[str, str]]:
    """A newer version of `own_rows`: two figures revised, one row gone."""
    rows = own_rows()
    for row in rows[3:5]:
        row["injured"] = str(int(row["injured"] or 0) + 4)
    return rows[:-1]


def sample_files(folder: Path) -> None:
    """Write the files that scenes import, and a workspace with a partner's table and two versions of another one."""
    from app.cli import run

    write_rows(folder / "partner.csv", partner_rows())
    write_rows(folder / "faulty.csv", faulty_rows())
    roads = {
        "Kohat to Bannu": [(71.44, 33.59), (70.93, 33.22), (70.61, 32.98)],
        "Bannu to Tank": [(70.61, 32.98), (70.38, 32.22)],
    }
    features = [
        {"type": "Feature", "properties": {"name": name}, "geometry": {"type": "LineString", "coordinates": points}}
        for name, points in roads.items()
    ]
    layer = {"type": "FeatureCollection", "features": features}
    (folder / "roads.geojson").write_text(json.dumps(layer), encoding="utf-8")
    workspace = str(folder / "example.gpkg")
    options = ["--source-name", "partner", "--date-order", "dmy"]
    _require(run(["import", str(folder / "partner.csv"), "--workspace", workspace, *options]), "partner.csv")
    for name, rows in (("reports.csv", own_rows()), ("reports-2.csv", revised_rows())):
        write_rows(folder / name, rows)
        _require(run(["import", str(folder / name), "--workspace", workspace, "--withdraw", "all"]), name)


def _require(code: int, name: str) -> None:
    if code:
        raise SampleFailed(f"{name}: the sample file was not imported; its messages are above")
