"""What an import has changed, in numbers and in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

__all__ = ["ImportReport", "is_other_event"]


_IDENTITY = frozenset({"date_start", "district", "event_type", "location", "actor1", "killed_best"})


def is_other_event(differing: Iterable[str]) -> bool:
    """Whether a row is hardly a new version of the stored one: its day and most of what tells events apart differ.

    Parameters
    ----------
    differing
        The names of the columns in which the two differ.
    """
    names = _IDENTITY.intersection(differing)
    return "date_start" in names and len(names) >= 3


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import has changed, in rows; ``release`` is the name of its record, blank if nothing was stored.

    ``revised_fields`` counts the revised rows by column, ``left_out`` the rows that are not incidents of this map or
    not newer by the reason. ``missing_kept`` are stored rows of the source that the file lacks and that were kept,
    because the file does not seem to be a newer version of all of them; ``newer_kept`` are those among them that are
    newer than the file: it is older than what is stored. ``other_events`` counts the revised rows that have nothing in
    common with their stored version but the id; see `is_other_event`. ``edited`` are incidents that were entered or
    edited by hand and kept although the file has a newer version or lacks them; of ``offered`` ones that version is now
    stored beside it, for the user to decide; ``edited_replaced`` are those edited by hand that the import has revised
    or withdrawn. The ``totals_…`` count totals, which are no incidents: then `added` to `unchanged` are 0, and what is
    missing or newer are totals, too.
    """

    added: int = 0
    revised: int = 0
    withdrawn: int = 0
    unchanged: int = 0
    rejected: int = 0
    release: str = ""
    revised_fields: Mapping[str, int] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)
    missing_kept: int = 0
    newer_kept: int = 0
    other_events: int = 0
    edited: int = 0
    edited_replaced: int = 0
    offered: int = 0
    totals_added: int = 0
    totals_revised: int = 0
    totals_withdrawn: int = 0
    totals_unchanged: int = 0

    @property
    def has_changes(self) -> bool:
        """Whether anything was stored."""
        return self.has_incidents or self.has_totals

    @property
    def has_incidents(self) -> bool:
        """Whether any incident was added, revised, withdrawn, or is offered in another version."""
        return bool(self.added or self.revised or self.withdrawn or self.offered)

    @property
    def has_totals(self) -> bool:
        """Whether any total was added, revised or withdrawn."""
        return bool(self.totals_added or self.totals_revised or self.totals_withdrawn)

    def sentence(self) -> str:
        """The report in words."""
        counts = (
            (self.added, "added"),
            (self.revised, f"revised{self._fields()}"),
            (self.withdrawn, "withdrawn"),
            (self.unchanged, "unchanged"),
            (self.edited, "kept as edited by hand, although the file has another version or lacks them"),
            (self.totals_added, "added"),
            (self.totals_revised, "revised"),
            (self.totals_withdrawn, "withdrawn"),
            (self.totals_unchanged, "unchanged"),
            (self.rejected, "rejected"),
            *((n, f"left out ({reason})") for reason, n in self.left_out.items()),
            (self.missing_kept - self.newer_kept, "not in the file, not withdrawn"),
            (self.newer_kept, "newer than the file, which is older, and so not withdrawn"),
        )
        listed = ", ".join(f"{count:,} {what}" for count, what in counts if count)
        if not self.has_changes:
            return f"Nothing changed: {listed}." if listed else "Nothing changed: the file has no rows."
        if self.has_totals:
            return f"Totals of districts or provinces: {listed}. They are no incidents, and not on the map."
        return f"Incidents: {listed}."

    def _fields(self) -> str:
        names = sorted(self.revised_fields, key=lambda name: (-self.revised_fields[name], name))
        more = f" and {len(names) - 4} more" if len(names) > 4 else ""
        return f" in {', '.join(names[:4])}{more}" if names else ""
