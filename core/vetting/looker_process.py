"""A process of the crew: `python -m core.vetting.looker_process`, spoken to through its pipes.

The first message says what to load, and is answered by an empty word or the reason why it
cannot be; each further one is a photo, answered by what is seen on it, or by the name of what
went wrong.
"""

import os
import resource
import sys

from core.errors import ModelUnavailable
from core.vetting.crew import receive, send
from core.vetting.sights import Look, Preparation, Sight


def main() -> int:
    """Look at photos until nobody asks any more."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash must leave no photo on the disk
    questions = sys.stdin.buffer
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # libraries print where they like
    try:
        looker = _Looking()
        send(answers, looker.prepared(receive(questions)))
        while True:
            send(answers, looker.seen(receive(questions)))
    except (EOFError, BrokenPipeError):
        return 0


class _Looking:
    def prepared(self, preparation: Preparation) -> str:
        try:
            import cv2

            from core.vetting.looking import Looker

            cv2.setNumThreads(1)
            self._looker = Looker()
            self._looker.prepare(preparation)
        except ImportError:
            return "not-installed"
        except ModelUnavailable as error:
            return error.reason
        return ""

    def seen(self, look: Look) -> Sight | str:
        try:
            return self._looker.look(look)
        except Exception as error:  # the outermost loop: one photo must not end the others
            return type(error).__name__


if __name__ == "__main__":
    raise SystemExit(main())
