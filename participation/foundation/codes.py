"""QR codes of public addresses, as SVG for papers."""

import io

import segno


def qr_svg(text: str) -> str:
    """Draw a text as a QR code of medium error correction, with its quiet zone."""
    picture = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        picture, kind="svg", xmldecl=False, scale=4, dark="#17203a", light="#fff", border=4
    )
    return picture.getvalue().decode()
