"""Files in the columns of a known layout, changed at random as programs and people change them.

A change tells what the file then says, so that the rows that are stored can be compared with it.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from geo.incidents.findings import Findings
from geo.sources.layouts.acled import COLUMNS as ACLED_COLUMNS
from geo.sources.layouts.gtd import COLUMNS as GTD_COLUMNS
from geo.sources.layouts.ucdp import COLUMNS as UCDP_COLUMNS

__all__ = ["ROWS", "ChangedFile", "changed_file"]

ROWS = 6
PLACES = (
    ("Khyber Pakhtunkhwa", "Bannu", 32.98, 70.6), ("Khyber Pakhtunkhwa", "Tank", 32.22, 70.38),
    ("Balochistan", "Quetta", 30.18, 67.0), ("Balochistan", "Kech", 26.0, 63.05),
    ("Khyber Pakhtunkhwa", "Swat", 34.77, 72.36), ("Balochistan", "Khuzdar", 27.81, 66.61),
)  # fmt: skip
DAYS = ("2019-03-05", "2019-04-18", "2019-05-25", "2019-06-07", "2019-11-30", "2019-12-01")


@dataclass
class ChangedFile:
    """A file as text, and what its rows say.

    Attributes
    ----------
    layout
        The name of the layout.
    header
        The names of the columns; none for a file without them.
    records
        The rows.
    days, points, killed
        What each row says where it is still in the file and unspoiled; None where nothing can be compared.
    changes
        The names of the changes, for the report of a failure.
    """

    layout: str
    header: list[str]
    records: list[list[str]]
    days: list[str | None]
    points: list[tuple[float, float] | None]
    killed: list[int | None]
    changes: list[str] = field(default_factory=list)
    separator: str = ","
    has_header: bool = True

    def text(self) -> str:
        """The content of the file."""
        stream = io.StringIO()
        writer = csv.writer(stream, delimiter=self.separator)
        writer.writerows([*([self.header] if self.has_header else []), *self.records])
        return stream.getvalue()

    def at(self, name: str) -> int:
        """The position of a column under its first name; -1 if it is gone."""
        return self.header.index(name) if name in self.header else -1


_DAY = {"acled": ("event_date",), "ucdp": ("date_start", "date_end"), "gtd": ("iyear", "imonth", "iday")}
_KILLED = {"acled": "fatalities", "ucdp": "best", "gtd": "nkill"}


def _acled(row: int) -> dict[str, str]:
    province, district, lat, lon = PLACES[row]
    return {
        "event_id_cnty": f"PAK{9000 + row}", "event_date": DAYS[row], "year": "2019", "time_precision": "1",
        "disorder_type": "Political violence", "event_type": "Battles", "sub_event_type": "Armed clash",
        "actor1": "Unidentified Armed Group (Pakistan)", "inter1": "Rebel group", "iso": "586",
        "country": "Pakistan", "admin1": province, "admin2": district, "location": district, "latitude": str(lat),
        "longitude": str(lon), "geo_precision": "1", "source": "A daily", "notes": f"Record {row}.",
        "fatalities": str(row), "timestamp": "1732000000",
    }  # fmt: skip


def _ucdp(row: int) -> dict[str, str]:
    province, district, lat, lon = PLACES[row]
    return {
        "id": str(5000 + row), "year": "2019", "code_status": "Clear", "type_of_violence": "1",
        "side_a": "Government of Pakistan", "side_b": "A group", "dyad_name": "A dyad", "conflict_name": "A conflict",
        "where_prec": "1", "where_coordinates": f"{district} town", "adm_1": f"{province} province",
        "adm_2": f"{district} district", "latitude": str(lat), "longitude": str(lon), "country": "Pakistan",
        "country_id": "770", "event_clarity": "1", "date_prec": "1", "date_start": DAYS[row], "date_end": DAYS[row],
        "deaths_a": "0", "deaths_b": "0", "deaths_civilians": "0", "deaths_unknown": "0", "best": str(row),
        "high": str(row), "low": str(row), "source_headline": f"Record {row}",
    }  # fmt: skip


def _gtd(row: int) -> dict[str, str]:
    province, district, lat, lon = PLACES[row]
    year, month, day = DAYS[row].split("-")
    return {
        "eventid": f"20190305000{row}", "iyear": year, "imonth": str(int(month)), "iday": str(int(day)),
        "country": "153", "country_txt": "Pakistan", "provstate": province, "city": district, "latitude": str(lat),
        "longitude": str(lon), "specificity": "1", "vicinity": "0", "summary": f"Record {row}.", "attacktype1": "2",
        "attacktype1_txt": "Armed Assault", "suicide": "0", "targtype1": "14", "targtype1_txt": "Private Citizens",
        "gname": "Unknown", "nkill": str(row), "nwound": "0",
    }  # fmt: skip


_LAYOUTS: dict[str, tuple[Sequence[str], Callable[[int], dict[str, str]]]] = {
    "acled": (ACLED_COLUMNS, _acled), "ucdp": (UCDP_COLUMNS, _ucdp), "gtd": (GTD_COLUMNS, _gtd),
}  # fmt: skip


def changed_file(seed: int) -> ChangedFile:
    """The file with this number: one to five changes of one of the layouts."""
    chance = random.Random(seed)
    layout = chance.choice(list(_LAYOUTS))
    columns, row_of = _LAYOUTS[layout]
    rows = [row_of(row) for row in range(ROWS)]
    file = ChangedFile(
        layout, list(columns), [[row.get(name, "") for name in columns] for row in rows], list(DAYS),
        [(lon, lat) for _, _, lat, lon in PLACES], list(range(ROWS)),
    )  # fmt: skip
    for change in chance.sample(_CHANGES, chance.randint(1, 5)):
        change(file, chance)
        file.changes.append(change.__name__)
    for change in chance.sample(_AT_LAST, chance.randint(0, 2)):
        change(file, chance)
        file.changes.append(change.__name__)
    return file


def _forget(file: ChangedFile, name: str, rows: Sequence[int]) -> None:
    """Expect nothing of what a column said in these rows."""
    for row in rows:
        if name in _DAY[file.layout] or name in ("date_prec", "time_precision"):
            file.days[row] = None
        if name in ("latitude", "longitude"):
            file.points[row] = None
        if name == _KILLED[file.layout]:
            file.killed[row] = None


def delete_columns(file: ChangedFile, chance: random.Random) -> None:
    """Some columns are missing."""
    for name in chance.sample(file.header, chance.randint(1, max(1, len(file.header) // 4))):
        at = file.at(name)
        file.header.pop(at)
        for record in file.records:
            record.pop(at)
        _forget(file, name, range(ROWS))


def delete_what_matters(file: ChangedFile, chance: random.Random) -> None:
    """One of the columns that every reader needs is missing."""
    at = chance.randrange(len(file.header))
    wanted = ("event_id_cnty", "id", "eventid", "longitude", "event_date", "date_start", "iyear", "admin1")
    name = next((name for name in chance.sample(wanted, len(wanted)) if name in file.header), file.header[at])
    at = file.at(name)
    file.header.pop(at)
    for record in file.records:
        record.pop(at)
    _forget(file, name, range(ROWS))


def blank_cells(file: ChangedFile, chance: random.Random) -> None:
    """Some cells are blank."""
    for _ in range(chance.randint(1, 12)):
        row, at = chance.randrange(ROWS), chance.randrange(len(file.header))
        file.records[row][at] = chance.choice(["", " ", "  "])
        _forget(file, file.header[at], [row])


def blank_a_column(file: ChangedFile, chance: random.Random) -> None:
    """A whole column is blank."""
    at = chance.randrange(len(file.header))
    for record in file.records:
        record[at] = ""
    _forget(file, file.header[at], range(ROWS))


def swap_coordinates(file: ChangedFile, _chance: random.Random) -> None:
    """Longitude and latitude are in each other's column."""
    lon, lat = file.at("longitude"), file.at("latitude")
    if lon >= 0 <= lat:
        for record in file.records:
            record[lon], record[lat] = record[lat], record[lon]
        file.points = [None] * ROWS


