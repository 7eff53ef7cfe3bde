"""Places and pets: whether the model knows them is seen before anything is learnt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.handlers import teaching
from bot.handlers.given_up import WAITS
from core.domain import picture_files as names
from core.domain.circle import Role
from core.domain.element import Element
from core.domain.job import JobKind, Queue, Ticket
from core.domain.picture import Recipe
from core.domain.vetting import PhotoVerdict
from core.errors import JobFailed
from core.ports import Report, Stopped
from core.prompting.recipe_codec import recipe_from_json
from core.services import elements, persons
from core.services.knowing import PICTURES
from tests.fakes.turns import joined
from tests.integration.photos.darkroom import Darkroom, jpeg
from tests.integration.photos.test_elements import adds


@dataclass(slots=True, kw_only=True)
class Trial:
    """A family with a place and a pet, and a worker that draws at once."""

    room: Darkroom
    failure: str = ""
    drawn: list[Recipe] = field(default_factory=list)

    def asks(self, kind: str, name: str, noun: str) -> None:
        """From the board of something new to its pictures."""
        adds(self.room, kind, name)
        self.room.ana.tap(noun)
        self.room.ana.tap("Ver si ya sé dibujarlo")

    def draws(self) -> None:
        self.room._deliver()
        while self.room.kit.jobs.run_next({JobKind.TRY: self._draw}):
            pass
        self.room.looks(after=timedelta(seconds=1))

    @property
    def element(self) -> Element:
        return self.room.elements()[-1]

    def _draw(self, ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
        if self.failure:
            raise JobFailed(self.failure)
        folder = self.room.kit.services.job_folders.folder(ticket.job_id)
        self.drawn.append(recipe_from_json(folder.read(names.RECIPE)))
        made = [names.marked(number) for number in range(1, PICTURES + 1)]
        for shade, name in enumerate(made):
            folder.write(name, jpeg(shade=10 * shade))
        return made


@pytest.fixture
def trial(tmp_path: Path) -> Iterator[Trial]:
    room = Darkroom.open(tmp_path)
    routes = joined(room.kit.services.routes, teaching.routes())
    room.kit.services = replace(room.kit.services, routes=routes)
    room.kit.jobs._queue = Queue.GPU
    room.kit.jobs._serving.add(Queue.GPU)
    with room.kit:
        yield Trial(room=room)


def test_the_board_of_a_place_offers_to_see_first(trial: Trial) -> None:
    adds(trial.room, "Un sitio", "La Alhambra")
    trial.room.ana.tap("Una casa")
    assert "¿Vemos antes si ya sé dibujarlo?" in trial.room.ana.last.text
    assert trial.room.ana.last.labels[0] == "Ver si ya sé dibujarlo"


def test_a_thing_is_only_learnt_from_photos(trial: Trial) -> None:
    adds(trial.room, "Una cosa", "La Pepa")
    trial.room.ana.tap("Un coche")
    assert "Ver si ya sé dibujarlo" not in trial.room.ana.last.labels


def test_a_place_is_drawn_by_its_name_and_a_pet_by_what_it_is(trial: Trial) -> None:
    trial.asks("Un sitio", "La Alhambra", "Una casa")
    trial.draws()
    trial.asks("Un animal", "Zascandil", "Un perro")
    trial.draws()
    place, pet = trial.drawn
    assert place.phrases[0].text == "La Alhambra, a house"
    assert pet.phrases[0].text == "a dog"
    assert not place.adapters
    assert len(place.seeds) == PICTURES


def test_what_it_drew_is_shown_beside_real_photos(trial: Trial) -> None:
    adds(trial.room, "Un sitio", "La casa", phone=None)
    trial.room.ana.tap("Una casa")
    trial.room.verdicts = {0: PhotoVerdict(photo_id="")}
    trial.room.kit.jobs._queue = Queue.CPU
    trial.room.receives(jpeg())
    trial.room.kit.jobs._queue = Queue.GPU
    trial.room.ana.tap("Ver cómo vamos")
    trial.room.ana.tap("Ver si ya sé dibujarlo")
    trial.draws()
    [photo] = trial.room.photos()
    assert list(trial.room.ana.last.payload["album"]) == [photo.media_id, *trial.element.tried_ids]
    assert "Lo primero es una foto de verdad" in trial.room.ana.last.text


def test_what_it_knows_needs_no_lesson(trial: Trial) -> None:
    trial.asks("Un sitio", "La Alhambra", "Una casa")
    trial.draws()
    trial.room.ana.tap("Sí, es así")
    assert "sale por su nombre" in trial.room.ana.last.text
    assert trial.element.known
    assert trial.element.known_as == "La Alhambra, a house"
    assert not trial.element.taught
    assert not trial.element.tried_ids
    trial.room.ana.tap("Ver cómo vamos")
    assert "Ya sé dibujarlo" in trial.room.ana.last.text


def test_what_it_does_not_know_leads_to_photos(trial: Trial) -> None:
    trial.asks("Un animal", "Zascandil", "Un perro")
    trial.draws()
    trial.room.ana.tap("No, no es así")
    assert "Mándalas" in trial.room.ana.last.text
    assert not trial.element.known
    assert "Ver si ya sé dibujarlo" not in trial.room.ana.last.labels


def test_another_name_has_to_be_seen_again(trial: Trial) -> None:
    trial.asks("Un sitio", "La Alhambra", "Una casa")
    trial.draws()
    trial.room.ana.tap("Sí, es así")
    trial.room.ana.tap("Ver cómo vamos")
    trial.room.ana.tap("Cambiar")
    trial.room.ana.tap("Nombre")
    trial.room.ana.words("La Mezquita")
    assert not trial.element.known


def test_where_photos_are_enough_nobody_is_asked_to_do_without(trial: Trial) -> None:
    adds(trial.room, "Un sitio", "La casa", phone=None)
    trial.room.ana.tap("Una casa")
    trial.room.verdicts = {number: PhotoVerdict(photo_id="") for number in range(5)}
    trial.room.kit.jobs._queue = Queue.CPU
    trial.room.receives(*(jpeg(shade=20 * number) for number in range(5)))
    trial.room.kit.jobs._queue = Queue.GPU
    trial.room.ana.tap("Ver cómo vamos")
    assert "Ver si ya sé dibujarlo" not in trial.room.ana.last.labels
    assert trial.room.ana.last.labels[0] == "Aprender con ellas"


def test_while_all_is_paused_nobody_is_asked_whether_it_knows(trial: Trial) -> None:
    trial.asks("Un animal", "Zascandil", "Un perro")
    with trial.room.kit.look() as work:
        persons.rest(work)
        work.commit()
    told = len(trial.room.ana.seen)
    trial.draws()
    assert [seen.text for seen in trial.room.ana.seen[told:]] == [
        "He terminado con: <b>Zascandil</b>."
    ]
    assert trial.element.tried_ids


def test_it_can_be_called_off(trial: Trial) -> None:
    trial.asks("Un animal", "Zascandil", "Un perro")
    trial.room.ana.tap("Dejarlo")
    trial.draws()
    assert not trial.element.tried_ids
    assert "Ver si ya sé dibujarlo" in trial.room.ana.last.labels


def test_where_nothing_can_be_drawn_photos_are_the_way(trial: Trial) -> None:
    trial.failure = "model"
    trial.asks("Un animal", "Zascandil", "Un perro")
    trial.draws()
    assert "Manda fotos y lo aprendo con ellas" in trial.room.ana.last.text


def test_a_name_that_is_never_drawn_is_refused(trial: Trial) -> None:
    trial.asks("Un sitio", "La playa nudista", "Una playa")
    trial.draws()
    assert not trial.drawn


def test_nobody_waits_for_pictures_of_what_was_taken_away_meanwhile(trial: Trial) -> None:
    trial.asks("Un sitio", "La casona", "Una casa")
    with trial.room.kit.look() as work:
        elements.remove(work, trial.element.id, now=trial.room.kit.clock.now())
        work.commit()
    trial.draws()
    trial.room.ana.read()
    assert "Ya no sigo con esto" in trial.room.ana.last.text


def waits(trial: Trial) -> list[str]:
    """What is still to be tapped on a message at which somebody waits."""
    with trial.room.kit.look() as work:
        screens = work.open_screens(trial.room.ana.account_id)
    return [b.action for s in screens for b in s.buttons if b.action in WAITS]


@pytest.mark.parametrize("failure", ["", "model"])
def test_who_may_not_see_it_any_more_does_not_wait_for_it(trial: Trial, failure: str) -> None:
    trial.failure = failure
    trial.asks("Un animal", "Zascandil", "Un perro")
    registry = trial.room.kit.services.registry
    (ana,) = registry.members(trial.room.patient_id)
    registry.join(replace(ana, role=Role.RELATIVE))
    told = len(trial.room.ana.seen)
    trial.draws()
    (ended,) = trial.room.ana.seen[told:]
    assert ended.text == "He terminado con: <b>Zascandil</b>."
    assert waits(trial) == []


@pytest.mark.parametrize("gone", [False, True])
def test_while_all_is_paused_nobody_waits_for_what_came_to_nothing(
    trial: Trial, gone: bool
) -> None:
    trial.failure = "model"
    trial.asks("Un animal", "Zascandil", "Un perro")
    with trial.room.kit.look() as work:
        if gone:
            elements.remove(work, trial.element.id, now=trial.room.kit.clock.now())
        persons.rest(work)
        work.commit()
    told = len(trial.room.ana.seen)
    trial.draws()
    trial.room.ana.read()
    (ended,) = trial.room.ana.seen[told:]
    assert "replaces" in ended.payload
    assert waits(trial) == []
