"""Photos are re-encoded, files keep their bytes, albums hold together, both ways."""

import io
from typing import Any

import pytest
from aiohttp import ClientSession
from PIL import Image

from bot.rehearsal import Person, RehearsalServer
from bot.rehearsal.person import NotAccepted
from tests.integration.rehearsal.conftest import BOT_TOKEN, RawBot
from tests.integration.rehearsal.drawings import MP4_START, OGG, jpeg, png

MEBIBYTE = 1024 * 1024


async def newest_message(bot: RawBot) -> dict[str, Any]:
    updates = (await bot.call("getUpdates", offset=-1)).result
    return dict(updates[-1]["message"])


async def downloaded(server: RehearsalServer, session: ClientSession, path: str) -> bytes:
    async with session.get(f"{server.url}/file/bot{BOT_TOKEN}/{path}") as response:
        assert response.status == 200
        return await response.read()


async def file_bytes(bot: RawBot, server: RehearsalServer, file_id: str) -> bytes:
    path = (await bot.call("getFile", file_id=file_id)).result["file_path"]
    return await downloaded(server, bot.session, path)


@pytest.mark.parametrize(
    ("size", "widths"),
    [
        ((3000, 2000), [90, 320, 800, 1280]),
        ((1000, 500), [90, 320, 800, 1000]),
        ((60, 40), [60]),
    ],
)
async def test_a_photo_of_a_person_comes_in_the_sizes_telegram_makes(
    bot: RawBot, ana: Person, size: tuple[int, int], widths: list[int]
) -> None:
    await ana.send_photo(jpeg(*size), caption="Mi barca")
    message = await newest_message(bot)
    assert [photo["width"] for photo in message["photo"]] == widths
    assert message["caption"] == "Mi barca"


async def test_a_photo_of_a_person_loses_its_metadata_and_a_file_keeps_its_bytes(
    bot: RawBot, server: RehearsalServer, ana: Person
) -> None:
    original = jpeg(2000, 1500)
    await ana.send_photo(original)
    photo = await newest_message(bot)
    await ana.send_document(original, file_name="playa.jpg")
    document = await newest_message(bot)

    recoded = Image.open(io.BytesIO(await file_bytes(bot, server, photo["photo"][-1]["file_id"])))
    assert (recoded.format, recoded.size, len(recoded.getexif())) == ("JPEG", (1280, 960), 0)
    assert await file_bytes(bot, server, document["document"]["file_id"]) == original
    assert document["document"]["file_name"] == "playa.jpg"


async def test_a_photo_in_hd_may_be_twice_as_wide(bot: RawBot, ana: Person) -> None:
    await ana.send_photo(jpeg(3000, 2000), hd=True)
    assert (await newest_message(bot))["photo"][-1]["width"] == 2560


async def test_a_rotated_photo_is_set_upright(bot: RawBot, ana: Person) -> None:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (400, 200)).save(out, "JPEG", exif=exif)
    await ana.send_photo(out.getvalue())
    photo = (await newest_message(bot))["photo"][-1]
    assert (photo["width"], photo["height"]) == (200, 400)


async def test_an_album_of_a_person_arrives_as_messages_with_one_group(
    bot: RawBot, ana: Person
) -> None:
    await ana.send_album([jpeg(), jpeg(), jpeg()], caption="El verano")
    updates = (await bot.call("getUpdates")).result
    assert len({update["message"]["media_group_id"] for update in updates}) == 1
    assert [update["message"].get("caption") for update in updates] == ["El verano", None, None]
    assert ana.actions.media == 1


@pytest.mark.parametrize("kind", ["voice", "audio", "video", "animation", "sticker"])
async def test_every_kind_of_medium_reaches_the_bot_with_its_bytes(
    bot: RawBot, server: RehearsalServer, ana: Person, kind: str
) -> None:
    await ana.send_medium(kind, OGG, file_name="x.oga", mime_type="audio/ogg", duration_s=4)
    medium = (await newest_message(bot))[kind]
    assert medium["file_size"] == len(OGG)
    assert medium.get("duration", 4) == 4
    assert await file_bytes(bot, server, medium["file_id"]) == OGG


async def test_a_broken_photo_can_not_be_sent(ana: Person) -> None:
    with pytest.raises(NotAccepted, match="IMAGE_PROCESS_FAILED"):
        await ana.send_photo(jpeg(800, 600)[:900])


