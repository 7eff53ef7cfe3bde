"""Formatting is read into entities whose offsets count UTF-16 units."""

import html
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rehearsal import Person
from bot.rehearsal.entities import utf16_length
from bot.rehearsal.markup import parsed_html
from bot.rehearsal.phone import split_text
from tests.integration.rehearsal.conftest import RawBot


def covered(text: str, entity: dict[str, Any]) -> str:
    units = text.encode("utf-16-le")
    return units[entity["offset"] * 2 : (entity["offset"] + entity["length"]) * 2].decode(
        "utf-16-le"
    )


@pytest.mark.parametrize(
    ("source", "text", "marks"),
    [
        ("<b>Hola</b>", "Hola", [("bold", "Hola")]),
        ("😟 <i>triste</i>", "😟 triste", [("italic", "triste")]),
        ("<b>a <i>b</i></b>", "a b", [("bold", "a b"), ("italic", "b")]),
        ("<u>u</u><s>s</s>", "us", [("underline", "u"), ("strikethrough", "s")]),
        ("<tg-spoiler>x</tg-spoiler>", "x", [("spoiler", "x")]),
        ('<span class="tg-spoiler">x</span>', "x", [("spoiler", "x")]),
        ("<blockquote>vida</blockquote>", "vida", [("blockquote", "vida")]),
        ("<blockquote expandable>v</blockquote>", "v", [("expandable_blockquote", "v")]),
        ('<a href="https://example.org/?a=1&amp;b=2">ahí</a>', "ahí", [("text_link", "ahí")]),
        ("&lt;b&gt; &amp; &quot;&#241;&#xf1;&quot; &nbsp;", '<b> & "ññ" &nbsp;', []),
        ("  <b> Hola </b>  ", "Hola", [("bold", "Hola")]),
        ("<b></b>Hola", "Hola", []),
        ("<code>/start</code>", "/start", [("code", "/start")]),
        ("<pre><code class='language-py'>x</code></pre>", "x", [("pre", "x")]),
    ],
)
async def test_html_becomes_text_and_entities(
    bot: RawBot, ana: Person, source: str, text: str, marks: list[tuple[str, str]]
) -> None:
    sent = (await bot.call("sendMessage", chat_id=7, text=source, parse_mode="HTML")).result
    assert sent["text"] == text
    found = [(entity["type"], covered(text, entity)) for entity in sent.get("entities", [])]
    assert found == marks
    assert (await ana.last()).text == text


async def test_the_address_of_a_link_is_kept_unescaped(bot: RawBot, ana: Person) -> None:
    source = '<a href="https://example.org/?a=1&amp;b=2">ahí</a>'
    await bot.call("sendMessage", chat_id=7, text=source, parse_mode="HTML")
    assert (await ana.last()).entities[0]["url"] == "https://example.org/?a=1&b=2"


async def test_given_entities_are_kept_and_moved_with_the_trimmed_text(
    bot: RawBot, ana: Person
) -> None:
    entities = [{"type": "bold", "offset": 2, "length": 4}]
    await bot.call("sendMessage", chat_id=ana.user_id, text="  Hola", entities=entities)
    line = await ana.last()
    assert (line.text, line.entities[0]["offset"]) == ("Hola", 0)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("/libro y /fotos@vivencia_bot", ["/libro", "/fotos@vivencia_bot"]),
        ("ve a https://example.org/a?b=1, ya", ["https://example.org/a?b=1"]),
        ("escribe a ana@example.org", ["ana@example.org"]),
        ("pregunta a @vivencia_bot", ["@vivencia_bot"]),
        ("#verano de 1950 y #1950", ["#verano"]),
        ("😟 1/2 a/b", []),
    ],
)
async def test_commands_and_links_are_found_in_what_people_write(
    ana: Person, text: str, marks: list[str]
) -> None:
    await ana.say(text)
    line = (await ana.transcript())[-1]
    assert [covered(line.text, dict(entity)) for entity in line.entities] == marks


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_escaped_text_always_comes_back_as_it_was(text: str) -> None:
    assert parsed_html(html.escape(text, quote=False)).text == text


@given(st.text(alphabet="añ😟 \n", min_size=1, max_size=12_000))
def test_long_text_is_split_without_losing_a_word(text: str) -> None:
    pieces = list(split_text(text.strip()))
    assert all(0 < utf16_length(piece) <= 4096 for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


async def test_an_answer_of_twenty_thousand_characters_arrives_in_five_messages(
    ana: Person,
) -> None:
    assert len(await ana.say("a" * 20_000)) == 5
    assert ana.actions.typed == 1
