"""Evidence of computed figures, and dates that only an archive can doubt."""

from __future__ import annotations

from report_pages import page, put, rows, staff

from archive.model import Derived, Figure
from archive.process import check, read_captures
from archive.process.checking import adds_up
from archive.store import Archive


def test_a_computed_figure_must_be_the_sum_of_what_it_names() -> None:
    evidence = Derived(("a", "b", "c"))
    values = {"a": 1, "b": None, "c": 2.5}
    assert adds_up(Figure("x", 3.5, "件", evidence, None, "derived"), evidence, values)
    assert not adds_up(Figure("x", 4, "件", evidence, None, "derived"), evidence, values)


def test_check_names_a_figure_that_was_tampered_with(archive: Archive) -> None:
    put(archive, "1.html", page("样石县财政局", 2016, extra=staff(6, 2, 4)))
    read_captures(archive)
    assert list(check(archive, jobs=1)) == []
    archive.conn.execute("UPDATE figures SET value = 7 WHERE indicator = 'staff.total'")
    (problem,) = check(archive, jobs=1)
    assert problem.place.endswith("#staff.total")


def test_a_report_from_the_future(archive: Archive) -> None:
    put(archive, "1.html", page("样石县财政局", 2016, published="2026-01-02"), at="2026-01-01T23:00:00Z")
    put(archive, "2.html", page("样石县民政局", 2016, published="2027-03-01"), at="2026-01-01T23:00:00Z")
    read_captures(archive)
    sql = "SELECT documents.url FROM findings JOIN documents ON documents.id = document_id WHERE rule = ?"
    assert rows(archive, sql, "report.published_future") == [("http://www.s1.test/2.html",)]
