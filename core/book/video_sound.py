"""Voices for a film: notes as a chat keeps them, decoded piece by piece.

Only the worker imports this. What came from a chat is not to be trusted: the kind is told
from the first bytes, so that nothing can pass for a list of other files to be opened.
"""

from collections.abc import Iterable, Iterator
from io import BytesIO

import av
import numpy as np
from numpy.typing import NDArray

RATE = 48_000  #: samples a second
_FADE = RATE  #: samples over which a voice that has to end grows quiet

_STARTS = {b"OggS": "ogg", b"ID3": "mp3", b"\xff\xfb": "mp3", b"\xff\xf3": "mp3"}

Samples = NDArray[np.float32]
UNPLAYABLE = (av.error.FFmpegError, ValueError)


def voice_seconds(content: bytes) -> float | None:
    """How long a voice lasts; None when it cannot be played."""
    try:
        samples = sum(len(piece) for piece in _decoded(content))
    except UNPLAYABLE:
        return None
    return samples / RATE if samples else None


def samples_of(content: bytes, *, rate: int, most_s: float) -> Samples:
    """The beginning of a voice, (n,) in -1..1; one of `UNPLAYABLE` when it cannot be played."""
    pieces: list[Samples] = []
    left = round(most_s * rate)
    for piece in _decoded(content, rate=rate):
        pieces.append(piece[:left])
        left -= len(pieces[-1])
        if not left:
            break
    return np.concatenate(pieces) if pieces else _silence(0)


def tape(
    voices: Iterable[bytes], *, seconds: float, lead_s: float, rest_s: float
) -> Iterator[Samples]:
    """Exactly so many seconds of sound: silence, then each voice with a rest after it."""
    left = round(seconds * RATE)
    for piece in _spoken(voices, lead_s=lead_s, rest_s=rest_s):
        heard = piece[:left] * _loudness(left, len(piece[:left]))
        yield heard
        left -= len(heard)
        if not left:
            return
    while left:
        yield _silence(min(left, RATE))
        left -= min(left, RATE)


def _spoken(voices: Iterable[bytes], *, lead_s: float, rest_s: float) -> Iterator[Samples]:
    yield _silence(round(lead_s * RATE))
    for content in voices:
        yield from _decoded(content)
        yield _silence(round(rest_s * RATE))


def _decoded(content: bytes, *, rate: int = RATE) -> Iterator[Samples]:
    """The samples of a voice, one channel; ValueError when it is of no kind that is played."""
    one_channel = av.AudioResampler(format="fltp", layout="mono", rate=rate)
    with av.open(BytesIO(content), format=_kind_of(content)) as voice:
        for frame in voice.decode(audio=0):
            yield from (piece.to_ndarray()[0] for piece in one_channel.resample(frame))
    yield from (piece.to_ndarray()[0] for piece in one_channel.resample(None))


def _kind_of(content: bytes) -> str:
    for start, kind in _STARTS.items():
        if content.startswith(start):
            return kind
    if content[4:8] == b"ftyp":
        return "mp4"
    raise ValueError("not a kind of voice that is played")


def _loudness(left: int, count: int) -> Samples:
    """1 for each of the next samples, but less and less when the end is near."""
    remaining = np.arange(left, left - count, -1, dtype=np.float32)
    return np.minimum(remaining / _FADE, np.float32(1.0))


def _silence(count: int) -> Samples:
    return np.zeros(count, np.float32)
