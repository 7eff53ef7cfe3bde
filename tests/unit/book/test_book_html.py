"""The page to keep: complete in itself, harmless, and true to the words."""

import re
from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.book.html import Enclosed, html_pieces
from core.book.layout import life_book
from core.book.texts import Reader
from core.domain.book import Chapter, Spread
from core.domain.life import LifeStage
from core.domain.memory import Wording
from tests.unit.book.conftest import memory, photo, picture, spread

READABLE = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
INJECTION = "</article><script>alert('1')</script><img src=x onerror=alert(1)> & \"x\""


class Page(HTMLParser):
    """What a browser would make of it."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.raw: dict[str, str] = {}
        self._open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if dict(attrs).get("class") == "words":
            self.words.append("")
        if tag not in {"meta", "img", "link"}:
            self._open.append("words" if dict(attrs).get("class") == "words" else tag)

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "words":
            self.words[-1] += data
        elif self._open and self._open[-1] in {"script", "style"}:
            self.raw[self._open[-1]] = self.raw.get(self._open[-1], "") + data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def html(spreads: Sequence[Spread], reader: Reader) -> str:
    chapters = [
        Chapter(stage=stage, first_page=1, pages=sum(s.page.stage is stage for s in spreads))
        for stage in LifeStage
    ]
    book = life_book([c for c in chapters if c.pages], reader, printed=date(2026, 5, 4))
    return b"".join(html_pieces(book, spreads, reader, enclose=_enclosed)).decode()


def _enclosed(media_id: str) -> Enclosed | None:
    kinds = {"voice": "audio/ogg", "gone": ""}
    kind = kinds.get(media_id, "image/jpeg")
    return Enclosed(content=media_id.encode(), media_type=kind) if kind else None


def test_it_asks_nobody_for_anything(spanish: Reader) -> None:
    shown = [spread(memory(voice_ids=("voice",)), picture=picture())]
    text = html(shown, spanish)
    page = Page(text)

    sources = [a["src"] or "" for tag in ("img", "audio") for a in page.named(tag)]
    assert len(sources) == 2
    assert all(source.startswith("data:") for source in sources)
    assert not page.named("link")
    assert all((a["href"] or "").startswith("#") for a in page.named("a"))
    assert not re.search(r"https?:|url\((?!data:)|@import", text)


def test_its_own_policy_allows_its_style_and_script_and_nothing_else(spanish: Reader) -> None:
    page = Page(html([spread()], spanish))
    policy = next(a["content"] or "" for a in page.named("meta") if "http-equiv" in a)

    for kind in ("script", "style"):
        digest = b64encode(sha256(page.raw[kind].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert not any("style" in attributes for _, attributes in page.tags)


def test_markup_in_what_was_told_does_nothing(spanish: Reader) -> None:
    told = memory(
        words=INJECTION, title=INJECTION, place=INJECTION, language='es" onload="alert(1)'
    )
    page = Page(html([spread(told, photo=photo(caption=INJECTION))], spanish))

    assert page.words == [INJECTION]
    assert len(page.named("script")) == 1
    assert len(page.named("img")) == 1
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)


def test_long_and_strange_words_are_kept_character_for_character(spanish: Reader) -> None:
    words = "  Uno\r\n\r dos\n\n tres «cuatro» & <cinco> &amp; 👵🏽 \u202e\u200d é e\u0301 " * 400
    page = Page(html([spread(memory(words=words))], spanish))

    assert page.words == [words]


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # nothing changes in a reader
)
@given(
    words=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
)
def test_any_words_are_kept_character_for_character(spanish: Reader, words: str) -> None:
    assert Page(html([spread(memory(words=words))], spanish)).words == [words]


def test_quotation_marks_stand_only_around_what_was_said(spanish: Reader, english: Reader) -> None:
    said, retold = spread(), spread(memory(wording=Wording.RETOLD))

    assert '<blockquote lang="es" dir="auto"><p>«<span' in html([said], spanish)
    assert '<blockquote lang="es" dir="auto"><p>“<span' in html([said], english)
    assert "<blockquote" not in html([retold], spanish)


def test_every_made_picture_carries_its_label_and_page_one_the_note(spanish: Reader) -> None:
    page = html([spread(picture=picture())], spanish)
    label = "Imagen imaginada · hecha con IA con las palabras de Manuel"

    assert '<figure class="made">' in page
    assert f"<figcaption>{label}</figcaption>" in page
    assert f'alt="{label}: La lumbre"' in page
    assert page.index("No son fotos.") < page.index("<nav")


def test_files_go_in_byte_for_byte(spanish: Reader) -> None:
    page = Page(html([spread(picture=picture(media_id="the very bytes"))], spanish))
    source = page.named("img")[0]["src"] or ""

    assert b64decode(source.partition(",")[2]) == b"the very bytes"


def test_a_file_that_is_gone_leaves_the_page_standing(spanish: Reader) -> None:
    page = Page(
        html([spread(memory(voice_ids=("gone",)), picture=picture(media_id="gone"))], spanish)
    )

    assert not page.named("img")
    assert not page.named("audio")
    assert len(page.words) == 1


ONLY_VOICE, VOICE_TOO = (
    "Está en su propia voz, en el libro del chat.",
    "También está en su propia voz, en el libro del chat.",
)


@pytest.mark.parametrize(
    ("told", "voices", "said"),
    [
        ("", ("gone",), ONLY_VOICE),
        ("La encendía", ("gone",), VOICE_TOO),
        ("", ("voice", "gone"), VOICE_TOO),
        ("", ("voice",), ""),
        ("La encendía", (), ""),
    ],
)
def test_of_a_voice_too_large_for_the_page_it_is_said_where_it_is(
    spanish: Reader, told: str, voices: tuple[str, ...], said: str
) -> None:
    text = html([spread(memory(words=told, voice_ids=voices))], spanish)

    found = re.findall(r'<p class="linking" dir="auto" data-from="m1">(.*propia voz.*)</p>', text)
    assert found == ([said] if said else [])


def test_written_lines_say_which_memory_they_rest_on(spanish: Reader) -> None:
    page = Page(html([spread(memory(place="Chinchón"))], spanish))

    assert [a["data-from"] for a in page.named("p") if a.get("class") == "linking"] == ["m1"] * 2


def test_chapters_and_pages_can_be_reached_by_name(english: Reader) -> None:
    old = memory(id="m2", stage=LifeStage.LATER_LIFE, theme="L1")
    page = Page(html([spread(), spread(old, number=2)], english))
    ids = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    named = {a["aria-labelledby"] for _, a in page.tags if "aria-labelledby" in a}

    assert {(a["href"] or "")[1:] for a in page.named("a")} | named <= ids
    assert {"stage-C", "stage-L", "page-1", "page-2"} <= ids
    assert page.named("html")[0]["lang"] == "en"
    assert [a["aria-label"] for a in page.named("div") if a.get("role") == "region"] == [
        "Pages of Childhood",
        "Pages of Later life and today",
    ]
