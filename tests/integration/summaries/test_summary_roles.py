"""Role x action, cell by cell, through every route of the therapist's area."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.handlers import therapist
from bot.turns import Route
from core.domain.alert import Alert, AlertCause
from core.domain.circle import Action, Role
from core.domain.consent import ConsentKind
from core.domain.conversation import Button, Expectation, Screen
from core.domain.distress import HardMoment, MomentEnding, Tier
from core.domain.session_record import StopReason
from core.domain.summary import BLOCKS
from tests.fakes.turns import START, Phone
from tests.integration.session.room import COMPANION, THERAPIST, Room
from tests.integration.summaries.examples import the_record, the_session

#: Who may, once a therapist is linked: product.md, written out.
TABLE = {
    Action.READ_SUMMARIES: {Role.OWNER, Role.THERAPIST},
    Action.EDIT_CARE: {Role.THERAPIST},
    Action.CONFIRM_STATES: {Role.THERAPIST},
}
TAPS, ANSWERS = therapist.routes().taps, therapist.routes().answers
#: What each tap of the area carries, so that it would really do something.
ARGUMENTS = {
    "summaries.read": "t1",
    "summaries.back": "t1",
    "summaries.block": "t1:7",
    "summaries.decide": "t1:pause_sessions",
    "summaries.reviewed": "t1:out",
    "summaries.moments": "t1",
    "summaries.states": "t1",
    "summaries.state": "t1:0:m1:lost",
    "summaries.ask_note": "t1",
    "summaries.drop_result": "r1",
}


def forbidden(routes: dict[str, Route]) -> list[tuple[Role, str]]:
    return [
        (role, name)
        for role in Role
        for name, route in routes.items()
        if role not in TABLE[route.action]
    ]


def tap(phone: Phone, room: Room, action: str) -> str:
    """Tap a button that this account should never have been shown."""
    with room.kit.look() as work:
        button = Button(label="?", action=action, argument=ARGUMENTS.get(action, ""))
        account = phone.account_id
        shown = Screen(number=0, chat_id=account, account_id=account, buttons=(button,))
        screen = work.add_screen(shown)
        work.commit()
    return phone.tap_data(f"{room.kit.patient_ids[0]}.{screen.number}.0").notice


def state_of(room: Room) -> tuple[object, ...]:
    with room.kit.look() as work:
        return (work.patient(), work.memories.all(), work.reviews.all(), work.goals.all())


@pytest.mark.parametrize(("role", "action"), forbidden(dict(TAPS)))
def test_a_tap_beyond_ones_role_shows_and_changes_nothing(
    ended: Room, role: Role, action: str
) -> None:
    iris = ended.kit.member(7, "Iris", role, ended.kit.patient_ids[0])
    before = state_of(ended)
    assert "no es de este espacio" in tap(iris, ended, action)
    assert state_of(ended) == before
    assert iris.seen == []


@pytest.mark.parametrize(("role", "answer"), forbidden(dict(ANSWERS)))
def test_words_beyond_ones_role_change_nothing(ended: Room, role: Role, answer: str) -> None:
    iris = ended.kit.member(7, "Iris", role, ended.kit.patient_ids[0])
    with ended.kit.look() as work:
        work.expect(Expectation(chat_id=7, action=answer, argument="t1"))
        work.commit()
    before = state_of(ended)
    iris.words("Escala; 3")
    assert state_of(ended) == before
    assert "Aquí no puedo abrir eso" in iris.last.text


@pytest.mark.parametrize("action", TAPS)
def test_without_the_consent_a_therapist_is_shown_and_changes_nothing(
    ended: Room, action: str
) -> None:
    """Even one who is still in the circle."""
    with ended.kit.look() as work:
        consent = work.consents.holding(ConsentKind.SHARING)
        assert consent is not None
        work.consents.save(replace(consent, withdrawn_at=START))
        work.commit()
    ines = ended.kit.phone(THERAPIST, "Inés")
    ines.read()
    before = state_of(ended)
    tap(ines, ended, action)
    assert state_of(ended) == before
    assert all("descalzas" not in seen.text for seen in ines.seen[1:])


NOTE = "Me ha dicho que su hijo le pega."
DANGER = ("nivel 3", "🆘 peligro", "se pidió ayuda")


@pytest.fixture
def confided(told: Room) -> Room:
    """In the session danger was judged, then that it is abuse, and what was said was noted."""
    at = START - timedelta(minutes=9)
    danger = HardMoment(at=at, theme="A2", memory_id="m1", tier=Tier.DANGER, asking=False)
    upset = replace(danger, at=at - timedelta(minutes=9), tier=Tier.UPSET, ended_at=at)
    upset = replace(upset, theme="C1", ended_at=at - timedelta(minutes=5))
    danger = danger.over(MomentEnding.HELP, at=START)
    record = the_record(moments=(upset, danger), note=NOTE, stop=StopReason.DANGER)
    alert = Alert(id="a1", cause=AlertCause.ABUSE, raised_by=COMPANION, raised_at=at)
    with told.kit.look() as work:
        work.alerts.save(alert)
        work.sessions.save(the_session(record=record).end(now=START))
        work.commit()
    return told


def every_block(phone: Phone) -> str:
    """The list, the message, and each block of the detail."""
    phone.command("summaries")
    listed = phone.last.text + " ".join(phone.last.labels)
    phone.tap(phone.last.labels[0])
    pages = [listed, phone.last.text]
    phone.tap("Detalle")
    for _ in BLOCKS:
        pages.append(phone.last.text)
        phone.tap("▶")
    return "\n".join(pages)


def test_what_was_noted_of_abuse_and_its_moment_are_for_therapists_alone(confided: Room) -> None:
    hugo = confided.kit.member(7, "Hugo", Role.OWNER, confided.kit.patient_ids[0])
    read = every_block(hugo)
    assert NOTE not in read
    assert not any(sign in read for sign in DANGER)
    assert "nivel 2" in read, "another hard moment is told of"

    ines = confided.kit.phone(THERAPIST, "Inés")
    read = every_block(ines)
    assert NOTE in read
    assert all(sign in read for sign in DANGER)


def test_the_count_of_hard_moments_does_not_tell_of_abuse(confided: Room) -> None:
    hugo = confided.kit.member(7, "Hugo", Role.OWNER, confided.kit.patient_ids[0])
    hugo.command("summaries")
    hugo.tap("Informe")
    assert "(nivel 2 y 3):</b> 1" in hugo.last.text

    ines = confided.kit.phone(THERAPIST, "Inés")
    ines.command("summaries")
    ines.tap("Informe")
    assert "(nivel 2 y 3):</b> 2" in ines.last.text


def test_without_abuse_an_owner_reads_the_note(ended: Room) -> None:
    hugo = ended.kit.member(7, "Hugo", Role.OWNER, ended.kit.patient_ids[0])
    assert "Esto no se lo había oído nunca." in every_block(hugo)
