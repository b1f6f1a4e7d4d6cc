"""Files that hold no table of incidents: what they are, and what to do instead."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["archive_without_table", "compound", "stranger", "xml_without_places"]

_TABLE = "Import the table that it was made from"
_UNPACK = "Unpack it first and import what it holds"
_SAVE_CSV = "Open it in the program that wrote it, and export the table as CSV"
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", f"a PDF document. {_TABLE}"),
    (b"\x1f\x8b", f"compressed. {_UNPACK} (data of R have to be exported as CSV)"),
    (b"BZh", f"compressed (bzip2). {_UNPACK}"),
    (b"\xfd7zXZ", f"compressed (xz). {_UNPACK}"),
    (b"\x28\xb5\x2f\xfd", f"compressed (Zstandard). {_UNPACK}"),
    (b"Rar!", f"an archive. {_UNPACK}"),
    (b"7z\xbc\xaf", f"an archive. {_UNPACK}"),
    (b"\x89PNG", f"a picture. {_TABLE}"),
    (b"\xff\xd8\xff", f"a picture. {_TABLE}"),
    (b"GIF8", f"a picture. {_TABLE}"),
    (b"II*\0", f"a picture or raster (TIFF). {_TABLE}"),
    (b"MM\0*", f"a picture or raster (TIFF). {_TABLE}"),
    (b"RIFF", f"a picture or a recording. {_TABLE}"),
    (b"ID3", f"a recording. {_TABLE}"),
    (b"{\\rtf", "a text document (RTF). Copy its table into a spreadsheet and save that as .xlsx or CSV"),
    (b"%!PS", f"a PostScript document. {_TABLE}"),
    (b"\x7fELF", "a program. Choose a table of incidents"),
    (b"\0\1\0\0Standard Jet DB", "a database of Microsoft Access. Export its table as CSV or .xlsx"),
    (b"\0\1\0\0Standard ACE DB", "a database of Microsoft Access. Export its table as CSV or .xlsx"),
    (b"<stata_dta>", f"data of Stata. {_SAVE_CSV}"),
    (b"$FL2", f"data of SPSS. {_SAVE_CSV}"),
    (b"$FL3", f"data of SPSS. {_SAVE_CSV}"),
    (b"RDX", f"data of R. {_SAVE_CSV}"),
    (b"RDA", f"data of R. {_SAVE_CSV}"),
    (b"ARROW1", f"a Feather (Arrow) file. {_SAVE_CSV}"),
    (b"\x89HDF", f"data in HDF5. {_SAVE_CSV}"),
    (b"PMTiles", "a base map of tiles. Open it in the panel Layers"),
    (b"From:", "a message of e-mail. Save what is attached to it and import that"),
    (b"Received:", "a message of e-mail. Save what is attached to it and import that"),
    (b"Return-Path:", "a message of e-mail. Save what is attached to it and import that"),
    (b"MIME-Version:", "a web archive or a message. Open it in a spreadsheet program and save it as .xlsx"),
)  # fmt: skip
_STATA_OLD = re.compile(rb"[\x69\x6c\x6e-\x73][\x01\x02]\x01\0", re.DOTALL)
_BY_NAME = {
    ".dbf": "the attribute table of a Shapefile. Choose the .shp beside it, with all of its parts",
    ".shx": "the index of a Shapefile. Choose the .shp beside it, with all of its parts",
    ".prj": "the coordinate system of a Shapefile. Choose the .shp beside it, with all of its parts",
    ".qgz": "a project of QGIS. Save its layer as GeoPackage or CSV",
    ".qgs": "a project of QGIS. Save its layer as GeoPackage or CSV",
    ".lyrx": "a layer file of ArcGIS, which holds no data. Export the layer as GeoPackage or CSV",
}
_OLE_NAMES = (
    ("EncryptedPackage", "protected with a password. Save it without one"),
    ("WordDocument", "a Word document. Copy its table into a spreadsheet and save that as .xlsx or CSV"),
    ("PowerPoint Document", f"a presentation. {_TABLE}"),
    ("__substg1.0_", "a message of Outlook. Save what is attached to it and import that"),
)
_XML = (
    (rb"urn:schemas-microsoft-com:office:spreadsheet", "a workbook in XML of Excel 2003. Save it as .xlsx"),
    (rb"<svg\b", f"a picture (SVG). {_TABLE}"),
    (rb"<(?:rss|feed)\b", "a feed of news. Incidents have to be entered in a table"),
    (rb"<VOTABLE\b|<(?:\w+:)?FeatureCollection\b", "GML. Save the layer as GeoPackage or GeoJSON"),
    (rb"<osm\b", "an extract of OpenStreetMap. Save the layer as GeoPackage or GeoJSON"),
    (rb"<qgis\b", "a project or style of QGIS. Save its layer as GeoPackage or CSV"),
    (rb"<TimeSeries|<metadata\b", "metadata, which holds no incidents. Choose the file that it describes"),
)


def stranger(head: bytes, suffix: str) -> str:
    """What a file is and what to do, by its first bytes and the ending of its name; blank if it may hold a table."""
    for beginning, what in _BEGINNINGS:
        if head.startswith(beginning):
            return what
    if head[4:8] == b"ftyp":
        return f"a picture or a film. {_TABLE}"
    if _STATA_OLD.match(head) and suffix == ".dta":
        return f"data of Stata. {_SAVE_CSV}"
    is_binary = b"\0" in head and not head.startswith(b"\xd0\xcf\x11\xe0")
    is_part = suffix in (".dbf", ".shx") and is_binary
    return _BY_NAME[suffix] if suffix in _BY_NAME and (is_part or suffix not in (".dbf", ".shx")) else ""


def compound(content: bytes) -> str:
    """What an older document of Office is, if it is no workbook; blank if it may be one."""
    return next((what for name, what in _OLE_NAMES if name.encode("utf-16-le") in content), "")


def xml_without_places(head: bytes) -> str:
    """What an XML file is, if it is known to hold no places; blank if it may."""
    return next((what for pattern, what in _XML if re.search(pattern, head)), "")


def archive_without_table(names: Sequence[str]) -> str:
    """What a zip archive is that is neither a workbook nor a layer."""
    listed = set(names)
    if "word/document.xml" in listed:
        return "a Word document. Copy its table into a spreadsheet and save that as .xlsx or CSV"
    if "ppt/presentation.xml" in listed:
        return f"a presentation. {_TABLE}"
    if any(name.endswith(".gdbtable") for name in names):
        return "a file geodatabase of ArcGIS in an archive. Export the layer as GeoPackage or CSV"
    if any(name.endswith(".qgs") for name in names):
        return _BY_NAME[".qgz"]
    held = [name for name in names if not name.endswith("/") and not name.startswith("__MACOSX/")]
    if not held:
        return "an archive with nothing in it"
    more = f" and {len(held) - 3} more" if len(held) > 3 else ""
    shown = ", ".join(repr(name[-60:]) for name in held[:3])
    return f"an archive that holds {shown}{more}. {_UNPACK}"
