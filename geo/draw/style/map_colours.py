"""The colours of the page of the map by theme: a calm base map on which only the incidents are saturated.

All text has a contrast of at least 4.5 to 1 against what lies under it; tests/web/test_legibility.py measures the page.
Size, weight and spacing tell names of countries from those of towns; being pale does not.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["MAP_COLOURS", "LabelColours", "MapColours", "PanelColours", "TileColours"]


@dataclass(frozen=True, slots=True)
class LabelColours:
    """The colours of names on the map; ``halo`` lies over the two provinces, ``halo_out`` elsewhere."""

    sea: str
    country: str
    unit: str
    province: str
    district: str
    town: str
    dot: str
    halo: str
    halo_out: str


@dataclass(frozen=True, slots=True)
class TileColours:
    """The colours of a base map of vector tiles."""

    cover: str
    use: str
    building: str
    road: str
    highway: str


@dataclass(frozen=True, slots=True)
class PanelColours:
    """The colours of the panels on the map (legend, card, tray), as variables of the style sheet."""

    panel: str
    line: str
    text: str
    soft: str
    hover: str
    hatch: str


@dataclass(frozen=True, slots=True)
class MapColours:
    """The colours of a theme, as CSS colours.

    Attributes
    ----------
    sea, shore, land, home, beyond, river
        Water, the wide and the narrow line along the coast, land, the two provinces, where the bundled data end,
        rivers.
    district, unit, country, province, fata, province_glow
        Borders: of districts, within the neighbours, of countries, of provinces, of the former FATA; the glow of
        provinces.
    symbol_halo, select, select_halo, badge, badge_text, badge_line
        Around symbols; around what is selected; the number on a place with several incidents.
    near, near_alpha
        The area around places that are only near, and its opacity.
    hatch, hatch_fill
        Districts with incidents that are known to no point.
    unknown, unknown_dot
        Districts whose value is not known.
    spot_ink
        Lines and dots on the classes of hot spots, and the box of a rank.
    density, heat, heat_alpha
        By class, from the least; the opacity of the heat.
    """

    sea: str
    shore: tuple[str, str]
    land: str
    home: str
    beyond: str
    river: str
    district: str
    unit: str
    country: str
    province: str
    fata: str
    province_glow: str
    label: LabelColours
    symbol_halo: str
    select: str
    select_halo: str
    badge: str
    badge_text: str
    badge_line: str
    near: str
    near_alpha: float
    hatch: str
    hatch_fill: str
    ground: TileColours
    unknown: str
    unknown_dot: str
    spot_ink: str
    density: tuple[str, ...]
    heat_alpha: float
    heat: tuple[str, ...]
    panels: PanelColours


_LIGHT = MapColours(
    sea="#dbe6ec", shore=("#d0dfe8", "#c3d6e1"), land="#ebe9e3", home="#f8f7f3", beyond="#e4e6e6",
    river="#a9c6d8", district="#d3d0c8", unit="#cbc7bd", country="#a39d92", province="#7d776d",
    fata="#8d7aa8", province_glow="rgba(125,119,109,0.13)",
    label=LabelColours(
        sea="#385d79", country="#5c5750", unit="#615c54", province="#534e46", district="#5c574f", town="#35312c",
        dot="#5b5750", halo="rgba(248,247,243,0.94)", halo_out="rgba(235,233,227,0.94)",
    ),
    symbol_halo="#ffffff", select="#111827", select_halo="#ffffff",
    badge="#ffffff", badge_text="#2d2a26", badge_line="#8a857c", near="#5b5470", near_alpha=0.11,
    hatch="rgba(84,74,98,0.46)", hatch_fill="rgba(84,74,98,0.09)",
    ground=TileColours(cover="#e3e6dc", use="#e8e6e0", building="#dcd8d0", road="#d8d3ca", highway="#c4bbaa"),
    unknown="#e2e0db", unknown_dot="#9b958b", spot_ink="#26211c",
    density=("#d67d59", "#c25c39", "#a43c20", "#7d2412", "#56120c", "#2e0709"),
    heat_alpha=0.78, heat=("#ffeab0", "#ffd079", "#fbaa4b", "#ee7c35", "#d04a27", "#98211f"),
    panels=PanelColours(
        panel="#ffffff", line="#d5d3cc", text="#2d2a26", soft="#6d6860", hover="#efede7",
        hatch="rgba(84,74,98,0.5)",
    ),
)  # fmt: skip
_DARK = MapColours(
    sea="#0c141b", shore=("#101b24", "#14222d"), land="#14181c", home="#1c2228", beyond="#101418",
    river="#2a4a63", district="#3a434c", unit="#262c32", country="#525b64", province="#8b959f",
    fata="#a792cc", province_glow="rgba(160,172,184,0.12)",
    label=LabelColours(
        sea="#6a93b3", country="#929ca6", unit="#8a949e", province="#d0d6dc", district="#b9c2cb", town="#e9edf1",
        dot="#c3cad1", halo="rgba(20,25,30,0.94)", halo_out="rgba(17,21,25,0.94)",
    ),
    symbol_halo="#14181c", select="#ffffff", select_halo="#0b0e11",
    badge="#20262c", badge_text="#e8ecf0", badge_line="#77818b", near="#c3bcd8", near_alpha=0.12,
    hatch="rgba(196,188,214,0.42)", hatch_fill="rgba(196,188,214,0.08)",
    ground=TileColours(cover="#1e2622", use="#20262b", building="#2b3238", road="#343c44", highway="#4b545d"),
    unknown="#262b31", unknown_dot="#757d86", spot_ink="#f2eee8",
    density=("#c07445", "#e3904d", "#fab25c", "#fcd091", "#fae8ce", "#ffffff"),
    heat_alpha=0.88, heat=("#6a4a2c", "#925a25", "#bd7026", "#e28f37", "#f8b95c", "#fff0b8"),
    panels=PanelColours(
        panel="#1b1f24", line="#3a424a", text="#dde1e5", soft="#98a1aa", hover="#2a3037",
        hatch="rgba(196,188,214,0.45)",
    ),
)  # fmt: skip
MAP_COLOURS: dict[str, MapColours] = {"light": _LIGHT, "dark": _DARK}
"""The colours by theme."""
