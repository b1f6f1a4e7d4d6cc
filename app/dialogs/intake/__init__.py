"""The window in which a report is read, and what it may tell is confirmed by a person."""

from app.dialogs.intake.dialog import IntakeDialog
from app.dialogs.intake.review import Confirmed

__all__ = ["Confirmed", "IntakeDialog"]
