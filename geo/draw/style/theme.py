"""The light and the dark theme: one table of colours for window, time bar and printed page."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["DARK", "LIGHT", "THEMES", "Ground", "Theme"]


@dataclass(frozen=True, slots=True)
class Ground:
    """The colours of the printed map, as ``#rrggbb``: its paper, areas, lines and hatching."""

    paper: str
    sea: str
    abroad: str
    country: str
    land: str
    district_line: str
    province_line: str
    border_line: str
    river: str
    hatch: str


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of a theme, as ``#rrggbb``.

    Attributes
    ----------
    name
        ``light`` or ``dark``.
    window, surface, raised, hover, chosen
        Grounds: of the window, of panels, of what stands out, of what the pointer is over, of what is switched on.
    border, edge
        Thin rules and grid lines; the frame of a field.
    text, muted, accent, warning
        Text, secondary text, what is chosen or focused, what is wrong.
    on_accent, notice, on_notice
        Text on the accent; the ground of a notice and the text on it.
    ground
        The printed map.
    """

    name: str
    window: str
    surface: str
    raised: str
    border: str
    edge: str
    text: str
    muted: str
    accent: str
    on_accent: str
    hover: str
    chosen: str
    notice: str
    on_notice: str
    warning: str
    ground: Ground


LIGHT = Theme(
    name="light",
    window="#f2f4f6",
    surface="#ffffff",
    raised="#f8f9fb",
    border="#d5dae0",
    edge="#8a94a0",
    text="#1c2430",
    muted="#566070",
    accent="#14507a",
    on_accent="#ffffff",
    hover="#e4ebf2",
    chosen="#e3edfb",
    notice="#fdf3d7",
    on_notice="#5c4300",
    warning="#a33a12",
    ground=Ground(
        paper="#ffffff",
        sea="#dfeaf1",
        abroad="#eeeeeb",
        country="#f5f4f0",
        land="#fffefa",
        district_line="#c9c5ba",
        province_line="#4f5861",
        border_line="#a9aaa6",
        river="#a9cbe0",
        hatch="#8a8f94",
    ),
)
DARK = Theme(
    name="dark",
    window="#171b21",
    surface="#1f252d",
    raised="#262d37",
    border="#39424e",
    edge="#6b7683",
    text="#e6eaf0",
    muted="#a2adbb",
    accent="#8cc4ec",
    on_accent="#0d1b28",
    hover="#2f3945",
    chosen="#22344d",
    notice="#3a3118",
    on_notice="#f3dda0",
    warning="#ffab84",
    ground=Ground(
        paper="#171b21",
        sea="#10202b",
        abroad="#1c2227",
        country="#20272d",
        land="#2a323a",
        district_line="#47525c",
        province_line="#b4bec7",
        border_line="#58636c",
        river="#34617d",
        hatch="#8a949d",
    ),
)
THEMES = {"light": LIGHT, "dark": DARK}
"""The themes by name."""