async def test_a_file_too_big_to_fetch_is_announced_but_not_given(
    bot: RawBot, ana: Person
) -> None:
    await ana.send_document(bytes(20 * MEBIBYTE + 1), file_name="largo.pdf")
    file_id = (await newest_message(bot))["document"]["file_id"]
    answer = await bot.call("getFile", file_id=file_id)
    assert answer.description == "Bad Request: file is too big"


async def test_a_path_is_found_percent_encoded_as_well(
    bot: RawBot, server: RehearsalServer, ana: Person
) -> None:
    await ana.send_voice(OGG)
    file_id = (await newest_message(bot))["voice"]["file_id"]
    path = (await bot.call("getFile", file_id=file_id)).result["file_path"]
    address = f"{server.url}/file/bot4242%3Arehearsal/{path.replace('_', '%5F')}"
    async with bot.session.get(address) as response:
        assert await response.read() == OGG


async def test_a_path_nobody_stored_is_not_found(
    server: RehearsalServer, session: ClientSession
) -> None:
    async with session.get(f"{server.url}/file/bot{BOT_TOKEN}/photos/none.jpg") as response:
        assert response.status == 404


async def test_a_photo_of_the_bot_is_encoded_anew(
    bot: RawBot, server: RehearsalServer, ana: Person
) -> None:
    sent = await bot.upload("sendPhoto", {"photo": jpeg(2000, 1000)}, chat_id="7")
    assert [photo["width"] for photo in sent.result["photo"]] == [90, 320, 800, 1280]
    seen = (await ana.last()).medium
    assert seen
    assert not Image.open(io.BytesIO(await ana.download(seen))).getexif()


async def test_transparency_is_laid_on_white(bot: RawBot, ana: Person) -> None:
    await bot.upload("sendPhoto", {"photo": png()}, chat_id="7")
    seen = (await ana.last()).medium
    assert seen
    picture = Image.open(io.BytesIO(await ana.download(seen)))
    assert picture.getpixel((5, 5)) == (255, 255, 255)


async def test_a_document_of_the_bot_keeps_its_bytes(bot: RawBot, ana: Person) -> None:
    original = jpeg()
    await bot.upload("sendDocument", {"part": original}, chat_id="7", document="attach://part")
    seen = (await ana.last()).medium
    assert seen
    assert await ana.download(seen) == original


async def test_a_file_is_sent_again_by_its_id(bot: RawBot, ana: Person) -> None:
    photo = (await bot.upload("sendPhoto", {"photo": jpeg()}, chat_id="7")).result["photo"]
    again = await bot.call("sendPhoto", chat_id=7, photo=photo[0]["file_id"])
    assert again.result["photo"] == photo
    await ana.send_voice(OGG)
    file_id = (await newest_message(bot))["voice"]["file_id"]
    voice = await bot.call("sendVoice", chat_id=7, voice=file_id, caption="Su voz", duration=3)
    assert voice.result["voice"]["duration"] == 3


async def test_a_sound_telegram_can_not_play_as_voice_becomes_a_document(
    bot: RawBot, ana: Person
) -> None:
    sent = await bot.upload("sendVoice", {"voice": b"RIFF" + bytes(90)}, chat_id="7")
    assert "voice" not in sent.result
    assert (await ana.last()).medium.kind == "document"


@pytest.mark.parametrize(
    ("method", "content", "status", "reason"),
    [
        ("sendPhoto", bytes(10 * MEBIBYTE + 1), 400, "too big for a photo"),
        ("sendPhoto", jpeg(9000, 1001), 400, "PHOTO_INVALID_DIMENSIONS"),
        ("sendPhoto", jpeg(2100, 100), 400, "PHOTO_INVALID_DIMENSIONS"),
        ("sendPhoto", b"not a picture", 400, "IMAGE_PROCESS_FAILED"),
        ("sendPhoto", b"", 400, "file must be non-empty"),
        ("sendDocument", bytes(50 * MEBIBYTE + 1), 413, "Request Entity Too Large"),
    ],
    ids=["heavy", "vast", "long", "broken", "empty", "document"],
)
@pytest.mark.usefixtures("ana")
async def test_a_file_telegram_refuses(
    bot: RawBot, method: str, content: bytes, status: int, reason: str
) -> None:
    name = method.removeprefix("send").lower()
    answer = await bot.upload(method, {name: content}, chat_id="7")
    assert answer.status == status
    assert reason in answer.description


@pytest.mark.usefixtures("ana")
async def test_the_extremes_of_a_photo_are_taken(bot: RawBot) -> None:
    for size in ((2000, 100), (5000, 5000)):
        assert (await bot.upload("sendPhoto", {"photo": jpeg(*size)}, chat_id="7")).status == 200


