"""QR codes of public addresses: drawn by foundation, asked for under this name by many rooms."""

from participation.foundation.codes import qr_svg

__all__ = ["qr_svg"]
