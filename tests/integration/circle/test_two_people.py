"""Somebody beside two people: what they say goes to the one whose question they answer."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.dispatch import Applied, Dispatcher
from bot.incoming import Incoming, IncomingKind
from bot.routes import all_routes
from core.domain.circle import Role
from core.domain.consent import Consent, ConsentKind, GivenBy
from core.domain.conversation import Button, Expectation, Screen
from core.domain.memory import Memory
from core.domain.patient import PatientId
from core.services import circle
from tests.fakes.turns import START, Phone, TurnKit

PABLO = 4
WORDS = "El río bajaba verde."


@dataclass(slots=True)
class Two:
    """Carmen and Julián, and Pablo's phone, who is with both and now with Carmen."""

    kit: TurnKit
    carmen: PatientId
    julian: PatientId
    pablo: Phone

    def memories(self, space: PatientId) -> list[Memory]:
        with self.kit.look(space) as work:
            return list(work.memories.all())

    def offer(self, space: PatientId, *actions: str) -> list[str]:
        """A message in Pablo's chat with a button for each action; what a tap on each sends."""
        buttons = tuple(Button(label=action, action=action) for action in actions)
        with self.kit.look(space) as work:
            screen = work.add_screen(
                Screen(number=0, chat_id=PABLO, account_id=PABLO, buttons=buttons, standing=True)
            )
            work.commit()
        return [f"{space}.{screen.number}.{number}" for number in range(len(actions))]

    def to_question(self) -> None:
        """From the invitation of a first session to its first question."""
        self.pablo.tap("Sí")
        theme = next(label for label in self.pablo.last.labels if label[0] not in "🙂😐🙁⏸😟")
        self.pablo.tap(theme)

    def put_out(self, space: PatientId) -> None:
        """The owner puts Pablo out, in her own chat."""
        ana = self.kit.phone(1 if space == self.carmen else 2, "Ana")
        ana.command("circle")
        ana.tap("Quitar a alguien")
        ana.tap("Pablo")
        ana.tap("Sí, quitar")
        self.pablo.read()

    def expects(self, space: PatientId, action: str) -> None:
        with self.kit.look(space) as work:
            work.expect(Expectation(chat_id=PABLO, action=action))
            work.commit()

    def take_up(self, applied: Applied) -> None:
        """What waited until it was known for whom, as the running bot takes it up."""
        for row in applied.waiting:
            Dispatcher(self.kit.services).apply(row)
        self.pablo.read()


def known(kit: TurnKit, space: PatientId, name: str) -> None:
    with kit.look(space) as work:
        work.save_patient(replace(work.patient(), name=name, enrolled=True, country="ES"))
        for kind in ConsentKind:
            given = Consent(
                id=kind, kind=kind, given_by=GivenBy.PERSON, recorded_by=1, given_at=START
            )
            work.consents.save(given)
        work.commit()


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    with TurnKit.open(tmp_path, all_routes()) as kit:
        kit.member(1, "Ana", Role.OWNER)
        (carmen,) = kit.patient_ids
        kit.member(2, "Bea", Role.OWNER)
        (julian,) = set(kit.patient_ids) - {carmen}
        known(kit, carmen, "Carmen")
        known(kit, julian, "Julián")
        kit.member(PABLO, "Pablo", Role.COMPANION, julian)
        pablo = kit.member(PABLO, "Pablo", Role.COMPANION, carmen)
        yield Two(kit, carmen, julian, pablo)


def test_a_session_begun_from_a_reminder_of_another_takes_in_its_answers(two: Two) -> None:
    two.pablo.tap_data(two.offer(two.julian, "reminders.begin")[0])
    assert any("Ahora estás con <b>Julián</b>" in seen.text for seen in two.pablo.seen)
    two.to_question()
    two.pablo.words(WORDS)
    (memory,) = two.memories(two.julian)
    assert (memory.words, memory.approved) == (WORDS, False)
    assert memory.session_id
    assert two.memories(two.carmen) == []
    assert two.pablo.account.patient_id == two.julian


def test_putting_off_the_reminder_of_another_leaves_the_open_session_alone(two: Two) -> None:
    two.pablo.command("session")
    two.to_question()
    two.pablo.tap_data(two.offer(two.julian, "reminders.skip")[0])
    two.pablo.words(WORDS)
    (memory,) = two.memories(two.carmen)
    assert (memory.words, bool(memory.session_id)) == (WORDS, True)
    assert two.memories(two.julian) == []


def test_going_on_with_the_first_session_takes_in_its_answers_again(two: Two) -> None:
    two.pablo.command("session")
    two.to_question()
    question = two.pablo.last
    two.pablo.tap_data(two.offer(two.julian, "reminders.begin")[0])
    two.pablo.tap_data(question.buttons[question.labels[-2]])  # a pause with Carmen
    two.pablo.tap(two.pablo.last.labels[0])
    two.pablo.words(WORDS)
    assert [memory.words for memory in two.memories(two.carmen)] == [WORDS]
    assert two.memories(two.julian) == []


def test_a_question_on_an_old_screen_is_answered_in_its_own_space(two: Two) -> None:
    registry, julian = two.kit.services.registry, two.julian
    mine = next(m for m in registry.memberships(PABLO) if m.patient_id == julian)
    registry.join(replace(mine, role=Role.RELATIVE))
    two.pablo.tap_data(two.offer(julian, "tips.ask")[0])
    assert "Ahora estás con <b>Julián</b>" in two.pablo.last.text
    two.pablo.words("Su barca.")
    with two.kit.look(julian) as work:
        assert [tip.words for tip in work.tips.all()] == ["Su barca."]


