"""The form of one incident: entered, corrected or copied by hand, and the dialogs around it."""

from __future__ import annotations

from app.dialogs.entry.form import EntryForm
from app.dialogs.entry.similar import SimilarList

__all__ = ["EntryForm", "SimilarList"]
