"""The dialog for the columns of a table: what matters first, with how it is read; then everything else."""

from app.dialogs.column_mapping.choices import Choices
from app.dialogs.column_mapping.dialog import ColumnMappingDialog

__all__ = ["Choices", "ColumnMappingDialog"]
