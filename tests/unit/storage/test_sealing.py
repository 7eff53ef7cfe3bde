"""Nothing that was changed, cut, moved or given to somebody else opens."""

import io
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import StoreDamaged
from storage import sealing

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
SEGMENT = 64 * 1024
SEALED_SEGMENT = SEGMENT + 16
TWO_AND_A_BIT = b"".join(bytes([n]) * SEGMENT for n in (1, 2)) + b"the end"


def sealed(content: bytes, *, owner: str = "patient/a/m") -> bytes:
    return b"".join(sealing.seal(content, key=KEY, owner=owner))


def opened(blob: bytes, *, key: bytes = KEY, owner: str = "patient/a/m") -> bytes:
    return b"".join(sealing.unseal(io.BytesIO(blob), key=key, owner=owner))


def segments(blob: bytes) -> list[bytes]:
    starts = range(sealing.HEADER_BYTES, len(blob), SEALED_SEGMENT)
    return [blob[start : start + SEALED_SEGMENT] for start in starts]


@given(st.binary(max_size=300))
def test_content_comes_back_as_it_was(content: bytes) -> None:
    assert opened(sealed(content)) == content


@pytest.mark.parametrize("size", [0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 3 * SEGMENT])
def test_every_size_comes_back_and_can_be_told_from_outside(size: int) -> None:
    blob = sealed(b"x" * size)
    assert opened(blob) == b"x" * size
    assert sealing.content_bytes(len(blob)) == size


def test_the_same_content_is_never_the_same_file() -> None:
    assert sealed(b"hola") != sealed(b"hola")


@given(st.data())
def test_a_flipped_bit_anywhere_is_noticed(data: st.DataObject) -> None:
    blob = bytearray(sealed(b"El perro se llamaba Canelo."))
    place = data.draw(st.integers(0, len(blob) - 1))
    blob[place] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(StoreDamaged):
        opened(bytes(blob))


@given(st.integers(0, len(sealed(b"a short one")) - 1))
def test_a_file_cut_anywhere_is_noticed(length: int) -> None:
    with pytest.raises(StoreDamaged):
        opened(sealed(b"a short one")[:length])


@pytest.mark.parametrize("kept", [(0, 1), (1, 2), (0, 2), (1, 0, 2), (0, 1, 1, 2), (0, 1, 2, 2)])
def test_segments_left_out_doubled_or_moved_are_noticed(kept: tuple[int, ...]) -> None:
    blob = sealed(TWO_AND_A_BIT)
    parts = segments(blob)
    header = blob[: sealing.HEADER_BYTES]
    with pytest.raises(StoreDamaged):
        opened(header + b"".join(parts[n] for n in kept))


def test_bytes_added_at_the_end_are_noticed() -> None:
    with pytest.raises(StoreDamaged):
        opened(sealed(b"hola") + b"!")


def test_another_key_does_not_open() -> None:
    with pytest.raises(StoreDamaged):
        opened(sealed(b"hola"), key=OTHER_KEY)


@pytest.mark.parametrize("owner", ["patient/b/m", "patient/a/n", "job/a/m", ""])
def test_a_file_moved_to_another_owner_does_not_open(owner: str) -> None:
    with pytest.raises(StoreDamaged):
        opened(sealed(b"hola"), owner=owner)


def test_the_header_of_another_file_does_not_open_this_one() -> None:
    one, other = sealed(b"one"), sealed(b"two")
    with pytest.raises(StoreDamaged):
        opened(other[: sealing.HEADER_BYTES] + one[sealing.HEADER_BYTES :])


def test_a_new_header_gives_the_file_away_without_touching_a_segment() -> None:
    blob = sealed(TWO_AND_A_BIT)
    header, body = blob[: sealing.HEADER_BYTES], blob[sealing.HEADER_BYTES :]
    file_key = sealing.unpack_header(header, key=KEY, owner="patient/a/m")
    given_away = sealing.pack_header(file_key, key=OTHER_KEY, owner="job/j/adapter") + body
    assert opened(given_away, key=OTHER_KEY, owner="job/j/adapter") == TWO_AND_A_BIT
    with pytest.raises(StoreDamaged):
        opened(given_away)


def test_no_piece_of_the_content_is_in_the_file() -> None:
    marker = b"Canelo"
    blob = b"".join(chain.from_iterable([sealing.seal(marker * 40_000, key=KEY, owner="o")]))
    assert marker not in blob


def test_keys_for_different_purposes_are_different() -> None:
    assert sealing.derive(KEY, "media") != sealing.derive(KEY, "database")
    assert sealing.derive(KEY, "media") == sealing.derive(KEY, "media")


def test_a_wrapped_secret_opens_for_its_owner_only() -> None:
    wrapped = sealing.wrap(KEY, b"secret", owner="ana")
    assert sealing.unwrap(KEY, wrapped, owner="ana") == b"secret"
    for key, owner in ((KEY, "eva"), (OTHER_KEY, "ana")):
        with pytest.raises(StoreDamaged):
            sealing.unwrap(key, wrapped, owner=owner)
