"""The errors that are planted in the sample reports: what is added to which figure, and what it breaks."""

from __future__ import annotations

from collections.abc import Mapping

from scraper.portal import forms

Key = tuple[str, str | None]
_R = forms.R

# (body, year) -> figure -> what is added to it
EDITS: Mapping[tuple[str, int], Mapping[Key, int]] = {
    # two totals of table 3 are exchanged in part: two row sums
    ("yh_czt", 2022): {(_R + "granted", "total"): 2, (_R + "partial", "total"): -2},
    # one outcome too many: the column sums of natural persons and of the total
    ("lt_gov", 2021): {(_R + "granted", "natural_person"): 1, (_R + "granted", "total"): 1},
    # one application too many: what came in is not what was dealt with
    ("ay_gov", 2019): {("applications.new", "natural_person"): 1, ("applications.new", "total"): 1},
    # what was carried in is not what was carried out the year before
    ("ys_zrzyj", 2023): {
        ("applications.carried_in", "natural_person"): 1, ("applications.carried_in", "total"): 1,
        ("applications.new", "natural_person"): -1, ("applications.new", "total"): -1,
    },
    ("yh_sthjt", 2020): {("reconsideration.total", None): 1},
    ("lx_gov", 2015): {("applications.channel.letter", None): 1},
    ("yh_jyt", 2017): {("staff.total", None): 3},
    ("lx_zjj", 2018): {("litigation.total", None): 1},
    ("ys_gov", 2016): {(_R + "redirected", "total"): 2},
    ("yh_gov", 2012): {("applications.channel.online", None): 1},
    # from this year on the stock is wrong by four, so that only this step does not add up
    **{("lx_ws", year): {("normative_docs.in_force", None): 4} for year in (2024, 2025)},
}  # fmt: skip
# (body, year) -> figure -> what the running text adds to it, against its own table
SLIPS: Mapping[tuple[str, int], Mapping[Key, int]] = {
    ("lt_scjgj", 2022): {("applications.new", "total"): 3},
    ("ys_wjw", 2016): {("proactive.total", None): 11},
}
MUST_BE_PAGES = frozenset(EDITS) | frozenset(SLIPS)


def changes(body_id: str, year: int) -> Mapping[Key, int]:
    return EDITS.get((body_id, year), {})
