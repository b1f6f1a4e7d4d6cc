"""The label of made-up incidents, and how they are known: by their rows, so that the label is in every copy of them.

A row is made up if its source is `SOURCE`, or if one of its actors is: a table whose source is lost in another program
still names them. A workspace in which made-up rows were stored stays marked, whatever becomes of the rows.
"""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["ACTOR_BEGINNING", "LABEL", "MARK", "NOTICE", "SOURCE", "made_up_actor", "names_made_up"]

SOURCE = "made-up"
"""The source of made-up rows, with which their ids begin too."""

ACTOR_BEGINNING = "Made-up "
"""How the name of every made-up actor begins."""

MARK = "Made up"
LABEL = "Made up: no real incidents"
"""What stands on every map and page, in titles and in answers."""

NOTICE = (
    "Made-up data: these incidents are invented, none of them happened. They show how the application works with data "
    "of this size. Districts and towns are real; dates, numbers and actors are not."
)


def made_up_actor(name: str) -> str:
    """The name of an actor with the beginning that says that it is made up."""
    return f"{ACTOR_BEGINNING}{name}"


def names_made_up(sources: Iterable[str], actors: Iterable[str]) -> bool:
    """Whether one of these sources is that of made-up rows, or one of these actors is made up."""
    begins = ACTOR_BEGINNING.casefold()
    is_source = any(source.strip().casefold() == SOURCE for source in sources)
    return is_source or any(actor.strip().casefold().startswith(begins) for actor in actors)
