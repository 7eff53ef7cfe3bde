"""A therapist opens a space, leads in it, and hands it to the family."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.routes import all_routes
from core.domain.circle import Role
from core.domain.consent import ConsentKind, GivenBy
from core.services import invitations
from tests.fakes.turns import Phone, TurnKit

MARTA, ROSA, TERESA = 5, 11, 12


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[TurnKit]:
    with TurnKit.open(tmp_path, all_routes()) as opened:
        yield opened


@pytest.fixture
def marta(kit: TurnKit) -> Phone:
    """A therapist with the operator's link, up to the first invitation to a session."""
    now = kit.clock.now()
    made = invitations.invite(kit.services.registry, kit.ids, now=now, role=Role.THERAPIST)
    marta = kit.phone(MARTA, "Marta")
    marta.command("start", made.code)
    marta.words("Carmen")
    for answer in ("Usted", "Contar", "Nada", "La persona"):
        marta.tap(answer)
    return marta


def invites_the_family(marta: Phone) -> str:
    """The code of the link to the owner's place."""
    marta.command("circle")
    marta.tap("Invitar a la familia")
    marta.tap("Sin nombre")
    return next(s.text for s in marta.seen[::-1] if "/start " in s.text).rsplit(" ", 1)[1]


def owns(kit: TurnKit, marta: Phone) -> Phone:
    rosa = kit.phone(ROSA, "Rosa")
    rosa.command("start", invites_the_family(marta))
    rosa.tap("Rosa")
    return rosa


def roles(kit: TurnKit) -> dict[int, Role]:
    members = kit.services.registry.members(kit.patient_ids[0])
    return {member.account_id: member.role for member in members}


def test_an_operators_link_lets_a_therapist_open_a_space(kit: TurnKit, marta: Phone) -> None:
    assert roles(kit) == {MARTA: Role.THERAPIST}
    assert kit.person().name == "Carmen"
    assert "Me gustaría pasar un ratito" in marta.last.text


def test_what_is_allowed_is_noted_with_who_gave_it_and_who_wrote_it_down(
    kit: TurnKit, marta: Phone
) -> None:
    asked = next(seen.text for seen in marta.seen if "¿Quién da permiso" in seen.text)
    assert "para que lo veas como terapeuta" in asked
    with kit.look() as work:
        for kind in (ConsentKind.STORIES, ConsentKind.SHARING):
            consent = work.consents.holding(kind)
            assert consent is not None
            assert (consent.given_by, consent.recorded_by) == (GivenBy.PERSON, MARTA)


def test_until_then_only_an_owner_can_be_invited(kit: TurnKit, marta: Phone) -> None:
    marta.command("circle")
    assert {"Invitar", "Quién responde", "Salir del círculo"}.isdisjoint(marta.last.labels)
    marta.tap("Invitar a la familia")
    assert "¿Quién de la familia será responsable?" in marta.last.text


def test_ones_own_link_to_the_owners_place_changes_nothing(kit: TurnKit, marta: Phone) -> None:
    code = invites_the_family(marta)
    marta.command("start", code)
    marta.tap("Marta")
    assert roles(kit) == {MARTA: Role.THERAPIST}
    rosa = kit.phone(ROSA, "Rosa")
    rosa.command("start", code)
    rosa.tap("Rosa")
    assert roles(kit)[ROSA] is Role.OWNER


def test_the_family_takes_the_owners_place_and_is_told_what_was_allowed(
    kit: TurnKit, marta: Phone
) -> None:
    rosa = owns(kit, marta)
    assert roles(kit) == {MARTA: Role.THERAPIST, ROSA: Role.OWNER}
    assert "Este espacio lo abrió un terapeuta" in rosa.last.text
    assert "Compartir con un terapeuta: lo dio la persona; lo anotó Marta" in rosa.last.text
    assert "Rosa ya responde del espacio" in [*marta.read(), marta.last][-1].text
    rosa.command("start")
    assert "lo abrió un terapeuta" not in rosa.last.text


def test_afterwards_the_therapist_is_a_therapist_like_any_other(
    kit: TurnKit, marta: Phone
) -> None:
    marta.command("circle")
    old = marta.last.buttons["Invitar a la familia"]
    owns(kit, marta)
    assert marta.tap_data(old).notice
    marta.command("privacy")
    assert "Borrar lo de Carmen" not in marta.last.labels
    marta.command("circle")
    assert "Salir del círculo" in marta.last.labels
    assert "Invitar a la familia" not in marta.last.labels


def test_the_owner_may_take_the_sharing_back_and_the_therapist_is_out(
    kit: TurnKit, marta: Phone
) -> None:
    rosa = owns(kit, marta)
    rosa.tap("Los permisos")
    rosa.tap("Retirar: terapeuta")
    rosa.tap("Sí, retirar")
    assert roles(kit) == {ROSA: Role.OWNER}


def test_a_therapist_who_was_sent_out_leaves_no_link_to_the_owners_place(
    kit: TurnKit, marta: Phone
) -> None:
    second = invites_the_family(marta)
    rosa = owns(kit, marta)
    rosa.tap("Los permisos")
    rosa.tap("Retirar: terapeuta")
    rosa.tap("Sí, retirar")
    assert any("dejan de servir" in seen.text for seen in rosa.seen)
    marta.read()
    marta.command("start", second)
    assert "ya no sirve" in marta.last.text
    assert roles(kit) == {ROSA: Role.OWNER}


def test_nobody_is_left_with_a_space_that_nobody_answers_for(kit: TurnKit, marta: Phone) -> None:
    marta.command("privacy")
    marta.tap("Los permisos")
    marta.tap("Retirar: terapeuta")
    marta.tap("Sí, retirar")
    assert "nadie de la familia como responsable" in marta.last.text
    assert roles(kit) == {MARTA: Role.THERAPIST}
    marta.command("privacy")
    marta.tap("Irme y que me olvides")
    assert "la única persona responsable" in marta.last.text


def test_whoever_stands_in_can_erase_what_was_begun(kit: TurnKit, marta: Phone) -> None:
    marta.command("privacy")
    marta.tap("Borrar lo de Carmen")
    marta.words("Carmen")
    marta.tap("Borrar para siempre")
    assert kit.patient_ids == []


def test_a_therapist_opens_one_more_from_the_list(kit: TurnKit, marta: Phone) -> None:
    for _ in range(2):  # an empty one is taken up again, not made twice
        marta.command("summaries")
        marta.tap("Abrir otro espacio")
        marta.tap("Sí, abrirlo")
        assert "¿Qué nombre le gusta?" in marta.last.text
        assert len(kit.patient_ids) == 2
    marta.words("Teresa")
    assert kit.person(kit.patient_ids[1]).name == "Teresa"
    assert kit.person(kit.patient_ids[0]).name == "Carmen"


def test_who_was_made_a_therapist_by_a_family_opens_no_spaces(kit: TurnKit, marta: Phone) -> None:
    teresa = kit.member(TERESA, "Teresa", Role.THERAPIST, kit.patient_ids[0])
    teresa.command("summaries")
    assert "Abrir otro espacio" not in teresa.last.labels
    teresa.tap_data("lobby.open.space")
    assert "ya no sirve" in teresa.last.text
    assert len(kit.patient_ids) == 1
