"""Download everything: what is in the archive, what is not, and who gets it."""

import json
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from bot.handlers import download as area
from bot.incoming import Incoming, IncomingKind
from core.domain.alert import Alert, AlertCause
from core.domain.circle import Role
from core.domain.photo import Photo
from core.domain.sighting import SightingKind
from core.domain.steering import PeriodReport
from core.domain.tip import Tip
from core.errors import NotFound
from core.services import audit
from core.services.privacy import withdraw
from core.services.story import forget
from tests.fakes.turns import START, Phone, TurnKit
from tests.integration.book.conftest import told
from tests.integration.download.conftest import (
    ANA,
    GONE,
    HELD,
    LUCIA,
    PHOTO,
    SECRET,
    VOICE,
    WORDS,
    archives_of,
    opened,
)


@pytest.fixture
def archive(kit: TurnKit, ana: Phone) -> dict[str, bytes]:
    ana.command("privacy")
    ana.tap("Descargar todo")
    ana.tap("Prepararlo")
    (content,) = archives_of(kit, ana)
    return opened(content)


def document(archive: dict[str, bytes], name: str) -> Any:
    return json.loads(archive[f"data/{name}.json"])


def test_it_comes_as_one_file_with_a_name(archive: dict[str, bytes], ana: Phone) -> None:
    assert ana.last.payload["document_name"] == "vivencia.zip"
    assert ana.last.text == "Aquí está todo. Guárdalo en un lugar seguro."


def test_it_says_first_that_anybody_who_has_the_file_can_read_it(ana: Phone) -> None:
    ana.command("privacy")
    ana.tap("Descargar todo")
    assert "No va cifrado" in ana.last.text


def test_the_book_and_a_guide_are_in_it(archive: dict[str, bytes]) -> None:
    assert b"<!doctype html>" in archive["libro.html"].lower()[:40]
    assert WORDS in archive["libro.html"].decode()
    assert "Todo lo que Vivencia guarda de Carmen" in archive["LEEME.txt"].decode()


def test_every_memory_can_be_read_also_outside_the_book(archive: dict[str, bytes]) -> None:
    text = archive["recuerdos.txt"].decode()
    assert WORDS in text
    assert SECRET in text
    assert SECRET not in archive["libro.html"].decode()
    kept = document(archive, "memories")
    assert [(m["words"], m["in_the_book"]) for m in kept] == [(WORDS, True), (SECRET, False)]


def test_what_waits_to_be_kept_after_it_was_told_unasked_is_nobodys_to_read(
    kit: TurnKit, ana: Phone
) -> None:
    with kit.look() as work:
        voice = work.media.put(b"OggS held", media_type="audio/ogg")
        held = told(3, words=HELD, approved=False, sent_by=LUCIA, voice_ids=(voice,))
        work.memories.save(held)
        work.commit()
    ana.command("privacy")
    ana.tap("Descargar todo")
    ana.tap("Prepararlo")
    (content,) = archives_of(kit, ana)
    found = opened(content).values()
    assert not any(HELD.encode() in file or file == b"OggS held" for file in found)


def test_words_and_a_voice_that_a_correction_stands_in_for_are_in_it_too(
    kit: TurnKit, ana: Phone
) -> None:
    with kit.look() as work:
        voice = work.media.put(b"OggS before", media_type="audio/ogg")
        before = told(4, words="Fue en Vigo.", voice_ids=(voice,))
        work.memories.save(
            before.put_right(words="No: en Lugo.", wording=before.wording, title="", voice_ids=())
        )
        work.commit()
    ana.command("privacy")
    ana.tap("Descargar todo")
    ana.tap("Prepararlo")
    found = opened(archives_of(kit, ana)[0])
    [kept] = [m for m in document(found, "memories") if m["words"] == "No: en Lugo."]
    assert kept["words_before_a_correction"] == "Fue en Vigo."
    assert [found[path] for path in kept["voices"]] == [b"OggS before"]


def test_voices_photos_and_pictures_come_byte_for_byte(
    archive: dict[str, bytes], kit: TurnKit
) -> None:
    river = document(archive, "memories")[0]
    assert archive[river["voices"][0]] == VOICE
    assert archive[river["photos"][0]] == PHOTO
    with kit.look() as work:
        picture = work.media.read(work.pictures.get("picture1").media_id)
    assert archive[river["imagined_pictures"][0]] == picture
    assert document(archive, "imagined_pictures")[0]["imagined"] is True


def test_permissions_say_who_and_when(archive: dict[str, bytes]) -> None:
    stories, photos = document(archive, "consents")
    assert (stories["noted_by"], stories["given_at"]) == (
        "Ana (responsable)",
        "2026-03-02T18:00+01:00",
    )
    assert stories["withdrawn_at"] is None
    assert photos["noted_by"] == "alguien que ya no está en el círculo"
    assert photos["withdrawn_at"] == "2026-03-03T18:00+01:00"


