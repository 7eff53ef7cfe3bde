"""The lobby: what is said to an account outside every space, with the registry alone.

A stranger learns what this is and how to get in, and nothing else. Buttons here
carry `lobby.<action>.<argument>`, for there is no screen to keep them in.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from markupsafe import Markup

from bot import absence
from bot.incoming import AWAY, BACK, EDITED, GROUP, Incoming, IncomingKind
from bot.screens import short_name
from bot.services import Services
from core.domain.circle import Account, Invitation, Membership, System
from core.domain.conversation import Expectation, InboxRow, OutboxItem, OutboxKind
from core.domain.patient import Language, PatientId
from core.errors import InvitationUnusable, KeyCopyLeft, NotAllowed, StoreErased
from core.i18n.translator import Translator
from core.services import book_voices, invitations, privacy

Label = tuple[str, str]  #: what a button says, and its data

PREFIX = "lobby."
SUMMARIES = "summaries"
MOST_DELETED, DELETED_AT_ONCE = 400, 20  #: messages that go from Telegram with an erasure
ERASURE_VALID = timedelta(minutes=10)  #: an old button must not be able to erase


@dataclass(frozen=True, slots=True, kw_only=True)
class Lobby:
    """One update of an account that is in no space, or at the door of another."""

    services: Services
    account: Account
    chat_id: int
    incoming: Incoming
    now: datetime
    update_key: str

    @property
    def tr(self) -> Translator:
        return self.services.translations.locale(self.account.language)

    @property
    def own_name(self) -> str:
        """What they are called; whoever had themselves forgotten, as Telegram calls them now."""
        return self.account.name or self.incoming.sender_name

    @property
    def tapped(self) -> int | None:
        """The message whose button was tapped."""
        return self.incoming.message_id if is_lobby_tap(self.incoming) else None

    def say(self, text: Markup, rows: Sequence[Sequence[Label]] = ()) -> None:
        """Write a message into the registry's outbox; one that was tapped becomes it."""
        key, replaces = self.update_key, self.tapped
        _post(self.services, self.chat_id, text, rows, update_key=key, replaces=replaces)

    def say_beside(self, text: Markup, rows: Sequence[Sequence[Label]] = ()) -> None:
        """Write a message that does not close the row: what came in is not dealt with yet."""
        _post(self.services, self.chat_id, text, rows, update_key=f"{self.update_key}:beside")

    def say_below(self, text: Markup) -> None:
        """Write a message of its own, whatever becomes of the one that was tapped."""
        _post(self.services, self.chat_id, text, (), update_key=self.update_key)

    def put_away(self) -> None:
        """Take the buttons off the message that was tapped: it led on."""
        if self.tapped is not None:
            body = {"messages": [self.tapped]}
            item = OutboxItem(chat_id=self.chat_id, kind=OutboxKind.CLEAR, payload=body)
            # Under a name of its own: what the tap led to is not dealt with yet.
            self.services.registry.post(item, update_key=f"{self.update_key}:clear")


def tell(services: Services, row: InboxRow, text: Markup, *, suffix: str = "") -> None:
    """Say a line that belongs to no space; with a suffix it does not close the row."""
    key = f"{row.key}:{suffix}" if suffix else row.key
    _post(services, row.chat_id, text, (), update_key=key)


def is_lobby_tap(incoming: Incoming) -> bool:
    """Whether a tap came from a button shown here."""
    return incoming.kind is IncomingKind.TAP and incoming.text.startswith(PREFIX)


def leads_to(incoming: Incoming) -> str:
    """The command with which a tap goes on in the space that it led to."""
    return SUMMARIES if incoming.text.startswith(f"{PREFIX}{SUMMARIES}.") else "start"


def chose_space(incoming: Incoming) -> bool:
    """Whether somebody said with whom they want to be: what they told before is for there."""
    return incoming.kind is IncomingKind.TAP and incoming.text.startswith(f"{PREFIX}space.")


def space_button(label: str, patient_id: PatientId) -> dict[str, str]:
    """A button that leads into a space, from wherever somebody is."""
    return {"text": label, "data": f"{PREFIX}space.{patient_id}"}


def erasure_button(label: str, patient_id: PatientId, *, now: datetime) -> dict[str, str]:
    """The last button of an erasure: it is answered here, where no space is open."""
    return {"text": label, "data": f"{PREFIX}erase.{patient_id}.{int(now.timestamp())}"}


def receive(lobby: Lobby) -> PatientId | None:
    """Answer, or return the space in which the update goes on."""
    if not lobby.services.registry.outbox.is_empty(lobby.update_key):
        return None  # answered before a crash
    incoming = lobby.incoming
    if incoming.what in {GROUP, AWAY, BACK, EDITED}:
        _outside(lobby)
        return None
    try:
        if is_lobby_tap(incoming):
            led_to = _tapped(lobby, incoming.text.split(".")[1:])
            if led_to is not None:
                lobby.put_away()
            return led_to
        if incoming.command == "start" and incoming.text:
            return _at_the_door(lobby, incoming.text.split()[0])
    except InvitationUnusable as refusal:
        lobby.say(lobby.tr(refusal.word_id), _language_rows(lobby))
        return None
    return _find_a_space(lobby)


