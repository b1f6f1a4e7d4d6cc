"""About the application: its data, their limits, licences and versions."""

from __future__ import annotations

import platform
from importlib import metadata

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from app.widgets.text import label
from geo.dataset import BUNDLED_NOTICE, Dataset

__all__ = ["AboutDialog"]

PACKAGES = ("PySide6_Essentials", "geopandas", "shapely", "pyproj", "folium", "matplotlib", "numpy", "pandas")

TEXT = """\
Incident Atlas maps publicly reported conflict incidents in Khyber Pakhtunkhwa and Balochistan. It shows what was \
reported, by whom, and how precisely; it adds nothing, and counts what it leaves out. It works without a network and \
sends no data.

Incidents
{notice}
{releases}

Boundaries
Provinces, neighbours: Natural Earth 10m (public domain); the former FATA is part of Khyber Pakhtunkhwa since 2018. \
Districts: generalised and indicative, of about 2010; newer districts are counted in the one they were split from. \
Boundaries shown do not imply endorsement; this includes the Pakistan–Afghanistan border (Durand Line). \
Populations and areas: Pakistan Bureau of Statistics, census of 2023. Towns: GeoNames (CC BY 4.0). \
Rivers: Natural Earth 50m (public domain).

Limits
Reports are incomplete and late; what was not reported is missing. Attribution is the claim of a source. Figures \
differ between reports: the range is shown where it is known. An incident known only to its district is never drawn \
as a dot.

Licences
Incident Atlas: MIT. Leaflet: BSD 2-Clause. Noto fonts: SIL Open Font License 1.1. Qt for Python: LGPL 3.

Versions
{versions}
"""


class AboutDialog(QDialog):
    """Shows a text; changes nothing."""

    def __init__(self, dataset: Dataset, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("about")
        self.setWindowTitle("About Incident Atlas")
        self.resize(620, 560)
        text = QPlainTextEdit()
        text.setObjectName("about text")
        text.setAccessibleName("About Incident Atlas")
        text.setReadOnly(True)
        text.setPlainText(
            TEXT.format(
                notice=dataset.notice or BUNDLED_NOTICE,
                releases="\n".join(dict.fromkeys(release.citation for release in dataset.releases if release.citation)),
                versions="\n".join(_versions()),
            )
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(label("Incident Atlas", "title"))
        layout.addWidget(text)
        layout.addWidget(buttons)


def _versions() -> list[str]:
    versions = [f"Python {platform.python_version()}"]
    for name in ("incident-atlas", *PACKAGES):
        try:
            versions.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            continue
    return versions
