"""Accounts, roles, invitations and the inbox."""

from dataclasses import replace
from datetime import timedelta

from core.domain.circle import Invitation, Role
from core.domain.patient import PatientId
from core.domain.reminder import Reminder
from tests.integration.storage.conftest import House
from tests.integration.storage.examples import CHAT, LUZ, NOON, STRANGER, TOMAS, a_membership

ANA, EVA = PatientId("anaanaanaanaanaa"), PatientId("evaevaevaevaevae")


def take_in(house: House, key: str, patient_id: PatientId | None = None) -> bool:
    return house.registry.take_in(
        key, chat_id=CHAT, account_id=LUZ.id, patient_id=patient_id, body={"text": "hola"}
    )


def test_an_account_is_kept_with_the_space_it_is_in(house: House) -> None:
    house.registry.save_account(LUZ)
    house.registry.save_account(replace(LUZ, patient_id=ANA))
    assert house.registry.account(LUZ.id) == replace(LUZ, patient_id=ANA)
    assert house.registry.account(STRANGER.id) is None


def test_memberships_are_seen_from_both_sides(house: House) -> None:
    first = a_membership(ANA, Role.OWNER, LUZ)
    later = replace(a_membership(ANA, Role.RELATIVE), joined_at=NOON + timedelta(days=1))
    for membership in (later, first, a_membership(EVA, Role.OWNER)):
        house.registry.join(membership)
    assert house.registry.members(ANA) == [first, later]
    assert {m.patient_id for m in house.registry.memberships(TOMAS.id)} == {ANA, EVA}


def test_joining_again_changes_the_role(house: House) -> None:
    house.registry.join(a_membership(ANA, Role.RELATIVE))
    house.registry.join(a_membership(ANA, Role.COMPANION))
    assert [m.role for m in house.registry.members(ANA)] == [Role.COMPANION]


def test_an_invitation_is_kept_and_used_up(house: House) -> None:
    made = Invitation(code="c0de", role=Role.OWNER, expires_at=NOON)
    house.registry.save_invitation(made)
    house.registry.save_invitation(replace(made, used_by=LUZ.id))
    kept = house.registry.invitation("c0de")
    assert kept == replace(made, used_by=LUZ.id)
    assert house.registry.invitation("other") is None


def test_a_name_goes_from_the_links_its_account_came_by_alone(house: House) -> None:
    expires_at = NOON + timedelta(days=7)
    mine = Invitation(
        code="a", role=Role.RELATIVE, expires_at=expires_at, name="Luz", used_by=LUZ.id
    )
    theirs = replace(mine, code="b", name="Tomás", used_by=TOMAS.id)
    for invitation in (mine, theirs):
        house.registry.save_invitation(invitation)
    house.registry.forget_invited(LUZ.id)
    assert house.registry.invitation("a") == replace(mine, name="")
    assert house.registry.invitation("b") == theirs


def test_a_link_is_claimed_by_one_account_only(house: House) -> None:
    house.registry.save_invitation(Invitation(code="c0de", role=Role.OWNER, expires_at=NOON))
    assert house.registry.claim_invitation("c0de", LUZ.id)
    assert house.registry.claim_invitation("c0de", LUZ.id)
    assert not house.registry.claim_invitation("c0de", TOMAS.id)
    kept = house.registry.invitation("c0de")
    assert kept is not None
    assert kept.used_by == LUZ.id


def test_claiming_a_link_lets_its_account_in(house: House) -> None:
    made = Invitation(code="c0de", role=Role.RELATIVE, expires_at=NOON, patient_id=ANA)
    house.registry.save_invitation(made)
    joined = a_membership(ANA, Role.RELATIVE)
    assert house.registry.claim_invitation("c0de", TOMAS.id, membership=joined)
    assert house.registry.members(ANA) == [joined]


def test_nobody_is_let_in_by_a_link_another_account_claimed(house: House) -> None:
    made = Invitation(code="c0de", role=Role.RELATIVE, expires_at=NOON, patient_id=ANA)
    house.registry.save_invitation(replace(made, used_by=LUZ.id))
    joined = a_membership(ANA, Role.RELATIVE)
    assert not house.registry.claim_invitation("c0de", TOMAS.id, membership=joined)
    assert house.registry.members(ANA) == []


def test_a_withdrawn_or_unknown_link_cannot_be_claimed(house: House) -> None:
    made = Invitation(code="c0de", role=Role.OWNER, expires_at=NOON, withdrawn=True)
    house.registry.save_invitation(made)
    assert not house.registry.claim_invitation("c0de", LUZ.id)
    assert not house.registry.claim_invitation("n0ne", LUZ.id)


def test_the_links_into_a_space_that_nobody_used_are_found_by_their_end(house: House) -> None:
    late = Invitation(
        code="a-late", role=Role.RELATIVE, expires_at=NOON + timedelta(days=2), patient_id=ANA
    )
    soon = replace(late, code="soon", expires_at=NOON)
    elsewhere = (
        replace(late, code="eva", patient_id=EVA),
        replace(late, code="new", patient_id=None),
    )
    used, gone = (
        replace(late, code="used", used_by=LUZ.id),
        replace(late, code="gone", withdrawn=True),
    )
    for made in (late, soon, *elsewhere, used, gone):
        house.registry.save_invitation(made)
    assert house.registry.open_invitations(ANA) == [soon, late]


