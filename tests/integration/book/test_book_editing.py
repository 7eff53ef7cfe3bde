"""Changing the book in the chat, with a way back."""

import pytest

from bot.incoming import Incoming, IncomingKind
from core.domain.circle import Role
from core.domain.conversation import Expectation
from core.domain.picture import PictureStatus
from core.domain.wish import PictureWish
from core.ports import PatientWork
from core.services import about_me, book_writing, books, kept_files
from tests.fakes.turns import START, Door, Phone, TurnKit
from tests.integration.book.conftest import fill, jpeg, keep, made, sent, told
from tests.integration.book.test_book_reading import open_first_page

VOICE = Incoming(kind=IncomingKind.VOICE, file_id="v", duration_s=2)
STORY = Incoming(kind=IncomingKind.WORDS, text="La perra se quedaba en la puerta. " * 20)


def titles(kit: TurnKit) -> list[str]:
    with kit.look() as work:
        return [spread.memory.title for spread in books.all_spreads(work)]


def plain(work: PatientWork) -> str:
    """The file of a picture without its label."""
    return work.media.put(jpeg(), media_type="image/jpeg")


def edit_first_page(phone: Phone) -> None:
    open_first_page(phone)
    phone.tap("✏️ Cambiar")


def test_a_page_gets_another_title(kit: TurnKit, ana: Phone) -> None:
    fill(kit, 1)
    edit_first_page(ana)
    ana.tap("Título")
    ana.words("La perra <Luna>")

    assert ana.last.text.startswith("<b>La perra &lt;Luna&gt;</b>")
    assert titles(kit) == ["La perra <Luna>"]


@pytest.mark.parametrize("incoming", [VOICE, STORY], ids=["voice", "story"])
def test_a_story_is_no_title(kit: TurnKit, ana: Phone, stories: Door, incoming: Incoming) -> None:
    fill(kit, 1)
    edit_first_page(ana)
    ana.tap("Título")
    ana.send(incoming, file=b"OggS")

    assert len(stories.reached) == 1
    assert titles(kit) == ["La tarde 0"]


@pytest.mark.parametrize("incoming", [VOICE, STORY], ids=["voice", "story"])
def test_a_story_is_no_line_of_the_page_for_care_staff(
    kit: TurnKit, ana: Phone, stories: Door, incoming: Incoming
) -> None:
    fill(kit, 1)
    ana.command("book")
    for label in ("📦 Llevárselo", "👤 Sobre mí", "✏️ Añadir algo", "Su trabajo"):
        ana.tap(label)
    ana.send(incoming, file=b"OggS")

    assert len(stories.reached) == 1
    assert any("con 140 letras como mucho" in seen.text for seen in ana.seen)
    with kit.look() as work:
        assert not any(about_me.added(work).values())


@pytest.mark.parametrize("incoming", [VOICE, STORY], ids=["voice", "story"])
def test_a_story_told_while_a_word_was_looked_for_goes_where_it_belongs(
    kit: TurnKit, ana: Phone, stories: Door, incoming: Incoming
) -> None:
    fill(kit, 1)
    with kit.look() as work:
        work.expect(Expectation(chat_id=1, action="session.answer", argument="q1"))
        work.commit()
    ana.command("book")
    ana.tap("🔎 Buscar")
    ana.send(incoming, file=b"OggS")

    assert stories.reached == ["q1"]


def test_a_title_for_a_page_that_left_the_book_changes_nothing(kit: TurnKit, ana: Phone) -> None:
    fill(kit, 1)
    edit_first_page(ana)
    ana.tap("Título")
    with kit.look() as work:
        work.memories.remove(told(0).id)
        work.commit()
    ana.words("Luna")

    assert ana.last.text == "Esa página ya no está en el libro. Mira las demás en /libro."


def test_a_page_is_taken_out_and_the_undo_brings_it_back(kit: TurnKit, ana: Phone) -> None:
    fill(kit, 6)
    edit_first_page(ana)
    ana.tap("Quitar del libro")
    assert "ya no está en el libro" in ana.last.text
    assert "La tarde 0" not in titles(kit)

    ana.tap("↩ Deshacer")
    assert ana.last.text.startswith("<b>La tarde 0</b>")
    assert "La tarde 0" in titles(kit)


def test_the_only_page_can_be_taken_out_and_brought_back(kit: TurnKit, ana: Phone) -> None:
    fill(kit, 1)
    edit_first_page(ana)
    ana.tap("Quitar del libro")
    ana.tap("↩ Deshacer")

    assert titles(kit) == ["La tarde 0"]


def test_what_was_taken_out_can_be_found_again_later(kit: TurnKit, ana: Phone) -> None:
    fill(kit, 6)
    edit_first_page(ana)
    ana.tap("Quitar del libro")
    ana.tap("☰ Índice")
    ana.tap("Páginas quitadas")
    ana.tap("La tarde 0")

    assert ana.last.text.startswith("<b>La tarde 0</b>")


def test_however_many_were_taken_out_each_is_found_and_brought_back(
    kit: TurnKit, ana: Phone
) -> None:
    fill(kit, 15)
    with kit.look() as work:
        for number in range(14):
            books.take_out(work, told(number).id)
        work.commit()
    ana.command("book")
    ana.tap("☰ Índice")
    ana.tap("Páginas quitadas")
    listed = ana.last.labels[:6]
    for _ in range(2):
        ana.tap("Más páginas quitadas")
        listed += [label for label in ana.last.labels if label.startswith("La tarde")]

    assert sorted(listed) == sorted(told(number).title for number in range(14))
    assert "Más páginas quitadas" not in ana.last.labels
    ana.tap(listed[-1])
    assert listed[-1] in titles(kit)


