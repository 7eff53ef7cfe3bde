from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.domain.circle import Role
from core.domain.consent import ConsentKind
from core.domain.conversation import OutboxKind
from core.domain.element import PersonAge
from core.domain.patient import Standing
from core.domain.teaching import Learning, TeachingState
from core.domain.vetting import Finding
from core.services import photos as photo_services
from tests.fakes.turns import Seen
from tests.integration.photos.darkroom import LUCIA, OWNER
from tests.integration.teaching.classroom import Classroom, builds_on_the_dog


def album(seen: Seen) -> list[str]:
    return list(seen.payload["album"])


def test_the_offer_says_how_many_photos(room: Classroom) -> None:
    room.asks()
    assert "Carmen, de joven" in room.room.ana.last.text
    assert "12 fotos" in room.room.ana.last.text
    assert room.room.ana.last.labels == ["Ahora", "Esta noche", "Ahora no"]


def test_how_long_it_takes_is_said_once_a_teaching_has_told(room: Classroom) -> None:
    ana = room.room.ana
    room.asks()
    assert "te lo digo al poco de empezar" in ana.last.text
    assert "minutos" not in ana.last.text
    ana.tap("Ahora")
    room.learns()
    ana.tap("Ver los retratos")
    ana.tap("1")
    room.asks()
    assert "Tardo unos 15 minutos" in ana.last.text


def test_with_few_photos_it_says_that_it_will_be_less_alike(tmp_path: Path) -> None:
    classroom = Classroom.open(tmp_path, photos=6)
    with classroom.room.kit:
        classroom.asks()
        assert "se parecerá menos" in classroom.room.ana.last.text


def test_with_too_few_there_is_no_button(tmp_path: Path) -> None:
    classroom = Classroom.open(tmp_path, photos=3)
    with classroom.room.kit:
        classroom.room.opens(age=PersonAge.YOUNG)
        assert "Aprender con ellas" not in classroom.room.ana.last.labels


def test_whoever_waits_is_told_how_it_goes_and_what_is_left(room: Classroom) -> None:
    room.asks()
    room.room.ana.tap("Ahora")
    assert "Estoy aprendiendo" in room.room.ana.last.text
    assert room.room.ana.last.labels == ["Ver cómo vamos", "Dejarlo"]
    room.learning = True
    room.learns()
    assert "Aprendiendo" in room.room.edits[-1]
    assert "unos 10 minutos" in room.room.edits[-1]


def test_a_teaching_ends_in_portraits_beside_two_real_photos(learnt: Classroom) -> None:
    ana = learnt.room.ana
    assert "¿Cuál se parece más?" in ana.last.text
    ana.tap("Ver los retratos")
    assert len(album(ana.last)) == 2 + 3
    photos = {photo.media_id for photo in learnt.room.photos()}
    assert [media_id in photos for media_id in album(ana.last)] == [True, True] + [False] * 3
    assert ana.last.labels[:3] == ["1", "2", "3"]


def test_the_portraits_stand_most_alike_first(learnt: Classroom) -> None:
    ana = learnt.room.ana
    ana.tap("Ver los retratos")
    [teaching] = learnt.teachings()
    by_epoch = {epoch.portrait_ids[0]: epoch.epoch for epoch in teaching.epochs}
    assert [by_epoch[media_id] for media_id in album(ana.last)[2:]] == [2, 3, 1]


def test_other_portraits_keep_their_numbers(learnt: Classroom) -> None:
    ana = learnt.room.ana
    ana.tap("Ver los retratos")
    first = album(ana.last)
    ana.tap("Otros retratos")
    assert album(ana.last)[:2] == first[:2]
    assert set(album(ana.last)[2:]).isdisjoint(first)
    ana.tap("Otros retratos")
    assert album(ana.last) == first


