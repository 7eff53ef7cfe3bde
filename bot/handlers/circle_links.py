"""Links into the circle that nobody has used yet: which there are, and making them worthless."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from markupsafe import Markup

from bot.handlers.privacy_seen import date_words
from bot.handlers.therapist.screens import zone_of
from bot.screens import View, column, shortened
from bot.turns import Route, Routes, Turn
from core.domain.circle import Action, Invitation
from core.domain.conversation import Button
from core.services import circle

LISTED = 20  #: links on one screen, the first to end first


@contextmanager
def telling_of_links(turn: Turn) -> Iterator[None]:
    """Say so when links that nobody had used are stopped by what happens inside."""
    before = len(_open(turn))
    yield
    if len(_open(turn)) < before:
        turn.tell(turn.tr("circle-links-stopped"))


def lines(turn: Turn) -> Sequence[Markup]:
    """What links are still good, who made each and until when, for whoever may cancel them."""
    if not circle.allowed(turn.work, Action.MANAGE_CIRCLE):
        return []
    links = [_line(turn, number, link) for number, link in _listed(turn)]
    return [turn.tr("circle-links"), *links] if links else []


def ask_which(turn: Turn, _: str = "") -> None:
    buttons = [
        Button(
            label=shortened(f"{number}. {link.name or _role(turn, link)}"),
            action="circle.withdraw",
            argument=link.code,
        )
        for number, link in _listed(turn)
    ]
    back = turn.button("button-back", "circle.open")
    text = Markup("\n").join([turn.tr("circle-ask-which-link"), *lines(turn)])
    turn.show_page(View(text=text, rows=column([*buttons, back])))


def withdraw(turn: Turn, code: str) -> None:
    circle.withdraw_invitation(turn.work, turn.services.registry, code=code)
    turn.tell(turn.tr("circle-link-withdrawn"))
    turn.go("circle.open")


def _open(turn: Turn) -> Sequence[Invitation]:
    return circle.open_links(turn.work, turn.services.registry, now=turn.now)


def _listed(turn: Turn) -> Sequence[tuple[int, Invitation]]:
    return list(enumerate(_open(turn)[:LISTED], start=1))


def _line(turn: Turn, number: int, link: Invitation) -> Markup:
    role = _role(turn, link)
    return turn.tr(
        "circle-link-open",
        number=number,
        who=turn.tr.plain("circle-member", name=link.name, role=role) if link.name else role,
        maker=_maker(turn, link),
        date=date_words(turn, link.expires_at.astimezone(zone_of(turn)).date()),
    )


def _role(turn: Turn, link: Invitation) -> str:
    return turn.tr.plain(f"role-{link.role}")


def _maker(turn: Turn, link: Invitation) -> str:
    if link.made_by is None:
        return turn.tr.plain("circle-link-operator")
    return turn.called(link.made_by)


def routes() -> Routes:
    manage = Action.MANAGE_CIRCLE
    return Routes(
        taps={
            "circle.links": Route(manage, ask_which),
            "circle.withdraw": Route(manage, withdraw),
        }
    )
