"""Change something: the part, what should be there, how strongly, and what comes of it."""

from dataclasses import replace

import pytest
from PIL import Image

from core.domain.change import BASE, MASK, PAINTED, SENT, Area, ChangeWay, MaskFound
from core.domain.conversation import OutboxKind
from core.domain.element import Element, ElementKind
from core.domain.job import JobKind, Queue
from core.domain.picture import PictureStatus
from core.errors import NotFound
from core.marking.label import with_label
from core.prompting.recipe_codec import mask_request_from_json
from tests.integration.pictures.house import marked_jpeg, plain_png
from tests.integration.pictures.studio import Studio
from tests.unit.marking.drawings import opened
from tests.unit.pictures.stories import MEMORY

DOG = Element(
    id="dog1",
    kind=ElementKind.PET,
    name="Zascandil",
    class_noun="dog",
    instance_token="zscdl",
    approved=True,
    may_be_drawn=True,
)
YOUNG = replace(
    DOG, id="young1", kind=ElementKind.PERSON, name="Juan joven", class_noun="man",
    instance_token="jvnjn",
)  # fmt: skip


def teach(studio: Studio, element: Element) -> None:
    with studio.kit.look() as work:
        adapter_id = work.media.put(b"weights", media_type="application/octet-stream")
        work.elements.save(replace(element, adapter_id=adapter_id))
        work.commit()


def to_the_words(studio: Studio) -> None:
    """From a chosen picture to the question what should be there."""
    studio.approved()
    studio.phone.tap("Cambiar algo")
    studio.phone.tap("La ropa")
    studio.find_part()
    studio.phone.tap("Sí")


def changed(studio: Studio, words: str = "un vestido azul") -> str:
    """All the way to the candidates of a change; its job."""
    to_the_words(studio)
    studio.phone.words(words)
    studio.phone.tap("Bastante")
    job_id = studio.run_worker()
    studio.came(job_id, "done")
    return job_id


def test_change_something_asks_one_question_with_few_buttons(studio: Studio) -> None:
    studio.approved()
    studio.phone.tap("Cambiar algo")
    seen = studio.phone.last
    assert seen.text == "¿Qué cambiamos?"
    assert seen.labels == ["La ropa", "El fondo", "Un objeto", "La pinto yo", "Volver"]


def test_a_face_is_offered_where_one_may_be_drawn(studio: Studio) -> None:
    teach(studio, YOUNG)
    studio.approved()
    studio.phone.tap("Cambiar algo")
    assert studio.phone.last.labels[0] == "La cara"
    assert len(studio.phone.last.labels) == 6


def test_a_part_is_looked_for_on_the_picture_the_model_made(studio: Studio) -> None:
    picture = studio.approved()
    studio.phone.tap("Cambiar algo")
    studio.phone.tap("El fondo")
    job = studio.last_job
    folder = studio.kit.services.job_folders.folder(job.id)
    request = mask_request_from_json(folder.read("mask.json"))
    assert (request.area, request.prompt) == (Area.BACKGROUND, picture.making.prompt)
    assert folder.read(BASE) == plain_png(2)
    assert studio.kit.queued[-1][1]["queue"] == "cpu"


def test_what_was_found_is_shown_and_confirmed(studio: Studio) -> None:
    studio.approved()
    studio.phone.tap("Cambiar algo")
    studio.phone.tap("La ropa")
    studio.find_part()
    seen = studio.phone.last
    assert "¿Es esta parte?" in seen.text
    assert seen.payload["picture"]
    assert seen.labels == ["Sí", "Todo menos esto", "La pinto yo", "Por casillas", "Volver"]


