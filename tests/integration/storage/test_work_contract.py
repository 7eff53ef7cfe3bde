"""One transaction on one patient's store."""

from dataclasses import replace

import pytest

from core.domain.circle import Action
from core.domain.consent import ConsentKind
from core.domain.conversation import Expectation
from core.domain.element import Element, ElementKind
from core.domain.life import LifeStage
from core.domain.patient import Patient, PatientId
from core.domain.photo import Photo
from core.domain.steering import Choice, Goal, PeriodReport, ScaleResult
from core.domain.teaching import TaughtEpoch, TeachingState
from core.errors import NotFound, StoreError
from core.ports import PatientWork
from tests.integration.storage.conftest import House
from tests.integration.storage.examples import (
    CHAT,
    LUZ,
    NOON,
    a_consent,
    a_decision,
    a_job,
    a_memory,
    a_message,
    a_picture,
    a_review,
    a_scene,
    a_screen,
    a_session,
    a_teaching,
)


def test_what_is_committed_is_there_the_next_time(house: House, space: PatientId) -> None:
    with house.patients.open(space, LUZ) as work:
        work.memories.save(a_memory())
        work.commit()
    with house.patients.open(space, LUZ) as work:
        assert work.memories.get("m1") == a_memory()


def test_what_is_not_committed_is_undone(house: House, space: PatientId) -> None:
    with house.patients.open(space, LUZ) as work:
        work.memories.save(a_memory())
        work.add_screen(a_screen())
        work.post(a_message())
        work.mark_handled("u:1")
    with house.patients.open(space, LUZ) as work:
        assert work.memories.count() == 0
        assert work.screen(1) is None
        assert not work.handled("u:1")
    assert house.patients.outbox(space).pending() == []


def test_an_error_undoes_everything_of_the_work(house: House, space: PatientId) -> None:
    def fail(work: PatientWork) -> None:
        work.memories.save(a_memory())
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError), house.patients.open(space, LUZ) as work:
        fail(work)
    with house.patients.open(space, LUZ) as work:
        assert work.memories.all() == []


def test_after_a_commit_the_work_can_go_on(house: House, space: PatientId) -> None:
    with house.patients.open(space, LUZ) as work:
        work.memories.save(a_memory("m1"))
        work.commit()
        work.memories.save(a_memory("m2"))
    with house.patients.open(space, LUZ) as work:
        assert [m.id for m in work.memories.all()] == ["m1"]


def test_values_of_every_kind_come_back_as_they_were(house: House, space: PatientId) -> None:
    photo = Photo(id="p1", media_id="x", sent_by=1, sent_at=NOON, width=800, height=600)
    element = Element(id="e1", kind=ElementKind.PET, name="Canelo", class_noun="dog")
    with house.patients.open(space, LUZ) as work:
        work.photos.save(photo)
        work.elements.save(element)
        work.scenes.save(a_scene("s1"))
        work.pictures.save(a_picture("i1"))
        work.consents.save(a_consent("c1"))
        work.jobs.save(a_job("j1"))
        work.sessions.save(a_session("t1"))
        work.commit()
    with house.patients.open(space, LUZ) as work:
        assert work.photos.get("p1") == photo
        assert work.elements.get("e1") == element
        assert work.scenes.get("s1") == a_scene("s1")
        assert work.pictures.get("i1") == a_picture("i1")
        assert work.consents.get("c1") == a_consent("c1")
        assert work.jobs.get("j1") == a_job("j1")
        assert work.sessions.get("t1") == a_session("t1")


def test_an_id_nobody_has_is_not_found(house: House, space: PatientId) -> None:
    with house.patients.open(space, LUZ) as work:
        assert work.memories.find("m9") is None
        with pytest.raises(NotFound):
            work.memories.get("m9")


def test_a_value_saved_again_keeps_its_place(house: House, space: PatientId) -> None:
    with house.patients.open(space, LUZ) as work:
        for memory_id in ("m1", "m2", "m3"):
            work.memories.save(a_memory(memory_id))
        work.memories.save(a_memory("m1", words="Otra vez."))
        assert [m.id for m in work.memories.all()] == ["m1", "m2", "m3"]
        assert work.memories.get("m1").words == "Otra vez."


def test_what_is_removed_is_gone(house: House, space: PatientId) -> None:
    with house.patients.open(space, LUZ) as work:
        work.memories.save(a_memory())
        work.memories.remove("m1")
        work.memories.remove("m1")
        assert work.memories.all() == []


