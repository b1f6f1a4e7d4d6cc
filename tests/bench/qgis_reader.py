"""What QGIS makes of a GeoPackage: run by the Python that has QGIS, ``python3 qgis_reader.py FILE PICTURE FROM TO``.

Prints one JSON object: each layer that QGIS offers with its kind, style and fields, how many incidents its temporal
controller shows from the first day to before the last, and how many pixels the picture has of each colour.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsDateTimeRange,
    QgsFeatureRequest,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsProviderRegistry,
    QgsProviderSublayerDetails,
    QgsRectangle,
    QgsVectorLayerTemporalContext,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QSize, QTime
from qgis.PyQt.QtGui import QColor

EXTENT = (60.5, 24.3, 74.5, 37.3)
SIDE_PX = 1400


def told(layer: Any, name: str) -> dict[str, Any]:
    """What QGIS says of a layer, once it has the style that is stored as default."""
    _, has_style = layer.loadDefaultStyle()
    renderer = layer.renderer()
    return {
        "name": name,
        "valid": layer.isValid(),
        "styled": has_style,
        "kind": QgsWkbTypes.displayString(layer.wkbType()),
        "renderer": type(renderer).__name__ if renderer else "",
        "legend": [item.label() for item in renderer.legendSymbolItems()] if renderer else [],
        "labels": layer.labelsEnabled(),
        "fields": {field.name(): field.typeName() for field in layer.fields()},
        "features": sum(1 for _ in layer.getFeatures()),
    }


def in_time(layer: Any, first: str, last: str) -> int:
    """How many features the temporal controller shows from the first day to before the last one."""
    begin, end = (QDateTime(QDate.fromString(day, "yyyy-MM-dd"), QTime(0, 0)) for day in (first, last))
    context = QgsVectorLayerTemporalContext()
    context.setLayer(layer)
    condition = layer.temporalProperties().createFilterString(context, QgsDateTimeRange(begin, end, True, False))
    return sum(1 for _ in layer.getFeatures(QgsFeatureRequest().setFilterExpression(condition)))


def picture(layers: list[Any], path: str) -> Counter[str]:
    """Draw the layers, points above lines above areas; the pixels of each colour."""
    settings = QgsMapSettings()
    settings.setLayers(sorted(layers, key=lambda layer: int(layer.geometryType())))
    settings.setBackgroundColor(QColor("#f8f7f3"))
    settings.setOutputSize(QSize(SIDE_PX, SIDE_PX))
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    settings.setExtent(QgsRectangle(*EXTENT))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    image.save(path)
    data = image.convertToFormat(image.Format_RGB32).constBits().asstring(image.sizeInBytes())
    return Counter(f"#{data[at + 2]:02x}{data[at + 1]:02x}{data[at]:02x}" for at in range(0, len(data), 4))


def main(path: str, png: str, first: str, last: str) -> None:
    """Print what was found, and leave without the destructors of QGIS, which crash where layers are still held."""
    application = QgsApplication([], False)
    application.initQgis()
    options = QgsProviderSublayerDetails.LayerOptions(QgsProject.instance().transformContext())
    found = QgsProviderRegistry.instance().querySublayers(path)
    layers = [(each.toLayer(options), each.name()) for each in found]
    answer: dict[str, Any] = {"version": Qgis.QGIS_VERSION, "layers": [told(*each) for each in layers]}
    incidents = next((layer for layer, name in layers if name == "incidents"), None)
    answer["in_time"] = None if incidents is None else in_time(incidents, first, last)
    answer["colours"] = dict(picture([layer for layer, _ in layers if layer.isSpatial()], png).most_common(60))
    print(json.dumps(answer), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:5])
