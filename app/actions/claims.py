"""Add, correct and withdraw the claims of the incident in the details; each is a revision, and can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.actions.action import ActionHost, Area
from app.actions.messages import show_error
from geo.errors import AtlasError

if TYPE_CHECKING:
    from geo.incidents import Claim
    from geo.store import StoredVersion

__all__ = ["AREA", "change_claim"]

GONE = "The claim is not stored any more: somebody has changed it."


def attach(host: ActionHost) -> None:
    """Connect the ledger of the details."""
    host.sides.details.claim_requested.connect(
        lambda what, incident_id, claim: change_claim(host, what, incident_id, claim)
    )


def change_claim(host: ActionHost, what: str, incident_id: str, claim: Claim | None) -> None:
    """Do what the user asks for in the ledger of an incident (see `app.panels.details.ledger`)."""
    from dataclasses import replace

    from app.dialogs.entry.claims import ClaimDialog
    from app.panels.details.ledger import WITHDRAW
    from geo.entry import ClaimEntry, claim_entry_of

    version = _present(host, incident_id if claim is None else claim.incident_id)  # it may be of a linked report
    if version is None:
        return
    claims = version.claims
    if claim is not None and claim not in claims:
        show_error(host, GONE)
        return
    at = len(claims) if claim is None else claims.index(claim)
    if what == WITHDRAW:
        _store(host, version, (*claims[:at], *claims[at + 1 :]), "a claim withdrawn")
        return
    dialog = ClaimDialog(ClaimEntry() if claim is None else claim_entry_of(claim), [], host.window)
    done = "a claim added" if claim is None else "a claim corrected"

    def put(typed: Claim) -> None:
        own = replace(typed, incident_id=version.incident.incident_id)
        _store(host, version, (*claims[:at], own, *claims[at + 1 :]), done)

    dialog.claimed.connect(put)
    dialog.exec()


def _present(host: ActionHost, incident_id: str) -> StoredVersion | None:
    """The version of an incident that is shown; None after a message if it cannot be read."""
    workspace = host.workspace.current
    try:
        versions = () if workspace is None else workspace.versions(incident_id)
    except AtlasError as error:
        show_error(host, str(error))
        return None
    return next((version for version in versions if version.state == "present"), None)


def _store(host: ActionHost, version: StoredVersion, claims: tuple[Claim, ...], done: str) -> None:
    """Store the claims of an incident, as a step that can be undone; the same incidents stay selected."""
    from app.actions.incident_versions import changes_of
    from app.workspace.hand_changes import edited
    from geo.incidents.by_hand import Reason

    selected, current = host.session.state.selected, host.session.state.current
    change = edited(version.incident, claims, Reason(host.settings.who, done), done)
    changes_of(host).carry_out(change, lambda: host.session.select(selected, current))


AREA = Area((), attach)
