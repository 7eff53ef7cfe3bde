"""/summaries: which sessions there were, one summary, and its blocks one by one."""

from markupsafe import Markup

from bot.handlers.therapist import message
from bot.handlers.therapist.screens import read, summary_view, zone_of
from bot.handlers.therapist.scribe import day_of, session_name
from bot.screens import Rows, View
from bot.turns import Route, Turn
from core.book.texts import title_of
from core.domain.circle import Action
from core.domain.conversation import Button
from core.domain.memory import Memory
from core.domain.summary import BLOCKS, SessionSummary
from core.services import rollups, steering, summaries
from core.services.circle import allowed
from core.services.person_facts import Section
from core.services.picture_gate import let_through
from core.services.summaries import Heading
from core.services.summary_blocks import person_code

ON_A_PAGE = 6


def open_list(turn: Turn, page: str = "") -> None:
    """The sessions of this person, the newest first; what waits for a decision is marked."""
    found = summaries.headings(turn.work)
    first = min(int(page) if page.isdecimal() else 0, max(len(found) - 1, 0))
    turn.expect()
    lines = [turn.tr("summaries-list", code=person_code(turn.patient))]
    if not found:
        lines.append(turn.tr("summaries-list-empty"))
    if steering.sessions_paused(turn.work):
        lines.append(turn.tr("summaries-are-paused"))
    if rollups.due(turn.work, now=turn.now):
        lines.append(turn.tr("summaries-report-due"))
    shown = found[first : first + ON_A_PAGE]
    buttons = [_heading(turn, heading) for heading in shown]
    rows: Rows = (*((button,) for button in buttons), _pages(turn, first, len(found)))
    turn.show_page(View(text=Markup("\n\n").join(lines), rows=_filled((*rows, *_more(turn)))))


def _heading(turn: Turn, heading: Heading) -> Button:
    review = heading.review
    if heading.draft:
        mark = "draft"
    elif review is not None and review.alerts:
        mark = "alert"
    elif review is not None and review.decision is None:
        mark = "undecided"
    else:
        mark = "done"
    label = turn.tr.plain(
        f"summaries-heading-{mark}",
        session=session_name(turn.tr, heading.number),
        date=day_of(turn.tr, heading.began_at.astimezone(zone_of(turn))),
    )
    return Button(label=label, action="summaries.read", argument=heading.session_id)


def _pages(turn: Turn, first: int, total: int) -> tuple[Button, ...]:
    buttons = []
    if first > 0:
        buttons.append(turn.button("summaries-newer", "summaries.list", str(first - ON_A_PAGE)))
    if first + ON_A_PAGE < total:
        buttons.append(turn.button("summaries-older", "summaries.list", str(first + ON_A_PAGE)))
    return tuple(buttons)


def _more(turn: Turn) -> Rows:
    """Goal, outside results, report and settings; lifting a pause comes first."""
    steers = allowed(turn.work, Action.EDIT_CARE)
    last = [turn.button("button-menu", "home.menu")]
    if steers:
        last.insert(0, turn.button("summaries-button-settings", "person.part", Section.CARE))
    if turn.account.opens_spaces:
        last.insert(0, turn.button("lobby-another", "summaries.another"))
    lift = turn.button("summaries-button-lift", "summaries.lift")
    return (
        (lift,) if steers and steering.sessions_paused(turn.work) else (),
        (
            turn.button("summaries-button-goal", "summaries.goal"),
            turn.button("summaries-button-results", "summaries.results"),
            turn.button("summaries-button-report", "summaries.report"),
        ),
        tuple(last),
    )


def _filled(rows: Rows) -> Rows:
    return tuple(row for row in rows if row)


def open_summary(turn: Turn, session_id: str) -> None:
    turn.expect()
    show(turn, session_id)


def show(turn: Turn, session_id: str, *, in_place: bool = False) -> None:
    """The summary as it is now, with the buttons of whoever looks."""
    view = summary_view(turn, read(turn, session_id), tr=turn.tr, role=turn.work.role)
    turn.show(view, in_place=in_place)


