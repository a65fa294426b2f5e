"""The Atom feeds: well-formed, filtered, with addresses that lead back to the site and to the publisher."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from sample_archive import BUREAU, HOSTILE, Ask, Ids

from archive.model import digest
from archive.web.feeds import Entry, atom

NS = {"a": "http://www.w3.org/2005/Atom"}


def entries(ask: Ask, address: str) -> list[ElementTree.Element]:
    answer = ask(address)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/atom+xml; charset=utf-8")
    return ElementTree.fromstring(answer.content).findall("a:entry", NS)


def titles(ask: Ask, address: str) -> list[str]:
    return [str(entry.findtext("a:title", namespaces=NS)) for entry in entries(ask, address)]


def test_new_documents_with_filters(ask: Ask, ids: Ids) -> None:
    found = titles(ask, "/feeds/documents.atom")
    assert len(found) == 10
    assert HOSTILE in found
    assert titles(ask, "/feeds/documents.atom?kind=notice&q=指南") == ["关于政务服务的通知"]
    (first, *_) = entries(ask, "/feeds/documents.atom?kind=notice&q=征求意见")
    assert str(first.findtext("a:id", namespaces=NS)).endswith(f"/document/{ids.vanished}")
    links = {link.get("rel"): link.get("href") for link in first.findall("a:link", NS)}
    assert links["via"] == "https://www.yunchuan.test/n/gone.html"


def test_new_reports_of_a_body(ask: Ask) -> None:
    assert len(entries(ask, "/feeds/reports.atom")) == 8
    assert titles(ask, f"/feeds/reports.atom?body={BUREAU}&year=2019") == [f"{BUREAU} 2019"]
    for asked, count in (("region=990000", 8), ("region=110000", 0), ("level=city", 8), ("scope=own", 8),
                         ("scope=consolidated", 0), ("form=2019&since=2020-06-01", 2),
                         ("until=2018-12-31", 2), (f"body={digest(BUREAU)}", 5)):  # fmt: skip
        assert len(entries(ask, f"/feeds/reports.atom?{asked}")) == count, asked


def test_changes_and_findings(ask: Ask, ids: Ids) -> None:
    found = [str(entry.findtext("a:id", namespaces=NS)) for entry in entries(ask, "/feeds/changes.atom")]
    assert any(address.endswith(f"/changes/{ids.corrected}") for address in found)
    assert any(address.endswith(f"/document/{ids.vanished}") for address in found)
    for asked, count in ((f"body={BUREAU}", 1), ("kind=notice", 1), ("kind=annual_report", 1),
                         ("region=990000", 2), ("region=110000", 0),
                         ("since=2021-06-01", 1), ("year=2021", 2)):  # fmt: skip
        assert len(entries(ask, f"/feeds/changes.atom?{asked}")) == count, asked
    assert len(entries(ask, "/feeds/findings.atom?severity=error")) == 8
    assert entries(ask, "/feeds/findings.atom?severity=info") == []


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/feeds/nothing.atom", 404),
        ("/feeds/documents.atom?year=abc", 400),
        ("/feeds/reports.atom?form=1999", 400),
        ("/feeds/findings.atom?severity=bad", 400),
    ],
)
def test_what_makes_no_sense_is_refused(ask: Ask, address: str, status: int) -> None:
    assert ask(address).status == status


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    feed = atom(
        "题\0", "http://x.test/", [Entry("/a", "甲\x0b乙]]>", "2024-01-01T00:00:00Z", "<&")], "http://x.test"
    )
    entry = ElementTree.fromstring(feed).find("a:entry", NS)
    assert entry is not None
    assert entry.findtext("a:title", namespaces=NS) == "甲乙]]>"
