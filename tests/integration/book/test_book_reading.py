"""Reading the book in the chat: one message whose pages turn."""

from dataclasses import replace
from typing import Any

import pytest

from bot.handlers import book
from bot.messages import visible_length
from core.domain.circle import Role
from core.domain.conversation import Expectation
from core.domain.memory import Teller, Valence, Wording
from core.domain.patient import Standing
from tests.fakes.turns import Door, Phone, Seen, TurnKit, joined, words
from tests.integration.book.conftest import fill, keep, made, sent, told

TURNS = {"es": ("Abrir ▶", "▶", "◀"), "en": ("Open ▶", "▶", "◀")}
LIMIT = 1024


def is_page(seen: Seen) -> bool:
    return "blockquote" in seen.text


def page_through(phone: Phone, label: str) -> list[Seen]:
    """Tap until the button is no longer there."""
    shown = [phone.last]
    while label in phone.last.buttons:
        phone.tap(label)
        shown.append(phone.last)
    return shown


@pytest.mark.parametrize(("language", "count"), [("es", 50), ("en", 10)])
def test_all_pages_are_turned_on_and_back_in_one_message(
    kit: TurnKit, language: str, count: int
) -> None:
    fill(kit, count)
    ana = kit.member(7, "Ana", Role.COMPANION, kit.patient_ids[0], language=language)
    begin, on, back = TURNS[language]
    ana.command("book")
    first = len(ana.seen)
    ana.tap(begin)
    forward = page_through(ana, on)
    backward = page_through(ana, back)

    pages = [seen.text for seen in forward if is_page(seen)]
    assert len(forward) == count + 5  # and five openings of chapters
    assert len(set(pages)) == len(pages) == count
    assert [seen.text for seen in backward if is_page(seen)] == pages[::-1]
    turned = ana.seen[first:]
    assert all(seen.payload["picture"] for seen in turned)
    assert [seen.payload["replaces"] for seen in turned] == [
        seen.payload["screen"] for seen in ana.seen[first - 1 : -1]
    ]
    assert max(visible_length(seen.text) for seen in turned) <= LIMIT


def test_the_cover_says_whose_book_it_is_and_what_the_pictures_are(
    kit: TurnKit, ana: Phone
) -> None:
    fill(kit, 3)
    ana.command("book")

    assert ana.last.text == (
        "<b>El libro de Manuel</b>\nDe lo que contó Manuel\n\n3 recuerdos · 2 de marzo de 2026\n\n"
        "<i>Las imágenes imaginadas están hechas con IA a partir de lo contado."
        " No son fotos.</i>"
    )


def test_the_book_of_somebody_without_a_name_has_a_cover_too(kit: TurnKit, ana: Phone) -> None:
    kit.prepare(name="")
    fill(kit, 1)
    ana.command("book")

    assert ana.last.text.startswith("<b>El libro de vida</b>\nDe lo contado\n\nUn recuerdo")


def test_the_contents_name_only_the_parts_and_stages_with_pages(kit: TurnKit, ana: Phone) -> None:
    with kit.look() as work:
        keep(work, told(0), told(5), told(4))
        work.commit()
    ana.command("book")
    ana.tap("☰ Índice")

    assert ana.last.text == (
        "<b>Índice</b>\n\n<b>Juventud</b>\nInfancia · 2 páginas\n\n"
        "<b>Vejez</b>\nVejez y hoy · 1 página"
    )
    ana.tap("Vejez y hoy (1)")
    assert ana.last.text == "<b>Vejez y hoy</b>\nVejez · página 3"


def test_a_page_shows_its_picture_and_calls_it_imagined(kit: TurnKit, ana: Phone) -> None:
    with kit.look() as work:
        picture = made(work, told(0).id, "p")
        keep(work, told(0, place="Chinchón", decade=1950))
        work.commit()
    open_first_page(ana)

    assert ana.last.payload["picture"] == picture.media_id
    assert ana.last.text == (
        "<b>La tarde 0</b>\n"
        "<blockquote>«Aquella tarde número 0 subimos al cerro con la perra.»</blockquote>\n"
        "<i>Chinchón, década de 1950.</i>\n<i>Lo contó Manuel el 6 de junio de 2023.</i>\n"
        "<i>Imagen imaginada · hecha con IA con las palabras de Manuel</i>\n"
        "<i>Infancia · página 1 de 1</i>"
    )


def test_a_retold_page_is_not_quoted_and_names_who_told_it(kit: TurnKit, ana: Phone) -> None:
    retold = told(0, wording=Wording.RETOLD, teller=Teller.FAMILY, teller_name="Lucía <3")
    with kit.look() as work:
        made(work, retold.id, "p")
        keep(work, retold)
        work.commit()
    open_first_page(ana)

    assert "«" not in ana.last.text
    assert "Contado por Lucía &lt;3 el" in ana.last.text
    assert "hecha con IA con lo que contó Lucía &lt;3" in ana.last.text


