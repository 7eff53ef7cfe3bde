from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.domain import picture_files
from core.domain import teaching as names
from core.domain.consent import ConsentKind
from core.domain.element import Element, ElementKind
from core.domain.job import JobKind, Queue
from core.domain.patient import Figure, Standing
from core.domain.teaching import Learning, Rival, TeachingRequest, TeachingState
from core.domain.vetting import Box, Finding, Pose
from core.errors import ConsentMissing, SpaceResting, TeachingRefused
from core.imaging import adapter_files
from core.job_papers import from_json
from core.prompting.prompts import adapter_use
from core.services import likeness, teaching, teaching_results
from core.services.teaching import tonight
from core.services.teaching_requests import must_begin_anew, possible_parents
from tests.unit.teaching.conftest import DOG, FACE, NOON, YOUNG, Family


def test_ten_photos_are_taught_in_a_thousand_steps(family: Family) -> None:
    family.hangs(10)
    with family.opened() as work:
        proposal = teaching.propose(
            work, family.house.registry, element_id=DOG.id, content=family.content
        )
    assert (proposal.photos, proposal.gentle) == (10, False)
    assert proposal.preset.steps(10) == 1000


def test_five_photos_are_taught_more_gently(family: Family) -> None:
    family.hangs(5)
    asked, _ = family.orders_now()
    assert (asked.request.steps, asked.request.rank) == (400, 8)
    with family.opened() as work:
        work.teachings.remove(asked.id)
        proposal = teaching.propose(
            work, family.house.registry, element_id=DOG.id, content=family.content
        )
    assert proposal.gentle


def test_four_photos_are_too_few(family: Family) -> None:
    family.hangs(4)
    with pytest.raises(TeachingRefused, match="taught") as refused:
        family.orders_now()
    assert refused.value.word_id == "error-teaching-refused-few"


def test_photos_that_wait_for_a_word_do_not_count(family: Family) -> None:
    family.hangs(4)
    family.hangs(3, findings=(Finding.BLURRED,))
    family.hangs(3, judged=False)
    with pytest.raises(TeachingRefused):
        family.orders_now()


def test_an_order_seals_all_the_worker_needs(family: Family) -> None:
    family.hangs(10)
    asked, ticket = family.orders_now()
    assert (ticket.job_id, ticket.kind, ticket.queue) == (asked.id, JobKind.TEACH, Queue.GPU)
    folder = family.house.job_folders.folder(asked.id)
    assert from_json(folder.read(names.REQUEST), TeachingRequest) == asked.request
    assert folder.read(names.photo_file("photo3")) == b"jpeg 3"
    assert folder.read(picture_files.LABEL) == b"Imagen imaginada"
    assert folder.read(picture_files.SIGNER_KEY)
    assert family.teaching(asked.id).state is TeachingState.RUNNING
    with family.opened() as work:
        assert work.jobs.get(asked.id).purpose == teaching.PURPOSE


def test_pictures_go_before_teachings(family: Family) -> None:
    family.hangs(10)
    assert family.orders_now()[1].priority > 10


def test_the_request_says_what_the_photos_show_and_nothing_anybody_wrote(family: Family) -> None:
    family.hangs(9, caption="mi Canela en el río")
    family.hangs(
        1,
        findings=(Finding.GREY,),
        pose=Pose.PROFILE,
        smiling=True,
        clothes="red",
        indoors=False,
    )
    request = family.orders_now()[0].request
    assert (request.photos[0].caption, request.photos[0].subject) == ("", FACE)
    shown = request.photos[9]
    assert shown.caption == "seen from the side, smiling, red clothes, outdoors"
    assert shown.grey
    assert not request.grey


def test_the_token_means_nothing_and_stays_with_the_element(family: Family) -> None:
    family.hangs(10)
    asked, _ = family.orders_now()
    assert asked.request.instance_token == family.element().instance_token
    assert len(asked.request.instance_token) >= 5


@pytest.mark.parametrize(
    ("years", "age"), [((1960, 1968), 20), ((1970, None), 26), ((None, None), 23)]
)
def test_the_age_is_read_from_the_years_the_photos_show(
    family: Family, years: tuple[int | None, int | None], age: int
) -> None:
    with family.opened() as work:
        work.elements.save(replace(YOUNG, first_year=years[0], last_year=years[1]))
    family.hangs(10, element_id=YOUNG.id)
    assert family.orders_now(element_id=YOUNG.id)[0].request.age_years == age


