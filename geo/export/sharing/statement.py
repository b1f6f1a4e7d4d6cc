"""What will be in a file under a profile, in words, before it is written: rows, columns, precision, what stays out."""

from __future__ import annotations

from dataclasses import dataclass

from geo.analysis.coverage import coverage
from geo.export.sharing.columns import blank_columns
from geo.export.sharing.guard import without_rights
from geo.export.sharing.profile import Profile
from geo.incidents.columns import COLUMN_NAMES
from geo.places.measure import EQUAL_AREA
from geo.view.snapshot import Snapshot
from geo.wording import plural

__all__ = ["Statement", "grid_words", "is_small", "statement_of"]

_PLACES = {
    "as-is": "Coordinates as they are stored.",
    "district": "Coordinates are the middle of the district: known to the district, no finer.",
    "none": "No coordinates; the district is named.",
}
_GRID = (
    "Coordinates are the middle of a square of {km:g} km, the same for all in it; beside a district line the place is "
    "known to the part of the square in the district."
)


@dataclass(frozen=True, slots=True)
class Statement:
    """What leaves, in sentences.

    Attributes
    ----------
    rows, columns, precision
        How many incidents and which columns there are, and how precisely places are known.
    stays_out
        What stays out, with its number and reason.
    warnings
        What a sender has to know before the file leaves.
    """

    rows: str
    columns: str
    precision: str
    stays_out: tuple[str, ...]
    warnings: tuple[str, ...] = ()

    @property
    def of_picture(self) -> tuple[str, ...]:
        """What of it is about a picture or a table, which have no columns of incidents."""
        return (self.precision, *self.stays_out, *self.warnings)

    @property
    def sentences(self) -> tuple[str, ...]:
        """All of it in order."""
        return (self.rows, self.columns, self.precision, *self.stays_out, *self.warnings)


def statement_of(snapshot: Snapshot, profile: Profile) -> Statement:
    """What of a snapshot leaves under a profile; the snapshot is the one before the guard."""
    restricted = without_rights(snapshot)
    out = 0 if profile.restricted else sum(item.n for item in restricted)
    shown, total = len(snapshot.answer) - out, len(snapshot.dataset.incidents)
    rows = f"{plural(shown, 'incident')} of {total:,}, a row each."
    if not shown:
        rows = _none(snapshot, out)
    elif not profile.rows:
        rows = f"No rows: counts of {_few_or(shown, 'incident', profile)} of {total:,} by district."
    return Statement(rows, _columns(profile), _precision(profile), tuple(_stays_out(snapshot, profile)),
                     tuple(_warnings(snapshot, profile)))  # fmt: skip


def _none(snapshot: Snapshot, out: int) -> str:
    """Why a file has no incident."""
    why = "those that pass the filters may not leave" if out else "none passes the filters in this period"
    covers = "" if out else coverage(snapshot).sentence
    return " ".join(filter(None, (f"No incident of {len(snapshot.dataset.incidents):,}: {why}.", covers)))


def is_small(count: int, profile: Profile) -> bool:
    """Whether a number of incidents is not written in words either: who has no rows cannot count them."""
    return not profile.rows and 0 < count < profile.small_counts


def _few_or(count: int, what: str, profile: Profile) -> str:
    return f"fewer than {profile.small_counts} {what}s" if is_small(count, profile) else plural(count, what)


def _columns(profile: Profile) -> str:
    blank = [name for name in COLUMN_NAMES if name in blank_columns(profile)]
    held = len(COLUMN_NAMES) - len(blank)
    held_words = f"{plural(held, 'column')} of {len(COLUMN_NAMES)}"
    return f"{held_words}; blank: {', '.join(blank)}." if blank else "All columns."


def _precision(profile: Profile) -> str:
    return _GRID.format(km=profile.cell_km) if profile.cell_km else _PLACES[profile.places]


def _stays_out(snapshot: Snapshot, profile: Profile) -> list[str]:
    found = []
    if not profile.restricted:
        found += [f"Stays out: {_few_or(item.n, 'row', profile)} {item.reason}." for item in without_rights(snapshot)]
    if not profile.notes:
        found.append("Stay out: notes, addresses of reports, quotes.")
    if not profile.place_names:
        found.append("Stay out: names of places finer than the district.")
    if profile.hides_places and profile.rows:
        found.append("Stay out: the ids of the sources (rows are numbered) and their further columns: a place could be "
                     "looked up with them.")  # fmt: skip
    layers = [layer for layer in snapshot.dataset.user_layers if not layer.is_districts]
    if layers and not profile.user_layers:
        found.append(f"Stays out: {plural(len(layers), 'user layer')}.")
    if profile.small_counts:
        found.append(f"In tables, counts below {profile.small_counts} are written as <{profile.small_counts}, and so "
                     "many others are not shown that sums do not give them away.")  # fmt: skip
    return found


def _warnings(snapshot: Snapshot, profile: Profile) -> list[str]:
    found = []
    if profile.restricted:
        found += [f"{plural(item.n, 'row')} {item.reason}." for item in without_rights(snapshot)]
    if profile.hides_places and (profile.notes or profile.place_names):
        found.append("Notes or names of places may tell the place that the coordinates do not: only coordinates in "
                     "them are removed.")  # fmt: skip
    if profile.small_counts and profile.rows:
        found.append("Who has the rows can count them: small counts are hidden in tables only.")
    return found


def grid_words(profile: Profile) -> str:
    """How the cells of the grid are laid; blank without one."""
    return f"squares of {profile.cell_km:g} km in {EQUAL_AREA}, counted from its origin" if profile.cell_km else ""