def test_a_real_photo_is_called_a_photo(kit: TurnKit, ana: Phone) -> None:
    with kit.look() as work:
        photo = sent(work, told(0).id, "f", caption="Con la perra")
        keep(work, told(0))
        work.commit()
    open_first_page(ana)

    assert ana.last.payload["picture"] == photo.media_id
    assert "<i>Foto · Con la perra</i>" in ana.last.text


def test_a_card_is_drawn_once_and_again_only_when_its_words_change(
    kit: TurnKit, ana: Phone
) -> None:
    fill(kit, 1)
    cards = []
    for _ in range(2):
        open_first_page(ana)
        cards.append(ana.last.payload["picture"])
    with kit.look() as work:
        keep(work, told(0, title="Otro título"))
        work.commit()
    open_first_page(ana)

    assert cards[0] == cards[1] != ana.last.payload["picture"]
    with kit.look() as work:
        assert work.media.media_type(ana.last.payload["picture"]) == "image/jpeg"


def test_a_very_long_story_is_cut_and_can_be_read_whole(kit: TurnKit, ana: Phone) -> None:
    story = "La perra se quedaba en la puerta. " * 600
    with kit.look() as work:
        keep(work, told(0, words=story))
        work.commit()
    open_first_page(ana)
    assert visible_length(ana.last.text) <= LIMIT
    assert "…»" in ana.last.text

    ana.tap("📄 Leer entero")
    assert f"«{story}»" in ana.last.text


def test_a_voice_can_be_heard_and_the_book_stays_open(kit: TurnKit, ana: Phone) -> None:
    with kit.look() as work:
        voice = work.media.put(b"OggS", media_type="audio/ogg")
        keep(work, told(0, words="", voice_ids=(voice,)), told(5))
        work.commit()
    open_first_page(ana)
    ana.tap("🔊 Escuchar")

    assert ana.last.payload["voices"] == [voice]
    ana.tap("▶")
    assert "La tarde 5" in ana.last.text


@pytest.mark.parametrize(
    ("teller", "said"),
    [
        (Teller.PERSON, "🔊 Está en su propia voz."),
        (Teller.COMPANION, "🔊 Está en la voz de quien lo cuenta."),
        (Teller.FAMILY, "🔊 Está en la voz de quien lo cuenta."),
    ],
)
def test_a_page_that_only_a_voice_tells_says_whose_it_is(
    kit: TurnKit, ana: Phone, teller: Teller, said: str
) -> None:
    with kit.look() as work:
        voice = work.media.put(b"OggS", media_type="audio/ogg")
        keep(work, told(0, words="", voice_ids=(voice,), teller=teller, teller_name="Lucía"))
        work.commit()
    open_first_page(ana)
    assert said in ana.last.text


def test_what_was_told_is_only_words(kit: TurnKit, ana: Phone) -> None:
    with kit.look() as work:
        keep(work, told(0, words="<script>alert(1)</script>", title="</b><a href='x'>"))
        work.commit()
    open_first_page(ana)

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in ana.last.text
    assert "<a" not in ana.last.text


def test_an_old_or_doubled_tap_changes_nothing(kit: TurnKit, ana: Phone) -> None:
    fill(kit, 50)
    ana.command("book")
    ana.tap("Abrir ▶")
    on = ana.last.buttons["▶"]
    ana.tap_data(on)
    seen = len(ana.seen)

    for _ in range(2):
        assert ana.tap_data(on).notice == words().locale("es").plain("bot-stale-tap")
    assert len(ana.seen) == seen
    ana.tap("▶")
    assert "La tarde 5" in ana.last.text


def test_a_page_that_left_the_book_meanwhile_is_gently_missed(kit: TurnKit, ana: Phone) -> None:
    fill(kit, 6)
    open_first_page(ana)
    with kit.look() as work:
        keep(work, told(0, valence=Valence.PAINFUL))
        work.commit()

    applied = ana.tap("✏️ Cambiar")
    assert applied.notice == "Esa página ya no está en el libro. Mira las demás en /libro."
    assert ana.last.text.startswith("<b>Índice</b>")


def test_a_book_that_became_empty_says_so(kit: TurnKit, ana: Phone) -> None:
    fill(kit, 1)
    ana.command("book")
    with kit.look() as work:
        keep(work, told(0, approved=False))
        work.commit()
    ana.tap("Abrir ▶")

    assert "en blanco" in ana.last.text


