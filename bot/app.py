"""The Telegram side: what comes in is written down, applied, and answered, in order per chat."""

import asyncio
import contextlib
import logging
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Self

from telegram import Bot, BotCommand, Update
from telegram.constants import FileSizeLimit
from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError
from telegram.ext import Application, CallbackContext, TypeHandler

from bot.address import Address
from bot.application import build_application
from bot.bridge import Bridge
from bot.closing import Closing
from bot.commands import menu
from bot.delivery import Delivery, Look, asked_pause_s
from bot.dispatch import Applied, Dispatcher
from bot.inbox import Inbox
from bot.incoming import Incoming, from_body
from bot.job_watch import JobWatch
from bot.lateness import as_it_came
from bot.listening import Polling, answered
from bot.services import Services
from bot.ticker import Ticker
from core.domain.conversation import InboxRow
from core.domain.patient import Language, PatientId
from core.errors import StoreBusy, StoreError
from core.services.invitations import BOT_USERNAME

if TYPE_CHECKING:
    from bot.webhook import Webhook

_log = logging.getLogger(__name__)
ALLOWED_UPDATES = [
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.MY_CHAT_MEMBER,
]
BUSY_PAUSE_S = 0.5
WARM_UP_S = 5.0  #: by then, what waited for the start is answered
NOT_PARKED_PAUSE_S = 60.0  #: the registry takes nothing now: the disk is full, perhaps
FETCH_PAUSES_S = (1.0, 2.0, 4.0)  #: between attempts to fetch a file
FETCH_AGAIN_S = 60.0  #: when all of them failed; the update waits in the inbox
NOT_NOW = "temporarily unavailable"  #: in Telegram's refusal of a file that may come yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What there is to do once a row was applied."""

    applied: Applied
    lobby_waits: bool  #: something has to go out that belongs to no space
    seen: Look  #: what has to go out in the chat it came from