def test_the_familys_choice_decides(learnt: Classroom) -> None:
    ana = learnt.room.ana
    ana.tap("Ver los retratos")
    ana.tap("3")  # the least alike by the figure
    [teaching] = learnt.teachings()
    assert (teaching.state, teaching.chosen_epoch) == (TeachingState.CHOSEN, 1)
    assert learnt.element.taught
    assert learnt.element.adapter_id == teaching.epochs[0].adapter_id
    assert "Desde ahora" in ana.last.text


def test_where_the_asked_place_is_hidden_it_is_said_with_what_would_help(
    hiding: Classroom,
) -> None:
    assert "en 7 de 12 pruebas; antes de aprender, en 12" in hiding.room.ana.last.text
    assert hiding.room.ana.last.labels == [
        "Un poco menos fuerte",
        "Mejor el 2",
        "Mandar más fotos",
        "Dejarlo así",
    ]


def test_a_little_less_of_it_may_be_drawn_with(hiding: Classroom) -> None:
    hiding.room.ana.tap("Un poco menos fuerte")
    assert hiding.element.weight == 0.8
    assert "Hecho" in hiding.room.ana.last.text


def test_another_epoch_that_keeps_scenes_may_be_taken(hiding: Classroom) -> None:
    hiding.room.ana.tap("Mejor el 2")
    assert [t.chosen_epoch for t in hiding.teachings()] == [3]
    assert hiding.element.weight == 1.0


def test_none_leads_to_what_would_help(learnt: Classroom) -> None:
    ana = learnt.room.ana
    ana.tap("Ver los retratos")
    ana.tap("Ninguno se parece")
    assert not learnt.element.taught
    assert "de perfil" in ana.last.text
    ana.tap("Aprender más rato")
    ana.tap("Ahora")
    learnt.learns()
    first, second = learnt.taught
    assert second.steps == round(first.steps * 1.5)


def test_what_nobody_found_alike_can_be_seen_again_and_chosen(learnt: Classroom) -> None:
    ana = learnt.room.ana
    ana.tap("Ver los retratos")
    ana.tap("Ninguno se parece")
    assert "Volver a verlos" in ana.last.labels
    learnt.asks()
    ana.tap("Volver a verlos")
    ana.tap("1")
    assert learnt.element.taught


def test_later_photos_go_on_from_the_last(learnt: Classroom) -> None:
    ana = learnt.room.ana
    ana.tap("Ver los retratos")
    ana.tap("1")
    learnt.asks()
    assert "Sigo desde lo que ya sé" in ana.last.text
    ana.tap("Ahora")
    learnt.learns()
    assert learnt.taught[-1].start_hash


def test_it_may_start_from_nothing_again(learnt: Classroom) -> None:
    ana = learnt.room.ana
    ana.tap("Ver los retratos")
    ana.tap("1")
    learnt.asks()
    ana.tap("Empezar de cero")
    ana.tap("Ahora")
    learnt.learns()
    assert not learnt.taught[-1].start_hash


def test_a_teaching_can_be_called_off(room: Classroom) -> None:
    room.asks()
    ana = room.room.ana
    ana.tap("Ahora")
    room.room.kit.queued.clear()
    ana.tap("Dejarlo")
    assert [kind for kind, _ in room.room.kit.queued] == [OutboxKind.CANCEL]
    assert [t.state for t in room.teachings()] == [TeachingState.CANCELLED]


def test_a_teaching_that_is_over_cannot_be_called_off(room: Classroom) -> None:
    lucia = room.room.member(LUCIA, "Lucía", Role.COMPANION)
    room.asks()
    room.room.ana.tap("Ahora")
    room.boards(lucia)
    lucia.tap("Ver cuánto falta")
    room.learns()
    lucia.tap("Dejarlo")
    assert "He terminado con" in lucia.last.text
    assert not lucia.last.labels
    assert [t.state for t in room.teachings()] == [TeachingState.TO_CHOOSE]


