"""The reveal, what the person makes of it, and where the picture goes."""

from dataclasses import replace

import pytest

from core.domain.memory import Audience, Teller, Wording
from core.errors import NotFound
from core.services import books, picture_styles
from tests.integration.pictures.studio import Studio
from tests.unit.pictures.stories import MEMORY

REVEAL = "🗣 Esta imagen la hemos hecho con lo que me contaste. No es una foto."


@pytest.fixture
def revealed(studio: Studio) -> Studio:
    """A session in which the first candidate was just shown to the person."""
    studio.begin_session()
    candidate(studio)
    studio.phone.tap("Enseñar")
    return studio


def candidate(studio: Studio) -> None:
    """The companion looks at the first candidate."""
    studio.go("pictures.offer", MEMORY.id)
    studio.phone.tap("Sí")
    job_id = studio.last_job.id
    studio.run_worker()
    studio.came(job_id, "first")


def into_the_book(studio: Studio, *, audience: Audience = Audience.BOOK) -> None:
    studio.keep(replace(MEMORY, audience=audience))
    with studio.kit.look() as work:
        books.refresh_page(work, MEMORY.id)
        work.commit()


def test_picture_label_and_line_come_together(revealed: Studio) -> None:
    seen = revealed.phone.last
    [shown] = [p for p in revealed.pictures() if p.shown_at]
    assert seen.payload["picture"] == shown.media_id
    assert REVEAL in seen.text
    assert "Imagen imaginada · hecha con IA con las palabras de Juan" in seen.text
    assert seen.labels[:3] == ["Le gusta", "No era así", "«Ese día yo…»"]


def test_usted_is_said_where_usted_is_wished(studio: Studio) -> None:
    studio.kit.prepare(register="usted")
    studio.begin_session()
    candidate(studio)
    studio.phone.tap("Enseñar")
    assert "lo que me contó. No es una foto. ¿Qué le cambiaría?" in studio.phone.last.text


def test_a_picture_they_like_stands_on_its_page(revealed: Studio) -> None:
    into_the_book(revealed)
    revealed.phone.tap("Le gusta")
    assert "página" in revealed.phone.last.text
    [approved] = [p for p in revealed.pictures() if p.approved_at]
    assert revealed.page().picture_id == approved.id
    revealed.phone.tap("Seguir")
    assert revealed.doors["session.picture_over"].reached == [""]


def test_outside_the_book_it_stays_with_its_memory(studio: Studio) -> None:
    into_the_book(studio, audience=Audience.US)
    studio.begin_session()
    candidate(studio)
    studio.phone.tap("Enseñar")
    studio.phone.tap("Le gusta")
    assert "con su recuerdo" in studio.phone.last.text
    assert studio.page() is None
    into_the_book(studio)
    assert studio.page().picture_id is not None


def test_it_was_not_like_that(revealed: Studio) -> None:
    into_the_book(revealed)
    revealed.phone.tap("No era así")
    assert "🗣 Tienes razón, no era así. Tu historia es mejor." in revealed.phone.last.text
    assert revealed.phone.last.labels[0] == "Seguir"
    first = revealed.pictures()[0]
    assert (first.status, first.shown_at is not None) == ("rejected", True)
    assert revealed.page().picture_id is None
    revealed.phone.tap("Seguir")
    assert revealed.doors["session.picture_over"].reached == [""]


def test_a_detail_nobody_told_waits_for_the_family(revealed: Studio) -> None:
    into_the_book(revealed)
    revealed.phone.tap("«Ese día yo…»")
    assert "No lo confirmes ni lo corrijas" in revealed.phone.last.text
    revealed.phone.words("Aquel día llevaba el vestido azul")
    assert revealed.memory().possible_new_detail == "Aquel día llevaba el vestido azul"
    assert "/libro" in revealed.phone.last.text
    assert "«Espera a la familia»" in revealed.phone.last.text
    assert revealed.memory().words == MEMORY.words
    assert revealed.page().picture_id is None


def test_a_detail_is_kept_in_mind_even_when_nobody_writes_it(revealed: Studio) -> None:
    revealed.phone.tap("«Ese día yo…»")
    revealed.phone.tap("Seguir")
    assert revealed.memory().possible_new_detail
    assert revealed.doors["session.picture_over"].reached == [""]


def test_the_signed_file_is_sent_whole(revealed: Studio) -> None:
    revealed.phone.tap("Le gusta")
    revealed.phone.tap("Enviarme el archivo")
    seen = revealed.phone.last.payload
    assert seen["document"] == revealed.pictures()[0].media_id
    assert seen["document_name"] == "imagen-imaginada.jpg"


def test_how_it_was_made_is_a_file_for_those_who_set_finely(revealed: Studio) -> None:
    revealed.phone.tap("Le gusta")
    revealed.phone.tap("Enviarme el archivo")
    assert "Cómo se hizo" not in revealed.phone.last.labels
    with revealed.kit.look() as work:
        picture_styles.open_fine_settings(work)
        work.commit()
    picture = revealed.pictures()[0]
    revealed.go("pictures.file", picture.id)
    revealed.phone.tap("Cómo se hizo")
    seen = revealed.phone.last.payload
    assert seen["document_name"] == "como-se-hizo.txt"
    with revealed.kit.look() as work:
        told = work.media.read(seen["document"]).decode()
    assert told.startswith(picture.making.prompt)
    assert f"Seed: {picture.making.seed}, Size: " in told

    revealed.go("pictures.not_so", picture.id)
    with revealed.kit.look() as work, pytest.raises(NotFound):
        work.media.read(seen["document"])


def test_at_leisure_a_picture_is_kept_and_may_be_shown_later(studio: Studio) -> None:
    into_the_book(studio)
    candidate(studio)
    studio.phone.tap("Esta")
    kept = studio.pictures()[0]
    assert (kept.status, kept.shown_at) == ("approved", None)
    assert studio.page().picture_id == kept.id
    studio.phone.tap("Enseñarla ahora")
    assert REVEAL in studio.phone.last.text
    assert studio.pictures()[0].shown_at is not None


def test_what_was_retold_says_who_told_it(studio: Studio) -> None:
    studio.keep(
        replace(MEMORY, wording=Wording.RETOLD, teller=Teller.COMPANION, teller_name="Marta")
    )
    candidate(studio)
    assert "hecha con IA con lo que contó Marta" in studio.phone.last.text


def test_without_a_name_the_label_needs_none(studio: Studio) -> None:
    studio.kit.prepare(name="")
    candidate(studio)
    assert "hecha con IA con sus palabras" in studio.phone.last.text


def test_a_choice_from_the_album_is_shown_too(studio: Studio) -> None:
    studio.begin_session()
    candidate(studio)
    studio.came(studio.last_job.id, "done")
    studio.phone.tap("3")
    third = studio.pictures()[2]
    assert studio.phone.last.payload["picture"] == third.media_id
    assert third.shown_at is not None
    others = [p.status for p in studio.pictures() if p.number != 3]
    assert others == ["candidate"] * 3


def test_a_double_tap_reveals_once(studio: Studio) -> None:
    studio.begin_session()
    candidate(studio)
    show = studio.phone.last.buttons["Enseñar"]
    studio.phone.tap_data(show)
    shown = len(studio.phone.seen)
    assert "ya no vale" in studio.phone.tap_data(show).notice
    assert len(studio.phone.seen) == shown
