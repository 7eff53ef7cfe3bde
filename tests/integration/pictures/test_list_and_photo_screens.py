"""/pictures at leisure, and a real photo in the place of a picture."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.incoming import Incoming, IncomingKind
from core.domain.circle import Role
from core.domain.consent import ConsentKind, GivenBy
from core.domain.memory import Audience, Valence
from core.marking.metadata import SourceType, with_source_type
from core.services import books
from tests.integration.pictures.studio import Studio, a_photo
from tests.unit.pictures.stories import MEMORY, NOW


def told(studio: Studio, count: int) -> None:
    for number in range(count):
        at = NOW + timedelta(days=number)
        studio.keep(replace(MEMORY, id=f"m{number}", title=f"Historia {number}", told_at=at))


def test_memories_without_a_picture_are_listed(studio: Studio) -> None:
    studio.keep(replace(MEMORY, id="m2", title="", words="El perro corría por el monte, feliz."))
    studio.phone.command("pictures")
    told = ["El perro corría por el…", "El pan de casa"]
    assert studio.phone.last.labels == [*told, "Seguir", "Ajustes finos"]


def test_one_with_a_picture_is_not_listed(studio: Studio) -> None:
    told(studio, 1)
    studio.go("pictures.offer", MEMORY.id)
    studio.phone.tap("Sí")
    job_id = studio.last_job.id
    studio.run_worker()
    studio.came(job_id, "done")
    studio.phone.tap("1")
    studio.phone.command("pictures")
    others = ["Las que ya hay", "Ajustes finos"]
    assert studio.phone.last.labels == ["Historia 0", "Seguir", *others]
    studio.phone.tap("Las que ya hay")
    studio.phone.tap("El pan de casa")
    assert "Cambiar algo" in studio.phone.last.labels


@pytest.mark.parametrize(
    "changes",
    [
        {"approved": False},
        {"words": ""},
        {"use_again": False},
        {"theme": "L2"},
        {"valence": Valence.PAINFUL},
        {"avoid_reason": "until_review"},
        {"state": "lost"},
    ],
    ids=str,
)
def test_what_is_not_to_be_pictured_is_not_listed(
    studio: Studio, changes: dict[str, object]
) -> None:
    studio.keep(replace(MEMORY, **changes))  # type: ignore[arg-type]
    studio.phone.command("pictures")
    assert "No hay recuerdos esperando" in studio.phone.last.text
    assert studio.phone.last.labels == ["Seguir"]


def test_a_long_list_has_pages(studio: Studio) -> None:
    told(studio, 11)
    studio.phone.command("pictures")
    assert studio.phone.last.labels == [
        *("Historia 10", "Historia 9", "Historia 8", "Historia 7", "Historia 6", "Seguir", "▶"),
        "Ajustes finos",
    ]
    studio.phone.tap("▶")
    studio.phone.tap("▶")
    assert studio.phone.last.labels == ["Historia 0", "El pan de casa", "◀", "Seguir"]


def test_a_relative_makes_no_pictures(studio: Studio) -> None:
    phone = studio.kit.member(8, "Rosa", Role.RELATIVE, studio.kit.patient_ids[0])
    phone.command("pictures")
    assert not studio.kit.queued
    assert "El pan de casa" not in str(phone.seen)


def test_somebody_elses_session_limits_nobody(studio: Studio) -> None:
    studio.begin_session()
    phone = studio.kit.member(8, "Luis", Role.COMPANION, studio.kit.patient_ids[0])
    phone.command("pictures")
    phone.tap("El pan de casa")
    assert phone.last.labels == ["Sí", "Cambiar", "No"]
    phone.tap("Sí")
    assert studio.last_job.session_id is None


def in_book(studio: Studio) -> None:
    studio.keep(replace(MEMORY, audience=Audience.BOOK))
    with studio.kit.look() as work:
        books.refresh_page(work, MEMORY.id)
        work.commit()


def test_a_photo_is_asked_for_and_put_on_the_page(studio: Studio) -> None:
    in_book(studio)
    studio.consent(ConsentKind.PHOTOS)
    assert "Envía la foto" in studio.go("pictures.photo", MEMORY.id).text
    studio.send_photo(a_photo())
    with studio.kit.look() as work:
        [photo] = work.photos.all()
    assert studio.page().photo_id == photo.id
    assert studio.phone.last.payload["picture"] == photo.media_id
    assert "foto de verdad" in studio.phone.last.text


def test_the_first_time_somebody_allows_photos_to_be_kept(studio: Studio) -> None:
    studio.go("pictures.photo", MEMORY.id)
    studio.phone.tap("Soy su representante")
    assert "Envía la foto" in studio.phone.last.text
    with studio.kit.look() as work:
        consent = work.consents.holding(ConsentKind.PHOTOS)
    assert consent.given_by is GivenBy.REPRESENTATIVE


def test_a_companion_cannot_allow_it(studio: Studio) -> None:
    phone = studio.kit.member(8, "Luis", Role.COMPANION, studio.kit.patient_ids[0])
    studio.kit.prepare(pictures_on=True)
    studio.keep(replace(MEMORY, valence=Valence.MIXED))
    phone.command("pictures")
    phone.tap("El pan de casa")
    phone.tap("Sí")
    job_id = studio.last_job.id
    studio.run_worker()
    row = Incoming(kind=IncomingKind.JOB, job_id=job_id, what="done")
    phone.send(row, key=f"j:{job_id}:done")
    phone.tap("Otras formas…")
    phone.tap("Una foto de verdad")
    assert "Pídeselo a la persona responsable" in phone.last.text


def test_something_else_is_asked_for_again(studio: Studio) -> None:
    studio.consent(ConsentKind.PHOTOS)
    studio.go("pictures.photo", MEMORY.id)
    studio.phone.words("no la encuentro")
    assert "espero una foto" in studio.phone.seen[-2].text
    studio.send_photo(a_photo())
    assert "foto de verdad" in studio.phone.last.text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"not a photo", "no lo sé leer"),
        (a_photo()[:900], "dañado"),
        (with_source_type(a_photo(), SourceType.MADE_BY_MODEL), "una imagen imaginada"),
    ],
    ids=["another kind", "broken", "imagined"],
)
def test_what_is_wrong_with_a_photo_is_said_and_it_can_be_sent_again(
    studio: Studio, content: bytes, said: str
) -> None:
    studio.consent(ConsentKind.PHOTOS)
    studio.go("pictures.photo", MEMORY.id)
    studio.send_photo(content)
    assert said in studio.phone.last.text
    with studio.kit.look() as work:
        assert not work.photos.all()
    studio.send_photo(a_photo())
    assert "foto de verdad" in studio.phone.last.text


def test_a_companion_reads_english_and_the_label_is_the_persons(tmp_path: Path) -> None:
    studio = Studio.open(tmp_path, language="en")
    with studio.kit:
        studio.go("pictures.offer", MEMORY.id)
        assert "Shall we make a picture?" in studio.phone.last.text
        studio.phone.tap("Yes")
        job_id = studio.last_job.id
        label = studio.kit.services.job_folders.folder(job_id).read("label.txt").decode()
        assert label.startswith("Imagen imaginada")
        assert studio.phone.last.labels == ["Carry on meanwhile", "Leave it"]
        studio.run_worker()
        studio.came(job_id, "first")
        assert "Only you see this" in studio.phone.last.text
        assert "made with AI from Juan’s words" in studio.phone.last.text
        studio.phone.tap("This one")
        studio.phone.tap("Show it now")
        assert "🗣 Esta imagen la hemos hecho" in studio.phone.last.text
        studio.phone.tap("It wasn’t like that")
        assert "🗣 Tienes razón" in studio.phone.last.text
