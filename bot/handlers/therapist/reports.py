"""The three-monthly roll-up as a message, and the conclusion that closes it."""

from datetime import datetime

from markupsafe import Markup

from bot.handlers.therapist.screens import expect_here, typed, zone_of
from bot.handlers.therapist.scribe import day_of, state_name
from bot.screens import View, column
from bot.turns import Route, Turn
from core.domain.circle import Action
from core.services import rollups, steering
from core.services.circle import allowed
from core.services.rollups import RollUp
from core.services.summary_blocks import person_code


def open_report(turn: Turn, _: str = "") -> None:
    """What happened since the last report; the conclusion is the therapist's."""
    found = rollups.roll_up(turn.work, bank=turn.services.bank, now=turn.now)
    if found is None:
        turn.show(
            View(
                text=turn.tr("summaries-list-empty"),
                rows=((turn.button("button-back", "summaries.list"),),),
            )
        )
        return
    buttons = [turn.button("button-back", "summaries.list")]
    if allowed(turn.work, Action.EDIT_CARE):
        buttons.insert(0, turn.button("summaries-conclude", "summaries.ask_conclusion"))
    turn.show(View(text=_report(turn, found), rows=column(buttons)))


def _report(turn: Turn, found: RollUp) -> Markup:
    tr, zone = turn.tr, zone_of(turn)
    themes = [code for _, codes in found.themes for code in codes]
    none = tr.plain("summaries-none")
    comma = tr.plain("summaries-comma")
    values: dict[str, str | int] = {
        "code": person_code(turn.patient),
        "since": day_of(tr, found.since.astimezone(zone)),
        "until": day_of(tr, found.until.astimezone(zone)),
        "sessions": found.sessions,
        "refused": found.refused,
        "minutes": found.mean_minutes,
        "themes": comma.join(
            tr.plain("summaries-stage-themes", stage=tr.plain(f"stage-{stage}"), count=len(codes))
            for stage, codes in found.themes
        )
        if themes
        else none,
        "memories": found.memories_new,
        "states": comma.join(f"{state_name(tr, s)} {n}" for s, n in found.states),
        "moods": tr.plain("summaries-and").join(_mood_line(turn, mood) for mood in found.moods)
        or none,
        "accepted": found.accepted,
        "rejected": found.rejected,
        "avoid": _avoid(turn, found) or none,
        "adverse": found.adverse,
        "days": comma.join(tr.plain(f"session-you-{day}").lower() for day in found.companion_days)
        or none,
    }
    return tr("summaries-report", **values)


def _mood_line(turn: Turn, mood: tuple[datetime, int | None, int | None]) -> str:
    at, before, after = mood
    unknown = turn.tr.plain("summaries-unknown")
    return turn.tr.plain(
        "summaries-report-mood",
        day=day_of(turn.tr, at.astimezone(zone_of(turn))),
        before=unknown if before is None else str(before),
        after=unknown if after is None else str(after),
    )


def _avoid(turn: Turn, found: RollUp) -> str:
    changes = [f"+ {word}" for word in found.avoid_added]
    changes += [f"− {word}" for word in found.avoid_removed]
    return turn.tr.plain("summaries-comma").join(changes)


def ask_conclusion(turn: Turn, _: str) -> None:
    back = turn.button("button-back", "summaries.report")
    turn.show(View(text=turn.tr("summaries-ask-conclusion"), rows=((back,),)))
    expect_here(turn, "summaries.conclusion")


def conclusion_typed(turn: Turn, _: str) -> None:
    report = rollups.conclude(
        turn.work,
        conclusion=typed(turn),
        account_id=turn.account.id,
        report_id=turn.services.ids.new(),
        now=turn.now,
    )
    if report is None:
        turn.tell(turn.tr("summaries-note-unclear", most=steering.LONGEST_NOTE))
        ask_conclusion(turn, "")
        return
    turn.expect()
    turn.tell(turn.tr("summaries-concluded", conclusion=report.conclusion))
    turn.go("summaries.list")


def taps() -> dict[str, Route]:
    return {
        "summaries.report": Route(Action.READ_SUMMARIES, open_report),
        "summaries.ask_conclusion": Route(Action.EDIT_CARE, ask_conclusion),
    }


def answers() -> dict[str, Route]:
    return {"summaries.conclusion": Route(Action.EDIT_CARE, conclusion_typed)}
