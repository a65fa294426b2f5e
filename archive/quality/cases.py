"""Cases of reading: a file, its truth, and the answer of the readers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.extract import evidence_holds, extract
from archive.extract.record import error_record, reading_record
from archive.process.files import file_record
from archive.read import Unreadable, read

Truth = Mapping[str, Any]


@dataclass(frozen=True)
class Case:
    """One file and its truth, in the shape of `expected.json`."""

    name: str
    path: Path
    truth: Truth

    @property
    def kind(self) -> str:
        return str(self.truth["kind"])

    @property
    def form(self) -> str:
        return str(self.truth.get("form") or "none")


@dataclass(frozen=True)
class Answer:
    """What `gongkai extract` says of a file, and the figures whose evidence does not hold."""

    record: Mapping[str, Any]
    broken: tuple[str, ...] = ()


def cases(folder: Path) -> list[Case]:
    """The cases below a folder, by name. Files of a `truth.jsonl` that are not there are left out."""
    found = []
    for path in sorted(folder.glob("*/expected.json")):
        page = next(path.parent.glob("page.*"))
        found.append(Case(path.parent.name, page, json.loads(path.read_text("utf-8"))))
    listed = folder / "truth.jsonl"
    for line in listed.read_text("utf-8").splitlines() if listed.exists() else ():
        truth = json.loads(line)
        if (folder / truth["file"]).exists():
            found.append(Case(truth["case"], folder / truth["file"], truth))
    return found


def answer(case: Case) -> Answer:
    """Reads the file of a case as `gongkai extract` would; a file made to do harm in a process of its own."""
    if case.truth.get("error"):
        return Answer(file_record(case.path))
    body = case.path.read_bytes()
    sha256 = hashlib.sha256(body).hexdigest()
    try:
        reading = extract(read(body, name=case.path.name))
    except Unreadable as error:
        return Answer(error_record(file=case.path.name, sha256=sha256, error=str(error)))
    printed = [f for f in reading.figures if f.qualifier != "derived"]
    broken = tuple(f.name for f in printed if not evidence_holds(f, reading.document))
    return Answer(reading_record(reading, file=case.path.name, sha256=sha256), broken)
