"""Photos come in, one after the other or all at once; one message says what became of them."""

from bot.handlers.given_up import end_waits
from bot.handlers.photos import boards, bursts, outcomes, permissions, waiting
from bot.lateness import RECEIVE, asked_for
from bot.turns import Route, Turn
from bot.unkept import UNFIT
from core.domain.circle import Action
from core.domain.consent import ConsentKind
from core.domain.job import JobRecord
from core.domain.vetting import Finding
from core.services import photo_batches, photos
from core.services.circle import allowed
from core.services.photo_batches import Outcome, Sender
from core.services.photo_glance import glance

UNASKED = "memory.unasked"
_VIDEO = "video/"


def received(turn: Turn, element_id: str) -> None:
    """One photo for an element; anything else is what it would be if nothing were asked."""
    if not turn.incoming.may_be_photo or turn.file is None:
        turn.expect()
        turn.services.routes.answers[UNASKED].handler(turn, "")
    elif turn.work.elements.find(element_id) is None:
        if not turn.belated:
            turn.expect()
        turn.go("photos.unasked")
    elif turn.work.consents.holding(ConsentKind.PHOTOS) is None:
        permissions.ask_before_keeping(turn, element_id)
    else:
        _take_in(turn, element_id, turn.file)


def _take_in(turn: Turn, element_id: str, content: bytes) -> None:
    batch = batch_of(turn, element_id)
    photo_batches.receive(
        turn.work,
        batch,
        content=content,
        seen=glance(content),
        caption=turn.incoming.text,
        ids=turn.services.ids,
        now=turn.now,
    )
    announce(turn, batch)


def unfit(turn: Turn, words: str) -> None:
    """A video, or a file too large to be fetched: told with the photos it came with, or once."""
    finding, expected = _why_unfit(turn), asked_for(turn)
    if finding is None or expected.action != RECEIVE or not _takes(turn, expected.argument):
        bursts.say_once(turn, words)
        return
    batch = batch_of(turn, expected.argument)
    photo_batches.refuse(turn.work, batch, finding)
    announce(turn, batch)


def _why_unfit(turn: Turn) -> Finding | None:
    """What keeps it from being a photo; None for what families send as none."""
    if turn.incoming.media_type.startswith(_VIDEO):
        return Finding.MOVING
    return Finding.HUGE if turn.incoming.may_be_photo else None


def _takes(turn: Turn, element_id: str) -> bool:
    there = turn.work.elements.find(element_id) is not None
    kept = turn.work.consents.holding(ConsentKind.PHOTOS) is not None
    return there and kept and allowed(turn.work, Action.SEND_PHOTOS)


def batch_of(turn: Turn, element_id: str) -> JobRecord:
    return photo_batches.open_batch(
        turn.work,
        turn.services.registry,
        element_id=element_id,
        sender=sender(turn),
        ids=turn.services.ids,
        now=turn.now,
    )


def sender(turn: Turn) -> Sender:
    return Sender(account_id=turn.account.id, chat_id=turn.chat_id)


def announce(turn: Turn, batch: JobRecord, *, beside: bool = False) -> None:
    """Say it once for a batch: from then on the message is edited."""
    if waiting.waiting_screen(turn.work.open_screens(turn.chat_id), batch.id) is None:
        count = len(photo_batches.of_batch(turn.work, batch.id))
        told = outcomes.told_lately(turn, batch.subject_id) if turn.tapped is None else None
        if told is not None:
            turn.tapped = told.screen
            waiting.show(turn, batch, count=count, beside=True, earlier=told.of, in_place=True)
            return
        aside = beside or turn.belated or leading(turn) or waiting.is_open(turn)
        waiting.show(turn, batch, count=count, beside=aside)


def leading(turn: Turn) -> bool:
    """Whether this account leads a session now, which photos must not break into."""
    session = turn.work.sessions.open_one()
    return session is not None and session.led_by == turn.account.id


def came(turn: Turn, _: str) -> None:
    """A batch is complete, was judged, or came to nothing."""
    record = turn.work.jobs.find(turn.incoming.job_id)
    if record is None or record.taken_over:
        return
    folder = turn.services.job_folders.folder(record.id)
    if turn.incoming.what == "gathered":
        if not record.gathering:
            return
        ticket = photo_batches.hand_over(turn.work, folder, record)
        if ticket is not None:
            turn.enqueue(ticket)
            return
        left = turn.work.jobs.get(record.id)  # with what turned out to be lost
        _tell(turn, left, photo_batches.close(turn.work, left))
    elif turn.incoming.what == "done":
        _tell(turn, record, photo_batches.take_verdicts(turn.work, folder, record))
    else:
        _tell(turn, record, photo_batches.close(turn.work, record))


def _tell(turn: Turn, record: JobRecord, outcome: Outcome | None) -> None:
    """Let the message of the batch say what became of it; a job outlives a membership."""
    may_see = turn.may_here(Action.SEND_PHOTOS)
    if outcome is None or not outcomes.worth_telling(outcome) or not may_see:
        end_waits(turn, [record])
        return
    turn.tapped = waiting.waiting_screen(turn.work.open_screens(turn.chat_id), record.id)
    in_place = turn.tapped is not None
    told = outcomes.view(turn, outcome, earlier=waiting.told_before(turn.tapped))
    turn.show(told, in_place=in_place, beside=True)


def again(turn: Turn, element_id: str) -> None:
    """Have photos looked at that nobody could look at before."""
    left = photos.left_behind(turn.work, element_id)
    if not left:
        boards.open_element(turn, element_id)
        return
    batch = photos.judge_again(
        turn.work,
        turn.services.registry,
        left,
        sender=sender(turn),
        ids=turn.services.ids,
        now=turn.now,
    )
    announce(turn, batch)


def compare(turn: Turn, element_id: str) -> None:
    """The board, where faces may be compared from now on: photos that came before are, too."""
    batches = photos.compare_now(
        turn.work,
        turn.services.registry,
        element_id,
        sender=sender(turn),
        ids=turn.services.ids,
        now=turn.now,
    )
    if batches:
        turn.notice = turn.tr.plain("photos-compared-now")
    boards.open_element(turn, element_id)
    for batch in batches:
        announce(turn, batch, beside=True)


def status(turn: Turn, argument: str) -> None:
    boards.open_element(turn, argument.split()[0])


def taps() -> dict[str, Route]:
    send = Action.SEND_PHOTOS
    return {
        "photos.again": Route(send, again),
        "photos.compare": Route(Action.GIVE_CONSENT, compare),
        waiting.STATUS: Route(send, status),
        outcomes.TOLD: Route(send, status),
    }


def answers() -> dict[str, Route]:
    # Whoever lost the right to send photos may still tell a memory: the use cases refuse.
    return {
        RECEIVE: Route(Action.SEND_PHOTOS, received),
        UNFIT: Route(Action.ENTER, unfit),
    }


def results() -> dict[str, Route]:
    return {photo_batches.PURPOSE: Route(Action.SEND_PHOTOS, came)}
