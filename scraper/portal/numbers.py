"""The figures of a body over the years, invented so that every identity holds, within a year and across them.

    Body -> series() -> {year: Figures}, Figures = {(indicator, applicant or None): value}

Nothing here knows how a figure is printed.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache

from archive.model import APPLICANTS
from scraper.portal import forms
from scraper.portal.places import Body

Number = int | float
Key = tuple[str, str | None]
Figures = dict[Key, Number]

COLUMNS = APPLICANTS[:-1]
_COLUMN_WEIGHTS = (70, 14, 1, 2, 9, 4)
_OUTCOME_WEIGHTS = {
    "granted": 44,
    "partial": 9,
    "not_held": 14,
    "third_party": 4,
    "internal_affairs": 3,
    "misc": 4,
}


def split(rng: random.Random, total: int, weights: Sequence[int]) -> list[int]:
    """`total` dealt out to as many parts as there are weights."""
    parts = [0] * len(weights)
    for i in rng.choices(range(len(weights)), weights, k=total):
        parts[i] += 1
    return parts


def form_of(year: int) -> str:
    return "2008" if year < 2014 else "2014" if year < 2019 else "2019" if year < 2021 else "2021"


@cache
def series(body: Body) -> dict[int, Figures]:
    """The figures of every reporting year of the body."""
    found: dict[int, Figures] = {}
    for year in range(body.first, body.last + 1):
        rng = random.Random(f"{body.id}/{year}")
        before = found.get(year - 1, {})
        found[year] = _YEARS[form_of(year)](rng, body, year, before)
    return found


def _put(
    figures: Figures, codes: Sequence[str], values: Sequence[Number], applicant: str | None = None
) -> None:
    figures.update({(code, applicant): value for code, value in zip(codes, values, strict=True)})


def _share(rng: random.Random, total: int, low: float, high: float) -> int:
    return int(total * rng.uniform(low, high))


def _proactive(rng: random.Random, body: Body, year: int) -> Figures:
    """What every form may say about active disclosure, interpretation, training and proposals."""
    total = int(body.size * rng.uniform(38, 90) * (1 + (year - 2008) * 0.09)) + rng.randint(3, 40)
    if year == 2008:
        total = total * 8 // 12 + 1
    new_media = _share(rng, total, 0.15, 0.6)
    wechat = _share(rng, new_media, 0.5, 0.95)
    sessions = rng.randint(1, 3 + body.size // 8)
    figures: Figures = {}
    _put(figures, forms.PROACTIVE, (total, _share(rng, total, 0.7, 0.98), _share(rng, total, 0.05, 0.3)))
    _put(figures, forms.NEW_MEDIA, (new_media, new_media - wechat, wechat))
    figures["proactive.channel.gazette", None] = _share(rng, total, 0.02, 0.08) if body.rules else 0
    figures["interpretation.articles", None] = rng.randint(0, 4 + body.size * 2)
    figures["response.hot_topics", None] = rng.randint(0, 3 + body.size)
    figures["response.press_conferences", None] = rng.randint(0, body.size // 2)
    figures["response.web_interviews", None] = rng.randint(0, 2 + body.size // 4)
    figures["response.weibo_wechat", None] = rng.randint(0, body.size * 3)
    figures["response.other", None] = rng.randint(0, body.size)
    figures["training.sessions", None] = sessions
    figures["training.participants", None] = sessions * rng.randint(18, 76)
    figures["meetings.count", None] = rng.randint(1, 4 + body.size // 6)
    figures["proposals.npc", None] = rng.randint(2, 6 + body.size * 3)
    figures["proposals.cppcc", None] = rng.randint(2, 6 + body.size * 4)
    figures["interaction.letters_hotline", None] = rng.randint(3, 40) * body.size * 11 + 120
    figures["website.visits", None] = body.size * rng.randint(900, 9000) + rng.randint(0, 999)
    return figures


def _applications(rng: random.Random, body: Body, year: int) -> int:
    """How many applications came in; small bodies often have none."""
    if body.size <= 3 and rng.random() < 0.35:
        return 0
    return int(body.size * rng.uniform(1.0, 5.5) * (0.5 + (year - 2008) * 0.12)) + rng.randint(0, 4)


def _remedies(rng: random.Random, figures: Figures, kind: str, most: int) -> None:
    parts = split(rng, rng.randint(0, most), (70, 12, 18))
    _put(figures, [f"{kind}.{part}" for part in ("upheld", "corrected", "other")], parts)
    figures[f"{kind}.total", None] = sum(parts)


def _staff(rng: random.Random, body: Body, figures: Figures) -> None:
    full, part = rng.randint(1, 2 + body.size), rng.randint(1, 4 + body.size * 3)
    _put(figures, forms.STAFF, (full + part, full, part))
    figures["org.dedicated_offices", None] = 1 + body.size // 4
    figures["org.reading_points", None] = 1 + rng.randint(0, 2 + body.size // 2)
    figures["budget.special_funds", None] = round(body.size * rng.uniform(0.3, 1.9), 1)


def _early(rng: random.Random, body: Body, year: int, _before: Figures) -> Figures:
    """2008-2013: prose and, in places, the local coded table."""
    figures = _proactive(rng, body, year)
    _staff(rng, body, figures)
    received = _applications(rng, body, year)
    _put(figures, forms.CHANNELS_A, split(rng, received, (30, 4, 46, 16, 4)))
    outcomes = split(rng, received, forms.weights(forms.OUTCOMES_A))
    _put(figures, [code for code, _ in forms.OUTCOMES_A], outcomes, "total")
    refused = sum(outcomes[2:])
    figures["applications.new", "total"] = figures["applications.result_total", "total"] = received
    figures["applications.result.refused.subtotal", "total"] = refused
    for kind in ("reconsideration", "litigation"):
        _remedies(rng, figures, kind, body.size // 4)
    figures["appeals.total", None] = figures["fees.collected", None] = 0
    figures["complaints.total", None] = rng.randint(0, body.size // 8)
    figures["normative_docs.issued", None] = rng.randint(0, 3 + body.size)
    figures["proactive.service_info", None] = _share(rng, int(figures["proactive.total", None]), 0.1, 0.3)
    consulted = [rng.randint(0, 12 * body.size) for _ in range(3)]
    _put(figures, forms.CONSULTATION, (sum(consulted), *consulted))
    return figures


def _middle(rng: random.Random, body: Body, year: int, _before: Figures) -> Figures:
    """2014-2018: the figures of the 统计表."""
    figures = _proactive(rng, body, year)
    _staff(rng, body, figures)
    issued = rng.randint(0, 4 + body.size * 2)
    figures["normative_docs.issued", None] = issued
    figures["proactive.normative_docs_disclosed", None] = min(issued, int(figures["proactive.total", None]))
    for name in ("press_conferences", "web_interviews"):
        figures[f"response.{name}_by_head", None] = rng.randint(0, int(figures[f"response.{name}", None]))
    received = _applications(rng, body, year)
    handled = received - (rng.randint(0, received // 9) if received > 20 else 0)
    extended = rng.randint(0, handled // 8)
    figures["applications.new", "total"] = received
    _put(figures, forms.CHANNELS_B, split(rng, received, (24, 3, 52, 21)))
    _put(figures, forms.HANDLED, (handled, handled - extended, extended))
    answers = split(rng, handled, forms.weights(forms.ANSWERS_B))
    _put(figures, [code for code, _ in forms.ANSWERS_B], answers, "total")
    refused = int(figures["applications.result.refused.subtotal", "total"])
    _put(figures, forms.GROUNDS_B, split(rng, refused, (6, 14, 26, 18, 20, 16)), "total")
    figures["applications.result_total", "total"] = handled
    for kind in ("reconsideration", "litigation"):
        _remedies(rng, figures, kind, 1 + body.size // 3)
    figures["complaints.total", None] = rng.randint(0, 1 + body.size // 6)
    figures["fees.collected", None] = 0
    return figures


def _table3(rng: random.Random, figures: Figures, body: Body, year: int, before: Figures) -> None:
    """Table 3 column by column: what came in and was carried over is either dealt with or carried on."""
    outcomes = forms.OUTCOMES_C if year < 2021 else forms.OUTCOMES_D
    weights = [_OUTCOME_WEIGHTS.get(code.rpartition(".")[2], 2) for code in outcomes]
    incoming = split(rng, _applications(rng, body, year), _COLUMN_WEIGHTS)
    for applicant, new in zip(COLUMNS, incoming, strict=True):
        first = rng.randint(0, new // 12) if new else 0
        carried = int(before.get(("applications.carried_out", applicant), first))
        out = rng.randint(0, (new + carried) // 9)
        figures["applications.new", applicant] = new
        figures["applications.carried_in", applicant] = carried
        _put(figures, outcomes, split(rng, new + carried - out, weights), applicant)
        figures["applications.result_total", applicant] = new + carried - out
        figures["applications.carried_out", applicant] = out
    for code in (*forms.FRAME_T3, *outcomes):
        figures[code, "total"] = sum(figures[code, applicant] for applicant in COLUMNS)


def _table4(rng: random.Random, figures: Figures, body: Body) -> None:
    for block, most in zip(
        forms.BLOCKS_T4, (2 + body.size // 2, 1 + body.size // 4, body.size // 5), strict=True
    ):
        parts = split(rng, rng.randint(0, most), (60, 8, 18, 14))
        _put(figures, [f"{block}.{part}" for part in forms.RESULTS_T4], (*parts, sum(parts)))


def _late(rng: random.Random, body: Body, year: int, before: Figures) -> Figures:
    """2019-2020."""
    figures = _proactive(rng, body, year)
    for name, factor in (("rules", 0.2 if body.rules else 0.0), ("normative_docs", 1.0)):
        issued = int(body.size * factor * rng.uniform(0, 1.2))
        shown = issued + (rng.randint(0, 2) if factor else 0)
        stock = before.get((f"{name}.disclosed_stock", None), int(body.size * factor * 6))
        _put(figures, [f"{name}.{part}" for part in forms.STOCK_C], (issued, shown, stock + shown))
    for name in forms.ITEMS_C:
        _put(
            figures,
            [f"{name}.{part}" for part in ("items_prev_year", "items_change")],
            _items(rng, body, name, before),
        )
        if name != "admin_fees":
            figures[f"{name}.decisions", None] = _decisions(rng, body)
    figures["procurement.projects", None] = rng.randint(0, 3 + body.size * 4)
    figures["procurement.amount", None] = round(body.size * rng.uniform(8, 90), 2)
    _table3(rng, figures, body, year, before)
    _table4(rng, figures, body)
    return figures


def _items(rng: random.Random, body: Body, name: str, before: Figures) -> tuple[int, int]:
    first = rng.randint(4, 12 + body.size * 9)
    previous = before.get((f"{name}.items_prev_year", None), first) + before.get(
        (f"{name}.items_change", None), 0
    )
    return int(previous), rng.randint(-min(3, int(previous)), 4)


def _decisions(rng: random.Random, body: Body) -> int:
    return rng.choice((0, 1, 1, 1)) * body.size * rng.randint(3, 260)


def _present(rng: random.Random, body: Body, year: int, before: Figures) -> Figures:
    """2021 and later."""
    figures = _proactive(rng, body, year)
    for name, factor in (("rules", 0.2 if body.rules else 0.0), ("normative_docs", 1.0)):
        stock = before.get((f"{name}.in_force", None), int(body.size * factor * 5))
        issued = int(body.size * factor * rng.uniform(0, 1.2))
        repealed = min(int(stock) + issued, int(body.size * factor * rng.uniform(0, 1.0)))
        _put(
            figures,
            [f"{name}.{part}" for part in forms.STOCK_D],
            (issued, repealed, stock + issued - repealed),
        )
    for name in forms.DECISIONS_D:
        figures[f"{name}.decisions", None] = _decisions(rng, body)
    amount = round(body.size * rng.uniform(0, 300), 2) if body.level != "township" else 0
    figures["admin_fees.amount", None] = amount
    figures["fees.information_processing", None] = 0
    _table3(rng, figures, body, year, before)
    _table4(rng, figures, body)
    return figures


_YEARS = {"2008": _early, "2014": _middle, "2019": _late, "2021": _present}
