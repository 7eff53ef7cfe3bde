"""After an erasure nothing of a person is anywhere: not on the disk, and no key opens a backup."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.dispatch import Dispatcher
from bot.incoming import Incoming, IncomingKind
from bot.routes import all_routes
from core.domain.alert import Alert, AlertCause
from core.domain.circle import Role
from core.domain.comment import Comment
from core.domain.consent import Consent, ConsentKind, GivenBy
from core.domain.conversation import Button, Expectation, OutboxItem, OutboxKind, Screen
from core.domain.edition import Edition, EditionKind
from core.domain.element import Element, ElementKind
from core.domain.job import JobKind, JobRecord
from core.domain.photo import Photo
from core.domain.reminder import Reminder
from core.domain.steering import Goal
from core.domain.timer import Timer
from core.domain.tip import Tip
from core.errors import NotAllowed
from core.ports import PatientWork
from storage.backup import backup
from storage.house import Stores
from tests.fakes.turns import START, Phone, TurnKit
from tests.integration.circle.whole import Circle

MARKERS = tuple(f"Marcador{number:02}Secretísimo" for number in range(50))
PIXELS = b"\xff\xd8\xff\xe0 the bytes of a picture " + bytes(range(256)) * 40


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[TurnKit]:
    with TurnKit.open(tmp_path, all_routes()) as opened:
        yield opened


@pytest.fixture
def circle(kit: TurnKit) -> Circle:
    return Circle(kit)


def stores_of(kit: TurnKit) -> Stores:
    assert kit._stores is not None
    return kit._stores


def fill(circle: Circle) -> None:
    """A marker in every kind of thing that is kept, and a picture's bytes in the files."""
    kit, left = circle.kit, iter(MARKERS)
    for number in range(10):
        circle.tell(f"m{number}", next(left))
    with kit.look() as work:
        work.save_patient(_described(work, left))
        media_id = work.media.put(PIXELS, media_type="image/jpeg")
        work.photos.save(
            Photo(
                id="p1",
                media_id=media_id,
                sent_by=1,
                sent_at=START,
                width=9,
                height=9,
                caption=next(left),
            )
        )
        work.media.trash(work.media.put(PIXELS, media_type="image/jpeg"))
        work.media.lend(media_id, "j1", "input")
        work.elements.save(
            Element(id="e1", kind=ElementKind.RELATIVE, name=next(left), class_noun="woman")
        )
        work.goals.save(Goal(id="g1", text=next(left), set_by=5, set_at=START))
        work.tips.save(Tip(id="t1", words=next(left), given_by=3, given_at=START))
        work.comments.save(
            Comment(id="c1", page_id="m1", words=next(left), written_by=3, written_at=START)
        )
        work.alerts.save(Alert(id="a1", cause=AlertCause.UPSET, raised_by=1, raised_at=START))
        work.consents.save(
            Consent(
                id="x1",
                kind=ConsentKind.LIKENESS,
                given_by=GivenBy.CARER,
                recorded_by=1,
                given_at=START,
                subject=next(left),
            )
        )
        button = Button(label=next(left), action="home.menu")
        work.add_screen(Screen(number=0, chat_id=1, account_id=1, buttons=(button,)))
        work.expect(Expectation(chat_id=77, action="x", argument=next(left)))
        for text in left:
            work.post(OutboxItem(chat_id=78, kind=OutboxKind.SEND, payload={"text": text}))
        work.commit()
    _fill_registry(circle)
    stores_of(kit).job_folders.folder("j1").write("recipe.json", MARKERS[0].encode() + PIXELS)
    kit.services.registry.watch_job("j1", circle.space)
    _learnt_and_made(circle)


def _learnt_and_made(circle: Circle) -> None:
    """What a model learnt, a film, and jobs of every kind in the middle of their work."""
    kit = circle.kit
    with kit.look() as work:
        learnt = work.media.put_pieces([PIXELS] * 3, media_type="application/octet-stream")
        element = work.elements.get("e1")
        work.elements.save(replace(element, adapter_id=learnt, whole=True, tried_ids=(learnt,)))
        film = work.media.put_pieces([PIXELS, MARKERS[1].encode()], media_type="video/mp4")
        work.editions.save(
            Edition(
                id="film1",
                kind=EditionKind.VIDEO,
                code="voice",
                language="es",
                face=MARKERS[2],
                media_ids=(film,),
                made_at=START,
                memory_ids=("m1",),
            )
        )
        for kind in JobKind:
            job = {"kind": kind, "purpose": kind.value, "subject_id": MARKERS[3]}
            whose = {"account_id": 1, "chat_id": 1, "created_at": START}
            work.jobs.save(JobRecord(id=f"job-{kind}", **job, **whose))  # type: ignore[arg-type]
            work.media.lend(learnt, f"job-{kind}", "adapter.safetensors")
            folder = stores_of(kit).job_folders.folder(f"job-{kind}")
            folder.write_pieces("half-a-result", [PIXELS, MARKERS[4].encode()])
        work.commit()
    for kind in list(JobKind)[1:]:  # the first waits in the outbox still, and is watched by nobody
        kit.services.registry.watch_job(f"job-{kind}", circle.space)