@pytest.mark.parametrize("kind", [ConsentKind.PHOTOS, ConsentKind.LIKENESS])
def test_without_a_consent_nobody_is_taught(family: Family, kind: ConsentKind) -> None:
    family.hangs(10, element_id=YOUNG.id)
    family.withdraws(kind, YOUNG.id if kind is ConsentKind.LIKENESS else "")
    with pytest.raises(ConsentMissing):
        family.orders_now(element_id=YOUNG.id)
    with pytest.raises(ConsentMissing):
        family.orders_for_tonight(element_id=YOUNG.id)


def test_an_animal_needs_no_consent_to_its_likeness(family: Family) -> None:
    family.hangs(10)
    assert family.orders_now()[0].element_id == DOG.id


@pytest.mark.parametrize("standing", [Standing.PAUSED, Standing.DIED])
def test_nothing_is_taught_while_a_space_rests(family: Family, standing: Standing) -> None:
    family.hangs(10)
    with family.opened() as work:
        work.save_patient(replace(work.patient(), standing=standing))
    with pytest.raises(SpaceResting):
        family.orders_now()


def test_an_element_is_taught_once_at_a_time(family: Family) -> None:
    family.hangs(10)
    family.orders_now()
    with pytest.raises(TeachingRefused) as refused:
        family.orders_for_tonight()
    assert refused.value.reason == "under-way"


def test_tonight_is_late_in_the_evening_where_the_operator_is() -> None:
    zone = ZoneInfo("Europe/Madrid")
    assert tonight(NOON, zone=zone) == datetime(2027, 3, 1, 22, 0, tzinfo=UTC)
    small_hours = datetime(2027, 3, 1, 2, 0, tzinfo=UTC)
    assert tonight(small_hours, zone=zone) == small_hours


def test_what_waits_for_the_night_has_a_timer_and_no_job(family: Family) -> None:
    family.hangs(10)
    asked = family.orders_for_tonight()
    assert asked.state is TeachingState.TONIGHT
    registry = family.house.registry
    assert registry.timers_due(NOON + timedelta(hours=9)) == []
    (timer,) = registry.timers_due(NOON + timedelta(hours=10))
    assert (timer.tick, timer.argument) == (teaching.TICK, asked.id)
    with family.opened() as work:
        assert work.jobs.find(asked.id) is None


def test_the_night_begins_it_with_the_photos_there_are_then(family: Family) -> None:
    family.hangs(10)
    asked = family.orders_for_tonight()
    family.hangs(1)
    with family.opened() as work:
        work.photos.remove("photo0")
    begun = family.night_comes(asked.id)
    assert begun is not None
    assert [p.photo_id for p in begun[0].request.photos] == [f"photo{n}" for n in range(1, 11)]
    assert family.night_comes(asked.id) is None, "it has begun"


def test_the_night_begins_nothing_that_nobody_allows_any_more(family: Family) -> None:
    family.hangs(10, element_id=YOUNG.id)
    asked = family.orders_for_tonight(element_id=YOUNG.id)
    family.withdraws(ConsentKind.LIKENESS, YOUNG.id)
    assert family.night_comes(asked.id) is None
    assert family.teaching(asked.id).state is TeachingState.CANCELLED
    assert family.house.job_folders.all_ids() == []


def test_the_night_begins_nothing_with_too_few_photos_left(family: Family) -> None:
    family.hangs(5)
    asked = family.orders_for_tonight()
    with family.opened() as work:
        work.photos.remove("photo0")
    assert family.night_comes(asked.id) is None


def test_what_was_called_off_neither_begins_nor_is_taken_over(family: Family) -> None:
    family.hangs(10)
    asked = family.orders_for_tonight()
    with family.opened() as work:
        teaching.cancel(work, teaching_id=asked.id)
    assert family.night_comes(asked.id) is None

    running, _ = family.orders_now()
    with family.opened() as work:
        teaching.cancel(work, teaching_id=running.id)
        assert work.jobs.get(running.id).taken_over
    family.learns(running.id, None)
    assert family.takes_over(running.id) is None
    assert family.teaching(running.id).state is TeachingState.CANCELLED


