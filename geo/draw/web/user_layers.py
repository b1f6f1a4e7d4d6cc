"""User layers and user districts as the map's page reads them."""

from __future__ import annotations

import json
from typing import Any

from geo.dataset import Dataset
from geo.draw.basemap import outline
from geo.draw.style import USER_LAYER_COLOURS
from geo.places.user_districts import UserDistricts
from geo.places.user_layers import Feature, UserLayer

__all__ = ["user_layers_json"]


def user_layers_json(dataset: Dataset) -> bytes:
    """All layers and, if a layer replaces them, the districts, as JSON in UTF-8."""
    gazetteer = dataset.gazetteer
    content: dict[str, Any] = {
        "layers": [_layer(layer) for layer in dataset.user_layers],
        "districts": gazetteer.areas if isinstance(gazetteer, UserDistricts) else None,
    }
    if content["districts"]:
        content["former_fata"] = outline(area["rings"] for area in content["districts"] if area["former_fata"])
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _layer(layer: UserLayer) -> dict[str, Any]:
    style = layer.style
    return {
        "name": layer.name,
        "kinds": sorted(layer.kinds),
        "colour": USER_LAYER_COLOURS[style.colour],
        "width": style.width,
        "fill": style.fill,
        "dashed": style.dashed,
        "named": style.named,
        "features": [_feature(feature) for feature in layer.features],
    }


def _feature(feature: Feature) -> list[Any]:
    """Name, kind in one letter (p, l, a) and flat lists of degrees."""
    kind = {"Point": "p", "LineString": "l", "Polygon": "a"}[feature.kind.removeprefix("Multi")]
    return [feature.name, kind, [[c for point in line for c in point[:2]] for line in feature.lines]]