def open_block(turn: Turn, argument: str) -> None:
    """One block whole, with the ways to the one before and the one after."""
    session_id, _, place = argument.partition(":")
    number = int(place) % len(BLOCKS)
    summary = read(turn, session_id)
    text = message.block(
        turn.tr, summary, BLOCKS[number], zone=zone_of(turn), bank=turn.services.bank
    )
    rows: Rows = (
        _further(turn, summary, BLOCKS[number]),
        (
            turn.button(
                "summaries-earlier-block", "summaries.block", f"{session_id}:{number - 1}"
            ),
            turn.button("summaries-later-block", "summaries.block", f"{session_id}:{number + 1}"),
        ),
        (turn.button("button-back", "summaries.back", session_id),),
    )
    turn.show(View(text=text, rows=_filled(rows), standing=True), in_place=True)


def _further(turn: Turn, summary: SessionSummary, block: str) -> tuple[Button, ...]:
    """What a block leads to: its pictures, a spoken note, or all that was told."""
    if block == "provenance" and summary.provenance.transcript:
        told = turn.button(
            "summaries-button-transcript", "summaries.transcript", summary.session_id
        )
        return (told,)
    if block == "companion" and summary.companion.voice:
        return (turn.button("summaries-button-spoken", "summaries.spoken", summary.session_id),)
    if block != "pictures":
        return ()
    shown = [line.picture_id for line in summary.pictures if summaries.may_look(turn.work, line)]
    return tuple(
        turn.button("summaries-button-picture", "summaries.picture", picture_id)
        for picture_id in shown[:2]
    )


def open_transcript(turn: Turn, session_id: str) -> None:
    """All that was told, word for word, for who asks for it; what is kept back stays out."""
    told = summaries.transcript(turn.work, session_id)
    lines = [turn.tr("summaries-told-title")]
    lines += [_told(turn, memory) for memory in told] or [turn.tr("summaries-told-nothing")]
    back_button = turn.button("button-back", "summaries.read", session_id)
    voices = tuple(voice for memory in told if not memory.words for voice in memory.voice_ids)
    text = Markup("\n\n").join(lines)
    turn.show(View(text=text, voices=voices, rows=((back_button,),)))


def _told(turn: Turn, memory: Memory) -> Markup:
    title = title_of(memory, turn.tr)
    if not memory.words:
        return turn.tr("summaries-told-voice", title=title)
    way = "summaries-told-quoted" if memory.quotable else "summaries-told-retold"
    by = turn.tr.plain(f"summaries-teller-{memory.teller}")
    return turn.tr(way, title=title, words=memory.words, teller=by)


def open_spoken_note(turn: Turn, session_id: str) -> None:
    """What the companion spoke as a note, to be heard; nothing where it is kept from who asks."""
    spoken = read(turn, session_id).companion.voice
    voices = turn.work.sessions.get(session_id).record.note_voices if spoken else ()
    text = turn.tr("summaries-spoken-note" if voices else "summaries-told-nothing")
    back_button = turn.button("button-back", "summaries.read", session_id)
    turn.show(View(text=text, voices=voices, rows=((back_button,),)))


def back(turn: Turn, session_id: str) -> None:
    """From the detail to the message, in its place."""
    show(turn, session_id, in_place=True)


def _may_look(turn: Turn, picture_id: str) -> bool:
    """Whether its memory is for more eyes than the companion's."""
    picture = turn.work.pictures.find(picture_id)
    memory = turn.work.memories.find(picture.memory_id) if picture else None
    return memory is not None and not summaries.kept_back(turn.work, memory)


def open_picture(turn: Turn, picture_id: str) -> None:
    """An accepted picture with its label; the gate looks at its bytes once more."""
    summaries.require_reader(turn.work)
    if not _may_look(turn, picture_id):
        turn.notice = turn.tr.plain("summaries-picture-away")
        return
    picture = let_through(turn.work, turn.work.pictures.get(picture_id))
    text = turn.tr("summaries-picture-caption")
    turn.show(View(text=text, picture=picture.media_id))


def taps() -> dict[str, Route]:
    reader = Action.READ_SUMMARIES
    return {
        "summaries.list": Route(reader, open_list),
        "summaries.read": Route(reader, open_summary),
        "summaries.block": Route(reader, open_block),
        "summaries.back": Route(reader, back),
        "summaries.picture": Route(reader, open_picture),
        "summaries.transcript": Route(reader, open_transcript),
        "summaries.spoken": Route(reader, open_spoken_note),
    }
