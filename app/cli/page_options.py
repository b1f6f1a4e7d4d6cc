"""The options of a briefing page: title, paper, map and hot spots."""

from __future__ import annotations

import argparse

__all__ = ["add_page_options"]


def add_page_options(command: argparse.ArgumentParser) -> None:
    """Add the title, the paper, the map and the hot spots of a page."""
    from app.cli.clusters import add_cluster_options
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
    command.add_argument("--no-symbols", action="store_true", help="no symbols of incidents on the map")
