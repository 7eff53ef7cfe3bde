"""Goals, outside results, the three-monthly roll-up, and a therapist with several persons."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from core.domain.circle import Account, Membership, Role
from core.domain.consent import Consent, ConsentKind, GivenBy
from core.domain.patient import Language, PatientId
from core.domain.session_record import StopReason
from core.domain.steering import SessionReview
from core.services import rollups
from core.services.attention import Attention, by_need
from core.services.summary_blocks import person_code
from tests.fakes.turns import START, Phone
from tests.integration.session.room import THERAPIST, Room
from tests.integration.summaries.examples import the_record, the_session, the_story


@pytest.fixture
def ines(ended: Room) -> Phone:
    phone = ended.kit.phone(THERAPIST, "Inés")
    phone.read()
    return phone


def results(room: Room) -> list[tuple[str, str, date]]:
    with room.kit.look() as work:
        return [(r.name, r.value, r.day) for r in work.scale_results.all()]


def test_a_goal_holds_for_the_sessions_after_it(ended: Room, ines: Phone) -> None:
    ines.command("summaries")
    ines.tap("Objetivo")
    ines.words("Conversar con su hija.")
    with ended.kit.look() as work:
        later = START + timedelta(days=1)
        work.sessions.save(the_session("t2", begun_at=later, ended_at=later))
        work.commit()
    ines.command("summaries")
    newest, oldest = ines.last.labels[:2]
    ines.tap(newest)
    assert "Conversar con su hija." in ines.last.text
    ines.command("summaries")
    ines.tap(oldest)
    assert "Conversar con su hija." not in ines.last.text


def test_a_result_is_kept_as_it_was_written_and_only_listed(ended: Room, ines: Phone) -> None:
    ines.command("summaries")
    ines.tap("Escalas")
    ines.tap("Apuntar uno")
    ines.words("Escala de Otro Sitio; 24/30; 14/02/2026")
    assert results(ended) == [("Escala de Otro Sitio", "24/30", date(2026, 2, 14))]
    assert "14/02/2026 · Escala de Otro Sitio: 24/30" in ines.last.text


@pytest.mark.parametrize(
    "typed", ["24/30", "Escala; 3; mañana", "; ; ", "Escala; 3; 2031-01-01", "a; b; c; d"]
)
def test_what_cannot_be_a_result_is_asked_again(ended: Room, ines: Phone, typed: str) -> None:
    ines.command("summaries")
    ines.tap("Escalas")
    ines.tap("Apuntar uno")
    ines.words(typed)
    assert results(ended) == []
    ines.words("Escala; 3")
    assert len(results(ended)) == 1


def test_results_are_exported_by_code_and_never_by_name(ended: Room, ines: Phone) -> None:
    ines.command("summaries")
    ines.tap("Escalas")
    ines.tap("Apuntar uno")
    ines.words("Escala; 3; 2026-02-14")
    ines.tap("Exportar")
    assert f"{person_code(ended.kit.person())},Escala,3,2026-02-14" in ines.last.text
    assert "Carmen" not in ines.last.text


def test_the_last_result_can_be_taken_out_again(ended: Room, ines: Phone) -> None:
    ines.command("summaries")
    ines.tap("Escalas")
    ines.tap("Apuntar uno")
    ines.words("Escala; 3")
    ines.tap("Quitar el último")
    assert results(ended) == []


def test_the_report_counts_since_the_last_one(ended: Room, ines: Phone) -> None:
    ines.command("summaries")
    ines.tap("Informe")
    text = ines.last.text
    assert "Sesiones:</b> 1, de 32 min" in text
    assert "Adolescencia (1)" in text
    assert "2 mar: 3 y 5" in text
    ines.tap("Escribir la conclusión")
    ended.kit.wait(timedelta(days=1))
    ines.words("Seguimos con el baile.")
    ines.tap("Informe")
    assert "Sesiones:</b> 0" in ines.last.text
    with ended.kit.look() as work:
        assert [r.conclusion for r in work.reports.all()] == ["Seguimos con el baile."]


def test_after_three_months_the_report_offers_itself(ended: Room, ines: Phone) -> None:
    ended.kit.wait(rollups.EVERY)
    with ended.kit.look() as work:
        now = ended.kit.clock.now()
        work.sessions.save(the_session("t2", begun_at=now, touched_at=now))
        work.commit()
    ended.phone.command("session")
    ended.taps("Bien")
    offered = ines.read()[-1]
    assert "es hora del informe" in offered.text
    ines.tap("Informe")
    assert "Sesiones:</b> 2" in ines.last.text


@pytest.mark.parametrize(("days", "due"), [(60, False), (90, False), (91, True)])
def test_a_report_is_due_after_three_months(ended: Room, days: int, due: bool) -> None:
    with ended.kit.look() as work:
        assert rollups.due(work, now=START + timedelta(days=days)) is due


def another_person(room: Room, name: str, *, alerts: int) -> PatientId:
    """A second person of the same therapist, whose session waits."""
    kit = room.kit
    owner = Account(id=50, name="Rosa", language=Language.SPANISH)
    kit.services.registry.save_account(owner)
    patient_id = kit.services.stores.create(owner, now=START)
    membership = Membership(
        account_id=THERAPIST,
        patient_id=patient_id,
        role=Role.THERAPIST,
        name="Inés",
        joined_at=START,
    )
    kit.services.registry.join(membership)
    with kit.look(patient_id) as work:
        work.save_patient(replace(work.patient(), name=name, enrolled=True))
        sharing = Consent(
            id="c9",
            kind=ConsentKind.SHARING,
            given_by=GivenBy.PERSON,
            recorded_by=50,
            given_at=START,
        )
        work.consents.save(sharing)
        work.sessions.save(the_session("z1", record=the_record(), ended_at=START))
        work.reviews.save(SessionReview(id="z1", ended_at=START, alerts=alerts))
        work.commit()
    return patient_id


def test_a_therapist_of_many_sees_first_who_needs_them(ended: Room, ines: Phone) -> None:
    julian = another_person(ended, "Julián", alerts=1)
    ines.command("summaries")
    first, second = ines.last.labels
    assert first == f"{person_code(ended.kit.person(julian))} Julián"
    assert second.endswith("Carmen")
    assert "⚠️ 1 aviso" in ines.last.text


def test_a_tap_leads_into_that_persons_own_space(ended: Room, ines: Phone) -> None:
    julian = another_person(ended, "Julián", alerts=0)
    ines.command("summaries")
    ines.tap(f"{person_code(ended.kit.person(julian))} Julián")
    assert person_code(ended.kit.person(julian)) in ines.last.text
    assert ines.account.patient_id == julian


def test_a_space_without_the_consent_is_not_in_the_list(ended: Room, ines: Phone) -> None:
    julian = another_person(ended, "Julián", alerts=1)
    with ended.kit.look(julian) as work:
        consent = work.consents.holding(ConsentKind.SHARING)
        work.consents.save(consent.withdraw(at=START))
        work.commit()
    ines.command("summaries")
    assert all("Julián" not in label for label in ines.last.labels)


def test_words_typed_for_one_person_go_to_that_person(ended: Room, ines: Phone) -> None:
    julian = another_person(ended, "Julián", alerts=0)
    ended.kit.services.registry.save_account(replace(ines.account, patient_id=julian))
    ines.tap("Adaptar")
    ines.tap("Añadir nota")
    ines.words("Con calma.")
    with ended.kit.look() as work:
        assert work.reviews.get("t1").decision.note == "Con calma."


def waiting(code: str, *, alerts: int = 0, undecided: int = 0, day: int | None = 1) -> Attention:
    last = datetime(2026, 1, day, tzinfo=UTC) if day else None
    return Attention(
        patient_id=code,
        code=code,
        name="",
        alerts=alerts,
        undecided=undecided,
        last_session=last,
        days=None,
        report_due=False,
    )


def test_alerts_come_before_decisions_and_those_before_the_longest_without() -> None:
    people = [
        waiting("recent", day=9),
        waiting("long", day=2),
        waiting("never", day=None),
        waiting("decide", undecided=2, day=9),
        waiting("alert", alerts=1, day=9),
    ]
    assert [p.code for p in by_need(people)] == ["alert", "decide", "never", "long", "recent"]


def test_a_postponed_session_is_not_in_the_list(ended: Room, ines: Phone) -> None:
    with ended.kit.look() as work:
        record = the_record(stop=StopReason.POSTPONED, assent=None)
        work.sessions.save(the_session("t2", record=record, ended_at=START))
        work.memories.save(the_story("m2"))
        work.commit()
    ines.command("summaries")
    assert sum("mar" in label for label in ines.last.labels) == 1
