"""The options of a briefing page: title, paper, map and hot spots."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.draw.page import PageOptions

__all__ = ["add_chart_option", "add_page_options", "page_options"]

_SAME = ("title", "size", "dpi", "orientation", "theme", "zoom_to", "extent", "map_only", "graticule", "inset",
         "chart")  # fmt: skip
_WORDS = ("message", "note", "author", "organisation", "reference", "handling", "disclaimer", "boundaries")


def page_options(arguments: argparse.Namespace) -> PageOptions:
    """The options of a page that were typed.

    Raises
    ------
    InputError
        If one is not offered, or the file of the house style has faults.
    """
    from geo.briefing.imprint import Imprint
    from geo.draw.page import PageOptions
    from geo.draw.style.house import HouseStyle
    from geo.draw.style.house_file import read_style

    return PageOptions(
        **{name: getattr(arguments, name) for name in _SAME},
        imprint=Imprint(**{name: getattr(arguments, name) for name in _WORDS}),
        incident_list=arguments.list,
        callouts=bool(arguments.callouts),
        style=read_style(arguments.style) if arguments.style else HouseStyle(),
    )


def add_page_options(command: argparse.ArgumentParser) -> None:
    """Add the title, the paper, the map and the hot spots of a page."""
    from app.cli.clusters import add_cluster_options
    from app.cli.comparing import add_comparison_option
    from app.cli.sections import section_degrees
    from geo.analysis.hotspots.methods import DRAWN_METHODS
    from geo.draw.page.options import DPI_RANGE, ORIENTATIONS, SIZES, ZOOMS
    from geo.draw.style import THEMES
    from geo.view.state import LAYERS, MEASURES

    command.add_argument("--title", metavar="TEXT", help="default: the places of the filters")
    command.add_argument("--size", choices=SIZES, default="a4", help="default: a4")
    command.add_argument("--map-only", action="store_true", help="the map with its legend, scale and sources only")
    command.add_argument("--dpi", type=int, metavar="N", default=200,
                         help=f"{DPI_RANGE[0]} to {DPI_RANGE[1]}; default: 200")  # fmt: skip
    command.add_argument("--orientation", choices=ORIENTATIONS, default="landscape", help="default: landscape")
    command.add_argument("--colour-by", choices=MEASURES, default="", help="colour the districts; default: not at all")
    command.add_argument("--hotspots", choices=DRAWN_METHODS, default="", help="draw hot spots by a method of the "
                         "command hotspots, with these of its options; default: none")  # fmt: skip
    add_cluster_options(command, DRAWN_METHODS)
    command.add_argument("--theme", choices=tuple(THEMES), default="light", help="default: light")
    ground = command.add_mutually_exclusive_group()
    ground.add_argument("--zoom-to", choices=ZOOMS, default="filters",
                        help="what the map shows; default: the places that the filters name")  # fmt: skip
    ground.add_argument("--extent", type=section_degrees, metavar="W,S,E,N",
                        help="the section that the map shows, in degrees: 69,32,72,34")  # fmt: skip
    command.add_argument("--layers", nargs="+", choices=LAYERS, metavar="LAYER",
                         help=f"what the map has, in place of its usual layers: {', '.join(LAYERS)}")  # fmt: skip
    command.add_argument("--annotate", action="append", default=[], metavar="TEXT", help="write or draw on the map: "
                         "'text 30.2,67.0 Words', 'arrow 30,66 30.2,67.0 Words', 'circle 30.2,67.0 20 Words' with "
                         "its radius in km, 'area 30,66 30,67 31,67 Words'; latitude first; can be given several "
                         "times")  # fmt: skip
    add_comparison_option(command)
    command.add_argument("--no-symbols", action="store_true", help="no symbols of incidents on the map")
    _add_content(command)
    _add_words(command)


def _add_content(command: argparse.ArgumentParser) -> None:
    from app.cli.sections import section_degrees
    from geo.draw.page.options import LISTS

    command.add_argument("--inset", type=section_degrees, metavar="W,S,E,N", help="a section that is enlarged")
    command.add_argument("--graticule", action="store_true", help="draw meridians and parallels")
    add_chart_option(command)
    in_words = "list the incidents, in place of the districts or on a second sheet; default: not"
    command.add_argument("--list", choices=LISTS, default="", help=in_words)
    command.add_argument("--callouts", nargs="+", metavar="ID", default=[],
                         help="say on the map when and where these incidents were")  # fmt: skip


def add_chart_option(command: argparse.ArgumentParser) -> None:
    """Add what the bars of the chart are divided by."""
    from geo.briefing.charts import CHARTS

    command.add_argument("--chart", choices=tuple(CHARTS), default="type", help="what the bars over time are divided "
                         "by: type of event, band of distance from a border, or nothing; default: type")  # fmt: skip


def _add_words(command: argparse.ArgumentParser) -> None:
    from geo.briefing.imprint import BOUNDARIES

    for name, text in (
        ("message", "the key message, below the title"), ("note", "a remark among the notes"),
        ("author", "the author, or whom to ask"), ("organisation", "in whose name the page is made"),
        ("reference", "a reference number"), ("handling", "how the page is to be handled, at its head and foot"),
        ("disclaimer", "how boundaries and names are to be read, in place of the usual sentence"),
    ):  # fmt: skip
        command.add_argument(f"--{name}", metavar="TEXT", default="", help=text)
    in_words = "those of states too, in dispute broken, or the two provinces only; default: national"
    command.add_argument("--boundaries", choices=BOUNDARIES, default=BOUNDARIES[0], help=in_words)
    command.add_argument("--style", type=Path, metavar="FILE", help="the house style: a TOML file, see docs/pages.md")
