"""/privacy: what is kept, who can see it, who allowed it, and how to take it back or erase it."""

from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot import lobby
from bot.handlers import permission, privacy_seen
from bot.handlers.circle_links import telling_of_links
from bot.handlers.enrolment import permission_words, permissions
from bot.handlers.letting_go import stopping_work
from bot.handlers.photos import names
from bot.handlers.seeing_out import seeing_out
from bot.incoming import IncomingKind
from bot.screens import View, column, shortened
from bot.turns import Route, Routes, Turn
from core.domain.circle import Action, Role
from core.domain.consent import Consent, ConsentKind
from core.domain.conversation import Button, OutboxItem, OutboxKind
from core.services import circle, consents, privacy
from core.services.circle import allowed

#: What can be allowed right here; the others are asked where they are needed.
GIVEN_HERE = (ConsentKind.STORIES,)
#: Who asks the operator to give a space back, to move it or to erase it, and has to say which.
_TALK_TO_OPERATOR = frozenset({Role.OWNER, Role.THERAPIST})


def open_page(turn: Turn, _: str = "") -> None:
    """What is kept and who can see it, Telegram included."""
    turn.expect()
    buttons = [turn.button("privacy-consents", "privacy.consents")]
    if allowed(turn.work, Action.GIVE_CONSENT):
        buttons.append(turn.button("privacy-seen-button", "privacy.seen"))
    if allowed(turn.work, Action.EXPORT):
        buttons.append(turn.button("download-button", "download.open"))
    buttons.append(turn.button("privacy-forget-me", "privacy.forget_me"))
    if allowed(turn.work, Action.ERASE):
        buttons.append(Button(label=_erase_label(turn), action="privacy.erase"))
    buttons.append(turn.button("button-menu", "home.menu"))
    lines = [turn.tr("privacy-page")]
    if turn.work.role in _TALK_TO_OPERATOR:
        lines.append(turn.tr("privacy-space", space=turn.work.patient_id))
    turn.show_page(View(text=Markup("\n\n").join(lines), rows=column(buttons)))


def list_consents(turn: Turn, _: str = "") -> None:
    """Every consent with who, by whom and when; those that hold can be withdrawn."""
    turn.expect()
    given, lines = turn.work.consents.all(), consent_lines(turn)
    buttons = []
    if allowed(turn.work, Action.GIVE_CONSENT):
        buttons = [_withdraw_button(turn, consent) for consent in given if consent.holds]
        buttons += [
            turn.button(f"privacy-give-{kind}", "privacy.ask", kind)
            for kind in GIVEN_HERE
            if turn.work.consents.holding(kind) is None
        ]
    buttons.append(turn.button("button-back", "privacy.open"))
    text = Markup("\n").join([turn.tr("privacy-consents-title"), *lines])
    turn.show_page(View(text=text, rows=column(buttons)))


def consent_lines(turn: Turn) -> list[Markup]:
    """What was allowed, by whom, and who wrote it down; or that nothing was."""
    given = turn.work.consents.all()
    return [_line(turn, consent) for consent in given] or [turn.tr("privacy-no-consents")]


def ask(turn: Turn, kind: str) -> None:
    """Who allows this? Asked from here, or by an area that needs it first."""
    buttons = [
        turn.button(label, "privacy.give", f"{kind}:{giver}")
        for label, giver in permissions(turn).items()
    ]
    later = turn.button("button-later", "session.carry_on")
    words = permission_words(turn) if kind == ConsentKind.STORIES else f"privacy-ask-{kind}"
    turn.show_page(View(text=turn.tr(words), rows=column([*buttons, later])))


def give(turn: Turn, argument: str) -> None:
    asked, giver = argument.split(":", maxsplit=1)
    for kind in consents.asked_together(turn.work, ConsentKind(asked)):
        permission.keep(turn, kind, giver)
    turn.tell(turn.tr("privacy-given"))
    turn.go("session.carry_on")


def ask_withdrawal(turn: Turn, consent_id: str) -> None:
    """Say what follows before it is done."""
    consent = turn.work.consents.get(consent_id)
    buttons = [
        turn.button("privacy-withdraw-yes", "privacy.withdrawn", consent_id),
        turn.button("button-back", "privacy.consents"),
    ]
    turn.show_page(View(text=turn.tr(f"privacy-follows-{consent.kind}"), rows=column(buttons)))


def withdraw(turn: Turn, consent_id: str) -> None:
    registry = turn.services.registry
    with stopping_work(turn), seeing_out(turn), telling_of_links(turn):
        consent = privacy.withdraw(turn.work, registry, consent_id=consent_id, now=turn.now)
    turn.expect()
    turn.tell(turn.tr("privacy-withdrawn"))
    session = turn.work.sessions.open_one()
    leading = session is not None and session.led_by == turn.account.id
    if consent.kind is ConsentKind.STORIES and leading:
        turn.go("session.carry_on")
    else:
        list_consents(turn)


