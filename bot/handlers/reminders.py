"""/reminders: on which days and at what hour to ask for a little while together.

A reminder names no illness: whoever glances at the phone reads an invitation.
"""

from datetime import datetime

from markupsafe import Markup

from bot.handlers.person_words import city
from bot.screens import View, column, grid
from bot.turns import Route, Routes, Turn
from core.domain.circle import Action
from core.domain.conversation import Button
from core.domain.patient import Standing
from core.domain.reminder import QUIET_FROM, QUIET_UNTIL, Pace, Reminder
from core.services import preparation, reminders
from core.services.reminders import Desk

WEEK = range(7)
ON, OFF = "on", "off"


def open_page(turn: Turn, _: str = "") -> None:
    """When there is a reminder, or the question which days would suit."""
    turn.expect()
    reminder = reminders.look(turn.work, desk_of(turn))
    if turn.patient.standing is not Standing.ACTIVE:
        menu = turn.button("button-menu", "home.menu")
        turn.show_page(View(text=turn.tr("reminders-resting"), rows=((menu,),)))
    elif needed := _needed(turn, reminder):
        turn.go("person.ask", f"{needed}>reminders.open")
    elif reminder is None or not reminder.weekdays:
        open_days(turn)
    else:
        turn.show_page(View(text=_page(turn, reminder), rows=column(_choices(turn))))


def _needed(turn: Turn, reminder: Reminder | None) -> str | None:
    """What is to be known before one is arranged: what time it is there, and their good hour."""
    wanted = ["time_zone"] if turn.patient.country else []
    wanted += [] if reminder else ["best_hour"]
    return next((name for name in wanted if preparation.askable(turn.work, name)), None)


def open_days(turn: Turn, _: str = "") -> None:
    _show_days(turn)


def toggle_day(turn: Turn, argument: str) -> None:
    """A day was tapped; the button says whether on or off, so twice is the same as once."""
    day, wanted = argument.split(":")
    if wanted == OFF:
        reminders.drop_day(turn.work, desk_of(turn), weekday=int(day))
    elif not reminders.choose_day(turn.work, desk_of(turn), weekday=int(day)):
        turn.notice = turn.tr.plain("reminders-enough")
        return
    _show_days(turn)


def open_hours(turn: Turn, _: str = "") -> None:
    best = turn.patient.best_hour
    buttons = [
        turn.button(
            "reminders-good-hour" if hour == best else "reminders-hour",
            "reminders.hour",
            str(hour),
            hour=hour,
        )
        for hour in reminders.hours(turn.patient)
    ]
    back = turn.button("button-back", "reminders.open")
    rows = (*grid(buttons, width=2), (back,))
    turn.show_page(View(text=turn.tr("reminders-ask-hour"), rows=rows))


def choose_hour(turn: Turn, hour: str) -> None:
    reminders.choose_hour(turn.work, desk_of(turn), hour=int(hour))
    open_page(turn)


def open_programme(turn: Turn, _: str = "") -> None:
    """How often: what does people good, and what was decided here."""
    buttons = [turn.button(f"reminders-pace-{p}", "reminders.pace", p) for p in Pace]
    buttons.append(turn.button("button-back", "reminders.open"))
    text = Markup("\n\n").join([turn.tr("reminders-ask-pace"), _programme(turn)])
    turn.show_page(View(text=text, rows=column(buttons)))


def choose_pace(turn: Turn, pace: str) -> None:
    reminders.set_pace(turn.work, desk_of(turn), pace=Pace(pace))
    turn.notice = turn.tr.plain("reminders-noted")
    open_page(turn)


def stop(turn: Turn, _: str) -> None:
    reminders.stop(turn.work, desk_of(turn))
    menu = turn.button("button-menu", "home.menu")
    turn.show_page(View(text=turn.tr("reminders-stopped"), rows=((menu,),)))


def come_due(turn: Turn, _: str) -> None:
    """The clock: ask for a little while together, if this is a good moment."""
    desk = desk_of(turn)
    if not reminders.comes_due(turn.work, desk, occasion=turn.incoming.argument):
        return
    name = turn.patient.name
    lines = [turn.tr("reminders-offer", name=name) if name else turn.tr("reminders-offer-us")]
    buttons = [
        turn.button("reminders-begin", "reminders.begin"),
        turn.button("reminders-in-a-while", "reminders.snooze"),
        turn.button("reminders-not-today", "reminders.skip"),
    ]
    role = reminders.role_of(desk, turn.work.patient_id)
    if reminders.suggest_monthly(turn.work, role, now=turn.now):
        lines.append(turn.tr("reminders-suggest-monthly"))
        buttons.append(turn.button("reminders-pace-monthly", "reminders.monthly"))
    view = View(text=Markup("\n\n").join(lines), rows=column(buttons), standing=True)
    turn.show(view, beside=True)


def begin(turn: Turn, _: str) -> None:
    reminders.take_up(turn.work, desk_of(turn))
    _answered(turn, turn.tr("reminders-begun"))
    turn.go("session.begin")


