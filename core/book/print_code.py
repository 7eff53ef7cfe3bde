"""The small square on a printed page that a telephone reads."""

from io import BytesIO

import segno

_QUIET = 4  #: modules left free around a code, as ISO/IEC 18004 wants


def code_svg(link: str) -> bytes:
    """A QR code that bears a little wear (error correction M); black on white."""
    drawn = BytesIO()
    code = segno.make(link, error="m", micro=False, boost_error=False)
    code.save(drawn, kind="svg", border=_QUIET, dark="#000", light="#fff", xmldecl=False)
    return drawn.getvalue()
