import numpy as np
import pytest
from PIL import Image

from core.marking import label, label_reading
from core.marking.lettering import Weight, font, font_path, wrapped, writable

from .drawings import pencil, resent, scene

LONG_NAME = "María de los Ángeles Fernández-Güell y Ñíguez de la Iruñuela"
LABELS = {
    "en": "Imagined picture · made with AI from Lucía’s words",
    "es": "Imagen imaginada · hecha con IA con las palabras de Lucía",
    "long": f"Imagen imaginada · hecha con IA con las palabras de {LONG_NAME}",
    "one word": "I" + "m" * 90,
}


@pytest.mark.parametrize("text", LABELS.values(), ids=LABELS)
@pytest.mark.parametrize("width", [512, 700, 2048])
def test_the_words_stay_within_the_strip(width: int, text: str) -> None:
    strip = label.label_strip(width, text)
    below_rule = np.asarray(strip.convert("L"))[label.StripMeasures.for_width(width).rule :]
    rows, columns = np.nonzero(below_rule < 128)
    margin = label.StripMeasures.for_width(width).margin
    assert columns.min() >= margin * 0.8
    assert columns.max() <= width - margin * 0.8
    assert rows.min() >= margin // 4
    assert rows.max() <= below_rule.shape[0] - margin // 4


def test_a_name_of_sixty_letters_is_written_whole() -> None:
    assert len(LONG_NAME) == 60
    lines = wrapped(LABELS["long"], font(23), width_px=472)
    assert " ".join(lines).replace("\u00a0", " ") == LABELS["long"]


def test_a_line_breaks_between_clauses_where_that_costs_no_line() -> None:
    assert wrapped(LABELS["en"], font(23), width_px=472) == (
        "Imagined picture\u00a0·",
        "made with AI from Lucía’s words",
    )


def test_letters_are_as_large_on_a_phone_as_in_print() -> None:
    for width in (512, 1024, 2048):
        letters_mm = label.StripMeasures.for_width(width).letters / width * 65
        assert letters_mm > 2.8


def test_ink_on_paper_has_the_highest_contrast_grade() -> None:
    assert _contrast(label.INK, label.PAPER) > 7


@pytest.mark.parametrize("size", [(128, 128), (300, 511), (96, 40)])
def test_a_small_picture_is_enlarged_first(size: tuple[int, int]) -> None:
    labelled = label.with_label(scene(2, size), LABELS["es"])
    assert labelled.width == 512
    assert labelled.height > size[1] * 512 // size[0]


def test_empty_words_are_no_label() -> None:
    for text in ("", "  \n ", "\U0001f600"):
        with pytest.raises(ValueError, match="needs words"):
            label.label_strip(512, text)


def test_a_label_is_seen_again_after_a_chat_resized_it() -> None:
    labelled = label.with_label(scene(5, (2048, 1365)), LABELS["long"])
    assert label_reading.has_label(labelled)
    for width in (1280, 960, 800):
        assert label_reading.has_label(resent(labelled, width=width))


@pytest.mark.parametrize("seed", range(12))
def test_a_picture_without_strip_has_no_label(seed: int) -> None:
    assert not label_reading.has_label(scene(seed))


def test_paper_alone_or_a_drawing_on_paper_is_no_label() -> None:
    assert not label_reading.has_label(Image.new("RGB", (512, 512), label.PAPER))
    assert not label_reading.has_label(pencil())


def test_an_empty_strip_is_no_label() -> None:
    labelled = label.with_label(scene(1), LABELS["en"])
    labelled.paste(label.PAPER, (0, labelled.height - 80, 512, labelled.height))
    assert not label_reading.has_label(labelled)


@pytest.mark.parametrize("weight", Weight)
def test_every_weight_writes_spanish_and_its_neighbours(weight: Weight) -> None:
    text = "¡Áéíóúüñ ÁÉÍÓÚÜÑ! ¿«Sí»? · “así” ’ – … ªº € àèçïôłőşž"
    assert writable(text, font(20, weight=weight)) == text
    assert font_path(weight).is_file()


def test_what_the_font_lacks_is_left_out_and_accents_are_joined() -> None:
    assert writable("Jose\u0301 \U0001f600\n  y Ana", font(20)) == "José y Ana"


def _contrast(dark: tuple[int, int, int], light: tuple[int, int, int]) -> float:
    return (_luminance(light) + 0.05) / (_luminance(dark) + 0.05)


def _luminance(colour: tuple[int, int, int]) -> float:
    linear = [float(((level / 255 + 0.055) / 1.055) ** 2.4) for level in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
