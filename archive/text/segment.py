"""Words for the search table: Han characters as overlapping pairs, everything else as whole words.

    "司法局2017年" -> "司法 法局 局 2017 年"

A run of Han characters ends with its last character alone, so that a search for one character can ask for
every word that begins with it. Search is defined over normalised text: NFKC, lower case, simplified
characters, one kind of bracket, thousands separators and the spaces between Han characters left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from archive.text.variants import simplified

MAX_TERMS = 24
MAX_QUERY = 400

_HAN = r"々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"(?P<han>[{_HAN}]+)|[^\W_{_HAN}]+")
_THOUSANDS = re.compile(r"(?<![\d.])(?<!\d,)\d{1,3}(?:,\d{3})+(?!\d)")
_SPACED = re.compile(rf"(?<=[{_HAN}]) +(?=[{_HAN}])")
_DROPPED = re.compile(rf"{_THOUSANDS.pattern}|{_SPACED.pattern}")
_TERM = re.compile(
    r"""(?P<minus>[-－])?(?:["“”「」『』](?P<phrase>[^"“”「」『』]*)["“”「」『』]?|(?P<word>[^\s"“”「」『』]+))"""
)


# 〔2018〕 [2018] 【2018】 (2018): document numbers are printed with any of them.
_BRACKETS = str.maketrans("〔[【{〖〘﹝", "(((((((") | str.maketrans("〕]】}〗〙﹞", ")))))))")


class _Folding(dict[int, str]):
    """What each character becomes, found out once for each."""

    def __missing__(self, code: int) -> str:
        character = unicodedata.normalize("NFKC", chr(code)).translate(_BRACKETS).lower()
        folded = simplified(character)
        self[code] = folded if unicodedata.category(chr(code)) != "Cf" else ""
        return self[code]


_FOLDING = _Folding()


def normalise(text: str) -> str:
    """The text that search is defined over."""
    return _DROPPED.sub(_closed, text.translate(_FOLDING))


def _closed(match: re.Match[str]) -> str:
    return match.group().replace(",", "").strip()


def normalise_with_offsets(text: str) -> tuple[str, list[int]]:
    """`normalise(text)`, and for each of its characters (and its end) the offset in `text` it came from."""
    pieces = [_FOLDING[ord(character)] for character in text]
    folded = "".join(pieces)
    offsets = [i for i, piece in enumerate(pieces) for _ in piece]
    dropped = {i for match in _DROPPED.finditer(folded) for i in _dropped(match)}
    kept = [i for i in range(len(folded)) if i not in dropped]
    return "".join(folded[i] for i in kept), [offsets[i] for i in kept] + [len(text)]


def _dropped(match: re.Match[str]) -> Iterator[int]:
    return (match.start() + i for i, character in enumerate(match.group()) if character in ", ")


def segment(text: str | None) -> str | None:
    """The words of a text with spaces between; None stays None."""
    if text is None:
        return None
    return " ".join(word for run in _RUN.finditer(normalise(text)) for word in _words(run, closed=True))


def _words(run: re.Match[str], *, closed: bool) -> Iterator[str]:
    characters = run.group()
    if run["han"] is None:
        yield characters
        return
    for i in range(len(characters) - 1):
        yield characters[i : i + 2]
    if closed or len(characters) == 1:
        yield characters[-1]


@dataclass(frozen=True, slots=True)
class Term:
    """One phrase of a query, normalised."""

    text: str
    excluded: bool = False

    @property
    def fts(self) -> str:
        """The term for FTS5: a phrase, open at its end where it ends in a Han character that stands alone."""
        runs = list(_RUN.finditer(self.text))
        words = [w for run in runs for w in _words(run, closed=run is not runs[-1])]
        last = runs[-1]
        opened = last["han"] is not None and len(last.group()) == 1
        return '"' + " ".join(words) + '"' + (" *" if opened else "")


def terms(query: str) -> tuple[Term, ...]:
    """The phrases of what a person typed: words, “phrases”, and -words to leave out."""
    found: dict[Term, None] = {}
    for match in _TERM.finditer(query[:MAX_QUERY]):
        text = normalise(match["phrase"] or match["word"] or "").strip()
        if _RUN.search(text):
            found[Term(text, bool(match["minus"]))] = None
    return tuple(found)[:MAX_TERMS]


def fts_query(query: str | None) -> str:
    """An FTS5 query for what a person typed, or "" where there is nothing to look for."""
    found = terms(query or "")
    wanted = [term.fts for term in found if not term.excluded]
    if not wanted:
        return ""
    return " NOT ".join(["(" + " AND ".join(wanted) + ")", *(term.fts for term in found if term.excluded)])
