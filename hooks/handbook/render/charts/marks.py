"""The signs on a chart. Each series has a shape and a colour of its own, so that nothing is told by colour alone."""

from __future__ import annotations

from typing import NamedTuple

INK, LINE, PAPER = "#1c2b33", "#dde3e4", "#fff"  # on white paper; style sheets know better


class Shape(NamedTuple):
    """An outline around the origin, about ten units across, its colour, and the character that looks like it."""

    path: str
    colour: str
    character: str
    hollow: str


SHAPES = (
    Shape("M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0Z", "#07606f", "●", "○"),
    Shape("M0-6.2L6.2 0L0 6.2L-6.2 0Z", "#8a4b00", "◆", "◇"),
    Shape("M-4.4-4.4H4.4V4.4H-4.4Z", INK, "■", "□"),
    Shape("M0-5.8L5.6 4.4H-5.6Z", "#52636c", "▲", "△"),
)


def shape(index: int, *, hollow: bool = False) -> str:
    """Draw the sign of a series around the origin."""
    own = SHAPES[index % len(SHAPES)]
    fill = f'fill="{PAPER}" stroke="{own.colour}" stroke-width="1.6"' if hollow else f'fill="{own.colour}"'
    kind = f"hb-mark hb-mark--{index % len(SHAPES)}{' hb-mark--hollow' if hollow else ''}"
    return f'<path class="{kind}" d="{own.path}" {fill}/>'


def sign(index: int, *, hollow: bool = False) -> str:
    """Write the sign of a series as a character, where words beside it say what it means."""
    own = SHAPES[index % len(SHAPES)]
    character = own.hollow if hollow else own.character
    return f'<span class="hb-sign hb-sign--{index % len(SHAPES)}" aria-hidden="true">{character}</span>'


def anchored(x: str, drawn: str) -> str:
    """Move the origin to a place that is given in per cent, which no `transform` takes."""
    return f'<svg x="{x}" y="50%" width="1" height="1" overflow="visible">{drawn}</svg>'
