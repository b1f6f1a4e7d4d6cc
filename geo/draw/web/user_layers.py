"""Layers of the user's own, and districts of the user's own, as the map's page takes them."""

from __future__ import annotations

import json
from typing import Any

from geo.dataset import Dataset
from geo.draw.style import USER_LAYER_COLOURS
from geo.draw.web import anchors
from geo.draw.web.basemap import outline
from geo.places.user_districts import UserDistricts
from geo.places.user_layers import Feature, UserLayer

__all__ = ["district_areas", "user_layers_json"]

_LABELS = 3


def user_layers_json(dataset: Dataset) -> bytes:
    """All layers and, where a layer stands for them, the districts."""
    gazetteer = dataset.gazetteer
    own = isinstance(gazetteer, UserDistricts)
    content: dict[str, Any] = {
        "layers": [_layer(layer) for layer in dataset.user_layers],
        "districts": district_areas(dataset) if own else None,
    }
    if own:
        fata = [area["rings"] for area in content["districts"] or [] if area["former_fata"]]
        content["former_fata"] = outline(fata)
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def district_areas(dataset: Dataset) -> list[dict[str, Any]] | None:
    """The user's own districts as the base map has areas, with places for their labels; ``None`` for the bundled."""
    gazetteer = dataset.gazetteer
    if not isinstance(gazetteer, UserDistricts):
        return None

    def labelled() -> list[dict[str, Any]]:
        return [area | {"labels": anchors.label_places(area["rings"], _LABELS)} for area in gazetteer.areas]

    return dataset.memo.get(("district areas",), labelled)


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
