"""The seeded gallery: pairs of drawn skin, before and after, made anew at every seed; nobody real is seen in them."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass
from functools import cache
from typing import Any

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Fields = dict[str, Any]
Colour = tuple[int, int, int]

SIZE = (800, 600)
_QUALITY = 82
_SPOT = 0.6  # how much of its own colour the middle of a mark has at most


@dataclass(frozen=True, slots=True)
class Drawn:
    """A pair: the skin's own color, the light on it, its marks, and the share of them that is left after."""

    pair_id: str
    service_id: str
    title: str
    alt_before: str
    alt_after: str
    skin: Colour
    light: Colour
    mark: Colour
    marks: int
    largest: int  # radius of a mark, in pixels
    left: float


PAIRS = (
    Drawn(
        "photofacial-sun-marks",
        "photofacial",
        "Sun marks, three photofacials",
        "Drawing of a cheek with many small brown marks",
        "The same drawing with hardly a mark left",
        (226, 181, 152),
        (250, 226, 204),
        (150, 92, 58),
        190,
        12,
        0.16,
    ),
    Drawn(
        "peel-even-tone",
        "chemical-peel",
        "Uneven tone, two peels",
        "Drawing of a forehead with wide darker patches",
        "The same drawing, even in tone",
        (141, 92, 66),
        (186, 134, 102),
        (84, 48, 34),
        46,
        58,
        0.22,
    ),
    Drawn(
        "microneedling-texture",
        "microneedling",
        "Texture, four sessions of microneedling",
        "Drawing of a cheek with reddish marks and pores",
        "The same drawing, smoother and calmer",
        (236, 200, 180),
        (253, 236, 224),
        (190, 88, 78),
        420,
        8,
        0.25,
    ),
)


def gallery_documents(consent_on: str) -> dict[str, Fields]:
    """Every pair with its two images, by path within the gallery; the consent to show them has no end."""
    documents: dict[str, Fields] = {}
    for turn, drawn in enumerate(PAIRS, start=1):
        documents[drawn.pair_id] = {
            "service_id": drawn.service_id,
            "title": drawn.title,
            "alt_before": drawn.alt_before,
            "alt_after": drawn.alt_after,
            "consent_on": consent_on,
            "consent_until_on": None,
            "withdrawn_at": None,
            "active": True,
            "position": turn * 10,
        }
        for side, share in (("before", 1.0), ("after", drawn.left)):
            image = {"type": "image/webp", "bytes": _image(drawn, share)}
            documents[f"{drawn.pair_id}/images/{side}"] = image
    return documents


@cache
def _image(drawn: Drawn, share: float) -> bytes:
    """The file of one image; drawn once, however often a clinic is seeded."""
    stream = io.BytesIO()
    _skin(drawn, share).save(stream, "WEBP", quality=_QUALITY)
    return stream.getvalue()


def _skin(drawn: Drawn, share: float) -> Image.Image:
    """A lit cheek, so much of the pair's marks upon it, and its fine grain."""
    picture = Image.composite(Image.new("RGB", SIZE, drawn.light), Image.new("RGB", SIZE, drawn.skin), _light())
    picture = Image.composite(Image.new("RGB", SIZE, _darker(drawn.skin)), picture, _shadow())
    picture = Image.composite(Image.new("RGB", SIZE, drawn.mark), picture, _marks(drawn, share))
    return ImageChops.multiply(picture, _grain(drawn.pair_id))


def _light() -> Image.Image:
    """The light: from above and the left."""
    glow = ImageChops.invert(Image.radial_gradient("L")).resize((SIZE[0] * 2, SIZE[1] * 2))
    return glow.crop((SIZE[0] // 2 + 160, SIZE[1] // 2 + 120, SIZE[0] * 3 // 2 + 160, SIZE[1] * 3 // 2 + 120))


def _shadow() -> Image.Image:
    """The edge of the face, where it turns away; drawn small, because it is soft."""
    shadow = Image.new("L", (96, 72), 0)
    draw = ImageDraw.Draw(shadow)
    draw.polygon([(0, 56), (26, 66), (62, 69), (96, 56), (96, 72), (0, 72)], fill=110)
    draw.polygon([(80, 0), (96, 0), (96, 72), (88, 72), (85, 36)], fill=90)
    return shadow.filter(ImageFilter.GaussianBlur(7)).resize(SIZE, Image.Resampling.BICUBIC)


def _marks(drawn: Drawn, share: float) -> Image.Image:
    """The same dice for both images: what is left after was there before."""
    dice = random.Random(drawn.pair_id)  # noqa: S311  a drawing, not a secret
    layer = Image.new("L", SIZE, 0)
    draw = ImageDraw.Draw(layer)
    for _ in range(drawn.marks):
        x, y = dice.gauss(SIZE[0] * 0.46, 210), dice.gauss(SIZE[1] * 0.46, 150)
        wide, high = (dice.uniform(0.3, 1) * drawn.largest for _ in range(2))
        draw.ellipse((x - wide, y - high, x + wide, y + high), fill=int(255 * dice.uniform(0.25, _SPOT)))
    soft = layer.filter(ImageFilter.GaussianBlur(drawn.largest / 2))
    return soft.point([round(value * share) for value in range(256)])


def _grain(seed: str) -> Image.Image:
    """Fine grain, which keeps skin from looking like porcelain."""
    dice = random.Random(f"{seed}-grain")  # noqa: S311
    small = Image.frombytes("L", (SIZE[0] // 2, SIZE[1] // 2), dice.randbytes(SIZE[0] * SIZE[1] // 4))
    soft = small.filter(ImageFilter.GaussianBlur(1)).resize(SIZE, Image.Resampling.BICUBIC)
    return soft.point([236 + value * 19 // 255 for value in range(256)]).convert("RGB")


def _darker(colour: Colour) -> Colour:
    red, green, blue = colour
    return red * 6 // 10, green * 6 // 10, blue * 6 // 10