def test_nobody_hears_with_whom_they_are_who_was_there_already(two: Two) -> None:
    two.pablo.command("session")
    two.to_question()
    assert not any("Ahora estás con" in seen.text for seen in two.pablo.seen)


def test_what_is_told_after_being_put_out_answers_no_question_of_another_space(two: Two) -> None:
    two.expects(two.julian, "tips.written")
    two.put_out(two.carmen)
    assert "Ya no estás en este círculo: <b>Carmen</b>" in two.pablo.last.text
    two.pablo.words(WORDS)
    assert any("Ahora estás con <b>Julián</b>" in seen.text for seen in two.pablo.seen)
    (memory,) = two.memories(two.julian)
    assert (memory.words, memory.approved) == (WORDS, False)
    two.pablo.words("Y la barca.")
    (memory,) = two.memories(two.julian)
    assert memory.words == f"{WORDS}\nY la barca."
    with two.kit.look(two.julian) as work:
        assert not work.tips.all()


def test_a_voice_told_after_being_put_out_is_kept_where_they_are_led(two: Two) -> None:
    two.put_out(two.carmen)
    note = Incoming(kind=IncomingKind.VOICE, media_type="audio/ogg", duration_s=4)
    two.pablo.send(note, file=b"OggS voice")
    (memory,) = two.memories(two.julian)
    assert memory.voice_ids


def third(two: Two) -> PatientId:
    """A third person beside whom Pablo is; Carmen's circle put him out."""
    two.kit.member(3, "Eva", Role.OWNER)
    (rosa,) = set(two.kit.patient_ids) - {two.carmen, two.julian}
    known(two.kit, rosa, "Rosa")
    two.kit.member(PABLO, "Pablo", Role.COMPANION, rosa)
    two.kit.services.registry.save_account(replace(two.pablo.account, patient_id=two.carmen))
    two.put_out(two.carmen)
    return rosa


def test_with_several_left_what_is_told_waits_until_it_is_known_for_whom(two: Two) -> None:
    rosa = third(two)
    two.expects(two.julian, "tips.written")
    applied = two.pablo.words(WORDS)
    assert applied.parked
    assert "Lo que acabas de mandar está a salvo" in two.pablo.last.text
    assert {"Julián", "Rosa"} == set(two.pablo.last.labels)
    two.take_up(two.pablo.tap("Julián"))
    (memory,) = two.memories(two.julian)
    assert (memory.words, memory.approved) == (WORDS, False)
    assert "¿Lo guardo como recuerdo?" in two.pablo.last.text
    assert two.memories(rosa) == []


def test_what_waits_is_taken_up_once_however_often_they_tap(two: Two) -> None:
    third(two)
    two.pablo.words(WORDS)
    first = two.pablo.tap("Julián")
    two.take_up(first)
    two.take_up(first)
    again = two.pablo.tap("Julián")
    assert again.waiting == ()
    assert [memory.words for memory in two.memories(two.julian)] == [WORDS]


def test_what_waits_outlives_a_restart_and_is_asked_about_again(two: Two) -> None:
    third(two)
    two.pablo.words(WORDS)
    (row,) = [r for r in two.kit.services.registry.open_rows() if r.patient_id is None]
    Dispatcher(two.kit.services).apply(row)
    two.pablo.read()
    assert "Lo que acabas de mandar está a salvo" in two.pablo.last.text
    two.take_up(two.pablo.tap("Rosa"))
    assert "¿Lo guardo como recuerdo?" in two.pablo.last.text


def test_whoever_goes_by_themselves_hears_it_once(two: Two) -> None:
    two.pablo.command("circle")
    two.pablo.tap("Salir del círculo")
    two.pablo.tap("Sí, salir")
    assert "Has salido del círculo" in two.pablo.last.text
    assert not any("Ya no estás" in seen.text for seen in two.pablo.seen)


def test_a_name_chosen_in_one_circle_stays_in_it(two: Two) -> None:
    two.pablo.command("circle")
    two.pablo.tap("Mi nombre")
    two.pablo.words("Pablito")
    assert two.pablo.account.name == "Pablo"
    registry = two.kit.services.registry
    mine = next(m for m in registry.memberships(PABLO) if m.patient_id == two.julian)
    registry.join(replace(mine, name="Don Pablo"))
    registry.save_account(replace(two.pablo.account, patient_id=two.julian))
    two.pablo.words("De niño me llevaba en su barca.")
    two.pablo.tap("Sí: lo cuento yo")
    (memory,) = two.memories(two.julian)
    assert memory.teller_name == "Don Pablo"
    assert circle.name_of(registry, two.carmen, PABLO) == "Pablito"


def test_whoever_was_forgotten_can_come_back_under_the_name_telegram_gives(two: Two) -> None:
    registry, kit = two.kit.services.registry, two.kit
    circle.forget_account(registry, two.pablo.account, here=two.carmen, now=START)
    with kit.look(two.julian) as work:
        link = circle.invite(
            work, registry, kit.ids, role=Role.COMPANION, name="", made_by=2, now=START
        )
    two.pablo.command("start", link.code)
    two.pablo.tap("Pablo")
    assert circle.name_of(registry, two.julian, PABLO) == "Pablo"
