"""Every case of tests/cases: what must hold of each, what must hold of all, and what must stay right."""

from __future__ import annotations

import json
import re
import runpy
import shutil
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from archive import quality
from archive.codebook import codebook
from archive.model import APPLICANTS, FORMS

HERE = Path(__file__).resolve().parent
OFFICE = shutil.which("soffice") is not None
CASES = {case.name: case for case in quality.cases(HERE / "cases") if OFFICE or case.path.suffix != ".doc"}
FLOORS = json.loads((HERE / "floors.json").read_text("utf-8"))
CORPUS = HERE.parents[1] / "shared" / "corpus"
SCORER = HERE.parents[1] / "shared" / "tools" / "score.py"
QUALIFIERS = {None, "approx", "stated_zero", "blank", "not_applicable", "derived"}


@cache
def answer_of(name: str) -> quality.Answer:
    return quality.answer(CASES[name])


@cache
def score_of(name: str) -> quality.Score:
    return quality.score(CASES[name], answer_of(name))


def test_there_are_cases_of_every_kind() -> None:
    kinds = [case.kind for case in CASES.values()]
    assert len(CASES) >= 130
    assert {"html", "docx", "xlsx", "pdf"} <= set(kinds)
    assert set(FORMS) <= {case.form for case in CASES.values()}


@pytest.mark.parametrize("name", CASES)
def test_the_truth_agrees_with_itself_and_with_the_codebook(name: str) -> None:
    truth = CASES[name].truth
    for figure in [*truth["figures"], *truth["optional"]]:
        indicator = codebook()[figure["indicator"]]
        assert figure["applicant"] is None or figure["applicant"] in APPLICANTS, figure
        assert bool(figure["applicant"]) == (indicator.applicant_columns != ""), figure
        assert figure["qualifier"] in QUALIFIERS, figure
        assert (figure["value"] is None) == (figure["qualifier"] in ("blank", "not_applicable")), figure
    broken = {frozenset((f["left"], f["right"])) for f in truth["findings"] if f["rule"].startswith("table")}
    table = {(f["indicator"], f["applicant"]): f["value"] for f in truth["figures"] if f["src"] == "table"}
    assert set(unequal(table)) <= broken


def unequal(table: dict[tuple[str, str | None], Any]) -> list[frozenset[float]]:
    """The pairs of numbers that should be equal in tables 3 and 4 and are not. A blank counts as nothing."""
    results = sorted({code for code, _ in table if code.startswith("applications.result.")})
    sums = []
    if ("applications.carried_out", "total") in table:
        for code in ("applications.new", "applications.carried_in", "applications.result_total", *results):
            parts = [table[code, who] or 0 for who in APPLICANTS[:-1]]
            if table[code, "total"] is not None:
                sums.append((table[code, "total"], sum(parts)))
        for who in APPLICANTS:
            new, carried, done, left = (
                table[f"applications.{code}", who] or 0
                for code in ("new", "carried_in", "result_total", "carried_out")
            )
            sums.append((new + carried, done + left))
            if all(table[code, "total"] is not None for code in results) or who != "total":
                sums.append((done, sum(table[code, who] or 0 for code in results)))
    for block in ("reconsideration", "litigation.direct", "litigation.after_review"):
        if table.get((f"{block}.total", None)) is not None and (f"{block}.pending", None) in table:
            four = (
                table[f"{block}.{part}", None] or 0 for part in ("upheld", "corrected", "other", "pending")
            )
            sums.append((table[f"{block}.total", None], sum(four)))
    return [frozenset(pair) for pair in sums if pair[0] != pair[1]]


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.path.suffix == ".html"])
def test_every_true_figure_is_printed(name: str) -> None:
    case = CASES[name]
    body = case.path.read_bytes()
    text = body.decode("utf-16" if body[:2] in (b"\xff\xfe", b"\xfe\xff") else encoding_of(body), "replace")
    text = unicodedata.normalize("NFKC", re.sub(r"<[^>]*>|&nbsp;|\s|,", "", text))
    for figure in case.truth["figures"]:
        shown = f"{abs(figure['value'] or 0):g}" if (figure["value"] or 0) < 10**6 else ""
        chinese = figure["src"] == "prose" and re.search("[一二三四五六七八九十百千万亿两]", text)
        assert shown in text or chinese or figure["qualifier"] == "stated_zero", figure


