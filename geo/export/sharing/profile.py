"""Profiles: what of the incidents may leave the program, one choice each, with a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal, get_args

from geo.errors import InputError, did_you_mean

__all__ = [
    "AS_IS",
    "CAREFUL",
    "OWN",
    "PLACES",
    "PROFILES",
    "Places",
    "Profile",
    "places_caveat",
    "profile_from",
    "profile_named",
    "profiles_from",
]

Places = Literal["as-is", "grid-5", "grid-10", "district", "none"]
"""How precisely places leave: as they are, as cells of 5 or 10 km, as districts, or not at all."""

PLACES: tuple[Places, ...] = get_args(Places)

MOST_SMALL = 100

OWN = "own choices"
"""What a file calls a profile of the user's own."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What of the incidents leaves.

    Attributes
    ----------
    name
        Its name: that of a recipient, or of one of `PROFILES`.
    places
        How precisely coordinates leave, one of `PLACES`.
    notes
        Whether notes, addresses of reports and quotes leave, and the further columns of the source.
    place_names
        Whether names of places finer than the district leave.
    user_layers
        Whether the user's own layers leave.
    small_counts
        The number below which counts in tables are hidden; 0 for none.
    restricted
        Whether rows leave whose licence forbids passing them on.
    rows
        Whether there is a row for each incident; without, only counts leave.

    Raises
    ------
    InputError
        If a choice is none that there is.
    """

    name: str
    places: Places = "district"
    notes: bool = False
    place_names: bool = False
    user_layers: bool = False
    small_counts: int = 5
    restricted: bool = False
    rows: bool = True

    def __post_init__(self) -> None:
        if self.places not in PLACES:
            raise InputError(f"places: {str(self.places)[:40]!r} is none of {', '.join(PLACES)}.")
        for name in ("notes", "place_names", "user_layers", "restricted", "rows"):
            if not isinstance(getattr(self, name), bool):
                raise InputError(f"{name} is true or false.")
        if type(self.small_counts) is not int or not 0 <= self.small_counts <= MOST_SMALL:
            raise InputError(f"small_counts is a whole number, 0 to {MOST_SMALL}.")

    @property
    def is_as_is(self) -> bool:
        """Whether everything leaves as it is."""
        return replace(AS_IS, name=self.name) == self

    @property
    def hides_places(self) -> bool:
        """Whether coordinates are changed or left out."""
        return self.places != "as-is"

    @property
    def cell_km(self) -> float:
        """The side of the cells of the grid in km; 0 without a grid."""
        return {"grid-5": 5.0, "grid-10": 10.0}.get(self.places, 0.0)

    @property
    def choices(self) -> dict[str, Any]:
        """The choices as plain values, without the name."""
        return {name: value for name, value in asdict(self).items() if name != "name"}


AS_IS = Profile("as-is", "as-is", notes=True, place_names=True, user_layers=True, small_counts=0, restricted=True)
CAREFUL = Profile("careful")

PROFILES: Mapping[str, Profile] = {
    profile.name: profile
    for profile in (
        CAREFUL,
        Profile("district", small_counts=0),
        Profile("grid-10", "grid-10"),
        Profile("grid-5", "grid-5"),
        Profile("no-places", "none"),
        Profile("counts-only", "none", rows=False),
        AS_IS,
    )
}
"""The profiles that are always there; the careful one is the default of what leaves the program."""


def profile_named(name: str, others: Mapping[str, Profile] | None = None) -> Profile:
    """The profile of that name among others and `PROFILES`; raises `InputError` with what is near."""
    known = {**PROFILES, **(others or {})}
    if name not in known:
        raise InputError(
            f"There is no sharing profile {name[:60]!r}: there are {', '.join(known)}.{did_you_mean(name, known)}"
        )
    return known[name]


def profile_from(name: str, choices: Any) -> Profile:
    """A profile from plain values; what is not named is as in the careful one. Raises `InputError`."""
    if not isinstance(choices, dict):
        raise InputError(f"The sharing profile {name[:60]!r} is no object of choices.")
    known = [field.name for field in fields(Profile) if field.name != "name"]
    for key in choices:
        if key not in known:
            raise InputError(f"The sharing profile {name[:60]!r} has an unknown choice {str(key)[:40]!r}."
                             f"{did_you_mean(str(key), known)}")  # fmt: skip
    try:
        return replace(CAREFUL, name=name, **choices)
    except InputError as error:
        raise InputError(f"The sharing profile {name[:60]!r}: {error}") from None


def profiles_from(named: Any) -> dict[str, Profile]:
    """Profiles by name, from an object of objects as a JSON file has it; raises `InputError`.

    The names of `PROFILES` keep their meaning: a file that gives one another is refused.
    """
    if not isinstance(named, dict):
        raise InputError("Sharing profiles are an object: a name, and its choices.")
    if taken := [name for name in named if name in PROFILES]:
        raise InputError(f"The name {taken[0]!r} is that of a profile that is always there: choose another one.")
    return {name: profile_from(name, choices) for name, choices in named.items()}


def places_caveat(profile: Profile) -> str:
    """What is written beside every number of what leaves, about its places; blank where they are as they are."""
    if profile.cell_km:
        return f"Places are given by squares of {profile.cell_km:g} km"
    return {"district": "Places are given by district only", "none": "No coordinates are given"}.get(profile.places, "")
