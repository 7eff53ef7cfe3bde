"""/circle: who is in, links, leaving, and whose space this is."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from core.domain.circle import Role
from core.domain.consent import ConsentKind, GivenBy
from core.domain.life import Level
from core.domain.session import ReminiscenceSession
from tests.fakes.turns import START, Phone, TurnKit


def roles(kit: TurnKit) -> dict[str, Role]:
    return {m.name: m.role for m in kit.services.registry.members(kit.patient_ids[0])}


def code_in(phone: Phone) -> str:
    match = re.search(r"(?:start=|/start )(\w+)", phone.seen[-2].text)
    assert match is not None
    return match[1]


def begun_by(kit: TurnKit, phone: Phone) -> None:
    """An open session that this phone leads."""
    with kit.look() as work:
        session = ReminiscenceSession.begin(
            session_id="s1",
            led_by=phone.account_id,
            level=Level.OPEN,
            limit_minutes=45,
            now=START,
        )
        work.sessions.save(session)
        work.commit()


def test_everybody_sees_whose_circle_it_is_and_who_is_in(ana: Phone, lucia: Phone) -> None:
    lucia.command("circle")
    assert "Estás con <b>Carmen</b>" in lucia.last.text
    assert "Ana · responsable" in lucia.last.text
    assert "Lucía · familia (tú)" in lucia.last.text


def test_an_owner_may_invite_and_remove(ana: Phone, lucia: Phone) -> None:
    ana.command("circle")
    assert {"Invitar", "Quitar a alguien"} <= set(ana.last.labels)


@pytest.mark.parametrize("who", ["lucia", "marta", "pablo"])
def test_nobody_else_is_offered_to(who: str, request: pytest.FixtureRequest) -> None:
    phone: Phone = request.getfixturevalue(who)
    phone.command("circle")
    assert {"Invitar", "Quitar a alguien"}.isdisjoint(phone.last.labels)


@pytest.mark.parametrize(
    ("button", "role"),
    [
        ("Acompañante", Role.COMPANION),
        ("Familia", Role.RELATIVE),
        ("Otra persona responsable", Role.OWNER),
    ],
)
def test_a_link_brings_somebody_in_with_its_role(
    ana: Phone, kit: TurnKit, button: str, role: Role
) -> None:
    ana.command("circle")
    ana.tap("Invitar")
    ana.tap(button)
    ana.words("Eva")
    eva = kit.phone(8, "Eva")
    eva.command("start", code_in(ana))
    eva.tap("Eva")
    assert roles(kit) == {"Ana": Role.OWNER, "Eva": role}


def test_the_link_names_the_bot_once_it_is_known(ana: Phone, kit: TurnKit) -> None:
    kit.services.registry.set_value("bot_username", "vivencia_bot")
    ana.command("circle")
    ana.tap("Invitar")
    ana.tap("Familia")
    ana.tap("Sin nombre")
    assert "https://t.me/vivencia_bot?start=" in ana.seen[-2].text
    assert "una sola vez, durante 7 días" in ana.last.text


def test_a_deep_link_fits_into_64_characters(ana: Phone) -> None:
    ana.command("circle")
    ana.tap("Invitar")
    ana.tap("Familia")
    ana.tap("Sin nombre")
    assert re.fullmatch(r"[A-Za-z0-9_-]{16,64}", code_in(ana))


def test_a_therapist_is_invited_only_with_the_consent_to_share(ana: Phone, kit: TurnKit) -> None:
    ana.command("circle")
    ana.tap("Invitar")
    ana.tap("Terapeuta")
    assert "¿Quién da permiso para compartirlo?" in ana.last.text
    ana.tap("Soy su representante")
    with kit.look() as work:
        consent = work.consents.holding(ConsentKind.SHARING)
    assert consent is not None
    assert (consent.given_by, consent.recorded_by) == (GivenBy.REPRESENTATIVE, 1)
    assert "como terapeuta" in ana.last.text


def test_a_withdrawn_link_opens_nothing(ana: Phone, kit: TurnKit) -> None:
    ana.command("circle")
    ana.tap("Invitar")
    ana.tap("Familia")
    ana.tap("Sin nombre")
    code = code_in(ana)
    ana.tap("Anular el enlace")
    eva = kit.phone(8, "Eva")
    eva.command("start", code)
    assert "ya no sirve" in eva.last.text
    assert roles(kit) == {"Ana": Role.OWNER}


def link(owner: Phone, role: str = "Familia", *, name: str = "") -> str:
    """The code of a link that an owner makes."""
    owner.command("circle")
    owner.tap("Invitar")
    owner.tap(role)
    if name:
        owner.words(name)
    else:
        owner.tap("Sin nombre")
    return code_in(owner)


def lets_in(kit: TurnKit, code: str) -> bool:
    """Whether whoever opens a link is asked in."""
    stranger = kit.phone(9, "Otto")
    stranger.command("start", code)
    return "Otto" in stranger.last.labels


def put_out(owner: Phone, name: str) -> None:
    owner.command("circle")
    owner.tap("Quitar a alguien")
    owner.tap(name)
    owner.tap("Sí, quitar")


def test_links_nobody_has_used_are_listed_with_who_made_them_and_until_when(ana: Phone) -> None:
    link(ana, "Acompañante", name="Eva")
    link(ana)
    ana.command("circle")
    until = "lo hizo Ana y sirve hasta el 9 de marzo de 2026"
    assert f"1. Eva · acompañante: {until}\n2. familia: {until}" in ana.last.text


def test_any_link_can_be_cancelled_as_long_as_nobody_has_used_it(ana: Phone, kit: TurnKit) -> None:
    kept, gone = link(ana), link(ana, name="Eva")
    ana.command("circle")
    ana.tap("Anular un enlace")
    ana.tap("2. Eva")
    assert (lets_in(kit, kept), lets_in(kit, gone)) == (True, False)
    assert "Eva" not in ana.last.text
    assert "Anular un enlace" in ana.last.labels


def test_a_link_that_was_used_or_has_expired_is_not_listed(ana: Phone, kit: TurnKit) -> None:
    code = link(ana)
    eva = kit.phone(8, "Eva")
    eva.command("start", code)
    eva.tap("Eva")
    link(ana)
    kit.wait(timedelta(days=7))
    ana.command("circle")
    assert "Enlaces que nadie ha usado" not in ana.last.text
    assert "Anular un enlace" not in ana.last.labels


@pytest.mark.parametrize("who", ["lucia", "pablo", "marta"])
def test_nobody_else_sees_the_links(ana: Phone, who: str, request: pytest.FixtureRequest) -> None:
    phone: Phone = request.getfixturevalue(who)
    link(ana)
    phone.command("circle")
    assert "Enlaces que nadie ha usado" not in phone.last.text
    assert "Anular un enlace" not in phone.last.labels


def test_who_is_removed_does_not_come_back_by_another_link(
    ana: Phone, lucia: Phone, kit: TurnKit
) -> None:
    second = link(ana)
    put_out(ana, "Lucía")
    assert "nadie había usado también dejan de servir" in ana.seen[-2].text
    lucia.read()
    lucia.command("start", second)
    assert "ya no sirve" in lucia.last.text
    assert roles(kit) == {"Ana": Role.OWNER}


def test_a_removed_owner_leaves_no_links_behind(ana: Phone, kit: TurnKit) -> None:
    bea = kit.member(2, "Bea", Role.OWNER, kit.patient_ids[0])
    code = link(bea, "Otra persona responsable")
    put_out(ana, "Bea")
    assert not lets_in(kit, code)


def test_nothing_is_said_of_links_where_there_are_none(ana: Phone, lucia: Phone) -> None:
    put_out(ana, "Lucía")
    assert not any("dejan de servir" in seen.text for seen in ana.seen)


def test_who_leaves_takes_along_the_links_they_made_and_no_others(
    ana: Phone, kit: TurnKit
) -> None:
    bea = kit.member(2, "Bea", Role.OWNER, kit.patient_ids[0])
    of_ana, of_bea = link(ana), link(bea)
    ana.command("circle")
    ana.tap("Salir del círculo")
    ana.tap("Sí, salir")
    assert (lets_in(kit, of_ana), lets_in(kit, of_bea)) == (False, True)


@pytest.mark.parametrize("name", ["", "E" * 61])
def test_a_name_that_is_none_is_asked_again(ana: Phone, name: str) -> None:
    ana.command("circle")
    ana.tap("Invitar")
    ana.tap("Familia")
    ana.words(name)
    assert "Escribe el nombre" in ana.last.text


def test_who_is_removed_sees_nothing_more_at_once(ana: Phone, lucia: Phone, kit: TurnKit) -> None:
    lucia.command("circle")
    ana.command("circle")
    ana.tap("Quitar a alguien")
    ana.tap("Lucía")
    ana.tap("Sí, quitar")
    applied = lucia.tap("Mi nombre")
    assert applied.notice
    assert roles(kit) == {"Ana": Role.OWNER}
    lucia.command("start")
    assert "Soy <b>Vivencia</b>" in lucia.last.text


def test_who_is_removed_leading_a_session_leaves_it_to_the_next(
    ana: Phone, pablo: Phone, kit: TurnKit
) -> None:
    begun_by(kit, pablo)
    pablo.command("circle")
    ana.command("circle")
    ana.tap("Quitar a alguien")
    ana.tap("Pablo")
    applied = ana.tap("Sí, quitar")
    assert applied.chats == {ana.account_id, pablo.account_id}
    with kit.look() as work:
        assert work.sessions.open_one() is None
        assert not work.open_screens(pablo.account_id)


def test_who_is_removed_while_another_leads_takes_no_session_along(
    ana: Phone, pablo: Phone, lucia: Phone, kit: TurnKit
) -> None:
    begun_by(kit, pablo)
    ana.command("circle")
    ana.tap("Quitar a alguien")
    ana.tap("Lucía")
    ana.tap("Sí, quitar")
    with kit.look() as work:
        assert work.sessions.open_one() is not None


def test_who_leaves_ends_the_session_they_lead(ana: Phone, pablo: Phone, kit: TurnKit) -> None:
    begun_by(kit, pablo)
    pablo.command("circle")
    pablo.tap("Salir del círculo")
    pablo.tap("Sí, salir")
    with kit.look() as work:
        assert work.sessions.open_one() is None


def test_the_last_owner_cannot_leave(ana: Phone, lucia: Phone) -> None:
    ana.command("circle")
    assert "Salir del círculo" not in ana.last.labels


def test_an_owner_can_leave_when_another_stays(ana: Phone, kit: TurnKit) -> None:
    kit.member(2, "Bea", Role.OWNER, kit.patient_ids[0])
    ana.command("circle")
    ana.tap("Salir del círculo")
    ana.tap("Sí, salir")
    assert roles(kit) == {"Bea": Role.OWNER}
    assert ana.account.patient_id is None


def test_a_second_owner_is_advised_until_there_is_one(ana: Phone, kit: TurnKit) -> None:
    ana.command("circle")
    assert "otra persona responsable" in ana.last.text
    kit.member(2, "Bea", Role.OWNER, kit.patient_ids[0])
    ana.command("circle")
    assert "otra persona responsable" not in ana.last.text


def test_ones_own_name_can_be_changed(ana: Phone, lucia: Phone, kit: TurnKit) -> None:
    lucia.command("circle")
    lucia.tap("Mi nombre")
    lucia.words("  Luci  ")
    assert roles(kit) == {"Ana": Role.OWNER, "Luci": Role.RELATIVE}
    assert "Luci · familia (tú)" in lucia.last.text


def test_nobody_with_one_space_is_offered_another(ana: Phone) -> None:
    ana.command("circle")
    assert "Otra persona" not in ana.last.labels


def test_going_to_another_space_says_whose_it_is_there(ana: Phone, kit: TurnKit) -> None:
    second = kit.services.stores.create(ana.account, now=START)
    with kit.look(second) as work:
        work.save_patient(replace(work.patient(), name="Julián", enrolled=True))
        work.commit()
    ana.command("circle")
    ana.tap("Otra persona")
    ana.tap("Julián")
    assert "Ahora estás con <b>Julián</b>" in ana.last.text
    ana.tap("Seguir")
    assert "Estás con <b>Julián</b>" in ana.last.text


def test_a_space_one_was_removed_from_cannot_be_gone_to(
    ana: Phone, lucia: Phone, kit: TurnKit
) -> None:
    other = kit.services.stores.create(ana.account, now=START)
    kit.services.registry.join(replace(kit.services.registry.memberships(3)[0], patient_id=other))
    lucia.command("circle")
    lucia.tap("Otra persona")
    kit.services.registry.leave(3, other)
    lucia.tap("Un espacio sin nombre")
    assert lucia.account.patient_id == kit.patient_ids[0]
    assert "ya no sirve" in lucia.last.text
