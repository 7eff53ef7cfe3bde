"""Who answers for the space: handing over, restoring it, and who is told of unanswered alerts."""

from datetime import datetime

from markupsafe import Markup

from bot.handlers import privacy
from bot.handlers.circle_links import telling_of_links
from bot.screens import View, column, short_name
from bot.turns import Route, Routes, Turn
from core.domain.circle import Action, Role
from core.domain.conversation import Button
from core.i18n.translator import Translator
from core.services import alerts, circle, ownership

NOBODY = "nobody"


def welcome(turn: Turn, _: str = "") -> None:
    """A therapist opened the space, and it is the family's now: what was allowed, and by whom."""
    ownership.welcomed(turn.work)
    buttons = [
        turn.button("privacy-consents", "privacy.consents"),
        turn.button("button-go-on", "home.arrive"),
    ]
    lines = [turn.tr("owners-welcome"), *privacy.consent_lines(turn)]
    turn.show_page(View(text=Markup("\n").join(lines), rows=column(buttons)))
    for member in turn.services.registry.members(turn.work.patient_id):
        if member.role is Role.THERAPIST:
            words = _words(turn, member.account_id)
            text = words("owners-answers-now", who=turn.own_name, name=_person(turn, words))
            turn.tell_chat(member.account_id, text)


def open_page(turn: Turn, _: str = "") -> None:
    """What an owner can arrange besides who is in; an offer of theirs that waits for its yes."""
    registry, account_id = turn.services.registry, turn.account.id
    lines, buttons = [turn.tr("owners-page")], [turn.button("owners-contact", "owners.contact")]
    offered = ownership.offered(turn.work, registry, given_by=account_id, now=turn.now)
    if offered is not None:
        lines.append(turn.tr("owners-offered", name=_name(turn, offered.to)))
        buttons.append(turn.button("owners-take-back", "owners.call_off", offered.id))
    if ownership.heirs(turn.work, registry, account_id=account_id):
        buttons.append(turn.button("owners-hand-over", "owners.whom"))
    buttons.append(turn.button("button-back", "circle.open"))
    turn.show_page(View(text=Markup("\n\n").join(lines), rows=column(buttons)))


def ask_whom(turn: Turn, _: str = "") -> None:
    registry, account_id = turn.services.registry, turn.account.id
    buttons = [
        Button(
            label=short_name(member.name), action="owners.offer", argument=str(member.account_id)
        )
        for member in ownership.heirs(turn.work, registry, account_id=account_id)
    ]
    back = turn.button("button-back", "circle.open")
    turn.show_page(View(text=turn.tr("owners-ask-whom"), rows=column([*buttons, back])))


def offer(turn: Turn, account_id: str) -> None:
    """The first yes; the other side is asked in their own chat."""
    transfer = ownership.offer(
        turn.work,
        turn.services.registry,
        turn.services.ids,
        to=int(account_id),
        given_by=turn.account.id,
        now=turn.now,
    )
    words = _words(turn, transfer.to)
    rows = (
        (_button(words, "owners-accept", "owners.accept", transfer.id),),
        (_button(words, "button-no", "owners.call_off", transfer.id),),
    )
    text = words("owners-asked", giver=turn.own_name, name=_person(turn, words))
    turn.show_elsewhere(transfer.to, View(text=text, rows=rows, standing=True))
    off = turn.button("owners-call-off", "owners.call_off", transfer.id)
    back = turn.button("button-back", "circle.open")
    text = turn.tr("owners-offered", name=_name(turn, transfer.to))
    turn.show_page(View(text=text, rows=column([off, back])))


def accept(turn: Turn, transfer_id: str) -> None:
    """The second yes; from now on the one is the owner, and the other a companion."""
    registry = turn.services.registry
    with telling_of_links(turn):
        done = ownership.accept(
            turn.work, registry, transfer_id, account_id=turn.account.id, now=turn.now
        )
    turn.show(View(text=turn.tr("owners-yours-now")), in_place=True, beside=True)
    if done.given_by is not None:
        words = _words(turn, done.given_by)
        turn.tell_chat(done.given_by, words("owners-taken", name=turn.own_name))


def call_off(turn: Turn, transfer_id: str) -> None:
    ended = ownership.call_off(turn.work, transfer_id, account_id=turn.account.id, now=turn.now)
    turn.show(View(text=turn.tr("owners-called-off")), in_place=True, beside=True)
    other = ended.given_by if turn.account.id == ended.to else ended.to
    if other is not None:
        turn.tell_chat(other, _words(turn, other)("owners-called-off"))


