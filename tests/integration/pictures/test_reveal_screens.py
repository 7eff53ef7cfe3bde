"""The reveal, what the person makes of it, and where the picture goes."""

from dataclasses import replace

import pytest

from core.domain.memory import Audience, Teller, Wording
from core.domain.patient import Standing
from core.domain.picture import Picture, PictureStatus
from core.errors import NotFound
from core.services import books, picture_styles, pictures
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


def test_what_nobody_approved_is_gone_when_the_phone_is_turned_round(studio: Studio) -> None:
    studio.begin_session()
    candidate(studio)
    studio.phone.tap("Otra")
    studio.came(studio.last_job.id, "done")
    assert studio.phone.pictures == [p.media_id for p in studio.pictures()]
    studio.phone.tap("3")
    assert studio.phone.pictures == [studio.pictures()[2].media_id]


def test_another_does_not_leave_the_one_before_above_it(studio: Studio) -> None:
    studio.begin_session()
    candidate(studio)
    studio.phone.tap("Otra")
    studio.phone.tap("Enseñar")
    assert studio.phone.pictures == [studio.pictures()[1].media_id]


def test_the_draft_that_was_seen_while_waiting_is_gone_too(studio: Studio) -> None:
    studio.begin_session()
    studio.go("pictures.offer", MEMORY.id)
    studio.phone.tap("Sí")
    waiting = studio.phone.last.payload["screen"]
    job_id = studio.run_worker()
    studio.came(job_id, "first")
    assert waiting in studio.phone.deleted


@pytest.mark.parametrize("way", ["Cambiar algo", "Una parecida"])
def test_which_of_them_is_asked_below_the_pictures(studio: Studio, way: str) -> None:
    studio.begin_session()
    candidate(studio)
    studio.came(studio.last_job.id, "done")
    if way == "Una parecida":
        studio.phone.tap("Otras formas…")
        assert not studio.phone.pictures
    studio.phone.tap(way)
    assert studio.phone.last.labels[:4] == ["1", "2", "3", "4"]
    assert studio.phone.pictures == [p.media_id for p in studio.pictures()]


def changed_once(studio: Studio) -> tuple[Picture, Picture]:
    """The first picture was shown; then what it was changed to, which is on the screen."""
    first = next(p for p in studio.pictures() if p.shown_at)
    with studio.kit.look() as work:
        marked, plain = (
            work.media.put(work.media.read(media_id), media_type="image/jpeg")
            for media_id in (first.media_id, first.plain_media_id)
        )
        second = replace(
            first,
            id="changed",
            parent_id=first.id,
            status=PictureStatus.CANDIDATE,
            media_id=marked,
            plain_media_id=plain,
        )
        work.pictures.save(second)
        work.commit()
    studio.go("pictures.show", second.id)
    return first, second


def test_when_it_was_not_so_the_step_before_takes_no_page(revealed: Studio) -> None:
    into_the_book(revealed)
    first, second = changed_once(revealed)
    revealed.phone.tap("No era así")
    now = {p.id: p.status for p in revealed.pictures()}
    assert (now[first.id], now[second.id]) == ("rejected", "rejected")
    assert revealed.page().picture_id is None


def test_when_it_was_not_so_no_version_of_it_stays_in_the_chat(revealed: Studio) -> None:
    changed_once(revealed)
    assert len(revealed.phone.pictures) == 2
    revealed.phone.tap("No era así")
    assert not revealed.phone.pictures


def test_what_it_was_changed_to_goes_with_it_and_no_other_picture(revealed: Studio) -> None:
    first, second = changed_once(revealed)
    revealed.go("pictures.not_so", first.id)
    now = {p.id: p.status for p in revealed.pictures()}
    assert (now[first.id], now[second.id]) == ("rejected", "rejected")


def test_a_picture_they_like_stays_where_it_was_shown(revealed: Studio) -> None:
    revealed.phone.tap("Le gusta")
    revealed.phone.tap("Enviarme el archivo")
    assert set(revealed.phone.pictures) == {revealed.pictures()[0].media_id}
    revealed.go("pictures.not_so", revealed.pictures()[0].id)
    assert not revealed.phone.pictures


@pytest.mark.parametrize("label", ["Enseñarla ahora", "Enseñar"])
def test_nothing_is_shown_once_pictures_are_off(studio: Studio, label: str) -> None:
    if label == "Enseñar":
        studio.begin_session()
        candidate(studio)
    else:
        studio.approved()
    studio.kit.prepare(pictures_on=False)
    studio.phone.tap(label)
    assert REVEAL not in studio.phone.last.text
    assert not [p for p in studio.pictures() if p.shown_at]


def test_nothing_is_kept_once_pictures_are_off(studio: Studio) -> None:
    candidate(studio)
    studio.kit.prepare(pictures_on=False)
    studio.phone.tap("Esta")
    assert "están apagadas" in studio.phone.last.text
    assert {p.status for p in studio.pictures()} == {"candidate"}


@pytest.mark.parametrize("standing", [Standing.DIED, Standing.PAUSED])
def test_nobody_is_asked_what_they_would_change_who_is_not_there(
    studio: Studio, standing: Standing
) -> None:
    kept = studio.approved()
    studio.kit.prepare(standing=standing)
    studio.phone.tap("Enseñarla ahora")
    assert studio.phone.last.payload["picture"] == kept.media_id
    assert "🗣" not in studio.phone.last.text
    assert "Enseñarla ahora" not in studio.phone.last.labels
    studio.go("pictures.card", kept.id)
    assert "Enseñarla ahora" not in studio.phone.last.labels


@pytest.mark.parametrize(
    "action",
    ["show", "keep", "card", "reveal", "likes", "not_so", "that_day", "file", "recipe"],
)
def test_what_somebody_else_put_away_meanwhile_is_said_to_be_gone(
    studio: Studio, action: str
) -> None:
    kept = studio.approved()
    with studio.kit.look() as work:
        pictures.reject(work, picture_id=kept.id)
        work.commit()
    seen = len(studio.phone.seen)
    studio.go(f"pictures.{action}", kept.id)
    assert not [s for s in studio.phone.seen[seen:] if "Algo ha fallado" in s.text]
    assert studio.doors["home.menu"].reached == [""]
