"""A file that is worked on behaves as any other, and leaves nothing that can be read."""

from io import SEEK_CUR, SEEK_END, BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import StoreDamaged
from storage.scratch import SealedScratch, scratch

MANY = 150_000  #: bytes: more than two blocks

places = st.integers(0, MANY)
steps = st.one_of(
    st.tuples(st.just("write"), st.integers(1, MANY)),
    st.tuples(st.just("read"), st.integers(1, MANY)),
    st.tuples(st.just("seek"), places),
)


@given(st.lists(steps, max_size=12))
def test_it_reads_back_what_a_file_in_memory_would(done: list[tuple[str, int]]) -> None:
    sealed, plain = SealedScratch(BytesIO()), BytesIO()
    for number, (what, size) in enumerate(done, start=1):
        if what == "write":
            content = bytes([number % 251]) * size
            assert sealed.write(content) == plain.write(content)
        elif what == "read":
            assert read_whole(sealed, size) == plain.read(size)
        else:
            assert sealed.seek(size) == plain.seek(size)
        assert sealed.tell() == plain.tell()
    assert sealed.seek(0, SEEK_END) == len(plain.getvalue())
    sealed.seek(0)
    assert sealed.readall() == plain.getvalue()


def read_whole(file: SealedScratch, size: int) -> bytes:
    """A raw file may read less than was asked for."""
    read = bytearray()
    while piece := file.read(size - len(read)):
        read += piece
    return bytes(read)


def test_seeking_from_where_it_stands_and_from_the_end() -> None:
    file = SealedScratch(BytesIO())
    file.write(b"0123456789")
    assert file.seek(-4, SEEK_END) == 6
    assert file.seek(1, SEEK_CUR) == 7
    assert file.read() == b"789"


def test_nothing_readable_is_on_the_disk_and_no_name(tmp_path: Path) -> None:
    told = b"We went down to the river. "
    with scratch(tmp_path) as file:
        file.write(told * 10_000)
        file.seek(0)
        assert file.read(len(told)) == told
        assert list(tmp_path.iterdir()) == []
    disk = BytesIO()
    on_disk = SealedScratch(disk)
    on_disk.write(told * 10_000)
    on_disk.seek(0)
    assert on_disk.read(1)
    assert len(disk.getvalue()) > len(told) * 10_000
    assert b"river" not in disk.getvalue()


def test_a_block_that_was_changed_does_not_open() -> None:
    disk = BytesIO()
    file = SealedScratch(disk)
    file.write(bytes(MANY))
    disk.seek(100)
    disk.write(b"!")
    file.seek(0)
    with pytest.raises(StoreDamaged):
        file.read(1)


def test_blocks_that_changed_places_do_not_open() -> None:
    disk = BytesIO()
    file = SealedScratch(disk)
    file.write(bytes(MANY))
    held = disk.getvalue()
    half = len(held) // 2
    disk.seek(0)
    disk.write(held[half:] + held[:half])
    file.seek(0)
    with pytest.raises(StoreDamaged):
        file.read(1)
