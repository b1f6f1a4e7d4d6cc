"""A brief that is to be written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from geo.briefing.brief import Brief, BriefOptions, brief_of
from geo.briefing.what_changed import Earlier
from geo.draw.page import PageOptions
from geo.errors import InputError
from geo.view.snapshot import Snapshot

if TYPE_CHECKING:
    from geo.briefing.record import Record
    from geo.export.briefs.template import Template

__all__ = ["BriefRequest", "brief_options"]


@dataclass(frozen=True)
class BriefRequest:
    """A brief that is to be written.

    Attributes
    ----------
    snapshot
        What is shown.
    options
        What the brief has.
    earlier
        The state of the data that it is compared with.
    page
        How its map is drawn: theme, section and resolution.
    template
        The presentation whose layouts the slides take; ``None`` for plain ones.
    """

    snapshot: Snapshot
    options: BriefOptions = field(default_factory=BriefOptions)
    earlier: Earlier | None = None
    page: PageOptions = field(default_factory=PageOptions)
    template: Template | None = None

    @cached_property
    def brief(self) -> Brief:
        """The content."""
        return brief_of(self.snapshot, self.options, self.earlier)

    @property
    def record(self) -> Record:
        """The record with the settings of the map, from which the view can be shown again."""
        names = ("size", "dpi", "orientation", "theme", "zoom_to", "extent", "has_tiles")
        return self.brief.record.with_settings("page", {name: getattr(self.page, name) for name in names})


def brief_options(record: Mapping[str, Any], page: PageOptions) -> BriefOptions:
    """What a brief has, by the record in its file, and how its page is drawn.

    Raises
    ------
    InputError
        If the record is of no brief, or has what is not offered.
    """
    try:
        chosen = {name: record["brief"][name] for name in ("paragraph", "most_incidents", "most_districts")}
        chosen["chart"] = record["brief"].get("chart", "type")  # a brief that was written earlier has none
        parts = tuple(record["brief"]["parts"])
        return BriefOptions(page.title, page.made, parts, **chosen)
    except (KeyError, TypeError):
        raise InputError("The file has no complete record of its brief.") from None
