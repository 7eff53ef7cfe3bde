"""What somebody told of abuse is for therapists alone: no list, page, file or phone shows it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.routes import all_routes
from core.domain.circle import Role
from core.domain.consent import ConsentKind
from core.domain.interruptions import COLD_AFTER
from core.domain.life import Level
from core.domain.memory import Audience
from core.domain.session import SessionStage
from core.domain.talk import Talk
from core.errors import PictureRefused
from core.ports import PatientWork
from core.services import book_waiting, books, confidences, picture_lists, scenes, summaries
from tests.fakes.turns import START, Phone, Seen, TurnKit, questions
from tests.integration.book.conftest import made, told
from tests.integration.circle.test_only_us import tries_everything
from tests.integration.circle.whole import Circle
from tests.integration.download.conftest import archives_of, opened
from tests.integration.summaries.examples import the_session

CONFIDED, LATER, BEFORE = "Mi hijo me pega.", "Y tengo miedo.", "Bailábamos en la era."
VOICE, STORY = b"OggS what she said", "memory0000000001"
HARD, DANGER, ABUSE = "😟 Es un mal momento", "🆘 Peligro", "Son malos tratos"
WHOLE = "📜 Lo contado, entero"
PABLO = 4


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[TurnKit]:
    with TurnKit.open(tmp_path, all_routes()) as house:
        yield house


@pytest.fixture
def circle(kit: TurnKit) -> Circle:
    return confided(kit)


def confided(kit: TurnKit) -> Circle:
    """Ana is leading when it comes out, and taps that it is abuse; more is told after it."""
    circle = Circle(kit)
    kit.prepare(level=Level.OPEN)
    kit.member(PABLO, "Pablo", Role.COMPANION, circle.space)
    with kit.look() as work:
        voice = work.media.put(VOICE, media_type="audio/ogg")
        before = told(0, words=BEFORE, title="La era", session_id="t1", audience=Audience.CIRCLE)
        story = told(1, words=CONFIDED, title="", session_id="t1", voice_ids=(voice,))
        work.memories.save(before)
        work.memories.save(replace(story, approved=False, audience=Audience.US))
        work.sessions.save(
            the_session(
                stage=SessionStage.READ_BACK,
                memory_ids=(before.id, story.id),
                agreed=(before.id,),
                after=(),
                talk=Talk(theme="A2", question_id="A2.1", memory_id=story.id),
            )
        )
        work.commit()
    circle.ana.command("session")
    for label in (HARD, DANGER, ABUSE):
        circle.ana.tap(label)
    with kit.look() as work:
        later = told(2, words=LATER, title="", session_id="t1", audience=Audience.US)
        work.memories.save(replace(later, told_at=START + timedelta(minutes=5)))
        work.commit()
    return circle


def ended(circle: Circle, kit: TurnKit) -> None:
    circle.ana.tap("Terminar ahora")
    kit.wait(timedelta(days=2))


def comes_back(kit: TurnKit) -> None:
    """A therapist lets it come back, and it would be for the book."""
    free = {"avoid_reason": "", "use_again": True, "approved": True, "audience": Audience.BOOK}
    with kit.look() as work:
        work.memories.save(replace(work.memories.get(STORY), **free))
        books.refresh_page(work, STORY)
        work.commit()


def tells(seen: list[Seen]) -> bool:
    """Whether a message says or carries what was told of abuse."""
    said = "\n".join(f"{message.text} {' '.join(message.labels)}" for message in seen)
    return CONFIDED[:-1] in said or LATER[:-1] in said


def phone_of(circle: Circle, kit: TurnKit, who: str) -> Phone:
    return circle.ana if who == "ana" else kit.phone(PABLO, "Pablo")


@pytest.mark.parametrize("who", ["ana", "pablo"])
def test_neither_owner_nor_companion_comes_upon_it_anywhere(
    circle: Circle, kit: TurnKit, who: str
) -> None:
    ended(circle, kit)
    comes_back(kit)
    phone = phone_of(circle, kit, who)
    phone.seen.clear()
    seen = tries_everything(phone)
    assert any("La era" in label for message in seen for label in message.labels)
    assert not tells(seen)


@pytest.mark.parametrize("who", ["ana", "pablo"])
def test_it_is_on_no_list_and_cannot_be_opened(circle: Circle, kit: TurnKit, who: str) -> None:
    ended(circle, kit)
    phone, now = phone_of(circle, kit, who), kit.clock.now()
    with kit.services.stores.open(circle.space, phone.account) as work:
        asked = {"account_id": phone.account_id, "now": now}
        listed = [*book_waiting.waiting(work, **asked), *book_waiting.set_aside(work, **asked)]
        assert [memory.words for memory in listed] == [BEFORE]
        found = [book_waiting.find(work, f"memory{n:010d}", account_id=1) for n in range(3)]
        assert [memory is not None for memory in found] == [True, False, False]


def test_what_others_were_let_see_after_it_was_not_that(circle: Circle, kit: TurnKit) -> None:
    ended(circle, kit)
    with kit.look() as work:
        later = work.memories.get("memory0000000002")
        work.memories.save(replace(later, audience=Audience.CIRCLE))
        work.commit()
    with kit.services.stores.open(circle.space, circle.ana.account) as work:
        assert book_waiting.find(work, later.id, account_id=1) is not None


def test_no_book_and_no_picture_is_made_of_it(circle: Circle, kit: TurnKit) -> None:
    ended(circle, kit)
    comes_back(kit)
    with kit.look() as work:
        assert books.open_page(work, STORY) is None
        assert list(books.all_spreads(work)) == []
        with pytest.raises(PictureRefused):
            scenes.drawable(work, memory_id=STORY, bank=questions())


def test_it_is_in_no_archive(circle: Circle, kit: TurnKit) -> None:
    ended(circle, kit)
    with kit.look() as work:
        drawn = made(work, STORY, "picture1")
        picture = work.media.read(drawn.media_id)
        work.commit()
    circle.ana.command("privacy")
    circle.ana.tap("Descargar todo")
    circle.ana.tap("Prepararlo")
    (archive,) = archives_of(kit, circle.ana)
    found = opened(archive).values()
    assert any(BEFORE.encode() in content for content in found)
    assert not any(CONFIDED.encode() in content for content in found)
    assert not any(LATER.encode() in content for content in found)
    assert VOICE not in found
    assert picture not in found


def test_the_download_counts_only_the_stories_that_are_in_it(circle: Circle, kit: TurnKit) -> None:
    ended(circle, kit)
    circle.ana.command("privacy")
    circle.ana.tap("Descargar todo")
    circle.ana.tap("Prepararlo")
    (archive,) = archives_of(kit, circle.ana)
    (session,) = json.loads(opened(archive)["data/sessions.json"])
    assert session["memories_told"] == 1


LISTS: dict[str, Callable[[PatientWork], object]] = {
    "waiting": lambda work: book_waiting.waiting(work, account_id=1, now=START),
    "for a photo": lambda work: list(picture_lists.for_photo(work)),
    "without a picture": lambda work: list(picture_lists.without_picture(work, bank=questions())),
    "pages": books.refresh_all,
    "sessions": lambda work: confidences.all_confided(
        work, work.sessions.all(), reader=Role.OWNER
    ),
}


@pytest.mark.parametrize("which", LISTS)
def test_a_list_asks_once_what_was_told_of_abuse(
    circle: Circle, kit: TurnKit, monkeypatch: pytest.MonkeyPatch, which: str
) -> None:
    ended(circle, kit)
    with kit.look() as work:
        for number in range(3, 9):
            work.memories.save(told(number, session_id="t1"))
        work.commit()
    asked: list[None] = []
    with kit.services.stores.open(circle.space, circle.ana.account) as work:
        read = work.alerts.all

        def counted() -> object:
            asked.append(None)
            return read()

        monkeypatch.setattr(work.alerts, "all", counted)
        LISTS[which](work)
    assert len(asked) == 1


def test_the_therapist_reads_it_once_the_session_is_over(circle: Circle, kit: TurnKit) -> None:
    ended(circle, kit)
    read = transcript(circle.marta)
    assert CONFIDED in read
    with kit.look() as work:
        sharing = work.consents.holding(ConsentKind.SHARING)
        assert sharing is not None
        work.consents.save(sharing.withdraw(at=kit.clock.now()))
        work.commit()
    circle.marta.seen.clear()
    circle.marta.command("summaries")
    assert not tells(circle.marta.seen)


def test_an_owner_finds_no_trace_of_it_in_the_summary(circle: Circle, kit: TurnKit) -> None:
    ended(circle, kit)
    assert CONFIDED not in transcript(circle.ana)
    assert titles(circle, kit, circle.ana) == ["La era"]
    assert titles(circle, kit, circle.marta) == ["La era", ""]


def titles(circle: Circle, kit: TurnKit, phone: Phone) -> list[str]:
    """What the summary says of its stories; nothing but the theme of some."""
    with kit.services.stores.open(circle.space, phone.account) as work:
        told_of = summaries.summary(work, "t1", members=(), bank=questions())
        return [line.title for line in told_of.memories]


def transcript(phone: Phone) -> str:
    """All that was told, as far as they may be told: the way leads past every block."""
    phone.command("summaries")
    phone.tap(phone.last.labels[0])
    phone.tap("Detalle")
    while WHOLE not in phone.last.labels:
        phone.tap("▶")
    phone.tap(WHOLE)
    return phone.last.text


def test_nobody_takes_over_the_screens_of_who_heard_it(circle: Circle, kit: TurnKit) -> None:
    pablo = kit.phone(PABLO, "Pablo")
    pablo.command("session")
    pablo.tap("Seguirla yo")
    assert "Otra persona" in pablo.last.text
    assert not tells(pablo.seen)

    kit.wait(COLD_AFTER + timedelta(minutes=1))
    pablo.command("session")
    pablo.tap("Seguirla yo")
    assert not tells(pablo.seen)
    with kit.look() as work:
        begun = work.sessions.open_one()
        assert begun is not None
        assert begun.led_by == PABLO
        assert begun.id != "t1"


def test_who_led_finishes_the_session_with_it(circle: Circle, kit: TurnKit) -> None:
    circle.ana.tap("Hay calma: despedirnos")
    with kit.look() as work:
        session = work.sessions.open_one()
        assert session is not None
        assert session.closing


def test_a_book_that_held_it_is_put_away_when_it_is_said_to_be_abuse(kit: TurnKit) -> None:
    circle = Circle(kit)
    kit.prepare(level=Level.OPEN)
    asked_in = told(1, words=CONFIDED, session_id="t1", asked_in=True)
    with kit.look() as work:
        session = the_session(stage=SessionStage.READ_BACK, memory_ids=(asked_in.id,), after=())
        talk = Talk(theme="A2", question_id="A2.1", memory_id=asked_in.id)
        work.sessions.save(replace(session, talk=talk))
        work.memories.save(asked_in)
        work.commit()
    circle.ana.command("session")
    circle.ana.tap(HARD)
    circle.ana.tap(DANGER)
    with kit.look() as work:  # as if somebody had asked it in meanwhile
        work.memories.save(asked_in)
        books.refresh_page(work, asked_in.id)
        assert work.pages.count() == 1
        work.commit()
    circle.ana.tap(ABUSE)
    with kit.look() as work:
        assert work.pages.count() == 0
