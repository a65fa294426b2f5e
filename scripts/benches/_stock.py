"""Datasette as it comes, the peer of several benchmarks: without our plugin, which is installed beside it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

# Datasette loads every plugin that is installed, ours too, except where it takes itself for tested.
PROGRAM = "import sys; sys._called_from_test = True; from datasette.cli import cli; cli()"


def stock(path: Path, settings: Mapping[str, int]) -> list[str]:
    """The command that serves an archive; a port is to follow."""
    words = [word for name, value in settings.items() for word in ("--setting", name, str(int(value)))]
    return [sys.executable, "-c", PROGRAM, "serve", str(path), *words, "--port"]
