"""What a therapist writes down: the goal, and results of outside scales."""

import csv
from datetime import UTC, date, datetime
from io import StringIO

from markupsafe import Markup

from bot.handlers.therapist.screens import typed, zone_of
from bot.screens import View, column
from bot.turns import Route, Turn
from core.domain.circle import Action
from core.domain.conversation import Button
from core.domain.steering import ScaleResult
from core.services import steering, summaries
from core.services.circle import allowed
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
        turn.expect("summaries.goal")


def goal_typed(turn: Turn, _: str) -> None:
    goal = steering.set_goal(
        turn.work,
        text=typed(turn),
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
    turn.expect("summaries.result")


def result_typed(turn: Turn, _: str) -> None:
    name, value, day = _parts(typed(turn), today=turn.now.astimezone(zone_of(turn)).date())
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
    }


def answers() -> dict[str, Route]:
    care = Action.EDIT_CARE
    return {
        "summaries.goal": Route(care, goal_typed),
        "summaries.result": Route(care, result_typed),
    }
