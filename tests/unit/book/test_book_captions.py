"""What a page says fits below its picture, however much was told."""

from hypothesis import given
from hypothesis import strategies as st

from bot.handlers.book.captions import CAPTION_UNITS, page_caption, start, whole_words
from bot.messages import visible_length
from core.book.texts import Reader, page_text
from core.domain.memory import Teller, Wording
from tests.unit.book.conftest import WORDS, memory, picture, spread

LONG = "La perra se quedaba en la puerta. " * 600  # 20,000 characters
PLACE = "Infancia · página 1 de 1"


def test_short_words_stand_whole_between_their_marks(spanish: Reader, english: Reader) -> None:
    for reader, quoted in ((spanish, f"«{WORDS}»"), (english, f"“{WORDS}”")):
        caption = page_caption(page_text(spread(), reader), place=PLACE, tr=reader.tr)

        assert caption.whole
        assert quoted in caption.text


def test_twenty_thousand_characters_are_cut_kindly(spanish: Reader) -> None:
    shown = spread(memory(words=LONG), picture=picture())
    caption = page_caption(page_text(shown, spanish), place=PLACE, tr=spanish.tr)

    assert not caption.whole
    assert CAPTION_UNITS - 60 < visible_length(caption.text) <= CAPTION_UNITS
    quoted = caption.text.split("«")[1].split("…»")[0]
    assert LONG.startswith(quoted)
    assert LONG[len(quoted)] == " "
    assert caption.text.endswith(f"<i>{PLACE}</i>")


def test_everything_long_at_once_still_fits(spanish: Reader) -> None:
    told = memory(
        words="👵🏽" * 5000,
        title="t" * 5000,
        place="<b>" * 5000,
        decade=1950,
        teller=Teller.FAMILY,
        teller_name="Lu<i>" * 1000,
        wording=Wording.RETOLD,
    )
    text = page_text(spread(told, picture=picture()), spanish)
    caption = page_caption(text, place=PLACE, tr=spanish.tr)

    assert visible_length(caption.text) <= CAPTION_UNITS
    assert "👵🏽" in caption.text


def test_markup_in_words_is_only_words(spanish: Reader) -> None:
    told = memory(words="</blockquote><b>hola</b> & adiós", title="<i>")
    caption = page_caption(page_text(spread(told), spanish), place=PLACE, tr=spanish.tr)

    assert "«&lt;/blockquote&gt;&lt;b&gt;hola&lt;/b&gt; &amp; adiós»" in caption.text
    assert caption.text.startswith("<b>&lt;i&gt;</b>")


def test_retold_words_have_no_quotation_marks(spanish: Reader) -> None:
    retold = page_text(spread(memory(wording=Wording.RETOLD)), spanish)

    assert "«" not in page_caption(retold, place=PLACE, tr=spanish.tr).text


def test_a_voice_without_words_says_so(spanish: Reader) -> None:
    told = page_text(spread(memory(words="", voice_ids=("v1",))), spanish)

    assert "🔊" in page_caption(told, place=PLACE, tr=spanish.tr).text


def test_all_the_words_can_be_had(spanish: Reader) -> None:
    text = whole_words(page_text(spread(memory(words=LONG)), spanish), spanish.tr)

    assert f"«{LONG}»" in text


@given(text=st.text(max_size=300), room=st.integers(1, 200))
def test_a_start_fits_and_is_the_beginning(text: str, room: int) -> None:
    kept = start(text, room)

    assert len(kept.encode("utf-16-le", "surrogatepass")) // 2 <= room
    assert kept == text or text.startswith(kept.removesuffix("…"))
