"""/circle: who is in, links for who is to come, and whose space this is."""

from markupsafe import Markup

from bot.handlers import circle_links, circle_owners, circle_spaces, permission
from bot.handlers.arrival import whose_space
from bot.handlers.enrolment import permissions
from bot.handlers.seeing_out import seeing_out, was_forgotten
from bot.incoming import IncomingKind
from bot.screens import View, column, grid, shortened
from bot.turns import Route, Routes, Turn
from core.domain.circle import Action, Invitation, Membership, Role
from core.domain.consent import ConsentKind
from core.domain.conversation import Button
from core.services import circle, invitations, presence

MUTED = "muted"


def open_circle(turn: Turn, _: str = "") -> None:
    """Whose circle this is, who is in it, and what this account can do about it."""
    turn.expect()
    registry = turn.services.registry
    members = [_line(turn, member) for member in circle.members(turn.work, registry)]
    lines = [whose_space(turn), *members]
    if circle.standing_in(turn.work):
        lines.append(turn.tr("circle-no-owner"))
    manages = circle.allowed(turn.work, Action.MANAGE_CIRCLE)
    if manages and circle.needs_second_owner(turn.work, registry):
        lines.append(turn.tr("circle-second-owner"))
    links = circle_links.lines(turn)
    buttons = _buttons(turn, with_links=bool(links))
    turn.show_page(View(text=Markup("\n").join([*lines, *links]), rows=grid(buttons, width=2)))


def ask_role(turn: Turn, _: str = "") -> None:
    invitable = circle.invitable(turn.work)
    if len(invitable) == 1:
        role_chosen(turn, invitable[0])
        return
    buttons = [turn.button(f"circle-role-{role}", "circle.role", role) for role in invitable]
    back = turn.button("button-back", "circle.open")
    turn.show_page(View(text=turn.tr("circle-ask-role"), rows=column([*buttons, back])))


def role_chosen(turn: Turn, value: str) -> None:
    """A therapist needs the consent to share first; then a name for whoever is invited."""
    role = Role(value)
    if role is Role.THERAPIST and turn.work.consents.holding(ConsentKind.SHARING) is None:
        _ask_sharing(turn)
        return
    nameless = turn.button("circle-nameless", "circle.link", role)
    back = turn.button("button-back", "circle.open")
    if circle.standing_in(turn.work):
        text = turn.tr("circle-ask-owner-name")
    else:
        text = turn.tr("circle-ask-name", role=turn.tr.plain(f"role-{role}"))
    turn.show_page(View(text=text, rows=((nameless, back),)))
    turn.expect("circle.name", role)


def sharing_allowed(turn: Turn, giver: str) -> None:
    permission.keep(turn, ConsentKind.SHARING, giver)
    role_chosen(turn, Role.THERAPIST)


def name_typed(turn: Turn, role: str) -> None:
    name = turn.incoming.text if turn.incoming.kind is IncomingKind.WORDS else ""
    if 0 < len(circle.one_line(name)) <= circle.LONGEST_NAME:
        _make_link(turn, Role(role), name=name)
    else:
        turn.tell(turn.tr("circle-name-unclear"))
        role_chosen(turn, role)


def make_nameless_link(turn: Turn, role: str) -> None:
    _make_link(turn, Role(role), name="")


def ask_whom_to_remove(turn: Turn, _: str = "") -> None:
    others = circle.removable(turn.work, turn.services.registry, account_id=turn.account.id)
    buttons = [
        Button(label=shortened(m.name), action="circle.remove", argument=str(m.account_id))
        for m in others
    ]
    back = turn.button("button-back", "circle.open")
    turn.show_page(View(text=turn.tr("circle-ask-whom"), rows=column([*buttons, back])))


def ask_removal(turn: Turn, account_id: str) -> None:
    member = _member(turn, int(account_id))
    if member is None:
        open_circle(turn)
        return
    buttons = [
        turn.button("circle-remove-yes", "circle.removed", account_id),
        turn.button("button-back", "circle.open"),
    ]
    text = turn.tr("circle-remove-ask", name=member.name)
    turn.show_page(View(text=text, rows=column(buttons)))


def remove(turn: Turn, account_id: str) -> None:
    with seeing_out(turn), circle_links.telling_of_links(turn):
        circle.remove(turn.work, turn.services.registry, account_id=int(account_id))
    open_circle(turn)


def ask_own_name(turn: Turn, _: str = "") -> None:
    back = turn.button("button-back", "circle.open")
    turn.show_page(View(text=turn.tr("circle-ask-own-name"), rows=((back,),)))
    turn.expect("circle.own_name")


def own_name_typed(turn: Turn, _: str) -> None:
    name = turn.incoming.text if turn.incoming.kind is IncomingKind.WORDS else ""
    registry, account_id = turn.services.registry, turn.account.id
    if circle.rename_member(turn.work, registry, account_id=account_id, name=name):
        open_circle(turn)
    else:
        turn.tell(turn.tr("circle-name-unclear"))
        ask_own_name(turn)


def mute(turn: Turn, wanted: str) -> None:
    """Be told nothing unasked, or again; the button says which, so twice is the same as once."""
    registry = turn.services.registry
    circle.mute(turn.work, registry, account_id=turn.account.id, muted=wanted == MUTED)
    turn.notice = turn.tr.plain("circle-muted" if wanted == MUTED else "circle-unmuted")
    open_circle(turn)