@pytest.mark.parametrize("composite", [True, False])
def test_the_part_that_was_found_carries_the_label_of_its_picture(
    studio: Studio, composite: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []

    def labelled(picture: Image.Image, text: str) -> Image.Image:
        written.append(text)
        return with_label(picture, text)

    monkeypatch.setattr("core.services.picture_masks.with_label", labelled)
    picture = studio.approved()
    with studio.kit.look() as work:
        work.pictures.save(replace(picture, composite=composite))
        work.commit()
    studio.phone.tap("Cambiar algo")
    studio.phone.tap("La ropa")
    studio.find_part()
    assert ["foto" in text for text in written] == [composite]


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (MaskFound(confidence=0.2, share=0.1), "¿Me la enseñas tú?"),
        (MaskFound(confidence=0.0, share=0.0, refused="not-found"), "¿Me la enseñas tú?"),
        (MaskFound(confidence=0.0, share=0.0, refused="other-picture"), "otra imagen"),
        (MaskFound(confidence=0.0, share=0.9, refused="too-much"), "casi toda"),
        (MaskFound(confidence=0.0, share=0.0, refused="nothing-painted"), "nada pintado"),
    ],
    ids=lambda found: getattr(found, "refused", None),
)
def test_what_is_not_found_well_leads_to_the_brush_or_the_grid(
    studio: Studio, found: MaskFound, said: str
) -> None:
    studio.approved()
    studio.phone.tap("Cambiar algo")
    studio.phone.tap("La ropa")
    studio.find_part(found)
    assert said in studio.phone.last.text
    assert studio.phone.last.labels == ["La pinto yo", "Por casillas", "Volver"]


def test_without_a_worker_people_show_the_part_themselves(studio: Studio) -> None:
    studio.approved()
    studio.jobs._serving.discard(Queue.CPU)
    studio.phone.tap("Cambiar algo")
    studio.phone.tap("La ropa")
    assert "La pinto yo" in studio.phone.last.labels


def test_nobody_is_interrupted_by_a_part_that_was_found_too_late(studio: Studio) -> None:
    studio.approved()
    studio.phone.tap("Cambiar algo")
    studio.phone.tap("La ropa")
    job_id = studio.last_job.id
    studio.phone.tap("Dejarlo")
    assert studio.phone.last.text == "¿Qué cambiamos?"
    shown = len(studio.phone.seen)
    studio.came(job_id, "done")
    assert len(studio.phone.seen) == shown


def test_a_part_that_was_found_is_not_shown_to_somebody_who_left_the_circle(
    studio: Studio,
) -> None:
    studio.approved()
    studio.phone.tap("Cambiar algo")
    studio.phone.tap("La ropa")
    studio.kit.services.registry.leave(studio.phone.account_id, studio.kit.patient_ids[0])
    shown = len(studio.phone.seen)
    studio.find_part()
    assert len(studio.phone.seen) == shown
    assert studio.last_job.taken_over


def test_an_object_is_named_first_and_looked_for_in_english(studio: Studio) -> None:
    studio.approved()
    studio.phone.tap("Cambiar algo")
    studio.phone.tap("Un objeto")
    assert "¿Qué objeto?" in studio.phone.last.text
    studio.phone.words("la ventana")
    folder = studio.kit.services.job_folders.folder(studio.last_job.id)
    request = mask_request_from_json(folder.read("mask.json"))
    assert (request.area, request.words) == (Area.OBJECT, "the window")


def test_an_object_that_is_never_drawn_is_refused(studio: Studio) -> None:
    studio.approved()
    studio.phone.tap("Cambiar algo")
    studio.phone.tap("Un objeto")
    studio.phone.words("la pistola")
    assert "violencia" in studio.phone.last.text
    assert studio.last_job.kind is JobKind.PICTURE


def test_the_words_and_the_part_become_an_order(studio: Studio) -> None:
    to_the_words(studio)
    assert "¿Qué debe haber ahí?" in studio.phone.last.text
    studio.phone.words("un vestido azul")
    assert studio.phone.last.labels == [
        *("Un poco", "Bastante", "Del todo", "Ajustes finos", "Volver")
    ]
    studio.phone.tap("Bastante")
    job = studio.last_job
    request = studio.request(job.id)
    assert (request.way, request.strength, request.inverted) == (ChangeWay.REPAINT, 0.6, False)
    assert [p.text for p in request.phrases][:2] == ["child clothes", "un vestido azul"]
    assert len(set(request.seeds)) == 4
    folder = studio.kit.services.job_folders.folder(job.id)
    assert {BASE, MASK, "label.txt", "signer-key.pem"} <= set(folder.names())
    assert (job.kind, job.subject_id) == (JobKind.CHANGE, MEMORY.id)
    assert "Estoy haciendo la imagen" in studio.phone.last.text


@pytest.mark.parametrize(
    ("label", "strength"), [("Un poco", 0.35), ("Bastante", 0.6), ("Del todo", 0.9)]
)
def test_three_plain_words_say_how_strongly(studio: Studio, label: str, strength: float) -> None:
    to_the_words(studio)
    studio.phone.words("un vestido azul")
    studio.phone.tap(label)
    assert studio.request(studio.last_job.id).strength == strength


