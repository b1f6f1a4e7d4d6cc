"""The sheet of paper: millimetres from its upper left corner, and what is written and ruled on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.draw.page.lettering import Lettering, font_for, line_mm, shortened, width_mm, wrapped
from geo.draw.page.options import Ink, PageOptions

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text

__all__ = ["MM_PER_INCH", "Box", "Paper"]

MM_PER_INCH = 25.4
_HALF_CAPITAL = 0.357


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
        """What is left of it under a strip of this height."""
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
        self.figure = figure
        self.ink: Ink = options.ink
        self.unit = options.unit
        self.theme = options.theme
        self.symbols = 1.0
        """How large symbols are drawn: smaller where a great many stand on the map, in the legend alike."""
        self.width, self.height = options.paper_mm
        self.axes: Axes = figure.add_axes((0, 0, 1, 1), label="paper")
        self.axes.set_xlim(0, self.width)
        self.axes.set_ylim(self.height, 0)
        self.axes.axis("off")
        self.axes.set_zorder(10)

    @property
    def sheet(self) -> Box:
        """All of it within the margins."""
        margin = 10 * self.unit
        return Box(margin, margin, self.width - 2 * margin, self.height - 2 * margin)

    def pane(self, box: Box, label: str) -> Axes:
        """Axes of their own in a box."""
        bounds = (
            box.x / self.width,
            1 - box.bottom / self.height,
            box.w / self.width,
            box.h / self.height,
        )
        return self.figure.add_axes(bounds, label=label)

    def write(self, text: str, at: tuple[float, float], style: Lettering, gid: str = "") -> Text:
        """Write a text; it is plain, whatever it holds. Centred, its capitals stand around the point."""
        lines = 1 + text.count("\n")
        half_capital = _HALF_CAPITAL * style.size * self.unit * MM_PER_INCH / 72
        down = half_capital if style.valign == "center" and lines == 1 else 0.0
        return self.axes.text(
            at[0],
            at[1] + down,
            "\n".join(style.spacing.join(line) for line in text.split("\n")),
            fontproperties=font_for(text, style.size * self.unit, style.weight),
            color=style.colour or self.ink.text,
            ha=style.align,
            va="center" if lines > 1 else "baseline",
            parse_math=False,
            linespacing=0.95,
            multialignment="center",
            gid=gid or None,
        )

    def paragraph(self, text: str, box: Box, style: Lettering) -> float:
        """Write lines from the top of a box downwards; how many millimetres they took."""
        lines = self.lines(text, box.w, style)
        step = self.line(style)
        for i, line in enumerate(lines):
            self.write(line, (box.x, box.y + (i + 0.8) * step), style)
        return len(lines) * step

    def lines(self, text: str, width: float, style: Lettering) -> list[str]:
        """The lines that a text takes in this width."""
        return wrapped(text, width, style.size * self.unit, style.weight)

    def line(self, style: Lettering) -> float:
        """The height of a line in millimetres."""
        return line_mm(style.size * self.unit)

    def width_of(self, text: str, style: Lettering) -> float:
        """The width of a line in millimetres."""
        lines = (style.spacing.join(line) for line in text.split("\n"))
        return max(width_mm(line, style.size * self.unit, style.weight) for line in lines)

    def fitted(self, text: str, width: float, style: Lettering) -> str:
        """The text, cut with an ellipsis where it is wider than this."""
        return shortened(text, width, style.size * self.unit, style.weight)

    def rule(self, xs: Sequence[float], ys: Sequence[float], **style: Any) -> None:
        """A line through these points; thin and in the colour of rules unless said otherwise."""
        given: dict[str, Any] = {"color": self.ink.rule, "linewidth": 0.6 * self.unit, "solid_capstyle": "butt"}
        self.axes.plot(xs, ys, **(given | style))

    def fill(self, box: Box, **style: Any) -> None:
        """A filled rectangle."""
        from matplotlib.patches import Rectangle

        self.axes.add_patch(Rectangle((box.x, box.y), box.w, box.h, **({"linewidth": 0} | style)))

    def heading(self, text: str, box: Box) -> Box:
        """Head a panel with a rule and its name; what is left of the box."""
        style = Lettering(7.6, 600, self.ink.accent)
        self.rule((box.x, box.right), (box.y, box.y), color=self.ink.accent, linewidth=0.9 * self.unit)
        self.write(text, (box.x, box.y + 4.1 * self.unit), style, "heading")
        return box.below(6.2 * self.unit)
