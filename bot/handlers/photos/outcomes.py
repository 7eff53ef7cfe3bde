"""What became of a batch, in a family's words: which are good, which are not and what to send.

On a slow line photos come one by one, each a batch of its own: they share one message, as its
button to the board keeps of which photos it told. What comes as an album is told below it.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime

from markupsafe import Markup

from bot.handlers.photos import boards, bursts, names
from bot.screens import View, grid
from bot.turns import Turn
from core.domain.conversation import Button, Screen
from core.domain.element import Element
from core.domain.photo import Photo
from core.domain.vetting import Finding
from core.services import photo_board
from core.services.photo_batches import Outcome

#: Which of several findings is told, the one to act on first.
ORDER = (
    Finding.SEVERAL_FACES,
    Finding.SAYS_MADE,
    Finding.NOT_BOTH,
    Finding.SOMEBODY_ELSE,
    Finding.PEOPLE,
    Finding.SAME,
    Finding.NO_FACE,
    Finding.SMALL_FACE,
    Finding.SMALL,
    Finding.BLURRED,
    Finding.DARK,
    Finding.BRIGHT,
)
NOTES = (Finding.STRAIGHTENED, Finding.GREY, Finding.SOFT)
TOLD = "photos.told"  #: to the board; its argument names the element, when, and what of
_ONE_BY_ONE = 2  #: files of a batch, at most: more came together
_UNFIT = "!"  #: before what was found of a file that could not be kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A message in which something was told a moment ago."""

    screen: Screen
    of: str  #: photo ids and findings, as `_with_earlier` reads them


def told_lately(turn: Turn, element_id: str) -> Told | None:
    """What was told last of this element in this chat, where more may still be on its way."""
    last = None
    for screen in sorted(turn.work.open_screens(turn.chat_id), key=lambda screen: screen.number):
        for button in screen.buttons:
            if button.action == TOLD:
                about, at, of = button.argument.split(" ")
                joins = of and turn.now - datetime.fromisoformat(at) < bursts.TOGETHER
                last = Told(screen=screen, of=of) if joins and about == element_id else None
    return last


def _with_earlier(turn: Turn, outcome: Outcome, of: str) -> Outcome:
    """The same together with what was told before, as it stands now."""
    marks = [mark for mark in of.split(",") if mark]
    ids = [mark for mark in marks if not mark.startswith(_UNFIT)]
    unfit = [Finding(mark[1:]) for mark in marks if mark.startswith(_UNFIT)]
    known = [photo for photo in map(turn.work.photos.find, ids) if photo is not None]
    found = [photo for photo in known if photo.element_id == outcome.element.id]  # not moved since
    judged = {photo.id: photo for photo in (*found, *outcome.judged) if photo.judged}
    return replace(outcome, judged=tuple(judged.values()), unfit=(*unfit, *outcome.unfit))


def _in_marks(outcome: Outcome) -> str:
    unfit = (f"{_UNFIT}{finding}" for finding in outcome.unfit)
    return ",".join([*(photo.id for photo in outcome.judged), *unfit])


def worth_telling(outcome: Outcome) -> bool:
    return bool(outcome.judged or outcome.unfit or outcome.left)


def view(turn: Turn, outcome: Outcome, *, earlier: str = "") -> View:
    """What became of a batch, and of what was told just before it."""
    one_by_one = len(outcome.judged) + len(outcome.unfit) <= _ONE_BY_ONE
    outcome = _with_earlier(turn, outcome, earlier)
    board = photo_board.board(turn.work, outcome.element)
    lines = [turn.tr("photos-told", title=names.title(turn, outcome.element))]
    lines += _counts(turn, outcome)
    stand = boards.good_line(turn, board)
    text = Markup("\n\n").join(
        [Markup("\n").join(lines), Markup("\n").join([stand, boards.next_line(turn, board)])]
    )
    buttons = _buttons(turn, outcome, board)
    told = (outcome.element.id, turn.now.isoformat(), _in_marks(outcome) if one_by_one else "")
    buttons.append(turn.button("photos-board", TOLD, " ".join(told)))
    return View(text=text, rows=grid(buttons, width=2))


def main_finding(photo: Photo) -> Finding | None:
    """The finding a photo is asked about."""
    if photo.blocked:
        return next((finding for finding in ORDER if finding in photo.findings), None)
    return Finding.UNSURE_WHO if photo.doubtful else None


def _counts(turn: Turn, outcome: Outcome) -> list[Markup]:
    lines = []
    if outcome.good:
        lines.append(turn.tr("photos-told-good", count=outcome.good))
    lines += [turn.tr(words, count=count) for words, count in _reasons(outcome).items()]
    notes = Counter(finding for photo in outcome.judged for finding in photo.findings)
    lines += [
        turn.tr(f"photos-finding-{note}", count=notes[note]) for note in NOTES if notes[note]
    ]
    if outcome.left:
        lines.append(turn.tr("photos-told-left", count=outcome.left))
    return lines


def _reasons(outcome: Outcome) -> Counter[str]:
    """What is said of those that are not good, and of how many, in the order it is said."""
    reasons: Counter[str] = Counter()
    for finding in Finding:
        asked = [photo for photo in outcome.doubtful if main_finding(photo) is finding]
        reasons.update(_words(finding, outcome.element, photo) for photo in asked)
        if count := outcome.unfit.count(finding):
            reasons[f"photos-finding-{finding}"] += count
    return reasons


def _words(finding: Finding, element: Element, photo: Photo) -> str:
    """What is said of a finding; of a crowd, by whether there is anybody to choose on it."""
    if finding is not Finding.SEVERAL_FACES:
        return f"photos-finding-{finding}"
    if element.of_two:
        return "photos-finding-others-too"
    return f"photos-finding-{finding}" if photo.parted else "photos-finding-crowd"


def _buttons(turn: Turn, outcome: Outcome, board: photo_board.Board) -> list[Button]:
    element_id = outcome.element.id
    buttons = []
    if board.doubtful:
        buttons.append(
            turn.button("photos-doubts", "photos.doubts", element_id, count=board.doubtful)
        )
    if outcome.left:
        buttons.append(turn.button("photos-again", "photos.again", element_id))
    buttons += boards.teach_button(turn, board)
    return buttons
