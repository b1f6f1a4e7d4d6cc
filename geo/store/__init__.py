"""The workspace file: one GeoPackage that holds incidents, claims, history, saved views and settings."""

from geo.store.connection import copy
from geo.store.imports import ImportReport, release_of, store_import
from geo.store.workspace import Description, create, describe, is_workspace, open_workspace

__all__ = [
    "Description",
    "ImportReport",
    "copy",
    "create",
    "describe",
    "is_workspace",
    "open_workspace",
    "release_of",
    "store_import",
]
