"""The workspace file: one GeoPackage that holds incidents, claims, history, saved views and settings."""

from geo.store.geopackage.backups import Backup, backups, restore
from geo.store.geopackage.connection import copy
from geo.store.geopackage.imports import (
    Importing,
    ImportSession,
    Withdraw,
    importing,
    release_of,
    store_import,
    undo_import,
)
from geo.store.geopackage.learnt import located_places
from geo.store.geopackage.links import set_links
from geo.store.geopackage.settings import read_settings
from geo.store.geopackage.user_layers import keep_layer, remove_layer
from geo.store.geopackage.versions import Changes, DistrictChange, Revision, changes_since, open_as_of
from geo.store.geopackage.workspace import Description, create, describe, is_workspace, open_workspace
from geo.store.report import ImportReport

__all__ = [
    "Backup",
    "Changes",
    "Description",
    "DistrictChange",
    "ImportReport",
    "ImportSession",
    "Importing",
    "Revision",
    "Withdraw",
    "backups",
    "changes_since",
    "copy",
    "create",
    "describe",
    "importing",
    "is_workspace",
    "keep_layer",
    "located_places",
    "open_as_of",
    "open_workspace",
    "read_settings",
    "release_of",
    "remove_layer",
    "restore",
    "set_links",
    "store_import",
    "undo_import",
]
