"""What a therapist writes down: the goal, results of outside scales, a period's conclusion."""

import csv
from datetime import UTC, date, datetime
from io import StringIO

from markupsafe import Markup

from bot.handlers.therapist.blocks import day_of, state_name
from bot.handlers.therapist.screens import expect_here, zone_of
from bot.incoming import IncomingKind
from bot.screens import View, column
from bot.turns import Route, Turn
from core.domain.circle import Action
from core.domain.conversation import Button
from core.domain.steering import ScaleResult
from core.services import rollups, steering, summaries
from core.services.circle import allowed
from core.services.rollups import RollUp
from core.services.summary_blocks import person_code

DAY_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")
LISTED = 15


def open_goal(turn: Turn, _: str = "") -> None:
    """The goal that holds, and a free message that replaces it."""
    summaries.require_reader(turn.work)
    goal = steering.present_goal(turn.work)
    lines = [turn.tr("summaries-goal", goal=goal.text) if goal else turn.tr("summaries-goal-none")]
    if allowed(turn.work, Action.EDIT_CARE):
        lines.append(turn.tr("summaries-ask-goal"))
    turn.show(View(text=Markup("\n\n").join(lines), rows=((_back(turn),),)))
    if allowed(turn.work, Action.EDIT_CARE):
        expect_here(turn, "summaries.goal")


def goal_typed(turn: Turn, _: str) -> None:
    goal = steering.set_goal(
        turn.work,
        text=_words(turn),
        account_id=turn.account.id,
        goal_id=turn.services.ids.new(),
        now=turn.now,
    )
    if goal is None:
        turn.tell(turn.tr("summaries-note-unclear", most=steering.LONGEST_NOTE))
        open_goal(turn)
        return
    turn.expect()
    turn.tell(turn.tr("summaries-goal-set"))
    turn.go("summaries.list")


def open_results(turn: Turn, _: str = "") -> None:
    """Results as they were written, the newest first: a list, and nothing made of it."""
    summaries.require_reader(turn.work)
    turn.expect()
    results = turn.work.scale_results.all()[::-1]
    lines = [turn.tr("summaries-results"), *(_result(turn, r) for r in results[:LISTED])]
    if not results:
        lines.append(turn.tr("summaries-results-none"))
    buttons = []
    if allowed(turn.work, Action.EDIT_CARE):
        buttons.append(turn.button("summaries-add-result", "summaries.ask_result"))
        if results:
            last = results[0].id
            buttons.append(turn.button("summaries-drop-result", "summaries.drop_result", last))
    if results:
        buttons.append(turn.button("summaries-export-results", "summaries.export"))
    turn.show(View(text=Markup("\n").join(lines), rows=column([*buttons, _back(turn)])))


def _result(turn: Turn, result: ScaleResult) -> Markup:
    day = f"{result.day:%d/%m/%Y}"
    return turn.tr("summaries-result", name=result.name, value=result.value, day=day)


def ask_result(turn: Turn, _: str = "") -> None:
    turn.show(View(text=turn.tr("summaries-ask-result"), rows=((_results(turn),),)))
    expect_here(turn, "summaries.result")


def result_typed(turn: Turn, _: str) -> None:
    name, value, day = _parts(_words(turn), today=turn.now.astimezone(zone_of(turn)).date())
    kept = day and steering.enter_result(
        turn.work,
        name=name,
        value=value,
        day=day,
        account_id=turn.account.id,
        result_id=turn.services.ids.new(),
        now=turn.now,
    )
    if not kept:
        turn.tell(turn.tr("summaries-result-unclear"))
        ask_result(turn)
    else:
        open_results(turn)


def _parts(words: str, *, today: date) -> tuple[str, str, date | None]:
    """Name, value and day from "name; value; day"; without a day it was today."""
    parts = [part.strip() for part in words.replace("\n", ";").split(";")]
    if len(parts) not in {2, 3}:
        return "", "", None
    return parts[0], parts[1], _day(parts[2]) if len(parts) == 3 else today


def _day(words: str) -> date | None:
    for pattern in DAY_FORMATS:
        try:
            return datetime.strptime(words, pattern).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None


def drop_result(turn: Turn, result_id: str) -> None:
    steering.remove_result(turn.work, result_id)
    open_results(turn)


def export(turn: Turn, _: str) -> None:
    """All results as a table for study, with the person's code and no name."""
    summaries.require_reader(turn.work)
    table = StringIO()
    writer = csv.writer(table)
    writer.writerow(("person", "scale", "value", "day"))
    code = person_code(turn.patient)
    for result in turn.work.scale_results.all():
        writer.writerow((code, result.name, result.value, result.day.isoformat()))
    turn.show(
        View(text=turn.tr("summaries-export", table=table.getvalue()), rows=((_results(turn),),))
    )


def open_report(turn: Turn, _: str = "") -> None:
    """What happened since the last report; the conclusion is the therapist's."""
    found = rollups.roll_up(turn.work, bank=turn.services.bank, now=turn.now)
    if found is None:
        turn.show(View(text=turn.tr("summaries-list-empty"), rows=((_back(turn),),)))
        return
    buttons = [_back(turn)]
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
        conclusion=_words(turn),
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


def _words(turn: Turn) -> str:
    return turn.incoming.text if turn.incoming.kind is IncomingKind.WORDS else ""


def _back(turn: Turn) -> Button:
    return turn.button("button-back", "summaries.list")


def _results(turn: Turn) -> Button:
    return turn.button("button-back", "summaries.results")


def taps() -> dict[str, Route]:
    reader, care = Action.READ_SUMMARIES, Action.EDIT_CARE
    return {
        "summaries.goal": Route(reader, open_goal),
        "summaries.results": Route(reader, open_results),
        "summaries.ask_result": Route(care, ask_result),
        "summaries.drop_result": Route(care, drop_result),
        "summaries.export": Route(reader, export),
        "summaries.report": Route(reader, open_report),
        "summaries.ask_conclusion": Route(care, ask_conclusion),
    }


def answers() -> dict[str, Route]:
    care = Action.EDIT_CARE
    return {
        "summaries.goal": Route(care, goal_typed),
        "summaries.result": Route(care, result_typed),
        "summaries.conclusion": Route(care, conclusion_typed),
    }
