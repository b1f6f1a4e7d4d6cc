"""The checks that rows of a file must pass: all faults of all rows at once, and what was changed on the way in.

Nothing is guessed and nothing changed in silence. A fault that leaves a doubt about what a row says keeps the row out;
one that only leaves a doubt about the world (an unknown district, a point far from the place named) is a warning. The
work is done column by column: a text that occurs in many rows is read once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta, timezone
from itertools import chain
from operator import ne
from uuid import UUID, uuid5

from geo.calendar.days import interval_of
from geo.errors import did_you_mean
from geo.incidents.cells import BadClaims, count_of, day_of, read_claims, word_reader
from geo.incidents.claims import Claim
from geo.incidents.columns import COLUMN_NAMES, DATE_PRECISIONS, NUMBERS
from geo.incidents.draft import CLAIMS_COLUMN, Draft, Read, Sheet
from geo.incidents.findings import Checked, Problem, RawTable, Repair
from geo.incidents.placing import DistrictName, NameResolver, Placed, place, rename
from geo.incidents.rows import Rows
from geo.taxonomy import EVENT_TYPES, SUB_EVENT_TYPES, actor_name, event_type_of, match_name, split_actors, split_names

__all__ = [
    "Checked",
    "DistrictName",
    "NameResolver",
    "Problem",
    "RawTable",
    "Repair",
    "check",
    "finished",
    "is_own",
    "may_be_own",
    "today_in_pakistan",
]

_OWN_ROWS = UUID("5f1c7a52-0c1e-5d0b-9a57-6b1f0f5c2d11")
"""The namespace of the ids of rows that come without one: the same row gets the same id in every import."""

_OFTEN_MEANT = {
    "date": "date_start",
    "event_date": "date_start",
    "day": "date_start",
    "latitude": "lat",
    "longitude": "lon",
    "y": "lat",
    "x": "lon",
    "fatalities": "killed_best",
    "killed": "killed_best",
    "wounded": "injured",
    "id": "incident_id",
    "type": "event_type",
    "admin1": "province",
    "admin2": "district",
    "source_url": "url",
    "description": "notes",
}
_READABLE = frozenset((*COLUMN_NAMES, CLAIMS_COLUMN))
_OF_WORKSPACES = frozenset({"fingerprint"})
"""Columns of a workspace that are of no use to anybody else."""
_TELLING = _READABLE - {"release"}
_FREE = frozenset({"notes", "sources", "url", "location", "location_as_given", "extra", CLAIMS_COLUMN})
LONGEST_NAME = 500
"""Names, words, days and figures are short; comparing a runaway cell with every known name would take minutes."""
_SUB_EVENT_TYPES = tuple(chain.from_iterable(SUB_EVENT_TYPES.values()))


def today_in_pakistan() -> date:
    """The day that it is where the incidents are (UTC+5)."""
    return datetime.now(timezone(timedelta(hours=5))).date()


def check(
    table: RawTable, names: NameResolver, today: date | None = None, met: dict[str, int] | None = None
) -> Checked:
    """The incidents of a table with every fault of every row.

    Parameters
    ----------
    table
        Texts as read; columns in any order.
    names
        Where districts and provinces are looked up.
    today
        The last day on which an incident can have begun; by default the present day in Pakistan.
    met
        The ids of earlier parts of the file with the numbers of their rows; those of this part are added.
    """
    header = [name.strip() for name in table.header]
    draft = Draft(Sheet(table, [_column_of(name) for name in header]))
    _check_header(draft, header)
    return finished(draft, names, today, len(table.records), met)


def finished(
    draft: Draft, names: NameResolver, today: date | None, total: int, met: dict[str, int] | None = None
) -> Checked:
    """What the rows of a draft come to: every check after that of the header; ``total`` counts the ragged rows too."""
    _trim(draft)
    _cut_names(draft)
    _complete_ids(draft, {} if met is None else met)
    days = _Days(draft, today or today_in_pakistan())
    placed = place(draft, names)
    _check_types(draft)
    _name_actors(draft)
    numbers = _numbers(draft)
    claims = _claims(draft)
    good = draft.good_rows()
    return Checked(
        incidents=_rows(draft, good, _values(draft, days, placed, numbers)),
        problems=draft.problems,
        repairs=draft.repairs,
        rejected=total - len(good),
        claims=[claim for row in good for claim in claims.get(row, ())],
        has_claims=CLAIMS_COLUMN in draft.given,
        fingerprints=draft.fingerprints_of(good),
        refused_ids=[draft.columns["incident_id"][row] for row in draft.bad_rows],
    )


# the header


def is_own(header: Sequence[str]) -> bool:
    """Whether these are the columns of the project, as far as every row needs them."""
    names = {_column_of(name.strip()) for name in header}
    return names >= {"date_start", "event_type"} and bool(
        names & {"district", "province"} or names >= {"lon", "lat"} or "incident_id" in names
    )


def may_be_own(header: Sequence[str]) -> bool:
    """Whether some of these are columns of the project that hardly anybody else calls so."""
    return bool({_column_of(name.strip()) for name in header} & {"date_start", "event_type", "incident_id"})


def _column_of(name: str) -> str:
    folded = name.casefold().replace(" ", "_").replace("-", "_")
    return folded if folded in _READABLE else name


def _check_header(draft: Draft, header: Sequence[str]) -> None:
    columns = [_column_of(name) for name in header]
    for name in dict.fromkeys(columns):
        if columns.count(name) > 1:
            draft.fault_of_file(name, f"The column {name!r} occurs {columns.count(name)} times: which one is meant?")
    for name in (name[:80] for name in dict.fromkeys(columns) if name not in _READABLE | _OF_WORKSPACES):
        meant = _OFTEN_MEANT.get(name.casefold())
        near = f" Did you mean {meant!r}?" if meant else did_you_mean(name, COLUMN_NAMES)
        draft.fault_of_file(name, f"The column {name!r} is not known and was left out.{near}", "warning")
    for name in ("date_start", "event_type"):
        if name not in draft.given:
            draft.fault_of_file(name, f"The column {name!r} is missing: every row needs it.")
    if not draft.given & {"district", "province"} and not draft.given >= {"lon", "lat"}:
        draft.fault_of_file("district", "No place: the file needs the columns lon and lat, or district, or province.")
    if not len(draft) and not draft.problems:
        draft.fault_of_file("", "The file has a header and no rows: there is nothing to take in.", "warning")


def _trim(draft: Draft) -> None:
    for name in draft.given:
        texts = draft.distinct(name)
        if any(map(ne, texts, map(str.strip, texts))):
            draft.change(name, list(map(str.strip, draft.columns[name])), "white space around a cell removed")
        if "\0" in "".join(texts):
            cleaned = [text.replace("\0", "").strip() for text in draft.columns[name]]
            draft.change(name, cleaned, "null characters removed")


def _cut_names(draft: Draft) -> None:
    """Say which cells are far too long for what they hold, and look no further into them."""
    for name in draft.given - _FREE:
        column = draft.columns[name]
        if max(map(len, draft.distinct(name)), default=0) > LONGEST_NAME:
            for row in [row for row, text in enumerate(column) if len(text) > LONGEST_NAME]:
                draft.fault(row, name, f"The cell has {len(column[row]):,} characters. Is a quote amiss above it?")
                column[row] = column[row][:LONGEST_NAME]


# who they are


def _complete_ids(draft: Draft, met: dict[str, int]) -> None:
    ids = draft.columns["incident_id"]
    sources = [source or "own" for source in draft.columns["source"]]
    draft.columns["source"] = sources
    blank = [row for row, text in enumerate(ids) if not text]
    for row in blank:
        ids[row] = f"own:{uuid5(_OWN_ROWS, _content(draft, row))}"
    draft.repaired("incident_id: made from the content of the row", blank)
    bare = [row for row, text in enumerate(ids) if ":" not in text]
    for row in bare:
        ids[row] = f"{sources[row]}:{ids[row]}"
    draft.repaired("incident_id: the source put before it", bare)
    _check_unique(draft, ids, set(blank), met)


def _content(draft: Draft, row: int) -> str:
    """What the row says, whatever the order of the columns and however many are blank."""
    said = {name: draft.columns[name][row] for name in sorted(_TELLING) if draft.columns[name][row]}
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def _check_unique(draft: Draft, ids: list[str], made: set[int], met: dict[str, int]) -> None:
    if len(set(ids)) < len(ids) or not met.keys().isdisjoint(ids):
        here: dict[str, str] = {}
        for row, incident_id in enumerate(ids):
            other = f"row {met[incident_id]}" if incident_id in met else here.get(incident_id)
            if other and row in made:
                draft.fault(row, "incident_id", f"The row is the same as {other}. Leave one of them out.", value="")
            elif other:
                draft.fault(row, "incident_id", f"The id {incident_id[:80]!r} is that of {other} already.")
            here.setdefault(incident_id, draft.record_of(row))
    met.update(zip(ids, draft.numbers, strict=True))


# when


class _Days:
    """The columns of days: first, last and precision of each row."""

    def __init__(self, draft: Draft, today: date) -> None:
        self.start = draft.read("date_start", day_of)
        self.end = draft.read("date_end", day_of)
        self.precision = draft.read("date_precision", word_reader("date_precision", DATE_PRECISIONS, blank="day"))
        if "date_start" in draft.given:
            for row in [row for row, text in enumerate(draft.columns["date_start"]) if not text]:
                draft.fault(row, "date_start", "The day is missing: every row needs one.")
        self._complete(draft, today)
        self._check_order(draft, today)

    def _complete(self, draft: Draft, today: date) -> None:
        """Give rows without a last day the whole interval that their precision leaves open."""
        given = draft.columns["date_end"]
        for row in [row for row, text in enumerate(given) if not text]:
            start, precision = self.start[row], self.precision[row]
            if start and precision and start <= today:
                self.start[row], self.end[row] = interval_of(start, precision)

    def _check_order(self, draft: Draft, today: date) -> None:
        for row, (start, end, precision) in enumerate(zip(self.start, self.end, self.precision, strict=True)):
            if start is None:
                continue
            if start > today:
                draft.fault(row, "date_start", f"The day lies in the future: today is {today}.")
            elif end and precision and (message := _wrong_end(start, end, precision, today)):
                draft.fault(row, "date_end", message)


def _wrong_end(start: date, end: date, precision: str, today: date) -> str:
    """What is wrong with a last day; blank if nothing is."""
    if end < start:
        return f"The last day ({end}) lies before the first ({start})."
    last = interval_of(today, precision)[1]
    if end > last:
        mend = "Write the last day that is known." if precision == "day" else f"It can be {last} at the latest."
        return f"The last day ({end}) lies in the future: today is {today}. {mend}"
    if precision in _LONGEST and (end - start).days > _LONGEST[precision]:
        return (
            f"The last day ({end}) lies further from the first ({start}) than a {precision}, which is the precision "
            "given. Check both days, write a coarser date_precision, or leave date_end blank."
        )
    return ""


_LONGEST = {"week": 8, "month": 32, "year": 367}
"""The most days between the first and last day of an interval: its own length and one day for a zone's shift."""


