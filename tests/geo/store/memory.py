"""A workspace in memory, as a second implementation: callers and contract depend neither on files nor on SQLite."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from geo.dataset import Dataset, claims_by_incident
from geo.errors import InputError, UnknownName, WorkspaceError, WorkspaceMissing
from geo.incidents import Claim, ContextEvent, Incident, Incidents, Release
from geo.incidents.by_hand import Reason
from geo.incidents.columns import COLUMN_NAMES
from geo.incidents.findings import Checked
from geo.incidents.linking import Verdict
from geo.incidents.releases import ReleasePolicy, newer_releases
from geo.incidents.terms import Terms
from geo.incidents.totals import Total, totals_by_source
from geo.places.user_layers import UserLayer
from geo.store import (
    Backup,
    Changes,
    Description,
    Edited,
    ImportReport,
    IntakeText,
    Revision,
    StoredRule,
    StoredVersion,
    Withdraw,
)
from geo.store.assembly import StoredContent, assemble
from geo.store.changes import changes_of, nothing_yet, position_of
from geo.store.coverage import StoredRow, newer_than_file, withdrawn_of
from geo.store.one_kind import OneKind
from geo.store.report import is_other_event
from geo.store.rules import MOST_RULES, require_name
from geo.store.totals import changed_totals
from tests.geo.store.memory_hand import MemoryStep, known_version, states_of, stepping, versions_of

__all__ = ["MemoryServer", "MemoryWorkspace"]


@dataclass(frozen=True)
class State:
    """One state of a workspace; ``before`` is the state before the newest import."""

    rows: Mapping[str, Incident] = field(default_factory=dict)
    claims: Mapping[str, tuple[Claim, ...]] = field(default_factory=dict)
    fingerprints: Mapping[str, str] = field(default_factory=dict)
    releases: tuple[Release, ...] = ()
    context_events: tuple[ContextEvent, ...] = ()
    links: Mapping[tuple[str, str], str] = field(default_factory=dict)
    layers: tuple[UserLayer, ...] = ()
    settings: Mapping[tuple[str, str], str] = field(default_factory=dict)
    totals: tuple[Total, ...] = ()
    rules: tuple[StoredRule, ...] = ()
    offers: Mapping[str, Incident] = field(default_factory=dict)
    decided: Mapping[str, Incident] = field(default_factory=dict)
    texts: tuple[IntakeText, ...] = ()
    is_made_up: bool = False
    before: State | None = None
    number: int = field(default_factory=count().__next__, compare=False)

    def after(self, position: int) -> State:
        """The state after an import by its position; -1 for the one before the first."""
        state = self
        while len(state.releases) > position + 1:
            assert state.before is not None
            state = state.before
        return state


class MemoryServer:
    """Holds the states of workspaces by address."""

    def __init__(self) -> None:
        self.states: dict[str, State] = {}

    def workspace(self, address: str) -> MemoryWorkspace:
        return MemoryWorkspace(address, self)


class Session:
    def __init__(self, transaction: Transaction, release: Release, policy: ReleasePolicy, edited: Edited) -> None:
        self._transaction, self._policy, self._start = transaction, policy, transaction.state
        self._edited, self._offers = edited, dict(transaction.state.offers)
        self._by_hand = {known.name for known in self._start.releases if known.is_by_hand}
        self._release = replace(release, name=_free_name(release.name, self._start.releases))
        self._rows, self._claims = dict(self._start.rows), dict(self._start.claims)
        self._fingerprints = dict(self._start.fingerprints)
        self._seen: set[str] = set()
        self._revised_at = ""
        earlier = [known for known in self._start.releases if known.source == release.source]
        self._newer = newer_releases(release, earlier, by_day=False)
        self._counts: Counter[str] = Counter()
        self._fields: Counter[str] = Counter()
        self._left_out: Counter[str] = Counter()
        self._kind = _kind_of(self._start)

    def known_ids(self, fingerprints: Sequence[str]) -> list[str | None]:
        known = {fingerprint: key for key, fingerprint in self._start.fingerprints.items()}
        return [known.get(fingerprint) for fingerprint in fingerprints]

    def add(self, checked: Checked) -> None:
        self._counts.update(rejected=checked.rejected, unchanged=len(checked.unchanged), read=checked.rows_read)
        self._left_out.update(checked.left_out)
        self._kind.admit(checked.rows)
        claims = claims_by_incident(checked.claims) if checked.has_claims else None
        fingerprints = checked.fingerprints or [""] * len(checked.incidents)
        self._seen.update(checked.unchanged, checked.refused_ids)
        stated = [self._rows[key].revised_at for key in checked.unchanged if key in self._rows]
        self._revised_at = max([self._revised_at, *stated, *(row.revised_at for row in checked.incidents)])
        until = self._covered_until(self._policy.replaced_by)
        for row, fingerprint in zip(checked.incidents, fingerprints, strict=True):
            if row.date_start.year <= until:
                self._left_out[self._policy.reason] += 1
            else:
                self._seen.add(row.incident_id)
                self._compare(replace(row, release=self._release.name), fingerprint, claims)

    def _covered_until(self, sources: Sequence[str]) -> int:
        return max((row.date_start.year for row in self._rows.values() if row.source in sources), default=0)

    def _compare(self, row: Incident, fingerprint: str, claims: Mapping[str, tuple[Claim, ...]] | None) -> None:
        key = row.incident_id
        stored = self._rows.get(key)
        new_claims = claims.get(key, ()) if claims is not None else self._claims.get(key, ())
        if stored is None:
            if self._is_withdrawn_by_hand(key):
                self._left_out["withdrawn by hand"] += 1
                return
            self._counts["added"] += 1
        else:
            fields = [n for n in COLUMN_NAMES if n != "release" and getattr(row, n) != getattr(stored, n)]
            fields += ["claims"] if new_claims != self._claims.get(key, ()) else []
            if not fields:
                self._counts["unchanged"] += 1
                self._fingerprints[key] = fingerprint
                return
            if stored.release in self._by_hand and self._is_kept(row, stored):
                return
            has_times = row.revised_at and stored.revised_at
            if row.revised_at < stored.revised_at if has_times else stored.release in self._newer:
                self._left_out["older than the version that is stored"] += 1
                return
            self._counts["revised"] += 1
            self._counts["other_events"] += is_other_event(fields)
            self._fields.update(fields)
        self._rows[key], self._claims[key], self._fingerprints[key] = row, new_claims, fingerprint

    def _is_withdrawn_by_hand(self, key: str) -> bool:
        if self._edited == "replace":
            return False
        later = None
        for state in states_of(self._start):
            if key in state.rows:
                return later is not None and later.releases[-1].is_by_hand
            later = state
        return False

    def _is_kept(self, row: Incident, stored: Incident) -> bool:
        """Whether a row stays out because its stored version was edited by hand."""
        key = row.incident_id
        known = known_version(self._start, key)
        if known is not None and replace(known, release="") == replace(row, release=""):
            self._counts["unchanged"] += 1
            return True
        if known is not None and replace(known, release="") == replace(stored, release=""):
            return False
        if self._edited == "replace":
            self._counts["edited_replaced"] += 1
            self._offers.pop(key, None)
            return False
        offer = self._offers.get(key)
        self._counts["edited"] += 1
        if offer is None or replace(offer, release="") != replace(row, release=""):
            self._counts["offered"] += 1
            self._offers[key] = row
        return True

    def finish(self, withdraw: Withdraw = "none", terms: Terms | None = None) -> ImportReport:
        withdrawn, missing_kept, newer_kept = self._withdrawn(withdraw)
        for key in withdrawn:
            del self._rows[key]
            self._claims.pop(key, None)
        counted = ("added", "revised", "unchanged", "rejected", "other_events", "edited", "edited_replaced", "offered")
        counts = {name: self._counts[name] for name in counted}
        report = ImportReport(
            **counts, withdrawn=len(withdrawn), missing_kept=missing_kept, revised_fields=dict(self._fields),
            newer_kept=newer_kept, left_out=dict(self._left_out),
        )  # fmt: skip
        if not report.has_changes:
            return report
        release = replace(self._release, rows=self._release.rows or self._counts["read"])
        release = release.on_terms(terms or Terms())
        self._transaction.state = replace(
            self._start, rows=self._rows, claims=self._claims, fingerprints=self._fingerprints,
            releases=(*self._start.releases, release), before=self._start, is_made_up=bool(self._kind.is_made_up),
            offers=self._offers,
        )  # fmt: skip
        return replace(report, release=release.name)

    def _withdrawn(self, withdraw: Withdraw) -> tuple[list[str], int, int]:
        if withdraw == "none":
            return [], 0, 0
        earlier = [release for release in self._start.releases if release.source == self._release.source]
        newer = newer_releases(self._release, earlier)
        stored = [
            StoredRow(row.incident_id, row.date_start.isoformat(), row.province, row.event_type, key in self._seen,
                      row.revised_at, row.release in newer)
            for key, row in self._start.rows.items() if row.source == self._release.source
        ]  # fmt: skip
        stored = [row for row in stored if self._start.rows[row.incident_id].release not in self._by_hand]
        missing = [row for row in stored if not row.is_seen]
        days = [self._rows[key].date_start.isoformat() for key in self._seen if key in self._rows]
        last = max(days, default="")
        withdrawn = missing if withdraw == "all" else withdrawn_of(stored, last, self._revised_at)
        later = [] if withdraw == "all" else newer_than_file(stored, last, self._revised_at)
        until = self._covered_until((self._release.source,))
        replaced = [
            key for key, row in self._rows.items()
            if row.source in self._policy.replaces and row.date_start.year <= until
        ]  # fmt: skip
        return [*(row.incident_id for row in withdrawn), *replaced], len(missing) - len(withdrawn), len(later)


class TotalsSession:
    def __init__(self, transaction: Transaction, release: Release) -> None:
        self._transaction, self._start = transaction, transaction.state
        self._release = replace(release, name=_free_name(release.name, self._start.releases))
        earlier = [known for known in self._start.releases if known.source == release.source]
        self._newer = newer_releases(release, earlier, by_day=False)
        self._incoming: list[Total] = []
        self._report = ImportReport()

    def add(self, totals: Iterable[Total], rejected: int = 0, left_out: Mapping[str, int] | None = None) -> None:
        self._incoming += [replace(total, release=self._release.name) for total in totals]
        self._report = ImportReport(rejected=rejected, left_out=left_out or {})

    def finish(self, withdraw: Withdraw = "none") -> ImportReport:
        stored = [total for total in self._start.totals if total.source == self._release.source]
        change = changed_totals(stored, self._incoming, self._newer, withdraw)
        older = {"older than the total that is stored": change.older} if change.older else {}
        report = replace(
            self._report, totals_added=len(change.added), totals_revised=len(change.revised),
            totals_withdrawn=len(change.withdrawn), totals_unchanged=change.unchanged,
            missing_kept=change.missing_kept, newer_kept=change.newer_kept,
            left_out={**self._report.left_out, **older},
        )  # fmt: skip
        if not report.has_changes:
            return report
        gone = {(total.source, total.key) for total in (*change.withdrawn, *change.revised)}
        kept = [total for total in self._start.totals if (total.source, total.key) not in gone]
        release = replace(self._release, rows=self._release.rows or len(self._incoming))
        self._transaction.state = replace(
            self._start, totals=(*kept, *change.revised, *change.added),
            releases=(*self._start.releases, release), before=self._start,
        )  # fmt: skip
        return replace(report, release=release.name)


def _kind_of(state: State) -> OneKind:
    return OneKind(True if state.is_made_up else False if state.rows or state.totals else None)


def _free_name(name: str, releases: Sequence[Release]) -> str:
    names = {known.name for known in releases}
    numbered = (f"{name} ({i})" for i in range(2, len(names) + 3))
    return next(free for free in (name, *numbered) if free not in names)


def _in_order(totals: Iterable[Total]) -> tuple[Total, ...]:
    return tuple(sorted(totals, key=lambda total: (total.source, *total.what, total.date_start, total.date_end)))


class Transaction:
    def __init__(self, state: State) -> None:
        self.state = self._start = state
        self._is_abandoned = False

    @property
    def has_changes(self) -> bool:
        return self.state is not self._start and not self._is_abandoned

    def begin(self, release: Release, policy: ReleasePolicy | None = None, edited: Edited = "keep") -> Session:
        return Session(self, release, policy or ReleasePolicy(), edited)

    def begin_totals(self, release: Release) -> TotalsSession:
        _kind_of(self.state).admit_real()
        return TotalsSession(self, release)

    def write_setting(self, kind: str, name: str, value: str) -> None:
        if self.state.settings.get((kind, name)) != value:
            self.state = replace(self.state, settings={**self.state.settings, (kind, name): value})

    def abandon(self) -> None:
        self._is_abandoned = True


@dataclass(frozen=True)
class MemoryWorkspace:
    """A `Workspace` in memory."""

    address: str
    server: MemoryServer = field(repr=False)

    lock_file = None

    @property
    def name(self) -> str:
        return self.address.rpartition("/")[2]

    @property
    def _state(self) -> State:
        if not self.exists():
            raise WorkspaceMissing(f"There is no workspace {self.address}.")
        return self.server.states[self.address]

    def _change(self, **values: Any) -> None:
        self.server.states[self.address] = replace(self._state, number=next(_numbers), **values)

    def version(self) -> int | None:
        return self._state.number if self.exists() else None

    def size_bytes(self) -> int | None:
        return None if self.exists() else 0

    def exists(self) -> bool:
        return self.address in self.server.states

    def create(self, context_events: Iterable[ContextEvent] = ()) -> None:
        if self.exists():
            raise WorkspaceError(f"There is already a workspace {self.address}.")
        self.server.states[self.address] = State(context_events=tuple(context_events))

    @contextmanager
    def trial(self) -> Iterator[MemoryWorkspace]:
        server = MemoryServer()
        server.states.update(self.server.states)
        yield MemoryWorkspace(self.address, server)

    # read

    def load(self) -> Dataset:
        return self._dataset(self._state, self.name)

    def _dataset(self, state: State, origin: str) -> Dataset:
        content = StoredContent(
            incidents=Incidents.from_rows(state.rows.values()),
            claims=[claim for claims in state.claims.values() for claim in claims],
            context_events=state.context_events,
            releases=state.releases,
            links=self._state.links,
            user_layers=self._state.layers,
            totals=_in_order(state.totals),
            is_made_up=self._state.is_made_up,
        )
        return assemble(content, origin)

    def load_as_of(self, when: str) -> Dataset:
        position = position_of(self._state.releases, when)
        if position < 0:
            raise nothing_yet(self.name, self._state.releases, when)
        state = self._state.after(position)
        return replace(self._dataset(state, f"{self.name} as of {when}"), notice="Read-only", caveat="State of then")

    def changes_since(self, when: str) -> Changes:
        position = position_of(self._state.releases, when)
        old, new = self._state.after(position), self._state
        return changes_of(
            self._state.releases[position] if position >= 0 else None,
            [row for key, row in new.rows.items() if key not in old.rows],
            _revisions(old, new),
            [row for key, row in old.rows.items() if key not in new.rows],
            Counter(row.district for row in new.rows.values()),
        )

    def describe(self) -> Description:
        rows = list(self._state.rows.values())

        def counts(key: Callable[[Incident], str]) -> dict[str, int]:
            return dict(Counter(map(key, rows)))

        return Description(
            address=self.address,
            format=1,
            incidents=len(rows),
            first_day=min((row.date_start for row in rows), default=None),
            last_day=max((row.date_end for row in rows), default=None),
            by_source=counts(lambda row: row.source),
            by_place_precision=counts(lambda row: row.place_precision),
            by_province=counts(lambda row: row.province),
            releases=self._state.releases,
            totals=totals_by_source(self._state.totals),
        )

    def read_settings(self, kind: str) -> dict[str, str]:
        return {name: value for (key, name), value in self._state.settings.items() if key == kind}

    def watch_rules(self) -> tuple[StoredRule, ...]:
        return self._state.rules

    def located_places(self) -> Iterable[tuple[str, str, float, float]]:
        return {
            (row.location, row.district, row.lon, row.lat) for row in self._state.rows.values()
            if row.location and row.lon is not None and row.lat is not None
            and row.place_precision in ("exact", "near")
        }  # fmt: skip

    def versions(self, incident_id: str) -> tuple[StoredVersion, ...]:
        return versions_of(self._state, incident_id)

    def withdrawn_by_hand(self) -> tuple[StoredVersion, ...]:
        keys = {key for state in states_of(self._state) for key in state.rows} - self._state.rows.keys()
        found = [versions_of(self._state, key)[-1] for key in keys]
        return tuple(one for one in found if one.replaced_by is not None and one.replaced_by.is_by_hand)

    def offered(self) -> tuple[StoredVersion, ...]:
        return tuple(versions_of(self._state, key)[-1] for key in self._state.offers)

    def intake_texts(self) -> tuple[IntakeText, ...]:
        return self._state.texts

    # write

    @contextmanager
    def by_hand(self, reason: Reason, context_events: Iterable[ContextEvent] | None = None) -> Iterator[MemoryStep]:
        is_new = context_events is not None and not self.exists()
        state = State(context_events=tuple(context_events or ())) if is_new else self._state

        def keep(after: State) -> None:
            self.server.states[self.address] = replace(after, number=next(_numbers))

        with stepping(state, reason, keep) as step:
            yield step

    @contextmanager
    def importing(self, context_events: Iterable[ContextEvent] = ()) -> Iterator[Transaction]:
        start = self._state if self.exists() else State(context_events=tuple(context_events))
        transaction = Transaction(start)
        yield transaction
        if transaction.has_changes:
            self.server.states[self.address] = replace(transaction.state, number=next(_numbers))

    def undo_last(self, only: Collection[str] = ()) -> str:
        if self._state.before is None:
            raise WorkspaceError("There is no import to undo in this workspace, and no change by hand.")
        old = self._state.before
        name = self._state.releases[len(old.releases)].name
        if only and self._state.releases[-1].name not in only:
            raise InputError(f"Something newer is stored: {self._state.releases[-1].name}. Undo that first.")
        self._change(
            rows=old.rows,
            claims=old.claims,
            fingerprints=old.fingerprints,
            releases=old.releases,
            before=old.before,
            totals=old.totals,
            is_made_up=old.is_made_up,
            context_events=old.context_events,
            offers=old.offers,
            decided=old.decided,
            texts=old.texts,
        )
        return name

    def set_links(self, verdicts: Iterable[tuple[str, str, Verdict | None]]) -> None:
        links = dict(self._state.links)
        for first, second, verdict in verdicts:
            pair = (min(first, second), max(first, second))
            links.pop(pair, None)
            if verdict is not None:
                if missing := [key for key in pair if key not in self._state.rows]:
                    raise UnknownName(f"There is no incident {missing[0]!r} in this workspace.")
                if self._state.rows[first].source == self._state.rows[second].source:
                    raise UnknownName(f"{first!r} and {second!r} are of one source.")
                links[pair] = verdict
        self._change(links=links)

    def store_layer(self, layer: UserLayer, instead_of: str = "") -> None:
        if not layer.name.strip():
            raise InputError("A layer needs a name.")
        others = [other for other in self._state.layers if other.name not in (layer.name, instead_of)]
        if layer.is_districts:
            others = [other.styled(other.style, is_districts=False) for other in others]
        self._change(layers=(*others, layer))

    def remove_layer(self, name: str) -> None:
        if name not in [layer.name for layer in self._state.layers]:
            raise UnknownName(f"There is no layer {name!r} in {self.name}.")
        self._change(layers=tuple(layer for layer in self._state.layers if layer.name != name))

    def store_watch_rules(self, *rules: StoredRule) -> None:
        kept = {rule.name: rule for rule in self._state.rules}
        for rule in rules:
            require_name(rule.name)
            kept[rule.name] = rule
        if len(kept) > MOST_RULES:
            raise InputError(f"{self.name} holds {MOST_RULES} rules already.")
        self._change(rules=tuple(kept.values()))

    def store_setting(self, kind: str, name: str, value: str) -> None:
        if len(value) >= 1_000_000:
            raise InputError(f"{name} is too long to be kept.")
        self._change(settings={**self._state.settings, (kind, name): value})

    def remove_setting(self, kind: str, name: str) -> None:
        if (kind, name) not in self._state.settings:
            raise UnknownName(f"There is no {kind} {name!r}.")
        self._change(settings={key: value for key, value in self._state.settings.items() if key != (kind, name)})

    def remove_watch_rule(self, name: str) -> None:
        if name not in [rule.name for rule in self._state.rules]:
            raise UnknownName(f"There is no rule {name!r} in {self.name}.")
        self._change(rules=tuple(rule for rule in self._state.rules if rule.name != name))

    def backups(self) -> Sequence[Backup]:
        return ()

    def restore(self, backup: Backup) -> None:
        raise WorkspaceMissing(f"There is no backup {backup.name}.")


_numbers = count(1_000_000)


def _revisions(old: State, new: State) -> Iterator[Revision]:
    for key in old.rows.keys() & new.rows.keys():
        before, after = old.rows[key], new.rows[key]
        fields = [n for n in COLUMN_NAMES if n != "release" and getattr(before, n) != getattr(after, n)]
        fields += ["claims"] if old.claims.get(key, ()) != new.claims.get(key, ()) else []
        if fields:
            yield Revision(before, after, tuple(fields))
