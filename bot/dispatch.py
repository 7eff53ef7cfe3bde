"""From one inbox row to one committed turn: who is it, what did they mean, which handler answers.

Synchronous; the bridge runs it in a thread, one at a time for a patient.
"""

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from bot import lobby
from bot.incoming import AWAY, EDITED, GROUP, Incoming, IncomingKind, from_body
from bot.lateness import asked_for
from bot.parking import Parking, pause_s, worth_a_line
from bot.services import Services
from bot.turns import Route, Turn
from bot.unkept import edited, lacks_file, other_kind
from core.domain.circle import Account, Actor, System
from core.domain.conversation import InboxRow
from core.domain.patient import Language, PatientId
from core.domain.session import OutOfStep
from core.errors import NotAllowed, Refused, SessionElsewhere, StoreBusy
from core.i18n.translator import Translator
from core.ports import PatientWork
from core.services import presence

_log = logging.getLogger(__name__)
UNASKED = "memory.unasked"  #: where a free message goes when nothing was asked
SESSION_TIME = "session.time"  #: a tick that is in no inbox: the next one is never far


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What came of a row: where to deliver, and what to show over the chat."""

    patient_id: PatientId | None
    notice: str = ""
    parked: bool = False  #: kept open: the words in it must not be lost
    again_in_s: float = 0.0  #: of a parked row, when to try it again before a restart
    session_open: bool = False
    chats: frozenset[int] = frozenset()  #: where something has to go out
    again: bool = False  #: it was applied before, and may have been sent since
    waiting: tuple[InboxRow, ...] = ()  #: told before it was known for whom; now it is


@dataclass(slots=True)
class Dispatcher:
    """Applies inbox rows; running the same row twice changes nothing the second time."""

    services: Services
    _parking: Parking = field(init=False)
    _told_away: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._parking = Parking(self.services.registry)

    def apply(
        self, row: InboxRow, *, file: bytes | None = None, replied_to: bytes | None = None
    ) -> Applied:
        """Apply one row. Unexpected errors become an incident, and the person a kind line."""
        incoming = from_body(row.body)
        account = self._account(row, incoming)
        if _wrote(incoming):
            presence.find_again(self.services.registry, account.id)
        try:
            patient_id = row.patient_id
            if patient_id is None:
                patient_id = self._receive(row, account, incoming)
                account = self._account(row, incoming)  # it may have entered a space
            if patient_id is None:
                return self._outside(row, account, incoming)
            applied = self._turn(
                row, patient_id, account, incoming, file=file, replied_to=replied_to
            )
            return self._dealt_with(row, incoming, applied)
        except StoreBusy:
            raise
        except NotAllowed:
            return self._not_theirs(row, account, incoming)
        except Exception as error:
            return self._incident(row, account, incoming, error)

    def _dealt_with(self, row: InboxRow, incoming: Incoming, applied: Applied) -> Applied:
        self._parking.take_out(_trouble(row, incoming))
        if lobby.chose_space(incoming):
            applied = replace(applied, waiting=self._waiting(row.account_id))
        return applied

    def _waiting(self, account_id: int) -> tuple[InboxRow, ...]:
        """What somebody told before they said with whom they are."""
        return tuple(
            row
            for row in self.services.registry.open_rows()
            if row.account_id == account_id and row.patient_id is None and row.key in self._parking
        )

    def _outside(self, row: InboxRow, account: Account, incoming: Incoming) -> Applied:
        """It belongs to no space, or nobody knows yet to which: then what was told is kept."""
        if incoming.is_told and self.services.registry.memberships(account.id):
            self._parking.park(row.key)
            return Applied(patient_id=None, parked=True)
        self._parking.take_out(row.key)
        notice = self._notice_outside(account, incoming)
        return Applied(patient_id=None, notice=notice, chats=self._told_outside(row))

    def _account(self, row: InboxRow, incoming: Incoming) -> Account:
        known = self.services.registry.account(row.account_id)
        if known is not None:
            return known
        spanish = incoming.sender_language.startswith("es")
        language = Language.SPANISH if spanish else Language.ENGLISH
        account = Account(id=row.account_id, name=incoming.sender_name, language=language)
        self.services.registry.save_account(account)
        return account

    def _receive(self, row: InboxRow, account: Account, incoming: Incoming) -> PatientId | None:
        """Somebody without a space, or at the door of another one.

        What they told is offered where they come to, and answers no question asked there.
        """
        patient_id = self._led_before(row, account, incoming) or lobby.receive(
            lobby.Lobby(
                services=self.services,
                account=account,
                chat_id=row.chat_id,
                incoming=incoming,
                now=self.services.clock.now(),
                update_key=row.key,
            )
        )
        if patient_id is not None:
            if incoming.is_told:
                self._parking.park(row.key)  # first: a crash must not make an answer of it
            self.services.registry.move_row(row.key, patient_id)
        return patient_id

    def _led_before(self, row: InboxRow, account: Account, incoming: Incoming) -> PatientId | None:
        """Where something goes that waited for its space, or was moved there a moment ago."""
        if not incoming.is_told:
            return None
        known = self.services.registry.row(row.key)
        if known is not None and known.patient_id is not None:
            return known.patient_id
        return account.patient_id if row.key in self._parking else None

    def _turn(
        self,
        row: InboxRow,
        patient_id: PatientId,
        account: Account,
        incoming: Incoming,
        *,
        file: bytes | None,
        replied_to: bytes | None,
    ) -> Applied:
        def run(handle: Callable[[Turn], None]) -> Applied:
            with self.services.stores.open(patient_id, _actor(account, incoming)) as work:
                if work.handled(row.key):
                    return self._taken_before(work)
                turn = Turn(
                    work=work,
                    services=self.services,
                    account=account,
                    chat_id=row.chat_id,
                    incoming=incoming,
                    now=self.services.clock.now(),
                    file=file,
                    replied_to=replied_to,
                )
                return _taken(turn, row.key, handle)

        try:
            return run(self._offer_late if row.key in self._parking else self._answer)
        except NotAllowed:
            raise
        except Refused as refusal:
            return self._refused(run, incoming, refusal)

    def _refused(
        self,
        run: Callable[[Callable[[Turn], None]], Applied],
        incoming: Incoming,
        refusal: Refused,
    ) -> Applied:
        """Say why it cannot be done; an answer to what is over by now is kept as it came."""
        words = refusal.word_id
        if incoming.is_told and isinstance(refusal, OutOfStep | SessionElsewhere):
            try:
                return run(self._unexpected)
            except NotAllowed:
                raise
            except Refused as another:
                words = another.word_id
        return run(lambda turn: turn.tell(turn.tr(words)))

    def _unexpected(self, turn: Turn) -> None:
        """Nothing is asked any more, and nothing of what was told gets lost."""
        turn.expect()
        self._run(self.services.routes.answers.get(UNASKED), turn)

    def _taken_before(self, work: PatientWork) -> Applied:
        """A row that was applied before: it may not have been sent."""
        return Applied(
            patient_id=work.patient_id,
            session_open=_leading(work),
            chats=self._left_to_send(work.patient_id),
            again=True,
        )

    def _notice_outside(self, account: Account, incoming: Incoming) -> str:
        """A tap in a group is answered to who tapped, and to nobody else there."""
        if incoming.what != GROUP or not incoming.query_id:
            return ""
        return self._words(account).plain("lobby-private-only")

    def _told_outside(self, row: InboxRow) -> frozenset[int]:
        """Chats to which this update has something to say that belongs to no space."""
        pending = self.services.registry.outbox.pending()
        return frozenset(item.chat_id for item in pending if item.update_key == row.key)

    def _left_to_send(self, patient_id: PatientId) -> frozenset[int]:
        """Chats with something undelivered: a row applied before the program was killed."""
        pending = self.services.stores.outbox(patient_id).pending()
        return frozenset(item.chat_id for item in pending)

    def say_file_away(self, row: InboxRow) -> None:
        """Say once that what was sent along cannot be fetched yet; the row stays open."""
        if row.key not in self._told_away:
            self._told_away.add(row.key)
            account = self._account(row, from_body(row.body))
            words = self._words(account)("bot-file-away")
            lobby.tell(self.services, row, words, suffix="away")

    def _answer(self, turn: Turn) -> None:
        """Find the route for what came in and run it."""
        if lacks_file(turn):
            return
        match turn.incoming.kind:
            case IncomingKind.TAP if lobby.is_lobby_tap(turn.incoming):
                self._let_in(turn)
            case IncomingKind.TAP:
                self._tap(turn)
            case IncomingKind.COMMAND:
                self._command(turn)
            case IncomingKind.JOB:
                record = turn.work.jobs.find(turn.incoming.job_id)
                if record is not None:
                    self._run(self.services.routes.results.get(record.purpose), turn)
            case IncomingKind.TICK:
                self._run(self.services.routes.ticks.get(turn.incoming.what), turn)
            case IncomingKind.OTHER if turn.incoming.what == EDITED:
                edited(turn)
            case IncomingKind.OTHER:
                other_kind(turn)
            case _:
                self._free_message(turn)

    def _let_in(self, turn: Turn) -> None:
        """Somebody came from the lobby, or from a list of their spaces."""
        if lobby.leads_to(turn.incoming) == lobby.SUMMARIES:
            self._run(self.services.routes.taps["summaries.list"], turn)
        else:
            self._run(self.services.routes.commands["start"], turn)

    def _tap(self, turn: Turn) -> None:
        screen = turn.work.screen(turn.incoming.screen or 0)
        place = turn.incoming.button or 0
        live = screen is not None and screen.open and screen.account_id == turn.account.id
        if screen is None or not live or not 0 <= place < len(screen.buttons):
            turn.notice = turn.tr.plain("bot-stale-tap")
            return
        turn.tapped = screen
        button = screen.buttons[place]
        self._run(self.services.routes.taps.get(button.action), turn, button.argument)

    def _command(self, turn: Turn) -> None:
        route = self.services.routes.commands.get(turn.incoming.command)
        if route is None:
            turn.tell(turn.tr("bot-unknown-command"))
        else:
            self._run(route, turn, turn.incoming.text)

    def _offer_late(self, turn: Turn) -> None:
        """What was parked: its moment has passed, its words and what the program brought not."""
        if by_program(turn.incoming):
            self._answer(turn)
        elif turn.incoming.kind is IncomingKind.TAP or lacks_file(turn):
            return
        elif turn.incoming.text or turn.file:
            self._run(self.services.routes.answers.get(UNASKED), turn)

    def _free_message(self, turn: Turn) -> None:
        expectation = asked_for(turn)
        routes = self.services.routes.answers
        route = routes.get(expectation.action)
        if route is None:
            self._run(routes.get(UNASKED), turn)
        else:
            self._run(route, turn, expectation.argument)

    def _run(self, route: Route | None, turn: Turn, argument: str = "") -> None:
        """Run a route; none is a mistake of ours, never the person's."""
        if route is None:
            raise LookupError(f"no route for {turn.incoming.kind}")
        turn.require(route.action)
        route.handler(turn, argument)

    def _not_theirs(self, row: InboxRow, account: Account, incoming: Incoming) -> Applied:
        """The same gentle line whether the space is unknown, foreign or was left."""
        notice = self._words(account).plain("bot-not-yours")
        if incoming.kind is not IncomingKind.TAP and not by_program(incoming):
            lobby.tell(self.services, row, self._words(account)("error-not-allowed"))
        return Applied(patient_id=None, notice=notice)

    def _incident(
        self, row: InboxRow, account: Account, incoming: Incoming, error: Exception
    ) -> Applied:
        """Note what went wrong; who sent it is told once, and nobody of what nobody sent."""
        failures = self._parking.failed(_trouble(row, incoming))
        incident = self.services.ids.new()[:6]
        _log_incident(row, incoming, error, incident=incident, failures=failures)
        if incoming.what == SESSION_TIME:
            return Applied(patient_id=None, parked=True)
        if row.key not in self._parking:
            self._parking.park(row.key)
            if not by_program(incoming):
                words = self._words(account)("bot-unexpected", incident=incident)
                lobby.tell(self.services, row, words, suffix="incident")
        again_in_s = pause_s(failures) if by_program(incoming) else 0.0
        # Without its person: their store may be what is broken.
        return Applied(patient_id=None, parked=True, again_in_s=again_in_s)

    def _words(self, account: Account) -> Translator:
        return self.services.translations.locale(account.language)


