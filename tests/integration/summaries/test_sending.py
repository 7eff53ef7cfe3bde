"""A session is over: who is told, in which language, and how often."""

from bot.dispatch import Dispatcher
from bot.incoming import Incoming, IncomingKind
from core.domain.circle import Role
from core.domain.consent import ConsentKind
from tests.fakes.turns import START, Phone
from tests.integration.session.room import THERAPIST, Room
from tests.integration.summaries.conftest import english
from tests.integration.summaries.examples import QUOTE, the_session


def inbox(room: Room) -> Phone:
    phone = room.kit.phone(THERAPIST, "Inés")
    phone.read()
    return phone


def test_the_summary_reaches_the_therapist_when_the_last_tap_is_in(told: Room) -> None:
    told.phone.command("session")
    assert inbox(told).seen == []
    told.taps("Bien")
    [summary] = inbox(told).seen
    assert f"«{QUOTE}»" in summary.text
    assert "su día: bien" in summary.text
    assert "Borrador" not in summary.text


def test_the_therapists_chat_is_woken_with_the_turn(told: Room) -> None:
    told.phone.command("session")
    assert THERAPIST in told.phone.tap("Bien").chats


def test_each_therapist_is_told_in_their_own_language(told: Room) -> None:
    english(told)
    other = told.kit.member(9, "Marta", Role.THERAPIST, told.kit.patient_ids[0])
    told.phone.command("session")
    told.taps("Bien")
    assert "own day: good" in inbox(told).last.text
    other.read()
    assert "su día: bien" in other.last.text


def test_nobody_but_therapists_is_told(told: Room) -> None:
    luis = told.companion()
    told.phone.command("session")
    told.taps("Bien")
    luis.read()
    assert luis.seen == []
    assert all("Procedencia" not in seen.text for seen in told.phone.seen)


def test_without_the_consent_to_share_nothing_is_sent(told: Room) -> None:
    with told.kit.look() as work:
        consent = work.consents.holding(ConsentKind.SHARING)
        assert consent is not None
        work.consents.save(consent.withdraw(at=START))
        work.commit()
    told.phone.command("session")
    told.taps("Bien")
    assert inbox(told).seen == []


def test_a_row_applied_twice_sends_once(told: Room) -> None:
    told.phone.command("session")
    data = told.phone.last.buttons["Bien"]
    patient, screen, button = data.split(".")
    tap = Incoming(
        kind=IncomingKind.TAP,
        text=data,
        argument=patient,
        screen=int(screen),
        button=int(button),
    )
    row = told.phone.row(tap)
    for _ in range(2):
        Dispatcher(told.kit.services).apply(row)
    assert len(inbox(told).seen) == 1


def test_a_session_put_off_before_it_was_asked_is_no_session(room: Room) -> None:
    room.therapist()
    with room.kit.look() as work:
        work.sessions.save(the_session("earlier", ended_at=START))
        work.commit()
    room.phone.command("session")
    room.taps("Mejor otro día")
    assert inbox(room).seen == []


def test_an_invitation_that_was_refused_is_told(room: Room) -> None:
    room.therapist()
    room.phone.command("session")
    room.taps("Hoy no", "Hecho")
    assert "no, y no se hizo" in inbox(room).last.text
