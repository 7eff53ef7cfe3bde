"""Screens that may come between: a pause, the time, and hard moments with their comfort steps."""

from collections.abc import Iterable

from markupsafe import Markup

from bot.handlers.session.frame import SessionScreen, block, column_of, lines, row_of
from bot.screens import Rows, grid
from bot.turns import Turn
from core.content.care import Comfort
from core.domain.distress import ComfortStep, HardMoment, Situation, Tier
from core.domain.life import Level
from core.domain.memory import Valence
from core.domain.session import ReminiscenceSession, SessionStage
from core.i18n.translator import Translator
from core.services import alerts

#: Where something easier can still follow: until a story is read back, drawn or parted with.
_MAY_BE_EASIER = frozenset(
    {
        SessionStage.READY,
        SessionStage.ASSENT,
        SessionStage.BEFORE,
        SessionStage.OPEN_RITUAL,
        SessionStage.THEME,
        SessionStage.LOOK,
        SessionStage.INVITE,
        SessionStage.DEEPEN,
    }
)


def paused(turn: Turn) -> SessionScreen:
    return SessionScreen(
        lines=(turn.tr("session-paused"),),
        rows=column_of(
            turn, ("session-go-on", "session.resume"), ("session-close", "session.close")
        ),
    )


def shall_we_pause(turn: Turn) -> SessionScreen:
    return SessionScreen(
        lines=(turn.tr("session-ask-pause"),),
        rows=column_of(
            turn,
            ("session-yes-pause", "session.pause"),
            ("session-no-go-on", "session.go_on"),
        ),
    )


def time_is_up(turn: Turn, session: ReminiscenceSession) -> SessionScreen:
    minutes = session.clock.seconds(now=turn.now) // 60
    return SessionScreen(
        lines=(turn.tr("session-ask-time", minutes=minutes),),
        rows=(
            row_of(
                turn,
                ("session-time-close", "session.close"),
                ("session-time-more", "session.go_on"),
            ),
        ),
    )


def moment(turn: Turn, session: ReminiscenceSession) -> SessionScreen:
    """How hard is it; then what that asks for."""
    now = session.in_moment()
    if now.asking or now.tier is None:
        return _which(turn, now)
    match now.tier:
        case Tier.TENDER:
            return _tender(turn, session, now)
        case Tier.UNEASY:
            return _uneasy(turn, session, now)
        case Tier.UPSET:
            return _upset(turn, now)
        case Tier.DANGER:
            return _danger(turn)


def _which(turn: Turn, now: HardMoment) -> SessionScreen:
    """Four words for what the companion sees; one that has begun can only get worse."""
    tiers = [tier for tier in Tier if now.tier is None or tier >= now.tier]
    buttons = row_of(
        turn, *((f"session-tier-{tier:d}", "session.tier", f"{tier:d}") for tier in tiers)
    )
    passed = now.tier is None or now.tier < Tier.UPSET
    return SessionScreen(
        lines=(turn.tr("session-moment-which"),),
        rows=(
            *grid(buttons, width=2),
            row_of(turn, ("session-it-passed", "session.calm")) if passed else (),
        ),
    )


def _tender(turn: Turn, session: ReminiscenceSession, now: HardMoment) -> SessionScreen:
    memory = turn.work.memories.find(now.memory_id) if now.memory_id else None
    if memory is not None and memory.valence is Valence.PAINFUL:
        rows = column_of(turn, ("session-painful-keep", "session.calm"))
        if memory.id in session.memory_ids:  # a page that was only looked at is not thrown away
            rows += column_of(turn, ("session-painful-let-go", "session.let_go", memory.id))
        return SessionScreen(lines=(turn.tr("session-painful"),), rows=rows)
    hurts = row_of(turn, ("session-story-hurts", "session.hurts")) if memory else ()
    return SessionScreen(
        lines=(turn.tr("session-tender"),),
        rows=(row_of(turn, ("session-next", "session.calm")), hurts),
    )