# what


def _check_types(draft: Draft) -> None:
    kinds, subs = draft.columns["event_type"], draft.columns["sub_event_type"]
    of_sub = draft.read("sub_event_type", word_reader("sub-event type", _SUB_EVENT_TYPES, blank=""))
    filled = [row for row, (kind, sub) in enumerate(zip(kinds, of_sub, strict=True)) if sub and not kind]
    for row in filled:
        kinds[row] = event_type_of(of_sub[row] or "") or ""
    draft.repaired("event_type: filled from the sub-event type", filled)
    blank = None if "event_type" in draft.given else ""
    of_kind = draft.read("event_type", _kind_reader(blank))
    parents = {sub: event_type_of(sub) for sub in _SUB_EVENT_TYPES}
    for row, (kind, sub) in enumerate(zip(of_kind, of_sub, strict=True)):
        if kind and sub and parents[sub] != kind:
            draft.fault(row, "sub_event_type", f"{sub!r} belongs to the event type {parents[sub]!r}, not to {kind!r}.")
    for name, given, final in (("event_type", kinds, of_kind), ("sub_event_type", subs, of_sub)):
        draft.change(name, [new or text for text, new in zip(given, final, strict=True)], f"{name}: spelt as usual")


def _kind_reader(blank: str | None) -> Callable[[str], Read[str]]:
    """A reader of event types that knows a sub-event type when it meets one in their place."""
    plain = word_reader("event type", EVENT_TYPES, blank)

    def read(text: str) -> Read[str]:
        found, fault = plain(text)
        sub = match_name(text, _SUB_EVENT_TYPES) if fault and text else None
        if sub:
            return None, (
                f"{sub!r} is a sub-event type of {event_type_of(sub)}: write it into sub_event_type.",
                "error",
            )
        return found, fault

    return read


