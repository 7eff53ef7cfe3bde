"""Ordering pictures, waiting for them, and what happens when they come."""

import json
from dataclasses import replace

import pytest

from core.domain import picture_files as names
from core.domain.conversation import OutboxKind
from core.domain.session import SessionStage
from core.errors import StoreBusy
from core.marking.credentials import CredentialState
from core.marking.marks import read_marks
from core.prompting.recipe_codec import recipe_from_json
from tests.integration.pictures.studio import OWNER, Studio
from tests.unit.pictures.stories import MEMORY


def order(studio: Studio) -> str:
    """Say yes to the scene; the job's id."""
    studio.go("pictures.offer", MEMORY.id)
    studio.phone.tap("Sí")
    return studio.last_job.id


def test_yes_seals_all_the_worker_needs(studio: Studio) -> None:
    job_id = order(studio)
    folder = studio.kit.services.job_folders.folder(job_id)
    recipe = recipe_from_json(folder.read(names.RECIPE))
    assert len(recipe.seeds) == 4
    label = folder.read(names.LABEL).decode()
    assert label == "Imagen imaginada · hecha con IA con las palabras de Juan"
    assert b"BEGIN CERTIFICATE" in folder.read(names.SIGNER_CHAIN)
    assert b"PRIVATE KEY" in folder.read(names.SIGNER_KEY)


def test_yes_queues_a_ticket_of_ids(studio: Studio) -> None:
    job_id = order(studio)
    [(kind, ticket)] = studio.kit.queued
    assert kind is OutboxKind.ENQUEUE
    assert ticket == {"job_id": job_id, "kind": "picture", "queue": "gpu", "priority": 10}
    record = studio.last_job
    assert (record.subject_id, record.account_id, record.chat_id) == (MEMORY.id, OWNER, OWNER)


def test_an_order_is_watched_before_it_is_kept(studio: Studio) -> None:
    job_id = order(studio)
    assert [watched for watched, _ in studio.kit.services.registry.watched_jobs()] == [job_id]


def test_somebody_who_waits_goes_first(studio: Studio) -> None:
    studio.begin_session()
    order(studio)
    assert studio.kit.queued[0][1]["priority"] == 5
    assert studio.last_job.session_id == "session1"


def test_the_signer_is_the_same_for_all_pictures(studio: Studio) -> None:
    folders = studio.kit.services.job_folders
    first = folders.folder(order(studio)).read(names.SIGNER_CHAIN)
    studio.go("pictures.make", MEMORY.id)
    assert folders.folder(studio.last_job.id).read(names.SIGNER_CHAIN) == first


def test_a_message_tells_where_it_stands(studio: Studio) -> None:
    order(studio)
    assert "Estoy haciendo la imagen" in studio.phone.last.text
    assert studio.phone.last.labels == ["Seguimos mientras tanto", "Dejarlo"]


def test_without_a_worker_it_is_said_that_it_comes_later(studio: Studio) -> None:
    order(studio)
    assert "llegará más tarde" in studio.phone.last.text


def test_the_first_candidate_is_for_the_companion_alone(studio: Studio) -> None:
    job_id = order(studio)
    studio.run_worker()
    studio.came(job_id, "first")
    seen = studio.phone.last
    assert "Solo lo ves tú" in seen.text
    assert "Imagen imaginada" in seen.text
    [first] = studio.pictures()
    assert seen.payload["picture"] == first.media_id
    assert seen.labels == ["Esta", "Otra", "No"]
    with studio.kit.look() as work:
        marks = read_marks(work.media.read(first.media_id))
    assert marks.complete
    assert marks.credentials.state is CredentialState.VALID


def test_when_all_are_there_they_are_shown_side_by_side(studio: Studio) -> None:
    job_id = order(studio)
    studio.run_worker()
    studio.came(job_id, "first")
    studio.came(job_id, "done")
    seen = studio.phone.last
    assert seen.payload["album"] == [p.media_id for p in studio.pictures()]
    assert seen.labels == [
        *("1", "2", "3", "4"),
        *("Cambiar algo", "Otras formas…", "Ninguna"),
    ]
    assert studio.last_job.taken_over


@pytest.mark.parametrize("what", ["first", "done"])
def test_the_same_row_twice_changes_nothing(studio: Studio, what: str) -> None:
    job_id = order(studio)
    studio.run_worker()
    studio.came(job_id, what)
    before = (studio.pictures(), len(studio.phone.seen))
    studio.came(job_id, what)
    assert (studio.pictures(), len(studio.phone.seen)) == before


def test_all_at_once_after_a_restart_are_taken_over_once(studio: Studio) -> None:
    job_id = order(studio)
    studio.run_worker()
    studio.came(job_id, "done")
    studio.came(job_id, "first")
    assert [p.number for p in studio.pictures()] == [1, 2, 3, 4]


