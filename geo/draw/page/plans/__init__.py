"""Where the map and the panels of a page go: a layout for each kind of template, and one of the map only."""

from __future__ import annotations

from collections.abc import Callable

from geo.briefing import Briefing
from geo.briefing.legend import Legend
from geo.draw.page.paper import Box, Paper
from geo.draw.page.plans.only_map import only_map
from geo.draw.page.plans.phone import phone
from geo.draw.page.plans.plan import Plan
from geo.draw.page.plans.printed import landscape, portrait
from geo.draw.page.plans.slide import slide
from geo.draw.page.plans.square import square
from geo.view.snapshot import Snapshot

__all__ = ["Plan", "plan_of"]

_Layout = Callable[[Paper, Box, Briefing, Legend], Plan]
_SCREENS: dict[str, _Layout] = {"slide": slide, "square": square, "phone": phone}


def plan_of(paper: Paper, body: Box, briefing: Briefing, legend: Legend, snapshot: Snapshot | None = None) -> Plan:
    """The plan of a page in what its head and foot leave.

    A map only has its legend on it where it has a free corner, and a list its height, by the ``snapshot``.
    """
    options = paper.options
    if options.map_only:
        return only_map(paper, body, briefing, legend, snapshot)
    if options.template.kind == "paper" and not options.is_upright:
        return landscape(paper, body, briefing, legend, snapshot)
    return (_SCREENS.get(options.template.kind) or portrait)(paper, body, briefing, legend)
