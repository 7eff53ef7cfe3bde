"""Role x action, cell by cell, through every route of the therapist's area."""

from dataclasses import replace

import pytest

from bot.handlers import therapist
from bot.turns import Route
from core.domain.circle import Action, Role
from core.domain.consent import ConsentKind
from core.domain.conversation import Button, Expectation, Screen
from tests.fakes.turns import START, Phone
from tests.integration.session.room import THERAPIST, Room

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
