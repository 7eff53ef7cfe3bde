"""The three-monthly roll-up as a message, and the conclusion that closes it."""

from datetime import datetime

from markupsafe import Markup

from bot.handlers.therapist.screens import typed, zone_of
from bot.handlers.therapist.scribe import day_of, state_name
from bot.screens import View, column
from bot.turns import Route, Turn
from core.domain.circle import Action
from core.domain.conversation import Button
from core.services import rollups, steering
from core.services.circle import allowed
from core.services.rollups import RollUp
from core.services.summary_blocks import person_code

REPORT = "report-"  #: how the code of a report on paper begins; its id follows, if it has one
LISTED = 20


def found(turn: Turn, report_id: str) -> RollUp | None:
    """A report that was concluded, by its id; without one what there is since the last."""
    bank = turn.services.bank
    if report_id:
        return rollups.concluded(turn.work, report_id, bank=bank)
    return rollups.roll_up(turn.work, bank=bank, now=turn.now)


def open_report(turn: Turn, _: str = "") -> None:
    """What happened since the last report; the conclusion is the therapist's."""
    report = found(turn, "")
    if report is None:
        turn.show(
            View(
                text=turn.tr("summaries-list-empty"),
                rows=((turn.button("button-back", "summaries.list"),),),
            )
        )
        return
    buttons = [turn.button("summaries-button-pdf", "summaries.pdf", REPORT)]
    if allowed(turn.work, Action.EDIT_CARE):
        buttons.insert(0, turn.button("summaries-conclude", "summaries.ask_conclusion"))
    if rollups.earlier(turn.work):
        buttons.append(turn.button("summaries-earlier-reports", "summaries.reports"))
    buttons.append(turn.button("button-back", "summaries.list"))
    turn.show(View(text=text_of(turn, report), rows=column(buttons)))


def open_earlier(turn: Turn, _: str = "") -> None:
    """The reports that were concluded, the newest first."""
    zone = zone_of(turn)
    buttons = [
        Button(
            label=turn.tr.plain(
                "summaries-report-entry",
                since=day_of(turn.tr, report.since.astimezone(zone)),
                until=day_of(turn.tr, report.until.astimezone(zone)),
                year=report.until.astimezone(zone).year,
            ),
            action="summaries.concluded",
            argument=report.id,
        )
        for report in rollups.earlier(turn.work)[:LISTED]
    ]
    back = turn.button("button-back", "summaries.report")
    turn.show(View(text=turn.tr("summaries-earlier-title"), rows=column([*buttons, back])))


def open_concluded(turn: Turn, report_id: str) -> None:
    """One of them, with its conclusion."""
    report = found(turn, report_id)
    if report is None:
        open_earlier(turn)
        return
    buttons = [
        turn.button("summaries-button-pdf", "summaries.pdf", f"{REPORT}{report_id}"),
        turn.button("button-back", "summaries.reports"),
    ]
    turn.show(View(text=text_of(turn, report), rows=column(buttons)))


def text_of(turn: Turn, found: RollUp) -> Markup:
    """A report with its conclusion, each part on a line that begins in bold."""
    tr = turn.tr
    conclusion = found.conclusion or tr.plain("summaries-report-pending")
    last = tr("summaries-report-conclusion", conclusion=conclusion)
    return Markup("\n").join((_report(turn, found), last))


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
    turn.expect("summaries.conclusion")


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
        "summaries.reports": Route(Action.READ_SUMMARIES, open_earlier),
        "summaries.concluded": Route(Action.READ_SUMMARIES, open_concluded),
        "summaries.ask_conclusion": Route(Action.EDIT_CARE, ask_conclusion),
    }


def answers() -> dict[str, Route]:
    return {"summaries.conclusion": Route(Action.EDIT_CARE, conclusion_typed)}
