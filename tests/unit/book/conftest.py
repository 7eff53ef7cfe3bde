"""A life told in Spanish, read in both languages."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from core.book.texts import Reader
from core.domain.book import Page, Spread, natural_position
from core.domain.life import LifeStage
from core.domain.memory import Audience, Memory, Teller, Wording
from core.domain.photo import Photo
from core.domain.picture import Picture, PictureStatus
from core.i18n import Translations
from tests.unit.pictures.stories import PICTURE

TOLD_AT = datetime(2026, 5, 3, 22, 30, tzinfo=UTC)  #: half past midnight of the 4th in Madrid
WORDS = "Mi madre encendía la lumbre antes de que nos levantáramos."


@pytest.fixture(scope="session")
def words() -> Translations:
    return Translations.load()


@pytest.fixture
def spanish(words: Translations) -> Reader:
    return Reader(tr=words.locale("es"), person="Manuel", zone=ZoneInfo("Europe/Madrid"))


@pytest.fixture
def english(words: Translations) -> Reader:
    return Reader(tr=words.locale("en"), person="Manuel", zone=ZoneInfo("Europe/Madrid"))


def memory(**changes: Any) -> Memory:
    told = Memory(
        id="m1",
        stage=LifeStage.CHILDHOOD,
        theme="C5",
        words=WORDS,
        language="es",
        wording=Wording.VERBATIM,
        teller=Teller.PERSON,
        told_at=TOLD_AT,
        title="La lumbre",
        approved=True,
        audience=Audience.BOOK,
    )
    return replace(told, **changes)


def spread(told: Memory | None = None, **changes: Any) -> Spread:
    told = told or memory()
    page = Page(id=told.id, stage=told.stage, position=natural_position(told), title=told.title)
    return replace(Spread(page=page, number=1, memory=told), **changes)


def picture(**changes: Any) -> Picture:
    made = replace(
        PICTURE,
        id="p1",
        memory_id="m1",
        media_id="marked",
        plain_media_id="plain",
        status=PictureStatus.APPROVED,
        made_at=TOLD_AT,
    )
    return replace(made, **changes)


def photo(**changes: Any) -> Photo:
    sent = Photo(id="f1", media_id="photo", sent_by=1, sent_at=TOLD_AT, width=800, height=600)
    return replace(sent, **changes)
