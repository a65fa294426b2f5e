"""Work in a process of its own: what is slow, greedy, wrong or dead costs one file, the next is read."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from archive.process.confined import Confined
from archive.process.files import file_record
from archive.process.patience import OutOfTime, patience
from archive.read import MAX_BYTES, Unreadable


@pytest.fixture
def confined() -> Iterator[Confined]:
    process = Confined(seconds=1, memory=1 << 30)
    yield process
    process.close()


def test_an_answer_comes_back_and_the_process_is_kept(confined: Confined) -> None:
    first = confined(os.getpid)
    assert first != os.getpid()
    assert confined(divmod, 7, 2) == (3, 1)
    assert confined(os.getpid) == first


def test_what_never_ends_is_ended(confined: Confined) -> None:
    with pytest.raises(Unreadable, match="more than 1 seconds of processor time"):
        confined(eval, "sum(1 for _ in iter(int, 1))")
    assert confined(abs, -1) == 1


def test_a_loop_in_c_is_ended_too(confined: Confined) -> None:
    with pytest.raises(Unreadable, match="processor time"):
        confined(pow, 3, 10**9)


def test_what_takes_too_much_memory_is_refused(confined: Confined) -> None:
    with pytest.raises(Unreadable, match="more memory"):
        confined(bytes, 1 << 31)
    assert confined(abs, -1) == 1


def test_a_crash_costs_one_file(confined: Confined) -> None:
    with pytest.raises(Unreadable, match="died"):
        confined(os.abort)
    assert confined(abs, -1) == 1


def test_a_fault_of_ours_is_named(confined: Confined) -> None:
    with pytest.raises(Unreadable, match="ZeroDivisionError"):
        confined(divmod, 1, 0)


def test_what_libraries_print_is_no_answer(confined: Confined) -> None:
    assert confined(print, "noise") is None
    assert confined(os.write, 1, b"noise") == 5
    assert confined(abs, -2) == 2


def test_its_own_children_die_with_it(confined: Confined) -> None:
    child = confined(os.spawnlp, os.P_NOWAIT, "sleep", "sleep", "600")
    with pytest.raises(Unreadable):
        confined(os.abort)
    deadline = time.monotonic() + 10
    while _is_alive(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _is_alive(child)


def _is_alive(pid: int) -> bool:
    try:
        return " Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


def test_patience_ends_work_in_this_process() -> None:
    before = signal.getsignal(signal.SIGPROF)
    with pytest.raises(OutOfTime), patience(0.05):
        sum(1 for _ in iter(int, 1))
    assert signal.getsignal(signal.SIGPROF) is before
    with patience(5):
        pass


def test_patience_outside_the_main_thread_does_not_limit() -> None:
    said: list[bool] = []

    def work() -> None:
        with patience(0.01):
            said.append(True)

    thread = Thread(target=work)
    thread.start()
    thread.join()
    assert said == [True]


def test_a_file_of_any_kind_has_a_record(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text("<p>定于3月5日召开听证会。</p>", encoding="utf-8")
    assert file_record(page)["text"] == "定于3月5日召开听证会。"
    assert "cannot be opened" in file_record(tmp_path / "none")["error"]
    assert f"at most {MAX_BYTES:,}" in file_record(tmp_path)["error"]
    page.write_bytes(b"%PDF-1.4 cut off")
    record = file_record(page)
    assert "damaged" in record["error"]
    assert record["sha256"]
    assert record["figures"] is None
