"""Getting in: strangers, one-use links, replays after a crash, and whose space it is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.dispatch import Dispatcher
from bot.incoming import Incoming, IncomingKind
from core.domain.circle import Role
from core.domain.consent import ConsentKind, GivenBy
from core.services import circle, consents
from tests.fakes.turns import START, Phone, TurnKit

START_COMMAND = Incoming(kind=IncomingKind.COMMAND, command="start")


def circle_code(kit: TurnKit, role: Role = Role.RELATIVE, *, name: str = "Lucía") -> str:
    """A link made by the owner of the first space."""
    patient_id = kit.patient_ids[0]
    owner = kit.services.registry.members(patient_id)[0]
    account = kit.services.registry.account(owner.account_id)
    assert account is not None
    with kit.services.stores.open(patient_id, account) as work:
        if role is Role.THERAPIST:
            consents.give(
                work,
                ConsentKind.SHARING,
                given_by=GivenBy.CARER,
                account_id=account.id,
                consent_id=kit.ids.new(),
                now=kit.clock.now(),
            )
        invitation = circle.invite(
            work,
            kit.services.registry,
            kit.ids,
            role=role,
            name=name,
            made_by=account.id,
            now=kit.clock.now(),
        )
        work.commit()
    return invitation.code


@pytest.mark.parametrize(
    ("language", "words", "other"),
    [
        ("es", "una inteligencia artificial", "English"),
        ("en", "an artificial intelligence", "Español"),
        ("de", "an artificial intelligence", "Español"),
    ],
)
def test_a_stranger_sees_what_it_is_and_nothing_else(
    kit: TurnKit, language: str, words: str, other: str
) -> None:
    phone = kit.phone(9, "Otto", language=language)
    phone.command("start")
    assert words in phone.last.text
    assert phone.last.labels == [other]


@pytest.mark.parametrize("command", ["book", "session", "person", "privacy", "help"])
def test_a_stranger_gets_the_same_answer_to_every_command(kit: TurnKit, command: str) -> None:
    phone = kit.phone(9, "Otto")
    phone.command("start")
    phone.command(command)
    assert phone.seen[0].text == phone.seen[1].text


def test_a_stranger_can_change_the_language(kit: TurnKit) -> None:
    phone = kit.phone(9, "Otto")
    phone.command("start")
    phone.tap("English")
    assert "an artificial intelligence" in phone.last.text
    assert phone.last.labels == ["Español"]


def test_an_operators_link_makes_a_space_with_its_owner(ana: Phone, kit: TurnKit) -> None:
    (patient_id,) = kit.patient_ids
    (owner,) = kit.services.registry.members(patient_id)
    assert (owner.account_id, owner.role, owner.name) == (1, Role.OWNER, "Ana")
    assert ana.account.patient_id == patient_id


@pytest.mark.parametrize("code", ["unknown", "a" * 64, "../../etc", "'; DROP TABLE"])
def test_an_unknown_code_gets_kind_words(kit: TurnKit, code: str) -> None:
    phone = kit.phone(9, "Otto")
    phone.command("start", code)
    assert "ya no sirve" in phone.last.text
    assert kit.patient_ids == []


def test_an_expired_link_opens_nothing(kit: TurnKit) -> None:
    code = kit.invitation(valid=timedelta(days=7))
    kit.wait(timedelta(days=7))
    phone = kit.phone(9, "Otto")
    phone.command("start", code)
    assert "ya no sirve" in phone.last.text
    assert kit.patient_ids == []


def test_a_link_works_for_one_account_only(kit: TurnKit) -> None:
    code = kit.invitation()
    kit.phone(1, "Ana").command("start", code)
    second = kit.phone(2, "Bea")
    second.command("start", code)
    assert "ya no sirve" in second.last.text
    assert len(kit.patient_ids) == 1


def test_opening_ones_own_link_again_leads_to_the_same_space(kit: TurnKit) -> None:
    code = kit.invitation()
    phone = kit.phone(1, "Ana")
    phone.command("start", code)
    phone.words("Carmen")
    phone.command("start", code)
    assert phone.last.text == "¿Le hablas de tú o de usted?"
    assert len(kit.patient_ids) == 1


def test_a_crash_after_the_space_was_made_makes_no_second_one(kit: TurnKit) -> None:
    code = kit.invitation()
    phone = kit.phone(1, "Ana")
    phone.command("start", code)
    registry = kit.services.registry
    used = registry.invitation(code)
    assert used is not None
    registry.save_invitation(
        replace(used, patient_id=None)
    )  # as if killed before this was written
    registry.save_account(replace(phone.account, patient_id=None))
    phone.command("start", code)
    assert len(kit.patient_ids) == 1
    assert registry.invitation(code) == used


def test_a_crash_before_the_space_was_made_makes_it_at_the_second_try(kit: TurnKit) -> None:
    code = kit.invitation()
    registry = kit.services.registry
    reserved = registry.invitation(code)
    assert reserved is not None
    registry.save_invitation(replace(reserved, used_by=1))
    kit.phone(1, "Ana").command("start", code)
    assert len(kit.patient_ids) == 1


def test_the_same_update_twice_is_answered_once(kit: TurnKit) -> None:
    phone = kit.phone(1, "Ana")
    opening = replace(START_COMMAND, text=kit.invitation())
    phone.send(opening, key="u:500")
    phone.send(opening, key="u:500")
    assert len(phone.seen) == 1


def test_a_lobby_answer_that_waits_to_be_sent_is_not_written_twice(kit: TurnKit) -> None:
    phone = kit.phone(9, "Otto")
    row = phone.row(START_COMMAND, key="u:501")
    for _ in range(2):
        Dispatcher(kit.services).apply(row)
    assert len(phone.read()) == 1


def test_an_invited_relative_sees_whose_circle_it_is_and_confirms_a_name(
    ana: Phone, kit: TurnKit
) -> None:
    ana.words("Carmen")
    lucia = kit.phone(3, "Lucia P.")
    lucia.command("start", circle_code(kit))
    assert "círculo de <b>Carmen</b>, como familia" in lucia.last.text
    assert "inteligencia artificial" in lucia.last.text
    assert lucia.last.labels == ["Lucía", "Lucia P.", "Ahora no", "English"]


@pytest.mark.parametrize("chosen", ["Lucía", "Lucia P."])
def test_joining_gives_the_role_and_the_name_chosen(ana: Phone, kit: TurnKit, chosen: str) -> None:
    lucia = kit.phone(3, "Lucia P.")
    lucia.command("start", circle_code(kit))
    lucia.tap(chosen)
    joined = kit.services.registry.memberships(3)
    assert [(m.role, m.name) for m in joined] == [(Role.RELATIVE, chosen)]
    assert lucia.account.patient_id == kit.patient_ids[0]


def test_who_joins_before_the_first_questions_are_answered_is_told_to_come_back(
    ana: Phone, kit: TurnKit
) -> None:
    lucia = kit.phone(3, "Lucia P.")
    lucia.command("start", circle_code(kit))
    lucia.tap("Lucía")
    assert "todavía está contándome lo primero" in lucia.last.text


def test_who_joins_later_lands_in_the_home_of_that_person(ana: Phone, kit: TurnKit) -> None:
    kit.prepare(name="Carmen", enrolled=True)
    lucia = kit.phone(3, "Lucia P.")
    lucia.command("start", circle_code(kit))
    lucia.tap("Lucía")
    assert "Estás con <b>Carmen</b>" in lucia.last.text


def test_saying_no_at_the_door_joins_nothing_and_keeps_the_link_good(
    ana: Phone, kit: TurnKit
) -> None:
    code = circle_code(kit)
    lucia = kit.phone(3, "Lucia P.")
    lucia.command("start", code)
    lucia.tap("Ahora no")
    assert kit.services.registry.memberships(3) == []
    lucia.command("start", code)
    assert "Lucía" in lucia.last.labels


def test_the_language_can_be_changed_at_the_door(ana: Phone, kit: TurnKit) -> None:
    lucia = kit.phone(3, "Lucia P.")
    lucia.command("start", circle_code(kit))
    lucia.tap("English")
    assert "You are invited to a circle, as family" in lucia.last.text


def test_a_circle_link_works_once(ana: Phone, kit: TurnKit) -> None:
    code = circle_code(kit)
    first, second = kit.phone(3, "Lucia P."), kit.phone(4, "Eva")
    second.command("start", code)
    first.command("start", code)
    first.tap("Lucía")
    second.tap("Eva")
    assert "ya no sirve" in second.last.text
    assert kit.services.registry.memberships(4) == []


@pytest.mark.parametrize("role", Role)
def test_an_owner_who_opens_a_link_stays_owner(ana: Phone, kit: TurnKit, role: Role) -> None:
    kit.member(2, "Bea", Role.OWNER, kit.patient_ids[0])
    code = circle_code(kit, role)
    bea = kit.phone(2, "Bea")
    bea.command("start", code)
    bea.tap("Bea")
    (own,) = kit.services.registry.memberships(2)
    assert own.role is Role.OWNER


@pytest.mark.parametrize(
    ("present", "invited"),
    [
        (Role.OWNER, Role.THERAPIST),
        (Role.COMPANION, Role.THERAPIST),
        (Role.RELATIVE, Role.THERAPIST),
        (Role.THERAPIST, Role.COMPANION),
        (Role.THERAPIST, Role.RELATIVE),
    ],
)
def test_a_link_that_would_take_something_away_is_left_for_whom_it_was_meant(
    ana: Phone, kit: TurnKit, present: Role, invited: Role
) -> None:
    code = circle_code(kit, invited)
    lucia = kit.member(3, "Lucia P.", present, kit.patient_ids[0])
    lucia.command("start", code)
    lucia.tap("Lucía")
    assert "dejarías de poder hacer cosas" in lucia.last.text
    assert [m.role for m in kit.services.registry.memberships(3)] == [present]
    eva = kit.phone(4, "Eva")
    eva.command("start", code)
    eva.tap("Eva")
    assert [m.role for m in kit.services.registry.memberships(4)] == [invited]


@pytest.mark.parametrize(
    ("present", "invited"),
    [
        (Role.RELATIVE, Role.COMPANION),
        (Role.RELATIVE, Role.OWNER),
        (Role.COMPANION, Role.OWNER),
        (Role.THERAPIST, Role.OWNER),
    ],
)
def test_a_link_that_gives_more_changes_the_role(
    ana: Phone, kit: TurnKit, present: Role, invited: Role
) -> None:
    lucia = kit.member(3, "Lucia P.", present, kit.patient_ids[0])
    lucia.command("start", circle_code(kit, invited))
    lucia.tap("Lucía")
    assert [m.role for m in kit.services.registry.memberships(3)] == [invited]


def test_a_used_link_does_not_let_a_removed_account_back_in(ana: Phone, kit: TurnKit) -> None:
    code = circle_code(kit)
    lucia = kit.phone(3, "Lucia P.")
    lucia.command("start", code)
    lucia.tap("Lucía")
    circle.put_out(kit.services.registry, kit.patient_ids[0], 3)
    lucia.command("start", code)
    assert "ya no sirve" in lucia.last.text


def test_a_therapists_link_is_worth_nothing_once_sharing_is_withdrawn(
    ana: Phone, kit: TurnKit
) -> None:
    code = circle_code(kit, Role.THERAPIST, name="Marta")
    with kit.look() as work:
        consent = work.consents.holding(ConsentKind.SHARING)
        assert consent is not None
        work.consents.save(consent.withdraw(at=START))
        work.commit()
    marta = kit.phone(5, "Marta")
    marta.command("start", code)
    assert "ya no sirve" in marta.last.text


def test_somebody_in_several_spaces_and_in_none_chooses_by_name(kit: TurnKit) -> None:
    ana = kit.member(1, "Ana", Role.OWNER)
    kit.prepare(name="Carmen", enrolled=True)
    second = kit.services.stores.create(ana.account, now=START)
    with kit.look(second) as work:
        work.save_patient(replace(work.patient(), name="Julián", enrolled=True))
        work.commit()
    kit.services.registry.save_account(replace(ana.account, patient_id=None))
    ana.command("start")
    assert set(ana.last.labels) == {"Carmen", "Julián"}
    ana.tap("Julián")
    assert "Estás con <b>Julián</b>" in ana.last.text
