"""An incident in a line of words, as the dialogs of entry by hand name it."""

from __future__ import annotations

from geo.incidents import Incident
from geo.incidents.words import date_words, figure_words

__all__ = ["incident_words", "place_name"]


def place_name(incident: Incident) -> str:
    """Place and district, or as much of them as is known."""
    names = (incident.location, incident.district, incident.province)
    return ", ".join(list(dict.fromkeys(filter(None, names)))[:2]) or "place not known"


def incident_words(incident: Incident) -> str:
    """When, where, what and how many."""
    what = incident.sub_event_type or incident.event_type
    return f"{date_words(incident)} · {place_name(incident)} · {what} · killed: {figure_words(incident)}"
