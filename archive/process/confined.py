"""Work on files of strangers in a process of its own, under limits of time and memory.

    confined(read, body, url=url)        the result of read(body, url=url), or its Unreadable

PDF, office files and pictures are read by libraries that were not made for files that mean harm, and a page
may be made to cost hours. The process is kept for the next file; one that used up its time, needed too much
memory or crashed is replaced by a new one, and the file it died over is Unreadable.
"""

from __future__ import annotations

import atexit
import os
import pickle
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock
from traceback import extract_tb
from typing import IO, Any, ParamSpec, TypeVar, cast

from archive.read import Unreadable, media_type

# Seconds of processor time, whatever else the machine does, and bytes of memory.
SECONDS = 20
SECONDS_PER_MEGABYTE = 20
# What is larger than five megabytes is so by its pictures and fonts.
MOST_SECONDS_FOR_SIZE = 100
SECONDS_FOR_PICTURES = 160
# A page of a PDF whose text is damaged is read as a picture too.
SECONDS_FOR_PAGES = 40
MEMORY = 3 << 30
_SIZE = 8

P = ParamSpec("P")
T = TypeVar("T")


class Confined:
    """One process, started when it is first needed. `seconds` of processor time are for each call."""

    def __init__(self, seconds: int = SECONDS, memory: int = MEMORY) -> None:
        self.seconds = seconds
        self.memory = memory
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = Lock()

    def __call__(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`work(*args, **kwargs)`, done there; raises Unreadable. All of them must be such as pickle takes.

        A fault of ours over one file must not cost the others: it comes back as Unreadable, with its place.
        """
        seconds = self.seconds + sum(map(_allowance, args))
        with self._lock:
            answer = self._ask((work, args, kwargs, seconds), seconds)
        if isinstance(answer, Unreadable):
            raise answer
        return cast(T, answer)

    def close(self) -> None:
        """Ends the process and whatever it has started."""
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()
        process.wait()

    def _ask(self, request: tuple[object, ...], seconds: int) -> object:
        process = self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            _send(process.stdin, request)
            return _receive(process.stdout)
        except (EOFError, OSError):
            return Unreadable(_reason(self._ended(process), seconds))
        except BaseException:
            self.close()  # its answer would be taken for that of the next call
            raise

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            call = f"from archive.process.confined import serve; serve({self.memory})"
            root = str(Path(__file__).resolve().parents[2])
            paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
            self._process = subprocess.Popen(
                [sys.executable, "-c", call],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": paths, "OMP_NUM_THREADS": "1"},
                start_new_session=True,
            )
        return self._process

    def _ended(self, process: subprocess.Popen[bytes]) -> int:
        """How the process died; its own children die with it."""
        with suppress(subprocess.TimeoutExpired):
            process.wait(5)
        self.close()
        return process.returncode or 0


confined = Confined()
atexit.register(confined.close)


def _allowance(value: object) -> int:
    """Further seconds for large files, and for those that are nothing but pictures to recognise words in."""
    if not isinstance(value, bytes):
        return 0
    pdf = value.startswith(b"%PDF")
    scan = pdf and b"/Image" in value and b"/Font" not in value
    pictures = scan or media_type(value).startswith("image/")
    more = SECONDS_FOR_PICTURES if pictures else SECONDS_FOR_PAGES if pdf else 0
    return min(SECONDS_PER_MEGABYTE * len(value) // 1_000_000, MOST_SECONDS_FOR_SIZE) + more


def serve(memory: int) -> None:
    """What the process does: work on what comes in until nothing comes. Only answers go to its output."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while True:
        try:
            work, args, kwargs, seconds = _receive(requests)
        except EOFError:
            return
        # Nothing catches this signal: it ends the process, also out of a loop in a library.
        signal.setitimer(signal.ITIMER_PROF, seconds)
        answer = _done(work, args, kwargs)
        signal.setitimer(signal.ITIMER_PROF, 0)
        _send(answers, answer)


def _done(work: Callable[..., object], args: tuple[object, ...], kwargs: dict[str, object]) -> object:
    try:
        return work(*args, **kwargs)
    except Unreadable as unreadable:
        return unreadable
    except MemoryError:
        return Unreadable("Reading the file needs more memory than it may have.")
    except Exception as fault:  # noqa: BLE001 (recorded: the message names fault and place)
        return Unreadable(described(fault))


def described(fault: BaseException) -> str:
    """A fault of ours with the place in our code where it came up."""
    ours = [frame for frame in extract_tb(fault.__traceback__) if "archive" in Path(frame.filename).parts]
    place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "?"
    return f"读取程序出错（{place}，{type(fault).__name__}: {fault}）"


def _reason(status: int, seconds: int) -> str:
    if status == -signal.SIGPROF:
        return f"Reading the file took more than {seconds} seconds of processor time."
    return "The process that read the file died over it."


def _send(pipe: IO[bytes], message: object) -> None:
    body = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    pipe.write(len(body).to_bytes(_SIZE, "big") + body)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> Any:
    size = int.from_bytes(_exactly(pipe, _SIZE), "big")
    return pickle.loads(_exactly(pipe, size))


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    body = pipe.read(size)
    if len(body) < size:
        raise EOFError
    return body