def test_it_goes_on_from_what_was_learnt(family: Family) -> None:
    family.hangs(10)
    family.has_learnt()
    asked, _ = family.orders_now(goes_on=True)
    adapter = family.house.job_folders.folder(asked.id).read(names.START)
    assert adapter == b"adapter 2"
    assert asked.request.start_hash == adapter_files.digest(adapter)


def test_there_is_nothing_to_go_on_from_before_anything_is_learnt(family: Family) -> None:
    family.hangs(10)
    with pytest.raises(TeachingRefused) as refused:
        family.orders_now(goes_on=True)
    assert refused.value.reason == "start"


def test_it_stands_on_what_another_learnt(family: Family) -> None:
    family.hangs(10, element_id=YOUNG.id)
    family.hangs(10)
    family.has_learnt(element_id=YOUNG.id)
    asked, _ = family.orders_now(parent_element_id=YOUNG.id)
    parent = family.house.job_folders.folder(asked.id).read(names.PARENT)
    assert asked.request.parent_hash == adapter_files.digest(parent)
    assert asked.parent_adapter_id == family.element(YOUNG.id).adapter_id


def test_one_level_deep_and_no_deeper(family: Family) -> None:
    family.hangs(10, element_id=YOUNG.id)
    family.hangs(10)
    with pytest.raises(TeachingRefused) as refused:
        family.orders_now(parent_element_id=YOUNG.id)  # nothing learnt yet
    assert refused.value.reason == "parent"
    family.has_learnt(element_id=YOUNG.id)
    family.has_learnt(parent_element_id=YOUNG.id)
    with pytest.raises(TeachingRefused):
        family.orders_now(element_id=YOUNG.id, parent_element_id=DOG.id)


def test_a_parent_that_was_taught_anew_is_noticed(family: Family) -> None:
    family.hangs(10, element_id=YOUNG.id)
    family.hangs(10)
    family.has_learnt(element_id=YOUNG.id)
    family.has_learnt(parent_element_id=YOUNG.id)
    with family.opened() as work:
        assert teaching.changed_parent(work, DOG.id) is None
    family.has_learnt(element_id=YOUNG.id)
    with family.opened() as work:
        assert teaching.changed_parent(work, DOG.id) is not None


def test_going_on_it_still_stands_on_what_it_carries(family: Family) -> None:
    family.hangs(10, element_id=YOUNG.id)
    family.hangs(10)
    family.has_learnt(element_id=YOUNG.id)
    first = family.has_learnt(parent_element_id=YOUNG.id)
    second, _ = family.orders_now(goes_on=True)
    assert (second.parent_element_id, second.parent_adapter_id) == (
        YOUNG.id,
        first.parent_adapter_id,
    )
    assert second.request.parent_hash == ""
    assert names.PARENT not in family.house.job_folders.folder(second.id).names()


def test_a_style_is_told_from_the_other_styles_of_the_circle(family: Family) -> None:
    hands = [
        replace(DOG, id=each, kind=ElementKind.STYLE, name=each, class_noun="painting")
        for each in ("hand1", "hand2")
    ]
    with family.opened() as work:
        for hand in hands:
            work.elements.save(hand)
    family.hangs(10, element_id="hand1")
    family.hangs(3, element_id="hand2")
    asked, _ = family.orders_now(element_id="hand1")
    assert asked.request.rivals == (Rival(element_id="hand2", works=3),)
    lent = set(family.house.job_folders.folder(asked.id).names())
    assert {names.rival_file("hand2", number) for number in range(3)} <= lent


def test_where_nothing_was_alike_more_steps_may_be_asked_for(family: Family) -> None:
    family.hangs(10)
    assert family.orders_now(more_steps=True)[0].request.steps == 1500


def test_all_weights_are_taught_in_2400_steps_for_ten_photos(family: Family) -> None:
    family.hangs(10)
    asked, _ = family.orders_now(learning=Learning.CHECKPOINT)
    request = asked.request
    assert (request.steps, request.epochs, request.learning) == (2400, 3, Learning.CHECKPOINT)
    assert request.learning_rate < 1e-5


