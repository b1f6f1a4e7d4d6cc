"""The place in a form: a name with suggestions, a point from the map, and what is found from them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit

from app.dialogs.entry.lines import Field, Lines, choices, completed, joined_names, line, set_value, set_words, value_of
from app.widgets.buttons import push_button
from geo.dataset import Dataset
from geo.entry import EntryCheck, Found, IncidentEntry
from geo.incidents import PLACE_PRECISIONS
from geo.scales import NEAR_KM

__all__ = ["PlaceFields"]

NEAR_LINE = "A district line is within 5 km: look whether the district is right."
BY_NAME = "Give up the coordinates and the district, and find them from the name"
_DECIMALS = 4
_FROM_PLACE = ("place_precision", "district", "province")
"""What is found from a point: what was loaded with another point is not kept."""
_FROM_NAME = ("lon", "lat", *_FROM_PLACE)
_PRECISIONS = {
    "exact": "exact: the very spot",
    "near": f"near: about {NEAR_KM:g} km around",
    "district": "the district only",
    "province": "the province only",
    "country": "the country only",
}


class PlaceFields(QObject):
    """The fields of the place by column; what is left blank is found from the others and shown in grey."""

    changed = Signal()
    """Emitted when a button or a suggestion has changed fields."""
    pick_requested = Signal()
    """Emitted when the user wants to pick the place on the map, or no longer."""

    def __init__(self, lines: Lines) -> None:
        super().__init__()
        precisions = [("found from the place", ""), *((_PRECISIONS[name], name) for name in PLACE_PRECISIONS)]
        provinces = [("found from the place", ""), *((name, name) for name in ("Balochistan", "Khyber Pakhtunkhwa"))]
        self.fields: dict[str, Field] = {
            "location": line("location", "Place by name", "a town, a village, a road"),
            "lat": line("lat", "Latitude in degrees", "latitude"),
            "lon": line("lon", "Longitude in degrees", "longitude"),
            "district": line("district", "District", "found from the place"),
            "province": choices("province", "Province", provinces),
            "place_precision": choices("place_precision", "How exactly the place is known", precisions),
        }
        self._loaded: dict[str, str] = {}
        self.pick = push_button("pick on map", "Pick on the map", "Then click the place on the map")
        self.pick.setCheckable(True)
        self.pick.clicked.connect(self.pick_requested)
        self._by_name = push_button("place by name", "Find it by the name", BY_NAME)
        self._by_name.clicked.connect(self._find_by_name)
        made = self.fields
        lines.heading("Where")
        lines.add("Place", (made["location"], self._by_name), ("location",))
        lines.add("Coordinates", (made["lat"], made["lon"], self.pick), ("lat", "lon"))
        lines.add("District", (made["district"], made["province"]), ("district", "province"))
        lines.add("Place known to", made["place_precision"], ("place_precision",))
        self._found = lines.below("muted")
        self._near = lines.below("warning")

    def suggest(self, dataset: Dataset) -> None:
        """Suggest the towns of the gazetteer, the places of stored incidents, and the districts."""
        gazetteer = dataset.gazetteer
        districts = [district.name for district in gazetteer.districts]
        towns = (place.name for place in gazetteer.places if place.province)
        places = joined_names(towns, districts, dataset.incidents.texts["location"])
        for column, names in (("location", places), ("district", joined_names(districts))):
            field = self.fields[column]
            assert isinstance(field, QLineEdit)
            completed(field, names, partial(self._on_chosen, column))

    def load(self, entry: IncidentEntry) -> None:
        """Remember what was there before the user changed it."""
        self._loaded = {name: getattr(entry, name) for name in self.fields}
        self._show_by_name()

    def set_point(self, lon: float, lat: float) -> None:
        """Put a point into the fields; its district is found anew."""
        set_value(self.fields["lon"], f"{lon:.{_DECIMALS}f}")
        set_value(self.fields["lat"], f"{lat:.{_DECIMALS}f}")
        for name in _FROM_PLACE:
            set_value(self.fields[name], "")
        self.changed.emit()

    def on_edited(self, name: str) -> None:
        """Give up what was stored with another point, and was not typed since."""
        if name in ("lon", "lat"):
            for other in _FROM_PLACE:
                if value_of(self.fields[other]) == self._loaded.get(other):
                    set_value(self.fields[other], "")
        elif name == "district" and value_of(self.fields["province"]) == self._loaded.get("province"):
            set_value(self.fields["province"], "")
        self._show_by_name()

    def show_found(self, check: EntryCheck, entry: IncidentEntry) -> None:
        """Show what was found: in grey in the fields that are blank, and below them in words."""
        found = check.found
        point = ("", "") if found.lat is None or found.lon is None else (f"{found.lat:.4f}", f"{found.lon:.4f}")
        for name, text in (("lat", point[0] or "latitude"), ("lon", point[1] or "longitude"),
                           ("district", found.district or "found from the place")):  # fmt: skip
            field = self.fields[name]
            assert isinstance(field, QLineEdit)
            field.setPlaceholderText(text)
        set_words(self._found, _found_words(found))
        set_words(self._near, NEAR_LINE if found.near_boundary else "")

    def _on_chosen(self, column: str) -> None:
        """A suggestion was taken: a name that was chosen says where it is."""
        if column == "location":
            for name in _FROM_NAME:
                if value_of(self.fields[name]) == self._loaded.get(name):
                    set_value(self.fields[name], "")
        self.on_edited(column)
        self.changed.emit()

    def _find_by_name(self) -> None:
        for name in _FROM_NAME:
            set_value(self.fields[name], "")
        self._show_by_name()
        self.changed.emit()

    def _show_by_name(self) -> None:
        """Offer to find the place by its name where coordinates or a district stand in the way of that."""
        is_named = bool(value_of(self.fields["location"]).strip())
        self._by_name.setVisible(is_named and any(value_of(self.fields[name]).strip() for name in ("lon", "lat")))


def _found_words(found: Found) -> str:
    """Where the place lies, as it would be stored."""
    if not found.place_precision:
        return ""
    area = ", ".join(filter(None, (found.district, found.province)))
    if found.place_precision in ("exact", "near"):
        return f"In {area or 'neither province'}; known as {found.place_precision}."
    return f"{area or 'The place'}; no dot on the map, known to the {found.place_precision}."
