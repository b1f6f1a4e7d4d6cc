"""``layers``: list the user layers of a workspace, add one from a file, remove one."""

from __future__ import annotations

import argparse
from dataclasses import asdict, replace
from typing import Any

from app.cli.misuse import WrongUse
from app.cli.output import aligned, print_error, print_json, print_line, visible
from geo.errors import InputError
from geo.places.user_layers import LayerStyle, UserLayer

__all__ = ["layers", "layers_answer"]


def layers(arguments: argparse.Namespace) -> int:
    """Add or remove a layer if requested, then print the layers; raises `AtlasError`."""
    if arguments.add is not None and arguments.remove:
        raise WrongUse("Choose either --add or --remove.")
    if arguments.add is None and (arguments.use_as_districts or arguments.name or arguments.layer or arguments.names):
        raise WrongUse("--name, --layer, --names and --use-as-districts apply to the file of --add.")
    sentence = ""
    if arguments.add is not None:
        sentence = _add(arguments)
    elif arguments.remove:
        arguments.workspace.remove_layer(arguments.remove)
        sentence = f"Removed: {arguments.remove}."
    dataset = arguments.workspace.load()
    kept = dataset.user_layers
    if dataset.notice:
        print_error(visible(dataset.notice))  # that a layer cannot be read, which is listed nowhere
    if arguments.json:
        print_json(layers_answer(kept))
    else:
        if sentence:
            print_line(visible(sentence))
        _print(kept)
    return 0


def _add(arguments: argparse.Namespace) -> str:
    from geo.sources.user_layers import read_layer_file

    file = read_layer_file(arguments.add, arguments.layer, arguments.names)
    layer, summary = replace(file.layer, name=arguments.name.strip() or file.layer.name), ""
    if arguments.use_as_districts:
        if file.no_districts:
            raise InputError(file.no_districts)
        layer = layer.styled(LayerStyle(width=1.0, named=False), is_districts=True)
        summary = f" {file.districts}"
    arguments.workspace.store_layer(layer)
    remarks = "".join(f" {remark[0].upper()}{remark[1:]}." for remark in layer.remarks)
    return f"Added: {layer.name}, {layer.sentence}.{remarks}{summary}"


def layers_answer(kept: tuple[UserLayer, ...]) -> dict[str, Any]:
    """The layers as JSON."""
    return {
        "layers": [
            {
                "name": layer.name,
                "features": len(layer.features),
                "kinds": sorted(layer.kinds),
                "bounds": list(layer.bounds) if layer.features else None,
                "file": layer.file_name or None,
                "sha256": layer.sha256 or None,
                "added_at": layer.added_at or None,
                "said": list(layer.remarks),
                "style": asdict(layer.style),
                "is_districts": layer.is_districts,
                "notes": list(_notes(layer)),
            }
            for layer in kept
        ]
    }


def _notes(layer: UserLayer) -> tuple[str, ...]:
    """What a reader of rates by its districts must know."""
    if not layer.is_districts:
        return ()
    from geo.places.user_districts import UserDistricts

    try:
        return UserDistricts(layer).notes
    except InputError as error:
        return (str(error),)


def _print(kept: tuple[UserLayer, ...]) -> None:
    if not kept:
        print_line("There are no user layers. Add one: layers --workspace W.gpkg --add FILE")
        return
    rows = [[visible(layer.name), visible(layer.sentence), "districts" if layer.is_districts else ""] for layer in kept]
    for line in aligned(["layer", "what", "used as"], rows):
        print_line(line)
