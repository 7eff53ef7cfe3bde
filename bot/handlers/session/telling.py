"""S5-S8: answers in words or voice, follow-ups, the read-back, and on to the picture."""

from dataclasses import replace

from bot.handlers.session import story_screens
from bot.handlers.session.drawn import NO
from bot.handlers.session.frame import leader_of, show
from bot.handlers.session.leading import step
from bot.handlers.session.present import show_present
from bot.incoming import IncomingKind
from bot.turns import Route, Turn
from core.domain import interruptions
from core.domain.circle import Action
from core.domain.job import Queue
from core.domain.memory import Wording
from core.domain.session import OutOfStep, ReminiscenceSession, SessionStage
from core.domain.talk import Writing
from core.services import choosing, hearing, sessions, story
from core.services.story import Told

LONG_S = 20 * 60  #: seconds of a voice note that get a word on it


def told_in(turn: Turn) -> Told | None:
    """What a free message brought; None, with a word on it, when it brought nothing to keep.

    What is written below a voice or a photo is kept as well.
    """
    incoming = turn.incoming
    words = incoming.text if incoming.text.strip() else ""
    brought = Told(words=words, account_id=turn.account.id, message_id=incoming.message_id or 0)
    if incoming.kind is IncomingKind.VOICE and turn.file:
        media_type = incoming.media_type or "audio/ogg"
        if incoming.duration_s >= LONG_S:
            turn.tell(turn.tr("session-voice-long", minutes=incoming.duration_s // 60))
        return replace(brought, voice=turn.file, media_type=media_type)
    if incoming.kind is IncomingKind.VOICE:
        turn.tell(turn.tr("session-silent-voice"))
    elif incoming.kind is not IncomingKind.WORDS or not words:
        turn.tell(turn.tr("session-caption-kept" if words else "session-answer-needs-words"))
    return brought if words else None


def remarked(turn: Turn, told: Told) -> bool:
    """Keep what says how the person is now as a note, where it would become a story.

    Only to whoever leads a session now; then "shall we pause?" is all that is asked.
    """
    leader, session = leader_of(turn), turn.work.sessions.open_one()
    if session is None or session.led_by != leader.account_id:
        return False
    if interruptions.cold(session, now=turn.now):
        return False
    if not story.is_remark(leader, session, told.words):
        return False
    turn.tell(turn.tr("session-remark-noted"))
    note(turn, told)
    return True


def answer(turn: Turn, _: str) -> None:
    told = told_in(turn)
    if told is not None:
        show_present(
            turn,
            story.answer(turn.work, leader_of(turn), told, companion_name=turn.own_name),
        )
        listen(turn, told)


def listen(turn: Turn, told: Told) -> None:
    """Have the voice that came listened to, where voices are all there is of its story."""
    session = turn.work.sessions.open_one()
    memory = turn.work.memories.find(session.talk.memory_id) if session else None
    queue = Queue.GPU if turn.services.transcribes else Queue.CPU
    if told.voice is None or memory is None or not hearing.worth_hearing(memory):
        return
    if not turn.services.jobs.worker_alive(queue):
        return
    turn.enqueue(
        hearing.order(
            turn.work,
            turn.job_folder(),
            memory=memory,
            queue=queue,
            account_id=turn.account.id,
            chat_id=turn.chat_id,
            now=turn.now,
        )
    )


def option(turn: Turn, number: str) -> None:
    """One of the two drawings was pointed at, or its words were said."""
    show_present(turn, choosing.choose(turn.work, leader_of(turn), number=int(number)))


def taste(turn: Turn, answered: str) -> None:
    leader = leader_of(turn)
    if answered == NO:
        session = choosing.do_not_like_it(turn.work, leader)
    else:
        theme = sessions.leading(turn.work, leader).talk.theme
        liked = turn.say.plain(f"session-taste-kept-{theme}")
        session = choosing.like_it(turn.work, leader, words=liked)
    show_present(turn, session)


def ways(turn: Turn, _: str) -> None:
    """Show the rarer answers to the question that stands there."""
    session = sessions.leading(turn.work, leader_of(turn))
    if session.stage is not SessionStage.INVITE or session.interrupted:
        raise OutOfStep
    show(turn, story_screens.other_ways(turn, session), in_place=True)


def nothing(turn: Turn, _: str) -> None:
    show_present(turn, sessions.nothing_came(turn.work, leader_of(turn)))


def declined(turn: Turn, _: str) -> None:
    show_present(turn, sessions.declined(turn.work, leader_of(turn)))


def write(turn: Turn, writing: str) -> None:
    """The next message will be something else than an answer; empty: an answer again."""
    what = Writing(writing) if writing else None
    step(turn, lambda session: session.write(what))


def liked(turn: Turn, _: str) -> None:
    step(turn, lambda session: session.enjoyed())


def aside(turn: Turn, _: str) -> None:
    """What the companion writes when nothing is asked of anybody is kept as their note."""
    told = told_in(turn)
    if told is not None:
        note(turn, told)


def note(turn: Turn, told: Told) -> None:
    """Add to the companion's note, and show where the session stands.

    A listed phrase asks first whether to pause. Without the permission to keep stories
    it is only listened to: what is told while a session closes is a story too.
    """
    leader, kept = leader_of(turn), told
    if not sessions.permitted(turn.work):
        turn.tell(turn.tr("session-note-not-kept"))
        kept = Told(words="")
    voice_id = ""
    if kept.voice is not None:
        voice_id = turn.work.media.put(kept.voice, media_type=kept.media_type)

    def noted(session: ReminiscenceSession) -> ReminiscenceSession:
        return story.heard(leader, session.noted(kept.words, voice_id=voice_id), told.words)

    step(turn, noted)


def enough_told(turn: Turn, _: str) -> None:
    step(turn, lambda session: session.enough_told())


def more(turn: Turn, _: str) -> None:
    show_present(turn, story.more_to_tell(turn.work, leader_of(turn)))


def change(turn: Turn, _: str) -> None:
    """Other words in the place of those read back; a remark does not take their place."""
    told = told_in(turn)
    if told is not None and not remarked(turn, told):
        show_present(turn, story.rewrite(turn.work, leader_of(turn), told))
        listen(turn, told)


def sentence(turn: Turn, _: str) -> None:
    """Beside a voice note a typed sentence; beside words, more of them is a change."""
    told = told_in(turn)
    if told is None:
        return
    leader = leader_of(turn)
    session = sessions.leading(turn.work, leader)
    memory = turn.work.memories.get(session.talk.memory_id)
    if memory.words or told.voice is not None:
        show_present(turn, story.add(turn.work, leader, told))
        listen(turn, told)
    else:
        show_present(turn, story.add_sentence(turn.work, leader, told))


def agree(turn: Turn, wording: str) -> None:
    session = story.agree(turn.work, leader_of(turn), wording=Wording(wording))
    show_or_picture(turn, session)


def show_or_picture(turn: Turn, session: ReminiscenceSession) -> None:
    if session.stage is SessionStage.PICTURE and not session.interrupted:
        turn.expect()
        turn.go("pictures.offer", session.talk.memory_id)
    else:
        show_present(turn, session)


def picture_over(turn: Turn, _: str) -> None:
    """The picture step is finished, or skipped; said twice it changes nothing."""
    leader = leader_of(turn)
    session = sessions.leading(turn.work, leader)
    if session.stage is SessionStage.PICTURE and not session.interrupted:
        session = sessions.picture_over(turn.work, leader)
    show_present(turn, session)


def taps() -> dict[str, Route]:
    lead = Action.LEAD_SESSION
    return {
        "session.option": Route(lead, option),
        "session.taste": Route(lead, taste),
        "session.ways": Route(lead, ways),
        "session.nothing": Route(lead, nothing),
        "session.declined": Route(lead, declined),
        "session.write": Route(lead, write),
        "session.liked": Route(lead, liked),
        "session.enough_told": Route(lead, enough_told),
        "session.more": Route(lead, more),
        "session.agree": Route(lead, agree),
        "session.picture_over": Route(lead, picture_over),
    }


def answers() -> dict[str, Route]:
    lead = Action.LEAD_SESSION
    return {
        "session.answer": Route(lead, answer),
        "session.aside": Route(lead, aside),
        "session.change": Route(lead, change),
        "session.sentence": Route(lead, sentence),
    }
