"""The sheet of paper: text and lines placed in millimetres from its upper left corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.draw.page.fonts import TextStyle, drawable, font_for, line_mm, shortened, use_house_font, width_mm, wrapped
from geo.draw.page.options import PageOptions
from geo.draw.style import MARKS
from geo.ending import go_on

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text

__all__ = ["MM_PER_INCH", "PX_PT", "ROW_MM", "Box", "Paper"]

MM_PER_INCH = 25.4
ROW_MM = 4.1
"""The height of a row of a table or legend, before the unit of the paper."""

PX_PT = 0.585
"""Points on A4 for a pixel of the marks on screen."""

_HALF_CAPITAL = 0.357
_STOPS = (0.2, 1.2, 2.2, 2.6, 2.75, 2.9, 3.2, 4.2, 4.75, 5.2, 6.2, 7.2, 8.2, 9.2, 12.0, 20.0)
"""Between the heights at which a map and its names are drawn."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the paper: left, top, width and height in millimetres."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """Its right side."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """Its lower side."""
        return self.y + self.h

    def meets(self, other: Box) -> bool:
        """Whether the two overlap."""
        across = self.x < other.right and self.right > other.x
        return across and self.y < other.bottom and self.bottom > other.y

    def below(self, height: float) -> Box:
        """The rest of it under a strip of this height."""
        return Box(self.x, self.y + height, self.w, max(self.h - height, 0.0))

    def grown(self, margin: float) -> Box:
        """It with a margin around."""
        return Box(self.x - margin, self.y - margin, self.w + 2 * margin, self.h + 2 * margin)

    def columns(self, count: int, gap: float) -> list[Box]:
        """It, cut into columns of the same width."""
        width = (self.w - gap * (count - 1)) / count
        return [Box(self.x + i * (width + gap), self.y, width, self.h) for i in range(count)]


class Paper:
    """Writes and rules on one pair of axes that spans the sheet, in millimetres with y downwards."""

    def __init__(self, figure: Figure, options: PageOptions) -> None:
        self._measure(figure, options)
        self.axes: Axes = figure.add_axes((0, 0, 1, 1), label="paper")
        self.axes.set_xlim(0, self.width)
        self.axes.set_ylim(self.height, 0)
        self.axes.axis("off")
        self.axes.set_zorder(10)
        _add_stops(self.axes)

    @classmethod
    def again(cls, figure: Figure, options: PageOptions) -> Paper:
        """The sheet of a figure that has been drawn, to add to it."""
        paper = cls.__new__(cls)
        paper._measure(figure, options)
        paper.axes = next(axes for axes in figure.axes if axes.get_label() == "paper")
        return paper

    def _measure(self, figure: Figure, options: PageOptions) -> None:
        self.figure = figure
        self.options = options
        self.theme = options.colours
        self.unit = options.template.unit
        self.width, self.height = options.paper_mm
        font = options.style.font
        self.family = "" if font is None else use_house_font(font)

    def points(self, style: TextStyle) -> float:
        """The size of a text in points."""
        template = self.options.template
        least = template.notes_pt if style.is_note and template.notes_pt else template.least_pt
        return max(style.size * self.unit, least)

    @property
    def mark_pt(self) -> float:
        """Points for a pixel of the marks on screen, so that their numbers can be read."""
        return max(PX_PT * self.unit, self.options.template.least_pt / MARKS.font_px)

    @property
    def sheet(self) -> Box:
        """All of it within the margins."""
        margin = self.options.template.margin_mm
        return Box(margin, margin, self.width - 2 * margin, self.height - 2 * margin)

    def pane(self, box: Box, label: str) -> Axes:
        """Axes of their own in a box."""
        bounds = (
            box.x / self.width,
            1 - box.bottom / self.height,
            box.w / self.width,
            box.h / self.height,
        )
        axes = self.figure.add_axes(bounds, label=label)
        _add_stops(axes)
        return axes

    def write(self, text: str, at: tuple[float, float], style: TextStyle, gid: str = "") -> Text:
        """Write a text, never read as mathematics; the capitals of a line centred vertically stand around the point."""
        go_on()
        lines = 1 + text.count("\n")
        half_capital = _HALF_CAPITAL * self.points(style) * MM_PER_INCH / 72
        down = half_capital if style.valign == "center" and lines == 1 else 0.0
        return self.axes.text(
            at[0],
            at[1] + down,
            "\n".join(_lines_of(text, style)),
            fontproperties=font_for(text, self.points(style), style.weight, self.family),
            color=style.colour or self.theme.text,
            ha=style.align,
            va="center" if lines > 1 else "baseline",
            parse_math=False,
            linespacing=0.95,
            multialignment="center",
            gid=gid or None,
        )

    def paragraph(self, text: str, box: Box, style: TextStyle, gid: str = "") -> float:
        """Write a text from the top of a box downwards; its height in millimetres."""
        lines = self.lines(text, box.w, style)
        step = self.line(style)
        for i, line in enumerate(lines):
            self.write(line, (box.x, box.y + (i + 0.8) * step), style, gid)
        return len(lines) * step

    def lines(self, text: str, width: float, style: TextStyle) -> list[str]:
        """The lines of a text wrapped to a width."""
        return wrapped(drawable(text), width, self.points(style), style.weight, self.family)

    def line(self, style: TextStyle) -> float:
        """The height of a line in millimetres."""
        return line_mm(self.points(style))

    def width_of(self, text: str, style: TextStyle) -> float:
        """The width of a line in millimetres."""
        return max(width_mm(line, self.points(style), style.weight, self.family) for line in _lines_of(text, style))

    def fitted(self, text: str, width: float, style: TextStyle) -> str:
        """The text, cut with an ellipsis where it is wider than this."""
        return shortened(drawable(text), width, self.points(style), style.weight, self.family)

    def rule(self, xs: Sequence[float], ys: Sequence[float], **style: Any) -> None:
        """A line through these points; thin and in the colour of borders by default."""
        go_on()
        default: dict[str, Any] = {"color": self.theme.border, "linewidth": 0.6 * self.unit, "solid_capstyle": "butt"}
        self.axes.plot(xs, ys, **(default | style))

    def fill(self, box: Box, **style: Any) -> None:
        """A filled rectangle."""
        from matplotlib.patches import Rectangle

        self.axes.add_patch(Rectangle((box.x, box.y), box.w, box.h, **({"linewidth": 0} | style)))

    def heading(self, text: str, box: Box) -> Box:
        """Head a panel with a rule and its name; the rest of the box."""
        style = TextStyle(7.6, 600, self.theme.accent)
        self.rule((box.x, box.right), (box.y, box.y), color=self.theme.accent, linewidth=0.9 * self.unit)
        self.write(text, (box.x, box.y + 4.1 * self.unit), style, "heading")
        return box.below(6.2 * self.unit)


def _add_stops(axes: Axes) -> None:
    """Have the drawing of axes ask, before what stands at each of some heights, whether it is to go on."""
    from matplotlib.artist import Artist

    class Stop(Artist):
        """Draws nothing."""

        def draw(self, _renderer: Any) -> None:
            go_on()

    for height in _STOPS:
        stop = Stop()
        stop.set_zorder(height)
        axes.add_artist(stop)


def _lines_of(text: str, style: TextStyle) -> list[str]:
    return [style.spacing.join(drawable(line)) for line in text.split("\n")]
