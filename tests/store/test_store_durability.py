"""What was reported as stored is there, whatever happens to the writer or the disk."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from store_samples import capture_of

from archive.process import check
from archive.store import Archive, ArchiveError

WRITER = """
import sys
from archive.store import Archive, checkpoints
from store_samples import capture_of
checkpoints.LOG = 300_000  # so that the log is copied many times
with Archive.open(sys.argv[1]) as archive:
    for i in range(int(sys.argv[2]), 10**9):
        archive.record(capture_of(f"p{i}", f"正文{i}" * 200))
        archive.record(capture_of(f"p{i - 1}", f"正文{i - 1}" * 199 + f"{i}", "2026-01-02T08:00:00Z"))
        if i % 7 == 0:
            archive.flush()
            print(i, flush=True)
"""
COMPACTER = """
import sys
from archive.store import Archive
from archive.store.compact import compact
with Archive.open(sys.argv[1]) as archive:
    print("begun", flush=True)
    compact(archive, int(sys.argv[2]))
"""


def kill_one(script: str, db: Path, argument: int, after: float) -> list[str]:
    """Starts a process, kills it `after` seconds from its first line, and gives the lines it printed."""
    with subprocess.Popen(
        [sys.executable, "-c", script, str(db), str(argument)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parent,
        text=True,
    ) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(after)
        os.kill(process.pid, signal.SIGKILL)
        # A line cut off in the middle was not reported.
        return [first.strip(), *process.stdout.read().split("\n")[:-1]]


@pytest.mark.parametrize("rounds", [4, pytest.param(100, marks=pytest.mark.full)])
def test_what_was_reported_as_stored_survives_kill_9(db: Path, rounds: int) -> None:
    Archive.open(db, create=True).close()
    chance = random.Random(9)
    last = 0
    for _ in range(rounds):
        reported = kill_one(WRITER, db, last + 1, chance.random() / 8)
        with Archive.open(db) as archive:
            for number in range(last + 1, int(reported[-1]) + 1):
                capture = capture_of(f"p{number}", f"正文{number}" * 200)
                assert archive.body(capture.sha256) == capture.body
                row = archive.conn.execute("SELECT sha256 FROM captures WHERE id = ?", (capture.id,))
                assert row.fetchone()["sha256"] == capture.sha256
            assert archive.conn.execute("PRAGMA quick_check").fetchone()[0] == "ok"
        last = int(reported[-1])
    with Archive.open(db) as archive:
        assert archive.conn.execute("SELECT count(*) FROM captures").fetchone()[0] >= 2 * last - 1
        assert list(check(archive, jobs=1)) == []


@pytest.mark.parametrize("rounds", [3, pytest.param(20, marks=pytest.mark.full)])
def test_compressing_again_survives_kill_9(db: Path, rounds: int) -> None:
    chance = random.Random(4)
    with Archive.open(db, create=True) as archive:
        frame = "".join(chr(chance.randrange(0x4E00, 0x5200)) for _ in range(4000))
        captures = [capture_of(f"{i}", f"{frame}{chance.random()}") for i in range(400)]
        for capture in captures:
            archive.record(capture)
    for number in range(rounds):
        kill_one(COMPACTER, db, 4 + number % 16, chance.random() / 3)
        with Archive.open(db) as archive:
            assert list(check(archive, jobs=1)) == []
            assert [archive.body(c.sha256) for c in captures[::40]] == [c.body for c in captures[::40]]


# -- a full disk


def fill_up(db: Path) -> str:
    """Records until the archive refuses, and gives what it says."""
    with Archive.open(db) as archive:
        for i in range(100, 10_000):
            try:
                archive.record(capture_of(f"{i}", random.Random(i).randbytes(20_000)))
            except ArchiveError as error:
                return str(error)
    return "it was never full"


def stored(db: Path) -> int:
    with Archive.open(db) as archive:
        assert list(check(archive, jobs=1)) == []
        return int(archive.conn.execute("SELECT count(*) FROM captures").fetchone()[0])


def small(db: Path) -> None:
    with Archive.open(db, create=True) as archive:
        for i in range(20):
            archive.record(capture_of(f"{i}", f"正文{i}" * 100))


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of four megabytes."""
    if os.geteuid() or not shutil.which("mount"):
        pytest.xfail("only root can mount a file system")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(tmp_path)], capture_output=True, text=True
    )
    if mounted.returncode:
        pytest.xfail(f"no file system can be mounted here: {mounted.stderr}")
    yield tmp_path
    subprocess.run(["umount", "-l", str(tmp_path)], check=True)


def test_a_full_disk(tiny_disk: Path) -> None:
    db = tiny_disk / "a.db"
    small(db)
    assert "The disk is full" in fill_up(db)
    assert stored(db) >= 20


def in_child(work: Callable[[], str]) -> str:
    """What `work` says in a process of its own, where it may give up rights."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        said = "it died"
        try:
            said = work()
        finally:
            os.write(write, said.encode())
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        said = pipe.read().decode()
    os.waitpid(child, 0)
    return said


def test_a_file_that_may_not_grow(db: Path) -> None:
    small(db)

    def work() -> str:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        return fill_up(db)

    said = in_child(work)
    assert said.startswith(("The disk is full", f"{db} cannot be read or written"))
    assert stored(db) >= 20


# -- a folder that cannot be written


@pytest.fixture
def closed_folder() -> Iterator[Path]:
    """A folder with an archive that an ordinary user may read and not write."""
    folder = Path(tempfile.mkdtemp(prefix="closed-"))
    small(folder / "a.db")
    (folder / "a.db").chmod(0o444)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def as_nobody(work: Callable[[], str]) -> str:
    def without_rights() -> str:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
        return work()

    return in_child(without_rights)


def sentence_of(work: Callable[[], object]) -> str:
    try:
        return f"done: {work()}"
    except ArchiveError as error:
        return str(error)


def read_some(db: Path) -> int:
    with Archive.open(db, read_only=True) as archive:
        archive.body(capture_of("3", "正文3" * 100).sha256)
        return int(archive.conn.execute("SELECT count(*) FROM captures").fetchone()[0])


def write_one(db: Path) -> str:
    with Archive.open(db) as archive:
        return archive.record(capture_of("new", "新"))


def test_an_archive_in_a_folder_that_cannot_be_written_is_read(closed_folder: Path) -> None:
    db = closed_folder / "a.db"
    assert not (closed_folder / "a.db-wal").exists()
    assert as_nobody(lambda: sentence_of(lambda: read_some(db))) == "done: 20"
    said = as_nobody(lambda: sentence_of(lambda: write_one(db)))
    assert said == f"{db} cannot be written: the file or its folder is read-only."


def test_an_archive_whose_log_was_left_in_such_a_folder(closed_folder: Path) -> None:
    """The log of a killed writer, copied along: nobody can read past it without writing, and that is said."""
    db = closed_folder / "a.db"
    closed_folder.chmod(0o755)
    db.chmod(0o644)
    kill_one(WRITER, db, 1, 0.05)
    for file in closed_folder.iterdir():
        file.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
    closed_folder.chmod(0o555)
    said = as_nobody(lambda: sentence_of(lambda: read_some(db)))
    assert said.startswith("done: ") or "cannot be opened" in said or "cannot be written" in said


def test_nothing_can_be_made_there(closed_folder: Path) -> None:
    said = as_nobody(lambda: sentence_of(lambda: Archive.open(closed_folder / "b.db", create=True)))
    assert said == f"{closed_folder}/b.db cannot be opened: the folder is missing, read-only or not a folder."