def test_all_weights_want_more_photos_and_stand_on_nothing_else(family: Family) -> None:
    family.hangs(7)
    family.hangs(10, element_id=YOUNG.id)
    family.has_learnt(element_id=YOUNG.id)
    with pytest.raises(TeachingRefused) as few:
        family.orders_now(learning=Learning.EXTRACTED)
    assert few.value.reason == "few-thorough"
    family.hangs(3)
    with pytest.raises(TeachingRefused) as standing:
        family.orders_now(learning=Learning.EXTRACTED, parent_element_id=YOUNG.id)
    assert standing.value.reason == "parent"


def test_a_full_checkpoint_is_named_in_recipes_and_gone_on_from_as_one(family: Family) -> None:
    family.hangs(10, element_id=YOUNG.id)
    family.has_learnt(element_id=YOUNG.id, learning=Learning.CHECKPOINT)
    young = family.element(YOUNG.id)
    assert adapter_use(young).checkpoint_id == young.adapter_id
    learning = teaching.learning_for(young, goes_on=True, thorough=None)
    asked, _ = family.orders_now(element_id=YOUNG.id, goes_on=True, learning=learning)
    assert asked.request.learning is Learning.CHECKPOINT
    assert family.house.job_folders.folder(asked.id).read(names.START) == b"adapter 2"


def test_it_stands_on_a_full_checkpoint_and_says_so(family: Family) -> None:
    family.hangs(10, element_id=YOUNG.id)
    family.hangs(10)
    family.has_learnt(element_id=YOUNG.id, learning=Learning.CHECKPOINT)
    with family.opened() as work:
        assert [element.id for element in possible_parents(work, DOG.id)] == [YOUNG.id]
    asked, _ = family.orders_now(parent_element_id=YOUNG.id)
    lent = family.house.job_folders.folder(asked.id).read(names.PARENT)
    assert asked.request.parent_whole
    assert asked.request.parent_hash == adapter_files.digest(lent)
    assert asked.parent_adapter_id == family.element(YOUNG.id).adapter_id


def test_only_the_persons_ages_are_kept_whole() -> None:
    def learning(element: Element, thorough: Learning | None) -> Learning:
        return teaching.learning_for(element, goes_on=False, thorough=thorough)

    assert learning(YOUNG, Learning.CHECKPOINT) is Learning.CHECKPOINT
    assert learning(DOG, Learning.CHECKPOINT) is Learning.EXTRACTED
    assert learning(YOUNG, None) is Learning.ADAPTER


def test_the_night_begins_it_by_what_is_known_then(family: Family) -> None:
    family.hangs(6)
    asked = family.orders_for_tonight(more_steps=True)
    family.hangs(8)
    with family.opened() as work:
        work.elements.save(replace(work.elements.get(DOG.id), class_noun="greyhound"))
    begun = family.night_comes(asked.id)
    assert begun is not None
    request = begun[0].request
    assert (request.rank, request.steps, request.longer) == (16, 2100, 1.5)
    assert request.class_noun == "greyhound"
    assert begun[0].ordered_at == asked.ordered_at


def test_the_night_stands_on_the_parent_as_it_is_then(family: Family) -> None:
    family.hangs(10, element_id=YOUNG.id)
    family.hangs(10)
    family.has_learnt(element_id=YOUNG.id)
    asked = family.orders_for_tonight(parent_element_id=YOUNG.id)
    family.has_learnt(element_id=YOUNG.id)
    begun = family.night_comes(asked.id)
    assert begun is not None
    parent = family.house.job_folders.folder(asked.id).read(names.PARENT)
    assert begun[0].parent_adapter_id == family.element(YOUNG.id).adapter_id
    assert begun[0].request.parent_hash == adapter_files.digest(parent)


def test_longer_takes_longer_and_is_foretold_so(family: Family) -> None:
    family.hangs(10)
    family.has_learnt()
    with family.opened() as work:
        usual, longer = (
            teaching.propose(
                work,
                family.house.registry,
                element_id=DOG.id,
                content=family.content,
                longer=longer,
            )
            for longer in (False, True)
        )
    assert usual.seconds is not None
    assert longer.seconds is not None
    assert 1.2 * usual.seconds < longer.seconds < 1.5 * usual.seconds


