"""`/method`: how figures are read, checked and put together, as the program itself has it."""

from __future__ import annotations

import sqlite3
from typing import Any

from archive import __version__
from archive.codebook import codebook
from archive.crosswalk import variables
from archive.extract.check.rules import rules
from archive.process import verdicts
from archive.web import words
from archive.web.question import Question

RULE = ("code", "severity", "forms", "identity", "zh", "en")
VARIABLE = ("code", "zh", "en", "unit", "formula", "note_zh", "note_en")


def load(_conn: sqlite3.Connection, _question: Question) -> dict[str, Any]:
    return {
        "version": __version__,
        "indicators": len(codebook()),
        "forms": _named(words.FORMS),
        "formats": _named(words.MEDIA),
        "qualifiers": _named(words.QUALIFIERS),
        "rules": [_named_by(rule, RULE) for rule in rules().values()],
        "coverage": [
            {"rule": rule, "state": state, "zh": zh, "en": en}
            for rule, (state, zh, en) in verdicts.rules().items()
        ],
        "variables": [_named_by(variable, VARIABLE) for variable in variables().values()],
    }


def _named(vocabulary: words.Words) -> list[dict[str, str]]:
    return [{"code": code, "zh": zh, "en": en} for code, (zh, en) in vocabulary.items()]


def _named_by(thing: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names}
