"""The slides without a template: 16:9, the colours of pages, and a font of which every machine has the widths."""

from __future__ import annotations

import re
from typing import Any

from geo.draw.style import LIGHT, TYPE_STYLES

__all__ = ["FONT", "plain_presentation"]

FONT = "Arial"
"""On Windows and macOS; on Linux replaced by a font of the same widths. The fonts that are measured are wider."""

_WIDTH, _HEIGHT = 12_192_000, 6_858_000
_MM = 36_000
_TITLE_PT = 24


def plain_presentation() -> Any:
    """A presentation without slides."""
    from pptx import Presentation

    presentation: Any = Presentation()
    across, up = _WIDTH / presentation.slide_width, _HEIGHT / presentation.slide_height
    presentation.slide_width, presentation.slide_height = _WIDTH, _HEIGHT
    master = presentation.slide_master
    for holder in (*master.placeholders, *(h for layout in master.slide_layouts for h in layout.placeholders)):
        if holder._element.spPr.xfrm is not None:
            holder.left, holder.width = round(holder.left * across), round(holder.width * across)
            holder.top, holder.height = round(holder.top * up), round(holder.height * up)
    _place_master(master)
    _restyle(master)
    return presentation


def _place_master(master: Any) -> None:
    """Title at the top, content below it, footer and number at the bottom."""
    boxes = {
        "TITLE": (12, 7, 314.7, 19), "BODY": (12, 29, 314.7, 145), "DATE": (240, 178.5, 40, 8),
        "FOOTER": (12, 178.5, 225, 8), "SLIDE_NUMBER": (286.7, 178.5, 40, 8),
    }  # fmt: skip
    for holder in master.placeholders:
        kind = str(holder.placeholder_format.type).partition(" ")[0]
        if kind in boxes:
            holder.left, holder.top, holder.width, holder.height = (round(mm * _MM) for mm in boxes[kind])
            if kind in ("TITLE", "BODY", "FOOTER"):
                holder._element.txBody.bodyPr.set("lIns", "0")
    for layout in master.slide_layouts:
        for holder in layout.placeholders:
            kind = str(holder.placeholder_format.type).partition(" ")[0]
            if kind in ("FOOTER", "SLIDE_NUMBER", "DATE") or (kind in ("TITLE", "OBJECT") and _is_usual(layout)):
                xfrm = holder._element.spPr.xfrm
                if xfrm is not None:  # as on the master
                    holder._element.spPr.remove(xfrm)


def _is_usual(layout: Any) -> bool:
    return layout.name in ("Title and Content", "Title Only")


def _restyle(master: Any) -> None:
    """The fonts and colours of the theme, and the style of titles."""
    from pptx.opc.constants import RELATIONSHIP_TYPE

    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    xml = theme.blob.decode("utf-8")
    xml = re.sub(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{FONT}", xml)
    accents = (LIGHT.accent, *(style.light for style in TYPE_STYLES[:5]))
    colours = {"dk2": LIGHT.accent, **{f"accent{n}": colour for n, colour in enumerate(accents, 1)}}
    colours["dk1"] = LIGHT.text
    for name, colour in colours.items():
        own = f'<a:{name}><a:srgbClr val="{colour[1:]}"/></a:{name}>'
        xml = re.sub(rf"<a:{name}>.*?</a:{name}>", own, xml, flags=re.DOTALL)
    theme._blob = xml.encode("utf-8")
    style = master._element.find(".//{*}titleStyle/{*}lvl1pPr")
    style.set("algn", "l")
    letters = style.find("{*}defRPr")
    letters.set("sz", str(_TITLE_PT * 100))
    letters.set("b", "1")
    for colour in letters.iter("{*}schemeClr"):
        colour.set("val", "tx2")
