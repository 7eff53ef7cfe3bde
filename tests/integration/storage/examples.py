"""Invented people and what they told, for tests that need a value of some kind."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from core.domain.book import Page
from core.domain.circle import Account, Membership, Role
from core.domain.consent import Consent, ConsentKind, GivenBy
from core.domain.conversation import Button, OutboxItem, OutboxKind, Screen
from core.domain.element import ElementKind
from core.domain.job import JobKind, JobRecord
from core.domain.life import Level, LifeStage
from core.domain.memory import Memory, Teller, Wording
from core.domain.patient import Language, PatientId
from core.domain.picture import Picture
from core.domain.scene import SceneAspect, SceneCard, SceneField, Source
from core.domain.session import ReminiscenceSession
from core.domain.steering import Choice, Decision, SessionReview
from core.domain.teaching import Teaching, TeachingRequest, TeachingState, TrainingPhoto
from core.domain.vetting import Box
from tests.unit.pictures.stories import PICTURE

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
LUZ = Account(id=1001, name="Luz", language=Language.SPANISH)
TOMAS = Account(id=1002, name="Tomás", language=Language.SPANISH)
STRANGER = Account(id=1003, name="Nadie", language=Language.ENGLISH)
CHAT = 5001


def a_membership(patient_id: str, role: Role, account: Account = TOMAS) -> Membership:
    return Membership(
        account_id=account.id,
        patient_id=PatientId(patient_id),
        role=role,
        name=account.name,
        joined_at=NOON,
    )


def a_memory(memory_id: str = "m1", **changes: Any) -> Memory:
    memory = Memory(
        id=memory_id,
        stage=LifeStage.CHILDHOOD,
        theme="C1",
        words="El río bajaba verde y mi perro no quería salir.",
        language="es",
        wording=Wording.VERBATIM,
        teller=Teller.PERSON,
        told_at=NOON,
    )
    return replace(memory, **changes)


def a_page(page_id: str, position: int = 0, **changes: Any) -> Page:
    page = Page(id=page_id, stage=LifeStage.CHILDHOOD, position=position, title="El río")
    return replace(page, **changes)


def a_session(session_id: str, **changes: Any) -> ReminiscenceSession:
    session = ReminiscenceSession.begin(
        session_id=session_id, led_by=LUZ.id, level=Level.CHOICE, limit_minutes=30, now=NOON
    )
    return replace(session, **changes)


def a_consent(consent_id: str, kind: ConsentKind = ConsentKind.STORIES, **changes: Any) -> Consent:
    consent = Consent(
        id=consent_id,
        kind=kind,
        given_by=GivenBy.PERSON,
        recorded_by=LUZ.id,
        given_at=NOON,
    )
    return replace(consent, **changes)


def a_scene(scene_id: str, memory_id: str = "m1") -> SceneCard:
    who = SceneField(text="el niño y su perro", source=Source.PERSON)
    return SceneCard(
        id=scene_id, memory_id=memory_id, language="es", fields={SceneAspect.WHO: who}
    )


def a_picture(picture_id: str, memory_id: str = "m1", job_id: str = "j1") -> Picture:
    return replace(PICTURE, id=picture_id, memory_id=memory_id, job_id=job_id, made_at=NOON)


def a_job(job_id: str, **changes: Any) -> JobRecord:
    job = JobRecord(
        id=job_id,
        kind=JobKind.PICTURE,
        purpose="pictures",
        subject_id="m1",
        account_id=LUZ.id,
        chat_id=CHAT,
        created_at=NOON,
    )
    return replace(job, **changes)


def a_decision(choice: Choice = Choice.CONTINUE) -> Decision:
    return Decision(choice=choice, decided_by=TOMAS.id, decided_at=NOON)


def a_review(session_id: str, **changes: Any) -> SessionReview:
    return replace(SessionReview(id=session_id, ended_at=NOON), **changes)


def a_teaching(teaching_id: str, **changes: Any) -> Teaching:
    face = Box(left=0.25, top=0.1, right=0.75, bottom=0.6)
    request = TeachingRequest(
        element_id="e1",
        kind=ElementKind.PET,
        instance_token="vqzgk",
        class_noun="dog",
        photos=(TrainingPhoto(photo_id="f1", grey=True, subject=face),),
    )
    teaching = Teaching(
        id=teaching_id,
        element_id="e1",
        request=request,
        state=TeachingState.TONIGHT,
        ordered_by=LUZ.id,
        chat_id=CHAT,
        ordered_at=NOON,
    )
    return replace(teaching, **changes)


def a_screen(**changes: Any) -> Screen:
    screen = Screen(
        number=0,
        chat_id=CHAT,
        account_id=LUZ.id,
        buttons=(Button(label="Sí", action="session.assent"),),
    )
    return replace(screen, **changes)


def a_message(text: str = "Hola", *, chat_id: int = CHAT, screen: int | None = None) -> OutboxItem:
    payload: dict[str, Any] = {"text": text}
    if screen is not None:
        payload["screen"] = screen
    return OutboxItem(chat_id=chat_id, kind=OutboxKind.SEND, payload=payload)
