"""The places of rows: names of today, and coordinates compared with them. A stated name has precedence."""

from geo.incidents.placing.comparison import FAR_KM
from geo.incidents.placing.names import rename
from geo.incidents.placing.placed import Placed, place
from geo.incidents.placing.resolver import DistrictName, KnownPoint, NamedPlace, NameResolver

__all__ = ["FAR_KM", "DistrictName", "KnownPoint", "NameResolver", "NamedPlace", "Placed", "place", "rename"]