def test_everything_else_can_change_instead(studio: Studio) -> None:
    studio.approved()
    studio.phone.tap("Cambiar algo")
    studio.phone.tap("La ropa")
    studio.find_part()
    studio.phone.tap("Todo menos esto")
    studio.phone.words("una playa")
    studio.phone.tap("Del todo")
    assert studio.request(studio.last_job.id).inverted


def test_what_was_taught_can_be_put_there_by_name(studio: Studio) -> None:
    teach(studio, DOG)
    studio.approved()
    studio.phone.tap("Cambiar algo")
    studio.phone.tap("Un objeto")
    studio.phone.words("la silla")
    studio.find_part()
    studio.phone.tap("Sí")
    studio.phone.tap("Zascandil")
    studio.phone.tap("Bastante")
    request = studio.request(studio.last_job.id)
    assert request.phrases[0].text == "zscdl dog"
    [adapter] = request.adapters
    folder = studio.kit.services.job_folders.folder(studio.last_job.id)
    assert folder.read(adapter.input_name) == b"weights"


def test_a_face_is_the_persons_own(studio: Studio) -> None:
    teach(studio, YOUNG)
    studio.approved()
    studio.phone.tap("Cambiar algo")
    studio.phone.tap("La cara")
    studio.find_part()
    studio.phone.tap("Sí")
    studio.phone.words("sonriendo")
    studio.phone.tap("Un poco")
    request = studio.request(studio.last_job.id)
    assert request.phrases[0].text.startswith("face of jvnjn ")
    assert len(request.adapters) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("desnuda", "sin ropa"),
        ("sangre y guerra", "violencia"),
        ("mi nieta Lucía", "menores"),
        ("😀", "No sé"),
    ],
)
def test_words_go_through_the_same_gate_as_scenes(studio: Studio, words: str, said: str) -> None:
    to_the_words(studio)
    studio.phone.words(words)
    assert said.lower() in studio.phone.last.text.lower()
    studio.phone.tap("Decirlo de otro modo")
    studio.phone.words("un sombrero")
    assert "¿Cuánto lo cambiamos?" in studio.phone.last.text
    assert studio.last_job.kind is not JobKind.CHANGE


def test_what_the_worker_refuses_can_be_said_differently(studio: Studio) -> None:
    to_the_words(studio)
    studio.phone.words("un vestido azul")
    studio.phone.tap("Bastante")
    studio.makes, studio.failure = (), "refused"
    job_id = studio.run_worker()
    studio.came(job_id, "failed", failure="refused")
    assert "Decirlo de otro modo" in studio.phone.last.labels


def test_candidates_of_a_change_are_for_the_companion_alone(studio: Studio) -> None:
    job_id = changed(studio)
    seen = studio.phone.last
    assert "Solo las ves tú" in seen.text
    new = [p for p in studio.pictures() if p.job_id == job_id]
    assert seen.payload["album"] == [p.media_id for p in new]
    assert {p.status for p in new} == {PictureStatus.CANDIDATE}
    parent = next(p for p in studio.pictures() if p.status is PictureStatus.APPROVED)
    assert {p.parent_id for p in new} == {parent.id}


def test_the_page_follows_the_choice_and_the_way_back(studio: Studio) -> None:
    job_id = changed(studio)
    studio.phone.tap("3")
    chosen = next(p for p in studio.pictures() if p.job_id == job_id and p.number == 3)
    assert studio.phone.last.payload["picture"] == chosen.media_id
    studio.phone.tap("↩ Atrás")
    assert studio.phone.last.payload["picture"] != chosen.media_id
    kept = {p.id: p.status for p in studio.pictures()}
    assert kept[chosen.id] is PictureStatus.APPROVED


def test_the_steps_are_shown_in_order_and_any_can_be_chosen(studio: Studio) -> None:
    changed(studio)
    studio.phone.tap("3")
    studio.phone.tap("Todos los pasos")
    first, third = (p for p in studio.pictures() if p.status is PictureStatus.APPROVED)
    assert studio.phone.last.payload["album"] == [first.media_id, third.media_id]
    studio.phone.tap("1")
    assert studio.phone.last.payload["picture"] == first.media_id
    assert "↩ Atrás" not in studio.phone.last.labels  # nothing is before the first
    studio.phone.tap("Todos los pasos")  # and the later one is not lost
    studio.phone.tap("2")
    assert studio.phone.last.payload["picture"] == third.media_id