@pytest.mark.parametrize(("role", "labels"), [(Role.COMPANION, ["Sesión"]), (Role.RELATIVE, [])])
def test_an_empty_book_says_what_to_do_next(kit: TurnKit, role: Role, labels: list[str]) -> None:
    reader = kit.member(2, "Lucía", role, kit.patient_ids[0])
    reader.command("book")

    assert "en blanco" in reader.last.text
    assert reader.last.labels == labels


@pytest.mark.parametrize(
    ("role", "edits"),
    [(Role.COMPANION, True), (Role.RELATIVE, False), (Role.THERAPIST, False)],
)
def test_only_those_who_may_edit_see_the_button(kit: TurnKit, role: Role, edits: bool) -> None:
    fill(kit, 2)
    reader = kit.member(2, "Lucía", role, kit.patient_ids[0])
    open_first_page(reader)

    assert ("✏️ Cambiar" in reader.last.labels) is edits


@pytest.mark.parametrize("standing", list(Standing))
def test_nobody_is_sent_to_look_together_while_the_space_rests(
    kit: TurnKit, ana: Phone, standing: Standing
) -> None:
    fill(kit, 2)
    kit.prepare(standing=standing)
    begin = Door("session.begin")
    kit.services = replace(kit.services, routes=joined(kit.services.routes, begin.routes()))
    open_first_page(ana)
    assert ("👀 Mirar juntos" in ana.last.labels) is (standing is Standing.ACTIVE)


def test_a_new_book_puts_the_old_one_away(kit: TurnKit, ana: Phone) -> None:
    fill(kit, 6)
    open_first_page(ana)
    old = ana.last.buttons["▶"]
    ana.command("book")

    assert ana.tap_data(old).notice
    with kit.look() as work:
        assert len(work.open_screens(1)) == 1


def test_reading_on_forgets_the_search_so_that_no_story_becomes_a_search_word(
    kit: TurnKit, ana: Phone
) -> None:
    fill(kit, 6)
    waiting = Expectation(chat_id=1, action="session.answer", argument="q1")
    with kit.look() as work:
        work.expect(waiting)
        work.commit()
    open_first_page(ana)
    ana.tap("☰ Índice")
    ana.tap("🔎 Buscar")
    ana.tap("Infancia (2)")

    with kit.look() as work:
        assert work.expectation(1) == waiting


@pytest.mark.parametrize(
    ("typed", "said", "found"),
    [
        ("NÚMERO 5", "Una página con <b>NÚMERO 5</b>", ["La tarde 5"]),
        ("<i>", "No encuentro <b>&lt;i&gt;</b> en el libro.", []),
    ],
)
def test_a_page_is_found_by_a_word(
    kit: TurnKit, ana: Phone, typed: str, said: str, found: list[str]
) -> None:
    fill(kit, 6)
    ana.command("book")
    ana.tap("🔎 Buscar")
    ana.words(typed)

    assert ana.last.text.startswith(said)
    assert ana.last.labels == [*found, "🔎 Buscar", "☰ Índice"]
    for title in found:
        ana.tap(title)
        assert title in ana.last.text


def test_many_findings_are_shortened(kit: TurnKit, ana: Phone) -> None:
    fill(kit, 20)
    ana.command("book")
    ana.tap("🔎 Buscar")
    ana.words("cerro")

    assert ana.last.text == "Las primeras 6 páginas con <b>cerro</b>"


def test_nothing_typed_is_no_search_word(kit: TurnKit, ana: Phone) -> None:
    fill(kit, 2)
    ana.command("book")
    ana.tap("🔎 Buscar")
    ana.words(" ")

    assert ana.last.text == "Escribe una palabra y busco las páginas donde está."


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_label_fits_a_small_phone(language: str) -> None:
    tr = words().locale(language)
    fills: dict[str, dict[str, Any]] = {
        "book-button-chapter": {"stage": tr.plain("stage-Y"), "pages": 1000},
        "book-button-stage": {"stage": tr.plain("stage-Y")},
        "book-button-pictures": {"number": 3, "count": 4},
        "book-button-decade": {"decade": 1950},
    }
    ids = [name for name in words().ids if name.startswith("book-button-")]

    assert all(len(tr.plain(name, **fills.get(name, {}))) <= 24 for name in ids)


def test_its_routes_all_belong_to_the_book() -> None:
    routes = book.routes()

    assert all(name.startswith("book.") for name in (*routes.taps, *routes.answers))
    assert list(routes.commands) == ["book"]


def open_first_page(phone: Phone) -> None:
    phone.command("book")
    phone.tap("Abrir ▶")
    phone.tap("▶")