def ask_erasure(turn: Turn, _: str = "") -> None:
    """Say what will be gone, and ask for the name to be typed."""
    _ask_to_type(turn, turn.tr("privacy-erase-ask", word=_word(turn)))


def erasure_typed(turn: Turn, _: str) -> None:
    """The name was typed: one last tap, answered where no space is open."""
    typed = turn.incoming.text if turn.incoming.kind is IncomingKind.WORDS else ""
    if not privacy.confirms_erasure(typed, expected=_word(turn)):
        _ask_to_type(turn, turn.tr("privacy-erase-other", word=_word(turn)))
        return
    turn.expect()
    patient_id, words = turn.work.patient_id, turn.tr
    last = lobby.erasure_button(words.plain("privacy-erase-forever"), patient_id, now=turn.now)
    keep = lobby.space_button(words.plain("button-no"), patient_id)
    body = {"text": str(words("privacy-erase-last")), "rows": [[last], [keep]]}
    turn.work.post(OutboxItem(chat_id=turn.chat_id, kind=OutboxKind.SEND, payload=body))


def ask_to_be_forgotten(turn: Turn, _: str = "") -> None:
    """What goes and what stays; who answers alone for a space has to settle that first."""
    back = turn.button("button-back", "privacy.open")
    if circle.answers_alone(turn.services.registry, turn.account.id):
        text = turn.tr("privacy-forget-me-owner", erase=_erase_label(turn))
        turn.show_page(View(text=text, rows=((back,),)))
        return
    yes = turn.button("privacy-forget-me-yes", "privacy.forgotten")
    turn.show_page(View(text=turn.tr("privacy-forget-me-ask"), rows=column([yes, back])))


def be_forgotten(turn: Turn, _: str) -> None:
    with seeing_out(turn):
        circle.forget_account(
            turn.services.registry, turn.account, here=turn.work.patient_id, now=turn.now
        )
    turn.expect()
    turn.show_page(View(text=turn.tr("privacy-forgotten")))


def _ask_to_type(turn: Turn, text: Markup) -> None:
    back = turn.button("button-back", "privacy.open")
    turn.show_page(View(text=text, rows=((back,),)))
    turn.expect("privacy.erase_typed")


def _word(turn: Turn) -> str:
    """What must be typed: the person's name, where one is known."""
    return turn.patient.name or turn.tr.plain("privacy-erase-word")


def _erase_label(turn: Turn) -> str:
    """Whose things go: nobody may take it for leaving."""
    if not turn.patient.name:
        return turn.tr.plain("privacy-erase-nameless")
    return shortened(turn.tr.plain("privacy-erase", who=turn.patient.name))


def _withdraw_button(turn: Turn, consent: Consent) -> Button:
    whose = turn.work.elements.find(consent.subject) if consent.subject else None
    if whose is None:
        return turn.button(f"privacy-withdraw-{consent.kind}", "privacy.withdraw", consent.id)
    label = turn.tr.plain("privacy-withdraw-likeness-of", who=names.label(turn, whose))
    return Button(label=shortened(label), action="privacy.withdraw", argument=consent.id)


def _what(turn: Turn, consent: Consent) -> str:
    """What is allowed; of a likeness, whose."""
    whose = turn.work.elements.find(consent.subject) if consent.subject else None
    if whose is None:
        return turn.tr.plain(f"privacy-kind-{consent.kind}")
    return turn.tr.plain("privacy-kind-likeness-of", who=names.title(turn, whose))


def _line(turn: Turn, consent: Consent) -> Markup:
    withdrawn = consent.withdrawn_at
    zone = ZoneInfo(turn.patient.time_zone or turn.services.default_time_zone)
    day = (withdrawn or consent.given_at).astimezone(zone).date()
    return turn.tr(
        "privacy-consent-withdrawn" if withdrawn else "privacy-consent",
        what=_what(turn, consent),
        giver=turn.tr.plain(f"privacy-giver-{consent.given_by}"),
        recorder=_recorder(turn, consent),
        date=privacy_seen.date_words(turn, day),
    )


def _recorder(turn: Turn, consent: Consent) -> str:
    """Who wrote a consent down, by the name the circle knows."""
    return turn.called(consent.recorded_by)


def routes() -> Routes:
    enter, consent, erase = Action.ENTER, Action.GIVE_CONSENT, Action.ERASE
    return Routes(
        taps={
            "privacy.open": Route(enter, open_page),
            "privacy.consents": Route(enter, list_consents),
            "privacy.ask": Route(consent, ask),
            "privacy.give": Route(consent, give),
            "privacy.withdraw": Route(consent, ask_withdrawal),
            "privacy.withdrawn": Route(consent, withdraw),
            "privacy.erase": Route(erase, ask_erasure),
            "privacy.forget_me": Route(enter, ask_to_be_forgotten),
            "privacy.forgotten": Route(enter, be_forgotten),
            **privacy_seen.routes().taps,
        },
        answers={"privacy.erase_typed": Route(erase, erasure_typed)},
        commands={"privacy": Route(enter, open_page)},
    )