def _wrote(incoming: Incoming) -> bool:
    """Whether it came from somebody who can be written to again."""
    return not by_program(incoming) and incoming.what != AWAY


def _trouble(row: InboxRow, incoming: Incoming) -> str:
    """What failures in a row are counted by."""
    return f"t:{row.patient_id}" if incoming.what == SESSION_TIME else row.key


def _log_incident(
    row: InboxRow, incoming: Incoming, error: Exception, *, incident: str, failures: int
) -> None:
    """Log where it happened, not what it said; the same again in fewer and fewer lines."""
    if not worth_a_line(failures):
        return
    frames = traceback.format_tb(error.__traceback__) if failures == 1 else []
    _log.error(
        "incident %s while handling %s (%s), failure %s: %s%s",
        incident,
        row.key,
        incoming.kind,
        failures,
        type(error).__name__,
        "".join(("\n", *frames)) if frames else "",
        extra={"action": "incident", "incident": incident},
    )


def by_program(incoming: Incoming) -> bool:
    """Whether nobody sent it: a job's result, or a tick."""
    return incoming.kind in {IncomingKind.JOB, IncomingKind.TICK}


def _leading(work: PatientWork) -> bool:
    return work.sessions.open_one() is not None


def _actor(account: Account, incoming: Incoming) -> Actor:
    """Results and ticks come from the program itself, the rest from somebody."""
    return System(reason=incoming.kind) if by_program(incoming) else account


def _taken(turn: Turn, update_key: str, handle: Callable[[Turn], None]) -> Applied:
    """Take a turn and commit what is worth keeping of it."""
    turn.work.mark_handled(update_key)
    handle(turn)
    applied = Applied(
        patient_id=turn.work.patient_id,
        notice=turn.notice,
        session_open=_leading(turn.work),
        chats=turn.chats,
    )
    if turn.worth_keeping:
        turn.work.commit()
    return applied
