"""What a family adds to the book in the chat: lines, times, more pictures, pages of their own."""

from dataclasses import replace

import pytest

from bot.incoming import Incoming, IncomingKind
from core.domain.consent import ConsentKind, GivenBy
from core.domain.life import LifeStage
from core.domain.memory import Audience
from core.domain.picture import PictureStatus
from core.domain.vetting import Finding
from core.services import book_writing, books
from tests.fakes.turns import START, Phone, TurnKit
from tests.integration.book.conftest import fill, jpeg, keep, made, sent, told
from tests.integration.book.test_book_reading import open_first_page

PHOTO = Incoming(kind=IncomingKind.PHOTO, file_id="f", text="El día que compramos la moto.")


def change_first_page(phone: Phone) -> None:
    open_first_page(phone)
    phone.tap("✏️ Cambiar")


def pictured(kit: TurnKit) -> None:
    """A page with an imagined picture, and a photo that could stand on it too."""
    with kit.look() as work:
        made(work, told(0).id, "p")
        keep(work, told(0))
        sent(work, told(0).id, "f", caption="La era")
        work.commit()


def test_a_line_of_ones_own_stands_in_the_place_of_the_books(kit: TurnKit, ana: Phone) -> None:
    with kit.look() as work:
        keep(work, told(0, place="Cuenca", decade=1950))
        work.commit()
    change_first_page(ana)
    ana.tap("Frase de la página")
    ana.words("En la era, <b>con</b> los primos")

    assert "En la era, &lt;b&gt;con&lt;/b&gt; los primos" in ana.last.text
    assert "Cuenca" not in ana.last.text
    assert "Lo contó Manuel" in ana.last.text, "who told it is never written over"


@pytest.mark.parametrize(("label", "stands"), [("Sin frase", False), ("La que había", True)])
def test_a_line_can_go_and_come_back(kit: TurnKit, ana: Phone, label: str, stands: bool) -> None:
    with kit.look() as work:
        keep(work, told(0, place="Cuenca"))
        book_writing.link(work, told(0).id, words="Otra")
        work.commit()
    change_first_page(ana)
    ana.tap("Frase de la página")
    ana.tap(label)
    ana.tap("Volver a la página")

    assert ("Cuenca" in ana.last.text) is stands
    assert "Otra" not in ana.last.text


def test_a_page_takes_its_place_in_time(kit: TurnKit, ana: Phone) -> None:
    fill(kit, 1)
    kit.prepare(birth_year=1938)
    change_first_page(ana)
    ana.tap("Cuándo fue")
    ana.tap("Juventud" if "Juventud" in ana.last.labels else ana.last.labels[2])
    assert "Años 1960" in ana.last.labels
    ana.tap("Años 1960")

    with kit.look() as work:
        (spread,) = books.all_spreads(work)
    assert spread.memory.decade == 1960
    assert spread.page.stage is LifeStage.YOUNG_ADULT


def test_no_decade_is_offered_that_is_still_to_come(kit: TurnKit) -> None:
    kit.prepare(birth_year=1945)
    with kit.look() as work:
        assert book_writing.decades(work, LifeStage.LATER_LIFE, now=START)[-1] == 2020


def test_pages_of_one_stage_stand_in_the_order_of_their_decades(kit: TurnKit) -> None:
    with kit.look() as work:
        keep(work, told(0), told(5), told(10))
        for number, decade in ((0, 1950), (5, 1940), (10, None)):
            stage = LifeStage.CHILDHOOD
            book_writing.date(work, told(number).id, stage=stage, decade=decade)
        assert [spread.memory.decade for spread in books.all_spreads(work)] == [1940, 1950, None]


def test_the_year_of_birth_is_asked_where_the_decades_need_it(kit: TurnKit, ana: Phone) -> None:
    fill(kit, 1)
    change_first_page(ana)
    ana.tap("Cuándo fue")
    ana.tap("Infancia")
    assert "año de nacimiento" in ana.last.text
    ana.words("1938")
    assert "Años 1940" in ana.last.labels
    ana.tap("Años 1940")

    with kit.look() as work:
        (spread,) = books.all_spreads(work)
    assert spread.memory.decade == 1940


