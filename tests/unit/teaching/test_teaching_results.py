from dataclasses import replace

import pytest

from core.domain import teaching as names
from core.domain.consent import ConsentKind
from core.domain.teaching import EpochReport, Learning, TeachingState
from core.errors import ConsentMissing, NotFound
from core.job_papers import from_json, to_json
from core.services import likeness, teaching, teaching_results
from core.services.photo_board import Wish
from tests.unit.pictures.stories import MAKING, PICTURE
from tests.unit.teaching.conftest import DOG, YOUNG, Family


def test_every_epoch_is_taken_over_for_the_family_to_choose(family: Family) -> None:
    family.hangs(10)
    asked, _ = family.orders_now()
    family.learns(asked.id, 0.4, 0.9)
    taught = family.takes_over(asked.id)
    assert taught is not None
    assert taught.state is TeachingState.TO_CHOOSE
    assert [epoch.step for epoch in taught.epochs] == [100, 200]
    assert all(family.keeps(epoch.adapter_id) for epoch in taught.epochs)
    assert all(family.keeps(i) for epoch in taught.epochs for i in epoch.portrait_ids)
    with family.opened() as work:
        assert work.jobs.get(asked.id).taken_over
    assert family.takes_over(asked.id) is None, "once"


def test_nothing_is_chosen_before_the_family_chooses(family: Family) -> None:
    family.hangs(10)
    asked, _ = family.orders_now()
    family.learns(asked.id, 0.4, 0.9)
    family.takes_over(asked.id)
    assert not family.element().taught


def test_a_consent_withdrawn_meanwhile_leaves_nothing(family: Family) -> None:
    family.hangs(10, element_id=YOUNG.id)
    asked, _ = family.orders_now(element_id=YOUNG.id)
    family.learns(asked.id, 0.4)
    family.withdraws(ConsentKind.LIKENESS, YOUNG.id)
    ended = family.takes_over(asked.id)
    assert ended is not None
    assert (ended.state, ended.epochs) == (TeachingState.CANCELLED, ())


def test_a_failed_teaching_keeps_the_epochs_it_finished(family: Family) -> None:
    family.hangs(10)
    asked, _ = family.orders_now()
    family.learns(asked.id, None)
    folder = family.house.job_folders.folder(asked.id)
    with family.opened() as work:
        ended = teaching_results.fail(work, family.house.registry, folder, failure="memory")
    assert ended is not None
    assert (ended.state, ended.failure) == (TeachingState.TO_CHOOSE, "memory")


def test_a_teaching_that_came_to_nothing_has_failed(family: Family) -> None:
    family.hangs(10)
    asked, _ = family.orders_now()
    folder = family.house.job_folders.folder(asked.id)
    with family.opened() as work:
        ended = teaching_results.fail(work, family.house.registry, folder, failure="token")
    assert ended is not None
    assert (ended.state, ended.failure) == (TeachingState.FAILED, "token")


def test_likeness_orders_the_epochs_and_decides_nothing(family: Family) -> None:
    family.hangs(10)
    asked, _ = family.orders_now()
    family.learns(asked.id, 0.4, 0.9, 0.7)
    taught = family.takes_over(asked.id)
    assert taught is not None
    assert [epoch.epoch for epoch in teaching_results.best_first(taught)] == [2, 3, 1]
    assert family.chooses(asked.id, 1).adapter_id == taught.epochs[0].adapter_id


def test_where_nothing_was_measured_the_last_epoch_comes_first(family: Family) -> None:
    family.hangs(10)
    asked, _ = family.orders_now()
    family.learns(asked.id, None, None)
    taught = family.takes_over(asked.id)
    assert taught is not None
    assert [epoch.epoch for epoch in teaching_results.best_first(taught)] == [2, 1]