def test_sessions_and_their_summaries_are_in_it(archive: dict[str, bytes]) -> None:
    assert document(archive, "sessions")[0]["led_by"] == "Ana (responsable)"
    summary = archive["summaries/2026-03-02-1800.txt"].decode()
    assert "<" not in summary
    assert len(summary.split()) > 10


def test_a_concluded_report_is_in_it(kit: TurnKit, ana: Phone) -> None:
    report = PeriodReport(
        id="r1", since=START, until=START, conclusion="Seguimos con el baile.", made_by=ANA
    )
    with kit.look() as work:
        work.reports.save(report)
        work.commit()
    ana.command("privacy")
    ana.tap("Descargar todo")
    ana.tap("Prepararlo")
    (kept,) = document(opened(archives_of(kit, ana)[-1]), "reports")
    assert (kept["conclusion"], kept["concluded_by"]) == (
        "Seguimos con el baile.",
        "Ana (responsable)",
    )


def test_every_spoken_note_of_a_session_is_in_it_those_of_a_former_version_too(
    kit: TurnKit, ana: Phone
) -> None:
    with kit.look() as work:
        put = [work.media.put(b"OggS %d" % n, media_type="audio/ogg") for n in range(3)]
        session = work.sessions.get("s1")
        record = replace(session.record, note_voice_id=put[0])
        former = replace(session, record=record)
        work.sessions.save(former.noted("", voice_id=put[1]).noted("", voice_id=put[2]))
        work.commit()
    ana.command("privacy")
    ana.tap("Descargar todo")
    ana.tap("Prepararlo")
    found = opened(archives_of(kit, ana)[-1])
    paths = document(found, "sessions")[0]["note_voices"]
    assert [found[path] for path in paths] == [b"OggS 0", b"OggS 1", b"OggS 2"]


def test_what_was_noted_of_abuse_is_not_in_it(kit: TurnKit, ana: Phone) -> None:
    abuse = Alert(id="a1", cause=AlertCause.ABUSE, raised_by=ANA, raised_at=START)
    with kit.look() as work:
        voice = work.media.put(b"OggS said aloud", media_type="audio/ogg")
        session = work.sessions.get("s1")
        work.sessions.save(session.noted("Su hijo le pega.", voice_id=voice))
        work.alerts.save(abuse)
        work.commit()
    ana.command("privacy")
    ana.tap("Descargar todo")
    ana.tap("Prepararlo")
    found = opened(archives_of(kit, ana)[-1])
    assert b"OggS said aloud" not in found.values()
    assert not any(b"Su hijo le pega." in content for content in found.values())


def test_what_the_circle_left_is_in_it_but_not_what_is_for_therapists_alone(
    ana: Phone, kit: TurnKit
) -> None:
    tip = Tip(id="t1", words="Pregúntale por la barca", given_by=LUCIA, given_at=START)
    alert = Alert(id="a1", cause=AlertCause.UPSET, raised_by=ANA, raised_at=START)
    day = START.date()
    with kit.look() as work:
        work.tips.save(tip)
        work.alerts.save(alert)
        work.alerts.save(replace(alert, id="a2", cause=AlertCause.ABUSE))
        audit.note(work, account_id=LUCIA, kind=SightingKind.BOOK, day=day, now=START)
        work.commit()
    ana.command("privacy")
    ana.tap("Descargar todo")
    ana.tap("Prepararlo")
    circle = document(opened(archives_of(kit, ana)[0]), "circle")
    assert circle["tips"][0] == {
        "tip": "Pregúntale por la barca",
        "given_by": "Lucía (familia)",
        "became": "waiting",
    }
    assert [kept["cause"] for kept in circle["alerts"]] == ["upset"]
    assert circle["seen"] == [{"who": "Lucía (familia)", "what": "book", "day": "2026-03-02"}]


def test_of_others_there_is_a_name_and_a_role_and_no_number(archive: dict[str, bytes]) -> None:
    assert document(archive, "photos")[0]["sent_by"] == "Lucía (familia)"
    everything = b"\n".join(archive.values())
    for account_id in (ANA, LUCIA, GONE):
        assert str(account_id).encode() not in everything


def test_what_is_gone_from_the_shelf_does_not_stop_the_rest(kit: TurnKit, ana: Phone) -> None:
    with kit.look() as work:
        work.media.trash(work.photos.get("photo1").media_id)
        work.commit()
    ana.command("privacy")
    ana.tap("Descargar todo")
    ana.tap("Prepararlo")
    (content,) = archives_of(kit, ana)
    assert document(opened(content), "photos")[0]["file"] is None


