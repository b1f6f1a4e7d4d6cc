"""User layers and user districts as the map's page reads them."""

from __future__ import annotations

import json
from typing import Any

from geo.dataset import Dataset
from geo.draw.style import USER_LAYER_COLOURS
from geo.draw.web.basemap import outline
from geo.places.label_anchors import label_places
from geo.places.user_districts import UserDistricts
from geo.places.user_layers import Feature, UserLayer

__all__ = ["district_areas", "user_layers_json"]

_LABELS = 3


def user_layers_json(dataset: Dataset) -> bytes:
    """All layers and, if a layer replaces them, the districts, as JSON in UTF-8."""
    gazetteer = dataset.gazetteer
    has_districts = isinstance(gazetteer, UserDistricts)
    content: dict[str, Any] = {
        "layers": [_layer(layer) for layer in dataset.user_layers],
        "districts": district_areas(dataset) if has_districts else None,
    }
    if has_districts:
        fata = [area["rings"] for area in content["districts"] or [] if area["former_fata"]]
        content["former_fata"] = outline(fata)
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def district_areas(dataset: Dataset) -> list[dict[str, Any]] | None:
    """The user districts as the base map has areas, with places for their labels; ``None`` for the bundled ones."""
    gazetteer = dataset.gazetteer
    if not isinstance(gazetteer, UserDistricts):
        return None

    def labelled() -> list[dict[str, Any]]:
        return [area | {"labels": label_places(area["rings"], _LABELS)} for area in gazetteer.areas]

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
