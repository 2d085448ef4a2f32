"""The strokes that every drawing is made of: pure functions from figures to markup. No Django, no script, no style attributes.

Each drawing carries a title and a description that say in words all that the picture says. Colors are classes of
`cairn.css` (layer *drawings*), so that themes and print apply.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

STONE_PERIOD = (
    4  # stones repeat their leaning after so many, so that a pile looks laid by hand and prints the same twice
)


def drawing(kind: str, width: float, height: float, title: str, description: str, parts: Iterable[str]) -> Markup:
    name = escape(f"{title}. {description}" if description else title)
    return Markup(
        f'<svg class="draw {kind}" viewBox="0 0 {width:g} {height:g}" role="img" aria-label="{name}">'
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc>{''.join(parts)}</svg>"
    )


def text(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def stone(x: float, y: float, width: float, height: float, leaning: int, kind: str) -> str:
    """A pebble centered on (x, y): flatter below than above, its crown a little to one side, by turns."""
    half, up, down = width / 2, height * 0.53, height * 0.47
    crown = half * (-0.12, 0.1, 0.16, -0.07)[leaning % STONE_PERIOD]
    left, right = ((0.6, 0.72), (0.72, 0.58), (0.56, 0.66), (0.7, 0.62))[leaning % STONE_PERIOD]
    top, foot, west, east = y - up, y + down, x - half, x + half
    return (
        f'<path class="{kind}" d="M{west:.1f} {y:.1f}'
        f"C{west:.1f} {y - up * left:.1f} {x + crown - half * 0.56:.1f} {top:.1f} {x + crown:.1f} {top:.1f}"
        f"C{x + crown + half * 0.54:.1f} {top:.1f} {east:.1f} {y - up * right:.1f} {east:.1f} {y:.1f}"
        f"C{east:.1f} {y + down * 0.66:.1f} {x + half * 0.6:.1f} {foot:.1f} {x:.1f} {foot:.1f}"
        f'C{x - half * 0.62:.1f} {foot:.1f} {west:.1f} {y + down * 0.62:.1f} {west:.1f} {y:.1f}z"/>'
    )


def ground(x: float, y: float, width: float, tall: float, kind: str) -> str:
    return f'<rect class="{kind}" x="{x + 1:.1f}" y="{y:g}" width="{max(width - 2, 1):.1f}" height="{tall:g}" rx="6"/>'
