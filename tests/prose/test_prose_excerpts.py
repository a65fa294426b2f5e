"""Excerpts of our own in many pens, read and compared; the floors may only rise."""

from __future__ import annotations

import importlib.util
import sys
import time
from pathlib import Path

import pytest

from archive.codebook import Indicator, codebook
from archive.extract.prose import prose_reading, read_prose
from archive.model import Document, Report, Sentence

_SPEC = importlib.util.spec_from_file_location("prose_excerpts", Path(__file__).parent / "excerpts.py")
assert _SPEC is not None
assert _SPEC.loader is not None
excerpts = importlib.util.module_from_spec(_SPEC)
sys.modules["prose_excerpts"] = excerpts
_SPEC.loader.exec_module(excerpts)

PRECISION, RECALL = 0.99, 0.98
CASES = excerpts.excerpts()
QINGDAO = Path(__file__).parents[3] / "shared" / "corpus" / "qingdao-justice-2017.txt"


def test_precision_and_recall_keep_their_floors() -> None:
    result = excerpts.total([excerpts.score(case) for case in CASES])
    assert len(CASES) >= 60
    assert result.precision >= PRECISION, result.wrong
    assert result.recall >= RECALL, result.missed


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_trap_is_walked_into(case: object) -> None:
    assert excerpts.banned(case) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_evidence_is_the_printed_number_or_the_words_of_zero(case: object) -> None:
    document = case.document  # type: ignore[attr-defined]
    for figure in read_prose(document, case.report):  # type: ignore[attr-defined]
        assert isinstance(figure.evidence, Sentence)
        printed = document.text[figure.evidence.start : figure.evidence.end]
        assert printed
        assert printed in figure.evidence.text
        if figure.qualifier == "stated_zero":
            assert not any(c.isdigit() for c in printed)


@pytest.mark.parametrize(
    "indicator", [i for i in codebook().values() if i.phrases and i.example], ids=lambda i: i.code
)
def test_every_example_of_the_codebook_is_read_as_it_says(indicator: Indicator) -> None:
    frame = indicator.phrases[0].split(":")[0]
    named = frame.split(",")[0] if frame[:2] == "20" else indicator.forms[0]
    year = {"2008": 2012, "2014": 2016, "2019": 2019, "2021": 2023}[named]
    found = read_prose(Document("text/plain", None, indicator.example), Report("某局", year, named))
    figures = {f.name: f for f in found if f.indicator == indicator.code}
    applicant = indicator.applicants[-1]
    figure = figures[f"{indicator.code}.{applicant}" if applicant else indicator.code]
    assert figure.value == float(indicator.example_value)
    assert (figure.qualifier or "") == indicator.example_qualifier


@pytest.mark.skipif(not QINGDAO.exists(), reason="the corpus is not beside this checkout")
def test_the_justice_bureau_of_2017_has_its_figures_and_none_of_the_traps() -> None:
    document = Document("text/plain", None, QINGDAO.read_text(encoding="utf-8"))
    found = read_prose(document, Report("青岛市司法局", 2017, "2014"))
    assert {(f.name, f.value, f.unit, f.qualifier, f.bound) for f in found} == {
        ("proactive.total", 1901, "条", None, None),
        ("interpretation.articles", 3, "篇", None, None),
        ("proactive.channel.new_media", 1530, "条", None, None),
        ("applications.new.total", 15, "项", None, None),
        ("reconsideration.total", 0, "件", "stated_zero", None),
        ("litigation.total", 0, "件", "stated_zero", None),
        ("complaints.total", 0, "件", "stated_zero", None),
        ("interaction.letters_hotline", 1500, "条", "approx", "lower"),
    }


def test_numbers_that_no_rule_claims_are_counted() -> None:
    text = "二、主动公开情况\n全年公开信息320条，编印手册12册，设置板块6个。"
    findings = prose_reading(Document("text/plain", None, text), Report("某局", 2016, "2014")).findings
    assert [(f.rule, f.severity, f.left) for f in findings] == [("prose.unclaimed", "info", 2)]


def test_a_long_title_before_a_number_is_read_at_once() -> None:
    title = "《" + "关于做好政府信息公开工作的通知" * 3 + "》"
    text = f"一、总体情况\n全年收到申请12件，按照{title}答复12件；行政复议2件。{title}\n{title}公开信息30条。"
    started = time.process_time()
    read_prose(Document("text/plain", None, text), Report("某局", 2020, "2019"))
    assert time.process_time() - started < 2


@pytest.mark.parametrize("run", ["公开信息12条、" * 20_000, "1," * 20_000, "1" * 100_000])
def test_a_run_without_end_is_no_sentence_and_what_follows_is_read(run: str) -> None:
    """What is said of each number takes longer with all of them: such runs would take hours."""
    text = f"二、主动公开情况\n{run}。\n全年主动公开政府信息312条。"
    reading = prose_reading(Document("text/plain", None, text), Report("某局", 2016, "2014"))
    assert [(f.indicator, f.value) for f in reading.figures] == [("proactive.total", 312)]
    assert [f.rule for f in reading.findings] == ["prose.unclaimed"]