def _outside(lobby: Lobby) -> None:
    """No conversation: a group, to which a tap is answered over the chat, or a chat shut."""
    if lobby.incoming.what == AWAY:
        absence.note(lobby.services, lobby.account.id, update_key=lobby.update_key)
    elif lobby.incoming.what == GROUP and not lobby.incoming.query_id:
        lobby.say(lobby.tr("lobby-private-only"))


def _tapped(lobby: Lobby, parts: list[str]) -> PatientId | None:
    match parts:
        case ["language", language, *code]:
            return _speak(lobby, language, code)
        case ["join" | "own" as which, code]:
            return _join(lobby, code, by_own_name=which == "own")
        case ["no", _]:
            lobby.say(lobby.tr("lobby-not-joined"))
        case ["space" | "summaries", patient_id]:
            return invitations.enter(lobby.services.registry, lobby.account, PatientId(patient_id))
        case ["new", _]:
            lobby.say(lobby.tr("lobby-another-ask"), _another_rows(lobby.tr))
        case ["open", _]:
            return _open_another(lobby)
        case ["erase", patient_id, asked_at]:
            _erase(lobby, PatientId(patient_id), asked_at)
        case _:
            return _find_a_space(lobby)
    return None


def _speak(lobby: Lobby, language: str, code: list[str]) -> PatientId | None:
    """Say the same again in the other language."""
    if language not in set(Language):
        return _find_a_space(lobby)
    account = replace(lobby.account, language=Language(language))
    lobby.services.registry.save_account(account)
    lobby = replace(lobby, account=account)
    return _at_the_door(lobby, code[0]) if code else _find_a_space(lobby)


def _at_the_door(lobby: Lobby, code: str) -> PatientId | None:
    """Somebody opened an invitation, or scanned the code on a printed page."""
    registry, stores = lobby.services.registry, lobby.services.stores
    if book_voices.is_word(code):
        return _to_a_voice(lobby, code)
    invitation = invitations.look_up(registry, code, lobby.account, now=lobby.now)
    if invitation.patient_id is None:
        account = replace(lobby.account, name=lobby.own_name)
        return invitations.open_space(registry, stores, invitation, account, now=lobby.now)
    if invitation.used_by is not None:
        return invitations.enter(registry, lobby.account, invitation.patient_id)
    _confirm_name(lobby, invitation)
    return None


def _to_a_voice(lobby: Lobby, word: str) -> PatientId:
    """Somebody scanned a printed page: whoever may not read it learns nothing by that."""
    registry, stores = lobby.services.registry, lobby.services.stores
    patient_id = book_voices.space_of(registry, stores, lobby.account, word)
    if patient_id is None:
        raise InvitationUnusable
    return invitations.enter(registry, lobby.account, patient_id)


def _confirm_name(lobby: Lobby, invitation: Invitation) -> None:
    person = invitations.whose(invitation, lobby.services.stores)
    named = "lobby-invited" if person.name else "lobby-invited-nameless"
    words = {"name": person.name} if person.name else {}
    role = lobby.tr.plain(f"role-{invitation.role}")
    own, code = lobby.own_name, invitation.code
    names = [("join", invitation.name)] if invitation.name else []
    if own and own != invitation.name:
        names.append(("own", own))
    rows = [
        [(lobby.tr.plain("lobby-i-am", name=short_name(name)), f"{PREFIX}{which}.{code}")]
        for which, name in names
    ]
    no = (lobby.tr.plain("button-not-now"), f"{PREFIX}no.{code}")
    lobby.say(
        lobby.tr(named, role=role, **words),
        [*rows, [no], *_language_rows(lobby, code=code)],
    )


def _join(lobby: Lobby, code: str, *, by_own_name: bool) -> PatientId:
    registry, stores = lobby.services.registry, lobby.services.stores
    invitation = invitations.look_up(registry, code, lobby.account, now=lobby.now)
    name = lobby.own_name if by_own_name else invitation.name
    return invitations.join(registry, stores, invitation, lobby.account, name=name, now=lobby.now)


def another_button(tr: Translator) -> dict[str, str]:
    """With it a therapist whom the operator let in begins a space for one more person."""
    return {"text": tr.plain("lobby-another"), "data": f"{PREFIX}new.space"}


def another_question(tr: Translator) -> dict[str, object]:
    """Whether to open one more space, as a message answered here, where no space is open."""
    rows = [[{"text": text, "data": data} for text, data in row] for row in _another_rows(tr)]
    return {"text": str(tr("lobby-another-ask")), "rows": rows}


