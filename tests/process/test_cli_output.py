"""Output that cannot be written costs one sentence, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from archive.text.counts import counted

FULL = Path("/dev/full")


def run(out: object, *call: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "archive.cli", *(call or ("sites", "list"))],
        stdout=out,  # type: ignore[call-overload]
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | environment,
        check=False,
    )


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("call", ["sites list", "--help", "--version", "read --help", "sites list --help"])
def test_a_full_disk_is_said_in_a_sentence(call: str) -> None:
    with FULL.open("w") as out:
        done = run(out, *call.split())
    assert done.returncode == 2
    assert done.stderr == "Error: The output cannot be written: No space left on device.\n"


def test_an_encoding_without_chinese_is_named() -> None:
    done = run(subprocess.DEVNULL, PYTHONIOENCODING="ascii")
    assert done.returncode == 2
    assert done.stderr.startswith("Error: The output cannot be written: its encoding is ascii;")


def test_one_is_no_many() -> None:
    said = [counted(number, "body", "bodies") for number in (0, 1, 2, 1901)]
    assert said == ["0 bodies", "1 body", "2 bodies", "1,901 bodies"]
    assert counted(1, "row") == "1 row"
