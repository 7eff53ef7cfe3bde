"""What comes and cannot be kept: a kind that nobody reads, or a file too large to be fetched.

An album holds several of them, so what is said is the photos' to say, once for all. What is
changed in a message that was taken in already is kept while its story is told and read back;
later nobody can tell what became of it, so who changed it hears how it is put right.
"""

from bot.turns import Turn

UNFIT = "photos.unfit"  #: the answer that says it; its argument names the words
REWORDED = "session.reworded"  #: the answer that takes a changed message for a correction


def other_kind(turn: Turn) -> None:
    """A video, a sticker, a place."""
    _say(turn, "bot-other-kind")


def edited(turn: Turn) -> None:
    """A message of theirs reads otherwise now."""
    route = turn.services.routes.answers.get(REWORDED)
    if route is None:
        stays(turn)
    else:
        route.handler(turn, "")


def stays(turn: Turn) -> None:
    """What a changed message said before is kept; of what is kept just so, nothing is said.

    Telegram may bring one again of which nothing that can be read has changed.
    """
    now = turn.incoming.argument.strip()
    if not now or not any(now in memory.words for memory in turn.work.memories.all()):
        _say(turn, "bot-edited")


def lacks_file(turn: Turn) -> bool:
    """Whether what was sent along could not be fetched; it is said what to do."""
    lacking = bool(turn.incoming.file_id) and turn.file is None
    if lacking:
        photo = turn.incoming.may_be_photo
        _say(turn, "bot-photo-too-large" if photo else "bot-file-too-large")
    return lacking


def _say(turn: Turn, words: str) -> None:
    route = turn.services.routes.answers.get(UNFIT)
    if route is None:
        turn.tell(turn.tr(words))
    else:
        route.handler(turn, words)
