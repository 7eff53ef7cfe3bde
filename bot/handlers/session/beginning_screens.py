"""Screens S0-S4: checks, invitation, mood, the opening and the choice of a theme."""

from markupsafe import Markup

from bot.handlers.session.drawn import drawn
from bot.handlers.session.frame import SessionScreen, block, lines, row_of
from bot.screens import Rows
from bot.turns import Turn
from core.content.options import Option
from core.domain.conversation import Button
from core.domain.life import Level
from core.domain.session import ReminiscenceSession
from core.domain.session_record import Rater
from core.domain.tip import Tip
from core.services import looking, picture_lists, tips
from core.services.circle import allowed
from core.services.person_facts import FACTS

FACES = range(1, 6)
LONGEST_CUE = 22  #: characters of a thing on a button


def ready(turn: Turn, _: ReminiscenceSession) -> SessionScreen:
    """Only what may apply: glasses and a hearing aid that they do not have are left out."""
    patient, tr = turn.patient, turn.tr
    checks = [
        tr("session-check-glasses") if patient.glasses is not False else None,
        tr("session-check-hearing") if patient.hearing_aid is not False else None,
        tr("session-check-place"),
        tr("session-check-drink"),
        tr("session-check-reads") if patient.reads is False else None,
        _how_they_say_it(turn, "session-check-toilet-words", patient.toilet_words),
        _how_they_say_it(turn, "session-check-pain-words", patient.pain_words),
    ]
    return SessionScreen(
        lines=(
            tr("session-ready"),
            block(check for check in checks if check is not None),
            tr("session-postpone-when"),
        ),
        rows=(
            row_of(
                turn,
                ("session-we-are-ready", "session.ready"),
                ("session-postpone", "session.postpone"),
            ),
        ),
    )


def _how_they_say_it(turn: Turn, line: str, said: str) -> Markup | None:
    """What a word or a sign of theirs means, where somebody told us."""
    return turn.tr(line, said=said) if said else None


def assent(turn: Turn, session: ReminiscenceSession) -> SessionScreen:
    """The invitation; in a brief session with its checks above it."""
    presence = session.level is Level.PRESENCE
    said = "session-say-invitation-presence" if presence else "session-say-invitation"
    guide = "session-assent-presence" if presence else "session-assent-guide"
    later = session.record.assent is not None
    return SessionScreen(
        lines=lines(
            turn.tr("session-check-brief") if session.brief and not later else None,
            turn.tr("session-assent-later" if later else "session-read-aloud"),
            turn.say(said),
            turn.tr(guide),
        ),
        rows=_assent_rows(turn, presence=presence, later=later),
    )


def _assent_rows(turn: Turn, *, presence: bool, later: bool) -> Rows:
    yes = "session-assent-accepts" if presence else "session-assent-yes"
    first = row_of(
        turn,
        (yes, "session.assent", "yes"),
        ("session-assent-not-today", "session.assent", "not_today"),
    )
    unsure = (
        () if later else row_of(turn, ("session-assent-not-sure", "session.assent", "not_sure"))
    )
    return (first, unsure)


def before(
    turn: Turn, session: ReminiscenceSession, *, rater: Rater | None = None
) -> SessionScreen:
    rater = rater or usual_rater(session)
    return SessionScreen(
        lines=(mood_question(turn, rater, "session-mood-before"),),
        rows=(
            faces(turn, rater, "session.mood"),
            (
                *rater_switch(turn, rater, "session.mood_rater"),
                turn.button("session-skip", "session.mood_skip"),
            ),
        ),
    )


def mood_question(turn: Turn, rater: Rater, pointed: str) -> Markup:
    return turn.tr(pointed if rater is Rater.PERSON else "session-mood-companion")


def faces(turn: Turn, rater: Rater, action: str) -> tuple[Button, ...]:
    return tuple(turn.button(f"mood-{face}", action, f"{face} {rater}") for face in FACES)


def rater_switch(turn: Turn, rater: Rater, action: str) -> tuple[Button, ...]:
    if rater is Rater.PERSON:
        return row_of(turn, ("session-mood-i-choose", action, Rater.COMPANION))
    return row_of(turn, ("session-mood-they-point", action, Rater.PERSON))


