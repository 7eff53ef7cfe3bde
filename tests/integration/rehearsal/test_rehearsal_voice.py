"""What a browser records reaches the bot as Telegram's voice notes do: Opus in Ogg."""

import struct

import pytest

from bot.rehearsal import Person
from bot.rehearsal.person import NotAccepted
from bot.rehearsal.voice import as_voice_note, checksum
from bot.rehearsal.wire import Upload
from tests.integration.rehearsal.conftest import RawBot

HEAD = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 312, 48_000, 0, 0)
OPEN_SIZE = b"\x01" + b"\xff" * 7
TWENTY_MS = 0xF8
SIXTY_MS_IN_THREE = bytes([0xFB, 3])


def element(number: int, body: bytes) -> bytes:
    name = number.to_bytes((number.bit_length() + 7) // 8)
    return name + (0x0100_0000_0000_0000 | len(body)).to_bytes(8) + body


def webm(packets: list[bytes], *, head: bytes = HEAD, flags: int = 0x80) -> bytes:
    track = element(0xAE, element(0xD7, b"\x01") + element(0x63A2, head))
    blocks = b"".join(
        element(0xA3, b"\x81" + struct.pack(">h", 20 * n) + bytes([flags]) + packet)
        for n, packet in enumerate(packets)
    )
    header = element(0x1A45DFA3, element(0x4282, b"webm"))
    cluster = b"\x1f\x43\xb6\x75" + OPEN_SIZE + element(0xE7, b"\x00") + blocks
    return header + b"\x18\x53\x80\x67" + OPEN_SIZE + element(0x1654AE6B, track) + cluster


def pages(ogg: bytes) -> list[tuple[int, int, list[bytes]]]:
    """Read Ogg back: kind, granule and packets of each page, checksums proven."""
    found = []
    while ogg:
        mark, _, kind, granule, _, sequence, crc, count = struct.unpack("<4sBBqIIIB", ogg[:27])
        lacing = ogg[27 : 27 + count]
        end = 27 + count + sum(lacing)
        assert mark == b"OggS"
        assert sequence == len(found)
        assert crc == checksum(ogg[:22] + bytes(4) + ogg[26:end])
        packets, body = [b""], ogg[27 + count : end]
        for length in lacing:
            packets[-1] += body[:length]
            body = body[length:]
            if length < 255:
                packets.append(b"")
        found.append((kind, granule, packets[:-1]))
        ogg = ogg[end:]
    return found


def repacked(content: bytes) -> bytes:
    upload = Upload(content=content, file_name="voice.webm", mime_type="audio/webm")
    return as_voice_note(upload).content


def test_the_checksum_is_the_one_of_ogg() -> None:
    # The check value of CRC-32/MPEG-2 without its initial and final complement.
    assert checksum(b"123456789") == 0x89A1897F


@pytest.mark.parametrize("length", [10, 254, 255, 256, 1200])
def test_every_packet_is_kept_as_it_was(length: int) -> None:
    packets = [bytes([TWENTY_MS, n]) + bytes(length) for n in range(120)]
    first, tags, *rest = pages(repacked(webm(packets)))
    assert (first[0], first[2]) == (2, [HEAD])
    assert tags[2][0].startswith(b"OpusTags")
    assert [packet for page in rest for packet in page[2]] == packets
    assert [page[0] for page in rest][-1] == 4


def test_the_length_is_counted_from_the_packets() -> None:
    packets = [bytes([TWENTY_MS, 0]), SIXTY_MS_IN_THREE]
    assert pages(repacked(webm(packets)))[-1][1] == 48 * 80


async def test_a_recording_of_the_browser_arrives_as_ogg(bot: RawBot, ana: Person) -> None:
    await ana.send_voice(webm([bytes([TWENTY_MS, 0])] * 50), mime_type="audio/webm", duration_s=1)
    voice = (await bot.call("getUpdates")).result[0]["message"]["voice"]
    assert voice["mime_type"] == "audio/ogg"
    path = (await bot.call("getFile", file_id=voice["file_id"])).result["file_path"]
    assert path.endswith(".oga")


@pytest.mark.parametrize(
    "broken",
    [
        webm([]),
        webm([b"\xf8"], head=b"vorbis"),
        webm([b"\xf8"], flags=0x82),
        webm([b"\xf8\x00"])[:-12],
        b"\x1a\x45\xdf\xa3",
    ],
    ids=["empty", "other codec", "laced", "cut", "header only"],
)
async def test_a_broken_recording_is_not_sent(ana: Person, broken: bytes) -> None:
    with pytest.raises(NotAccepted):
        await ana.send_voice(broken, mime_type="audio/webm")
