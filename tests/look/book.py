"""The life book at phone width, read, changed and taken along: `python -m tests.look.book`."""

import asyncio
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from PIL import Image

from bot import bootstrap
from bot.app import TelegramBot
from bot.demo.dog_photos import dog_photos
from bot.rehearsal.server import RehearsalServer
from bot.rehearsal.views import Line
from bot.services import Services
from core.domain.circle import Role, System
from core.domain.life import LifeStage
from core.domain.memory import Memory
from core.domain.patient import Language
from core.ports import PatientWork
from core.services.invitations import BOT_USERNAME
from tests.integration.book.conftest import keep, made, sent, told
from tests.look.circle import OUT, prepare
from tests.look.scene import command, house_in, scene_of
from tests.look.walker import Walker

FIRST = 701
STORIES = {
    Language.SPANISH: (
        ("La feria", "Íbamos a la feria con el vestido de lunares, y mi hermano ganaba el pito."),
        ("El taller", "En el taller olía a madera. Yo barría y miraba."),
        ("Canelo", "El perro dormía en la puerta y conocía mis pasos."),
        ("La boda", "Llovió toda la mañana y salió el sol al salir de la iglesia."),
    ),
    Language.ENGLISH: (
        ("The fair", "We went to the fair in polka dots, and my brother won the whistle."),
        ("The workshop", "The workshop smelled of wood. I swept and I watched."),
        ("Canelo", "The dog slept at the door and knew my steps."),
        ("The wedding", "It rained all morning, and the sun came out as we left the church."),
    ),
}
WORD = {"es": "perro", "en": "dog"}
TITLE = {"es": "Canelo en la puerta", "en": "Canelo at the door"}
LINE = {
    "es": "En la calle del Río, con mi hermano Tomás",
    "en": "In River Street, with my brother",
}
LIKES = {"es": "El café con leche, templado", "en": "Milky coffee, not too hot"}


def main() -> None:
    asyncio.run(look(OUT))


async def look(out: Path) -> None:
    """Both languages, the bot in this process, no worker: what it makes is only ordered here."""
    async with house_in(out / "book-house") as (server, settings, services):
        services.registry.set_value(BOT_USERNAME, "vivencia_bot")
        for number, language in enumerate(Language):
            _fill(services, language, first=FIRST + 10 * number)
        async with TelegramBot(services=services, address=bootstrap.address(settings)):
            for number, language in enumerate(Language):
                await _one_language(server, out, language, first=FIRST + 10 * number)


def _fill(services: Services, language: Language, *, first: int) -> None:
    """The circle's person with four more pages: with pictures, a photo, a voice, words alone."""
    space = prepare(services, language, first=first)
    with services.stores.open(space, System(reason="look")) as work:
        work.save_patient(replace(work.patient(), birth_year=1944))
        for number, (title, words) in enumerate(STORIES[language]):
            _add(work, told(number, title=title, words=words, language=language), number)
        work.commit()


def _add(work: PatientWork, memory: Memory, number: int) -> None:
    dogs = dog_photos(4)
    if number == 0:
        for each in range(2):
            shown = work.media.put(dogs[each], media_type="image/jpeg")
            made(work, memory.id, f"p{each}", media_id=shown)
    if number == LifeStage.YOUNG_ADULT.position:
        shown = work.media.put(dogs[2], media_type="image/jpeg")
        sent(work, memory.id, "f1", media_id=shown, caption="1956")
    keep(work, memory)


async def _one_language(server: RehearsalServer, out: Path, language: str, *, first: int) -> None:
    folder = out / f"book-{language}"
    async with scene_of(server, language, first=first, folder=folder) as scene:
        async with scene.walking(Role.OWNER) as walker:
            await reads(walker)
            await changes(walker)
            await adds(walker)
            await takes_along(walker)
        async with scene.walking(Role.RELATIVE) as walker:
            await command(walker, "book", "relative-cover")
            await walker.tap("book-button-open", "relative-chapter")
            await walker.tap("book-button-next", "relative-page")


async def reads(walker: Walker) -> None:
    """Opened, turned, jumped in, searched."""
    await command(walker, "book", "cover")
    await walker.tap("book-button-open", "chapter")
    await walker.tap("book-button-next", "page")
    await walker.shoot_dark("page")
    await walker.tap("book-button-next", "page-next")
    await walker.tap("book-button-contents", "contents")
    await _chapter(walker, LifeStage.YOUNG_ADULT, "chapter-by-jump")
    await walker.tap("book-button-next", "page-with-photo")
    await walker.tap("book-button-contents", "contents-again")
    await walker.tap("book-button-search", "search")
    await walker.say(WORD[walker.tale.language], "search-found")
    await _first(walker, "page-found")