def open_ritual(turn: Turn, session: ReminiscenceSession) -> SessionScreen:
    """The same song or object each time, and their name."""
    song = turn.patient.song
    said = "session-say-opening" if song else "session-say-opening-object"
    if session.level is Level.PRESENCE:
        said += "-presence"
    known = turn.tr("session-ritual-song", song=song) if song else None
    arrived = _picture_arrived(turn, session)
    rows = [row_of(turn, ("session-next", "session.opened"))]
    if arrived:
        rows.append(row_of(turn, ("session-look-at-picture", "pictures.earlier")))
    if not song and allowed(turn.work, FACTS["song"].action):
        rows.append(row_of(turn, ("session-note-song", "person.ask", "song")))
    return SessionScreen(
        lines=lines(
            turn.tr("session-waiting-pictures") if arrived else None,
            turn.tr("session-ritual"),
            known or turn.tr("session-ritual-no-song"),
            turn.say(said),
        ),
        rows=tuple(rows),
    )


def _picture_arrived(turn: Turn, session: ReminiscenceSession) -> bool:
    """Whether a picture of an earlier session came when nobody was waiting any more."""
    allowed = turn.patient.allows_pictures(session.level)
    return allowed and bool(picture_lists.arrivals(turn.work))


def theme(turn: Turn, session: ReminiscenceSession) -> SessionScreen:
    """Two themes with their drawings; in company, two things to have at hand."""
    drawings = None
    if session.level is Level.PRESENCE:
        text: tuple[Markup, ...] = (turn.tr("session-themes-presence"),)
        buttons = [_object_button(turn, session, code) for code in session.offered]
    else:
        text = lines(
            _theme_line(turn, session.offered),
            turn.tr("session-drawn-guide") if session.level is Level.CHOICE else None,
        )
        drawings = drawn(turn, [_theme_option(turn, code) for code in session.offered])
        buttons = [_theme_button(turn, code) for code in session.offered]
    if looking.book_is_next(turn.work, session):
        buttons.insert(0, turn.button("session-look-through", "session.look_through"))
    rows: Rows = (
        *((button,) for button in buttons),
        row_of(turn, ("session-other-theme", "session.other_theme")),
    )
    if session.brief and session.record.mood_before is None and not session.record.themes:
        text = (*text, turn.tr("session-mood-optional"))
        rows = (*rows, faces(turn, usual_rater(session), "session.mood"))
    tip = tips.to_offer(turn.work, session, bank=turn.services.bank)
    if tip is not None:
        text = (*text, _tip_line(turn, tip))
        take = turn.button("tips-take", "tips.take", tip.id)
        rows = (*rows, (take, turn.button("tips-decline", "tips.decline", tip.id)))
    return SessionScreen(lines=text, rows=rows, drawn=drawings)


def _tip_line(turn: Turn, tip: Tip) -> Markup:
    """What somebody of the circle suggests; for the companion, never read aloud."""
    members = turn.services.registry.members(turn.work.patient_id)
    names = (member.name for member in members if member.account_id == tip.given_by)
    who = next(names, turn.tr.plain("comments-somebody"))
    return turn.tr("tips-offer", who=who, words=tip.words)


def _theme_line(turn: Turn, codes: tuple[str, ...]) -> Markup:
    names = [turn.say.plain(f"theme-{code}-short") for code in codes]
    names = [name[0].lower() + name[1:] for name in names]
    if len(names) == 1:
        return turn.say("session-say-theme-only", first=names[0])
    return turn.say("session-say-themes", first=names[0], second=names[1])


def _theme_option(turn: Turn, code: str) -> Option:
    words = turn.say.plain(f"theme-{code}-short")
    return Option(label=words, told=words, drawing=turn.services.bank.theme(code).drawing)


def _theme_button(turn: Turn, code: str) -> Button:
    emoji, short = turn.tr.plain(f"theme-{code}-emoji"), turn.tr.plain(f"theme-{code}-short")
    return turn.button("session-theme-choice", "session.theme", code, emoji=emoji, theme=short)


def _object_button(turn: Turn, session: ReminiscenceSession, code: str) -> Button:
    """A theme of company by the thing that goes with it."""
    bank, patient, account = turn.services.bank, turn.patient, turn.account
    fitting = bank.questions_for(
        code, session.level, gates=patient.gates, avoid=patient.avoid_words
    )
    cue = bank.wording(fitting[0].id, account.language).cue if fitting else ""
    emoji = turn.tr.plain(f"theme-{code}-emoji")
    thing = cue if 0 < len(cue) <= LONGEST_CUE else turn.tr.plain(f"theme-{code}-short")
    return turn.button("session-theme-object", "session.theme", code, emoji=emoji, object=thing)


def usual_rater(session: ReminiscenceSession) -> Rater:
    return Rater.COMPANION if session.level is Level.PRESENCE else Rater.PERSON
