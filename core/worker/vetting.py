"""The body of a vetting job: photos a family sent are looked at, one after the other.

Everything it says is written anew after each photo, so the first answer comes at once; the
same request gives the same results, so a job that runs again after a kill starts from the
beginning. The numbers that tell faces apart live in memory until the job ends.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from core.domain.element import ElementKind
from core.domain.job import Progress, Ticket
from core.domain.vetting import REQUEST, VERDICTS, VettingPhoto, VettingRequest
from core.errors import JobFailed, ModelUnavailable, NotFound, StoreDamaged
from core.job_papers import from_json, to_json
from core.ports import JobFolder, JobFolders, Report, Stopped
from core.vetting.crew import MOST_MEMBERS, Crew
from core.vetting.judging import verdicts
from core.vetting.sights import Look, Preparation, Sight

LOADING, LOOKING = "loading", "looking"

Hire = Callable[[Preparation, int], Crew]


def hire(preparation: Preparation, photos: int) -> Crew:
    """As many processes as there are cores to use, and no more than photos."""
    return Crew(preparation, members=min(os.cpu_count() or 1, MOST_MEMBERS, max(1, photos)))


class VettingBody:
    """`ports.JobBody` for JobKind.VET; its processes end with each job."""

    def __init__(self, folders: JobFolders, *, hire: Hire = hire) -> None:
        self._folders = folders
        self._hire = hire

    def __call__(self, ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
        folder = self._folders.folder(ticket.job_id)
        with _told_by_code():
            request = _request(folder)
            vetting = _Vetting(folder, request, report)
            vetting.tell(LOADING)
            looks = vetting.looks()
            with self._hire(vetting.preparation, len(looks)) as crew:
                vetting.tell(LOOKING)
                for photo_id, sight in crew.look(looks, stopped=stopped):
                    vetting.take(photo_id, sight)
            if stopped():
                raise JobFailed("stopped")
        return vetting.ready


class _Vetting:
    """One running job: what was seen so far, and what the bot is told."""

    def __init__(self, folder: JobFolder, request: VettingRequest, report: Report) -> None:
        self._folder = folder
        self._request = request
        self._report = report
        self._sights = {
            photo.photo_id: Sight(fingerprint=photo.fingerprint)
            for photo in request.photos
            if not photo.file
        }
        self._looked_at = 0
        self.ready: tuple[str, ...] = ()

    @property
    def preparation(self) -> Preparation:
        return Preparation(
            needs_face=self._request.kind.shows_somebody,
            compare_faces=self._request.compare_faces,
            finds_faces=self._request.kind is not ElementKind.STYLE,
        )

    def looks(self) -> dict[str, Callable[[], Look]]:
        """The new photos come first: what is said of them grows as known ones are compared.

        Those that are known by their fingerprints are not looked at again.
        """
        there = [photo for photo in self._request.photos if photo.file]
        ordered = sorted(there, key=lambda photo: not photo.new)
        return {photo.photo_id: partial(self._look, photo) for photo in ordered}

    def take(self, photo_id: str, sight: Sight) -> None:
        """Seal what is kept of a photo, then all that is to be said by now."""
        self._sights[photo_id] = replace(sight, jpeg=b"")  # it is large, and sealed below
        self._looked_at += 1
        said = verdicts(self._request, self._sights)
        for verdict in said:
            if verdict.photo_id == photo_id and verdict.clean:
                self._folder.write(verdict.clean, sight.jpeg)
                for face, seen in zip(verdict.faces, sight.faces, strict=True):
                    if face.crop:
                        self._folder.write(face.crop, seen.crop)
        self._folder.write(VERDICTS, to_json(said))
        files = [name for v in said for name in (v.clean, *(face.crop for face in v.faces))]
        self.ready = (VERDICTS, *filter(None, files))
        self.tell(LOOKING)

    def tell(self, stage: str) -> None:
        fraction = self._looked_at / max(1, sum(bool(p.file) for p in self._request.photos))
        self._report(Progress(stage=stage, fraction=fraction, ready=self.ready))

    def _look(self, photo: VettingPhoto) -> Look:
        return Look(
            photo_id=photo.photo_id,
            content=self._folder.read(photo.file),
            kind=self._request.kind,
            new=photo.new,
            compare_faces=self._request.compare_faces,
            face=photo.face,
            was_print=photo.was_print,
        )


def _request(folder: JobFolder) -> VettingRequest:
    request = from_json(folder.read(REQUEST), VettingRequest)
    if not any(photo.new for photo in request.photos):
        raise JobFailed("request")
    return request


@contextmanager
def _told_by_code() -> Iterator[None]:
    """Only codes leave a body: each thing that goes wrong becomes one."""
    try:
        yield
    except (NotFound, StoreDamaged) as error:
        raise JobFailed("request") from error
    except ModelUnavailable as error:
        raise JobFailed("model") from error
