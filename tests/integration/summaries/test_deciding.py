"""The decision and what follows from it, hard moments, states, and who may do none of it."""

from dataclasses import replace
from typing import Any

import pytest

from core.domain.alert import Alert, AlertCause
from core.domain.circle import Role
from core.domain.conversation import Button, Screen
from core.domain.distress import HardMoment, MomentEnding, Tier
from core.domain.memory import UNTIL_REVIEW, Audience, MemoryState, Valence
from core.domain.session_record import StopReason
from core.domain.steering import Choice
from core.services import books
from core.services.summaries import new_review
from tests.fakes.turns import START, Phone
from tests.integration.session.room import THERAPIST, Room
from tests.integration.summaries.examples import QUOTE, the_record, the_session, the_story


def ines(room: Room) -> Phone:
    phone = room.kit.phone(THERAPIST, "Inés")
    phone.read()
    return phone


def review(room: Room) -> Any:
    with room.kit.look() as work:
        return work.reviews.get("t1")


def with_hard_moment(room: Room, *, place: str = "") -> None:
    moment = HardMoment(
        at=START,
        theme="A2",
        memory_id="m1",
        tier=Tier.UPSET,
        asking=False,
        ending=MomentEnding.CLOSED,
        ended_at=START,
    )
    with room.kit.look() as work:
        work.memories.save(the_story(use_again=False, avoid_reason=UNTIL_REVIEW))
        record = the_record(moments=(moment,), stop=StopReason.UPSET, place=place)
        work.sessions.save(the_session(record=record))
        work.commit()


def test_a_decision_stands_on_the_summary_at_once(ended: Room) -> None:
    phone = ines(ended)
    answered = phone.tap("Adaptar")
    assert "/persona" in answered.notice
    assert "Tu decisión:</b> adaptar" in phone.last.text
    assert phone.last.payload["replaces"]
    assert [d.choice for d in review(ended).decisions] == [Choice.ADAPT]


def test_deciding_the_same_again_changes_nothing(ended: Room) -> None:
    phone = ines(ended)
    phone.tap("Adaptar")
    phone.tap("✓ Adaptar")
    assert len(review(ended).decisions) == 1


def test_earlier_decisions_are_not_lost(ended: Room) -> None:
    phone = ines(ended)
    phone.tap("Adaptar")
    phone.tap("Seguir igual")
    assert [d.choice for d in review(ended).decisions] == [Choice.ADAPT, Choice.CONTINUE]


def test_pausing_pictures_turns_them_off_and_taking_it_back_lets_the_level_say(
    ended: Room,
) -> None:
    phone = ines(ended)
    phone.tap("Pausar imágenes")
    assert ended.kit.person().pictures_on is False
    phone.tap("Seguir igual")
    assert ended.kit.person().pictures_on is None


def test_while_sessions_are_paused_none_begins_and_the_words_are_kind(ended: Room) -> None:
    phone = ines(ended)
    phone.tap("Pausar sesiones")
    ended.phone.command("session")
    assert "ha parado las sesiones por un tiempo" in ended.shown
    with ended.kit.look() as work:
        assert work.sessions.open_one() is None


def test_a_pause_can_be_lifted(ended: Room) -> None:
    phone = ines(ended)
    phone.tap("Pausar sesiones")
    phone.command("summaries")
    assert "en pausa" in phone.last.text
    phone.tap("Reanudar las sesiones")
    assert "en pausa" not in phone.last.text
    ended.phone.command("session")
    assert "Antes de empezar" in ended.shown


def test_the_therapists_own_words_are_kept_beside_the_decision(ended: Room) -> None:
    phone = ines(ended)
    phone.tap("Adaptar")
    phone.tap("Añadir nota")
    phone.words("Probar con <b>fotos</b> de verdad.")
    assert review(ended).decision.note == "Probar con <b>fotos</b> de verdad."


def test_a_hard_moment_waits_until_somebody_looks(told: Room) -> None:
    with_hard_moment(told)
    told.phone.command("session")
    told.taps("Bien")
    phone = ines(told)
    assert "tema en reposo" in phone.last.text
    phone.tap("⚠️ Momentos difíciles")
    phone.tap("Pueden volver")
    assert review(told).alerts == 0
    memory = told.memories[0]
    assert (memory.avoid_reason, memory.use_again) == ("", True)
    assert "ya mirado" in phone.last.text