def test_two_real_photos_stand_beside_the_portraits_always_the_same(family: Family) -> None:
    family.hangs(10)
    asked, _ = family.orders_now()
    with family.opened() as work:
        shown = teaching_results.references(work, asked)
        assert len({photo.id for photo in shown}) == 2
        assert teaching_results.references(work, asked) == shown


def test_what_is_chosen_is_what_pictures_wear(family: Family) -> None:
    family.hangs(10)
    taught = family.has_learnt()
    element = family.element()
    assert element.taught
    assert element.adapter_id == taught.epochs[1].adapter_id
    assert element.instance_token == taught.request.instance_token
    assert family.teaching(taught.id).chosen_epoch == 2


def test_another_epoch_can_be_chosen_later(family: Family) -> None:
    family.hangs(10)
    taught = family.has_learnt()
    assert family.chooses(taught.id, 1).adapter_id == taught.epochs[0].adapter_id


def test_an_epoch_that_is_none_cannot_be_chosen(family: Family) -> None:
    family.hangs(10)
    taught = family.has_learnt()
    with pytest.raises(NotFound):
        family.chooses(taught.id, 9)


def test_nobody_is_chosen_without_a_consent(family: Family) -> None:
    family.hangs(10, element_id=YOUNG.id)
    asked, _ = family.orders_now(element_id=YOUNG.id)
    family.learns(asked.id, None)
    family.takes_over(asked.id)
    family.withdraws(ConsentKind.LIKENESS, YOUNG.id)
    with pytest.raises(ConsentMissing):
        family.chooses(asked.id, 1)


def test_a_new_choice_lets_go_of_what_earlier_teachings_left(family: Family) -> None:
    family.hangs(10)
    first = family.has_learnt()
    second = family.has_learnt(goes_on=True)
    assert not any(family.keeps(epoch.adapter_id) for epoch in first.epochs)
    assert all(family.keeps(epoch.adapter_id) for epoch in second.epochs)
    assert family.teaching(first.id).epochs == ()


def test_none_alike_leads_to_what_would_help(family: Family) -> None:
    family.hangs(6, element_id=YOUNG.id)
    asked, _ = family.orders_now(element_id=YOUNG.id)
    family.learns(asked.id, None)
    family.takes_over(asked.id)
    with family.opened() as work:
        advice = teaching_results.none_alike(work, teaching_id=asked.id)
    assert advice.more_steps
    assert Wish.PROFILE in advice.wishes
    assert not family.element(YOUNG.id).taught
    assert family.teaching(asked.id).state is TeachingState.NONE_ALIKE


def test_none_alike_after_a_choice_takes_the_choice_back(family: Family) -> None:
    family.hangs(10)
    taught = family.has_learnt()
    with family.opened() as work:
        teaching_results.none_alike(work, teaching_id=taught.id)
    assert not family.element().taught


def test_of_what_was_refused_only_the_newest_is_kept(family: Family) -> None:
    family.hangs(10)
    first, second = (family.has_learnt() for _ in range(2))
    for taught in (first, second):
        with family.opened() as work:
            teaching_results.none_alike(work, teaching_id=taught.id)
    assert not any(family.keeps(media) for epoch in first.epochs for media in epoch.media_ids)
    assert all(family.keeps(media) for epoch in second.epochs for media in epoch.media_ids)


def test_full_checkpoints_that_were_refused_are_not_kept(family: Family) -> None:
    family.hangs(15, element_id=YOUNG.id)
    taught = family.has_learnt(element_id=YOUNG.id, learning=Learning.CHECKPOINT)
    with family.opened() as work:
        teaching_results.none_alike(work, teaching_id=taught.id)
    assert not any(family.keeps(media) for epoch in taught.epochs for media in epoch.media_ids)
    assert not family.teaching(taught.id).epochs


def test_more_steps_are_not_advised_twice(family: Family) -> None:
    family.hangs(10)
    first = family.has_learnt()
    second = family.has_learnt(more_steps=True)
    with family.opened() as work:
        assert teaching_results.none_alike(work, teaching_id=first.id).more_steps
        assert not teaching_results.none_alike(work, teaching_id=second.id).more_steps


