"""The options of films on the command line."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.cli.misuse import WrongUse
from geo.errors import InputError

if TYPE_CHECKING:
    from geo.draw.film.options import FilmOptions

__all__ = ["add_film_options", "film_options"]


def add_film_options(command: argparse.ArgumentParser) -> None:
    """Add what a film shows, and how fast."""
    from geo.draw.film.options import SIZES, STEPS, FilmOptions

    usual = FilmOptions()
    command.add_argument(
        "--step", choices=STEPS, default=usual.step, help="of a film: how far time goes with each frame; default: week"
    )
    command.add_argument(
        "--window",
        type=int,
        default=0,
        metavar="DAYS",
        help="of a film: the days that a frame shows; default: those of the step",
    )
    command.add_argument(
        "--cumulative", action="store_true", help="of a film: each frame shows all days from the first one"
    )
    command.add_argument(
        "--seconds",
        type=float,
        default=usual.seconds,
        metavar="S",
        help="of a film: how long a frame is shown; default: 0.4",
    )
    command.add_argument("--film-size", choices=tuple(SIZES), default=usual.size, help="of a film; default: 1080p")


def film_options(arguments: argparse.Namespace) -> FilmOptions:
    """The options of a film that were given; `WrongUse` for those that are not offered."""
    from geo.draw.film.options import FilmOptions

    try:
        return FilmOptions(
            size=arguments.film_size,
            step=arguments.step,
            window=arguments.window,
            cumulative=arguments.cumulative,
            seconds=arguments.seconds,
        )
    except InputError as error:
        raise WrongUse(str(error)) from None
