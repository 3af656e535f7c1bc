"""The picture of the README: the desk and the phone side by side, composed from the photographs in docs/screens.

Run as `python -m scripts.screens.together`; photographing composes it, too.
"""

from __future__ import annotations

import sys
from typing import Literal

from PIL import Image, ImageDraw

from scripts import ROOT

FOLDER = ROOT / "docs" / "screens"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
DESK, PHONE = "desk-amount-desktop", "app-home-phone"
OVERLAP, LOWER = 30, 56  # pixels by which the phone covers the desk's margin, and stands below its top
EDGE = {"light": "#d4cfc2", "dark": "#3c423e"}
ROUND = {DESK: 20, PHONE: 44}  # radius of the corners
SMOOTH = 4  # corners are drawn so many times larger, then shrunk
SHADES = 3  # so many shades of a color become one


def compose(scheme: str) -> Image.Image:
    """The desk with the phone before its right edge, on a transparent ground."""
    desk, phone = (_framed(name, scheme) for name in (DESK, PHONE))
    left = desk.width - OVERLAP
    together = Image.new("RGBA", (left + phone.width, max(desk.height, LOWER + phone.height)))
    together.alpha_composite(desk)
    together.alpha_composite(phone, (left, LOWER))
    return together


def write_together() -> None:
    """Write the picture in both schemes; near shades become one, which makes a smaller file."""
    for scheme in SCHEMES:
        whole = compose(scheme)
        picture = whole.convert("RGB").point(lambda value: min(255, round(value / SHADES) * SHADES)).convert("RGBA")
        picture.putalpha(whole.getchannel("A"))
        picture.save(FOLDER / f"together-{scheme}.png", optimize=True)


def _framed(name: str, scheme: str) -> Image.Image:
    """A photograph with round corners and a thin edge."""
    screen = Image.open(FOLDER / f"{name}-{scheme}.webp").convert("RGBA")
    size, radius = (screen.width * SMOOTH, screen.height * SMOOTH), ROUND[name] * SMOOTH
    box = (0, 0, size[0] - 1, size[1] - 1)
    inside, edge = Image.new("L", size), Image.new("L", size)
    ImageDraw.Draw(inside).rounded_rectangle(box, radius, fill=255)
    ImageDraw.Draw(edge).rounded_rectangle(box, radius, outline=255, width=2 * SMOOTH)
    screen.paste(EDGE[scheme], mask=edge.resize(screen.size, Image.Resampling.LANCZOS))
    screen.putalpha(inside.resize(screen.size, Image.Resampling.LANCZOS))
    return screen


if __name__ == "__main__":
    write_together()
    sys.exit(0)