def test_none_of_them_leads_back_to_the_picture_as_it_was(studio: Studio) -> None:
    job_id = changed(studio)
    studio.phone.tap("Ninguna")
    assert {p.status for p in studio.pictures() if p.job_id == job_id} == {"rejected"}
    parent = next(p for p in studio.pictures() if p.status is PictureStatus.APPROVED)
    assert studio.phone.last.payload["picture"] == parent.media_id


def test_a_candidate_can_be_changed_before_it_is_chosen(studio: Studio) -> None:
    studio.go("pictures.offer", MEMORY.id)
    studio.phone.tap("Sí")
    studio.came(studio.run_worker(), "done")
    studio.phone.tap("Cambiar algo")
    assert studio.phone.last.labels == ["1", "2", "3", "4", "La escena entera", "Volver"]
    studio.phone.tap("4")
    assert studio.phone.last.text == "¿Qué cambiamos?"
    studio.phone.tap("Volver")
    assert "Solo las ves tú" in studio.phone.last.text


def test_more_like_number_two(studio: Studio) -> None:
    studio.go("pictures.offer", MEMORY.id)
    studio.phone.tap("Sí")
    studio.came(studio.run_worker(), "done")
    studio.phone.tap("Otras formas…")
    studio.phone.tap("Una parecida")
    studio.phone.tap("2")
    job = studio.last_job
    request = studio.request(job.id)
    second = next(p for p in studio.pictures() if p.number == 2)
    assert (request.way, request.strength) == (ChangeWay.VARY, 0.5)
    assert request.near_seed == second.making.seed, "its own noise, so that the layout stays"
    assert "amasábamos pan" in " ".join(p.text for p in request.phrases)
    folder = studio.kit.services.job_folders.folder(job.id)
    assert folder.read(BASE) == plain_png(2)
    assert MASK not in folder.names()


def test_the_same_wish_can_be_tried_again_with_other_noise(studio: Studio) -> None:
    job_id = changed(studio)
    studio.phone.tap("Otras formas…")
    studio.phone.tap("Cuatro más")
    again = studio.request(studio.last_job.id)
    first = studio.request(job_id)
    assert set(again.seeds).isdisjoint(first.seeds)
    assert replace(again, seeds=first.seeds) == first


def test_a_change_is_a_try_in_a_session(studio: Studio) -> None:
    studio.begin_session()
    studio.go("pictures.offer", MEMORY.id)
    studio.phone.tap("Sí")
    studio.came(studio.run_worker(), "done")
    studio.phone.tap("Otras formas…")
    studio.phone.tap("Una parecida")
    studio.phone.tap("1")
    studio.came(studio.run_worker(), "done")
    assert "Otras formas…" not in studio.phone.last.labels
    studio.go("changes.begin", studio.pictures()[0].id)
    assert "Por hoy lo dejamos" in studio.phone.last.text


def test_in_a_session_what_the_person_would_change_is_a_tap_away(studio: Studio) -> None:
    studio.begin_session()
    studio.go("pictures.offer", MEMORY.id)
    studio.phone.tap("Sí")
    studio.came(studio.run_worker(), "first")
    studio.phone.tap("Enseñar")
    assert "Cambiar algo" in studio.phone.last.labels
    studio.phone.tap("Cambiar algo")
    assert {"⏸ Pausa", "😟 Es un mal momento"} <= set(studio.phone.last.labels)


def test_a_stale_tap_orders_nothing_twice(studio: Studio) -> None:
    to_the_words(studio)
    studio.phone.words("un vestido azul")
    how = studio.phone.last.buttons["Bastante"]
    studio.phone.tap_data(how)
    assert "ya no vale" in studio.phone.tap_data(how).notice
    enqueued = [p for kind, p in studio.kit.queued if kind is OutboxKind.ENQUEUE]
    assert [p["kind"] for p in enqueued] == ["change"]


def test_a_picture_rejected_meanwhile_is_not_changed(studio: Studio) -> None:
    picture = studio.approved()
    with studio.kit.look() as work:
        work.pictures.save(replace(picture, status=PictureStatus.REJECTED))
        work.commit()
    assert "ya no está" in studio.phone.tap("Cambiar algo").notice


def test_what_was_only_shown_on_the_way_does_not_stay(studio: Studio) -> None:
    to_the_words(studio)
    with studio.kit.look() as work:
        [wish] = work.wishes.all()
    studio.phone.words("un vestido azul")
    studio.phone.tap("Bastante")
    [sketch_id] = wish.sketch_ids
    with studio.kit.look() as work, pytest.raises(NotFound):
        work.media.read(sketch_id)


