"""Role x action, cell by cell, through every route of this area."""

import pytest

from bot.handlers import arrival, circle, enrolment, help_pages, language, person, privacy
from bot.turns import Route
from core.domain.circle import Action, Role, may
from core.domain.conversation import Button, Expectation, Screen
from tests.fakes.turns import Phone, TurnKit

AREAS = (arrival, circle, enrolment, help_pages, language, person, privacy)
TAPS = {name: route for area in AREAS for name, route in area.routes().taps.items()}
ANSWERS = {name: route for area in AREAS for name, route in area.routes().answers.items()}

#: What product.md says, written out: who may do what; R relative, C companion, T therapist.
TABLE = {
    Action.ENTER: "OCRT",
    Action.LEAD_SESSION: "OCT",
    Action.SEND_PHOTOS: "OCR",
    Action.TELL_MEMORY: "OCR",
    Action.MAKE_PICTURES: "OCT",
    Action.READ_BOOK: "OCRT",
    Action.EDIT_BOOK: "OC",
    Action.EDIT_PERSON: "O",
    Action.EDIT_CARE: "OT",
    Action.READ_SUMMARIES: "OT",
    Action.CONFIRM_STATES: "T",
    Action.MANAGE_CIRCLE: "O",
    Action.GIVE_CONSENT: "O",
    Action.EXPORT: "O",
    Action.ERASE: "O",
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", Action)
def test_the_table_is_what_the_product_says(role: Role, action: Action) -> None:
    assert may(role, action, present={Role.OWNER}) is (role[0].upper() in TABLE[action])


def test_the_care_settings_go_to_a_therapist_who_is_linked() -> None:
    assert not may(Role.OWNER, Action.EDIT_CARE, present=frozenset(Role))


@pytest.mark.parametrize("action", Action)
def test_a_therapist_stands_in_for_the_owner_until_there_is_one(action: Action) -> None:
    instead = {Action.EDIT_PERSON, Action.MANAGE_CIRCLE, Action.GIVE_CONSENT, Action.ERASE}
    allowed = "T" in TABLE[action] or action in instead
    assert may(Role.THERAPIST, action, present={Role.THERAPIST}) is allowed
    assert may(Role.RELATIVE, action, present={Role.THERAPIST}) is ("R" in TABLE[action])


def forbidden(routes: dict[str, Route]) -> list[tuple[Role, str]]:
    return [
        (role, name)
        for role in Role
        for name, route in routes.items()
        if role[0].upper() not in TABLE[route.action]
    ]


def member(kit: TurnKit, role: Role) -> Phone:
    return kit.member(7, "Iris", role, kit.patient_ids[0])


@pytest.mark.parametrize(("role", "tap"), forbidden(TAPS))
def test_a_tap_beyond_ones_role_changes_nothing(
    ana: Phone, kit: TurnKit, role: Role, tap: str
) -> None:
    iris = member(kit, role)
    with kit.look() as work:
        button = Button(label="?", action=tap)
        screen = work.add_screen(Screen(number=0, chat_id=7, account_id=7, buttons=(button,)))
        work.commit()
        before = work.patient()
    applied = iris.tap_data(f"{kit.patient_ids[0]}.{screen.number}.0")
    assert (
        applied.notice == "Ese botón no es de este espacio. Escribe /start para ver dónde estás."
    )
    assert kit.person() == before
    assert iris.seen == []


@pytest.mark.parametrize(("role", "answer"), forbidden(ANSWERS))
def test_an_answer_beyond_ones_role_changes_nothing(
    ana: Phone, kit: TurnKit, role: Role, answer: str
) -> None:
    iris = member(kit, role)
    with kit.look() as work:
        work.expect(Expectation(chat_id=7, action=answer))
        work.commit()
        before = work.patient()
    iris.words("Carmen")
    assert kit.person() == before
    assert "Aquí no puedo abrir eso" in iris.last.text


def test_a_button_of_another_accounts_chat_is_gently_refused(
    ana: Phone, lucia: Phone, kit: TurnKit
) -> None:
    ana.command("circle")
    applied = lucia.tap_data(ana.last.buttons["Invitar"])
    assert applied.notice
    assert lucia.seen == []


def test_a_button_of_a_space_one_is_not_in_tells_nothing(ana: Phone, kit: TurnKit) -> None:
    ana.command("circle")
    stranger = kit.phone(99, "Otto")
    applied = stranger.tap_data(ana.last.buttons["Invitar"])
    assert "no es de este espacio" in applied.notice
    assert stranger.seen == []


def test_a_button_of_a_space_that_never_was_gets_the_same_answer(kit: TurnKit) -> None:
    stranger = kit.phone(99, "Otto")
    applied = stranger.tap_data("zzzzzzzzzzzzzzzz.1.0")
    assert "no es de este espacio" in applied.notice
