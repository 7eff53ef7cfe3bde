"""Methods by which the bot hears: updates, webhooks, files, and answers to taps."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from bot.rehearsal.loopback import is_loopback
from bot.rehearsal.methods import Method
from bot.rehearsal.updates import LIMIT, Webhook
from bot.rehearsal.wire import JsonValue, Parameters, Refusal
from bot.rehearsal.world import World

ANSWER_LIMIT = 200
LONGEST_POLL_S = 50
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


async def _get_updates(world: World, given: Parameters) -> JsonValue:
    if given.has("allowed_updates"):
        world.updates.allow(given.array("allowed_updates"))
    limit = given.integer("limit", LIMIT)
    return await world.updates.fetch(
        offset=given.integer("offset"),
        limit=limit if 1 <= limit <= LIMIT else LIMIT,
        timeout_s=min(max(given.integer("timeout"), 0), LONGEST_POLL_S),
    )


async def _set_webhook(world: World, given: Parameters) -> JsonValue:
    url = given.text("url")
    if url and not _is_near(url):
        raise Refusal("bad webhook: only loopback addresses are rehearsed")
    secret = given.text("secret_token")
    if secret and not _SECRET.fullmatch(secret):
        raise Refusal("secret token contains unallowed characters")
    if given.has("allowed_updates"):
        world.updates.allow(given.array("allowed_updates"))
    webhook = Webhook(
        url=url,
        secret_token=secret,
        max_connections=min(max(given.integer("max_connections", 40), 1), 100),
    )
    world.updates.set_webhook(
        webhook if url else None, drop_pending=given.flag("drop_pending_updates")
    )
    return True


def _is_near(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and is_loopback(parts.hostname or "")


async def _delete_webhook(world: World, given: Parameters) -> JsonValue:
    world.updates.set_webhook(None, drop_pending=given.flag("drop_pending_updates"))
    return True


async def _get_webhook_info(world: World, _given: Parameters) -> JsonValue:
    updates = world.updates
    info: dict[str, JsonValue] = {
        "url": updates.webhook.url if updates.webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(updates),
    }
    if updates.webhook:
        info["max_connections"] = updates.webhook.max_connections
        info["ip_address"] = "127.0.0.1"
    if updates.allowed:
        info["allowed_updates"] = updates.allowed
    if updates.failure:
        info["last_error_date"] = int(updates.failure.at.timestamp())
        info["last_error_message"] = updates.failure.reason
    return info


async def _get_file(world: World, given: Parameters) -> JsonValue:
    return world.files.described(given.text("file_id"))


async def _answer_callback_query(world: World, given: Parameters) -> JsonValue:
    text = given.text("text")
    if len(text) > ANSWER_LIMIT:
        raise Refusal("MESSAGE_TOO_LONG")
    query = world.close_query(given.text("callback_query_id"))
    chat = world.chats[query.user_id]
    chat.answers.append(
        {
            "callback_query_id": query.query_id,
            "text": text,
            "show_alert": given.flag("show_alert"),
            "url": given.text("url"),
            "number": len(chat.answers) + 1,
        }
    )
    chat.touch()
    return True


METHODS = (
    Method.of(
        "getUpdates",
        "offset:integer limit:integer timeout:integer allowed_updates:array",
        _get_updates,
    ),
    Method.of(
        "setWebhook",
        "url! max_connections:integer allowed_updates:array drop_pending_updates:flag"
        " secret_token",
        _set_webhook,
    ),
    Method.of("deleteWebhook", "drop_pending_updates:flag", _delete_webhook),
    Method.of("getWebhookInfo", "", _get_webhook_info),
    Method.of("getFile", "file_id!", _get_file),
    Method.of(
        "answerCallbackQuery",
        "callback_query_id! text show_alert:flag url cache_time:integer",
        _answer_callback_query,
    ),
)