def snooze(turn: Turn, _: str) -> None:
    later = reminders.snooze(turn.work, desk_of(turn))
    if later is None:
        _answered(turn, turn.tr("reminders-too-late"))
    else:
        _answered(turn, turn.tr("reminders-snoozed", time=_clock(later)))


def skip(turn: Turn, _: str) -> None:
    reminders.skip(turn.work, desk_of(turn))
    _answered(turn, turn.tr("reminders-skipped"))


def take_suggestion(turn: Turn, _: str) -> None:
    """Once a month from now on; today is answered with it."""
    reminders.set_pace(turn.work, desk_of(turn), pace=Pace.MONTHLY)
    reminders.skip(turn.work, desk_of(turn))
    _answered(turn, turn.tr("reminders-monthly-now"))


def desk_of(turn: Turn) -> Desk:
    return Desk(
        registry=turn.services.registry,
        ids=turn.services.ids,
        account_id=turn.account.id,
        default_time_zone=turn.services.default_time_zone,
        now=turn.now,
    )


def _answered(turn: Turn, text: Markup) -> None:
    """The invitation becomes what came of it, and leaves the rest of the chat as it was."""
    turn.show(View(text=text), in_place=True, beside=True)


def _page(turn: Turn, reminder: Reminder) -> Markup:
    lines = [
        turn.tr(
            "reminders-set",
            days=_days(turn, reminder),
            hour=reminder.hour,
            city=city(reminder.time_zone),
        ),
        turn.tr("reminders-quiet", start=QUIET_FROM, end=QUIET_UNTIL),
        _programme(turn),
    ]
    if not reminders.permitted(turn.work):
        lines.insert(0, turn.tr("reminders-need-permission"))
    if reminders.past_core(turn.work):
        lines.append(turn.tr("reminders-suggest-monthly"))
    return Markup("\n\n").join(lines)


def _choices(turn: Turn) -> list[Button]:
    choices = [
        turn.button("reminders-days-button", "reminders.days"),
        turn.button("reminders-hour-button", "reminders.hours"),
    ]
    if reminders.sets_pace(turn.work, turn.work.role):
        choices.append(turn.button("reminders-programme-button", "reminders.programme"))
    choices.append(turn.button("reminders-stop", "reminders.stop"))
    return [*choices, turn.button("button-menu", "home.menu")]


def _show_days(turn: Turn) -> None:
    reminder = reminders.own(turn.work, desk_of(turn))
    chosen = reminder.weekdays if reminder else ()
    buttons = [_day_button(turn, day, chosen=day in chosen) for day in WEEK]
    last = [turn.button("reminders-done", "reminders.open")] if chosen else []
    if not chosen:
        last = [turn.button("button-menu", "home.menu")]
        if reminders.sets_pace(turn.work, turn.work.role):
            last.insert(0, turn.button("reminders-programme-button", "reminders.programme"))
    name = turn.patient.name
    asked = turn.tr("reminders-ask-days", name=name) if name else turn.tr("reminders-ask-days-us")
    text = Markup("\n\n").join([asked, _programme(turn)])
    turn.show_page(View(text=text, rows=(*grid(buttons, width=4), tuple(last))))


def _day_button(turn: Turn, day: int, *, chosen: bool) -> Button:
    label = "reminders-day-chosen" if chosen else "reminders-day"
    return turn.button(label, "reminders.day", f"{day}:{OFF if chosen else ON}", day=day)


def _days(turn: Turn, reminder: Reminder) -> str:
    """The days in words: one, or two with an "and"."""
    monthly = reminder.pace is Pace.MONTHLY
    each = "reminders-first-of-month" if monthly else "reminders-every"
    words = [turn.tr.plain(each, day=day) for day in reminder.weekdays]
    if len(words) == 1:
        return words[0]
    return turn.tr.plain("reminders-both", first=words[0], second=words[1])


def _programme(turn: Turn) -> Markup:
    return turn.tr(f"reminders-programme-{reminders.pace(turn.work)}")


def _clock(local: datetime) -> str:
    return f"{local:%H:%M}"


def routes() -> Routes:
    lead, enter = Action.LEAD_SESSION, Action.ENTER
    return Routes(
        taps={
            "reminders.open": Route(lead, open_page),
            "reminders.days": Route(lead, open_days),
            "reminders.day": Route(lead, toggle_day),
            "reminders.hours": Route(lead, open_hours),
            "reminders.hour": Route(lead, choose_hour),
            "reminders.programme": Route(lead, open_programme),
            "reminders.pace": Route(lead, choose_pace),
            "reminders.stop": Route(enter, stop),
            "reminders.begin": Route(lead, begin),
            "reminders.snooze": Route(lead, snooze),
            "reminders.skip": Route(lead, skip),
            "reminders.monthly": Route(lead, take_suggestion),
        },
        commands={"reminders": Route(lead, open_page)},
        ticks={"reminders.due": Route(lead, come_due)},
    )
