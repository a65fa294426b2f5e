"""What scripts of a page hold: values as they are written in JavaScript, and tables of them.

    var list = [{title: '…', url: "/a/1.html"}, …];      ("list", rows)
    d.add(12, 0, '政府信息公开年报', '/zwgk/nb/');         ("d.add", rows whose keys are "0", "1", "2", "3")

Scripts are read, not run: what is no plain value is None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

_TOKEN = re.compile(
    r"(?>\s+|//[^\n]*|/\*.{0,300}?\*/)*+"
    r"(?P<token>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|-?\d+(?:\.\d+)?|[\w$]+|\S)",
    re.DOTALL,
)
_ARRAY = re.compile(r"(?:\b([\w$.]{1,60})[\"']?\s*[=:(]\s*)?\[(?=\s*[{\[])")
_CALL = re.compile(r"(?<![\w$.])((?:[\w$]{1,60}\.)?[A-Za-z_$][\w$]{0,60})\s*\((?=\s*[{\"'\d])")
_WORDS = {"true": True, "false": False, "null": None, "undefined": None}
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_SHORT = {"n": "\n", "t": "\t", "r": "", "b": "", "f": "", "v": "", "0": "", "\n": ""}
_DEEPEST = 40
_LONGEST = 600_000
_LONGEST_CALL = 1_500
_MOST_CALLS = 2_000
_MOST_BROKEN = 8
_QUOTES = ('"', "'", "`")
_CLOSES = {"{": "}", "[": "]", "(": ")"}
Table = list[Mapping[str, Any]]


class _BrokenError(ValueError):
    """The text ends, or goes on as no value does."""


class _Reader:
    """Reads values at a place of a text; names are looked up in `known`, what they do not say is None."""

    def __init__(self, text: str, at: int, known: Mapping[str, Any], longest: int = _LONGEST) -> None:
        self.text = text
        self.at = at
        self.known = known
        self.end = at + longest

    def peek(self) -> str:
        """The token here; nothing at the end."""
        found = _TOKEN.match(self.text, self.at, self.end)
        return found["token"] if found else ""

    def take(self) -> str:
        found = _TOKEN.match(self.text, self.at, self.end)
        if not found or found["token"] in _QUOTES:  # a quote that nothing closes
            raise _BrokenError
        self.at = found.end()
        return found["token"]

    def value(self, depth: int = 0) -> Any:
        """The value here; where an expression goes on that is no plain value, it is passed over."""
        if depth > _DEEPEST:
            raise _BrokenError
        place = self.at
        token = self.take()
        if token == "(":
            self.at = place
            return self.passed_over()
        if token in "{[":
            read: Any = self.object(depth) if token == "{" else self.array(depth)
        elif token[0] in "\"'`":
            read = self.text_of(token)
        elif re.fullmatch(r"-?\d+(?:\.\d+)?", token):
            read = float(token) if "." in token else int(token)
        elif token == "JSON" and re.match(r"\s*\.stringify\s*\(", self.text[self.at : self.at + 30]):
            self.at = self.text.index("(", self.at) + 1
            read = self.value(depth + 1)
            self.take()
        else:
            read = _WORDS.get(token, self.known.get(token))
            self.at -= len(token) if token in "(" else 0
        return read if self.peek() in ("", ",", "}", "]", ")", ";", "<") else self.passed_over()

    def text_of(self, token: str) -> str:
        read = unescaped(token[1:-1])
        while self.peek() == "+":
            place = self.at
            self.take()
            if self.peek()[:1] not in ('"', "'", "`"):
                self.at = place
                break
            read += unescaped(self.take()[1:-1])
        return read

    def object(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while self.peek() != "}":
            key = self.take()
            if self.peek() == ":":
                self.take()
                found[key.strip("\"'`")] = self.value(depth + 1)
            else:
                found[key] = self.known.get(key)
                self.passed_over()
            self.take() if self.peek() == "," else None
        self.take()
        return found

    def array(self, depth: int) -> list[Any]:
        found = []
        while self.peek() != "]":
            found.append(self.value(depth + 1))
            self.take() if self.peek() == "," else None
        self.take()
        return found

    def arguments(self) -> list[Any]:
        found = []
        while self.peek() != ")":
            found.append(self.value())
            self.take() if self.peek() == "," else None
        self.take()
        return found

    def passed_over(self) -> None:
        """Goes to the comma or bracket that ends what is here."""
        open_brackets: list[str] = []
        while open_brackets or self.peek() not in (",", "}", "]", ")", ";"):
            token = self.take()
            if token in _CLOSES:
                open_brackets.append(_CLOSES[token])
            elif open_brackets and token == open_brackets[-1]:
                open_brackets.pop()


def unescaped(text: str) -> str:
    r"""What a script's string says: \u5e74 is 年."""

    def sign(found: re.Match[str]) -> str:
        code = found[1]
        return chr(int(code[1:], 16)) if len(code) > 1 else _SHORT.get(code, code)

    return _ESCAPE.sub(sign, text) if "\\" in text else text


def value_at(text: str, at: int, known: Mapping[str, Any] | None = None) -> Any:
    """The value that begins at `at`; None where none does."""
    try:
        return _Reader(text, at, known or {}, _LONGEST_CALL).value()
    except _BrokenError:
        return None


def arguments_at(text: str, at: int, known: Mapping[str, Any] | None = None) -> list[Any]:
    """The arguments of a call whose bracket has opened just before `at`."""
    try:
        return _Reader(text, at, known or {}, _LONGEST_CALL).arguments()
    except _BrokenError:
        return []


def tables(text: str) -> Iterator[tuple[str, Table]]:
    """Arrays of objects or of arrays with their names, and calls made over and over with theirs."""
    yield from _arrays(text)
    yield from _calls(text)


def _arrays(text: str) -> Iterator[tuple[str, Table]]:
    end = broken = 0
    for found in _ARRAY.finditer(text):
        if found.start() < end or broken > _MOST_BROKEN:
            continue
        reader = _Reader(text, found.end(), {})
        try:
            rows = [_row(row) for row in reader.array(0)]
        except _BrokenError:
            broken += 1
            continue
        end = reader.at
        if len(rows) > 1 and all(rows):
            yield found[1] or "", rows


def _calls(text: str) -> Iterator[tuple[str, Table]]:
    found: dict[str, Table] = {}
    for call in islice(_CALL.finditer(text), _MOST_CALLS):
        values = arguments_at(text, call.end())
        row = _row(values[0] if len(values) == 1 else values) if values else {}
        if any(isinstance(value, str) for value in row.values()):
            found.setdefault(call[1], []).append(row)
    yield from ((name, rows) for name, rows in found.items() if len(rows) > 1)


def _row(value: Any) -> Mapping[str, Any]:
    if isinstance(value, list):
        return {str(number): part for number, part in enumerate(value)}
    return value if isinstance(value, dict) else {}