@dataclass(slots=True, kw_only=True)
class TelegramBot:
    """The running bot; `async with` starts it, replays what was open, and stops it."""

    services: Services
    address: Address
    bridge: Bridge = field(default_factory=Bridge)
    _quick: set[asyncio.Task[Any]] = field(default_factory=set)
    _webhook: "Webhook | None" = None
    _polling: Polling = field(default_factory=Polling)
    _reaching: asyncio.Task[Any] | None = None
    application: Application[Any, Any, Any, Any, Any, Any] = field(init=False)
    inbox: Inbox = field(init=False)
    closing: Closing = field(init=False)
    delivery: Delivery = field(init=False)
    dispatcher: Dispatcher = field(init=False)
    ticker: Ticker = field(init=False)
    job_watch: JobWatch = field(init=False)

    def __post_init__(self) -> None:
        self.inbox = Inbox(self.services.registry, self.bridge)
        self.application = build_application(self.address, self.inbox)
        self.application.add_handler(TypeHandler(InboxRow, self._on_row))
        self.closing = Closing(self.services.registry, self.bridge)
        self.delivery = Delivery(
            bot=self.bot,
            services=self.services,
            bridge=self.bridge,
            settled=self._settled,
            chat_pace=self.address.chat_pace,
        )
        self.dispatcher = Dispatcher(self.services)
        self.ticker = Ticker(
            services=self.services, bridge=self.bridge, run=self.tick, take_in=self.inbox.take_in
        )
        self.job_watch = JobWatch(
            services=self.services,
            bridge=self.bridge,
            take_in=self.inbox.take_in,
            edit_progress=self.delivery.edit,
        )

    @property
    def bot(self) -> Bot:
        bot: Bot = self.application.bot
        return bot

    async def __aenter__(self) -> Self:
        await self._reach()
        await self.application.start()
        await self._replay()
        await self._listen()
        await self.ticker.start()
        self.job_watch.start()
        self.closing.start()
        self._soon(self._warm_up())
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self.ticker.stop()
        await self.job_watch.stop()
        updater = self.application.updater
        if updater is not None and updater.running:
            with contextlib.suppress(InvalidToken):  # what ended the polling comes up again here
                await updater.stop()
        if self._webhook is not None:
            await self._webhook.stop()
        await self.application.stop()
        await self.delivery.stop()
        for task in self._quick:
            task.cancel()
        await asyncio.gather(*self._quick, return_exceptions=True)
        await self.closing.stop()
        await self.application.shutdown()
        self.bridge.close()

    async def deaf(self) -> None:
        """Wait until nothing that people write arrives any more; for ever, when all is well."""
        await self._polling.ended()

    async def _reach(self) -> None:
        """Find Telegram, however long that takes; TokenRejected when it does not know us."""
        self._reaching = asyncio.current_task()
        try:
            await answered(self.application.initialize)
            await answered(self._introduce)
        except BaseException:
            await self.bot.shutdown()
            self.bridge.close()
            raise
        finally:
            self._reaching = None

    def give_up(self) -> None:
        """End a start that still waits for Telegram, as a cancelled task."""
        if self._reaching is not None:
            self._reaching.cancel()

    async def _warm_up(self) -> None:
        """Load what a first picture takes, the job engine too, before somebody waits for it."""
        await asyncio.sleep(WARM_UP_S)
        await self.bridge.in_thread(None, self.services.craft.prepare)
        try:
            await self.bridge.in_thread(None, self.services.jobs.open)
        except Exception as error:  # whoever orders a picture will be told
            _log.warning("the job engine did not open: %s", type(error).__name__)

    async def _introduce(self) -> None:
        """Tell Telegram who we are and what we understand; learn our own name for links."""
        registry = self.services.registry
        await self.bridge.in_thread(None, registry.set_value, BOT_USERNAME, self.bot.username)
        try:
            await self._describe()
        except RetryAfter as wait:  # it is asked to be told less often, and was told before
            _log.warning("the menus were not told: a pause of %.0f s", asked_pause_s(wait))

    async def _describe(self) -> None:
        for language, commands in menu(self.services.translations, self.services.routes).items():
            listed = [BotCommand(name, description) for name, description in commands]
            about = self.services.translations.locale(language).plain("bot-about")
            # Whose language is neither of ours is spoken to in English, and reads its menu.
            for code in (language, None) if language == Language.ENGLISH else (language,):
                await self.bot.set_my_commands(listed, language_code=code)
                await self.bot.set_my_description(about, language_code=code)

    async def _listen(self) -> None:
        updater = self.application.updater
        assert updater is not None  # noqa: S101 - the builder always makes one
        if self.address.webhook_url:
            await self._be_called()
        else:
            with self._polling.noted():
                await updater.start_polling(allowed_updates=ALLOWED_UPDATES, bootstrap_retries=-1)

    async def _be_called(self) -> None:
        """Open our door first, then tell Telegram where it is."""
        from bot.webhook import Webhook  # polling needs no server

        address = self.address
        self._webhook = Webhook(
            bot=self.bot,
            take_in=self.inbox.put_at_once,
            secret=address.webhook_secret,
            port=address.webhook_port,
        )
        await self._webhook.start()
        set_webhook = partial(self.bot.set_webhook, address.webhook_url)
        await answered(
            partial(
                set_webhook, secret_token=address.webhook_secret, allowed_updates=ALLOWED_UPDATES
            )
        )

    async def _replay(self) -> None:
        """Take up everything that was not dealt with to the end before the last stop."""
        for row in await self.bridge.in_thread(None, self.services.registry.open_rows):
            await self.inbox.put(row)

    async def _on_row(self, row: InboxRow, _: CallbackContext[Any, Any, Any, Any]) -> None:
        await self.handle(row)

    async def handle(self, row: InboxRow) -> None:
        """Apply one row and send what came of it."""
        incoming = from_body(row.body)
        try:
            files = await self._fetch(incoming), await self._fetch_replied(incoming)
        except TelegramError as error:
            await self._try_again_later(row, pause_s=_pause_s(error) or FETCH_AGAIN_S)
            return
        try:
            outcome = await self._apply(row, *files)
        except (StoreError, OSError) as error:  # nor could it be parked: it is as it was
            _log.error("row %s neither applied nor parked: %s", row.key, type(error).__name__)
            self._soon(self._put_again(row, NOT_PARKED_PAUSE_S))
            return
        self._go_on(row, outcome)
        for waiting in outcome.applied.waiting:
            await self.inbox.put(waiting)
        if pause_s := outcome.applied.again_in_s:
            self._soon(self._put_again(row, pause_s))
        if incoming.query_id:  # after what the person waits for
            self._soon(self._answer_tap(incoming.query_id, outcome.applied.notice))

    async def tick(self, row: InboxRow) -> None:
        """Apply a tick of the clock, which is not worth an inbox row: another one comes."""
        self._go_on(row, await self._apply(row))

    async def _apply(self, row: InboxRow, *files: bytes | None) -> Outcome:
        while True:
            try:
                return await self.bridge.in_thread(row.patient_id, self._carry_out, row, *files)
            except StoreBusy:
                await asyncio.sleep(BUSY_PAUSE_S)

    def _carry_out(
        self, row: InboxRow, file: bytes | None = None, replied_to: bytes | None = None
    ) -> Outcome:
        """Apply a row and, while a thread is at it, see what has to be done next."""
        applied = self.dispatcher.apply(row, file=file, replied_to=replied_to)
        if applied.parked:  # its store may be what is broken
            applied = replace(applied, patient_id=None)
        elif self._left_nothing(row, applied):
            self._settled(row.key, applied.patient_id)
        return Outcome(
            applied=applied,
            lobby_waits=self._lobby_waits(row, applied),
            seen=self.delivery.look(applied.patient_id, row.chat_id),
        )

    def _lobby_waits(self, row: InboxRow, applied: Applied) -> bool:
        """Whether something besides the turn's own screens has to go out."""
        if applied.patient_id is None:
            return False  # it was seen already
        return bool(self.services.registry.outbox.pending(chat_id=row.chat_id))

    def _settled(self, key: str, patient_id: PatientId | None) -> None:
        """Close a row that was dealt with; in a thread."""
        if patient_id is None:  # no store tells that it was applied
            self.services.registry.close_rows(key)
        else:
            self.closing.note(key)

    def _left_nothing(self, row: InboxRow, applied: Applied) -> bool:
        """Whether a row left nothing to send; else the sender sees to its closing."""
        if applied.chats and not applied.again:
            return False  # something was posted just now
        outboxes = [self.services.registry.outbox]
        if applied.patient_id is not None:
            outboxes.insert(0, self.services.stores.outbox(applied.patient_id))
        return all(outbox.is_empty(row.key) for outbox in outboxes)

    def _go_on(self, row: InboxRow, outcome: Outcome) -> None:
        """Send what came of a row."""
        applied = outcome.applied
        self.ticker.note(applied, account_id=row.account_id, chat_id=row.chat_id)
        if outcome.lobby_waits:
            self.delivery.wake(None, row.chat_id)
        if outcome.seen.due:
            self.delivery.wake(applied.patient_id, row.chat_id, seen=outcome.seen)
        for chat_id in applied.chats - {row.chat_id}:
            self.delivery.wake(applied.patient_id, chat_id)

    async def _fetch(self, incoming: Incoming) -> bytes | None:
        """What was sent along, if anything; TelegramError while Telegram does not give it."""
        if not incoming.file_id or incoming.file_size > FileSizeLimit.FILESIZE_DOWNLOAD:
            return None
        for pause_s in FETCH_PAUSES_S:
            try:
                return await self._download(incoming.file_id)
            except TelegramError as error:
                if _gone(error):
                    return None
                _log.warning("file not fetched: %s", type(error).__name__)
                if _pause_s(error) > pause_s:
                    raise  # longer than anybody should wait without a word
                await asyncio.sleep(pause_s)
        return await self._download(incoming.file_id)

    async def _fetch_replied(self, incoming: Incoming) -> bytes | None:
        """The picture that was answered; without it the answer still counts."""
        if not incoming.replied_file_id:
            return None
        try:
            return await self._download(incoming.replied_file_id)
        except TelegramError as error:
            _log.info("answered picture not fetched: %s", type(error).__name__)
            return None

    async def _download(self, file_id: str) -> bytes:
        file = await self.bot.get_file(file_id)
        return bytes(await file.download_as_bytearray())

    async def _try_again_later(self, row: InboxRow, *, pause_s: float) -> None:
        row = await self.bridge.in_thread(row.patient_id, as_it_came, self.services, row)
        # Before it is said: it has to come back whether or not that can be.
        self._soon(self._put_again(row, pause_s))
        await self.bridge.in_thread(None, self.dispatcher.say_file_away, row)
        self.delivery.wake(None, row.chat_id)

    async def _put_again(self, row: InboxRow, pause_s: float) -> None:
        await asyncio.sleep(pause_s)
        await self.inbox.put(row)

    async def _answer_tap(self, query_id: str, notice: str) -> None:
        """Stop the button's little clock; too late is no harm."""
        try:
            await self.bot.answer_callback_query(query_id, text=notice or None)
        except TelegramError as error:
            _log.info("tap not answered: %s", type(error).__name__)

    def _soon(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._quick.add(task)
        task.add_done_callback(self._quick.discard)


def _gone(error: TelegramError) -> bool:
    """Whether Telegram will never give a file: it is too big, or nothing that it knows."""
    return isinstance(error, BadRequest) and NOT_NOW not in error.message.lower()


def _pause_s(error: TelegramError) -> float:
    """How long Telegram asks to be left alone; nothing where it does not say."""
    return asked_pause_s(error) if isinstance(error, RetryAfter) else 0.0