def test_memories_are_found_by_session_stage_and_theme(house: House, space: PatientId) -> None:
    with house.patients.open(space, LUZ) as work:
        work.memories.save(a_memory("m1", session_id="t1"))
        work.memories.save(a_memory("m2", stage=LifeStage.ADULT, theme="D2"))
        assert [m.id for m in work.memories.of_session("t1")] == ["m1"]
        assert [m.id for m in work.memories.of_stage(LifeStage.ADULT)] == ["m2"]
        assert [m.id for m in work.memories.of_theme("C1")] == ["m1"]


def test_a_consent_holds_until_it_is_withdrawn(house: House, space: PatientId) -> None:
    with house.patients.open(space, LUZ) as work:
        work.consents.save(a_consent("c1"))
        held = work.consents.holding(ConsentKind.STORIES)
        assert held == a_consent("c1")
        work.consents.save(a_consent("c1").withdraw(at=NOON))
        assert work.consents.holding(ConsentKind.STORIES) is None


def test_a_likeness_is_consented_for_one_element_only(house: House, space: PatientId) -> None:
    likeness = ConsentKind.LIKENESS
    with house.patients.open(space, LUZ) as work:
        work.consents.save(a_consent("c1", likeness, subject="e1"))
        assert work.consents.holding(likeness, subject="e1")
        assert work.consents.holding(likeness, subject="e2") is None
        assert work.consents.holding(likeness) is None


def test_one_session_is_open_until_it_ends(house: House, space: PatientId) -> None:
    with house.patients.open(space, LUZ) as work:
        assert work.sessions.open_one() is None
        work.sessions.save(a_session("t1", ended_at=NOON))
        work.sessions.save(a_session("t2"))
        assert work.sessions.open_one() == a_session("t2")
        work.sessions.save(a_session("t2", ended_at=NOON))
        assert work.sessions.open_one() is None
        assert work.sessions.count() == 2


def test_the_newest_scene_of_a_memory_counts(house: House, space: PatientId) -> None:
    with house.patients.open(space, LUZ) as work:
        work.scenes.save(a_scene("s1"))
        work.scenes.save(a_scene("s2"))
        work.scenes.save(a_scene("s3", memory_id="m2"))
        assert work.scenes.of_memory("m1") == a_scene("s2")
        assert work.scenes.of_memory("m9") is None


def test_photos_are_found_by_the_page_they_stand_on(house: House, space: PatientId) -> None:
    loose = Photo(id="f1", media_id="x", sent_by=1, sent_at=NOON, width=800, height=600)
    with house.patients.open(space, LUZ) as work:
        for photo in (loose, replace(loose, id="f2", memory_id="m2")):
            work.photos.save(photo)
        work.photos.save(replace(loose, memory_id="m1"))
        assert [p.id for p in work.photos.of_memory("m1")] == ["f1"]
        assert [p.id for p in work.photos.of_memory("m2")] == ["f2"]


def test_pictures_are_found_by_memory_and_by_job(house: House, space: PatientId) -> None:
    with house.patients.open(space, LUZ) as work:
        work.pictures.save(a_picture("i1", memory_id="m1", job_id="j1"))
        work.pictures.save(a_picture("i2", memory_id="m2", job_id="j1"))
        assert [p.id for p in work.pictures.of_memory("m2")] == ["i2"]
        assert [p.id for p in work.pictures.of_job("j1")] == ["i1", "i2"]


def test_a_job_waits_until_its_results_are_taken_over(house: House, space: PatientId) -> None:
    with house.patients.open(space, LUZ) as work:
        work.jobs.save(a_job("j1"))
        work.jobs.save(a_job("j2", taken_over=True))
        assert [job.id for job in work.jobs.waiting()] == ["j1"]


def test_a_review_waits_until_a_therapist_has_looked(house: House, space: PatientId) -> None:
    with house.patients.open(space, LUZ) as work:
        work.reviews.save(a_review("t1"))
        work.reviews.save(a_review("t2", decisions=(a_decision(),)))
        work.reviews.save(a_review("t3", alerts=1, decisions=(a_decision(),)))
        assert [r.id for r in work.reviews.open()] == ["t1", "t3"]
        assert work.reviews.earliest() == a_review("t1")
        assert work.reviews.last() == a_review("t3", alerts=1, decisions=(a_decision(),))


def test_only_the_decision_that_holds_pauses(house: House, space: PatientId) -> None:
    pause, go_on = a_decision(Choice.PAUSE_SESSIONS), a_decision(Choice.CONTINUE)
    with house.patients.open(space, LUZ) as work:
        work.reviews.save(a_review("t1", decisions=(pause,)))
        work.reviews.save(a_review("t2", decisions=(pause, go_on)))
        assert [r.id for r in work.reviews.pausing()] == ["t1"]


