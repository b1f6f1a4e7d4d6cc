"""Releases: what was imported, when and from which file, and which rows of other sources it replaces."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from geo.calendar.days import day_number
from geo.incidents.terms import Terms

__all__ = ["BY_HAND", "TOTALS", "Release", "ReleasePolicy", "newer_releases"]

TOTALS = "totals"
"""The layout of a file whose rows were kept as totals, in `Release.options`."""

BY_HAND = "by_hand"
"""The key in `Release.options` under which a change by hand says what it is; see `geo.incidents.by_hand`."""

_EDITION = re.compile(
    r"(?<!\d)(?:19|20)\d{2}([-_.]?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])(?!\d)"  # 2024-11-18, 20241118
    r"|(?<![a-z])v\d+(?:[._]\d+){0,3}"  # v24_1, v24_0_11
    r"|\(?\d{1,3}\)?(?=\.\w+\Z)",  # release_2.csv
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Release:
    """One import: what came in, when (UTC, ISO), from which file.

    ``accessed`` is the day on which the file was obtained, as far as that is known, ``options`` how it was read (a JSON
    object: layout, encoding, sheet, mapping, and the caveat that the file states).
    """

    name: str
    source: str
    imported_at: str
    file_name: str
    sha256: str
    rows: int
    licence: str = ""
    citation: str = ""
    accessed: str = ""
    options: str = ""

    @property
    def day(self) -> int:
        """What it held was known on this day (day number): that of its file, else that of the import.

        A file that claims to be of a day after its import counts as of that of the import.
        """
        days = []
        for text in (self.accessed, self.imported_at[:10]):
            try:
                days.append(day_number(date.fromisoformat(text)))
            except ValueError:  # blank, or written by another program
                continue
        return min(days, default=0)

    @property
    def is_of_totals(self) -> bool:
        """Whether it brought totals and no incidents: it is no source of anything that is drawn or counted."""
        return self.read_as.get("layout") == TOTALS

    @property
    def is_by_hand(self) -> bool:
        """Whether it is a change by hand and no import."""
        return BY_HAND in self.options and isinstance(self.read_as.get(BY_HAND), dict)

    @property
    def words(self) -> str:
        """What it is and its name: ``the import of X``."""
        return f"the change {self.name}" if self.is_by_hand else f"the import of {self.name}"

    @property
    def base(self) -> str:
        """The name of the import whose incidents a change by hand has edited; blank for any other release."""
        base = self.read_as[BY_HAND].get("base", "") if self.is_by_hand else ""
        return base if isinstance(base, str) else ""

    @property
    def is_cited(self) -> bool:
        """Whether it is named among the sources: it brought incidents, and is no edit of what another one brought."""
        return not self.is_of_totals and not self.base and not (self.is_by_hand and not self.rows)

    @property
    def caveat(self) -> str:
        """What its file says is to be written beside every number; blank for nothing."""
        caveat = self.read_as.get("caveat", "")
        return caveat if isinstance(caveat, str) else ""

    @property
    def read_as(self) -> dict[str, Any]:
        """The options as values; none if another program wrote something else there."""
        try:
            options = json.loads(self.options or "{}")
        except ValueError:
            return {}
        return options if isinstance(options, dict) else {}

    def on_terms(self, terms: Terms) -> Release:
        """The release with the terms that its file states; those that it does not state stay as they are."""
        citation, licence = terms.citation or self.citation, terms.licence or self.licence
        if not terms.caveat:
            return replace(self, citation=citation, licence=licence)
        options = json.dumps(self.read_as | {"caveat": terms.caveat}, ensure_ascii=False, sort_keys=True)
        return replace(self, citation=citation, licence=licence, options=options)


@dataclass(frozen=True, slots=True)
class ReleasePolicy:
    """Rules for the import of a source whose rows supersede, or are superseded by, those of other sources.

    A source covers every year up to the last one in which it has stored rows. The rules are a value, so that the
    workspace applies them without knowing any source by name.

    Attributes
    ----------
    replaces
        Sources whose stored rows are withdrawn in the years that this source covers.
    replaced_by
        Sources that supersede this one: rows of years that they cover are left out of the import.
    reason
        How the import report counts the rows that are left out.
    """

    replaces: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    reason: str = "rows of a year that another source covers"


def newer_releases(release: Release, imported: Sequence[Release], *, by_day: bool = True) -> list[str]:
    """The names of the imports, in their order, whose files are newer editions than that of a release.

    A file that was imported before is older than those imported since. Else the names of the files tell it, where they
    differ only in a day, a version or a number, and the days on which the files were last changed; with ``by_day`` off
    those days are not evidence enough.
    """
    same = [at for at, other in enumerate(imported) if other.sha256 and other.sha256 == release.sha256]
    since = {other.name for other in imported[same[-1] + 1 :]} if same else set()
    return [other.name for other in imported if other.name in since or _is_newer(other, release, by_day)]


def _is_newer(other: Release, release: Release, by_day: bool) -> bool:
    (name, numbers), (name_of_other, numbers_of_other) = _edition(release.file_name), _edition(other.file_name)
    if numbers and name == name_of_other and len(numbers) == len(numbers_of_other):
        return numbers_of_other > numbers
    return by_day and bool(release.accessed) and other.accessed > release.accessed


@lru_cache(1024)  # each import of a source looks at all before it
def _edition(file_name: str) -> tuple[str, tuple[int, ...]]:
    """The name of a file without what tells its edition, and the numbers of that."""
    found = [match[0] for match in _EDITION.finditer(file_name)]
    plain = [re.sub(r"[-_.]", "", text) if text[0] in "12" and len(text) >= 8 else text for text in found]
    numbers = tuple(int(number) for text in plain for number in re.findall(r"\d+", text))
    return _EDITION.sub("#", file_name).casefold(), numbers
