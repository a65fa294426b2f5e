"""Codes and names of regions over time."""

from __future__ import annotations

import pytest

from archive.text.names import region_history, region_of, regions


def rows(code: str) -> list[tuple[str, str, str, str]]:
    return [(r.name, r.valid_from, r.valid_to, r.successor) for r in region_history() if r.code == code]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("420600", [("襄樊市", "", "2010", ""), ("襄阳市", "2011", "", "")]),
        ("110228", [("密云县", "", "", "110118")]),
        ("110118", [("密云区", "", "", "")]),
        ("410881", [("济源市", "", "2007", "419001")]),
        ("110103", [("崇文区", "", "2009", "")]),
    ],
)
def test_a_changed_code_is_a_row_with_what_is_known_of_its_years(
    code: str, expected: list[tuple[str, str, str, str]]
) -> None:
    assert rows(code) == expected


def test_every_row_says_where_it_is_known_from_and_every_successor_is_a_code() -> None:
    for region in region_history():
        assert region.source or region.code == "000000"
        assert not region.successor or region.successor in regions()
        assert not (region.valid_from and region.valid_to) or region.valid_from <= region.valid_to


@pytest.mark.parametrize(
    ("name", "code"), [("襄樊市财政局", "420600"), ("济源市财政局", "419001"), ("黔南州民政局", "522700")]
)
def test_earlier_and_short_names_lead_to_their_code(name: str, code: str) -> None:
    assert region_of(name) == code
