"""The translator refuses at loading what Fluent would hide until somebody reads it."""

from pathlib import Path

import pytest
from markupsafe import Markup

from core.errors import ContentInvalid
from core.i18n import Translations, Translator

SPANISH = """
greeting = Hola, <b>{ $name }</b>.
invitation = { $register ->
    [usted] ¿Le apetece?
   *[tu] ¿Te apetece?
}
yes = Sí
pictures = { $count ->
    [one] una imagen
   *[other] { $count } imágenes
}
born = Nació en { $year }
"""
ENGLISH = """
greeting = Hello, <b>{ $name }</b>.
invitation = Would you like that?
yes = Yes
pictures = { $count ->
    [one] one picture
   *[other] { $count } pictures
}
born = Born in { $year }
"""


def load(folder: Path, es: str = SPANISH, en: str = ENGLISH) -> Translations:
    for language, text in (("es", es), ("en", en)):
        (folder / language).mkdir(exist_ok=True)
        (folder / language / "common.ftl").write_text(text, encoding="utf-8")
    return Translations.load(folder)


@pytest.fixture
def tr(tmp_path: Path) -> Translator:
    return load(tmp_path).locale("es")


def test_the_projects_own_words_load() -> None:
    assert "error-not-allowed" in Translations.load().ids


def test_what_people_said_is_escaped(tr: Translator) -> None:
    assert tr("greeting", name="<i>Ana</i> & Co") == (
        "Hola, <b>&lt;i&gt;Ana&lt;/i&gt; &amp; Co</b>."
    )


def test_markup_stays_markup(tr: Translator) -> None:
    assert tr("greeting", name=Markup("<i>Ana</i>")) == "Hola, <b><i>Ana</i></b>."
    assert isinstance(tr("yes"), Markup)


def test_plain_words_are_not_escaped(tmp_path: Path) -> None:
    tr = load(tmp_path, "title = «{ $title }»", "title = “{ $title }”").locale("en")
    assert tr.plain("title", title="Ana & Luis <3") == "“Ana & Luis <3”"


def test_marked_up_words_are_refused_as_plain(tr: Translator) -> None:
    with pytest.raises(ContentInvalid, match="holds markup"):
        tr.plain("greeting", name="Ana")


def test_marked_up_arguments_are_refused_as_plain(tmp_path: Path) -> None:
    tr = load(tmp_path, "title = { $title }", "title = { $title }").locale("en")
    with pytest.raises(ContentInvalid, match="title is markup"):
        tr.plain("title", title=Markup("<b>A</b>"))


def test_the_register_is_always_there(tmp_path: Path) -> None:
    words = load(tmp_path)
    assert words.locale("es", register="tu")("invitation") == "¿Te apetece?"
    assert words.locale("es", register="usted")("invitation") == "¿Le apetece?"
    assert words.locale("en", register="usted")("invitation") == "Would you like that?"


def test_counts_choose_their_plural_and_years_get_no_separator(tmp_path: Path) -> None:
    tr = load(tmp_path).locale("en")
    assert tr("pictures", count=1) == "one picture"
    assert tr("pictures", count=4) == "4 pictures"
    assert tr("born", year=1944) == "Born in 1944"


def test_no_invisible_isolation_marks(tr: Translator) -> None:
    assert "\u2068" not in tr("greeting", name="Ana")


def test_a_story_of_twenty_thousand_characters_arrives_whole(tr: Translator) -> None:
    story = "<mar> y sol. " * 1600
    assert tr("greeting", name=story).unescape() == f"Hola, <b>{story}</b>."


def test_a_long_story_cannot_pull_in_another_argument(tmp_path: Path) -> None:
    tr = load(tmp_path, "two = { $a } { $b }", "two = { $a } { $b }").locale("es")
    assert tr.plain("two", a="\0b\0", b="x" * 3000) == "b " + "x" * 3000


@pytest.mark.parametrize("arguments", [{}, {"name": "Ana", "age": 3}, {"nombre": "Ana"}], ids=str)
def test_missing_or_superfluous_arguments_are_refused(
    tr: Translator, arguments: dict[str, str | int]
) -> None:
    with pytest.raises(ContentInvalid, match=r"takes \['name'\]"):
        tr("greeting", **arguments)


def test_unknown_ids_and_languages_are_refused(tmp_path: Path) -> None:
    words = load(tmp_path)
    with pytest.raises(ContentInvalid, match="no message farewell"):
        words.locale("es")("farewell")
    with pytest.raises(ContentInvalid, match="no words for fr"):
        words.locale("fr")


def test_it_knows_what_it_has_words_for(tr: Translator) -> None:
    assert tr.knows("greeting")
    assert not tr.knows("farewell")


@pytest.mark.parametrize(
    ("es", "en", "complaint"),
    [
        ("a = {", "a = A", "Expected"),
        ("a = A\nb = B", "a = A", "b is missing in en"),
        ("a = A", "a = A\nb = B", "b is missing in es"),
        ("a = { $x }", "a = { $y }", "differs"),
        ("a = A\na = B", "a = A", "used twice"),
        ("a = { b }", "a = A", "b, which does not exist"),
        ("a = { b }\nb = { a }", "a = A", "refers to itself"),
        ("a = { SHOUT($x) }", "a = { $x }", "no function SHOUT"),
        ("a = A\n  .title = B", "a = A", "no attributes"),
        ("a = { -t }\n-t = { $register }", "a = A", "a term sees no argument"),
        ("a = <h1>A</h1>", "a = A", "no tag that Telegram knows"),
        ("a = <b>A", "a = A", "left open"),
        ("a = A</b>", "a = A", "closes nothing"),
        ("a = 3 < 4", "a = A", "left open"),
        ("a = { $x ->\n *[o] <b>A\n}", "a = { $x }", "left open"),
    ],
)
def test_loading_refuses(tmp_path: Path, es: str, en: str, complaint: str) -> None:
    with pytest.raises(ContentInvalid, match=complaint):
        load(tmp_path, es, en)


def test_loading_refuses_an_id_of_another_file(tmp_path: Path) -> None:
    load(tmp_path)
    (tmp_path / "es" / "session.ftl").write_text("yes = Sí", encoding="utf-8")
    with pytest.raises(ContentInvalid, match=r"session.ftl: the id yes"):
        Translations.load(tmp_path)


def test_loading_refuses_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(ContentInvalid, match=r"no \.ftl file"):
        Translations.load(tmp_path)
