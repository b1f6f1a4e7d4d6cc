"""The dialog for a picture or page: one form for each part of its options, which are one value."""

from __future__ import annotations

from app.dialogs.picture.dialog import PictureDialog, PictureRequest

__all__ = ["PictureDialog", "PictureRequest"]
