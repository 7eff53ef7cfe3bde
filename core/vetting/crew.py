"""A few processes that look at photos, each at one at a time.

Decoders of strangers' bytes may crash or never end: a process to which that happens is
replaced, and the photo it held counts as broken. They see no settings and no keys, talk
through pipes only, and end when whoever started them ends.
"""

import logging
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import IO, Any, cast

import core
from core.domain.vetting import Finding
from core.errors import ModelUnavailable, StoreDamaged
from core.vetting.sights import Look, Preparation, Sight

log = logging.getLogger(__name__)

MOST_MEMBERS = 4
LOADING_PATIENCE_S = 120.0
PATIENCE_S = 30.0  #: for one photo; a large one takes one second
_STOP_POLLING_S = 0.1
_COMMAND = (sys.executable, "-m", "core.vetting.looker_process")
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "TMPDIR")
_BROKEN = Sight(findings=(Finding.BROKEN,))


class Crew:
    """Processes that have loaded what they need; use it in a `with`."""

    def __init__(
        self,
        preparation: Preparation,
        *,
        members: int,
        command: Sequence[str] = _COMMAND,
        patience_s: float = PATIENCE_S,
    ) -> None:
        self._preparation = preparation
        self._command = command
        self._patience_s = patience_s
        self._idle: SimpleQueue[_Member] = SimpleQueue()
        self._threads = ThreadPoolExecutor(members, thread_name_prefix="crew")
        self._closed = threading.Event()
        self._members = [_Member(command) for _ in range(members)]

    def __enter__(self) -> "Crew":
        try:
            for member in self._members:
                member.begin(self._preparation)
            for member in self._members:
                member.await_ready()
                self._idle.put(member)
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    def look(
        self, looks: Mapping[str, Callable[[], Look]], *, stopped: Callable[[], bool]
    ) -> Iterator[tuple[str, Sight]]:
        """What is seen on each photo, as it is done; ends early when told to stop."""
        pending: dict[Future[Sight], str] = {
            self._threads.submit(self._seen, make): photo_id for photo_id, make in looks.items()
        }
        while pending and not stopped():
            done, _ = wait(pending, timeout=_STOP_POLLING_S, return_when=FIRST_COMPLETED)
            for future in sorted(done, key=list(pending).index):
                yield pending.pop(future), future.result()

    def _seen(self, make: Callable[[], Look]) -> Sight:
        try:
            look = make()
        except StoreDamaged:  # it was damaged where it was kept; the others are not
            return _BROKEN
        member = self._idle.get()
        try:
            for _ in range(2):  # what a process died of may have been something else
                try:
                    return member.look(look, patience_s=self._patience_s)
                except _Died as death:
                    log.warning("a photo ended the process that looked at it")
                    member = self._replaced(member)
                    if death.out_of_patience:
                        break
            return _BROKEN
        finally:
            self._idle.put(member)

    def _replaced(self, member: "_Member") -> "_Member":
        member.end()
        if self._closed.is_set():
            return member
        fresh = _Member(self._command)
        self._members[self._members.index(member)] = fresh
        fresh.begin(self._preparation)
        fresh.await_ready()
        return fresh

    def _close(self) -> None:
        self._closed.set()
        for member in list(self._members):
            member.end()
        self._threads.shutdown(cancel_futures=True)
        for member in self._members:  # one may have been replaced meanwhile
            member.end()


class _Died(Exception):
    """The process ended, by itself or because it took too long."""

    def __init__(self, *, out_of_patience: bool) -> None:
        super().__init__()
        self.out_of_patience = out_of_patience


class _Member:
    """One process."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            start_new_session=True,  # an interrupt is for whoever started it
        )
        self._asking = cast(IO[bytes], self._process.stdin)
        self._answering = cast(IO[bytes], self._process.stdout)

    def begin(self, preparation: Preparation) -> None:
        """Tell it what to load."""
        try:
            send(self._asking, preparation)
        except OSError as error:
            raise ModelUnavailable("a looking process ended", reason="faces") from error

    def await_ready(self) -> None:
        """Wait until it has loaded that; ModelUnavailable when it cannot."""
        try:
            reason = self._answer(LOADING_PATIENCE_S)
        except _Died as error:
            raise ModelUnavailable("a looking process ended", reason="faces") from error
        if reason:
            raise ModelUnavailable("a looking process found no networks", reason=reason)

    def look(self, look: Look, *, patience_s: float) -> Sight:
        try:
            send(self._asking, look)
        except OSError as error:
            raise _Died(out_of_patience=False) from error
        answer = self._answer(patience_s)
        if isinstance(answer, Sight):
            return answer
        log.warning("a photo could not be looked at: %s", answer)
        return _BROKEN

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._asking, self._answering):
            try:
                pipe.close()
            except OSError:  # what was not sent yet cannot be
                continue

    def _answer(self, patience_s: float) -> Any:
        lost_patience = threading.Event()

        def give_up() -> None:
            lost_patience.set()
            self._process.kill()

        timer = threading.Timer(patience_s, give_up)
        timer.start()
        try:
            return receive(self._answering)
        except (EOFError, OSError, ValueError) as error:
            raise _Died(out_of_patience=lost_patience.is_set()) from error
        finally:
            timer.cancel()


def _environment() -> dict[str, str]:
    """Enough to run Python, and not the settings."""
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    root = Path(core.__path__[0]).parent
    return kept | {"PYTHONPATH": str(root), "OMP_NUM_THREADS": "1"}


def send(pipe: IO[bytes], message: Any) -> None:
    """Write one message, with its length before it."""
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(len(body).to_bytes(8, "big"))
    pipe.write(body)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Any:
    """Read one message; EOFError when the other side has ended."""
    length = pipe.read(8)
    body = pipe.read(int.from_bytes(length, "big")) if len(length) == 8 else b""
    if not body:
        raise EOFError
    return pickle.loads(body)  # noqa: S301 - from our own process
