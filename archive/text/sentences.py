"""Paragraphs split into sentences and clauses: pairs of offsets into the text they came from."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["Span", "clauses", "sentences"]

Span = tuple[int, int]

_SENTENCE_END = re.compile(r"[。！？!?\n]+[”’」)）]*|(?<=[\u4e00-\u9fff])\.(?=[\u4e00-\u9fff\s]|$)")
_CLAUSE_END = re.compile(r"[；;，：:（）()]|,(?![0-9]{3}(?![0-9]))|，(?![0-9０-９]{3}(?![0-9０-９]))")
_THOUSANDS = re.compile(r"[0-9０-９]")


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The sentences of `text[start:end]`, their closing mark included, outer white space left out."""
    stop = len(text) if end is None else end
    begin = start
    for mark in _SENTENCE_END.finditer(text, start, stop):
        yield from _trimmed(text, begin, mark.end())
        begin = mark.end()
    yield from _trimmed(text, begin, stop)


def clauses(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The clauses of a sentence, without the marks between them; the comma of 1,901 parts nothing."""
    stop = len(text) if end is None else end
    begin = start
    for mark in _CLAUSE_END.finditer(text, start, stop):
        if mark[0] in ",，" and _inside_number(text, mark.start()):
            continue
        yield from _trimmed(text, begin, mark.start())
        begin = mark.end()
    yield from _trimmed(text, begin, stop)


def _inside_number(text: str, at: int) -> bool:
    """Whether the comma parts the thousands of a number: 1,901 but not 12,5件."""
    before, after = text[at - 1 : at], text[at + 1 : at + 4]
    following = text[at + 4 : at + 5]
    return (
        bool(_THOUSANDS.match(before))
        and len(after) == 3
        and all(_THOUSANDS.match(c) for c in after)
        and not _THOUSANDS.match(following)
    )


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