def test_a_teaching_of_which_nobody_knows_yet_that_it_is_over_cannot_be_called_off(
    room: Classroom,
) -> None:
    room.asks()
    room.room.ana.tap("Esta noche")
    with room.room.kit.look() as work:
        (asked,) = work.teachings.of_element(room.element.id)
        work.teachings.save(replace(asked, state=TeachingState.CANCELLED))
        work.commit()
    assert room.room.ana.tap("Dejarlo").notice == "Ya había terminado."


def test_the_message_somebody_waited_on_says_that_it_is_over(learnt: Classroom) -> None:
    ended = next(seen for seen in learnt.room.ana.seen if "He terminado" in seen.text)
    waited = next(seen for seen in learnt.room.ana.seen if "Estoy aprendiendo" in seen.text)
    assert ended.payload["replaces"] == waited.payload["screen"]
    assert not ended.buttons


def test_tonight_waits_for_the_night_and_is_told_in_the_morning(room: Classroom) -> None:
    ana, clock = room.room.ana, room.room.kit.clock
    room.asks()
    ana.tap("Esta noche")
    assert "Esta noche aprendo" in ana.last.text
    room.ticks()
    assert not room.taught
    clock.time = datetime(2026, 3, 2, 22, 5, tzinfo=UTC)  # 23:05 in Madrid
    room.ticks()
    told = len(ana.seen)
    room.learns()
    assert len(room.taught) == 1
    assert all("replaces" in seen.payload for seen in ana.seen[told:])  # an edit wakes nobody
    clock.time = datetime(2026, 3, 3, 8, 1, tzinfo=UTC)
    room.ticks()
    assert "Ya he aprendido" in ana.last.text


def test_a_night_without_a_consent_teaches_nothing(room: Classroom) -> None:
    room.asks()
    room.room.ana.tap("Esta noche")
    with room.room.kit.look() as work:
        for consent in work.consents.all():
            if consent.kind is ConsentKind.LIKENESS:
                work.consents.save(consent.withdraw(at=room.room.kit.clock.now()))
        work.commit()
    room.room.kit.wait(timedelta(hours=8))
    room.ticks()
    room.learns()
    assert not room.taught
    assert [t.state for t in room.teachings()] == [TeachingState.CANCELLED]
    room.room.kit.wait(timedelta(hours=8))
    room.ticks()
    assert "no he podido aprender" in room.room.ana.last.text
    assert "Falta un permiso" in room.room.ana.last.text


def test_a_night_with_too_few_photos_left_says_so(room: Classroom) -> None:
    room.asks()
    room.room.ana.tap("Esta noche")
    with room.room.kit.look() as work:
        for photo in list(work.photos.all())[:9]:
            photo_services.remove(work, photo.id, account_id=OWNER)
        work.commit()
    for _ in range(2):
        room.room.kit.wait(timedelta(hours=8))
        room.ticks()
    assert "Ya no hay bastantes fotos buenas" in room.room.ana.last.text


def test_a_teaching_that_failed_says_what_to_do(room: Classroom) -> None:
    room.failure = "memory"
    room.asks()
    room.room.ana.tap("Ahora")
    room.learns()
    assert "Prueba otra vez" in room.room.ana.last.text
    room.failure = ""
    room.room.ana.tap("Probar otra vez")
    assert "Ahora" in room.room.ana.last.labels


def test_a_relative_cannot_teach(room: Classroom) -> None:
    lucia = room.room.member(LUCIA, "Lucía", Role.RELATIVE)
    room.asks()
    offered = room.room.ana.last.buttons["Ahora"]
    lucia.tap_data(offered)
    assert room.teachings() == []


def test_what_another_element_learnt_can_be_built_on(room: Classroom) -> None:
    builds_on_the_dog(room)
    assert room.taught[-1].parent_hash


