"""Alerts: told to therapists at once, acknowledged by a tap, passed on when nobody answers."""

from bot.screens import View
from bot.turns import Route, Routes, Turn
from core.domain.alert import Alert, AlertCause
from core.domain.circle import Action
from core.domain.conversation import Button
from core.i18n.translator import Translator
from core.services import alerts

_WORDS = {
    AlertCause.UPSET: "session-alert-2",
    AlertCause.DANGER: "session-alert-3",
    AlertCause.ABUSE: "session-alert-3",
    AlertCause.COMPANION: "session-alert-companion",
}
#: What is said of abuse: whether no therapist is there to know, and the family was told before.
_ABUSE_WORDS = {
    (False, False): "alerts-abuse-kept",
    (False, True): "alerts-abuse-kept-from-now",
    (True, False): "alerts-abuse-kept-alone",
    (True, True): "alerts-abuse-kept-alone-from-now",
}


def sound(turn: Turn, cause: AlertCause, *, words: str = "") -> None:
    """Tell who has to know that something happened, and nothing of what was told.

    Unless `words` names others, it is said in the words of a session.
    """
    alert = alerts.sound(
        turn.work,
        turn.services.registry,
        turn.services.ids,
        cause=cause,
        raised_by=turn.account.id,
        now=turn.now,
    )
    for account_id in alert.told:
        _show(turn, account_id, words or _WORDS[cause], alert)


def seen(turn: Turn, alert_id: str) -> None:
    """A human answered; who raised it is told."""
    first = alerts.acknowledge(turn.work, alert_id, account_id=turn.account.id, now=turn.now)
    turn.show(View(text=turn.tr("alerts-thanks")), in_place=True, beside=True)
    raised_by = turn.work.alerts.get(alert_id).raised_by
    account = turn.services.registry.account(raised_by)
    if first and account is not None and raised_by != turn.account.id:
        words = _words(turn, raised_by)
        turn.tell_chat(raised_by, words("alerts-was-seen", who=turn.own_name))


def abuse(turn: Turn, _: str) -> None:
    """It stays between whoever leads and the therapists, if there are any."""
    told = alerts.concerns_abuse(turn.work, raised_by=turn.account.id, now=turn.now)
    alone = not alerts.to_tell(turn.work, turn.services.registry)
    turn.tell(turn.tr(_ABUSE_WORDS[alone, told]))
    turn.go("session.carry_on")


def unanswered(turn: Turn, _: str) -> None:
    """The clock: nobody has seen it; now the family contact is told, if it may be."""
    alert_id = turn.incoming.argument
    contact = alerts.pass_on(turn.work, turn.services.registry, alert_id, now=turn.now)
    if contact is not None:
        _show(turn, contact.account_id, "alerts-family", turn.work.alerts.get(alert_id))


def _show(turn: Turn, account_id: int, words_id: str, alert: Alert) -> None:
    words = _words(turn, account_id)
    label = words.plain("alerts-button-seen")
    button = Button(label=label, action="alerts.seen", argument=alert.id)
    text = words(words_id, name=turn.patient.name)
    turn.show_elsewhere(account_id, View(text=text, rows=((button,),), standing=True))


def _words(turn: Turn, account_id: int) -> Translator:
    account = turn.services.registry.account(account_id)
    language = account.language if account else turn.patient.language
    return turn.services.translations.locale(language)


def routes() -> Routes:
    return Routes(
        taps={
            "alerts.seen": Route(Action.ENTER, seen),
            "alerts.abuse": Route(Action.LEAD_SESSION, abuse),
        },
        ticks={alerts.TICK: Route(Action.ENTER, unanswered)},
    )
