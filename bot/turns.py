"""One turn of a conversation: something came in, a handler answers in the same transaction.

Handlers are plain synchronous functions `(turn, argument) -> None`. They call use
cases of core.services with `turn.work`, and say what is seen next with `turn.show`
and `turn.expect`. Nothing is sent from here: everything that must go out becomes
an outbox row in the same commit (architecture.md, "Nothing lost, nothing applied twice").
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from bot.incoming import Incoming, IncomingKind
from bot.screens import View
from core.domain.circle import ROLE_MAY, Account, Action
from core.domain.conversation import Button, Expectation, OutboxItem, OutboxKind, Screen
from core.domain.job import Ticket
from core.domain.patient import Patient
from core.domain.timer import Timer
from core.i18n.translator import Translator
from core.ports import JobFolder, PatientWork
from core.services import circle, invitations

if TYPE_CHECKING:
    from bot.services import Services

LOOKED_THROUGH = 300  #: screens of a chat: more than two days', and Telegram deletes none older


@dataclass(slots=True, kw_only=True)
class Turn:
    """Everything a handler may need while it answers one update."""

    work: PatientWork
    services: "Services"
    account: Account
    chat_id: int
    incoming: Incoming
    now: datetime
    file: bytes | None = None  #: what was sent along, downloaded
    replied_to: bytes | None = None  #: the picture of ours that it answers, as Telegram keeps it
    notice: str = ""  #: a gentle line shown over the chat when a tap is answered
    tapped: Screen | None = None
    belated: bool = False  #: it is for what was open before: what is open now stays so
    _shown: list[int] = field(default_factory=list)
    _chats: set[int] = field(default_factory=set)
    _kept: bool = False

    @property
    def patient(self) -> Patient:
        return self.work.patient()

    @property
    def tr(self) -> Translator:
        """Words for the companion, in the language of their account."""
        return self.services.translations.locale(
            self.account.language, register=self.patient.register
        )

    @property
    def say(self) -> Translator:
        """Words read aloud to the person, in their language and register."""
        patient = self.patient
        return self.services.translations.locale(patient.language, register=patient.register)

    def words_of(self, account_id: int) -> Translator:
        """Words for somebody else of the circle, in the language of their account."""
        account = self.services.registry.account(account_id)
        language = account.language if account else self.patient.language
        return self.services.translations.locale(language, register=self.patient.register)

    def button(self, label_id: str, action: str, argument: str = "", **values: Any) -> Button:
        """A button with a label from the locale files."""
        label = self.tr.plain(label_id, **values)
        return Button(label=label, action=action, argument=argument)

    def show(self, view: View, *, in_place: bool = False, beside: bool = False) -> Screen:
        """Show a message; buttons of earlier messages in this chat go away, but for standing ones.

        In place, the message whose button was tapped becomes this one (and a view
        with a picture can only take the place of a view with a picture). Beside what is
        open, it leaves the buttons of the others alone: nobody asked for it just now.
        """
        self._close_earlier(keep=self.tapped if in_place else None, others=not beside)
        screen = self.work.add_screen(
            Screen(
                number=0,
                chat_id=self.chat_id,
                account_id=self.account.id,
                buttons=view.buttons,
                open=bool(view.rows),
                standing=view.standing,
                page=view.page,
                private=view.private,
                shows=view.shows,
            )
        )
        self._shown.append(screen.number)
        replaces = self.tapped.number if in_place and self.tapped else None
        self._post(
            OutboxKind.SEND if replaces is None else OutboxKind.EDIT,
            payload(view, screen=screen, patient_id=self.work.patient_id, replaces=replaces),
        )
        if replaces is not None:
            self.tapped = screen
        return screen

    def show_page(self, view: View) -> Screen:
        """Show a page of the menus: it takes the place of the one whose button was tapped.

        So there is one living menu in a chat. After something was said in between it comes
        below that, where people look.
        """
        leafing = self.tapped is not None and self.tapped.page and self.chat_id not in self._chats
        return self.show(replace(view, page=True), in_place=leafing)

    def tell(self, text: Markup) -> None:
        """Say a line that asks for nothing; what was open stays open."""
        self._post(OutboxKind.SEND, {"text": str(text)})

    def tell_chat(self, chat_id: int, text: Markup, *, silent: bool = False) -> None:
        """Say a line in another chat of the circle: an alert, or that somebody took over.

        Whoever is not in the circle any more hears nothing of it; `silent`, it does not ring.
        """
        if self.is_member(chat_id):
            body = {"text": str(text)} | ({"silent": True} if silent else {})
            self._post(OutboxKind.SEND, body, chat_id=chat_id)

    def tell_who_left(self, chat_id: int, text: Markup) -> None:
        """Say the one line that somebody who was put out of the circle still gets."""
        self._post(OutboxKind.SEND, {"text": str(text)}, chat_id=chat_id)

    def show_elsewhere(self, chat_id: int, view: View, *, otherwise: Markup | None = None) -> None:
        """Show a view in another chat of the circle, where it leaves alone what is open there.

        Where nobody can be reached, or who was to see it has left, `otherwise` is said here.
        """
        if not self.is_member(chat_id):
            if otherwise is not None:
                self.tell(otherwise)
            return
        screen = self.work.add_screen(
            Screen(
                number=0,
                chat_id=chat_id,
                account_id=chat_id,  # in a private chat the chat has the account's id
                buttons=view.buttons,
                open=bool(view.rows),
                standing=view.standing,
                shows=view.shows,
            )
        )
        body = payload(view, screen=screen, patient_id=self.work.patient_id, replaces=None)
        if otherwise is not None:
            body["otherwise"] = {"chat_id": self.chat_id, "text": str(otherwise)}
        self._post(OutboxKind.SEND, body, chat_id=chat_id)

    def shut_chat(self, chat_id: int, *, standing: bool = True) -> None:
        """Close every screen of a chat, or all but standing ones; expect nothing more from it."""
        for screen in self.work.open_screens(chat_id):
            if standing or not screen.standing:
                self.shut(screen)
        self.work.expect(Expectation(chat_id=chat_id))

    def drop_unsent(self, chat_id: int) -> None:
        """Have nothing that still waits shown in a chat; the sender looks before it goes on."""
        self.work.drop_unsent(chat_id)
        self._chats.add(chat_id)

    def require(self, action: Action) -> None:
        """Refuse unless the actor may do this; the program itself may do what it came for."""
        if self.work.role is not None:
            self.work.require(action)

    def may_here(self, action: Action) -> bool:
        """Whether the account this chat belongs to may do something, whoever moved this turn."""
        members = self.services.registry.members(self.work.patient_id)
        roles = (m.role for m in members if m.account_id == self.account.id)
        return any(action in ROLE_MAY[role] for role in roles)

    def is_member(self, account_id: int) -> bool:
        """Whether an account is in the circle now."""
        return circle.name_of(self.services.registry, self.work.patient_id, account_id) is not None

    def called(self, account_id: int) -> str:
        """What a member is called in this circle; "somebody" for whoever is not in it."""
        name = circle.name_of(self.services.registry, self.work.patient_id, account_id)
        return name or self.tr.plain("privacy-somebody")

    @property
    def own_name(self) -> str:
        """What whoever acts is called in this circle; elsewhere it may be something else."""
        name = circle.name_of(self.services.registry, self.work.patient_id, self.account.id)
        return name or self.account.name

    @property
    def spoke(self) -> bool:
        """Whether anything has to go out."""
        return bool(self._chats)

    def keep(self) -> None:
        """Keep what a tick changed though nothing goes out."""
        self._kept = True

    @property
    def worth_keeping(self) -> bool:
        """Whether this turn has to be committed: a tick that brought nothing leaves no trace."""
        return self.spoke or self._kept or self.incoming.kind is not IncomingKind.TICK

    @property
    def chats(self) -> frozenset[int]:
        """Every chat something has to go out to: an alert goes to another one."""
        return frozenset(self._chats)

    def expect(self, action: str = "", argument: str = "") -> None:
        """Say what the next free message in this chat will be taken for; it is read here."""
        self.work.expect(Expectation(chat_id=self.chat_id, action=action, argument=argument))
        if action:
            self.enter()

    def enter(self) -> None:
        """Have what whoever acts says next read in this space, and say so when they come to it.

        A tap on an old button leads to its own space, but words go where their account is.
        What the clock or a job brings moves nobody.
        """
        if self.work.role is None or self.account.patient_id == self.work.patient_id:
            return
        registry, came_from = self.services.registry, self.account.patient_id
        invitations.enter(registry, self.account, self.work.patient_id)
        self.account = registry.account(self.account.id) or self.account
        if came_from is not None:
            name = self.patient.name or self.tr.plain("lobby-nameless-space")
            self.tell(self.tr("circle-moved", name=name))

    def go(self, action: str, argument: str = "") -> None:
        """Do what a button with this action would do: how one area hands over to another."""
        route = self.services.routes.taps[action]
        self.require(route.action)
        route.handler(self, argument)

    def come_back(self, tick: str, *, at: datetime) -> None:
        """Have a tick for this person come then, in place of one that was to come earlier."""
        timer = Timer(
            id=f"{tick}.{self.work.patient_id}",
            patient_id=self.work.patient_id,
            account_id=self.account.id,
            at=at,
            tick=tick,
        )
        self.services.registry.set_timer(timer)

    def job_folder(self, job_id: str = "") -> JobFolder:
        """The folder of a job to be ordered, under a new id unless one is given.

        It is watched before anything is sealed in it: should this turn fail, the watch
        finds and removes it.
        """
        job_id = job_id or self.services.ids.new()
        self.services.registry.watch_job(job_id, self.work.patient_id)
        return self.services.job_folders.folder(job_id)

    def enqueue(self, ticket: Ticket) -> None:
        """Hand a job to the worker once this turn is committed."""
        self._post(
            OutboxKind.ENQUEUE,
            {
                "job_id": ticket.job_id,
                "kind": ticket.kind,
                "queue": ticket.queue,
                "priority": ticket.priority,
            },
        )

    def end_screen(self, screen: Screen, text: Markup) -> None:
        """Let an open message say how it ended, in whatever chat it is: an edit rings nowhere.

        Nor does what is sent where it cannot be edited: a preview was shown in it.
        """
        self.work.save_screen(replace(screen, open=False, shows=()))
        ended = self.work.add_screen(
            replace(screen, number=0, buttons=(), open=False, standing=False, shows=())
        )
        body = payload(
            View(text=text),
            screen=ended,
            patient_id=self.work.patient_id,
            replaces=screen.number,
        )
        self._post(OutboxKind.EDIT, body | {"silent": True}, chat_id=screen.chat_id)
        if self.tapped is not None and self.tapped.number == screen.number:
            self.tapped = None  # it has said its last

    def shut(self, screen: Screen) -> None:
        """Close a screen and take its buttons off; a private one goes, with its pictures."""
        if screen.private:
            self._delete(screen)
            return
        self.work.save_screen(replace(screen, open=False))
        self._post(OutboxKind.CLEAR, {"screen": screen.number}, chat_id=screen.chat_id)

    def take_away(self, media_ids: Collection[str]) -> None:
        """Delete every message of the circle's chats in which one of these can be seen."""
        members = self.services.registry.members(self.work.patient_id) if media_ids else ()
        for chat_id in sorted({self.chat_id, *(member.account_id for member in members)}):
            for screen in self.work.last_screens(chat_id, most=LOOKED_THROUGH):
                if not set(screen.shows).isdisjoint(media_ids):
                    self._delete(screen)
                    if self.tapped is not None and self.tapped.number == screen.number:
                        self.tapped = None  # nothing can take the place of what is deleted

    def _delete(self, screen: Screen) -> None:
        self.work.save_screen(replace(screen, open=False, shows=()))
        self._post(OutboxKind.DELETE, {"screen": screen.number}, chat_id=screen.chat_id)

    def cancel_job(self, job_id: str) -> None:
        self._post(OutboxKind.CANCEL, {"job_id": job_id})

    def _close_earlier(self, *, keep: Screen | None, others: bool) -> None:
        """Shut what was open, except standing screens and what this turn has shown."""
        replaced = keep.number if keep else None
        for screen in self.work.open_screens(self.chat_id):
            if screen.number == replaced:
                self.work.save_screen(replace(screen, open=False, shows=()))
            elif others and not screen.standing and screen.number not in self._shown:
                self.shut(screen)

    def _post(self, kind: OutboxKind, body: dict[str, Any], *, chat_id: int | None = None) -> None:
        chat_id = self.chat_id if chat_id is None else chat_id
        self._chats.add(chat_id)
        self.work.post(OutboxItem(chat_id=chat_id, kind=kind, payload=body))


