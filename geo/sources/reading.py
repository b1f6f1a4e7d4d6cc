"""A file from its bytes to checked incidents: which kind it is, which layout it has, and what its rows come to."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from geo.errors import FileRefused, did_you_mean
from geo.incidents.draft import Draft, Sheet
from geo.incidents.findings import Checked, Problem, RawTable, Repair
from geo.incidents.placing import NameResolver
from geo.incidents.validation import check, finished, is_own, may_be_own
from geo.sources.choices import Choices
from geo.sources.column_mapping.guess import Guess, guessed
from geo.sources.column_mapping.record import TableMapping, key_of
from geo.sources.column_mapping.survey import Survey
from geo.sources.files.detect import open_table
from geo.sources.files.table import Progress, Table, stamp, unchanged_while
from geo.sources.layouts.acled import Acled, collapsed, is_acled
from geo.sources.layouts.aggregates import refusal
from geo.sources.layouts.gtd import Gtd, is_gtd
from geo.sources.layouts.mapped import Mapped
from geo.sources.layouts.translation import Layout, Translation
from geo.sources.layouts.ucdp import COLUMNS, Ucdp, is_headerless, is_ucdp, ucdp_source
from geo.sources.placenames import bundled_places

__all__ = ["Choices", "IncidentFile", "Stored", "read_file"]

Stored = Callable[[Sequence[str]], Mapping[str, str]]
"""The ids of the stored rows that have these fingerprints; see `geo.store.ImportSession.stored`."""

CHECKS = "1"
"""The edition of the layouts and checks: with another one, records that were stored are looked at again."""

_JOINED = "rows of one event, one for each actor, joined"
_TWICE = "The column occurs more than once: the first is read, the others are not."
_TAGS = "a row of HXL tags left out"
_BETWEEN = "\x1f"
_CALLED = {"acled": "an ACLED export", "ucdp": "UCDP's event dataset", "gtd": "the Global Terrorism Database"}
_WORD = re.compile(r"[a-z]{2,}")
_PASSING = {"copy", "of", "final", "version", "new", "updated", "update", "corrected", "latest", "week", "weekly",
            "month", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}  # fmt: skip
"""Words of file names that say which edition it is, not whose."""


def _quiet(_share: float) -> None:
    """The progress that nobody watches."""


def _none_stored(_fingerprints: Sequence[str]) -> Mapping[str, str]:
    return {}


def read_file(
    path: Path, choices: Choices | None = None, names: NameResolver | None = None, today: date | None = None
) -> Checked:
    """The incidents of a file with every fault of every row, whole in memory; nothing is stored.

    Parameters and errors are those of `IncidentFile`.
    """
    return Checked.joined(IncidentFile(path, choices, names, today).parts())


class IncidentFile:
    """A file of incidents, opened: what it is, and its rows in parts of which each is checked when it is asked for.

    Parameters
    ----------
    path
        ACLED's, UCDP's or GTD's export, the columns of the project, or any other table, in any kind of file that holds
        one: what it is, is told from the content.
    choices
        What is not to be found out.
    names
        Where districts and provinces are looked up; by default the bundled places.
    today
        The last day on which an incident can have begun; by default the present day in Pakistan.

    Raises
    ------
    FileRefused
        If it is no such file; the message says what it is and what to do.

    Attributes
    ----------
    layout
        What its columns mean; None for the project's own.
    guess
        What is proposed for a table that nobody described and that was not met before.
    mapping
        How such a table is read: as was said, as it was read before, or as is proposed.
    """

    def __init__(
        self, path: Path, choices: Choices | None = None, names: NameResolver | None = None, today: date | None = None
    ) -> None:
        self.path = path
        self._looked_at = stamp(path)
        self._names, self._today = names or bundled_places(), today
        chosen = choices or Choices()
        self._table = _prepared(path, open_table(path, chosen))
        if again := _sheet_used_before(self._table, chosen):
            self._table = _prepared(path, open_table(path, replace(chosen, sheet=again)))
        self._first = next(self._table.parts(_quiet))
        header = _folded(self._table.header)
        self._is_monadic = is_acled(header) and collapsed(self._first)[1] > 0
        self.guess: Guess | None = None
        self.survey: Survey | None = None
        self.mapping = self._mapping(header, chosen)
        self.layout = Mapped(self.mapping) if self.mapping else self._layout(header, chosen)

    @property
    def header(self) -> tuple[str, ...]:
        """The names of its columns as they stand in it."""
        return self._table.header

    @property
    def offered(self) -> Mapping[str, tuple[str, ...]]:
        """What there is to choose from: the sheets of a workbook."""
        return self._table.offered

    @property
    def chosen(self) -> Mapping[str, str]:
        """The encoding and the sheet that it is read with."""
        return self._table.choices

    def _mapping(self, header: Sequence[str], chosen: Choices) -> TableMapping | None:
        """How the table is read; what is said now wins over what a mapping says."""
        found = chosen.mapping or self._known_mapping(header, chosen)
        if found is None:
            return None
        for column in found.columns.values():
            if column.strip().casefold() not in header:
                near = did_you_mean(column, self.header)
                raise FileRefused(f"{self.path.name} has no column {column!r}, which its mapping names.{near}")
        source, order = chosen.source or found.source, chosen.date_order or found.date_order
        return replace(found, source=source, date_order=order)

    def _layout(self, header: Sequence[str], chosen: Choices) -> Layout | None:
        """The layout that its columns tell; raises `FileRefused` if that is not the one that was asked for."""
        found = None if chosen.layout == "own" else _layout_of(header, self._first)
        if chosen.layout in _CALLED and (found is None or found.name != chosen.layout):
            raise FileRefused(f"{self.path.name} has not the columns of {_CALLED[chosen.layout]}.")
        return found

    def _known_mapping(self, header: Sequence[str], chosen: Choices) -> TableMapping | None:
        """The mapping of a table without a known layout: the one used before, or a proposal."""
        is_known = _layout_of(header, self._first) is not None or is_own(self.header)
        if chosen.layout not in ("auto", "table") or (is_known and chosen.layout == "auto" and not chosen.asks):
            return None
        found = chosen.saved.get(key_of(header))
        if found is not None and not chosen.asks:
            return found
        self.survey = Survey(self.header, self._tables(_quiet))
        if not self.survey.rows:
            raise FileRefused(f"{self.path.name} has the names of columns and no rows: there is nothing to bring in.")
        guess = guessed(self.survey, self._names, chosen.source or _source_named(self.path), chosen.date_order)
        if guess.missing and may_be_own(self.header) and chosen.layout == "auto" and not chosen.asks:
            return None  # its own checks say better what is amiss
        if found is not None:
            guess = replace(guess, mapping=found)
        self.guess = guess
        return replace(guess.mapping, encoding=chosen.encoding, sheet=chosen.sheet)

    @property
    def source(self) -> str:
        """The source of its rows; of several the one that most of the first rows name."""
        if self.layout is not None:
            return self.layout.source
        header = _folded(self._table.header)
        if "source" not in header:
            return "own"
        at = header.index("source")
        named = Counter(record[at].strip() for record in self._first.records if at < len(record))
        return named.most_common(1)[0][0] or "own" if named else "own"

    def parts(self, progress: Progress = _quiet, stored: Stored = _none_stored) -> Iterator[Checked]:
        """The checked rows in parts of the file.

        Parameters
        ----------
        progress
            Told how far it is; an exception that it raises ends the reading.
        stored
            Tells which records are stored as they are: those are not checked again.

        Raises
        ------
        FileRefused
            If the rest of the file cannot be read, or the file changed meanwhile.
        """
        if self.guess is not None and not self.guess.is_complete:
            raise FileRefused(f"{self.path.name}: {self.guess.why()}.")
        if stamp(self.path) != self._looked_at:
            raise FileRefused(f"{self.path.name} changed since it was looked at. Bring it in again.")
        met: dict[str, int] = {}
        for number, table in enumerate(self._tables(progress)):
            checked = self._checked(table, met, stored)
            if number == 0:
                checked = self._with_remarks(checked, table)
            else:  # what concerns the whole file was said with its first part
                checked = replace(checked, problems=[problem for problem in checked.problems if problem.row])
            said = [Repair(what, checked.rows_read) for what in self._table.said]
            yield replace(checked, repairs=[*said, *checked.repairs])

    def preview(self, mapping: TableMapping, rows: int = 5) -> Checked:
        """What the first rows come to by a mapping; nothing else is read."""
        table = self._first.picked(range(min(rows, len(self._first.records))))
        sheet = Sheet(table, _folded(table.header))
        return self._translated(sheet, Mapped(mapping).translate(sheet, self._names), {})

    def _tables(self, progress: Progress) -> Iterator[RawTable]:
        """The records in parts; those of an export with a row for each actor all at once, to be joined."""
        parts = unchanged_while(self.path, self._table.parts, progress)
        if not self._is_monadic:
            yield from parts
            return
        listed = list(parts)
        yield replace(
            listed[0],
            records=[record for part in listed for record in part.records],
            lines=[line for part in listed for line in part.lined()],
        )

    def _with_remarks(self, checked: Checked, table: RawTable) -> Checked:
        if _begins_with_tags(table):
            checked = replace(checked, repairs=[Repair(_TAGS, 1), *checked.repairs])
        if self.layout is None:
            return checked
        twice = [name for name, n in Counter(_folded(self.header)).items() if name and n > 1]
        said = [Problem(0, 1, "", name, name, _TWICE, "warning") for name in twice]
        return replace(checked, problems=[*said, *checked.problems])

    def _checked(self, table: RawTable, met: dict[str, int], stored: Stored) -> Checked:
        if _begins_with_tags(table):
            table = table.picked(range(1, len(table.records)))
        joined = 0
        if self._is_monadic:
            table, joined = collapsed(table)
        table, unchanged = self._without_stored(table, met, stored)
        if self.layout is None:
            checked = check(table, self._names, self._today, met)
        else:
            sheet = Sheet(table, _folded(table.header))
            checked = self._translated(sheet, self.layout.translate(sheet, self._names), met)
        if joined:
            left_out = {**checked.left_out, _JOINED: joined}
            checked = replace(checked, left_out=left_out, repairs=[Repair(_JOINED, joined), *checked.repairs])
        if unchanged:  # what was said of a part without rows is not so
            problems = [problem for problem in checked.problems if problem.row or problem.column]
            checked = replace(checked, problems=problems, unchanged=unchanged)
        return checked

    def _without_stored(self, table: RawTable, met: dict[str, int], stored: Stored) -> tuple[RawTable, list[str]]:
        """The records that are not stored as they are, with their fingerprints, and the ids of those that are."""
        prints = self._fingerprints(table)
        known = stored(prints)
        kept, unchanged = [], []
        numbers = table.numbered()
        for row, mark in enumerate(prints) if known else ():
            incident_id = known.get(mark)
            if incident_id is None or incident_id in met:
                kept.append(row)
            else:
                met[incident_id] = numbers[row]
                unchanged.append(incident_id)
        marked = replace(table, fingerprints=prints)
        return (marked.picked(kept) if unchanged else marked), unchanged

    def _fingerprints(self, table: RawTable) -> list[str]:
        """What tells each record from another one, under the names of its columns and these checks."""
        name = self.mapping.text if self.mapping else self.layout.name if self.layout else "own"
        under = hashlib.blake2b(_BETWEEN.join((CHECKS, name, *table.header)).encode(), digest_size=15)
        prints = []
        for record in table.records:
            mark = under.copy()
            mark.update(_BETWEEN.join(record).encode("utf-8", "surrogatepass"))
            prints.append(mark.hexdigest())
        return prints

    def _translated(self, sheet: Sheet, found: Translation, met: dict[str, int]) -> Checked:
        """The checked rows of a translation, without those that are no incidents of this map."""
        kept = [row for row in range(len(sheet)) if row not in found.left_out]
        columns = found.columns
        part = sheet
        if found.left_out:
            part = sheet.picked(kept)
            part.problems = sheet.problems
            columns = {name: [column[row] for row in kept] for name, column in columns.items()}
        draft = Draft(part, columns, found.called)
        draft.states_ranges = found.states_ranges
        checked = finished(draft, self._names, self._today, len(kept) + len(sheet.problems), met)
        mended = {what: len(rows.intersection(kept)) for what, rows in found.repairs.items()}
        repairs = [*(Repair(what, count) for what, count in mended.items() if count), *checked.repairs]
        return replace(checked, left_out=dict(Counter(found.left_out.values())), repairs=repairs)


def _prepared(path: Path, table: Table) -> Table:
    """The table with the names of its columns; raises `FileRefused` for what holds no incidents."""
    if why := refusal(table.header):
        raise FileRefused(f"{path.name} {why}")
    if is_headerless(table.header):
        return table.headed(COLUMNS)
    return table


def _sheet_used_before(table: Table, chosen: Choices) -> str:
    """The sheet that was chosen for a workbook with these sheets before; blank if none was."""
    if chosen.sheet or chosen.mapping:
        return chosen.mapping.sheet if chosen.mapping and not chosen.sheet else ""
    offered = table.offered.get("sheet", ())
    return next((mapping.sheet for mapping in chosen.saved.values() if mapping.sheet in offered), "")


def _source_named(path: Path) -> str:
    """A short name for whoever made a file, from its name without days and numbers: it stays the same next week.

    Blank if the name has no word of its own: two partners whose files are called by the month would be taken for one.
    """
    words = [word for word in _WORD.findall(path.stem.casefold()) if word not in _PASSING]
    return "-".join(words)[:40].strip("-")


def _layout_of(header: Sequence[str], first: RawTable) -> Layout | None:
    """The layout of a source, or None for the project's own."""
    if is_acled(header):
        return Acled()
    if is_ucdp(header):
        at = header.index("code_status") if "code_status" in header else -1
        return Ucdp(ucdp_source([record[at] for record in first.records if 0 <= at < len(record)]))
    return Gtd() if is_gtd(header) else None


def _folded(header: Sequence[str]) -> list[str]:
    return [name.strip().casefold() for name in header]


def _begins_with_tags(table: RawTable) -> bool:
    """Whether the first record of the file is one of HXL tags."""
    if table.first != 1 or not table.records:
        return False
    filled = [cell.strip() for cell in table.records[0] if cell.strip()]
    return bool(filled) and all(cell.startswith("#") for cell in filled)