def test_a_page_that_may_not_come_back_does_not(kit: TurnKit, ana: Phone) -> None:
    fill(kit, 6)
    edit_first_page(ana)
    ana.tap("Quitar del libro")
    with kit.look() as work:
        keep(work, told(0, approved=False))
        work.commit()

    assert ana.tap("↩ Deshacer").notice == (
        "Este recuerdo no puede estar en el libro por ahora. "
        "Sigue guardado; puedes elegir otra página."
    )
    assert "La tarde 0" not in titles(kit)


def test_a_page_moves_later_and_not_past_its_stage(kit: TurnKit, ana: Phone) -> None:
    fill(kit, 10)
    edit_first_page(ana)
    ana.tap("⬇ Después")
    assert titles(kit)[:2] == ["La tarde 5", "La tarde 0"]
    assert "página 2 de 10" in ana.last.text

    assert ana.tap("⬇ Después").notice == "Ya no se puede mover más en esta etapa."
    ana.tap("⬆ Antes")
    assert titles(kit)[:2] == ["La tarde 0", "La tarde 5"]


def test_another_approved_picture_is_looked_at_and_put_on_the_page(
    kit: TurnKit, ana: Phone
) -> None:
    with kit.look() as work:
        first, second = made(work, told(0).id, "one"), made(work, told(0).id, "two", number=2)
        photo = sent(work, told(0).id, "photo")
        keep(work, told(0))
        work.commit()
    edit_first_page(ana)
    assert ana.last.payload["picture"] == second.media_id

    ana.tap("Otra imagen")
    assert ana.last.payload["picture"] == first.media_id
    assert ana.last.text.startswith("Imagen imaginada")
    ana.tap("▶")
    assert ana.last.payload["picture"] == photo.media_id
    assert ana.last.text == "Foto\n\n2 de 3"
    ana.tap("Poner esta")
    ana.tap("Volver a la página")
    assert ana.last.payload["picture"] == photo.media_id
    assert "<i>Foto</i>" in ana.last.text


def test_a_page_with_nothing_else_to_show_says_so(kit: TurnKit, ana: Phone) -> None:
    fill(kit, 1)
    edit_first_page(ana)

    assert ana.tap("Otra imagen").notice == "Para esta página no hay más imágenes ni fotos."


def test_the_photo_somebody_objects_to_is_taken_off_the_page_for_good(
    kit: TurnKit, ana: Phone
) -> None:
    with kit.look() as work:
        photo = sent(work, told(0).id, "photo")
        keep(work, told(0))
        work.commit()
    edit_first_page(ana)
    ana.tap("Otra imagen")
    assert ana.last.text == "Foto\n\nEs la que se ve en la página. 1 de 1"
    assert ana.last.labels == ["Quitarla", "Volver a la página"]
    ana.tap("Quitarla")
    assert "¿Quitar esta foto del libro para siempre?" in ana.last.text
    assert ana.last.payload["picture"] == photo.media_id
    ana.tap("Sí, quitarla")

    assert ana.last.payload.get("picture") != photo.media_id
    assert "Foto" not in ana.last.text
    with kit.look() as work:
        assert not work.photos.all()
        assert not kept_files.is_there(work, photo.media_id)


def test_a_picture_taken_away_leaves_the_other_in_its_place(kit: TurnKit, ana: Phone) -> None:
    with kit.look() as work:
        first = made(work, told(0).id, "one")
        second = made(work, told(0).id, "two", number=2, plain_media_id=plain(work))
        keep(work, told(0))
        work.commit()
    edit_first_page(ana)
    for label in ("Otra imagen", "▶", "Quitarla", "Dejarla", "▶"):
        ana.tap(label)
    assert ana.last.payload["picture"] == second.media_id
    ana.tap("Quitarla")
    ana.tap("Sí, quitarla")

    assert ana.last.payload["picture"] == first.media_id
    with kit.look() as work:
        assert work.pictures.get("two").status is PictureStatus.REJECTED


def test_what_was_drawn_over_a_photo_goes_with_it(kit: TurnKit) -> None:
    with kit.look() as work:
        photo = sent(work, told(0).id, "photo", element_id="elder")
        wish = PictureWish(
            id="w", memory_id=told(0).id, account_id=1, made_at=START, photo_id=photo.id
        )
        work.wishes.save(wish)
        made(work, told(0).id, "over", wish_id=wish.id, plain_media_id=plain(work))
        keep(work, told(0))
        book_writing.remove_shown(work, told(0).id, shown_id=photo.id)

        (spread,) = books.all_spreads(work)
        assert spread.media_id is None
        assert work.photos.get(photo.id).memory_id is None, "it is still learnt from"
        assert not book_writing.remove_shown(work, told(0).id, shown_id=photo.id)


def test_a_picture_rejected_meanwhile_is_not_put_on_the_page(kit: TurnKit, ana: Phone) -> None:
    with kit.look() as work:
        made(work, told(0).id, "one")
        shown = made(work, told(0).id, "two", number=2)
        keep(work, told(0))
        work.commit()
    edit_first_page(ana)
    ana.tap("Otra imagen")
    with kit.look() as work:
        work.pictures.remove("one")
        work.commit()
    ana.tap("Poner esta")

    assert ana.last.payload["picture"] == shown.media_id


def test_a_relative_cannot_edit_with_buttons_of_before(kit: TurnKit) -> None:
    fill(kit, 1)
    patient_id = kit.patient_ids[0]
    lucia = kit.member(2, "Lucía", Role.COMPANION, patient_id)
    edit_first_page(lucia)
    kit.services.registry.leave(2, patient_id)
    kit.member(2, "Lucía", Role.RELATIVE, patient_id)

    assert lucia.tap("Quitar del libro").notice
    assert titles(kit) == ["La tarde 0"]
