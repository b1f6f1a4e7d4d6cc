"""Incidents as data: the table, its rows, claims about them, and the checks that a row must pass."""

from geo.incidents.claims import CLAIM_KINDS, Claim
from geo.incidents.columns import COLUMN_NAMES, COLUMNS, DATE_PRECISIONS, NUMBERS, PLACE_PRECISIONS
from geo.incidents.context import ContextEvent
from geo.incidents.releases import Release
from geo.incidents.table import Coded, Incident, Incidents

__all__ = [
    "CLAIM_KINDS",
    "COLUMNS",
    "COLUMN_NAMES",
    "DATE_PRECISIONS",
    "NUMBERS",
    "PLACE_PRECISIONS",
    "Claim",
    "Coded",
    "ContextEvent",
    "Incident",
    "Incidents",
    "Release",
]
