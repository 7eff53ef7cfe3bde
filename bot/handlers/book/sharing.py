"""An edition sent to somebody of the circle: by the owner at once, by others with their leave."""

from dataclasses import replace

from bot.handlers.book import history
from bot.handlers.book.captions import button_label
from bot.handlers.book.history import SHARE, found_or_gone, name_of
from bot.handlers.book.shelf import can
from bot.screens import View, column
from bot.seeing import note
from bot.turns import Route, Turn
from core.domain.circle import Account, Action, Membership
from core.domain.conversation import Button, Screen
from core.domain.edition import Edition, EditionKind
from core.domain.sighting import SightingKind
from core.i18n.translator import Translator
from core.services import editions

TO, SEND, LEAVE, NO_LEAVE = "book.share_to", "book.share_send", "book.share_leave", "book.share_no"


def choose(turn: Turn, edition_id: str) -> None:
    """To whom?"""
    edition = found_or_gone(turn, edition_id)
    if edition is None:
        return
    registry = turn.services.registry
    found = editions.recipients(turn.work, registry, edition, by=turn.account.id)
    buttons = [
        Button(
            label=button_label(member.name),
            action=TO,
            argument=f"{edition.id}/{member.account_id}",
        )
        for member in found.reached
    ]
    quiet = {
        "any": "yes" if found.quiet else "no",
        "quiet": ", ".join(member.name for member in found.quiet),
    }
    if buttons:
        text = turn.tr("editions-share-whom", name=name_of(edition, turn.tr), **quiet)
    else:
        text = turn.tr("editions-share-nobody", **quiet)
    back = turn.button("editions-button-back-one", history.OPEN, edition.id)
    turn.show_page(View(text=text, rows=column([*buttons, back])))


def confirm(turn: Turn, argument: str) -> None:
    """Once more, by name: what is sent cannot be called back."""
    edition_id, to_id = _read(argument)
    still = _still(turn, edition_id, to_id=to_id, by=turn.account)
    if still is None:
        return
    edition, member = still
    directly = can(turn, Action.MANAGE_CIRCLE)
    text = turn.tr(
        "editions-share-confirm" if directly else "editions-share-ask",
        name=name_of(edition, turn.tr),
        to=member.name,
    )
    yes = turn.button(
        "editions-button-send" if directly else "editions-button-ask", SEND, argument
    )
    no = turn.button("editions-button-not", SHARE, edition_id)
    turn.show_page(View(text=text, rows=column([yes, no])))


def send_or_ask(turn: Turn, argument: str) -> None:
    """Send it, or ask whoever answers for the space whether it may be sent."""
    edition_id, to_id = _read(argument)
    if can(turn, Action.MANAGE_CIRCLE):
        _send(turn, edition_id, to_id=to_id, by=turn.account)
        return
    still = _still(turn, edition_id, to_id=to_id, by=turn.account)
    if still is None:
        return
    edition, member = still
    registry = turn.services.registry
    asked = [registry.account(m.account_id) for m in editions.owners(turn.work, registry)]
    for owner in asked:
        if owner is not None:
            turn.show_elsewhere(owner.id, _question(turn, owner, edition, member))
    turn.show_page(View(text=turn.tr("editions-share-asked", to=member.name), rows=_back(turn)))


def _question(turn: Turn, owner: Account, edition: Edition, member: Membership) -> View:
    tr, argument = _words(turn, owner), f"{edition.id}/{member.account_id}/{turn.account.id}"
    text = tr(
        _of_kind("editions-leave", edition),
        by=turn.own_name,
        to=member.name,
        name=name_of(edition, tr),
        person=turn.patient.name,
    )
    buttons = [
        Button(label=tr.plain("editions-button-send"), action=LEAVE, argument=argument),
        Button(label=tr.plain("editions-button-not"), action=NO_LEAVE, argument=argument),
    ]
    return View(text=text, rows=column(buttons))


def give_leave(turn: Turn, argument: str) -> None:
    """An owner lets it be sent, in the name of whoever asked."""
    edition_id, to_id, by_id = argument.split("/")
    by = turn.services.registry.account(int(by_id))
    if by is None or not turn.is_member(by.id):
        turn.notice = turn.tr.plain("editions-asker-left")
        _answered(turn, argument, went=False)
        history.list_editions(turn)
        return
    went = _send(turn, edition_id, to_id=int(to_id), by=by)
    _answered(turn, argument, went=went)
    tr = _words(turn, by)
    if went:
        turn.tell_chat(by.id, tr("editions-leave-given", to=turn.called(int(to_id))))
    else:
        turn.tell_chat(by.id, tr("editions-leave-too-late"))


