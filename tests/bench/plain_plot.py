"""The layers of a page drawn with `GeoDataFrame.plot`, as a short script does it: ``plain_plot.py SOURCE OUT DPI``.

SOURCE is the CSV of the bundled incidents, or a workspace. The other side of `drawn_pages`.
"""

import sys
from pathlib import Path

import geopandas as gpd
import matplotlib as mpl

mpl.use("Agg")
import matplotlib.pyplot as plt
import pandas as pd

BOUNDARIES = Path(__file__).resolve().parents[2] / "assets" / "boundaries"
PLANE = "+proj=aea +lat_1=26.5 +lat_2=35 +lat_0=31 +lon_0=67.5 +datum=WGS84 +units=m"
LAYERS = {
    "surroundings": {"color": "#e8e8e0", "edgecolor": "#bbbbbb"},
    "provinces": {"color": "#fbfaf5", "edgecolor": "#666666"},
    "districts": {"facecolor": "none", "edgecolor": "#999999", "linewidth": 0.4},
    "rivers": {"color": "#88aacc", "linewidth": 0.7},
}

source, out, dpi = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
figure, axes = plt.subplots(figsize=(11.69, 8.27))
for name, style in LAYERS.items():
    gpd.read_file(BOUNDARIES / f"{name}.geojson").to_crs(PLANE).plot(ax=axes, **style)
if source.suffix == ".csv":
    table = pd.read_csv(source)
    points = gpd.GeoDataFrame(table, geometry=gpd.points_from_xy(table["lon"], table["lat"]), crs="EPSG:4326")
else:
    points = gpd.read_file(source, layer="incidents")
points = points[~points.geometry.isna() & ~points.geometry.is_empty].to_crs(PLANE)
sizes = 8 + 4 * points["killed_best"].fillna(0).clip(upper=50) ** 0.5
points.plot(ax=axes, column="event_type", markersize=sizes, legend=True, cmap="tab10", edgecolor="white", linewidth=0.3)
axes.set_axis_off()
figure.savefig(out, dpi=dpi)