def _name_actors(draft: Draft) -> None:
    """Bring actors to their usual names; the second and further ones of a cell join the associated."""
    further: dict[int, tuple[str, ...]] = {}
    for name in ("actor1", "actor2"):
        given, beside = draft.columns[name], draft.columns[f"{name}_as_given"]
        split = {text: split_actors(text) for text in dict.fromkeys(given)}
        # Where the file keeps what was given beside, the name is one already; only an alias is resolved.
        single = {text: (actor_name(text),) if text else () for text in split}
        parts = [single[text] if was else split[text] for text, was in zip(given, beside, strict=True)]
        for row in [row for row, actors in enumerate(parts) if len(actors) > 1]:
            further[row] = further.get(row, ()) + parts[row][1:]
        rename(draft, name, [actors[0] if actors else "" for actors in parts])
    _name_associated(draft, further)
    rename(draft, "location", draft.columns["location"])


def _name_associated(draft: Draft, further: dict[int, tuple[str, ...]]) -> None:
    given = draft.columns["actors_associated"]
    usual = {text: tuple(map(actor_name, split_names(text))) for text in dict.fromkeys(given)}
    alone = {text: "; ".join(dict.fromkeys(names)) for text, names in usual.items()}
    final = [alone[text] for text in given]
    for row, more in further.items():
        final[row] = "; ".join(dict.fromkeys((*usual[given[row]], *more)))
    draft.change("actors_associated", final, "actors_associated: brought to the usual names, and completed")