def test_another_shows_the_next_when_it_is_there(studio: Studio) -> None:
    job_id = order(studio)
    studio.run_worker()
    studio.came(job_id, "first")
    studio.phone.tap("Otra")
    assert studio.phone.last.payload["picture"] == studio.pictures()[1].media_id


def test_another_waits_when_the_next_is_not_there_yet(studio: Studio) -> None:
    job_id = order(studio)
    studio.deliver()
    studio.make(job_id, 1)
    studio.came(job_id, "first")
    studio.phone.tap("Otra")
    assert "Estoy haciendo la imagen" in studio.phone.last.text
    studio.run_worker()
    studio.came(job_id, "done")
    assert len(studio.phone.last.payload["album"]) == 4


def test_once_one_is_chosen_the_others_do_not_interrupt(studio: Studio) -> None:
    job_id = order(studio)
    studio.run_worker()
    studio.came(job_id, "first")
    studio.phone.tap("Esta")
    shown = len(studio.phone.seen)
    studio.came(job_id, "done")
    assert len(studio.phone.seen) == shown
    assert len(studio.pictures()) == 4
    assert studio.last_job.taken_over


def test_none_of_them_is_final(studio: Studio) -> None:
    job_id = order(studio)
    studio.run_worker()
    studio.came(job_id, "done")
    studio.phone.tap("Ninguna")
    assert {p.status for p in studio.pictures()} == {"rejected"}
    assert studio.doors["home.menu"].reached == [""]


def test_leaving_it_cancels_the_job(studio: Studio) -> None:
    job_id = order(studio)
    studio.deliver()
    studio.phone.tap("Dejarlo")
    assert studio.kit.queued == [(OutboxKind.CANCEL, {"job_id": job_id})]
    assert studio.last_job.taken_over
    studio.came(job_id, "done")
    assert not studio.pictures()


def test_a_session_goes_on_and_is_not_interrupted(studio: Studio) -> None:
    studio.begin_session()
    job_id = order(studio)
    assert "otro día" in studio.phone.tap("Seguimos mientras tanto").notice
    assert studio.doors["session.picture_over"].reached == [""]
    studio.run_worker()
    shown = len(studio.phone.seen)
    studio.came(job_id, "first")
    studio.came(job_id, "done")
    assert len(studio.phone.seen) == shown


def test_what_came_too_late_is_offered_once_at_the_next_session(studio: Studio) -> None:
    studio.begin_session()
    job_id = order(studio)
    studio.phone.tap("Seguimos mientras tanto")
    studio.run_worker()
    studio.came(job_id, "done")
    studio.end_session()
    studio.begin_session(session_id="session2", stage=SessionStage.READY)
    assert "Solo las ves tú" in studio.go("pictures.earlier").text
    studio.phone.tap("Ninguna")
    assert studio.doors["session.carry_on"].reached == [""]
    studio.go("pictures.earlier")
    assert studio.doors["session.carry_on"].reached == ["", ""]


def test_pictures_of_a_memory_that_rests_now_are_not_offered(studio: Studio) -> None:
    studio.begin_session()
    job_id = order(studio)
    studio.phone.tap("Seguimos mientras tanto")
    studio.run_worker()
    studio.came(job_id, "done")
    studio.keep(replace(MEMORY, avoid_reason="until_review"))
    studio.go("pictures.earlier")
    assert studio.doors["session.carry_on"].reached == [""]
    assert "Este recuerdo duele" in studio.go("pictures.offer", MEMORY.id).text


def test_at_leisure_a_line_says_that_they_came(studio: Studio) -> None:
    job_id = order(studio)
    studio.phone.tap("Seguimos mientras tanto")
    studio.run_worker()
    studio.came(job_id, "done")
    assert "/imagenes" in studio.phone.last.text
    studio.phone.command("pictures")
    studio.phone.tap("Ver las nuevas")
    assert len(studio.phone.last.payload["album"]) == 4


def test_two_tries_in_a_session_then_on_without(studio: Studio) -> None:
    studio.begin_session()
    job_id = order(studio)
    studio.run_worker()
    studio.came(job_id, "done")
    studio.phone.tap("Otras formas…")
    studio.phone.tap("Cuatro más")
    job_id = studio.last_job.id
    studio.run_worker()
    studio.came(job_id, "done")
    assert "Otras formas…" not in studio.phone.last.labels
    assert "Ninguna" in studio.phone.last.labels
    studio.go("pictures.make", MEMORY.id)
    assert "Por hoy lo dejamos" in studio.phone.last.text
    studio.phone.tap("Seguir")
    assert studio.doors["session.picture_over"].reached == [""]