Handler = Callable[[Turn, str], None]


@dataclass(frozen=True, slots=True)
class Route:
    """Who may do it, and what does it."""

    action: Action
    handler: Handler


@dataclass(frozen=True, slots=True, kw_only=True)
class Routes:
    """What one area of the product answers to; names are global, prefixed by their area."""

    taps: Mapping[str, Route] = field(default_factory=dict)  #: by button action
    answers: Mapping[str, Route] = field(default_factory=dict)  #: by what was expected
    commands: Mapping[str, Route] = field(default_factory=dict)  #: by canonical command
    results: Mapping[str, Route] = field(default_factory=dict)  #: by a job's purpose
    ticks: Mapping[str, Route] = field(default_factory=dict)  #: by the tick's name


def payload(
    view: View, *, screen: Screen, patient_id: str, replaces: int | None
) -> dict[str, Any]:
    """The outbox row of a view: see bot/delivery.py, which sends it."""
    number = 0
    rows: list[list[dict[str, str]]] = []
    for row in view.rows:
        line = []
        for button in row:
            line.append({"text": button.label, "data": f"{patient_id}.{screen.number}.{number}"})
            number += 1
        rows.append(line)
    body: dict[str, Any] = {
        "screen": screen.number,
        "text": str(view.text),
        "rows": rows,
        "picture": view.picture,
        "drawn": asdict(view.drawn) if view.drawn else None,
        "album": list(view.album),
        "marks": list(view.marks),
        "voices": list(view.voices),
        "document": view.document,
        "document_name": view.document_name,
        "video": view.video,
        "replaces": replaces,
    }
    return {name: value for name, value in body.items() if value not in (None, [], "")}
