"""The chat page is served whole, in both languages, and reaches nothing outside."""

import json
import re
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.rehearsal import RehearsalServer

PAGE = Path(__file__).parents[3] / "bot" / "rehearsal" / "page"
SCRIPTS = sorted(PAGE.glob("*.js"))


def words(language: str) -> dict[str, str]:
    return dict(json.loads((PAGE / f"words.{language}.json").read_text("utf-8")))


def used_words() -> set[str]:
    html = (PAGE / "chat.html").read_text("utf-8")
    used = set(re.findall(r'data-(?:word|label|placeholder)="([a-z_]+)"', html))
    for script in SCRIPTS:
        source = script.read_text("utf-8")
        used |= set(re.findall(r'word\("([a-z_]+)"\)', source))
        used |= set(re.findall(r'"(is_[a-z_]+)"', source))
    return used


MEDIA_WORDS = {"photo", "document", "voice", "audio", "video", "animation", "sticker"}


def test_both_languages_have_the_same_words() -> None:
    assert words("es").keys() == words("en").keys()


def test_every_word_the_page_uses_is_there_and_every_word_there_is_used() -> None:
    assert used_words() | MEDIA_WORDS == set(words("en"))


def test_the_page_holds_no_sentence_of_its_own() -> None:
    html = (PAGE / "chat.html").read_text("utf-8")
    between = re.findall(r">([^<]+)<", html)
    assert not [text for text in between if re.search(r"\w{2}", text)]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_script_names_an_address_outside(script: Path) -> None:
    assert not re.search(r"[\"'`](?:https?:)?//\w", script.read_text("utf-8"))


async def test_the_page_forbids_requests_to_elsewhere(
    server: RehearsalServer, session: ClientSession
) -> None:
    async with session.get(server.url) as answer:
        policy = answer.headers["Content-Security-Policy"]
        html = await answer.text()
    assert "default-src 'none'" in policy
    assert "http" not in policy
    assert "unsafe" not in policy
    assert not re.search(r"(?:src|href)=\"(?!/page/|data:,)", html)


async def test_every_part_of_the_page_is_served_and_nothing_else(
    server: RehearsalServer, session: ClientSession
) -> None:
    for part in [*SCRIPTS, PAGE / "chat.css", PAGE / "words.es.json"]:
        async with session.get(f"{server.url}/page/{part.name}") as answer:
            assert answer.status == 200
            assert await answer.read() == part.read_bytes()
    for outside in ("routes.py", "..%2Fserver.py", "__init__.py"):
        async with session.get(f"{server.url}/page/{outside}") as answer:
            assert answer.status == 404


@pytest.mark.parametrize(
    "headers",
    [{"Host": "evil.example"}, {"Origin": "https://evil.example"}, {"Origin": "null"}],
    ids=["rebound host", "other site", "no site"],
)
async def test_pages_of_other_sites_are_turned_away(
    server: RehearsalServer, session: ClientSession, headers: dict[str, str]
) -> None:
    async with session.get(f"{server.url}/sim/people", headers=headers) as answer:
        assert answer.status == 403


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.10", "example.org", "::"])  # noqa: S104
def test_only_loopback_is_ever_bound(host: str) -> None:
    with pytest.raises(ValueError, match="only to this machine"):
        RehearsalServer("4242:rehearsal", host=host)
