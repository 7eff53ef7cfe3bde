"""Filming: reels and voices become an MP4, H.264 and AAC, frame by frame.

Only the worker imports this. However long a film is, no more of it is in memory than one
page, and the finished file.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from io import SEEK_CUR, SEEK_END, SEEK_SET, BytesIO, RawIOBase
from typing import Any

import av
from PIL import Image

from core.book.video_plan import LEAD_S, REST_S, SOUND_BITS
from core.book.video_slides import HEIGHT_PX, TURN_S, WIDTH_PX, Reel
from core.book.video_sound import RATE, tape

FRAMES_A_SECOND = 15  #: a picture that moves three pixels a second needs no more
_CHUNK = 1024  #: samples the encoder takes at once
_KEYFRAME_S = 5
_QUALITY = "23"  #: x264's constant rate factor, while the bits allow it

#: Told after each frame: how many seconds of the film there are.
Told = Callable[[float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A reel, and the voices that speak meanwhile."""

    reel: Reel
    voices: tuple[bytes, ...] = ()


def film(scenes: Iterable[Scene], *, picture_bits: int, told: Told, threads: int = 2) -> bytes:
    """Film the scenes one after the other; `picture_bits` a second at most."""
    camera = _Camera(picture_bits=picture_bits, threads=threads)
    last: Image.Image | None = None
    for scene in scenes:
        last = camera.take(scene, after=last, told=told)
    return camera.finish()


class _Camera:
    """The file being made, and how far its pictures and its sound are."""

    def __init__(self, *, picture_bits: int, threads: int) -> None:
        self._file = BytesIO()
        # The index goes to the front at the end, for which what was written is read again.
        self._container = av.open(
            self._file,
            "w",
            format="mp4",
            options={"movflags": "+faststart"},
            io_open=lambda *_: _Again(self._file),
        )
        self._pictures = self._container.add_stream(
            "libx264",
            rate=FRAMES_A_SECOND,
            options={
                "preset": "veryfast",
                "crf": _QUALITY,
                "maxrate": str(picture_bits),
                "bufsize": str(picture_bits * 8),
                "g": str(FRAMES_A_SECOND * _KEYFRAME_S),
            },
        )
        self._pictures.width, self._pictures.height = WIDTH_PX, HEIGHT_PX
        self._pictures.pix_fmt = "yuv420p"
        self._pictures.codec_context.thread_count = threads
        # A film without any sound would arrive as a moving picture that begins by itself.
        self._sound = self._container.add_stream("aac", rate=RATE, layout="mono")
        self._sound.bit_rate = SOUND_BITS
        self._waiting = av.AudioFifo()
        self._frames = self._samples = 0
        self._shown: Image.Image | None = None
        self._frame: Any = None

    def take(self, scene: Scene, *, after: Image.Image | None, told: Told) -> Image.Image:
        """Film one scene, showing through the end of the one before; its last frame."""
        reel, frame = scene.reel, after
        sound = tape(scene.voices, seconds=reel.seconds, lead_s=LEAD_S, rest_s=REST_S)
        heard_s = 0.0
        for number in range(round(reel.seconds * FRAMES_A_SECOND)):
            second = number / FRAMES_A_SECOND
            frame = reel.frame(second)
            if after is not None and second < TURN_S:
                frame = Image.blend(after, frame, second / TURN_S)
            self._show(frame)
            while heard_s <= second and (piece := next(sound, None)) is not None:
                self._say(piece)
                heard_s += len(piece) / RATE
            told(self._frames / FRAMES_A_SECOND)
        for piece in sound:
            self._say(piece)
        if frame is None:
            raise ValueError("a scene lasts for at least one frame")
        return frame

    def _show(self, picture: Image.Image) -> None:
        if picture is not self._shown:  # a sheet that stands still is converted once
            self._shown = picture
            self._frame = av.VideoFrame.from_image(picture).reformat(format="yuv420p")
        frame = self._frame
        frame.pts, frame.time_base = self._frames, Fraction(1, FRAMES_A_SECOND)
        self._frames += 1
        self._container.mux(self._pictures.encode(frame))

    def _say(self, samples: Any) -> None:
        frame = av.AudioFrame.from_ndarray(samples[None, :], format="fltp", layout="mono")
        frame.sample_rate, frame.pts = RATE, self._samples
        frame.time_base = Fraction(1, RATE)
        self._samples += len(samples)
        self._waiting.write(frame)
        for piece in self._chunks():
            self._container.mux(self._sound.encode(piece))

    def _chunks(self) -> Iterator[Any]:
        while (piece := self._waiting.read(_CHUNK)) is not None:
            yield piece

    def finish(self) -> bytes:
        """The whole file."""
        rest = self._waiting.read(0, partial=True)
        if rest is not None:
            self._container.mux(self._sound.encode(rest))
        for stream in (self._pictures, self._sound):
            self._container.mux(stream.encode(None))
        self._container.close()
        return self._file.getvalue()


class _Again(RawIOBase):
    """A second reader of a file in memory, with a place of its own."""

    def __init__(self, file: BytesIO) -> None:
        self._file, self._at = file, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        with self._file.getbuffer() as held:
            end = len(held) if size < 0 else self._at + size
            piece = bytes(held[self._at : end])
        self._at += len(piece)
        return piece

    def seek(self, offset: int, whence: int = SEEK_SET, /) -> int:
        with self._file.getbuffer() as held:
            starts = {SEEK_SET: 0, SEEK_CUR: self._at, SEEK_END: len(held)}
        self._at = starts[whence] + offset
        return self._at

    def tell(self) -> int:
        return self._at
