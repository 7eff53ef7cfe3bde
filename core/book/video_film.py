"""Filming in pieces: frames become H.264 that can be put away, pieces and voices one MP4.

Only the worker imports this. A film is frames by number, so a piece begins anywhere; and no
more of a film is in memory than two of its pages and a piece.
"""

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from io import SEEK_CUR, SEEK_END, SEEK_SET, RawIOBase
from itertools import accumulate
from typing import Any

import av
from PIL import Image

from core.book.video_plan import SOUND_BITS
from core.book.video_slides import HEIGHT_PX, TURN_S, WIDTH_PX, Reel
from core.book.video_sound import RATE, Samples

FRAMES_A_SECOND = 15  #: a picture that moves three pixels a second needs no more
_BEAT = Fraction(1, FRAMES_A_SECOND)
_CHUNK = 1024  #: samples the encoder takes at once
_KEYFRAME_S = 5
_QUALITY = "23"  #: x264's constant rate factor, while the bits allow it
_ROOM = 0.85  #: of the bits: each piece begins with a whole picture
_PACKET = struct.Struct(">qq?I")  #: shown at, decoded at, a whole picture, bytes

#: Asked after each frame, told its number: whether the piece shall end here.
Over = Callable[[int], bool]


class Strip:
    """All frames of a film by their number; only the reels around the last one are held."""

    def __init__(self, seconds: Sequence[float], reel: Callable[[int], Reel]) -> None:
        counts = [max(1, round(each * FRAMES_A_SECOND)) for each in seconds]
        self._starts = [0, *accumulate(counts)]
        self._reel = reel
        self._held: dict[int, Reel] = {}
        self._ending: tuple[int, Image.Image] | None = None

    @property
    def frames(self) -> int:
        return self._starts[-1]

    def frame(self, number: int) -> Image.Image:
        """One frame; at the beginning of a scene the one before still shows through."""
        scene = bisect_right(self._starts, number) - 1
        second = (number - self._starts[scene]) / FRAMES_A_SECOND
        frame = self._at(scene).frame(second)
        if scene and second < TURN_S:
            return Image.blend(self._end_of(scene - 1), frame, second / TURN_S)
        return frame

    def _at(self, scene: int) -> Reel:
        if scene not in self._held:
            self._held = {
                number: held for number, held in self._held.items() if number == scene - 1
            }
            self._held[scene] = self._reel(scene)
        return self._held[scene]

    def _end_of(self, scene: int) -> Image.Image:
        if self._ending is None or self._ending[0] != scene:
            last = self._starts[scene + 1] - self._starts[scene] - 1
            reel = self._held.get(scene) or self._reel(scene)
            self._ending = scene, reel.frame(last / FRAMES_A_SECOND)
        return self._ending[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some frames of a film as H.264, and the number of the frame that comes next."""

    packets: bytes
    until: int


def shoot(strip: Strip, first: int, *, picture_bits: int, over: Over, threads: int = 2) -> Piece:
    """Film from one frame on, until the piece is over or the film is."""
    encoder = _encoder(picture_bits, threads)
    written, number = bytearray(), first
    shown: Image.Image | None = None
    still: Any = None
    while number < strip.frames:
        picture = strip.frame(number)
        if picture is not shown:  # a sheet that stands still is converted once
            shown, still = picture, av.VideoFrame.from_image(picture).reformat(format="yuv420p")
        still.pts, still.time_base = number, _BEAT
        _put(written, encoder.encode(still))
        number += 1
        if over(number):
            break
    _put(written, encoder.encode(None))
    return Piece(packets=bytes(written), until=number)


def _encoder(picture_bits: int, threads: int) -> Any:
    encoder: Any = av.CodecContext.create("libx264", "w")
    _set_up(encoder, picture_bits)
    encoder.time_base, encoder.framerate = _BEAT, FRAMES_A_SECOND
    encoder.flags |= av.codec.context.Flags.global_header  # one header for all pieces
    encoder.thread_count = threads
    return encoder


def _set_up(encoder: Any, picture_bits: int) -> None:
    bits = int(picture_bits * _ROOM)
    encoder.width, encoder.height, encoder.pix_fmt = WIDTH_PX, HEIGHT_PX, "yuv420p"
    encoder.options = {
        "preset": "veryfast",
        "crf": _QUALITY,
        "maxrate": str(bits),
        "bufsize": str(bits * 2),
        "g": str(FRAMES_A_SECOND * _KEYFRAME_S),
    }


def _put(written: bytearray, packets: Iterable[Any]) -> None:
    for packet in packets:
        content = bytes(packet)
        written += _PACKET.pack(packet.pts, packet.dts, packet.is_keyframe, len(content))
        written += content


def _packets(written: bytes) -> Iterator[Any]:
    at = 0
    while at < len(written):
        pts, dts, whole, length = _PACKET.unpack_from(written, at)
        at += _PACKET.size
        packet = av.Packet(written[at : at + length])
        packet.pts, packet.dts, packet.time_base = pts, dts, _BEAT
        packet.is_keyframe = whole
        at += length
        yield packet


class Cutting:
    """The file that is made of pieces as they were filmed, and of the sound beside them."""

    def __init__(self, sound: Iterator[Samples], *, into: RawIOBase, picture_bits: int) -> None:
        """`into`: an empty file that can be read as well."""
        self._voices = sound
        # The index goes to the front at the end, for which what was written is read again.
        self._container = av.open(
            into,
            "w",
            format="mp4",
            options={"movflags": "+faststart"},
            io_open=lambda *_: _Again(into),
        )
        self._pictures: Any = self._container.add_stream("libx264", rate=FRAMES_A_SECOND)
        _set_up(self._pictures.codec_context, picture_bits)  # it writes no frame, only the header
        # A film without any sound would arrive as a moving picture that begins by itself.
        self._sound: Any = self._container.add_stream("aac", rate=RATE, layout="mono")
        self._sound.bit_rate = SOUND_BITS
        self._waiting = av.AudioFifo()
        self._frames = self._samples = 0
        self._container.start_encoding()

    def add(self, piece: bytes) -> None:
        """The next piece, and what is heard while it is seen."""
        for packet in _packets(piece):
            packet.stream = self._pictures
            self._frames += 1
            self._container.mux(packet)
            while (
                self._heard_s <= self._shown_s and (said := next(self._voices, None)) is not None
            ):
                self._say(said)

    def finish(self) -> None:
        """Write what is left to be heard, and the index."""
        for samples in self._voices:
            self._say(samples)
        rest = self._waiting.read(0, partial=True)
        if rest is not None:
            self._container.mux(self._sound.encode(rest))
        self._container.mux(self._sound.encode(None))
        self._container.close()

    @property
    def _shown_s(self) -> float:
        return self._frames / FRAMES_A_SECOND

    @property
    def _heard_s(self) -> float:
        return self._samples / RATE

    def _say(self, samples: Samples) -> None:
        frame = av.AudioFrame.from_ndarray(samples[None, :], format="fltp", layout="mono")
        frame.sample_rate, frame.pts = RATE, self._samples
        frame.time_base = Fraction(1, RATE)
        self._samples += len(samples)
        self._waiting.write(frame)
        while (chunk := self._waiting.read(_CHUNK)) is not None:
            self._container.mux(self._sound.encode(chunk))


class _Again(RawIOBase):
    """A second reader of a file that is being written, with a place of its own."""

    def __init__(self, file: RawIOBase) -> None:
        self._file, self._at = file, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, into: Any, /) -> int:
        written_to = self._file.tell()
        self._file.seek(self._at)
        piece = self._file.read(len(into)) or b""
        self._file.seek(written_to)
        into[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def seek(self, offset: int, whence: int = SEEK_SET, /) -> int:
        if whence == SEEK_END:
            written_to = self._file.tell()
            self._at = self._file.seek(offset, SEEK_END)
            self._file.seek(written_to)
        else:
            self._at = offset + (self._at if whence == SEEK_CUR else 0)
        return self._at

    def tell(self) -> int:
        return self._at