def move_columns(file: ChangedFile, chance: random.Random) -> None:
    """The columns are in another order."""
    order = chance.sample(range(len(file.header)), len(file.header))
    file.header = [file.header[at] for at in order]
    file.records = [[record[at] for at in order] for record in file.records]


def _rewrite_days(file: ChangedFile, write: Callable[[str], str]) -> None:
    for name in _DAY[file.layout]:
        at = file.at(name)
        if at >= 0 and file.layout != "gtd":
            for record in file.records:
                record[at] = write(record[at]) if record[at].count("-") == 2 else record[at]


def days_first(file: ChangedFile, _chance: random.Random) -> None:
    """Days are written 18/04/2019."""
    _rewrite_days(file, lambda text: "/".join(reversed(text.split("-"))))


def months_first(file: ChangedFile, _chance: random.Random) -> None:
    """Days are written 04/18/2019."""
    _rewrite_days(file, lambda text: "{1}/{2}/{0}".format(*text.split("-")))


def months_first_short(file: ChangedFile, _chance: random.Random) -> None:
    """Days are written 4/18/2019."""
    _rewrite_days(file, lambda text: "{1}/{2}/{0}".format(*(part.lstrip("0") for part in text.split("-"))))


def moments(file: ChangedFile, _chance: random.Random) -> None:
    """Days are written with midnight."""
    _rewrite_days(file, lambda text: f"{text} 00:00:00")


