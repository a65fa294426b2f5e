"""Which attachments stood behind a version of a page."""

from __future__ import annotations

from archive.process.versions import Seen, State, states


def test_a_page_without_attachments_has_one_state() -> None:
    assert states("t1", {}) == [State("t1", {})]


def test_attachments_fetched_after_the_page_belong_to_it_from_the_beginning() -> None:
    histories = {"a": [Seen("a1", "t2", "c1")], "b": [Seen("b1", "t3", "c1")], "c": []}
    assert states("t1", histories) == [State("t1", {"a": "a1", "b": "b1"})]


def test_an_earlier_capture_of_an_attachment_is_in_force_until_it_changes() -> None:
    histories = {"a": [Seen("a0", "t0", "c0"), Seen("a1", "t1", "c1"), Seen("a2", "t5", "c2")]}
    assert states("t3", histories) == [State("t3", {"a": "a1"}), State("t5", {"a": "a2"})]


def test_changes_of_one_crawl_are_one_change() -> None:
    histories = {
        "a": [Seen("a1", "t2", "c1"), Seen("a2", "t5", "c2")],
        "b": [Seen("b1", "t3", "c1"), Seen("b2", "t6", "c2"), Seen("b3", "t8", "c3")],
    }
    assert [dict(state.captures) for state in states("t1", histories)] == [
        {"a": "a1", "b": "b1"},
        {"a": "a2", "b": "b2"},
        {"a": "a2", "b": "b3"},
    ]


def test_a_file_that_is_changed_back_is_a_state_again() -> None:
    histories = {"a": [Seen("a1", "t2", "c1"), Seen("a2", "t3", "c2"), Seen("a1", "t4", "c3")]}
    assert [state.captures["a"] for state in states("t1", histories)] == ["a1", "a2", "a1"]