def test_words_of_a_change_leave_in_no_ticket(studio: Studio) -> None:
    to_the_words(studio)
    studio.phone.words("un vestido azul")
    studio.phone.tap("Bastante")
    assert "azul" not in str([payload for _, payload in studio.kit.queued])


def test_a_painful_memory_is_not_changed(studio: Studio) -> None:
    to_the_words(studio)
    studio.phone.words("un vestido azul")
    studio.keep(replace(MEMORY, avoid_reason="until_review"))
    studio.phone.tap("Bastante")
    assert "Este recuerdo duele" in studio.phone.last.text
    assert studio.last_job.kind is not JobKind.CHANGE


def test_the_grid_toggles_in_place(studio: Studio) -> None:
    studio.approved()
    studio.phone.tap("Cambiar algo")
    studio.phone.tap("La pinto yo")
    studio.phone.tap("Por casillas")
    grid = studio.phone.last
    assert grid.labels == [*map(str, range(1, 17)), "Ya está", "Volver"]
    studio.phone.tap("6")
    assert "✅ 6" in studio.phone.last.labels
    assert studio.phone.last.payload["replaces"] == grid.payload["screen"]
    studio.phone.tap("✅ 6")
    assert "6" in studio.phone.last.labels


def test_tapped_cells_are_the_part_without_any_job(studio: Studio) -> None:
    studio.approved()
    studio.phone.tap("Cambiar algo")
    studio.phone.tap("La pinto yo")
    studio.phone.tap("Por casillas")
    for cell in ("6", "7"):
        studio.phone.tap(cell)
    studio.phone.tap("Ya está")
    studio.phone.words("una jarra")
    studio.phone.tap("Del todo")
    job = studio.last_job
    mask = opened(studio.kit.services.job_folders.folder(job.id).read(MASK))
    assert mask.size == (512, 512)
    assert mask.getbbox() == (128, 128, 384, 256)
    assert studio.request(job.id).phrases[0].text == "una jarra"


def test_no_cell_at_all_is_asked_for_again(studio: Studio) -> None:
    studio.approved()
    studio.phone.tap("Cambiar algo")
    studio.phone.tap("La pinto yo")
    studio.phone.tap("Por casillas")
    assert "al menos una" in studio.phone.tap("Ya está").notice
    assert "16" in studio.phone.last.labels


def test_painting_is_explained_and_what_comes_back_is_looked_at(studio: Studio) -> None:
    picture = studio.approved()
    studio.phone.tap("Cambiar algo")
    studio.phone.tap("La pinto yo")
    assert studio.phone.last.payload["picture"] == picture.media_id
    assert "Toca el lápiz" in studio.phone.last.text
    studio.send_photo(marked_jpeg(3))
    folder = studio.kit.services.job_folders.folder(studio.last_job.id)
    assert mask_request_from_json(folder.read("mask.json")).area is Area.PAINTED
    assert {BASE, PAINTED, SENT} <= set(folder.names())
    assert opened(folder.read(SENT)).size == opened(marked_jpeg(2)).size


def test_words_instead_of_a_painted_picture_are_answered(studio: Studio) -> None:
    studio.approved()
    studio.phone.tap("Cambiar algo")
    studio.phone.tap("La pinto yo")
    studio.phone.words("no me sale")
    assert "Por casillas" in studio.phone.seen[-2].text
    studio.send_photo(marked_jpeg(2))
    assert studio.last_job.kind is JobKind.MASK


def test_what_is_no_picture_is_refused_and_the_painting_still_expected(studio: Studio) -> None:
    studio.approved()
    studio.phone.tap("Cambiar algo")
    studio.phone.tap("La pinto yo")
    studio.send_photo(b"%PDF-1.7")
    assert "no lo sé leer" in studio.phone.last.text
    studio.send_photo(marked_jpeg(2))
    assert studio.last_job.kind is JobKind.MASK


def test_nothing_is_changed_once_pictures_are_off(studio: Studio) -> None:
    to_the_words(studio)
    studio.phone.words("un vestido azul")
    before = studio.last_job
    studio.kit.prepare(pictures_on=False)
    studio.phone.tap("Bastante")
    assert "están apagadas" in studio.phone.last.text
    assert studio.last_job == before
