"""Changes by hand in a workspace in memory: the same rules, over whole states instead of a history."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from geo.errors import InputError, UnknownName
from geo.incidents import Claim, ContextEvent, Incident, Release, made_up
from geo.incidents.by_hand import OWN, ByHand, Reason, hand_release
from geo.store import IntakeText, StoredVersion

if TYPE_CHECKING:
    from tests.geo.store.memory import State

__all__ = ["MemoryStep", "known_version", "states_of", "stepping", "versions_of"]

MOMENT = "2026-11-27T12:00:00Z"


def states_of(state: State) -> Iterator[State]:
    """The states before this one and itself, the newest first."""
    found: State | None = state
    while found is not None:
        yield found
        found = found.before


class MemoryStep:
    """A `HandChanges` on a state in memory."""

    def __init__(self, state: State, reason: Reason) -> None:
        self.state, self._start, self._reason = state, state, reason
        self._releases: dict[str, Release] = {}
        self._changed: set[str] = set()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(release.name for release in self._releases.values())

    def add(self, incident: Incident, claims: Sequence[Claim] = ()) -> str:
        source = made_up.SOURCE if self.state.is_made_up else OWN
        key = f"{source}:{uuid4()}"
        self._put(replace(incident, incident_id=key, source=source), claims, self._release("entered", ""))
        return key

    def edit(self, incident: Incident, claims: Sequence[Claim] | None = None) -> bool:
        stored = self._stored(incident.incident_id)
        before = self.state.claims.get(stored.incident_id, ())
        after = before if claims is None else tuple(replace(c, incident_id=stored.incident_id) for c in claims)
        kept = {name: getattr(incident, name) or getattr(stored, name) for name in ("extra", "revised_at")}
        new = replace(incident, source=stored.source, release=stored.release, **kept)
        if (new, after) == (stored, before):
            return False
        self._put(new, after, self._release("edited", stored.release))
        return True

    def set_claims(self, incident_id: str, claims: Sequence[Claim]) -> bool:
        return self.edit(self._stored(incident_id), claims)

    def withdraw(self, incident_id: str) -> None:
        stored = self._stored(incident_id)
        self._once(incident_id)
        self._release("withdrawn", stored.release)
        self.state = replace(self.state, rows=_without(self.state.rows, incident_id),
                             claims=_without(self.state.claims, incident_id))  # fmt: skip

    def restore(self, incident_id: str) -> None:
        if incident_id in self.state.rows:
            raise InputError(f"{incident_id} is not withdrawn.")
        for state in states_of(self._start):
            if incident_id in state.rows:
                was = state.rows[incident_id]
                self._put(was, state.claims.get(incident_id, ()), self._release("restored", was.release))
                return
        raise UnknownName(f"There is no withdrawn incident {incident_id!r}.")

    def decide(self, incident_id: str, *, take: bool) -> None:
        if incident_id not in self.state.offers:
            raise UnknownName(f"No import offers another version of {incident_id!r}.")
        offer = self.state.offers[incident_id]
        if take:
            claims = self.state.claims.get(incident_id, ())
            self._put(replace(offer, release=""), claims, self._release("replaced", offer.release))
        else:
            self._release("kept", self._stored(incident_id).release)
        self.state = replace(self.state, offers=_without(self.state.offers, incident_id),
                             decided={**self.state.decided, incident_id: offer})  # fmt: skip

    def add_context(self, event: ContextEvent) -> str:
        new = replace(event, event_id=f"own:{uuid4()}")
        self._release("entered", "")
        self.state = replace(self.state, context_events=(*self.state.context_events, new))
        return new.event_id

    def edit_context(self, event: ContextEvent) -> bool:
        if event == self._event(event.event_id):
            return False
        self._release("edited", "")
        others = [one for one in self.state.context_events if one.event_id != event.event_id]
        self.state = replace(self.state, context_events=(*others, event))
        return True

    def withdraw_context(self, event_id: str) -> None:
        gone = self._event(event_id)
        self._release("withdrawn", "")
        others = tuple(one for one in self.state.context_events if one != gone)
        self.state = replace(self.state, context_events=others)

    def add_text(self, text: IntakeText) -> None:
        self._release("entered", "")
        others = [one for one in self.state.texts if one.sha256 != text.sha256]
        self.state = replace(self.state, texts=(replace(text, taken_at=text.taken_at or MOMENT), *others))

    def _put(self, incident: Incident, claims: Sequence[Claim], release: Release) -> None:
        key = incident.incident_id
        self._once(key)
        told = tuple(replace(claim, incident_id=key) for claim in claims)
        self.state = replace(self.state, rows={**self.state.rows, key: replace(incident, release=release.name)},
                             claims={**self.state.claims, key: told})  # fmt: skip

    def _stored(self, incident_id: str) -> Incident:
        if incident_id not in self.state.rows:
            raise UnknownName(f"There is no incident {incident_id!r} in this workspace.")
        return self.state.rows[incident_id]

    def _event(self, event_id: str) -> ContextEvent:
        found = [event for event in self.state.context_events if event_id and event.event_id == event_id]
        if not found:
            raise UnknownName(f"There is no context event {event_id!r}.")
        return found[0]

    def _once(self, incident_id: str) -> None:
        if incident_id in self._changed:
            raise InputError(f"{incident_id} is changed twice in one step.")
        self._changed.add(incident_id)

    def _release(self, what: str, release: str) -> Release:
        known = {one.name: one for one in self._start.releases}
        base = known[release].base if release in known and known[release].is_by_hand else release
        base = base if base in known else ""
        if base not in self._releases:
            name = f"{what} by hand {len(self._start.releases) + len(self._releases)}"
            told = ByHand(what, self._reason.who, self._reason.why, step=self.names[0] if self.names else name)
            self._releases[base] = hand_release(name, MOMENT, told, known.get(base))
        return self._releases[base]

    def finished(self) -> State:
        releases = (*self._start.releases, *self._releases.values())
        return replace(self.state, releases=releases, before=self._start)


def _without(values: Any, key: str) -> Any:
    return {name: value for name, value in values.items() if name != key}


@contextmanager
def stepping(state: State, reason: Reason, store: Callable[[State], None]) -> Iterator[MemoryStep]:
    """A step that is stored at the end of the block if it changes anything."""
    step = MemoryStep(state, reason)
    yield step
    if step.names:
        store(step.finished())


def known_version(state: State, key: str) -> Incident | None:
    """The newest version that a source had of an incident; decided offers count."""
    by_hand = {release.name for release in state.releases if release.is_by_hand}
    if key in state.decided:
        return state.decided[key]
    found = (past.rows[key] for past in states_of(state) if key in past.rows)
    return next((row for row in found if row.release not in by_hand), None)


def versions_of(state: State, key: str) -> tuple[StoredVersion, ...]:
    """All versions of an incident, the oldest first."""
    releases = {release.name: release for release in state.releases}
    found: dict[str, StoredVersion] = {}
    ended: Release | None = None
    is_last, what = True, "withdrawn"
    for past in states_of(state):
        row = past.rows.get(key)
        if row is not None and row.release not in found:
            mark: Any = "present" if is_last else what
            version = StoredVersion(row, past.claims.get(key, ()), mark, releases.get(row.release), ended)
            found[row.release] = version
        ended = past.releases[-1] if past.releases else None
        is_last, what = False, "withdrawn" if row is None else "revised"
    offer = state.offers.get(key)
    offers = [StoredVersion(offer, (), "offered", releases.get(offer.release))] if offer is not None else []
    if not found:
        raise UnknownName(f"There is no incident {key!r}, and there was none.")
    return (*reversed(found.values()), *offers)
