"""Bot libraries that know nothing of the rehearsal work against it unchanged."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import aiogram
import pytest
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import BufferedInputFile, InputMediaPhoto, ReactionTypeEmoji
from aiohttp import ClientSession, web
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram import InputMediaPhoto as PhotoToSend
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    MessageReactionHandler,
    filters,
)

from bot.rehearsal import Person, RehearsalServer
from tests.fakes.botapi_schema import check_calls
from tests.integration.rehearsal.conftest import BOT_TOKEN
from tests.integration.rehearsal.drawings import jpeg

Context = ContextTypes.DEFAULT_TYPE


def ptb_application(server: RehearsalServer) -> Application[Any, Any, Any, Any, Any, Any]:
    application = (
        Application.builder()
        .token(BOT_TOKEN)
        .base_url(f"{server.url}/bot")
        .base_file_url(f"{server.url}/file/bot")
        .build()
    )
    application.add_handler(CommandHandler("start", greet))
    application.add_handler(CallbackQueryHandler(tapped))
    application.add_handler(MessageHandler(filters.PHOTO, give_back))
    application.add_handler(MessageReactionHandler(reacted))
    return application


async def greet(update: Update, context: Context) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Sí", callback_data="a.1.1")]])
    payload = " ".join(context.args or [])
    await update.effective_message.reply_html(f"Hola <b>{payload}</b>", reply_markup=keyboard)


async def tapped(update: Update, _context: Context) -> None:
    await update.callback_query.answer("Apuntado")
    await update.callback_query.edit_message_text("Gracias")


async def give_back(update: Update, _context: Context) -> None:
    file = await update.message.photo[-1].get_file()
    content = bytes(await file.download_as_bytearray())
    await update.message.reply_media_group([PhotoToSend(content), PhotoToSend(content)])


async def reacted(update: Update, _context: Context) -> None:
    emoji = update.message_reaction.new_reaction[0].emoji
    await update.effective_chat.send_message(f"Vi {emoji}")


@asynccontextmanager
async def ptb_polling(server: RehearsalServer) -> AsyncIterator[None]:
    application = ptb_application(server)
    async with application:
        await application.start()
        await application.updater.start_polling(
            poll_interval=0, timeout=5, allowed_updates=Update.ALL_TYPES
        )
        yield
        await application.updater.stop()
        await application.stop()


async def test_python_telegram_bot_holds_a_conversation_by_polling(
    server: RehearsalServer, session: ClientSession
) -> None:
    ana = Person(server.url, 7, "Ana", "es", session=session)
    async with ptb_polling(server):
        await ana.start("codigo")
        greeting = await ana.shows("Hola codigo")
        tap = await ana.tap("Sí")
        changed = await ana.shows("Gracias")
        toast = await ana.answer_to(tap)
        await ana.react(changed.message_id, "👍")
        await ana.shows("Vi 👍")
        await ana.send_photo(jpeg(1600, 900))
        album = await ana.shows_medium("photo")
    assert greeting.message_id == changed.message_id
    assert toast["text"] == "Apuntado"
    assert album.media_group_id
    assert (ana.actions.taps, ana.actions.typed, ana.actions.media) == (3, 0, 1)
    assert check_calls(call.as_json() for call in server.world.ledger.after(0)) > 6


async def test_python_telegram_bot_hears_by_webhook(
    server: RehearsalServer, session: ClientSession
) -> None:
    application = ptb_application(server)
    secrets: list[str | None] = []

    async def take(request: web.Request) -> web.Response:
        secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        update = Update.de_json(await request.json(), application.bot)
        await application.update_queue.put(update)
        return web.Response()

    async with application, listening(take) as address:
        await application.start()
        await application.bot.set_webhook(address, secret_token="sesamo")
        ana = Person(server.url, 7, "Ana", "es", session=session)
        await ana.start("ya")
        await ana.shows("Hola ya")
        await application.stop()
    assert secrets == ["sesamo"]


@asynccontextmanager
async def listening(
    take: Callable[[web.Request], Coroutine[Any, Any, web.Response]],
) -> AsyncIterator[str]:
    application = web.Application()
    application.router.add_post("/hook", take)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    await runner.cleanup()


@pytest.fixture
async def other(server: RehearsalServer) -> AsyncIterator[aiogram.Bot]:
    api = TelegramAPIServer.from_base(server.url)
    bot = aiogram.Bot(BOT_TOKEN, session=AiohttpSession(api=api))
    yield bot
    await bot.session.close()


async def test_aiogram_drives_it_as_a_second_client(
    other: aiogram.Bot, server: RehearsalServer, ana: Person
) -> None:
    me = await other.get_me()
    sent = await other.send_message(7, "<i>Hola</i>", parse_mode="HTML")
    await other.edit_message_text("Adiós", chat_id=7, message_id=sent.message_id)
    photo = BufferedInputFile(jpeg(1500, 1000), "photo.jpg")
    single = await other.send_photo(7, photo, caption="una")
    album = await other.send_media_group(
        7, [InputMediaPhoto(media=photo, caption="dos"), InputMediaPhoto(media=photo)]
    )
    await other.set_message_reaction(7, sent.message_id, [ReactionTypeEmoji(emoji="🎉")])
    content = await other.download(single.photo[-1])
    copied = await other.copy_message(7, 7, single.message_id)
    await other.delete_message(7, copied.message_id)

    assert me.username == "vivencia_bot"
    assert len(album) == 2
    assert content.read(3) == b"\xff\xd8\xff"
    lines = {line.message_id: line for line in await ana.transcript()}
    assert lines[sent.message_id].text == "Adiós"
    assert lines[sent.message_id].reactions == {"bot": "🎉"}
    assert copied.message_id not in lines


async def test_aiogram_fetches_what_people_do(other: aiogram.Bot, ana: Person) -> None:
    polling = asyncio.create_task(other.get_updates(timeout=5, allowed_updates=["message"]))
    await asyncio.sleep(0.05)
    await ana.say("Había una barca")
    updates = await polling
    assert [update.message.text for update in updates] == ["Había una barca"]
