"""The circle around a person at phone width: relative, therapist, owner, reminders, faces."""

import asyncio
import contextlib
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from bot import bootstrap
from bot.app import TelegramBot
from bot.rehearsal.person import NotShown
from bot.rehearsal.server import RehearsalServer
from bot.services import Services
from core.domain.circle import Account, Membership, Role, System
from core.domain.consent import Consent, ConsentKind, GivenBy
from core.domain.element import Element, ElementKind
from core.domain.patient import Language, PatientId, Register
from core.domain.photo import Photo
from core.domain.session import ReminiscenceSession
from core.domain.session_clock import SessionClock
from core.domain.tip import Tip
from core.ports import PatientWork
from core.services import books, invitations
from tests.integration.summaries.examples import the_session, the_story
from tests.look.scene import NAMES, command, house_in, scene_of
from tests.look.walker import Walker

OUT = (Path("out") / "look").resolve()
PLACE_PX = (800, 600)
SETTLED_S = 2.0  #: until what has no buttons to wait for is on the screen


def main() -> None:
    asyncio.run(look(OUT))


async def look(out: Path) -> None:
    """Both languages, the bot in this process, no worker: nothing here is drawn."""
    async with house_in(out / "circle-house") as (server, settings, services):
        for number, language in enumerate(Language):
            prepare(services, language, first=801 + 10 * number)
        async with TelegramBot(services=services, address=bootstrap.address(settings)):
            for number, language in enumerate(Language):
                code = _therapists_link(services)
                await _one_language(server, out, language, first=801 + 10 * number, code=code)


def _therapists_link(services: Services) -> str:
    """An operator's code for a therapist's first space."""
    now = services.clock.now()
    made = invitations.invite(services.registry, services.ids, now=now, role=Role.THERAPIST)
    return made.code


async def _one_language(
    server: RehearsalServer, out: Path, language: str, *, first: int, code: str
) -> None:
    folder = out / f"circle-{language}"
    async with scene_of(server, language, first=first, folder=folder) as scene:
        walks = ((Role.RELATIVE, relative), (Role.THERAPIST, therapist), (Role.OWNER, owner))
        for role, walk in walks:
            async with scene.walking(role) as walker:
                await walk(walker)
        async with scene.walking_as(first + len(NAMES), "Teresa") as walker:
            link = await opening(walker, code)
        async with scene.walking_as(first + len(NAMES) + 1, "Rosa") as walker:
            await taking_over(walker, link)
        async with scene.walking_as(first + len(NAMES) + 2, "Elena") as walker:
            await too_late(walker, link)
        async with scene.walking(Role.RELATIVE) as walker:
            await walker.person.block()
        async with scene.walking(Role.OWNER) as walker:
            await missing(walker)


async def opening(walker: Walker, code: str) -> str:
    """A therapist opens a space and invites the family; the code of the owner's link."""
    await walker.mark()
    await walker.person.start(code)
    await walker.seen("opening-name")
    line = await walker.say("Julia", "opening-register")
    if walker.offers(line, "enrolment-usted"):
        await walker.tap("enrolment-usted", "opening-easiest")
    await walker.tap("enrolment-telling", "opening-avoid")
    await walker.tap("enrolment-nothing", "opening-permission")
    await walker.tap("enrolment-the-person", "opening-session")
    await walker.say("/start", "opening-start")
    await command(walker, "cancel", "opening-home")
    await command(walker, "circle", "opening-circle")
    await walker.tap("circle-invite-owner", "opening-owner-name")
    await walker.tap("circle-nameless", "opening-link")
    told = [line.text for line in await walker.person.transcript() if "start=" in line.text]
    await command(walker, "summaries", "opening-list")
    await walker.tap("lobby-another", "opening-another")
    return told[-1].rpartition("start=")[2].split()[0]


async def taking_over(walker: Walker, code: str) -> None:
    """Somebody of the family takes the owner's place."""
    await walker.mark()
    await walker.person.start(code)
    line = await walker.seen("taking-over-invited")
    await walker.mark()
    await walker.person.tap(line.labels[0])
    await walker.seen("taking-over-welcome")
    await walker.tap("privacy-consents", "taking-over-consents")
    await command(walker, "start", "taking-over-home")


async def too_late(walker: Walker, code: str) -> None:
    """A link that somebody else has used, and nobody's own way in."""
    await walker.person.start(code)
    await asyncio.sleep(SETTLED_S)
    await walker.shoot("used-link")
    await walker.person.start()
    await asyncio.sleep(SETTLED_S)
    await walker.shoot("stranger")


async def missing(walker: Walker) -> None:
    """What the owner hears of somebody who shut their chat with the bot."""
    await walker.person.shows(NAMES[Role.RELATIVE])
    await walker.shoot("blocked-told")
    await command(walker, "circle", "blocked-circle")


async def relative(walker: Walker) -> None:
    await walker.say("/start", "relative-home")
    await walker.tap("home-more", "relative-more")
    await walker.tap("button-back", "relative-home-again")
    await walker.tap("button-tip", "relative-tip")
    await walker.say("«La feria»", "relative-tip-kept")
    await walker.say("/start", "relative-home-again")
    await walker.tap("button-sent", "relative-sent")
    await command(walker, "help", "relative-help")
    await command(walker, "circle", "relative-circle")
    await command(walker, "privacy", "relative-privacy")
    await command(walker, "book", "relative-book")
    await walker.tap("book-button-open", "relative-chapter")
    line = await walker.tap("book-button-next", "relative-page")
    label = next(label for label in line.labels if label.startswith("💬"))
    await walker.person.tap(label)
    await walker.seen("relative-comments")
    await walker.say("¡Qué bonito! · How lovely!", "relative-comment-written")


