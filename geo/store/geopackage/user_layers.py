"""User layers in a workspace file. Their table is called ``reference_layers``: the name is part of the format."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from geo.errors import InputError, UnknownName, did_you_mean
from geo.places.user_layers import LONGEST_NAME, UserLayer, layer_from_text
from geo.store.geopackage.connection import writing

__all__ = ["remove_layer", "store_layer", "user_layers_of"]

MOST_LAYERS = 40


def store_layer(path: Path, layer: UserLayer, instead_of: str = "") -> None:
    """Store a layer under its name, replacing one of that name or of ``instead_of``.

    At most one layer provides the districts: the one that is stored last.

    Raises
    ------
    InputError
        If the name is blank or too long, or there are too many layers.
    WorkspaceError
        If the workspace cannot be written; it is as it was.
    """
    if not layer.name.strip() or len(layer.name) > LONGEST_NAME:
        raise InputError(f"A layer needs a name of at most {LONGEST_NAME} characters.")
    with writing(path) as connection:
        connection.execute("DELETE FROM main.reference_layers WHERE name IN (?, ?)", (layer.name, instead_of))
        kept, _ = user_layers_of(connection)
        if len(kept) >= MOST_LAYERS:
            raise InputError(f"{path.name} holds {MOST_LAYERS} layers already. Remove one first.")
        if layer.is_districts:
            for other in kept:
                if other.is_districts:
                    _write(connection, other.styled(other.style, is_districts=False))
        _write(connection, layer)


def _write(connection: sqlite3.Connection, layer: UserLayer) -> None:
    connection.execute("DELETE FROM main.reference_layers WHERE name = ?", (layer.name,))
    connection.execute("INSERT INTO main.reference_layers (name, content) VALUES (?, ?)", (layer.name, layer.text))


def remove_layer(path: Path, name: str) -> None:
    """Remove a layer; raises `UnknownName` if there is none of that name."""
    with writing(path) as connection:
        known = [layer.name for layer in user_layers_of(connection)[0]]
        if name not in known:
            raise UnknownName(f"There is no layer {name!r} in {path.name}.{did_you_mean(name, known)}")
        connection.execute("DELETE FROM main.reference_layers WHERE name = ?", (name,))


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def user_layers_of(connection: sqlite3.Connection) -> tuple[tuple[UserLayer, ...], tuple[str, ...]]:
    """The layers in the order in which they were stored, and a sentence for each one that cannot be read."""
    layers, problems = [], []
    for name, content in connection.execute("SELECT name, content FROM reference_layers ORDER BY fid"):
        try:
            layers.append(layer_from_text(_text(name), _text(content)))
        except InputError as error:
            problems.append(str(error))
    return tuple(layers), tuple(problems)