def test_what_a_therapist_leaves_out_stays_out(told: Room) -> None:
    with_hard_moment(told)
    told.phone.command("session")
    told.taps("Bien")
    phone = ines(told)
    phone.tap("⚠️ Momentos difíciles")
    phone.tap("Mejor que no vuelvan")
    memory = told.memories[0]
    assert memory.avoid_reason
    assert not memory.use_again
    assert not memory.in_book
    assert "A2" in told.kit.person().avoid_themes


@pytest.mark.parametrize("state", MemoryState)
def test_a_therapist_confirms_how_a_memory_is(ended: Room, state: MemoryState) -> None:
    labels = {"kept": "Se mantiene", "at_risk": "En riesgo", "lost": "Perdido"}
    phone = ines(ended)
    phone.tap("Estado de los recuerdos")
    phone.tap(labels[state])
    assert ended.memories[0].state is state
    phone.tap("Volver")
    assert f"confirmado: {labels[state].lower()}" in phone.last.text


def test_what_is_lost_leaves_the_book_and_is_not_offered_again(ended: Room) -> None:
    with ended.kit.look() as work:
        books.refresh_page(work, "m1")
        assert work.pages.count() == 1
        work.commit()
    phone = ines(ended)
    phone.tap("Estado de los recuerdos")
    phone.tap("Perdido")
    with ended.kit.look() as work:
        assert work.pages.count() == 0
        assert not work.memories.get("m1").use_again


def test_a_draft_can_be_read_but_not_decided(told: Room) -> None:
    phone = ines(told)
    phone.command("summaries")
    phone.tap(phone.last.labels[0])
    assert "Borrador" in phone.last.text
    assert "Adaptar" not in phone.last.labels


def test_hard_moments_of_a_draft_wait_for_its_end(told: Room) -> None:
    with_hard_moment(told)
    phone = ines(told)
    phone.command("summaries")
    phone.tap(phone.last.labels[0])
    assert "⚠️ Momentos difíciles" not in phone.last.labels


@pytest.mark.parametrize(
    ("action", "argument"), [("summaries.moments", "t1"), ("summaries.reviewed", "t1:back")]
)
def test_an_old_button_for_hard_moments_of_a_draft_says_when(
    told: Room, action: str, argument: str
) -> None:
    with_hard_moment(told)
    phone = ines(told)
    button = Button(label="?", action=action, argument=argument)
    with told.kit.look() as work:
        shown = Screen(number=0, chat_id=THERAPIST, account_id=THERAPIST, buttons=(button,))
        number = work.add_screen(shown).number
        work.commit()
    answered = phone.tap_data(f"{told.kit.patient_ids[0]}.{number}.0")
    assert "Todavía no" in answered.notice
    assert "Borrador" in phone.last.text
    with told.kit.look() as work:
        assert work.reviews.all() == []


def test_a_review_from_before_the_end_keeps_nobody_from_being_told(told: Room) -> None:
    with told.kit.look() as work:
        work.reviews.save(new_review(the_session()))
        work.commit()
    told.phone.command("session")
    told.taps("Bien")
    assert "Procedencia" in ines(told).last.text
    assert review(told).ended_at == told.session.ended_at


def test_the_song_and_the_place_are_those_of_the_session(ended: Room) -> None:
    ended.kit.prepare(session_place="en el centro de día", song="La Zarzamora")
    phone = ines(ended)
    phone.tap("Detalle")
    pages = [phone.last.text]
    for _ in range(2):
        phone.tap("▶")
        pages.append(phone.last.text)
    assert not any("Zarzamora" in page or "centro de día" in page for page in pages)


def test_the_blocks_open_one_by_one_in_place(ended: Room) -> None:
    phone = ines(ended)
    phone.tap("Detalle")
    assert "1/15" in phone.last.text
    phone.tap("▶")
    assert "2/15 · Avisos" in phone.last.text
    phone.tap("Volver")
    assert "Procedencia" in phone.last.text


def test_the_owner_reads_and_decides_until_a_therapist_is_linked(room: Room) -> None:
    with room.kit.look() as work:
        work.memories.save(the_story())
        work.sessions.save(the_session())
        work.commit()
    room.phone.command("session")
    room.taps("Bien")
    room.phone.command("summaries")
    room.phone.tap(room.phone.last.labels[0])
    assert "Adaptar" in room.phone.last.labels
    assert "Estado de los recuerdos" not in room.phone.last.labels
    room.therapist()
    answered = room.phone.tap("Adaptar")
    assert answered.notice


