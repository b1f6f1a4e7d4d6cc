"""The ids of rows: completed where they are missing, unique over the whole file, and not ruined by a spreadsheet."""

from __future__ import annotations

import json
import re
from collections import Counter
from uuid import UUID, uuid5

import numpy as np
import numpy.typing as npt

from geo.incidents.checks.header import READABLE
from geo.incidents.draft import Draft

__all__ = ["REPEATED", "SAME_ROW", "SeenRows", "complete_ids"]

REPEATED = "the same as another row"
"""Why a row is left out."""

SAME_ROW = "The row is the same as row"
"""How the warning of a row without an id begins that repeats an earlier one."""

_OWN_ROWS = UUID("5f1c7a52-0c1e-5d0b-9a57-6b1f0f5c2d11")
"""The namespace of the ids of rows that come without one: the same row gets the same id in every import."""

_CONTENT = frozenset(READABLE - {"release"})
_COMPARED = _CONTENT - {"incident_id"}
_ROUNDED = re.compile(r"(?:\d+:)?(\d)(?:[.,](\d+))?E\+?(\d{2})", re.IGNORECASE | re.ASCII)
"""A number of many digits as a spreadsheet shows and saves it: 2.01506E+11."""

_SPOILED = re.compile(r"(?:[.,]0|[eE]\+\d\d)$", re.ASCII | re.MULTILINE)
_WHOLE = re.compile(r"(.*:\d{5,})[.,]0", re.ASCII | re.DOTALL)
_EVENT = ("date_start", "date_end", "event_type", "sub_event_type", "actor1", "actor2", "district", "location", "lon",
          "lat", "killed_best", "sources", "notes")  # fmt: skip
"""Two rows that agree in all of this are the same event, whatever their ids."""