def test_a_token_that_was_refused_is_made_anew(family: Family) -> None:
    family.hangs(10)
    first, _ = family.orders_now()
    with family.opened() as work:
        folder = family.house.job_folders.folder(first.id)
        teaching_results.fail(work, family.house.registry, folder, failure="token")
    second, _ = family.orders_now()
    assert second.request.instance_token != first.request.instance_token
    assert family.element().instance_token == second.request.instance_token


@pytest.mark.parametrize(
    ("code", "anew"), [("adapter", True), ("parent", True), ("token", True), ("memory", False)]
)
def test_what_failed_by_what_it_went_on_from_begins_anew(
    family: Family, code: str, anew: bool
) -> None:
    family.hangs(10)
    family.has_learnt()
    asked, _ = family.orders_now(goes_on=True)
    with family.opened() as work:
        assert not must_begin_anew(work, DOG.id)
        folder = family.house.job_folders.folder(asked.id)
        teaching_results.fail(work, family.house.registry, folder, failure=code)
        assert must_begin_anew(work, DOG.id) == anew


def test_what_nothing_could_stand_on_is_not_offered_again(family: Family) -> None:
    """Another program's file, or one for the model of before."""
    family.hangs(10, element_id=YOUNG.id)
    family.hangs(10)
    family.has_learnt(element_id=YOUNG.id)
    asked, _ = family.orders_now(parent_element_id=YOUNG.id)
    with family.opened() as work:
        folder = family.house.job_folders.folder(asked.id)
        teaching_results.fail(work, family.house.registry, folder, failure="adapter")
        assert YOUNG.id not in {e.id for e in possible_parents(work, DOG.id)}
    family.has_learnt(element_id=YOUNG.id)
    with family.opened() as work:
        assert YOUNG.id in {e.id for e in possible_parents(work, DOG.id)}


def test_of_an_animal_nothing_says_where_it_is_so_all_of_a_photo_counts(family: Family) -> None:
    family.hangs(10, face=None)
    whole = Box(left=0.0, top=0.0, right=1.0, bottom=1.0)
    assert {photo.subject for photo in family.orders_now()[0].request.photos} == {whole}


def test_photos_nobody_is_sure_of_are_not_taught(family: Family) -> None:
    family.hangs(6, element_id=YOUNG.id)
    family.hangs(2, element_id=YOUNG.id, findings=(Finding.UNSURE_WHO,))
    asked, _ = family.orders_now(element_id=YOUNG.id)
    assert [photo.photo_id for photo in asked.request.photos] == [f"photo{n}" for n in range(6)]


@pytest.mark.parametrize(
    ("figure", "noun"),
    [(Figure.WOMAN, "woman"), (Figure.MAN, "man"), (Figure.UNSAID, "man")],
)
def test_the_person_is_taught_as_their_circle_says_by_now(
    family: Family, figure: Figure, noun: str
) -> None:
    family.hangs(10, element_id=YOUNG.id)
    with family.opened() as work:
        work.save_patient(replace(work.patient(), figure=figure))
    assert family.orders_now(element_id=YOUNG.id)[0].request.class_noun == noun
    assert family.element(YOUNG.id).class_noun == noun


@pytest.mark.parametrize(
    ("state", "stands"),
    [
        (TeachingState.TONIGHT, True),
        (TeachingState.TO_CHOOSE, True),
        (TeachingState.CANCELLED, False),
        (TeachingState.FAILED, False),
        (TeachingState.NONE_ALIKE, False),
    ],
)
def test_what_came_to_nothing_stands_on_nothing(
    family: Family, state: TeachingState, stands: bool
) -> None:
    family.hangs(10)
    asked = family.orders_for_tonight()
    with family.opened() as work:
        adapter_id = work.media.put(b"adapter", media_type="application/octet-stream")
        taught = replace(work.elements.get(DOG.id), adapter_id=adapter_id, approved=True)
        work.elements.save(taught)
        work.teachings.save(replace(asked, state=state, parent_element_id=YOUNG.id))
        assert (DOG.id not in {e.id for e in possible_parents(work, YOUNG.id)}) == stands
        likeness.forget(work, YOUNG.id)
        assert (work.elements.get(DOG.id).adapter_id is None) == stands