@pytest.mark.parametrize("role", [Role.COMPANION, Role.RELATIVE])
def test_companions_and_relatives_read_no_summaries(ended: Room, role: Role) -> None:
    iris = ended.kit.member(7, "Iris", role, ended.kit.patient_ids[0])
    iris.command("summaries")
    assert "Aquí no puedo abrir eso" in iris.last.text


def test_a_stranger_learns_nothing(ended: Room) -> None:
    phone = ines(ended)
    otto = ended.kit.phone(99, "Otto")
    answered = otto.tap_data(phone.last.buttons["Detalle"])
    assert "no es de este espacio" in answered.notice
    assert otto.seen == []


def test_when_sharing_is_withdrawn_the_therapist_is_out_at_once(ended: Room) -> None:
    phone = ines(ended)
    old = phone.last.buttons["Detalle"]
    ended.phone.command("privacy")
    ended.taps("Los permisos", "Retirar: terapeuta", "Sí, retirar")
    answered = phone.tap_data(old)
    assert "no es de este espacio" in answered.notice
    assert "Ya no estás en este círculo" in phone.last.text
    assert len(phone.seen) == 2


def test_words_that_are_only_for_us_stay_with_us(told: Room) -> None:
    with told.kit.look() as work:
        work.memories.save(replace(the_story(), audience=Audience.US))
        work.commit()
    told.phone.command("session")
    told.taps("Bien")
    text = ines(told).last.text
    assert "descalzas" not in text
    assert "La vuelta con luna" not in text
    assert "palabras reservadas" in text


def opens_the_last_block(room: Room) -> Phone:
    phone = ines(room)
    phone.tap("Detalle")
    phone.tap("◀")
    return phone


def test_all_that_was_told_is_behind_the_last_block_word_for_word(ended: Room) -> None:
    phone = opens_the_last_block(ended)
    assert QUOTE not in phone.last.text
    phone.tap("📜 Lo contado, entero")
    assert f"«{QUOTE}»" in phone.last.text


def test_all_the_companion_spoke_can_be_heard_at_what_they_noted(told: Room) -> None:
    told.phone.command("session")
    told.voice(b"OggS the first")
    told.voice(b"OggS the second")
    told.taps("Bien")
    phone = ines(told)
    phone.tap("Detalle")
    for _ in range(4):
        phone.tap("◀")
    phone.tap("🔊 Escuchar la nota")
    assert phone.last.payload["voices"] == list(told.session.record.note_voices)
    assert len(told.session.record.note_voices) == 2


def test_what_is_for_therapists_alone_is_not_heard_by_an_old_button(told: Room) -> None:
    told.phone.command("session")
    told.voice()
    told.taps("Bien")
    told.phone.command("summaries")
    told.taps(told.phone.last.labels[0], "Detalle", *("◀",) * 4)
    with told.kit.look() as work:
        at = told.session.begun_at
        work.alerts.save(Alert(id="a1", cause=AlertCause.ABUSE, raised_by=1, raised_at=at))
        work.commit()
    told.taps("🔊 Escuchar la nota")
    assert not told.phone.last.payload.get("voices")


def test_where_nothing_was_spoken_there_is_nothing_to_hear(ended: Room) -> None:
    phone = opens_the_last_block(ended)
    for _ in range(3):
        phone.tap("◀")
    assert "🔊 Escuchar la nota" not in phone.last.labels


@pytest.mark.parametrize("change", [{"audience": Audience.US}, {"valence": Valence.PAINFUL}])
def test_what_is_kept_back_is_not_in_the_transcript(ended: Room, change: Any) -> None:
    phone = opens_the_last_block(ended)
    with ended.kit.look() as work:
        work.memories.save(the_story(**change))
        work.commit()
    phone.tap("📜 Lo contado, entero")
    assert "no hay nada más que leer" in phone.last.text


def test_the_detail_says_where_it_was_who_the_therapist_is_and_the_longest_run(
    told: Room,
) -> None:
    with_hard_moment(told, place="en el centro de día")
    told.phone.command("session")
    told.taps("Bien")
    phone = ines(told)
    assert "· en el centro de día" in phone.last.text
    phone.tap("Detalle")
    assert "Terapeuta: Inés." in phone.last.text
    shown = []
    for _ in range(14):
        phone.tap("▶")
        shown.append(phone.last.text)
    assert any("hasta 3 seguidas" in text for text in shown)
    assert any("pasos enseñados: parar" in text for text in shown)