def announce(turn: Turn, _: str) -> None:
    """The operator restores ownership: everybody hears of it, and owners may stop it."""
    registry, code = turn.services.registry, turn.incoming.argument
    invitation = ownership.restoring(registry, code, now=turn.now)
    if invitation is None or invitation.opens_at is None:
        return
    answering = circle.answering(registry, turn.work.patient_id)
    for member in registry.members(turn.work.patient_id):
        words = _words(turn, member.account_id)
        stop = _button(words, "owners-stop", "owners.stop", code)
        rows = ((stop,),) if member in answering else ()
        text = _announced(turn, words, invitation.opens_at)
        view = View(text=text, rows=rows, standing=True)
        turn.show_elsewhere(member.account_id, view)


def tell_of_backup(turn: Turn, _: str) -> None:
    """A backup was put back: what was withdrawn since may be allowed again."""
    for member in circle.answering(turn.services.registry, turn.work.patient_id):
        words = _words(turn, member.account_id)
        rows = (
            (_button(words, "privacy-consents", "privacy.consents", ""),),
            (_button(words, "button-circle", "circle.open", ""),),
        )
        text = words("owners-brought-back", name=_person(turn, words))
        turn.show_elsewhere(member.account_id, View(text=text, rows=rows, standing=True))


def _announced(turn: Turn, words: Translator, opens_at: datetime) -> Markup:
    name = _person(turn, words)
    if opens_at <= turn.now:
        return words("owners-restore-open", name=name)
    return words("owners-restore", name=name, days=(opens_at - turn.now).days)


def stop_restoring(turn: Turn, code: str) -> None:
    ownership.stop_restoring(turn.work, turn.services.registry, code, now=turn.now)
    turn.show(View(text=turn.tr("owners-stopped")), in_place=True, beside=True)


def ask_contact(turn: Turn, _: str = "") -> None:
    """Whom of the family to tell when nobody answers an alert."""
    registry = turn.services.registry
    contact = alerts.family_contact(turn.work, registry)
    buttons = [
        Button(
            label=_ticked(turn, member.name) if member == contact else short_name(member.name),
            action="owners.chosen",
            argument=str(member.account_id),
        )
        for member in alerts.may_be_contact(turn.work, registry)
    ]
    buttons.append(turn.button("owners-nobody", "owners.chosen", NOBODY))
    buttons.append(turn.button("button-back", "circle.open"))
    turn.show_page(View(text=turn.tr("owners-ask-contact"), rows=column(buttons)))


def choose_contact(turn: Turn, chosen: str) -> None:
    account_id = None if chosen == NOBODY else int(chosen)
    alerts.choose_contact(turn.work, turn.services.registry, account_id=account_id)
    turn.notice = turn.tr.plain("owners-noted")
    turn.go("circle.open")


def _person(turn: Turn, words: Translator) -> str:
    return turn.patient.name or words.plain("lobby-nameless-space")


def _name(turn: Turn, account_id: int) -> str:
    members = turn.services.registry.members(turn.work.patient_id)
    return next(member.name for member in members if member.account_id == account_id)


def _words(turn: Turn, account_id: int) -> Translator:
    account = turn.services.registry.account(account_id)
    language = account.language if account else turn.patient.language
    return turn.services.translations.locale(language)


def _button(words: Translator, label_id: str, action: str, argument: str) -> Button:
    return Button(label=words.plain(label_id), action=action, argument=argument)


def _ticked(turn: Turn, name: str) -> str:
    return turn.tr.plain("owners-chosen", name=short_name(name))


def routes() -> Routes:
    manage, enter = Action.MANAGE_CIRCLE, Action.ENTER
    return Routes(
        taps={
            "owners.welcome": Route(manage, welcome),
            "owners.open": Route(manage, open_page),
            "owners.whom": Route(manage, ask_whom),
            "owners.offer": Route(manage, offer),
            "owners.accept": Route(enter, accept),
            "owners.call_off": Route(enter, call_off),
            "owners.stop": Route(manage, stop_restoring),
            "owners.contact": Route(manage, ask_contact),
            "owners.chosen": Route(manage, choose_contact),
        },
        ticks={
            ownership.ANNOUNCE: Route(enter, announce),
            ownership.BROUGHT_BACK: Route(enter, tell_of_backup),
        },
    )