def encoding_of(body: bytes) -> str:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


@pytest.mark.parametrize("name", CASES)
def test_what_is_read_is_well_formed(name: str) -> None:
    record, broken = answer_of(name).record, answer_of(name).broken
    json.dumps(record, ensure_ascii=False, allow_nan=False)
    assert not broken
    if record["error"]:
        assert record["figures"] is None
        assert record["report"] is None
        return
    assert record["report"] or not record["figures"]
    for figure in record["figures"] or ():
        assert figure["indicator"] in codebook()
        assert figure["qualifier"] in QUALIFIERS
        assert figure["evidence"]["kind"] in ("sentence", "cell", "derived")
    for finding in record["findings"] or ():
        assert finding["severity"] in ("error", "warning", "info")
        assert finding["message"]


@pytest.mark.parametrize("name", CASES)
def test_no_blank_is_read_as_zero_and_no_error_is_invented(name: str) -> None:
    counts = score_of(name).counts
    assert counts["blank_as_zero"] <= FLOORS["measures"]["blank_as_zero"]
    assert counts["false_alarms"] <= FLOORS["measures"]["false_alarms"]
    assert counts["must_not"] <= FLOORS["measures"]["must_not"]


@pytest.mark.skipif(not OFFICE, reason="LibreOffice is missing, so old Word files are not measured")
def test_nothing_is_below_its_floor() -> None:
    scores = [score_of(name) for name in CASES]
    right = {one.case.name for one in scores if one.counts["perfect"]}
    assert quality.below(FLOORS, quality.measures(scores), right) == []


def test_floors_only_rise() -> None:
    old = {"measures": {"cells": 99.0, "must_not": 2}, "right": ["a"]}
    assert quality.raised(old, {"cells": 98.0, "must_not": 1}, {"b"}) == {
        "measures": {"cells": 99.0, "must_not": 1},
        "right": ["a", "b"],
    }
    assert quality.below(old, {"cells": 98.0, "must_not": 3}, set()) == [
        "cells is 98.0, the floor is 99.0.",
        "must_not is 3, the floor is 2.",
        "a was fully right and is no longer.",
    ]


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus of real documents is not beside this checkout")
def test_the_corpus_is_read_right() -> None:
    scores = [quality.score(case, quality.answer(case)) for case in quality.cases(CORPUS)]
    found = quality.measures(scores)
    assert found["cells.accuracy"] >= FLOORS["corpus"]["cells.accuracy"]
    assert found["prose.recall"] >= FLOORS["corpus"]["prose.recall"]
    assert found["false_alarms"] == 0


@pytest.mark.skipif(not SCORER.exists(), reason="the reference measure is not beside this checkout")
def test_the_measure_agrees_with_the_reference() -> None:
    reference = runpy.run_path(str(SCORER))
    theirs = []
    for name, case in CASES.items():
        truth = {**case.truth, "case": name, "file": name, "planted": bool(case.truth["findings"])}
        theirs.append(reference["score_case"](truth, answer_of(name).record))
    expected = reference["summary"](theirs)[0]
    found = quality.measures(score_of(name) for name in CASES)
    for ours, their in {
        "cells.accuracy": "cells",
        "prose.precision": "prose_precision",
        "prose.recall": "prose_recall",
        "organ": "organ",
        "year": "year",
        "form": "form",
        "document": "document",
        "qualifier": "qualifier",
        "findings": "findings_sums",
        "must_not": "must_not",
        "blank_as_zero": "blank_as_zero",
    }.items():
        assert found[ours] == pytest.approx(expected[their], abs=0.02), ours
