"""Everything of one person in an archive that somebody can open and read without us."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from core.book.texts import Reader, person_name
from core.domain.circle import Action, Membership, Role
from core.domain.memory import Memory
from core.domain.picture import Picture
from core.errors import FileRefused, NotFound, StoreDamaged, VivenciaError
from core.i18n.translator import Translator
from core.photo_decoding import decode, encode
from core.ports import PatientWork
from core.services import confidences, sent_files
from core.services import download_records as records
from core.services.book_editions import page_pieces
from core.services.download_records import Record, Scribe, as_json
from core.services.kept_files import is_damaged

MEDIA_TYPE = "application/zip"
ENTRY_BYTES = 400  #: what an archive adds to a file, at most, besides its name
_WHAT_FOR = "download"
_ADAPTERS = "data/adapters/"  #: they are large: a full checkpoint is gigabytes
_UNJUDGED = "photos_to_look_at"  #: nobody looked at them yet, so they are kept as they came
_ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "audio/ogg": "ogg",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
}


class DownloadTooLarge(VivenciaError):
    """The archive does not fit where it was to go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One file of the archive."""

    path: str
    content: bytes = b""
    large: Callable[[], Iterator[bytes]] | None = None  #: in place of a content of gigabytes
    lacking: tuple[str, ...] = ()  #: of the note about them: the files that cannot be read


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """In whose words the archive is written, who is who, and what only the outside can tell."""

    reader: Reader
    members: Sequence[Membership]
    now: datetime
    summaries: Iterable[Piece] = ()
    with_adapters: bool = False  #: they are large, and only a program can open them


def pieces(work: PatientWork, request: Request) -> Iterator[Piece]:
    """Everything, one file after the other, but what was told of abuse.

    For owners download, and families export: see `confidences`.
    """
    work.require(Action.EXPORT)
    told = work.memories.all()
    hidden = confidences.kept_back(work, told, reader=Role.OWNER)
    memories = [kept for kept in told if kept.id not in hidden and _settled(work, kept)]
    pictures = [kept for kept in work.pictures.all() if kept.memory_id not in hidden]
    tr, files = request.reader.tr, _files(work, memories, pictures)
    scribe = Scribe(reader=request.reader, members=request.members, files=files)
    text = records.as_text(memories, request.reader)
    yield Piece(path=tr.plain("download-readme-file"), content=_readme(request))
    yield Piece(path=tr.plain("download-book-file"), content=_book(work, request))
    yield Piece(path=tr.plain("download-memories-file"), content=text)
    yield from _documents(work, scribe, memories, pictures)
    yield from request.summaries
    kept = {path: media_id for media_id, path in files.items()}
    adapters = _adapters(work) if request.with_adapters else {}
    yield from _whole(work, kept | adapters, tr)


def _documents(
    work: PatientWork, scribe: Scribe, memories: Sequence[Memory], pictures: Sequence[Picture]
) -> Iterator[Piece]:
    """What is known, for programs and for whoever wants to know it exactly."""
    documents = {
        "person": records.person(work, scribe),
        "memories": [records.memory(work, kept, scribe) for kept in memories],
        "photos": [records.photo(kept, scribe) for kept in work.photos.all()],
        "imagined_pictures": [records.picture(kept, scribe) for kept in pictures],
        "consents": records.consents(work, scribe),
        "sessions": _sessions(work, scribe, memories),
        "reports": [records.report(kept, scribe) for kept in work.reports.all()],
        "circle": records.circle(work, scribe),
    }
    for name, document in documents.items():
        yield Piece(path=f"data/{name}.json", content=as_json(document))


def _sessions(work: PatientWork, scribe: Scribe, memories: Sequence[Memory]) -> list[Record]:
    """The sessions, each with how many of its stories are in the archive."""
    here = {kept.id for kept in memories}
    return [
        records.session(kept, scribe, told=len(here.intersection(kept.memory_ids)))
        for kept in work.sessions.all()
    ]


def _settled(work: PatientWork, kept: Memory) -> bool:
    """Whether it was kept; what still waits for that, told unasked, only the program reads."""
    return work.role is None or kept.approved or kept.sent_by is None


def noting(found: Iterable[Piece], lacking: list[str]) -> Iterator[Piece]:
    """The same files; the paths of those that could not be read are added to `lacking`."""
    for piece in found:
        lacking += piece.lacking
        yield piece


def _whole(work: PatientWork, kept: Mapping[str, str], tr: Translator) -> Iterator[Piece]:
    """Every file that can be read; of those that cannot, a note."""
    lacking = []
    for path, media_id in kept.items():
        try:
            yield _file(work, path, media_id)
        except (StoreDamaged, OSError):
            lacking.append(path)
        except FileRefused:  # no photo, as whoever sent it will be told
            continue
    if lacking:
        yield _note_of(lacking, tr)


def _file(work: PatientWork, path: str, media_id: str) -> Piece:
    """A file as it is kept; of a photo as it came the pixels alone: it may say where it was.

    StoreDamaged or OSError when it cannot be read, FileRefused when it came and is no photo.
    """
    if path.startswith(_ADAPTERS):
        if is_damaged(work, media_id):  # looked at first: it is read while it is written
            raise StoreDamaged("A file of this person is damaged.")
        return Piece(path=path, large=partial(work.media.pieces, media_id))
    content = work.media.read(media_id)
    if path.startswith(_UNJUDGED):
        content = encode(decode(content).picture)
    return Piece(path=path, content=content)


def _note_of(lacking: Sequence[str], tr: Translator) -> Piece:
    """What is missing and what to do, for whoever opens the archive one day."""
    words = tr.plain("download-lacking-note", count=len(lacking))
    content = "\n".join([words, "", *lacking, ""]).encode()
    return Piece(path=tr.plain("download-lacking-file"), content=content, lacking=tuple(lacking))


def _adapters(work: PatientWork) -> dict[str, str]:
    """What the model learnt, by the word it knows it by; how it was taught is in each file."""
    return {
        f"{_ADAPTERS}{element.instance_token}.safetensors": element.adapter_id
        for element in work.elements.all()
        if element.adapter_id is not None
    }


def archives(found: Iterable[Piece], *, most_bytes: int, most_parts: int) -> list[bytes]:
    """The files in as few archives as hold them; DownloadTooLarge when they would be too many."""
    parts = [_Archive()]
    for piece in found:
        if not parts[-1].has_room(piece, most_bytes):
            parts.append(_Archive())
        if len(parts) > most_parts or not parts[-1].has_room(piece, most_bytes):
            raise DownloadTooLarge
        parts[-1].add(piece)
    return [part.close() for part in parts]


def write_archive(found: Iterable[Piece], to: Path) -> None:
    """One archive of any size, in a file that only its owner may read."""
    to.touch(mode=0o600, exist_ok=False)
    try:
        with ZipFile(to, "w") as archive:
            for piece in found:
                _add(archive, piece)
    except BaseException:
        to.unlink()  # half of it would pass for all of it
        raise


def keep(work: PatientWork, contents: Sequence[bytes], *, now: datetime) -> list[str]:
    """Keep the archives until they are sent; the media id of each."""
    return sent_files.keep(work, _WHAT_FOR, contents, media_type=MEDIA_TYPE, now=now)


class _Archive:
    def __init__(self) -> None:
        self._buffer = BytesIO()
        self._zip = ZipFile(self._buffer, "w")
        self._bytes = 0

    def has_room(self, piece: Piece, most_bytes: int) -> bool:
        return self._bytes + _weight(piece) <= most_bytes

    def add(self, piece: Piece) -> None:
        _add(self._zip, piece)
        self._bytes += _weight(piece)

    def close(self) -> bytes:
        self._zip.close()
        return self._buffer.getvalue()


def _weight(piece: Piece) -> int:
    """The room a file takes at most."""
    return len(piece.content) + 2 * len(piece.path.encode()) + ENTRY_BYTES


def _add(archive: ZipFile, piece: Piece) -> None:
    """Words shrink; pictures and voices are small already, and stay byte for byte anyway."""
    entry = ZipInfo(piece.path)
    entry.external_attr = 0o600 << 16
    if piece.large is not None:
        with archive.open(entry, "w", force_zip64=True) as file:
            file.writelines(piece.large())
        return
    words = piece.path.endswith((".json", ".txt", ".html"))
    archive.writestr(entry, piece.content, ZIP_DEFLATED if words else ZIP_STORED)


def _files(
    work: PatientWork, memories: Sequence[Memory], pictures: Sequence[Picture]
) -> dict[str, str]:
    """Where each file that can be looked at or listened to goes, by media id."""
    voices = [voice for kept in memories for voice in kept.all_voice_ids]
    voices += _note_voices(work)
    photos = [photo.media_id for photo in work.photos.all() if not photo.as_sent]
    unjudged = [photo.media_id for photo in work.photos.all() if photo.as_sent]
    drawn = [picture.media_id for picture in pictures]
    shelves = {"voices": voices, "photos": photos, _UNJUDGED: unjudged, "imagined_pictures": drawn}
    files: dict[str, str] = {}
    for folder, media_ids in shelves.items():
        for media_id in media_ids:
            ending = _ending(work, media_id)
            if ending and media_id not in files:
                ending = "jpg" if folder == _UNJUDGED else ending
                files[media_id] = f"{folder}/{len(files) + 1:04}.{ending}"
    return files


def _note_voices(work: PatientWork) -> list[str]:
    """What companions spoke as a note, but where it may concern abuse: owners download."""
    sessions = work.sessions.all()
    confided = confidences.all_confided(work, sessions, reader=Role.OWNER)
    return [
        voice for kept in sessions if kept.id not in confided for voice in kept.record.note_voices
    ]


def _ending(work: PatientWork, media_id: str) -> str:
    """The ending of a file's name; empty for a file that was taken away since."""
    try:
        return _ENDINGS.get(work.media.media_type(media_id), "bin")
    except NotFound:
        return ""


def _book(work: PatientWork, request: Request) -> bytes:
    return b"".join(page_pieces(work, reader=request.reader, now=request.now))


def _readme(request: Request) -> bytes:
    reader = request.reader
    day = reader.date_words(reader.day(request.now))
    return reader.tr.plain("download-readme", name=person_name(reader), day=day).encode()