# how many


def _numbers(draft: Draft) -> dict[str, list[int | None]]:
    numbers = {name: draft.read(name, count_of) for name in NUMBERS}
    given = [name for name in _KILLED if any(draft.columns[name])]
    if len(given) == 1 and not draft.states_ranges:  # as most sources have it: one figure, which stands for all three
        return numbers | dict.fromkeys(_KILLED, numbers[given[0]])
    if given:
        _order_figures(draft, numbers)
    return numbers


def _order_figures(draft: Draft, numbers: dict[str, list[int | None]]) -> None:
    low, best, high = (numbers[name] for name in _KILLED)
    for row, figures in enumerate(zip(low, best, high, strict=True)):
        known = [figure for figure in figures if figure is not None]
        # Faulty cells are unknown here too: the figure beside them must not stand in for them.
        if not draft.states_ranges and len(known) == 1 and sum(bool(draft.columns[name][row]) for name in _KILLED) == 1:
            low[row] = best[row] = high[row] = known[0]
        elif known != sorted(known):
            text = ", ".join("?" if figure is None else str(figure) for figure in figures)
            draft.fault(row, "killed_best", "The figures of killed must rise from low to best to high.", value=text)


_KILLED = ("killed_low", "killed_best", "killed_high")


# who says so


def _claims(draft: Draft) -> dict[int, list[Claim]]:
    found: dict[int, list[Claim]] = {}
    for row, text in enumerate(draft.columns[CLAIMS_COLUMN]):
        if text:
            try:
                found[row] = read_claims(draft.columns["incident_id"][row], text)
            except BadClaims as fault:
                draft.fault(row, CLAIMS_COLUMN, str(fault))
    return found


# the rows


def _values(
    draft: Draft, days: _Days, placed: Placed, numbers: dict[str, list[int | None]]
) -> dict[str, Sequence[object]]:
    """Every column of the table, as the values of its rows."""
    values: dict[str, Sequence[object]] = {name: draft.columns[name] for name in COLUMN_NAMES}
    values |= numbers
    values |= {"date_start": days.start, "date_end": days.end, "date_precision": days.precision}
    values |= {"lon": placed.lon, "lat": placed.lat, "place_precision": placed.precision}
    return values


def _rows(draft: Draft, good: Sequence[int], values: dict[str, Sequence[object]]) -> Rows:
    rows = Rows(values)
    return rows if len(good) == len(draft) else rows.picked(good)