def _another_rows(tr: Translator) -> list[list[Label]]:
    yes = (tr.plain("lobby-another-yes"), f"{PREFIX}open.space")
    return [[yes], [(tr.plain("button-not-now"), f"{PREFIX}stay.space")]]


def _open_another(lobby: Lobby) -> PatientId:
    registry, stores = lobby.services.registry, lobby.services.stores
    return invitations.open_another(registry, stores, lobby.account, now=lobby.now)


def _find_a_space(lobby: Lobby) -> PatientId | None:
    """Lead an account back to a space of its own, or tell a stranger what this is.

    Who told something hears whose space it goes to; with several it waits for their choice.
    """
    spaces, told = lobby.services.registry.memberships(lobby.account.id), lobby.incoming.is_told
    if len(spaces) == 1:
        if told:
            _lead_in(lobby, spaces[0])
        return invitations.enter(lobby.services.registry, lobby.account, spaces[0].patient_id)
    if spaces:
        rows = [[_space_button(lobby, space)] for space in spaces]
        if told:
            lobby.say_beside(lobby.tr("lobby-whose-message"), rows)
        else:
            lobby.say(lobby.tr("lobby-which-space"), rows)
    else:
        another = another_button(lobby.tr)
        rows = [[(another["text"], another["data"])]] if lobby.account.opens_spaces else []
        lobby.say(lobby.tr("lobby-stranger"), [*rows, *_language_rows(lobby)])
    return None


def _lead_in(lobby: Lobby, space: Membership) -> None:
    """Say whose space it is; what was told is no answer to what was asked there before."""
    lobby.say_beside(lobby.tr("circle-entered", name=_space_button(lobby, space)[0]))
    with lobby.services.stores.open(space.patient_id, lobby.account) as work:
        work.expect(Expectation(chat_id=lobby.chat_id))
        work.commit()


def _space_button(lobby: Lobby, space: Membership) -> Label:
    label = lobby.tr.plain("lobby-nameless-space")
    try:
        system = System(reason="lobby")
        with lobby.services.stores.open(space.patient_id, system) as work:
            label = short_name(work.patient().name) or label
    except (NotAllowed, StoreErased):
        pass  # a tap on it says so
    return (label, f"{PREFIX}space.{space.patient_id}")


def _erase(lobby: Lobby, patient_id: PatientId, asked_at: str) -> None:
    """Erase a space whose owner typed its name a moment ago."""
    age_s = lobby.now.timestamp() - float(asked_at if asked_at.isdecimal() else 0)
    if age_s > ERASURE_VALID.total_seconds():
        lobby.say(lobby.tr("lobby-erase-too-late"))
        return
    services, words = lobby.services, "lobby-erased"
    shown = _shown_in(lobby, patient_id)
    try:
        privacy.erase(services.registry, services.stores, patient_id, by=lobby.account)
    except KeyCopyLeft:  # everything here is gone; whoever runs the bot has to finish
        words = "lobby-erased-but-copy"
    for chat_id, message_ids in shown:
        item = OutboxItem(
            chat_id=chat_id, kind=OutboxKind.DELETE, payload={"messages": message_ids}
        )
        services.registry.post(item, update_key=lobby.update_key)
    lobby.say_below(lobby.tr(words))


def _shown_in(lobby: Lobby, patient_id: PatientId) -> list[tuple[int, list[int]]]:
    """The messages in which a space was shown, a few at a time; Telegram lets newer ones go."""
    stores = lobby.services.stores
    if patient_id not in stores.all_ids():
        return []
    by_chat: dict[int, list[int]] = {}
    for chat_id, message_id in stores.outbox(patient_id).sent(newest=MOST_DELETED):
        by_chat.setdefault(chat_id, []).append(message_id)
    return [
        (chat_id, ids[first : first + DELETED_AT_ONCE])
        for chat_id, ids in by_chat.items()
        for first in range(0, len(ids), DELETED_AT_ONCE)
    ]


def _language_rows(lobby: Lobby, *, code: str = "") -> list[list[Label]]:
    """A button for each language that is not being spoken."""
    tail = f".{code}" if code else ""
    return [
        [(lobby.tr.plain(f"language-{language}"), f"{PREFIX}language.{language}{tail}")]
        for language in Language
        if language != lobby.account.language
    ]


def _post(
    services: Services,
    chat_id: int,
    text: Markup,
    rows: Sequence[Sequence[Label]],
    *,
    update_key: str,
    replaces: int | None = None,
) -> None:
    body: dict[str, object] = {"text": str(text)}
    if replaces is not None:
        body["messages"] = [replaces]
    if rows:
        body["rows"] = [[{"text": label, "data": data} for label, data in row] for row in rows]
    kind = OutboxKind.SEND if replaces is None else OutboxKind.EDIT
    item = OutboxItem(chat_id=chat_id, kind=kind, payload=body)
    services.registry.post(item, update_key=update_key)
