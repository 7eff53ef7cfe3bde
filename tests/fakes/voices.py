"""Voice notes as a chat keeps them: a hum instead of words, Opus in Ogg."""

from io import BytesIO

import av
import numpy as np

RATE = 48_000
_PACKET = 960


def voice_note(seconds: float, *, loudness: float = 0.3) -> bytes:
    """A hum of 220 Hz that lasts about so long."""
    moments = np.arange(round(seconds * RATE)) / RATE
    hum = (loudness * np.sin(2 * np.pi * 220 * moments)).astype(np.float32)
    note = BytesIO()
    with av.open(note, "w", format="ogg") as container:
        stream = container.add_stream("libopus", rate=RATE, layout="mono")
        for start in range(0, len(hum) - _PACKET + 1, _PACKET):
            piece = hum[None, start : start + _PACKET]
            frame = av.AudioFrame.from_ndarray(piece, format="flt", layout="mono")
            frame.sample_rate, frame.pts = RATE, start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return note.getvalue()
