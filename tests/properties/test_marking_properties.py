from io import BytesIO

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from core.marking import label, label_reading, watermark
from core.marking.lettering import font, wrapped, writable
from core.marking.metadata import SourceType, read_source_type, with_source_type

WORDS = st.text(
    st.sampled_from("abcdefghijklmnñopqrstuvwxyzáéíóúüÁÉÍÓÚÑ·«»¡¿’-  "), min_size=1, max_size=160
).filter(lambda text: any(letter.isalpha() for letter in text))
FEW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])


def speckled(width: int, height: int, seed: int) -> Image.Image:
    levels = np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)
    return Image.fromarray(levels)


@FEW
@given(WORDS, st.integers(512, 1200), st.integers(1, 400), st.integers(0, 99))
def test_a_label_never_covers_a_pixel_of_the_picture(
    text: str, width: int, height: int, seed: int
) -> None:
    picture = speckled(width, height, seed)
    labelled = label.with_label(picture, text)
    assert labelled.crop((0, 0, width, height)).tobytes() == picture.tobytes()
    assert labelled.height > height


@FEW
@given(WORDS, st.integers(160, 900))
def test_wrapping_loses_no_letter_and_no_line_is_too_wide(text: str, width: int) -> None:
    letters = font(24)
    written = writable(text, letters)
    lines = wrapped(written, letters, width_px=width)
    assert "".join("".join(lines).split()) == "".join(written.split())
    assert all(letters.getlength(line) <= width for line in lines)


@FEW
@given(WORDS, st.integers(512, 1400))
def test_any_words_make_a_strip_that_is_seen_again(text: str, width: int) -> None:
    assert label_reading.has_label(label.with_label(speckled(width, 200, 1), f"Imaginada {text}"))


@FEW
@given(st.integers(1, 200), st.integers(1, 200), st.sampled_from(SourceType), st.booleans())
def test_a_statement_survives_in_any_picture_file(
    width: int, height: int, source_type: SourceType, lossless: bool
) -> None:
    encoded = BytesIO()
    speckled(width, height, 0).save(encoded, "PNG" if lossless else "JPEG")
    stated = with_source_type(encoded.getvalue(), source_type)
    assert read_source_type(stated) is source_type
    assert Image.open(BytesIO(stated)).size == (width, height)


@FEW
@given(st.integers(512, 1100), st.integers(300, 1100), st.integers(60, 200))
def test_a_watermark_is_found_in_a_picture_of_any_shape(
    width: int, height: int, level: int
) -> None:
    picture = Image.new("RGB", (width, height), (level, level, 255 - level))
    marked = watermark.embed(picture)
    assert marked.size == (width, height)
    assert watermark.read(marked).found
    assert not watermark.read(picture).found