def decimal_commas(file: ChangedFile, _chance: random.Random) -> None:
    """Coordinates are written with a decimal comma."""
    for name in ("longitude", "latitude"):
        if (at := file.at(name)) >= 0:
            for record in file.records:
                record[at] = record[at].replace(".", ",")


def decimals(file: ChangedFile, chance: random.Random) -> None:
    """Whole numbers are written with a decimal point."""
    ending = chance.choice([".0", ".00", ",0"])
    for record in file.records:
        record[:] = [f"{cell}{ending}" if cell.isdecimal() else cell for cell in record]


def spaces(file: ChangedFile, chance: random.Random) -> None:
    """White space stands around cells."""
    for record in file.records:
        record[:] = [f" {cell} " if cell and chance.random() < 0.3 else cell for cell in record]


def nonsense(file: ChangedFile, chance: random.Random) -> None:
    """Some cells hold something else."""
    for _ in range(chance.randint(1, 4)):
        row, at = chance.randrange(ROWS), chance.randrange(len(file.header))
        file.records[row][at] = chance.choice(["x", "-", "#REF!", "NaN", "9" * 30, "\u0661", "n/a", "=1+1", "\x00"])
        _forget(file, file.header[at], [row])


def other_case(file: ChangedFile, chance: random.Random) -> None:
    """The names are written otherwise."""
    write = chance.choice([str.upper, str.title, lambda name: name.replace("_", " "), lambda name: f" {name} "])
    _rename(file, [write(name) for name in file.header])


def cut_names(file: ChangedFile, _chance: random.Random) -> None:
    """The names are cut to ten characters, as in a Shapefile."""
    given: list[str] = []
    for name in file.header:
        short, number = name[:10], 0
        while short in given:
            number += 1
            short = f"{name[: 8 if number < 10 else 7]}_{number}"
        given.append(short)
    _rename(file, given)


def prefixed_names(file: ChangedFile, _chance: random.Random) -> None:
    """The names have the prefix of a layer."""
    _rename(file, [f"layer_{name}" for name in file.header])


def no_header(file: ChangedFile, _chance: random.Random) -> None:
    """The file has no names."""
    file.has_header = False


def _rename(file: ChangedFile, names: Sequence[str]) -> None:
    file.header = list(names)


def other_separator(file: ChangedFile, chance: random.Random) -> None:
    """The cells are separated by another sign."""
    file.separator = chance.choice([";", "\t", "|"])


_CHANGES = (
    delete_columns, delete_what_matters, blank_cells, blank_a_column, swap_coordinates, move_columns, days_first,
    months_first, months_first_short, moments, decimal_commas, decimals, spaces, nonsense,
)  # fmt: skip
_AT_LAST = (other_case, cut_names, prefixed_names, no_header, other_separator)


def is_accounted_for(findings: Findings) -> bool:
    """Whether each row of a file is stored, rejected with a problem, or left out with a reason."""
    rejected = {problem.row for problem in findings.problems if problem.severity == "error" and problem.row}
    whole = any(problem.severity == "error" and not problem.row for problem in findings.problems)
    return findings.rows_read == ROWS and (whole or len(rejected) >= findings.rejected)
