"""Identities of the older forms: the 统计表 of form 2014, and the coded tables of form 2008."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archive.extract.check.rules import rules
from archive.extract.check.sums import HANDLED, NEW, Identity, Name, Numbers, judgeable, unequal
from archive.extract.derive import RESULT
from archive.model import APPLICANTS, Figure, Finding

CHANNELS = tuple(f"applications.channel.{name}" for name in ("in_person", "fax", "online", "letter"))
ANSWERS = tuple(
    f"{RESULT}{name}"
    for name in (
        *("already_public", "granted", "partial", "refused.subtotal"),
        *("not_this_agency", "info_not_exist", "asked_to_amend", "redirected"),
    )
)
GROUNDS = tuple(
    f"{RESULT}refused.{name}"
    for name in (
        *("state_secret", "trade_secret", "privacy", "three_security_one_stability"),
        *("not_gov_info", "law_prohibited"),
    )
)
LOCAL_GROUNDS = (
    *(f"{RESULT}{name}" for name in ("info_not_exist", "not_this_agency", "unavailable.still_unclear")),
    f"{RESULT}not_processed.duplicate",
    *GROUNDS,
    *(f"{RESULT}refused.{name}" for name in ("internal_affairs", "process_info", "enforcement_file")),
)
PUBLISHED = tuple(f"proactive.channel.{name}" for name in ("gazette", "website", "weibo", "wechat", "other"))


ONLINE, OTHER_CHANNEL = "applications.channel.online", "applications.channel.other"
IN_TIME = ("applications.handled.on_time", "applications.handled.extended")
DONE = "applications.handled.total"
REVIEW, COURT = "reconsideration", "litigation"
STAFF = ("staff.full_time", "staff.part_time")
PRESS, INTERVIEWS = "response.press_conferences", "response.web_interviews"
TOTAL, DOCUMENTS = "proactive.total", "proactive.normative_docs_disclosed"


def outcomes(block: str) -> tuple[str, ...]:
    return tuple(f"{block}.{outcome}" for outcome in ("upheld", "corrected", "other"))


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and its parts; `sign` says how total and sum compare. `optional` parts count where printed."""

    name: str
    total: str
    parts: tuple[str, ...]
    sign: str = "="
    optional: tuple[str, ...] = ()


SUMS = (
    Sum("channels", NEW, CHANNELS, optional=(OTHER_CHANNEL,)),
    Sum("handled", DONE, IN_TIME),
    Sum("results", HANDLED, ANSWERS),
    Sum("refused", f"{RESULT}refused.subtotal", GROUNDS),
    Sum("reconsideration", f"{REVIEW}.total", outcomes(REVIEW)),
    Sum("litigation", f"{COURT}.total", outcomes(COURT)),
    Sum("staff", "staff.total", STAFF),
    Sum("press_by_head", PRESS, (f"{PRESS}_by_head",), ">="),
    Sum("interviews_by_head", INTERVIEWS, (f"{INTERVIEWS}_by_head",), ">="),
    Sum("normative_docs", TOTAL, (DOCUMENTS,), ">="),
    Sum("handled_answered", DONE, (HANDLED,)),
    Sum("published_channels", TOTAL, PUBLISHED, "<="),
)
LOCAL_SUMS = (
    Sum("channels", NEW, CHANNELS, optional=(OTHER_CHANNEL,)),
    Sum("results", HANDLED, ANSWERS[1:4], optional=ANSWERS[:1]),
    # "其他原因" is no indicator: the grounds that are may fall short of the total.
    Sum("refused", f"{RESULT}refused.subtotal", (), ">=", LOCAL_GROUNDS),
    Sum("staff", "staff.total", STAFF),
)


def check_statistics(figures: Iterable[Figure], form: str) -> tuple[Finding, ...]:
    """The broken identities of a report's 统计表, or of the local coded table before it."""
    sums = {"2014": SUMS, "2008": LOCAL_SUMS}.get(form, ())
    if not sums:
        return ()
    numbers = Numbers(figures)
    return tuple(found for one in sums if (found := judge(one, numbers, f"form{form}")))


def hard_identities(numbers: Numbers, form: str) -> list[Identity]:
    """The identities of the form whose failure is an error."""
    sums = SUMS if form == "2014" else ()
    found = (identity_of(one, numbers, f"form{form}") for one in sums)
    return [identity for identity in found if rules()[identity.rule].severity == "error"]


def identity_of(one: Sum, numbers: Numbers, form: str) -> Identity:
    """What a sum demands, with those of its optional parts that the table has."""
    parts = (*one.parts, *(code for code in one.optional if named(code) in numbers))
    return Identity(f"{form}.{one.name}", (named(one.total),), tuple(named(code) for code in parts))


def judge(one: Sum, numbers: Numbers, form: str) -> Finding | None:
    """The finding of a sum. A refusal may have a ground that the form does not list: grounds that fall short
    of the refusals beside blank ones are no proof of an error.
    """
    identity = identity_of(one, numbers, form)
    if not judgeable(identity, numbers):
        return None
    left, right = numbers.total(identity.left), numbers.total(identity.right)
    if {"=": left == right, ">=": left >= right, "<=": left <= right}[one.sign]:
        return None
    blank = any(part not in numbers.values for part in identity.right)
    unproved = one.name == "refused" and left > right and blank
    return unequal(identity, left, right, "warning" if unproved else None)


def named(code: str) -> Name:
    """The name of an indicator in the 统计表: those about applications have the applicant `total`."""
    whole = code.startswith(RESULT) or code in (NEW, HANDLED)
    return code, APPLICANTS[-1] if whole else None
