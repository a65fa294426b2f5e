"""How right the readers are: cases with what a careful person wrote down, compared with what is read.

A case is a folder with `page.*` and `expected.json`, or a line of a `truth.jsonl`. A figure is
identified by indicator, applicant and value times unit; derived figures are not counted.

    cases(folder) -> answer(case) -> score(case, answer) -> measures(scores)
"""

from __future__ import annotations

from archive.quality.cases import Answer, Case, answer, cases
from archive.quality.measures import FEWER_IS_BETTER, below, measures, raised
from archive.quality.score import Score, score

__all__ = [
    "FEWER_IS_BETTER",
    "Answer",
    "Case",
    "Score",
    "answer",
    "below",
    "cases",
    "measures",
    "raised",
    "score",
]
