"""What a page, slide or document says about a snapshot, as one frozen value. Nothing here draws.

`briefing_of` builds the value; it holds no millimetres, fonts or colours, so that every kind of document can draw it.
"""

from __future__ import annotations

from geo.briefing.content import Briefing, briefing_of

__all__ = ["Briefing", "briefing_of"]