@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        ({"photo": "attach://nothing"}, 'no file attached as "nothing"'),
        ({"photo": "nonsense"}, "wrong file identifier"),
        ({"photo": "https://example.org/a.jpg"}, "failed to get HTTP URL content"),
        ({}, '"photo" is required'),
    ],
)
@pytest.mark.usefixtures("ana")
async def test_a_reference_to_no_file_is_refused(
    bot: RawBot, parameters: dict[str, str], reason: str
) -> None:
    assert reason in (await bot.call("sendPhoto", chat_id=7, **parameters)).description


@pytest.mark.usefixtures("ana")
async def test_a_file_id_serves_only_its_own_kind(bot: RawBot) -> None:
    sent = await bot.upload("sendDocument", {"document": jpeg()}, chat_id="7")
    file_id = sent.result["document"]["file_id"]
    answer = await bot.call("sendPhoto", chat_id=7, photo=file_id)
    assert "can't use file of type document as photo" in answer.description


@pytest.mark.parametrize("length", [1024, 1025])
@pytest.mark.usefixtures("ana")
async def test_a_caption_has_its_limit_in_utf16_units(bot: RawBot, length: int) -> None:
    caption = "😟" * (length // 2) + "a" * (length % 2)
    answer = await bot.upload("sendPhoto", {"photo": jpeg()}, chat_id="7", caption=caption)
    assert answer.status == (200 if length == 1024 else 400)


def album(*kinds: str, caption: str = "") -> list[dict[str, str]]:
    parts = [{"type": kind, "media": f"attach://f{n}"} for n, kind in enumerate(kinds)]
    return [{**parts[0], "caption": caption}, *parts[1:]] if parts else []


async def test_an_album_of_the_bot_is_seen_as_one_group(bot: RawBot, ana: Person) -> None:
    files = {f"f{n}": jpeg() for n in range(4)}
    media = album(*["photo"] * 4, caption="Cuatro")
    sent = (await bot.upload("sendMediaGroup", files, chat_id="7", media=media)).result
    lines = (await ana.transcript())[-4:]
    assert len(sent) == 4
    assert {line.media_group_id for line in lines} == {sent[0]["media_group_id"]}
    assert [line.text for line in lines] == ["Cuatro", "", "", ""]


@pytest.mark.parametrize(
    ("media", "reason"),
    [
        (album("photo"), "wrong number of messages"),
        (album(*["photo"] * 11), "wrong number of messages"),
        (album("photo", "document"), "can't be mixed"),
        (album("audio", "document"), "can't be mixed"),
        (album("animation", "animation"), "can't be used in an album"),
        (album("photo", "sticker"), "can't be mixed"),
        (album("voice", "voice"), "unsupported type"),
        (["x", "y"], "unsupported type"),
    ],
)
@pytest.mark.usefixtures("ana")
async def test_an_album_telegram_refuses(bot: RawBot, media: list[Any], reason: str) -> None:
    files = {f"f{n}": jpeg() for n in range(len(media))}
    if media[0] == "x":
        files = {}
    answer = await bot.upload("sendMediaGroup", files, chat_id="7", media=media)
    assert answer.status == 400
    assert reason in answer.description


@pytest.mark.parametrize(("content", "kind"), [(MP4_START, "video"), (b"moving", "document")])
async def test_only_mpeg4_is_played_as_a_video(
    bot: RawBot, ana: Person, content: bytes, kind: str
) -> None:
    sent = await bot.upload("sendVideo", {"video": content}, chat_id="7", width=1280, height=720)
    assert kind in sent.result
    assert [line.medium.kind for line in await ana.transcript() if line.medium] == [kind]


async def test_photos_and_videos_may_share_an_album(bot: RawBot, ana: Person) -> None:
    files = {"f0": jpeg(), "f1": MP4_START}
    await bot.upload("sendMediaGroup", files, chat_id="7", media=album("photo", "video"))
    kinds = [line.medium.kind for line in await ana.transcript() if line.medium]
    assert kinds == ["photo", "video"]


async def test_an_album_with_a_missing_part_sends_nothing(bot: RawBot, ana: Person) -> None:
    answer = await bot.upload(
        "sendMediaGroup", {"f0": jpeg()}, chat_id="7", media=album("photo", "photo")
    )
    assert 'no file attached as "f1"' in answer.description
    assert not [line for line in await ana.transcript() if line.is_from_bot]