def test_without_a_year_of_birth_only_the_stage_is_asked(kit: TurnKit, ana: Phone) -> None:
    fill(kit, 1)
    change_first_page(ana)
    ana.tap("Cuándo fue")
    ana.tap(ana.last.labels[4])
    ana.tap("Luego")

    assert "¿Qué cambiamos en esta página?" in ana.last.text
    with kit.look() as work:
        (spread,) = books.all_spreads(work)
    assert spread.page.stage is LifeStage.LATER_LIFE


def test_several_pictures_stand_on_one_page_each_with_what_it_is(kit: TurnKit, ana: Phone) -> None:
    pictured(kit)
    change_first_page(ana)
    ana.tap("Otra imagen")
    ana.tap("➕ Añadirla")
    assert "Imagen imaginada" in ana.last.text

    ana.tap("🖼 1 de 2")
    assert "Foto · La era" in ana.last.text
    assert "Imagen imaginada" not in ana.last.text
    ana.tap("🖼 2 de 2")
    assert "Imagen imaginada" in ana.last.text


def test_a_page_can_be_left_with_one_picture_again(kit: TurnKit, ana: Phone) -> None:
    pictured(kit)
    with kit.look() as work:
        assert book_writing.add_picture(work, told(0).id, shown_id="f")
        work.commit()
    change_first_page(ana)
    ana.tap("Dejar solo la primera")
    ana.tap("Volver a la página")
    assert not [label for label in ana.last.labels if label.startswith("🖼")]


def test_a_picture_that_was_rejected_leaves_the_page(kit: TurnKit) -> None:
    pictured(kit)
    with kit.look() as work:
        other = made(work, told(0).id, "p2")
        assert book_writing.add_picture(work, told(0).id, shown_id=other.id)
        assert [shown.id for shown in books.open_page(work, told(0).id).all_shown] == ["p", "p2"]
        work.pictures.save(replace(other, status=PictureStatus.REJECTED))
        assert [shown.id for shown in books.open_page(work, told(0).id).all_shown] == ["p"]


@pytest.mark.parametrize(
    "changes", [{"findings": (Finding.UNSAFE,)}, {"job_id": "j", "judged": False}]
)
def test_a_photo_nobody_should_meet_or_not_yet_looked_at_is_on_no_page(
    kit: TurnKit, changes: dict[str, object]
) -> None:
    with kit.look() as work:
        keep(work, told(0))
        sent(work, told(0).id, "f", **changes)
        books.refresh_page(work, told(0).id)
        assert books.open_page(work, told(0).id).all_shown == ()
        assert books.illustrations(work, told(0).id).photos == ()


def test_a_page_is_made_of_a_photo_and_a_few_words(kit: TurnKit, ana: Phone) -> None:
    fill(kit, 1)
    kit.allow(ConsentKind.STORIES, ConsentKind.PHOTOS, given_by=GivenBy.CARER)
    ana.command("book")
    ana.tap("☰ Índice")
    ana.tap("➕ Página con una foto")
    ana.tap(ana.last.labels[3])
    ana.send(PHOTO, file=jpeg(900, 700))

    assert "El día que compramos la moto" in ana.last.text
    assert "«" not in ana.last.text, "words that were written are not said"
    assert "Contado por Ana" in ana.last.text
    assert "<i>Foto</i>" in ana.last.text
    with kit.look() as work:
        page = list(books.all_spreads(work))[-1]
    assert page.page.stage is LifeStage.ADULT
    assert page.memory.audience is Audience.BOOK


def test_photos_are_not_kept_before_somebody_allows_it(kit: TurnKit, ana: Phone) -> None:
    fill(kit, 1)
    kit.allow(ConsentKind.STORIES, given_by=GivenBy.CARER)
    ana.command("book")
    ana.tap("☰ Índice")
    ana.tap("➕ Página con una foto")
    assert "primero alguien tiene que dar permiso" in ana.last.text