def test_learning_more_deeply_is_offered_only_where_the_operator_allows_it(
    room: Classroom,
) -> None:
    ana, kit = room.room.ana, room.room.kit
    kit.services = replace(kit.services, thorough=Learning.CHECKPOINT)
    room.asks()
    ana.tap("Aprender más a fondo")
    assert "tarjeta gráfica" in ana.last.text
    assert "Aprender más a fondo" not in ana.last.labels
    ana.tap("Ahora")
    room.learns()
    assert [request.learning for request in room.taught] == [Learning.CHECKPOINT]
    assert room.taught[0].steps == 2880


@pytest.mark.parametrize(("code", "told"), [("thorough", "se queda corto"), ("disk", "disco")])
def test_a_machine_that_is_too_small_is_said_to_be(room: Classroom, code: str, told: str) -> None:
    room.asks()
    room.failure = code
    room.room.ana.tap("Ahora")
    room.learns()
    assert told in room.room.ana.last.text


def test_an_album_of_before_leads_back_once_another_was_chosen(learnt: Classroom) -> None:
    ana = learnt.room.ana
    ana.tap("Ver los retratos")
    number = ana.last.buttons["1"]
    with learnt.room.kit.look() as work:
        (taught,) = work.teachings.of_element(learnt.element.id)
        work.teachings.save(replace(taught, epochs=()))
        work.commit()
    ana.tap_data(number)
    assert "<b>Carmen, de joven</b>" in ana.last.text


def test_where_the_parent_changed_the_offer_builds_on_what_it_is_now(room: Classroom) -> None:
    builds_on_the_dog(room)
    ana = room.room.ana
    ana.tap("Ver los retratos")
    ana.tap("1")
    with room.room.kit.look() as work:
        media_id = work.media.put(b"later", media_type="application/octet-stream")
        work.elements.save(replace(work.elements.get("dog"), adapter_id=media_id))
        work.commit()
    room.asks()
    assert "ha cambiado desde entonces" in ana.last.text
    ana.tap("Ahora")
    room.learns()
    assert room.taught[-1].parent_hash
    assert not room.taught[-1].start_hash


def test_who_calls_it_off_is_not_told_in_the_morning_that_it_failed(room: Classroom) -> None:
    room.asks()
    room.room.ana.tap("Esta noche")
    room.room.ana.tap("Dejarlo")
    told = len(room.room.ana.seen)
    for _ in range(2):  # the night, and the morning
        room.room.kit.wait(timedelta(hours=12))
        room.ticks()
    assert len(room.room.ana.seen) == told


@pytest.mark.parametrize("standing", [Standing.PAUSED, Standing.DIED])
def test_while_a_space_rests_nobody_is_told_of_a_night(
    room: Classroom, standing: Standing
) -> None:
    room.asks()
    room.room.ana.tap("Esta noche")
    told = len(room.room.ana.seen)
    with room.room.kit.look() as work:
        work.save_patient(replace(work.patient(), standing=standing))
        work.commit()
    for _ in range(2):
        room.room.kit.wait(timedelta(hours=12))
        room.ticks()
    assert [t.state for t in room.teachings()] == [TeachingState.CANCELLED]
    assert len(room.room.ana.seen) == told


def test_before_anything_is_taught_somebody_says_who_is_on_the_doubted_photos(
    room: Classroom,
) -> None:
    doubted = [replace(photo, findings=(Finding.UNSURE_WHO,)) for photo in room.room.photos()[:2]]
    with room.room.kit.look() as work:
        for photo in doubted:
            work.photos.save(photo)
        work.commit()
    room.asks()
    ana = room.room.ana
    assert "de 2 fotos no sé si es Carmen" in ana.last.text
    assert ana.last.labels == ["Decidir (2)", "Ahora no"]
    ana.tap("Decidir (2)")
    ana.tap("Sí, es")
    ana.tap("No, no es")
    room.asks()
    assert "11 fotos" in ana.last.text
    assert "Ahora" in ana.last.labels
