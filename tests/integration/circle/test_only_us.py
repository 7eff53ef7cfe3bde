"""What is "only for us" is nowhere that a relative or a therapist can get to.

Every command and every button they are shown is tried, one after the other: search,
comments, summaries, exercise, pictures and editions among them.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.commands import COMMANDS
from bot.routes import all_routes
from core.domain.comment import Comment
from core.domain.edition import Edition, EditionKind
from core.domain.memory import Audience
from core.domain.picture import PictureStatus
from core.errors import NotAllowed, NotFound
from core.ports import PatientWork
from core.services import books, editions
from tests.fakes.turns import START, Phone, Seen, TurnKit
from tests.integration.circle.whole import Circle
from tests.integration.pictures.house import marked_jpeg
from tests.integration.summaries.examples import the_session
from tests.unit.pictures.stories import PICTURE, SCENE

SECRET, SHARED = "Secretísimo", "Romería"
ONLY_THERE = "zurrón"  #: a word of the secret story, to search for
MOST_TAPS = 80
#: Would end what is looked at, or leave it: leaving, erasing, another language.
LEFT_ALONE = ("Salir", "Sí, salir", "Borrar", "Sí, borrar", "English", "Cancelar")


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[TurnKit]:
    with TurnKit.open(tmp_path, all_routes()) as opened:
        yield opened


@pytest.fixture
def circle(kit: TurnKit) -> Circle:
    """Two stories of one session, each with a comment beside its page; one has a picture."""
    circle = Circle(kit)
    assert kit._stores is not None
    kit.services = replace(kit.services, job_folders=kit._stores.job_folders)
    circle.tell("m2", f"{SHARED}: bailábamos en la era.", audience=Audience.BOOK)
    circle.tell("m1", f"{SECRET}: lo del {ONLY_THERE}.", audience=Audience.BOOK)
    with kit.look() as work:
        work.scenes.save(replace(SCENE, memory_id="m1"))
        work.pictures.save(
            replace(
                PICTURE,
                memory_id="m1",
                media_id=work.media.put(marked_jpeg(1), media_type="image/jpeg"),
                status=PictureStatus.APPROVED,
                made_at=START,
            )
        )
        books.refresh_page(work, "m1")
        for memory_id, word in (("m1", SECRET), ("m2", SHARED)):
            comment = {"words": f"¡Qué {word}!", "written_by": 1, "written_at": START}
            work.comments.save(Comment(id=f"k{memory_id}", page_id=memory_id, **comment))
        work.sessions.save(replace(the_session(), memory_ids=("m1", "m2")).end(now=START))
        work.commit()
    return circle


def keep_to_us(kit: TurnKit) -> set[str]:
    """The family makes one of them their own again; the files that nobody else may be sent."""
    with kit.look() as work:
        memory = work.memories.get("m1")
        work.memories.save(replace(memory, audience=Audience.US))
        books.refresh_page(work, "m1")
        made = stragglers(work)
        work.commit()
        return made | {picture.media_id for picture in work.pictures.of_memory("m1")}


def stragglers(work: PatientWork) -> set[str]:
    """An edition of each kind that holds it, as if it had been made a moment too late."""
    for kind in EditionKind:
        file_id = work.media.put(f"{kind} of {SECRET}".encode(), media_type="video/mp4")
        work.editions.save(
            Edition(
                id=f"late-{kind}",
                kind=kind,
                code="",
                language="es",
                face=f"late {kind}",
                media_ids=(file_id,),
                made_at=START,
                memory_ids=("m1", "m2"),
            )
        )
    return {file_id for edition in work.editions.all() for file_id in edition.media_ids}


@pytest.mark.parametrize("who", ["ana", "lucia", "marta"])
def test_the_gate_of_editions_lets_none_through_that_holds_it(
    circle: Circle, kit: TurnKit, who: str
) -> None:
    keep_to_us(kit)
    phone: Phone = getattr(circle, who)
    registry, to_id = kit.services.registry, circle.lucia.account_id
    with kit.services.stores.open(circle.space, phone.account) as work:
        assert editions.listed(work) == []
        for kind in EditionKind:
            with pytest.raises((NotFound, NotAllowed)):
                editions.get(work, f"late-{kind}")
            sent = {"to_id": to_id, "by_id": phone.account_id, "now": START}
            with pytest.raises((NotFound, NotAllowed)):
                editions.send(work, registry, f"late-{kind}", **sent)  # type: ignore[arg-type]


def tries_everything(phone: Phone) -> list[Seen]:
    """Every command, and every kind of button that comes of it, until there are no new ones."""
    tried: set[tuple[str, ...]] = set()
    waiting: list[tuple[str, ...]] = [(command,) for command in COMMANDS]
    taps = 0
    while waiting and taps < MOST_TAPS:
        way = waiting.pop(0)
        phone.command(way[0])
        for label in way[1:]:
            taps += 1
            if label in phone.last.buttons:
                phone.tap(label)
            if "Buscar" in label:
                phone.words(ONLY_THERE)
        for label in phone.last.labels:
            if (*way, label) not in tried and (way[0], label) not in tried:
                tried |= {(*way, label), (way[0], label)}
                if not label.startswith(LEFT_ALONE):
                    waiting.append((*way, label))
    return phone.seen


def files_in(payload: Any) -> set[str]:
    names = {payload.get("picture"), payload.get("document"), payload.get("video")}
    return {name for name in names if name} | {*payload.get("album", ())}


@pytest.mark.parametrize("who", ["lucia", "marta"])
def test_nothing_that_can_be_reached_shows_it(circle: Circle, kit: TurnKit, who: str) -> None:
    kept = keep_to_us(kit)
    seen = tries_everything(getattr(circle, who))
    assert any(SHARED in message.text for message in seen)
    for message in seen:
        assert SECRET not in message.text
        assert files_in(message.payload).isdisjoint(kept)
    with kit.look() as work:
        sent = {name for message in seen for name in files_in(message.payload)}
        contents = [work.media.read(media_id) for media_id in sent]
    assert not any(SECRET.encode() in content for content in contents)
    for job_id in kit.services.job_folders.all_ids():
        folder = kit.services.job_folders.folder(job_id)
        assert not any(SECRET.encode() in folder.read(name) for name in folder.names())


@pytest.mark.parametrize("who", ["lucia", "marta"])
def test_old_buttons_show_nothing_of_it_once_it_is_kept(
    circle: Circle, kit: TurnKit, who: str
) -> None:
    phone: Phone = getattr(circle, who)
    tries_everything(phone)
    assert any(SECRET in message.text for message in phone.seen)
    buttons = dict.fromkeys(data for seen in phone.seen for data in seen.buttons.values())
    open_all_screens(kit)
    kept = keep_to_us(kit)
    phone.seen.clear()
    for data in buttons:
        if not data.startswith("lobby."):
            phone.tap_data(data)
    for message in phone.seen:
        assert SECRET not in message.text
        assert files_in(message.payload).isdisjoint(kept)


def open_all_screens(kit: TurnKit) -> None:
    """As if every message still had its buttons."""
    with kit.look() as work:
        number = 1
        while (screen := work.screen(number)) is not None:
            work.save_screen(replace(screen, open=True))
            number += 1
        work.commit()