async def therapist(walker: Walker) -> None:
    await walker.say("/start", "therapist-home")
    await walker.tap("home-more", "therapist-more")
    line = await command(walker, "summaries", "therapist-list")
    await walker.person.tap(line.labels[0])
    await walker.seen("therapist-summary")
    await walker.tap("summaries-button-detail", "therapist-detail")
    await walker.tap("summaries-earlier-block", "therapist-provenance")
    await walker.tap("summaries-button-transcript", "therapist-transcript")
    await command(walker, "help", "therapist-help")
    await command(walker, "person", "therapist-person")
    await walker.tap("person-part-care", "therapist-care")
    await walker.tap("person-fact-exercise", "therapist-exercise")


async def owner(walker: Walker) -> None:
    await walker.say("/start", "owner-home")
    await command(walker, "circle", "owner-circle")
    await walker.tap("owners-button", "owner-answers")
    await walker.tap("owners-contact", "owner-contact")
    await command(walker, "privacy", "owner-privacy")
    await walker.tap("privacy-seen-button", "owner-seen")
    await _reminders(walker)
    await _faces(walker)


async def _reminders(walker: Walker) -> None:
    line = await command(walker, "reminders", "reminders-days")
    await walker.person.tap(line.labels[1])
    await walker.seen("reminders-chosen")
    await walker.tap("reminders-done", "reminders-page")
    await walker.tap("reminders-hour-button", "reminders-hour")


async def _faces(walker: Walker) -> None:
    await walker.say("/start", "owner-home-again")
    await walker.tap("home-more", "owner-more")
    await walker.tap("button-exercise", "faces-choose")
    await walker.person.tap("Lucía")
    await walker.seen("faces-chosen")
    await walker.tap("exercise-begin", "faces-called")
    await walker.tap("exercise-name-only", "faces-assent")
    await walker.tap("session-assent-yes", "faces-meet")
    await walker.tap("exercise-looked", "faces-greet")
    await walker.tap("exercise-came", "faces-gap")
    with contextlib.suppress(NotShown):
        await walker.person.shows_button(walker.tr.plain("exercise-came"), 30.0)
    await walker.shoot("faces-comes-back")
    await walker.tap("exercise-enough", "faces-over")
    await walker.tap("button-yes", "faces-memory")


def prepare(services: Services, language: Language, *, first: int) -> PatientId:
    """A person with a session, a page, two faces with real photos, a tip, and three members."""
    now = services.clock.now()
    accounts = [
        Account(id=first + number, name=name, language=language)
        for number, name in enumerate(NAMES.values())
    ]
    space = services.stores.create(accounts[0], now=now)
    for account, role in zip(accounts, NAMES, strict=True):
        services.registry.save_account(replace(account, patient_id=space))
        joined = {"patient_id": space, "role": role, "name": account.name, "joined_at": now}
        services.registry.join(Membership(account_id=account.id, **joined))  # type: ignore[arg-type]
    with services.stores.open(space, System(reason="look")) as work:
        _describe(work, language, first=first, now=now)
        for kind in ConsentKind:
            allowed = {"given_by": GivenBy.PERSON, "recorded_by": first, "given_at": now}
            work.consents.save(Consent(id=kind.value, kind=kind, **allowed))  # type: ignore[arg-type]
        work.memories.save(replace(the_story(), approved=True))
        books.refresh_page(work, the_story().id)
        work.sessions.save(_session_of_today(first, ended_at=now - timedelta(hours=2)))
        work.tips.save(Tip(id="t1", words="La barca azul", given_by=first + 1, given_at=now))
        _hang(work, "Lucía", ElementKind.RELATIVE, "#e8b48a", first, services)
        _hang(work, "Canelo", ElementKind.PET, "#a98a5f", first, services)
        work.commit()
    return space


def _session_of_today(leader: int, *, ended_at: datetime) -> ReminiscenceSession:
    begun = ended_at - timedelta(minutes=32)
    session = the_session(
        led_by=leader,
        begun_at=begun,
        touched_at=ended_at,
        clock=SessionClock(limit_minutes=45, running_since=begun),
    )
    return session.end(now=ended_at)


def _describe(work: PatientWork, language: Language, *, first: int, now: datetime) -> None:
    described = replace(
        work.patient(),
        name="Carmen",
        language=language,
        register=Register.USTED,
        enrolled=True,
        exercise_on=True,
        level_set_by=first,
        country="ES",
        time_zone="Europe/Madrid",
        comfort=("la radio",),
        extras={"asked.last": now.isoformat(), "skipped.best_hour": now.isoformat()},
    )
    work.save_patient(described)


def _hang(
    work: PatientWork, name: str, kind: ElementKind, colour: str, first: int, services: Services
) -> None:
    """A plain drawing in a photo's place: a face is what it stands for."""
    element = Element(id=services.ids.new(), kind=kind, name=name, class_noun="woman")
    work.elements.save(element)
    picture = Image.new("RGB", PLACE_PX, "#dfe7ea")
    ImageDraw.Draw(picture).ellipse((280, 130, 520, 430), fill=colour)
    written = BytesIO()
    picture.save(written, "JPEG")
    work.photos.save(
        Photo(
            id=services.ids.new(),
            media_id=work.media.put(written.getvalue(), media_type="image/jpeg"),
            sent_by=first,
            sent_at=services.clock.now(),
            width=PLACE_PX[0],
            height=PLACE_PX[1],
            element_id=element.id,
            judged=True,
        )
    )


if __name__ == "__main__":
    main()
