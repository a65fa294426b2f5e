"""The JSON of the contract, and the codebook's loader."""

from __future__ import annotations

import json

import pytest
from grids import document

from archive.codebook import COLUMNS, CodebookError, codebook, parse
from archive.extract import extract
from archive.extract.record import error_record, evidence_from, evidence_record, reading_record
from archive.model import CellEvidence, Derived, Evidence, Sentence

KEYS = (
    *("file", "sha256", "media_type", "title", "published", "source", "site_name", "index_number"),
    *("document_number", "text", "report", "figures", "findings", "error"),
)


@pytest.mark.parametrize(
    "evidence",
    [
        Sentence("公开5条。", 2, 3),
        Derived(("applications.new.total",)),
        CellEvidence(1, 2, 3, "4", ("规章",), ("本年制发件数",)),
        CellEvidence(1, 2, 3, "4", page=2, box=(1.0, 2.0, 3.0, 4.0), sheet="表一", confidence=0.9),
    ],
)
def test_evidence_goes_to_json_and_back(evidence: Evidence) -> None:
    assert evidence_from(json.loads(json.dumps(evidence_record(evidence)))) == evidence


def test_a_reading_has_the_keys_of_the_contract() -> None:
    record = reading_record(extract(document("信息内容 | 本年制发件数\n规章 | 4")), file="a.html", sha256="0")
    assert tuple(record) == KEYS
    assert record["report"]["organ"] == "甲县乙局"
    assert set(record["figures"][0]) == {"indicator", "applicant", "value", "unit", "qualifier", "evidence"}
    assert set(record["findings"][0]) == {"rule", "severity", "message", "left", "right"}


def test_a_file_that_cannot_be_read_has_only_its_error() -> None:
    record = error_record(file="a.pdf", sha256="0", error="The file is empty.")
    assert tuple(record) == KEYS
    assert [key for key, value in record.items() if value is not None] == ["file", "sha256", "error"]


def test_the_codebook_is_whole() -> None:
    assert len(codebook()) == 145
    assert codebook()["applications.new"].applicants[-1] == "total"
    assert ("不予公开", "属于国家秘密") in codebook()["applications.result.refused.state_secret"].labels[
        "2021"
    ]


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("kind", "stoc", "row 2, column kind"),
        ("forms", "2014;2022", "row 2, column forms"),
        ("unit", "", "row 2, column unit"),
        ("labels_2014", "甲 >  > 乙", "row 2, column labels_2014"),
    ],
)
def test_a_fault_in_the_codebook_is_named(column: str, value: str, message: str) -> None:
    row = dict.fromkeys(COLUMNS, "") | {"code": "a.b", "zh": "甲", "en": "a", "unit": "件", "kind": "flow"}
    row |= {"forms": "2014", column: value}
    with pytest.raises(CodebookError, match=message):
        parse(",".join(COLUMNS) + "\n" + ",".join(row[name] for name in COLUMNS) + "\n")
