"""The circle around a person at phone width: relative, therapist, owner, reminders, faces."""

import asyncio
import contextlib
import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode

from PIL import Image, ImageDraw

from bot import bootstrap
from bot.app import TelegramBot
from bot.commands import name_in
from bot.demo.story import Tale
from bot.programs import rehearsal_environment, rehearsal_token
from bot.rehearsal.person import NotShown, Person
from bot.rehearsal.server import RehearsalServer
from bot.services import Services
from bot.settings import Settings
from core.domain.circle import Account, Membership, Role, System
from core.domain.consent import Consent, ConsentKind, GivenBy
from core.domain.element import Element, ElementKind
from core.domain.patient import Language, PatientId, Register
from core.domain.photo import Photo
from core.domain.tip import Tip
from core.i18n.translator import Translations
from core.ports import PatientWork
from core.services import books
from tests.integration.summaries.examples import the_session, the_story
from tests.look.album import Album
from tests.look.browser import PHONE, Tab, tab
from tests.look.walker import Walker

OUT = (Path("out") / "look").resolve()
NAMES = {Role.OWNER: "Ana", Role.RELATIVE: "Lucía", Role.THERAPIST: "Marta"}
PLACE_PX = (800, 600)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One language's circle, on one page of the browser."""

    server: RehearsalServer
    language: str
    first: int  #: account id of the owner; the others follow
    page: Tab
    album: Album

    def account_id(self, role: Role) -> int:
        return self.first + list(NAMES).index(role)


def main() -> None:
    asyncio.run(look(OUT))


async def look(out: Path) -> None:
    """Both languages, the bot in this process, no worker: nothing here is drawn."""
    token = rehearsal_token()
    house = out / "circle-house"
    shutil.rmtree(house, ignore_errors=True)
    async with RehearsalServer(token) as server:
        environment = rehearsal_environment(server, token, house)
        given = {
            name.removeprefix("VIVENCIA_").lower(): value
            for name, value in environment.items()
            if name.startswith("VIVENCIA_")
        }
        settings = Settings(_env_file=None, **given)  # type: ignore[call-arg,arg-type]
        with bootstrap.build(settings) as services:
            where = bootstrap.address(settings)
            for number, language in enumerate(Language):
                prepare(services, language, first=801 + 10 * number)
            async with TelegramBot(services=services, address=where):
                for number, language in enumerate(Language):
                    await _one_language(server, out, language, first=801 + 10 * number)


async def _one_language(server: RehearsalServer, out: Path, language: str, *, first: int) -> None:
    album = Album(folder=out / f"circle-{language}")
    profile = Path(tempfile.mkdtemp(prefix="vivencia-look-"))
    async with tab(profile) as page:
        await page.look_through(PHONE)
        await page.wear("light")
        scene = Scene(server=server, language=language, first=first, page=page, album=album)
        walks = ((Role.RELATIVE, relative), (Role.THERAPIST, therapist), (Role.OWNER, owner))
        for role, walk in walks:
            async with walking(scene, role) as walker:
                await walk(walker)
    album.lay_out(out / f"circle-{language}.png")
    print(f"{album.count} screenshots: {album.folder}")


@contextlib.asynccontextmanager
async def walking(scene: Scene, role: Role):  # type: ignore[no-untyped-def]
    user_id, name = scene.account_id(role), NAMES[role]
    query = urlencode({"as": user_id, "name": name, "lang": scene.language})
    await scene.page.go(f"{scene.server.url}/?{query}")
    async with Person(scene.server.url, user_id, name, scene.language) as person:
        yield Walker(
            person=person,
            tale=Tale.load(scene.language),
            tr=Translations.load().locale(scene.language),
            done=lambda _: None,
            page=scene.page,
            album=scene.album,
        )


async def relative(walker: Walker) -> None:
    await walker.say("/start", "relative-home")
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
    line = await command(walker, "summaries", "therapist-list")
    await walker.person.tap(line.labels[0])
    await walker.seen("therapist-summary")
    await walker.tap("summaries-button-detail", "therapist-detail")
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


async def command(walker: Walker, command: str, name: str):  # type: ignore[no-untyped-def]
    return await walker.say(f"/{name_in(walker.tale.language, command)}", name)


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
        _describe(work, language, first=first)
        for kind in ConsentKind:
            allowed = {"given_by": GivenBy.PERSON, "recorded_by": first, "given_at": now}
            work.consents.save(Consent(id=kind.value, kind=kind, **allowed))  # type: ignore[arg-type]
        work.memories.save(replace(the_story(), approved=True))
        books.refresh_page(work, the_story().id)
        ended = replace(the_session(), led_by=first).end(now=now - timedelta(hours=2))
        work.sessions.save(ended)
        work.tips.save(Tip(id="t1", words="La barca azul", given_by=first + 1, given_at=now))
        _hang(work, "Lucía", ElementKind.RELATIVE, "#e8b48a", first, services)
        _hang(work, "Canelo", ElementKind.PET, "#a98a5f", first, services)
        work.commit()
    return space


def _describe(work: PatientWork, language: Language, *, first: int) -> None:
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