def test_the_next_time_is_foretold_by_what_it_really_took(family: Family) -> None:
    family.hangs(10)
    assert foretold(family) is None
    family.has_learnt()  # 500 seconds for 1000 steps, and pictures as long as 700
    assert foretold(family) == 500
    family.hangs(5, element_id=YOUNG.id)
    assert foretold(family, YOUNG.id) == round(500 * (400 + 700) / (1000 + 700))


def test_what_it_took_on_another_model_says_nothing(family: Family) -> None:
    family.hangs(10)
    family.has_learnt()
    with family.opened() as work:
        making = replace(MAKING, base_model="another")
        work.pictures.save(replace(PICTURE, making=making))
    assert foretold(family) is None


def foretold(family: Family, element_id: str = DOG.id) -> int | None:
    with family.opened() as work:
        proposal = teaching.propose(
            work, family.house.registry, element_id=element_id, content=family.content
        )
    return proposal.seconds


def test_a_likeness_withdrawn_takes_what_was_learnt_on_top_with_it(family: Family) -> None:
    family.hangs(10, element_id=YOUNG.id)
    family.hangs(10)
    parent = family.has_learnt(element_id=YOUNG.id)
    child = family.has_learnt(parent_element_id=YOUNG.id)
    with family.opened() as work:
        likeness.forget(work, YOUNG.id)
    gone = [epoch.adapter_id for taught in (parent, child) for epoch in taught.epochs]
    assert not any(family.keeps(media_id) for media_id in gone)
    assert not family.element().taught
    assert not family.element(YOUNG.id).taught


def test_full_checkpoints_go_but_for_the_one_that_was_chosen(family: Family) -> None:
    family.hangs(10, element_id=YOUNG.id)
    taught = family.has_learnt(element_id=YOUNG.id, learning=Learning.CHECKPOINT)
    kept = family.element(YOUNG.id)
    assert kept.whole
    assert [family.keeps(epoch.adapter_id) for epoch in taught.epochs].count(True) == 1
    assert family.keeps(str(kept.adapter_id))
    with family.opened() as work:
        likeness.forget(work, YOUNG.id)
    assert not family.keeps(str(kept.adapter_id))
    assert not family.element(YOUNG.id).whole


def test_an_adapter_in_a_checkpoints_place_is_one_again(family: Family) -> None:
    family.hangs(10, element_id=YOUNG.id)
    family.has_learnt(element_id=YOUNG.id, learning=Learning.CHECKPOINT)
    family.has_learnt(element_id=YOUNG.id)
    assert not family.element(YOUNG.id).whole


def test_an_epoch_nobody_may_see_is_not_there_to_choose(family: Family) -> None:
    family.hangs(10)
    asked, _ = family.orders_now()
    family.learns(asked.id, 0.4, 0.9)
    folder = family.house.job_folders.folder(asked.id)
    first, second = from_json(folder.read(names.REPORT), tuple[EpochReport, ...])
    folder.write(names.REPORT, to_json((first, replace(second, portraits=()))))
    taught = family.takes_over(asked.id)
    assert taught is not None
    assert [epoch.epoch for epoch in taught.epochs] == [1]


def test_a_choice_leaves_what_was_learnt_later_to_be_chosen(family: Family) -> None:
    family.hangs(10)
    first, _ = family.orders_now()
    family.learns(first.id, None)
    family.takes_over(first.id)
    second, _ = family.orders_now(more_steps=True)
    family.learns(second.id, None)
    taught = family.takes_over(second.id)
    assert taught is not None
    family.chooses(first.id, 1)
    assert family.keeps(taught.epochs[0].adapter_id)
    family.chooses(second.id, 1)
    assert family.teaching(first.id).epochs == ()