def _uneasy(turn: Turn, session: ReminiscenceSession, now: HardMoment) -> SessionScreen:
    close = ("session-close", "session.close_moment")
    if now.offering:
        return SessionScreen(
            lines=(comfort_offer(turn),),
            rows=column_of(turn, ("session-wants-to-go-on", "session.calm"), close),
        )
    choices = [("session-something-nice", "session.offer_comfort"), close]
    if _may_be_easier(session):
        choices.insert(0, ("session-gentler", "session.gentler"))
    return SessionScreen(lines=(turn.tr("session-uneasy"),), rows=column_of(turn, *choices))


def _may_be_easier(session: ReminiscenceSession) -> bool:
    stands = session.level is not Level.PRESENCE and session.stage in _MAY_BE_EASIER
    return stands and session.may_be_gentler


def comfort_offer(turn: Turn) -> Markup:
    """What does them good, as their circle told it."""
    known = turn.patient.comfort
    if not known:
        return turn.tr("session-offer-comfort-any")
    return turn.tr("session-offer-comfort", comfort=" · ".join(known))


def _upset(turn: Turn, now: HardMoment) -> SessionScreen:
    """One comfort step at a time; closing is open at every one of them."""
    onward = (
        ()
        if now.step is ComfortStep.CLOSE
        else row_of(turn, ("session-next-step", "session.step", now.step.following))
    )
    situations: Rows = ()
    if now.step is ComfortStep.NAME:
        buttons = row_of(
            turn, *((f"session-situation-{s}", "session.situation", s) for s in Situation)
        )
        situations = grid(buttons, width=2)
    return SessionScreen(
        lines=_comfort_lines(turn, now),
        rows=(*situations, onward, row_of(turn, ("session-calm-close", "session.close_moment"))),
    )


def _comfort_lines(turn: Turn, now: HardMoment) -> tuple[Markup, ...]:
    tr = turn.tr
    match now.step:
        case ComfortStep.NAME if now.situation is not None:
            spoken = turn.say("session-say-comfort", line=_comfort_line(turn, now.situation))
            return (tr("session-comfort-say"), spoken, tr("session-comfort-never"))
        case ComfortStep.OFFER:
            return (tr("session-comfort-offer", offer=comfort_offer(turn)),)
        case step:
            return (tr(f"session-comfort-{step}"),)


def _comfort_line(turn: Turn, situation: Situation) -> str:
    patient = turn.patient
    who = turn.say.plain("session-that-person")
    return turn.services.care.comfort(
        Comfort(situation.value), patient.language, patient.register, role=who
    )


def _danger(turn: Turn) -> SessionScreen:
    """Human help, and nothing is asked."""
    return SessionScreen(
        lines=danger_lines(turn),
        rows=column_of(
            turn,
            ("session-danger-calm", "session.close_moment"),
            ("alerts-button-abuse", "alerts.abuse"),
            ("session-danger-end", "session.help_called"),
        ),
    )


def danger_lines(turn: Turn) -> tuple[Markup, ...]:
    """Human help: the numbers of the country, the centre, the family, and who was told."""
    services, patient, tr = turn.services, turn.patient, turn.tr
    numbers = services.care.emergency(patient.country or services.default_country)
    despair, therapists = numbers.despair, to_be_told(turn)
    family = "session-danger-family" if therapists else "session-danger-family-alone"
    help_lines = lines(
        tr("session-danger-numbers", numbers=" · ".join(numbers.danger)),
        tr("session-danger-despair", numbers=_spoken(tr, despair)) if despair else None,
        tr("session-danger-centre", number=services.centre_phone)
        if services.centre_phone
        else None,
        tr(family, contact=patient.family_contact) if patient.family_contact else None,
    )
    return lines(
        tr("session-danger"),
        block(help_lines),
        tr("session-danger-nobody"),
        tr("session-danger-told") if therapists else None,
    )


def _spoken(tr: Translator, numbers: Iterable[str]) -> str:
    """Numbers to call, with the key to press after one where it has several desks."""
    parts = (number.partition("/") for number in numbers)
    return " · ".join(
        tr.plain("session-danger-option", number=number, option=key) if key else number
        for number, _, key in parts
    )


def to_be_told(turn: Turn) -> list[int]:
    """Account ids of the therapists who hear of a hard moment."""
    return alerts.to_tell(turn.work, turn.services.registry, besides=turn.account.id)