def _described(work: PatientWork, left: Iterator[str]) -> object:
    return replace(
        work.patient(),
        name=next(left),
        song=next(left),
        comfort=(next(left),),
        avoid_words=(next(left),),
        places=(next(left),),
        family_contact=next(left),
        extras={"about": next(left)},
    )


def _fill_registry(circle: Circle) -> None:
    registry, space = circle.kit.services.registry, circle.space
    registry.take_in(
        "u:x", chat_id=1, account_id=1, patient_id=space, body={"text": " ".join(MARKERS)}
    )
    registry.set_timer(
        Timer(id="t1", patient_id=space, account_id=1, at=START, tick="x", argument="y")
    )
    registry.save_reminder(
        Reminder(
            id="r1",
            patient_id=space,
            account_id=1,
            time_zone="Europe/Madrid",
            hour=17,
            settled_at=START,
        )
    )


def findings(folder: Path) -> list[str]:
    """Files with a marker in any writing of it, or with a stretch of the picture."""
    needles = [PIXELS[60:120]]
    for marker in MARKERS:
        needles += [marker.encode(), marker.encode("utf-16-le"), marker[:10].encode()]
    found = []
    for path in folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        found += [str(path) for needle in needles if needle in content][:1]
    return found


def erase_label(phone: Phone) -> str:
    return next(label for label in phone.last.labels if label.startswith("Borrar lo de"))


def erase(phone: Phone, word: str) -> None:
    phone.command("privacy")
    phone.tap(erase_label(phone))
    phone.words(word)
    phone.tap("Borrar para siempre")


def test_nothing_is_found_and_no_key_that_is_left_opens_anything(
    circle: Circle, kit: TurnKit, tmp_path: Path
) -> None:
    fill(circle)
    stores = stores_of(kit)
    made = backup(stores, tmp_path / "backups")
    erase(circle.ana, kit.person().name)
    assert "Ya está borrado" in circle.ana.last.text
    stores.close()
    assert findings(tmp_path) == []
    assert stores.job_folders.all_ids() == []
    assert not list((tmp_path / "data" / "patients").glob("*"))
    assert circle_keys(tmp_path) == []
    assert made.folder.exists()  # what lies in it is noise now


def circle_keys(folder: Path) -> list[str]:
    """Names of key files that speak of somebody: none is left, in no copy."""
    return [str(p) for p in (folder / "keys").rglob("*id00000000000001*") if p.is_file()]


def test_what_waited_for_the_person_is_gone_from_the_registry(
    circle: Circle, kit: TurnKit
) -> None:
    fill(circle)
    space = circle.space
    erase(circle.ana, kit.person().name)
    registry = kit.services.registry
    assert registry.members(space) == []
    assert registry.reminders(space) == []
    assert registry.timers_due(START) == []
    assert {whose for _, whose in registry.watched_jobs()} == {space}  # until they are stopped
    assert [row for row in registry.open_rows() if row.patient_id == space] == []
    with pytest.raises(NotAllowed), kit.look(space):
        pass


def test_what_was_shown_goes_from_everybodys_chat_as_far_as_telegram_lets_it(
    circle: Circle, kit: TurnKit
) -> None:
    circle.lucia.command("book")
    circle.ana.command("privacy")
    circle.ana.tap(erase_label(circle.ana))
    circle.ana.words(kit.person().name)
    row = circle.ana.row(tap_of(circle.ana.last.buttons["Borrar para siempre"]))
    applied = Dispatcher(kit.services).apply(row)
    waiting = kit.services.registry.outbox.pending()
    deleted = {item.chat_id for item in waiting if item.kind is OutboxKind.DELETE}
    assert deleted == {1, 3}
    assert applied.chats == {1, 3}
    assert all(item.payload.get("messages") for item in waiting if item.kind is OutboxKind.DELETE)


def tap_of(data: str) -> Incoming:
    return Incoming(kind=IncomingKind.TAP, text=data)


def test_ones_own_account_can_be_forgotten_and_what_was_told_stays(
    circle: Circle, kit: TurnKit
) -> None:
    circle.lucia.words("De niña me llevaba a ver los trenes.")
    circle.lucia.tap("Sí: lo cuento yo")
    circle.lucia.command("privacy")
    circle.lucia.tap("Irme y que me olvides")
    circle.lucia.tap("Sí, olvídame")
    assert circle.lucia.account.name == ""
    assert kit.services.registry.memberships(3) == []
    with kit.look() as work:
        assert work.memories.count() == 1
    circle.lucia.command("start")
    assert "Soy <b>Vivencia</b>" in circle.lucia.last.text


def test_who_answers_alone_has_to_settle_that_first(circle: Circle, kit: TurnKit) -> None:
    circle.ana.command("privacy")
    circle.ana.tap("Irme y que me olvides")
    assert "Antes cédelo en /circulo" in circle.ana.last.text
    kit.member(2, "Bea", Role.OWNER, circle.space)
    circle.ana.command("privacy")
    circle.ana.tap("Irme y que me olvides")
    circle.ana.tap("Sí, olvídame")
    assert kit.services.registry.memberships(1) == []