def ask_leave(turn: Turn, _: str = "") -> None:
    buttons = [
        turn.button("circle-leave-yes", "circle.left"),
        turn.button("button-back", "circle.open"),
    ]
    turn.show_page(View(text=turn.tr("circle-leave-ask"), rows=column(buttons)))


def leave(turn: Turn, _: str) -> None:
    with seeing_out(turn):
        circle.leave(turn.work, turn.services.registry, account_id=turn.account.id)
    turn.expect()
    turn.show_page(View(text=turn.tr("circle-left")))


def _buttons(turn: Turn, *, with_links: bool) -> list[Button]:
    registry = turn.services.registry
    buttons = []
    if circle.standing_in(turn.work):
        buttons.append(turn.button("circle-invite-owner", "circle.invite"))
    elif circle.allowed(turn.work, Action.MANAGE_CIRCLE):
        buttons.append(turn.button("circle-invite", "circle.invite"))
        buttons.append(turn.button("owners-button", "owners.open"))
    if with_links:
        buttons.append(turn.button("circle-cancel-link", "circle.links"))
    if circle.removable(turn.work, registry, account_id=turn.account.id):
        buttons.append(turn.button("circle-remove", "circle.whom"))
    buttons.append(turn.button("circle-own-name", "circle.own_name"))
    muted = circle.is_muted(turn.work, registry, account_id=turn.account.id)
    quiet = "circle-unmute" if muted else "circle-mute"
    buttons.append(turn.button(quiet, "circle.mute", "" if muted else MUTED))
    if circle_spaces.other_spaces(turn):
        buttons.append(turn.button("circle-other-space", "circle.spaces"))
    if circle.may_leave(turn.work, registry):
        buttons.append(turn.button("circle-leave", "circle.leave"))
    buttons.append(turn.button("button-menu", "home.menu"))
    return buttons


def _line(turn: Turn, member: Membership) -> Markup:
    words = "circle-you" if member.account_id == turn.account.id else "circle-member"
    if presence.is_lost(turn.services.registry, member.account_id):
        words = "circle-member-not-reached"
    return turn.tr(words, name=member.name, role=turn.tr.plain(f"role-{member.role}"))


def _ask_sharing(turn: Turn) -> None:
    buttons = [
        turn.button(label, "circle.share", giver) for label, giver in permissions(turn).items()
    ]
    back = turn.button("button-back", "circle.open")
    turn.show_page(View(text=turn.tr("circle-ask-sharing"), rows=column([*buttons, back])))


def _make_link(turn: Turn, role: Role, *, name: str) -> None:
    """One message to forward, and one with what to do about it."""
    registry, ids = turn.services.registry, turn.services.ids
    invitation = circle.invite(
        turn.work,
        registry,
        ids,
        role=role,
        name=name,
        made_by=turn.account.id,
        now=turn.now,
        valid=turn.services.invitations_valid,
    )
    turn.expect()
    turn.tell(_forwarded(turn, invitation))
    buttons = [
        turn.button("circle-withdraw-link", "circle.withdraw", invitation.code),
        turn.button("button-back", "circle.open"),
    ]
    days = (invitation.expires_at - turn.now).days
    turn.show_page(View(text=turn.tr("circle-link-made", days=days), rows=column(buttons)))


def _forwarded(turn: Turn, invitation: Invitation) -> Markup:
    username = turn.services.registry.value(invitations.BOT_USERNAME)
    role = turn.tr.plain(f"role-{invitation.role}")
    if username is None:
        return turn.tr("circle-code-message", role=role, code=invitation.code)
    link = invitations.link(username, invitation.code)
    return turn.tr("circle-link-message", role=role, link=link)


def _member(turn: Turn, account_id: int) -> Membership | None:
    everybody = circle.members(turn.work, turn.services.registry)
    return next((m for m in everybody if m.account_id == account_id), None)


def routes() -> Routes:
    enter, manage = Action.ENTER, Action.MANAGE_CIRCLE
    return Routes(
        taps={
            "circle.open": Route(enter, open_circle),
            "circle.invite": Route(manage, ask_role),
            "circle.role": Route(manage, role_chosen),
            "circle.share": Route(Action.GIVE_CONSENT, sharing_allowed),
            "circle.link": Route(manage, make_nameless_link),
            "circle.whom": Route(manage, ask_whom_to_remove),
            "circle.remove": Route(manage, ask_removal),
            "circle.removed": Route(manage, remove),
            "circle.own_name": Route(enter, ask_own_name),
            "circle.mute": Route(enter, mute),
            "circle.leave": Route(enter, ask_leave),
            "circle.left": Route(enter, leave),
            **circle_links.routes().taps,
            **circle_spaces.routes().taps,
            **circle_owners.routes().taps,
        },
        answers={
            "circle.name": Route(manage, name_typed),
            "circle.own_name": Route(enter, own_name_typed),
        },
        commands={"circle": Route(enter, open_circle)},
        ticks={
            circle.LEFT: Route(Action.ENTER, was_forgotten),
            **circle_owners.routes().ticks,
        },
    )
