"""The card about a person: two sides for a pocket, with what matters most."""

from io import BytesIO

import pikepdf

from core.book.print_about import MOST_ON_CARD, AboutLine, AboutPage, AboutSection, card_of
from core.book.print_setting import set_about
from tests.unit.book_print.printed import letters_on, tagged


def section(heading: str, *lines: str, leave_alone: bool = False) -> AboutSection:
    return AboutSection(
        heading=heading,
        lines=tuple(AboutLine(text=line, sources=("person.comfort",)) for line in lines),
        leave_alone=leave_alone,
    )


def page(*sections: AboutSection) -> AboutPage:
    return AboutPage(
        language="es",
        title="Sobre Manuel",
        lead="Para quien le cuida",
        note="Todo lo de esta hoja lo han dicho la persona o su gente.",
        printed="Impreso hoy.",
        sections=sections,
    )


FULL = page(
    section("Para hablar", "Le gusta que le llamen Manuel.", "Se le habla de usted."),
    section("Le gusta", *(f"El pasodoble número {n} de la verbena" for n in range(6))),
    section("Su trabajo", "Tranviario"),
    section("Su gente", "Luz, su hija"),
    section("Mejor no", *(f"Tema {n}" for n in range(6)), leave_alone=True),
)


def test_a_card_keeps_the_first_lines_and_every_topic_to_leave_alone() -> None:
    card = card_of(FULL)
    assert [len(part.lines) for part in card.sections] == [2, MOST_ON_CARD, 1, 1, 6]


def test_it_is_two_sides_of_a6_tagged_and_says_its_lines_once() -> None:
    with pikepdf.open(BytesIO(set_about(card_of(FULL)))) as pdf:
        assert len(pdf.pages) == 2
        size_mm = [round(float(side) / 72 * 25.4) for side in pdf.pages[0].mediabox[2:]]
        assert size_mm == [105, 148]
        assert "/StructTreeRoot" in pdf.Root
        assert [tag for tag, _ in tagged(pdf)].count("/H1") == 5
        written = "".join(letters_on(sheet) for sheet in pdf.pages)
    for part in card_of(FULL).sections:
        for line in part.lines:
            assert written.count("".join(line.text.split())) == 1


def test_many_long_lines_still_stay_on_two_sides() -> None:
    long = "Una cosa que le gusta mucho y que conviene saber porque le calma por las tardes. " * 2
    crowded = page(*(section(f"Parte {n}", long, long, long) for n in range(6)))
    with pikepdf.open(BytesIO(set_about(card_of(crowded)))) as pdf:
        assert len(pdf.pages) == 2


def test_a_card_of_little_is_one_side() -> None:
    with pikepdf.open(BytesIO(set_about(card_of(page(section("Le gusta", "El café")))))) as pdf:
        assert len(pdf.pages) == 1