def test_what_a_therapist_wrote_comes_back_as_it_was(house: House, space: PatientId) -> None:
    goal = Goal(id="g1", text="Hablar con su hija.", set_by=1, set_at=NOON)
    result = ScaleResult(
        id="r1", name="Escala", value="12/30", day=NOON.date(), entered_by=1, entered_at=NOON
    )
    report = PeriodReport(id="p1", since=NOON, until=NOON, conclusion="Sigue.", made_by=1)
    with house.patients.open(space, LUZ) as work:
        work.goals.save(goal)
        work.scale_results.save(result)
        work.reports.save(report)
        work.commit()
    with house.patients.open(space, LUZ) as work:
        assert work.goals.get("g1") == goal
        assert work.scale_results.get("r1") == result
        assert work.reports.get("p1") == report


def test_teachings_are_found_by_their_element_and_by_where_they_stand(
    house: House, space: PatientId
) -> None:
    epoch = TaughtEpoch(epoch=1, step=200, adapter_id="a1", portrait_ids=("p1",), likeness=0.5)
    running = a_teaching("t2", state=TeachingState.RUNNING, epochs=(epoch,))
    with house.patients.open(space, LUZ) as work:
        work.teachings.save(a_teaching("t1"))
        work.teachings.save(running)
        work.teachings.save(a_teaching("t3", element_id="e2"))
        work.commit()
    with house.patients.open(space, LUZ) as work:
        assert work.teachings.of_element("e1") == [a_teaching("t1"), running]
        assert [t.id for t in work.teachings.in_state(TeachingState.TONIGHT)] == ["t1", "t3"]


def test_the_person_is_saved_in_their_own_store_only(house: House, space: PatientId) -> None:
    with house.patients.open(space, LUZ) as work:
        work.save_patient(replace(work.patient(), name="Julián", birth_year=1944))
        assert work.patient().name == "Julián"
        with pytest.raises(StoreError):
            work.save_patient(Patient(id=PatientId("bbbbbbbbbbbbbbbb")))


def test_screens_are_numbered_for_the_person_whatever_the_chat(
    house: House, space: PatientId
) -> None:
    with house.patients.open(space, LUZ) as work:
        numbers = [work.add_screen(a_screen(chat_id=chat)).number for chat in (1, 2, 1)]
        work.commit()
    with house.patients.open(space, LUZ) as work:
        assert [*numbers, work.add_screen(a_screen()).number] == [1, 2, 3, 4]


def test_a_closed_screen_is_not_among_the_open_ones(house: House, space: PatientId) -> None:
    with house.patients.open(space, LUZ) as work:
        first, second = work.add_screen(a_screen()), work.add_screen(a_screen())
        work.save_screen(replace(first, open=False))
        assert work.open_screens(CHAT) == [second]
        assert work.open_screens(CHAT + 1) == []
        assert work.screen(1) == replace(first, open=False)


def test_the_last_screens_of_a_chat_are_found_open_or_not(house: House, space: PatientId) -> None:
    with house.patients.open(space, LUZ) as work:
        shown = [work.add_screen(a_screen(shows=(f"media{n}",))) for n in range(3)]
        work.add_screen(a_screen(chat_id=CHAT + 1))
        closed = replace(shown[2], open=False)
        work.save_screen(closed)
        assert work.last_screens(CHAT, most=2) == [closed, shown[1]]
        assert work.last_screens(CHAT, most=9) == [closed, shown[1], shown[0]]


def test_nothing_is_expected_until_something_is(house: House, space: PatientId) -> None:
    asked = Expectation(chat_id=CHAT, action="session.answer", argument="m1")
    with house.patients.open(space, LUZ) as work:
        assert work.expectation(CHAT) == Expectation(chat_id=CHAT)
        work.expect(asked)
        work.expect(replace(asked, argument="m2"))
        assert work.expectation(CHAT) == replace(asked, argument="m2")


def test_an_update_is_applied_once(house: House, space: PatientId) -> None:
    with house.patients.open(space, LUZ) as work:
        assert not work.handled("u:1")
        work.mark_handled("u:1")
        work.commit()
    with house.patients.open(space, LUZ, Action.ENTER) as work:
        assert work.handled("u:1")
        with pytest.raises(StoreError):
            work.mark_handled("u:1")


def test_words_of_any_kind_come_back_letter_for_letter(house: House, space: PatientId) -> None:
    words = "<b>¡Ay!</b> 👵🏽\u200d 'quoted'; DROP TABLE memories; \x00 \ud83d \u202e"
    with house.patients.open(space, LUZ) as work:
        work.memories.save(a_memory(words=words))
        work.commit()
    with house.patients.open(space, LUZ) as work:
        assert work.memories.get("m1").words == words
