"""What became of a batch, in a family's words: which are good, which are not and what to send."""

from collections import Counter

from markupsafe import Markup

from bot.handlers.photos import boards, names
from bot.screens import View, grid
from bot.turns import Turn
from core.domain.conversation import Button
from core.domain.element import Element
from core.domain.photo import Photo
from core.domain.vetting import Finding
from core.services import photo_board
from core.services.photo_batches import Outcome

#: Which of several findings is told, the one to act on first.
ORDER = (
    Finding.SEVERAL_FACES,
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


def worth_telling(outcome: Outcome) -> bool:
    return bool(outcome.judged or outcome.unfit or outcome.left)


def view(turn: Turn, outcome: Outcome) -> View:
    board = photo_board.board(turn.work, outcome.element)
    lines = [turn.tr("photos-told", title=names.title(turn, outcome.element))]
    lines += _counts(turn, outcome)
    stand = boards.good_line(turn, board)
    text = Markup("\n\n").join(
        [Markup("\n").join(lines), Markup("\n").join([stand, boards.next_line(turn, board)])]
    )
    return View(text=text, rows=grid(_buttons(turn, outcome, board), width=2))


def main_finding(photo: Photo) -> Finding | None:
    """The finding a photo is asked about."""
    if photo.blocked:
        return next((finding for finding in ORDER if finding in photo.findings), None)
    return Finding.UNSURE_WHO if photo.doubtful else None


def _counts(turn: Turn, outcome: Outcome) -> list[Markup]:
    lines = []
    if outcome.good:
        lines.append(turn.tr("photos-told-good", count=outcome.good))
    doubts = Counter(main_finding(photo) for photo in outcome.doubtful)
    unfit = Counter(outcome.unfit)
    for finding in Finding:
        if count := doubts[finding] + unfit[finding]:
            lines.append(turn.tr(_words(finding, outcome.element), count=count))
    notes = Counter(finding for photo in outcome.judged for finding in photo.findings)
    lines += [
        turn.tr(f"photos-finding-{note}", count=notes[note]) for note in NOTES if notes[note]
    ]
    if outcome.left:
        lines.append(turn.tr("photos-told-left", count=outcome.left))
    return lines


def _words(finding: Finding, element: Element) -> str:
    """What is said of a finding; of two, there is nobody to choose in a crowd."""
    crowd = finding is Finding.SEVERAL_FACES and element.of_two
    return "photos-finding-others-too" if crowd else f"photos-finding-{finding}"


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
    return [*buttons, turn.button("photos-board", "photos.element", element_id)]