def refuse_leave(turn: Turn, argument: str) -> None:
    _, to_id, by_id = argument.split("/")
    by = turn.services.registry.account(int(by_id))
    if by is not None:
        said = _words(turn, by)("editions-leave-refused", to=turn.called(int(to_id)))
        turn.tell_chat(by.id, said)
    _answered(turn, argument, went=False)
    turn.show(View(text=turn.tr("editions-not-sent"), rows=_back(turn)))


def _answered(turn: Turn, argument: str, *, went: bool) -> None:
    """One answer is enough: the other owners are not asked any more, and hear what it was."""
    registry = turn.services.registry
    to = turn.called(int(argument.split("/")[1]))
    for member in editions.owners(turn.work, registry):
        owner = registry.account(member.account_id)
        if owner is None or owner.id == turn.account.id:
            continue
        asked = [s for s in turn.work.open_screens(owner.id) if _asks(s, argument)]
        for screen in asked:
            turn.shut(screen)
        if asked:
            tr, outcome = _words(turn, owner), "yes" if went else "no"
            said = tr("editions-leave-answered", who=turn.own_name, to=to, went=outcome)
            turn.tell_chat(owner.id, said)


def _asks(screen: Screen, argument: str) -> bool:
    return any(b.action == LEAVE and b.argument == argument for b in screen.buttons)


def _send(turn: Turn, edition_id: str, *, to_id: int, by: Account) -> bool:
    """Let it arrive with words of who sends it and what it is; noted as seen, never how.

    False, and it is said, where it may not be sent any more.
    """
    if _still(turn, edition_id, to_id=to_id, by=by) is None:
        return False
    registry = turn.services.registry
    edition, to = editions.send(
        turn.work, registry, edition_id, to_id=to_id, by_id=by.id, now=turn.now
    )
    tr = _words(turn, to)
    pages = {} if edition.kind is EditionKind.ABOUT else {"pages": len(edition.memory_ids)}
    about = tr(
        _of_kind("editions-from", edition),
        by=turn.called(by.id),
        person=turn.patient.name,
        name=name_of(edition, tr),
        **pages,
    )
    lost = turn.tr("editions-not-reached", to=turn.called(to.id))
    *before, last = history.views(edition, tr)
    for view in before:
        turn.show_elsewhere(to.id, view)
    turn.show_elsewhere(to.id, replace(last, text=about), otherwise=lost)
    note(turn, to.id, SightingKind.EDITION)
    turn.show(View(text=turn.tr("editions-sent", to=turn.called(to.id)), rows=_back(turn)))
    return True


def _of_kind(words: str, edition: Edition) -> str:
    """The page about the person is no book: it says other things of them."""
    return f"{words}-about" if edition.kind is EditionKind.ABOUT else words


def _read(argument: str) -> tuple[str, int]:
    edition_id, _, to_id = argument.partition("/")
    return edition_id, int(to_id)


def _still(
    turn: Turn, edition_id: str, *, to_id: int, by: Account
) -> tuple[Edition, Membership] | None:
    """What is sent and to whom; None, and it is said, when one of them is gone since."""
    edition = found_or_gone(turn, edition_id)
    if edition is None:
        return None
    found = editions.recipients(turn.work, turn.services.registry, edition, by=by.id)
    for member in found.reached:
        if member.account_id == to_id:
            return edition, member
    quiet = any(member.account_id == to_id for member in found.quiet)
    turn.notice = turn.tr.plain("editions-quiet" if quiet else "editions-left")
    history.list_editions(turn)
    return None


def _words(turn: Turn, account: Account) -> Translator:
    return turn.services.translations.locale(account.language, register=turn.patient.register)


def _back(turn: Turn) -> tuple[tuple[Button, ...], ...]:
    return column([turn.button("print-button-back", "book.open")])


def taps() -> dict[str, Route]:
    edit, leave = Action.EDIT_BOOK, Action.MANAGE_CIRCLE
    return {
        SHARE: Route(edit, choose),
        TO: Route(edit, confirm),
        SEND: Route(edit, send_or_ask),
        LEAVE: Route(leave, give_leave),
        NO_LEAVE: Route(leave, refuse_leave),
    }
