"""Values become JSON and come back the same; what is not exactly a value is refused."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.domain.book import Page
from core.domain.circle import Account, Invitation, Membership
from core.domain.consent import Consent
from core.domain.conversation import Expectation, Screen
from core.domain.element import Element
from core.domain.job import JobRecord
from core.domain.life import LifeStage
from core.domain.memory import Memory
from core.domain.patient import Patient
from core.domain.photo import Photo
from core.domain.picture import Picture, Recipe
from core.domain.scene import SceneCard
from core.domain.session import ReminiscenceSession
from core.errors import StoreDamaged
from storage.documents import from_document, to_document

KEPT = [
    Account,
    Consent,
    Element,
    Expectation,
    Invitation,
    JobRecord,
    Membership,
    Memory,
    Page,
    Patient,
    Photo,
    Picture,
    Recipe,
    ReminiscenceSession,
    SceneCard,
    Screen,
]
NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
PAGE: dict[str, Any] = {"id": "m1", "stage": "C", "position": 3, "title": "El río"}

zones = st.sampled_from([UTC, timezone(timedelta(hours=2)), timezone(timedelta(hours=-5))])
moments = st.datetimes(timezones=zones).filter(lambda moment: 1900 < moment.year < 2100)
st.register_type_strategy(datetime, moments)
st.register_type_strategy(float, st.floats(allow_nan=False))  # which equals nothing, not itself


@pytest.mark.parametrize("kind", KEPT)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_value_that_is_kept_comes_back_the_same(kind: type, data: st.DataObject) -> None:
    value = data.draw(st.from_type(kind))
    document = json.loads(json.dumps(to_document(value)))
    assert from_document(document, kind) == value


def test_times_are_written_in_utc() -> None:
    summer = datetime(2027, 7, 1, 12, tzinfo=timezone(timedelta(hours=2)))
    photo = Photo(id="p", media_id="m", sent_by=1, sent_at=summer, width=1, height=1)
    assert to_document(photo)["sent_at"] == "2027-07-01T10:00:00+00:00"


def test_a_time_without_a_zone_is_neither_written_nor_read() -> None:
    naive = datetime(2027, 7, 1, 12)  # noqa: DTZ001
    photo = Photo(id="p", media_id="m", sent_by=1, sent_at=naive, width=1, height=1)
    with pytest.raises(ValueError, match="zone"):
        to_document(photo)
    aware = to_document(Photo(id="p", media_id="m", sent_by=1, sent_at=NOON, width=1, height=1))
    with pytest.raises(StoreDamaged):
        from_document({**aware, "sent_at": "2027-07-01T10:00:00"}, Photo)


def test_a_field_that_was_added_later_takes_its_default() -> None:
    assert from_document(PAGE, Page) == Page(
        id="m1", stage=LifeStage.CHILDHOOD, position=3, title="El río"
    )


@pytest.mark.parametrize(
    "change",
    [
        {"colour": "green"},
        {"stage": "Z"},
        {"position": "3"},
        {"position": True},
        {"title": None},
        {"title": 7},
        {"hidden": "no"},
        {"hidden": 0},
    ],
)
def test_what_does_not_fit_exactly_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(StoreDamaged):
        from_document({**PAGE, **change}, Page)


def test_a_missing_field_is_refused() -> None:
    with pytest.raises(StoreDamaged):
        from_document({"id": "m1"}, Page)


def test_the_refusal_says_nothing_of_what_was_told() -> None:
    with pytest.raises(StoreDamaged) as refused:
        from_document({**PAGE, "stage": "a secret"}, Page)
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__
    assert "secret" not in str(refused.value)