def test_only_the_owner_can_download(kit: TurnKit, ana: Phone) -> None:
    for number, role in enumerate((Role.COMPANION, Role.RELATIVE, Role.THERAPIST), start=20):
        other = kit.member(number, "Otra", role, kit.patient_ids[0])
        other.command("privacy")
        assert "Descargar todo" not in other.last.labels
    ana.command("privacy")
    ana.tap("Descargar todo")
    pages = [seen.buttons for seen in ana.seen if "Prepararlo" in seen.buttons]
    other.tap_data(pages[0]["Prepararlo"])
    assert archives_of(kit, other) == []


def test_a_large_one_comes_in_parts(
    kit: TurnKit, ana: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    with kit.look() as work:
        voices = [
            work.media.put(bytes([number]) * 300_000, media_type="audio/ogg")
            for number in range(3)
        ]
        letter = work.memories.get("memory0000000002")
        work.memories.save(replace(letter, voice_ids=tuple(voices)))
        work.commit()
    monkeypatch.setattr(area, "MOST_BYTES", 900_000)
    ana.command("privacy")
    ana.tap("Descargar todo")
    ana.tap("Prepararlo")
    parts = archives_of(kit, ana)
    assert len(parts) == 2
    assert all(len(part) <= 900_000 for part in parts)
    assert "Parte 2 de 2" in ana.last.text
    first, second = (opened(part) for part in parts)
    assert not first.keys() & second.keys()


def test_what_is_too_large_to_send_is_left_to_the_operator(
    kit: TurnKit, ana: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(area, "MOST_BYTES", 1_000)
    ana.command("privacy")
    ana.tap("Descargar todo")
    ana.tap("Prepararlo")
    assert f"vivencia export {kit.patient_ids[0]} --to" in ana.last.text
    assert archives_of(kit, ana) == []


def test_a_new_one_takes_the_place_of_the_last(
    archive: dict[str, bytes], kit: TurnKit, ana: Phone
) -> None:
    earlier = ana.last.payload["document"]
    ana.command("privacy")
    ana.tap("Descargar todo")
    ana.tap("Prepararlo")
    assert is_gone(kit, earlier)


def test_after_a_day_it_is_gone_from_here(
    archive: dict[str, bytes], kit: TurnKit, ana: Phone
) -> None:
    made = ana.last.payload["document"]
    kit.wait(timedelta(days=1))
    [timer] = kit.services.registry.timers_due(kit.clock.now())
    ana.send(Incoming(kind=IncomingKind.TICK, what=timer.tick))
    assert is_gone(kit, made)


@pytest.mark.parametrize("taken_back", ["stories", "memory"])
def test_what_is_taken_back_is_not_left_in_an_archive(
    taken_back: str, archive: dict[str, bytes], kit: TurnKit, ana: Phone
) -> None:
    made = ana.last.payload["document"]
    with kit.look() as work:
        if taken_back == "stories":
            withdraw(work, kit.services.registry, consent_id="c1", now=START)
        else:
            forget(work, "memory0000000002")
        work.commit()
    assert is_gone(kit, made)


def test_an_archive_of_a_former_version_goes_with_what_is_taken_back(
    kit: TurnKit, ana: Phone
) -> None:
    with kit.look() as work:
        made = work.media.put(b"an archive", media_type="application/zip")
        patient = work.patient()
        extras = {**patient.extras, "download.files": json.dumps([made])}
        work.save_patient(replace(patient, extras=extras))
        withdraw(work, kit.services.registry, consent_id="c1", now=START)
        assert "download.files" not in work.patient().extras
        work.commit()
    assert is_gone(kit, made)


def is_gone(kit: TurnKit, media_id: str) -> bool:
    with kit.look() as work:
        try:
            work.media.read(media_id)
        except NotFound:
            return True
        return False


def test_a_photo_nobody_looked_at_yet_comes_without_where_it_was_taken(
    kit: TurnKit, ana: Phone
) -> None:
    """It is kept as it was sent until it is judged; what cannot be read is not given out."""
    exif = Image.Exif()
    exif[0x010F] = "Invented camera"
    taken = BytesIO()
    Image.new("RGB", (600, 600), "beige").save(taken, "JPEG", exif=exif)
    with kit.look() as work:
        for number, content in enumerate((taken.getvalue(), b"not a photo, Invented camera")):
            media_id = work.media.put(content, media_type="image/heic")
            held = Photo(
                id=f"h{number}", media_id=media_id, sent_by=LUCIA, sent_at=START, width=0, height=0
            )
            work.photos.save(held)
        work.commit()
    ana.command("privacy")
    ana.tap("Descargar todo")
    ana.tap("Prepararlo")
    (content,) = archives_of(kit, ana)
    files = opened(content)
    assert not any(b"Invented camera" in each for each in files.values())
    held, unread = document(files, "photos")[1:]
    assert Image.open(BytesIO(files[held["file"]])).size == (600, 600)
    assert unread["file"] not in files