async def _chapter(walker: Walker, stage: LifeStage, name: str) -> None:
    await walker.tap("book-button-chapter", name, stage=walker.tr.plain(f"stage-{stage}"), pages=1)


async def changes(walker: Walker) -> None:
    """Title, line, time, place by hand, pictures, out and back again."""
    await walker.tap("book-button-edit", "edit")
    await walker.tap("book-button-title", "edit-title")
    await walker.say(TITLE[walker.tale.language], "edit-titled")
    await walker.tap("book-button-edit", "edit-again")
    await walker.tap("book-button-linking", "edit-line")
    await walker.say(LINE[walker.tale.language], "edit-lined")
    await walker.tap("book-button-edit", "edit-again")
    await walker.tap("book-button-when", "edit-when")
    await walker.tap(f"stage-{LifeStage.CHILDHOOD}", "edit-decade")
    await walker.tap("book-button-unknown", "edit-dated")
    await walker.tap("book-button-earlier", "edit-earlier")
    await walker.tap("book-button-take-out", "taken-out")
    await walker.tap("book-button-put-back", "put-back")
    await walker.tap("book-button-contents", "contents-again")
    await walker.tap("book-button-taken-out", "taken-out-none")
    await _pictures(walker)


async def _pictures(walker: Walker) -> None:
    await walker.tap("book-button-contents", "contents-again")
    await walker.tap("book-button-search", "search-again")
    await walker.say(STORIES[Language(walker.tale.language)][0][0], "search-again")
    await _first(walker, "page-again")
    await walker.tap("book-button-edit", "edit-again")
    await walker.tap("book-button-picture", "picture-choice")
    await walker.tap("book-button-add-this", "pictures-two")
    await walker.tap("book-button-pictures", "pictures-other", number=1, count=2)


async def adds(walker: Walker) -> None:
    """A page from a photo and a few words."""
    await walker.tap("book-button-contents", "contents-again")
    await walker.tap("book-button-add", "add-when")
    await walker.tap(f"stage-{LifeStage.ADULT}", "add-photo")
    await walker.mark()
    await walker.person.send_photo(_photo(), caption=LINE[walker.tale.language])
    await walker.seen("added")


def _photo() -> bytes:
    with Image.open(BytesIO(dog_photos(4)[3])) as dog:
        large, encoded = dog.convert("RGB").resize((1600, 1600)), BytesIO()
    large.save(encoded, "JPEG", quality=90)
    return encoded.getvalue()


async def takes_along(walker: Walker) -> None:
    """Every edition, as far as it is ordered here, and what was made before."""
    await command(walker, "book", "cover-again")
    await walker.tap("editions-button-take", "take")
    await walker.tap("print-button-open", "print")
    for choice in ("a5", "large", "landscape", "trimmed", "codes"):
        await walker.tap(f"print-button-{choice}", "print-chosen-again")
    await walker.shoot("print-chosen")
    await walker.tap("print-button-make", "print-waiting")
    await walker.tap("print-button-cancel", "print-cancelled")
    for button, name in (("video-button-open", "video"), ("about-button-open", "about")):
        await _take(walker, button, name)
    await walker.tap("about-button-add", "about-part")
    await walker.tap("about-button-likes", "about-line")
    await walker.say(LIKES[walker.tale.language], "about-added")
    await _take(walker, "book-button-export", "page-arrived")
    await walker.tap("editions-button-share", "share-whom")
    await _take(walker, "editions-button-list", "editions")
    await _first(walker, "edition")


async def _take(walker: Walker, label_id: str, name: str) -> None:
    await command(walker, "book", "cover-again")
    await walker.tap("editions-button-take", "take-again")
    await walker.tap(label_id, name)


async def _first(walker: Walker, name: str) -> Line:
    """Tap the first button of what is shown last with buttons."""
    shown = [line for line in await walker.person.transcript() if line.labels]
    await walker.mark()
    await walker.person.tap(shown[-1].labels[0])
    return await walker.seen(name)


if __name__ == "__main__":
    main()
