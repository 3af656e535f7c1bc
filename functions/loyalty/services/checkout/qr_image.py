"""Pictures of codes for the patient's screen: dark on light in every theme, error correction M, quiet zone 4."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Image:
    """A picture in an answer: SVG as text, PNG as base64."""

    media_type: Literal["image/svg+xml", "image/png"]
    encoding: Literal["utf-8", "base64"]
    data: str


def svg(text: str) -> Image:
    """The code as SVG."""
    from qrcode.image.svg import SvgPathFillImage  # noqa: PLC0415 - only this call draws

    return Image("image/svg+xml", "utf-8", _draw(text, SvgPathFillImage).decode())


def png(text: str) -> Image:
    """The code as PNG, 8 pixels a module."""
    from qrcode.image.pure import PyPNGImage  # noqa: PLC0415 - only this call draws

    return Image("image/png", "base64", base64.b64encode(_draw(text, PyPNGImage)).decode())


def _draw(text: str, factory: type) -> bytes:
    import qrcode  # noqa: PLC0415 - only this call draws

    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, box_size=8, border=4)
    code.add_data(text, optimize=0)  # one run of one mode, which for base32 is the compact alphanumeric one
    stream = io.BytesIO()
    code.make_image(image_factory=factory).save(stream)
    return stream.getvalue()
