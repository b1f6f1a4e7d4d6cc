"""The other side of `import_rows`: pandas and GeoPandas copy a CSV of points to a GeoPackage, and check nothing.

As a program it does so once, with the path of the CSV and that of the new file as arguments.
"""

from __future__ import annotations

import sys
from pathlib import Path

import geopandas
import pandas


def copy_rows(path: Path, target: Path) -> None:
    """Write the rows of a CSV as the layer of a new GeoPackage; a file that is there is replaced."""
    target.unlink(missing_ok=True)
    frame = pandas.read_csv(path)
    points = geopandas.points_from_xy(frame["longitude"], frame["latitude"])
    geopandas.GeoDataFrame(frame, geometry=points, crs=4326).to_file(target, driver="GPKG")


if __name__ == "__main__":
    copy_rows(Path(sys.argv[1]), Path(sys.argv[2]))
