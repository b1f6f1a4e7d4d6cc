"""Parse filter arguments to a `Query`: days, and names resolved to those of the dataset."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from app.cli.border import border_zone
from app.cli.combined import Places, combined_places, combined_types
from app.cli.misuse import WrongUse
from app.cli.output import print_error, visible
from geo import taxonomy
from geo.calendar.days import from_day_number
from geo.dataset import Dataset
from geo.errors import InputError, UnknownName, did_you_mean
from geo.places.names import name_key
from geo.places.target import target_named
from geo.query import Query, Within
from geo.reading.typed_days import parse_typed_day, two_ways
from geo.wording import source_name

__all__ = ["query_from"]


def query_from(arguments: argparse.Namespace, dataset: Dataset) -> Query:
    """The query of the filter arguments, with names of the dataset.

    Raises
    ------
    WrongUse
        If a day, name or number cannot be understood; the message offers the nearest names.
    """
    first, last = _day("--from", arguments.first), _day("--to", arguments.last, end=True)
    if first and last and last < first:
        raise WrongUse(f"The period ends ({last}) before it begins ({first}): exchange --from and --to.")
    if arguments.min_killed < 0:
        raise WrongUse("--min-killed is a number of people: 0 or more.")
    types, sub_types = _types(arguments)
    places = _places(arguments, dataset)
    return Query(
        first=first,
        last=last,
        types=types,
        sub_types=sub_types,
        actors=_each("--actor", arguments.actors, lambda text: _actor(text, dataset)),
        provinces=places.provinces,
        divisions=places.divisions,
        districts=places.districts,
        min_killed=arguments.min_killed,
        coarsest=arguments.place_precision,
        sources=_each("--source", arguments.sources, lambda text: _source(text, dataset)),
        text=arguments.text.strip(),
        certain=arguments.certain_days,
        within=_within(arguments, dataset),
        attribution=frozenset(arguments.attribution),
        border=border_zone(arguments.within_km_of_border, arguments.border_band),
    )


def _types(arguments: argparse.Namespace) -> tuple[frozenset[str], frozenset[str]]:
    types = _each("--type", arguments.types, lambda text: _one_of(text, taxonomy.EVENT_TYPES))
    sub_types = _each("--sub-type", arguments.sub_types, lambda text: _one_of(text, _sub_types()))
    try:
        return combined_types(types, sub_types)
    except InputError as error:
        raise WrongUse(str(error)) from None


def _places(arguments: argparse.Namespace, dataset: Dataset) -> Places:
    provinces, agencies = _parted(arguments.provinces)
    named = Places(
        _each("--province", provinces, lambda text: dataset.gazetteer.resolve_province(text).name),
        _each("--division", arguments.divisions, lambda text: dataset.gazetteer.resolve_division(text).name),
        _each("--district", arguments.districts, lambda text: _district(text, dataset)),
    )
    parts = _agencies(agencies[0], dataset) if agencies else frozenset()
    try:
        return combined_places(named, parts, dataset.gazetteer)
    except InputError as error:
        raise WrongUse(str(error)) from None


def _within(arguments: argparse.Namespace, dataset: Dataset) -> Within | None:
    if (arguments.within is None) != (not arguments.of):
        raise WrongUse("--within and --of belong together: --within 20 --of Mingora")
    if arguments.possibly and arguments.within is None:
        raise WrongUse("--possibly belongs to --within: --within 20 --of Mingora --possibly")
    if arguments.within is None:
        return None
    try:
        target = target_named(arguments.of, dataset.gazetteer, dataset.user_layers)
    except UnknownName as error:
        raise WrongUse(f"--of: {error}") from None
    return Within(target, arguments.within, arguments.possibly)


def _day(option: str, text: str | None, *, end: bool = False) -> date | None:
    """The day of an option, in any spelling that imports read; of a month or a year the first, or the last, day."""
    if text is None:
        return None
    number = parse_typed_day(text, end=end)
    if number is None:
        doubt = two_ways(text)
        unread = f"{option}: {text!r} is not a day of the calendar. {_HOW}"
        raise WrongUse(f"{option} {text}: {doubt}" if doubt else unread)
    return from_day_number(number)


_HOW = "Write it as year-month-day, or as 18 Nov 2024, Nov 2024 or 2024."


def _each(option: str, texts: Iterable[str], resolve: Callable[[str], str]) -> frozenset[str]:
    try:
        return frozenset(resolve(text) for text in texts)
    except InputError as error:
        raise WrongUse(f"{option}: {error}") from None


_FATA = frozenset(
    map(name_key, ("FATA", "F.A.T.A.", "Former FATA", "Ex-FATA", "Erstwhile FATA", "Tribal Areas", "PK-TA"))
) | {name_key(f"Federally Administered Tribal {areas}") for areas in ("Area", "Areas")}
"""Names of the former tribal areas, which users give as a province though they are a part of one."""


def _parted(texts: Sequence[str]) -> tuple[list[str], list[str]]:
    """The names of provinces, and apart from them those of the former tribal areas."""
    parts = [text for text in texts if name_key(text) in _FATA]
    return [text for text in texts if text not in parts], parts


def _agencies(text: str, dataset: Dataset) -> frozenset[str]:
    names = [district.name for district in dataset.gazetteer.drawn if district.former_fata]
    print_error(f"{visible(text)} is not a province but a part of Khyber Pakhtunkhwa: read as {', '.join(names)}.")
    return frozenset(names)


def _district(text: str, dataset: Dataset) -> str:
    """The polygon of a district; a message tells if it is a wider one or has another name."""
    match = dataset.gazetteer.resolve_district(text)
    sentence = match.sentence if match.former else match.district.sentence
    if "→" in sentence:
        print_error(visible(sentence))
    return match.polygon


def _sub_types() -> tuple[str, ...]:
    return tuple(name for names in taxonomy.SUB_EVENT_TYPES.values() for name in names)


def _source(text: str, dataset: Dataset) -> str:
    """The source of that stored name, or of the name under which it is shown."""
    names = dataset.incidents.coded["source"].names
    if stored := taxonomy.match_name(text, names):
        return stored
    shown = {source_name(name): name for name in names}
    return shown[_one_of(text, tuple(shown))]


def _one_of(text: str, known: tuple[str, ...]) -> str:
    """The known name that matches: as a whole, else by its beginning, else by a part, if only one does."""
    whole = taxonomy.match_name(text, known)
    if whole:
        return whole
    wanted = text.casefold().strip()
    for fits in (str.startswith, str.__contains__):
        found = [name for name in known if wanted and fits(name.casefold(), wanted)]
        if len(found) == 1:
            return found[0]
        if found:
            raise UnknownName(f"{text!r} may be {' or '.join(repr(name) for name in found)}: give the whole name.")
    raise UnknownName(f"{text!r} is not known.{_near(text, known)}")


def _near(text: str, known: tuple[str, ...]) -> str:
    words = {word: name for name in known for word in name.replace("/", " ").split() if len(word) > 3}
    near = did_you_mean(text, known) or did_you_mean(text, words)
    return near or f" Known are: {', '.join(known[:12])}{' …' if len(known) > 12 else ''}."


def _actor(text: str, dataset: Dataset) -> str:
    name = taxonomy.actor_name(text)
    listed = tuple(actor.name for actor in taxonomy.actors())
    if name in dataset.incidents.actors or name in listed:
        return name
    known = tuple(dict.fromkeys((*dataset.incidents.actors, *listed)))
    if found := taxonomy.match_name(text, known):
        return found
    aliases = (alias for actor in taxonomy.actors() for alias in (actor.abbreviation, *actor.aliases) if alias)
    raise UnknownName(f"No actor is named {text!r}.{did_you_mean(text, (*known, *aliases))}")
