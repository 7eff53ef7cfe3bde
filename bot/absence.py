"""When Telegram lets nothing through to somebody: noted once, and told to who answers for them."""

from telegram.error import BadRequest, Forbidden

from bot.services import Services
from core.domain.conversation import OutboxItem, OutboxKind
from core.domain.patient import Language
from core.services import presence

#: How Telegram says that there is nobody to write to, where it does not forbid it outright.
_NOBODY_THERE = ("chat not found", "user not found", "peer_id_invalid", "input_user_deactivated")


def is_absence(refusal: Exception) -> bool:
    """Whether nobody can be written to there, whatever it is: blocked, deleted, never begun."""
    if isinstance(refusal, BadRequest):
        return any(words in refusal.message.lower() for words in _NOBODY_THERE)
    return isinstance(refusal, Forbidden)


def note(services: Services, account_id: int, *, update_key: str) -> frozenset[int]:
    """Note that an account is not reached; chats in which there is a word about it to send."""
    told = set()
    for missed in presence.missed(services.registry, account_id):
        words = services.translations.locale(_language(services, missed.teller_id))
        text = str(words("circle-not-reached", name=missed.name))
        item = OutboxItem(chat_id=missed.teller_id, kind=OutboxKind.SEND, payload={"text": text})
        services.registry.post(item, update_key=update_key)
        told.add(missed.teller_id)
    presence.lose(services.registry, account_id, now=services.clock.now())
    return frozenset(told)


def _language(services: Services, account_id: int) -> Language:
    account = services.registry.account(account_id)
    return account.language if account else Language.ENGLISH
