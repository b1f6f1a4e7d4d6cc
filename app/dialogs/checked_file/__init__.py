"""The result of checking a file before import: its problems by kind, and what would make more rows storable."""

from app.dialogs.checked_file.dialog import CHECKS_AGAIN, CHOOSES_COLUMNS, CheckedFileDialog
from app.dialogs.checked_file.totals import CheckedTotalsDialog

__all__ = ["CHECKS_AGAIN", "CHOOSES_COLUMNS", "CheckedFileDialog", "CheckedTotalsDialog"]