def test_at_leisure_there_is_no_limit(studio: Studio) -> None:
    for _ in range(4):
        studio.go("pictures.make", MEMORY.id)
    assert len(studio.kit.queued) == 4


@pytest.mark.parametrize("failure", ["model", "memory", "error", "crashed"])
def test_a_failure_is_told_kindly_to_whoever_waits(studio: Studio, failure: str) -> None:
    studio.begin_session()
    job_id = order(studio)
    studio.makes, studio.failure = (), failure
    studio.run_worker()
    studio.came(job_id, "failed", failure=failure)
    assert "El recuerdo está guardado" in studio.phone.last.text
    studio.phone.tap("Seguir")
    assert studio.doors["session.picture_over"].reached == [""]
    assert studio.last_job.taken_over


def test_a_failure_after_the_first_keeps_the_first(studio: Studio) -> None:
    job_id = order(studio)
    studio.makes, studio.failure = (1,), "memory"
    studio.run_worker()
    studio.came(job_id, "first")
    studio.came(job_id, "failed", failure="memory")
    [first] = studio.pictures()
    assert studio.phone.last.payload["picture"] == first.media_id
    assert "1" in studio.phone.last.labels


def test_nobody_is_interrupted_to_hear_of_a_failure(studio: Studio) -> None:
    job_id = order(studio)
    studio.phone.tap("Seguimos mientras tanto")
    studio.makes, studio.failure = (), "model"
    studio.run_worker()
    shown = len(studio.phone.seen)
    studio.came(job_id, "failed", failure="model")
    assert len(studio.phone.seen) == shown


def test_what_the_worker_refuses_is_refused_kindly(studio: Studio) -> None:
    job_id = order(studio)
    studio.makes, studio.failure = (), "refused-nudity"
    studio.run_worker()
    studio.came(job_id, "failed", failure="refused-nudity")
    assert "De esta escena no hago imagen" in studio.phone.last.text


@pytest.mark.parametrize("error", [OSError(28, "no space"), StoreBusy()], ids=["disk", "store"])
def test_a_full_disk_does_not_stop_a_session(
    studio: Studio, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    studio.begin_session()
    studio.go("pictures.offer", MEMORY.id)

    def full(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("storage.job_folders.SealedFolder.write", full)
    studio.phone.tap("Sí")
    assert "Ahora no puedo hacer la imagen" in studio.phone.last.text
    assert not studio.kit.queued
    studio.phone.tap("Seguir")
    assert studio.doors["session.picture_over"].reached == [""]


def test_coming_back_to_a_memory_finds_what_is_under_way(studio: Studio) -> None:
    job_id = order(studio)
    assert "Estoy haciendo la imagen" in studio.go("pictures.offer", MEMORY.id).text
    studio.run_worker()
    studio.came(job_id, "done")
    assert "Solo las ves tú" in studio.go("pictures.offer", MEMORY.id).text
    studio.phone.tap("Ninguna")
    assert "¿Hacemos una imagen?" in studio.go("pictures.offer", MEMORY.id).text


@pytest.mark.parametrize("what", ["first", "done"])
def test_nothing_reaches_somebody_who_left_the_circle(studio: Studio, what: str) -> None:
    job_id = order(studio)
    studio.kit.services.registry.leave(OWNER, studio.kit.patient_ids[0])
    studio.run_worker()
    shown = len(studio.phone.seen)
    studio.came(job_id, what)
    assert len(studio.phone.seen) == shown


def test_what_somebody_who_left_had_asked_for_is_kept_for_the_others(studio: Studio) -> None:
    job_id = order(studio)
    studio.kit.services.registry.leave(OWNER, studio.kit.patient_ids[0])
    studio.run_worker()
    studio.came(job_id, "done")
    assert len(studio.pictures()) == 4
    assert studio.last_job.taken_over


def test_a_stale_tap_changes_nothing(studio: Studio) -> None:
    studio.go("pictures.offer", MEMORY.id)
    yes = studio.phone.last.buttons["Sí"]
    studio.phone.tap_data(yes)
    assert "ya no vale" in studio.phone.tap_data(yes).notice
    assert len(studio.kit.queued) == 1


def test_nothing_told_leaves_in_a_ticket_or_a_payload_of_a_job(studio: Studio) -> None:
    order(studio)
    assert "cocina" not in json.dumps(dict(studio.kit.queued[0][1]))


def test_nothing_is_ordered_once_pictures_are_off(studio: Studio) -> None:
    studio.go("pictures.offer", MEMORY.id)
    studio.kit.prepare(pictures_on=False)
    studio.phone.tap("Sí")
    assert "están apagadas" in studio.phone.last.text
    assert not studio.kit.queued
