"""How far a check has come, in a file beside the archive, so that a stopped one can be taken up."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from pathlib import Path

SECONDS = 5.0


class CheckLog:
    """`stage` and `after` are empty, and `problems` too, where there is nothing to go on with."""

    def __init__(self, archive_path: Path, *, restart: bool = False) -> None:
        self.path = archive_path.with_name(archive_path.name + ".check")
        self.stage = self.after = ""
        self.problems: list[str] = []
        self._written = time.monotonic()
        if restart:
            self.clear()
        with suppress(OSError, ValueError, KeyError, TypeError):  # else it is begun anew
            found = json.loads(self.path.read_text(encoding="utf-8"))
            self.stage, self.after, self.problems = found["stage"], found["after"], list(found["problems"])

    def note(self, stage: str, after: str) -> None:
        """All up to here is checked; written down every few seconds."""
        self.stage, self.after = stage, after
        if time.monotonic() - self._written >= SECONDS:
            self.write()

    def write(self) -> None:
        """In a folder that cannot be written a check cannot be taken up: it is done all the same."""
        record = {"stage": self.stage, "after": self.after, "problems": self.problems}
        partial = self.path.with_name(f".{self.path.name}.partial")
        with suppress(OSError):
            partial.write_text(json.dumps(record), encoding="utf-8")
            partial.replace(self.path)
        self._written = time.monotonic()

    def clear(self) -> None:
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
