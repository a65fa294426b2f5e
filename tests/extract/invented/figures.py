"""Random figures of a report that agree with one another, by the identities of the forms."""

# ruff: noqa: E501 (labels as they are printed)
from __future__ import annotations

from random import Random

APPLICANTS = (
    "natural_person", "commercial_enterprise", "research_institution", "public_welfare_org",
    "legal_service_org", "other_org",
)  # fmt: skip
REFUSED = ("state_secret", "law_prohibited", "three_security_one_stability", "third_party", "internal_affairs",
           "process_info", "enforcement_file", "admin_inquiry")  # fmt: skip
UNAVAILABLE = ("not_held", "no_ready_info", "still_unclear")
NOT_PROCESSED = ("petition_complaint", "duplicate", "publication", "mass_repeat", "reissue_confirm")
OTHER = ("uncorrected_overdue", "fee_unpaid", "misc")
R = "applications.result."

Figures = dict[tuple[str, str | None], int | float]


def count(random: Random, most: int, zeroes: float = 0.5) -> int:
    """Mostly small, now and then four digits."""
    if random.random() < zeroes:
        return 0
    return random.randint(1, most if random.random() < 0.9 else most * 40)


def outcomes(form: str) -> list[str]:
    """The rows of table 3 that add up to its total."""
    other = [f"other.{x}" for x in OTHER] if form == "2021" else ["other.subtotal"]
    return ["granted", "partial", *(f"refused.{x}" for x in REFUSED), *(f"unavailable.{x}" for x in UNAVAILABLE),
            *(f"not_processed.{x}" for x in NOT_PROCESSED), *other]  # fmt: skip


def new_form(form: str, random: Random) -> Figures:
    """Tables 2, 3 and 4 of the forms 2019 and 2021."""
    figures: Figures = {}
    busy = random.random()
    for who in APPLICANTS:
        zeroes = 0.3 + 0.6 * random.random() if who == "natural_person" else 0.8 + 0.2 * busy
        for code in outcomes(form):
            figures[R + code, who] = count(random, 30, zeroes)
        done = sum(figures[R + code, who] for code in outcomes(form))
        left = count(random, 9, zeroes)
        carried = min(count(random, 9, zeroes), int(done) + left)
        figures["applications.result_total", who] = done
        figures["applications.carried_out", who] = left
        figures["applications.carried_in", who] = carried
        figures["applications.new", who] = done + left - carried
    for code in {code for code, _ in figures}:
        figures[code, "total"] = sum(figures[code, who] for who in APPLICANTS)
    for block in ("reconsideration", "litigation.direct", "litigation.after_review"):
        parts = {part: count(random, 12, 0.6) for part in ("upheld", "corrected", "other", "pending")}
        figures |= {(f"{block}.{part}", None): n for part, n in parts.items()}
        figures[f"{block}.total", None] = sum(parts.values())
    return figures | (table2_2019(random) if form == "2019" else table2_2021(random))


def table2_2021(random: Random) -> Figures:
    figures: Figures = {}
    for what in ("rules", "normative_docs"):
        figures |= {(f"{what}.{m}", None): count(random, 30) for m in ("issued", "repealed", "in_force")}
    figures |= {
        (f"{what}.decisions", None): count(random, 3000, 0.2) for what in ("licensing", "penalty", "coercion")
    }
    figures["admin_fees.amount", None] = random.choice(
        [0, random.randint(1, 90000), random.randint(1, 99999) / 100]
    )
    return figures


def table2_2019(random: Random) -> Figures:
    figures: Figures = {}
    for what in ("rules", "normative_docs"):
        for m in ("issued", "newly_disclosed", "disclosed_stock"):
            figures[f"{what}.{m}", None] = count(random, 30)
    for what in ("licensing", "other_services", "penalty", "coercion"):
        figures[f"{what}.items_prev_year", None] = count(random, 200, 0.2)
        figures[f"{what}.items_change", None] = random.choice([0, random.randint(-40, 40)])
        figures[f"{what}.decisions", None] = count(random, 3000, 0.3)
    figures["admin_fees.items_prev_year", None] = count(random, 9)
    figures["admin_fees.items_change", None] = random.choice([0, random.randint(-3, 9)])
    figures["procurement.projects", None] = count(random, 60)
    figures["procurement.amount", None] = random.choice(
        [0, random.randint(1000, 90_000_000), random.randint(1, 10**7) / 100]
    )
    return figures


def form_2014(random: Random) -> Figures:
    f: dict[str, int | float] = {}
    for code in ("gazette", "website", "weibo", "wechat", "other"):
        f[f"proactive.channel.{code}"] = count(random, 900, 0.3)
    f["proactive.total"] = max(f.values()) + count(random, 50)
    f["normative_docs.issued"] = count(random, 40)
    f["proactive.normative_docs_disclosed"] = min(int(f["normative_docs.issued"]), int(f["proactive.total"]))
    for code in ("hot_topics", "weibo_wechat", "other"):
        f[f"response.{code}"] = count(random, 60)
    for code in ("press_conferences", "web_interviews"):
        f[f"response.{code}"] = count(random, 9)
        f[f"response.{code}_by_head"] = random.randint(0, int(f[f"response.{code}"]))
    f["interpretation.articles"] = count(random, 60)
    channels = {
        f"applications.channel.{c}": count(random, 90) for c in ("in_person", "fax", "online", "letter")
    }
    new = sum(channels.values())
    extended = random.randint(0, min(3, new))
    f |= channels | {"applications.new": new, "applications.handled.total": new,
                     "applications.handled.extended": extended, "applications.handled.on_time": new - extended}  # fmt: skip
    names = ("already_public", "granted", "partial", "refused.subtotal", "not_this_agency", "info_not_exist",
             "asked_to_amend", "redirected")  # fmt: skip
    parts = split(random, new, len(names))
    f |= {R + name: n for name, n in zip(names, parts, strict=True)} | {"applications.result_total": new}
    grounds = (
        "state_secret",
        "trade_secret",
        "privacy",
        "three_security_one_stability",
        "not_gov_info",
        "law_prohibited",
    )
    f |= {f"{R}refused.{g}": n for g, n in zip(grounds, split(random, parts[3], len(grounds)), strict=True)}
    for block in ("reconsideration", "litigation"):
        three = {f"{block}.{part}": count(random, 6, 0.7) for part in ("upheld", "corrected", "other")}
        f |= three | {f"{block}.total": sum(three.values())}
    f |= {"complaints.total": count(random, 5, 0.8), "fees.collected": random.choice([0, random.randint(1, 99) / 100]),
          "org.dedicated_offices": count(random, 30), "org.reading_points": count(random, 60)}  # fmt: skip
    full, part = count(random, 20), count(random, 90)
    f |= {"staff.full_time": full, "staff.part_time": part, "staff.total": full + part,
          "budget.special_funds": random.choice([0, random.randint(1, 400) / 10]), "meetings.count": count(random, 20),
          "training.sessions": count(random, 9), "training.participants": count(random, 900)}  # fmt: skip
    with_applicant = (
        "applications.new",
        "applications.result_total",
        *(R + n for n in names),
        *(f"{R}refused.{g}" for g in grounds),
    )
    return {(code, "total" if code in with_applicant else None): value for code, value in f.items()}


def split(random: Random, whole: int, parts: int) -> list[int]:
    """`parts` numbers from 0 that add up to `whole`."""
    cuts = sorted(random.randint(0, whole) if random.random() < 0.6 else whole for _ in range(parts - 1))
    return [b - a for a, b in zip([0, *cuts], [*cuts, whole], strict=True)]