def test_an_update_that_comes_twice_is_taken_in_once(house: House) -> None:
    assert take_in(house, "u:1")
    assert not take_in(house, "u:1")
    assert len(house.registry.open_rows()) == 1


def test_rows_stay_open_in_the_order_they_came(house: House) -> None:
    for key in ("u:9", "u:3", "j:1:done"):
        take_in(house, key)
    house.registry.close_rows("u:3")
    assert [row.key for row in house.registry.open_rows()] == ["u:9", "j:1:done"]


def test_a_closed_row_forgets_what_was_said_but_not_that_it_came(house: House) -> None:
    take_in(house, "u:1")
    house.registry.close_rows("u:1")
    row = house.registry.row("u:1")
    assert row is not None
    assert row.body == {}
    assert not take_in(house, "u:1")


def test_a_row_is_given_the_patient_it_brought_about(house: House) -> None:
    take_in(house, "u:1")
    house.registry.move_row("u:1", ANA)
    row = house.registry.row("u:1")
    assert row is not None
    assert (row.patient_id, row.body) == (ANA, {"text": "hola"})


def test_an_open_row_is_written_anew_and_a_closed_one_stays_blank(house: House) -> None:
    take_in(house, "u:1")
    take_in(house, "u:2")
    house.registry.move_row("u:1", ANA)
    house.registry.close_rows("u:2")
    for key in ("u:1", "u:2"):
        house.registry.rewrite_row(key, {"text": "hola", "late": True})
    rows = [house.registry.row(key) for key in ("u:1", "u:2")]
    bodies = [row.body for row in rows if row is not None]
    assert bodies == [{"text": "hola", "late": True}, {}]


def test_a_row_nobody_took_in_is_not_there(house: House) -> None:
    assert house.registry.row("u:404") is None


def test_jobs_are_watched_until_they_are_not(house: House) -> None:
    house.registry.watch_job("j1", ANA)
    house.registry.watch_job("j1", ANA)
    house.registry.watch_job("j2", EVA)
    house.registry.unwatch_job("j2")
    assert house.registry.watched_jobs() == [("j1", ANA)]


def test_a_fact_of_the_installation_is_remembered(house: House) -> None:
    assert house.registry.value("last_backup") is None
    house.registry.set_value("last_backup", "never")
    house.registry.set_value("last_backup", "today")
    assert house.registry.value("last_backup") == "today"


def test_erasing_a_person_takes_them_out_of_the_registry(house: House) -> None:
    space = house.patients.create(LUZ, now=NOON)
    house.registry.save_account(replace(LUZ, patient_id=space))
    take_in(house, "u:1", space)
    house.registry.watch_job("j1", space)
    house.job_folders.folder("j1").write("recipe", b"{}")
    house.patients.erase(space)
    assert house.registry.members(space) == []
    assert house.registry.account(LUZ.id) == LUZ
    assert house.registry.open_rows() == []
    assert house.registry.watched_jobs() == [("j1", space)]  # what still runs must be stopped
    assert house.job_folders.all_ids() == []
    assert house.patients.all_ids() == []


def test_erasing_one_person_leaves_the_others(house: House) -> None:
    gone, kept = (house.patients.create(LUZ, now=NOON) for _ in range(2))
    house.patients.erase(gone)
    house.patients.erase(gone)
    with house.patients.open(kept, LUZ) as work:
        assert work.patient().id == kept


def a_reminder(patient_id: PatientId = ANA, *, account_id: int = LUZ.id) -> Reminder:
    return Reminder(
        id=f"{patient_id[:3]}{account_id}",
        patient_id=patient_id,
        account_id=account_id,
        time_zone="Europe/Madrid",
        hour=17,
        settled_at=NOON,
        weekdays=(NOON.weekday(),),
    )


def test_a_reminder_is_kept_and_changed(house: House) -> None:
    house.registry.save_reminder(a_reminder())
    house.registry.save_reminder(replace(a_reminder(), hour=18))
    assert house.registry.reminder(a_reminder().id) == replace(a_reminder(), hour=18)
    assert house.registry.reminders(ANA) == [replace(a_reminder(), hour=18)]
    house.registry.remove_reminder(a_reminder().id)
    assert house.registry.reminders(ANA) == []


def test_reminders_are_found_when_their_moment_has_come(house: House) -> None:
    at = a_reminder().next_at
    assert at is not None
    house.registry.save_reminder(a_reminder())
    house.registry.save_reminder(replace(a_reminder(EVA), weekdays=()))
    assert house.registry.reminders_due(at - timedelta(seconds=1)) == []
    assert house.registry.reminders_due(at) == [a_reminder()]


def test_who_leaves_is_not_reminded_any_more(house: House) -> None:
    for patient_id, account_id in ((ANA, LUZ.id), (ANA, TOMAS.id), (EVA, LUZ.id)):
        house.registry.save_reminder(a_reminder(patient_id, account_id=account_id))
    house.registry.leave(LUZ.id, ANA)
    assert house.registry.reminders(ANA) == [a_reminder(account_id=TOMAS.id)]
    assert house.registry.reminders(EVA) == [a_reminder(EVA)]


def test_nobody_is_reminded_of_who_was_erased(house: House, space: PatientId) -> None:
    house.registry.save_reminder(a_reminder(space))
    house.patients.erase(space)
    assert house.registry.reminders(space) == []
