"""Photographs as cameras write them: JPEGs with where, when and by what they were taken."""

from __future__ import annotations

import random
from io import BytesIO

from PIL import Image, ImageDraw

CAMERAS = (
    ("Apple", "iPhone 15 Pro"),
    ("Canon", "Canon EOS R6"),
    ("samsung", "SM-S918B"),
    ("NIKON CORPORATION", "NIKON Z 6_2"),
)
TAKEN_AT = "2026:02:01 10:11:12"
BY = "Dr. Private Person"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>Beverly Hills</rdf:RDF></x:xmpmeta>'
# Whatever a camera says beside the picture itself.
SAID = ("Exif", "EXIF", "XMP ", "xmpmeta", "Beverly", TAKEN_AT, BY)
TELLTALES = tuple(word.encode() for word in (*SAID, *(word for camera in CAMERAS for word in camera)))
MAKE, MODEL, WHEN, ARTIST, PLACE = 0x010F, 0x0110, 0x0132, 0x013B, 0x8825


def photograph(seed: int, width: int = 1_600, height: int = 1_200) -> bytes:
    """A drawn picture of that size, as the camera of its turn would have written it."""
    dice = random.Random(seed)  # noqa: S311 - colors
    picture = Image.new("RGB", (width, height), (190, 160, 140))
    pen = ImageDraw.Draw(picture)
    for _ in range(300):
        x, y, color = dice.randrange(width), dice.randrange(height), tuple(dice.randrange(256) for _ in range(3))
        pen.rectangle((x, y, x + width // 12, y + height // 12), fill=color)
    exif = Image.Exif()
    exif[MAKE], exif[MODEL] = CAMERAS[seed % len(CAMERAS)]
    exif[WHEN], exif[ARTIST] = TAKEN_AT, BY
    exif.get_ifd(PLACE).update({1: "N", 2: (34.0, 5.0, 0.0), 3: "W", 4: (118.0, 24.0, 0.0)})
    file = BytesIO()
    picture.save(file, "JPEG", quality=92, exif=exif, xmp=XMP)
    return file.getvalue()
