"""The text and tables of a document with every figure marked where it is printed.

A figure stands in the page as an element whose id is its name, so that `/report/ID#NAME` leads to it. Several
figures can rest on one printed number (“复议和诉讼均为零”): then their elements stand one in the other.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

Span = tuple[int, int]
NUMERIC = re.compile(r"[\s\d.,，%+\-—–/／]*")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A figure as it is marked: its name in the page, and what it is called."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A printed number, `text[start:end]`, with the sentence around it and the figures that rest on it."""

    start: int
    end: int
    sentence: Span
    anchors: tuple[Anchor, ...]


def passages(text: str, figures: Iterable[Mapping[str, Any]], language: str = "zh") -> list[Passage]:
    """The prose figures in reading order, those whose printed numbers overlap joined into one."""
    return _joined(
        sorted(
            (
                Passage(
                    evidence["start"],
                    evidence["end"],
                    _sentence(text, evidence),
                    (_anchor(figure, language),),
                )
                for figure in figures
                if (evidence := figure["evidence"])["kind"] == "sentence"
            ),
            key=lambda passage: (passage.start, -passage.end),
        )
    )


def _anchor(figure: Mapping[str, Any], language: str) -> Anchor:
    label = figure.get(language) or figure["indicator"]
    return Anchor(figure["anchor"], f"{label} · {figure['anchor']}")


def _joined(found: Iterable[Passage]) -> list[Passage]:
    joined: list[Passage] = []
    for passage in found:
        if joined and passage.start < joined[-1].end:
            last = joined.pop()
            sentence = (
                min(last.sentence[0], passage.sentence[0]),
                max(last.sentence[1], passage.sentence[1]),
            )
            end = max(last.end, passage.end)
            joined.append(Passage(last.start, end, sentence, last.anchors + passage.anchors))
        else:
            joined.append(passage)
    return joined


def _sentence(text: str, evidence: Mapping[str, Any]) -> Span:
    """Where the sentence of the evidence stands; the number alone where its words are not found so."""
    words, start, end = evidence["text"], evidence["start"], evidence["end"]
    at = text.find(words, max(0, end - len(words)), start + len(words))
    return (at, at + len(words)) if 0 <= at <= start else (start, end)


def paragraph(text: str, start: int, end: int, found: Sequence[Passage]) -> Markup:
    """`text[start:end]` with its sentences and printed numbers marked. `found` is in reading order."""
    inside = found[_first(found, start) : _first(found, end)]
    marked, at = Markup(), start
    for first, last in _sentences(inside, start, end):
        marked += escape(text[at:first])
        numbers = [passage for passage in inside if first <= passage.start < last]
        marked += Markup('<span class="sentence">{}</span>').format(_numbers(text, first, last, numbers))
        at = last
    return marked + escape(text[at:end])


def _first(found: Sequence[Passage], start: int) -> int:
    return bisect.bisect_left(found, start, key=lambda passage: passage.start)


def _sentences(found: Iterable[Passage], start: int, end: int) -> list[Span]:
    """The sentences of the passages, within the paragraph, those that overlap joined into one."""
    spans: list[Span] = []
    for passage in sorted(found, key=lambda passage: passage.sentence):
        first = max(start, min(passage.sentence[0], passage.start))
        last = min(end, max(passage.sentence[1], passage.end))
        if spans and first < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(last, spans[-1][1]))
        else:
            spans.append((first, last))
    return spans


def _numbers(text: str, start: int, end: int, found: Iterable[Passage]) -> Markup:
    marked, at = Markup(), start
    for passage in found:
        last = min(passage.end, end)
        marked += escape(text[at : passage.start]) + anchored(text[passage.start : last], passage.anchors)
        at = last
    return marked + escape(text[at:end])


def anchored(words: str, anchors: Sequence[Anchor]) -> Markup:
    """The printed words as a mark that all these figures lead to, itself a lasting link to the first."""
    titles = "\n".join(anchor.title for anchor in anchors)
    link = Markup('<a href="#{}" title="{}">{}</a>').format(anchors[0].name, titles, words)
    for anchor in anchors:
        link = Markup('<mark class="figure" id="{}">{}</mark>').format(anchor.name, link)
    return link


def table_places(table: Mapping[str, Any]) -> dict[tuple[int, int], tuple[int, int]]:
    """Every place of the grid (row, column from 1) -> upper left corner of the printed cell there."""
    return {
        (row + i, column + j): (row, column)
        for row, column, row_span, column_span, _ in table["rows"]
        for i in range(row_span)
        for j in range(column_span)
    }


def grid(
    table: Mapping[str, Any], figures: Iterable[Mapping[str, Any]], language: str = "zh"
) -> list[Markup]:
    """The rows of a table as printed, the cells of figures marked."""
    anchors = _anchors_of_cells(table, figures, language)
    height = max((row + row_span - 1 for row, _, row_span, _, _ in table["rows"]), default=0)
    lines: list[list[Markup]] = [[] for _ in range(height)]
    heads = _head_rows(table, anchors)
    for row, column, row_span, column_span, words in sorted(table["rows"], key=lambda cell: cell[:2]):
        tag = "th" if row <= heads else "td"
        lines[row - 1].append(_cell(tag, row_span, column_span, words, anchors.get((row, column), ())))
    return [Markup("").join(line) for line in lines]


def _anchors_of_cells(
    table: Mapping[str, Any], figures: Iterable[Mapping[str, Any]], language: str
) -> dict[tuple[int, int], tuple[Anchor, ...]]:
    places = table_places(table)
    anchors: dict[tuple[int, int], tuple[Anchor, ...]] = {}
    for figure in figures:
        evidence = figure["evidence"]
        if evidence["kind"] == "cell" and evidence["table"] == table["number"]:
            place = places.get((evidence["row"], evidence["column"]))
            if place:
                anchors[place] = (*anchors.get(place, ()), _anchor(figure, language))
    return anchors


def _head_rows(table: Mapping[str, Any], anchors: Mapping[tuple[int, int], Any]) -> int:
    """How many rows stand above the first that has a figure or a number, if any has."""
    filled = [row for row, _ in anchors]
    filled += [row for row, _, _, _, words in table["rows"] if words.strip() and NUMERIC.fullmatch(words)]
    return min(filled, default=1) - 1


def _cell(tag: str, row_span: int, column_span: int, words: str, anchors: Sequence[Anchor]) -> Markup:
    spans = Markup(' rowspan="{}"').format(row_span) if row_span > 1 else Markup()
    spans += Markup(' colspan="{}"').format(column_span) if column_span > 1 else Markup()
    kind = Markup(' class="num"') if NUMERIC.fullmatch(words) else Markup()
    inside = anchored(words.strip() or "\u2423", anchors) if anchors else escape(words)
    return Markup("<{0}{1}{2}>{3}</{0}>").format(tag, spans, kind, inside)