class SeenEvents:
    """The numbers of the rows so far by a hash of what tells events apart, in 16 bytes a row."""

    def __init__(self) -> None:
        self._keys = np.empty(0, np.int64)  # ascending
        self._numbers = np.empty(0, np.int64)

    def numbers_of(self, keys: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """The number of an earlier row with each key; 0 where there is none."""
        if not len(self._keys):
            return np.zeros(len(keys), np.int64)
        at = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return np.where(self._keys[at] == keys, self._numbers[at], 0)

    def add(self, keys: npt.NDArray[np.int64], numbers: npt.NDArray[np.int64]) -> None:
        """Add the rows of a part; of several with one key the first is found."""
        order = np.argsort(keys, kind="stable")
        at = np.searchsorted(self._keys, keys[order], side="right")
        self._keys = np.insert(self._keys, at, keys[order])
        self._numbers = np.insert(self._numbers, at, numbers[order])


class SeenRows(dict[str, int]):
    """The row number by the id of the rows of a file so far.

    ``events`` has the numbers by the content of a row, but for its id; ``contents`` has the number by the content of a
    row whose id was made from it, ``figures`` how often each number occurs by the column of figures.
    """

    def __init__(self) -> None:
        super().__init__()
        self.events = SeenEvents()
        self.contents: dict[int, int] = {}
        self.figures: dict[str, Counter[int | None]] = {}


def complete_ids(draft: Draft, seen: dict[str, int]) -> None:
    """Give each row an id and a source, and report ids that occur twice or were ruined, and rows that occur twice.

    ``seen`` holds the row number by the id of earlier parts of the file; the ids of this part are added.
    """
    ids = draft.columns["incident_id"]
    sources = [source or "own" for source in draft.columns["source"]]
    draft.columns["source"] = sources
    blank = [row for row, text in enumerate(ids) if not text]
    for row in blank:
        ids[row] = f"{draft.ids_from}:{uuid5(_OWN_ROWS, _content(draft, row))}"
    draft.repaired("incident_id: made from the content of the row", blank)
    bare = [row for row, text in enumerate(ids) if ":" not in text]
    for row in bare:
        ids[row] = f"{sources[row]}:{ids[row]}"
    draft.repaired("incident_id: the source put before it", bare)
    ruined = _restore(draft, ids)
    _tell_apart(draft, ids, {*blank, *draft.made_ids}, seen)
    repeated = _check_unique(draft, ids, seen, ruined)
    _check_events(draft, seen, repeated)


def _tell_apart(draft: Draft, ids: list[str], made: set[int], seen: dict[str, int]) -> None:
    """Give rows whose ids were made, and are equal, an id each: the second has a 2 behind it, and so on.

    Rows that differ in capital letters only are reported as the same too.

    Rows that differ in nothing are one incident typed twice, or two incidents: nobody can tell from the file.
    """
    contents = seen.contents if isinstance(seen, SeenRows) else {}
    taken = {incident_id for row, incident_id in enumerate(ids) if row not in made}
    for row in sorted(made):
        base, number = ids[row], 1
        while ids[row] in taken or ids[row] in seen:
            number += 1
            ids[row] = f"{base}-{number}"
        content = hash((_content(draft, row, _COMPARED).casefold(), draft.columns["extra"][row].casefold()))
        if content in contents:
            _repeated(draft, row, contents[content])
        taken.add(ids[row])
        contents.setdefault(content, draft.numbers[row])


def _repeated(draft: Draft, row: int, number: int) -> None:
    if draft.keeps_repeated:
        message = (
            f"{SAME_ROW} {number}: both are stored. If they are one incident, leave one of them out "
            "(--repeated-rows once)."
        )
        draft.fault(row, "incident_id", message, "warning", value="")
    else:
        draft.left_out[row] = REPEATED


def _content(draft: Draft, row: int, names: frozenset[str] = _CONTENT) -> str:
    """The content of a row, whatever the order of the columns and however many are blank."""
    filled = {name: draft.columns[name][row] for name in sorted(names) if draft.columns[name][row]}
    return json.dumps(filled, ensure_ascii=False, sort_keys=True)


def _restore(draft: Draft, ids: list[str]) -> set[int]:
    """Write out the numbers that a spreadsheet shows with an exponent; the rows whose number has lost digits."""
    ruined: set[int] = set()
    joined = "\n".join(ids)
    if not any(mark in joined for mark in (".0", ",0", "+")) or not _SPOILED.search(joined):
        return ruined
    restored, whole = [], []
    for row, text in enumerate(ids):
        if text[-2:] in (".0", ",0") and (match := _WHOLE.fullmatch(text)):
            ids[row] = match[1]
            whole.append(row)
        if not text[-1:].isdigit() or "e+" not in text[-4:].casefold():
            continue
        prefix, _, number = text.rpartition(":")
        match = _ROUNDED.fullmatch(number)
        if match is None:
            continue
        digits, zeros = match[1] + (match[2] or ""), int(match[3]) - len(match[2] or "")
        if zeros == 0:
            ids[row] = f"{prefix}:{digits}"
            restored.append(row)
        elif zeros > 0:
            ruined.add(row)
            draft.fault(
                row, "incident_id",
                f"The id {number[:30]} was rounded by a spreadsheet program: {zeros} of its digits are lost, and the "
                "ids of several rows become equal. Get the file again, and open it with that column as text.",
            )  # fmt: skip
    draft.repaired("incident_id: the decimals that a program has added removed", whole)
    draft.repaired("incident_id: written out, where a spreadsheet program shows an exponent", restored)
    return ruined


def _check_unique(draft: Draft, ids: list[str], seen: dict[str, int], ruined: set[int]) -> set[int]:
    """Report ids that occur twice; the rows that have them."""
    repeated: set[int] = set()
    if len(set(ids)) < len(ids) or not seen.keys().isdisjoint(ids):
        here: dict[str, str] = {}
        for row, incident_id in enumerate(ids):
            other = f"row {seen[incident_id]}" if incident_id in seen else here.get(incident_id)
            if other:
                repeated.add(row)
            if other and row not in ruined:
                draft.fault(row, "incident_id", f"The id {incident_id[:80]!r} is that of {other} already.")
            here.setdefault(incident_id, draft.record_of(row))
    seen.update(zip(ids, draft.numbers, strict=True))
    return repeated


def _check_events(draft: Draft, seen: dict[str, int], repeated: set[int]) -> None:
    """Report rows of a provider's file that are the same as another one in everything but their id."""
    if draft.ids_from == "own" or not len(draft):
        return
    events = seen.events if isinstance(seen, SeenRows) else SeenEvents()
    keys = np.fromiter(map(hash, zip(*(draft.columns[name] for name in _EVENT), strict=True)), np.int64, len(draft))
    numbers, notes = np.asarray(draft.numbers), draft.columns["notes"]
    earlier = events.numbers_of(keys)
    here: dict[int, int] = {}
    doubtful = np.flatnonzero((earlier > 0) | _occurs_twice(keys))
    for row in doubtful.tolist():
        if not notes[row]:  # without a text two events of one day and place can look the same
            continue
        first = here.setdefault(int(keys[row]), row)
        number = int(earlier[row]) or (int(numbers[first]) if first != row else 0)
        if number and row not in repeated:
            message = f"The row is the same as row {number} but for its id: one event may be there twice."
            draft.fault(row, "incident_id", message, "warning")
    events.add(keys, numbers)


def _occurs_twice(keys: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    _, inverse, counts = np.unique(keys, return_inverse=True, return_counts=True)
    return np.asarray(counts[inverse] > 1)
