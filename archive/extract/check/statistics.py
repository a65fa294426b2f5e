"""Identities of the older forms: the 统计表 of form 2014, and the coded tables of form 2008."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from archive.extract.check.sums import HANDLED, NEW, Identity, Name, Numbers, broken, finding
from archive.extract.derive import RESULT
from archive.model import APPLICANTS, Figure, Finding, Severity

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
PUBLISHED = tuple(f"proactive.channel.{name}" for name in ("gazette", "website", "weibo", "wechat", "other"))


OTHER_CHANNEL = "applications.channel.other"
IN_TIME = ("applications.handled.on_time", "applications.handled.extended")
DONE = "applications.handled.total"
REVIEW, COURT = "reconsideration", "litigation"
STAFF = ("staff.full_time", "staff.part_time")
PRESS, INTERVIEWS = "response.press_conferences", "response.web_interviews"
TOTAL, DOCUMENTS = "proactive.total", "proactive.normative_docs_disclosed"
BY_HEAD = "其中主要负责同志参加的次数"


def outcomes(block: str) -> tuple[str, ...]:
    return tuple(f"{block}.{outcome}" for outcome in ("upheld", "corrected", "other"))


@dataclass(frozen=True, slots=True)
class Rule:
    """A total, its parts, how they are called; `sign` says how total and sum compare."""

    name: str
    total: str
    parts: tuple[str, ...]
    subject: str
    parts_name: str
    sign: str = "="
    severity: Severity = "error"
    optional: tuple[str, ...] = ()


RULES = (
    Rule("channels", NEW, CHANNELS, "收到申请数", "各种申请方式之和", optional=(OTHER_CHANNEL,)),
    Rule(
        "handled",
        DONE,
        (f"{IN_TIME}.on_time", f"{IN_TIME}.extended"),
        "申请办结数",
        "按时与延期办结数之和",
    ),
    Rule("results", HANDLED, ANSWERS, "申请答复数", "各类答复数之和"),
    Rule("refused", f"{RESULT}refused.subtotal", GROUNDS, "不同意公开答复数", "各项理由之和"),
    Rule("reconsideration", f"{REVIEW}.total", outcomes(REVIEW), "行政复议数量", "各项结果之和"),
    Rule("litigation", f"{COURT}.total", outcomes(COURT), "行政诉讼数量", "各项结果之和"),
    Rule("staff", "staff.total", STAFF, "从事政府信息公开工作人员数", "专职与兼职人员数之和"),
    Rule("press_by_head", PRESS, (f"{PRESS}_by_head",), "新闻发布会总次数", BY_HEAD, ">="),
    Rule("interviews_by_head", INTERVIEWS, (f"{INTERVIEWS}_by_head",), "在线访谈次数", BY_HEAD, ">="),
    Rule("normative_docs", TOTAL, (DOCUMENTS,), "主动公开政府信息数", "其中主动公开规范性文件数", ">="),
    Rule("handled_answered", DONE, (HANDLED,), "申请办结数", "申请答复数", "=", "warning"),
    Rule("published_channels", TOTAL, PUBLISHED, "主动公开政府信息数", "各渠道公开数之和", "<=", "warning"),
)
SOFT_RULES = ("channels", "staff")


def check_statistics(figures: Iterable[Figure], form: str) -> tuple[Finding, ...]:
    """The broken identities of a report's 统计表."""
    numbers = Numbers(figures)
    if form == "2014":
        return tuple(found for rule in RULES if (found := judge(rule, numbers, "form2014", rule.severity)))
    if form == "2008":
        soft = [rule for rule in RULES if rule.name in SOFT_RULES]
        return tuple(found for rule in soft if (found := judge(rule, numbers, "form2008", "warning")))
    return ()


def judge(rule: Rule, numbers: Numbers, form: str, severity: Severity) -> Finding | None:
    """The finding of a rule; a sum that is short beside blank parts is no proof of an error."""
    identity = identity_of(rule, numbers, form, severity)
    found = broken(identity, numbers)
    left, right = numbers.total(identity.left), numbers.total(identity.right)
    if found is None or rule.sign == "=":
        blank = any(numbers.value(part) is None for part in identity.right)
        return replace(found, severity="warning") if found and blank and left > right else found
    holds = left >= right if rule.sign == ">=" else left <= right
    return None if holds else finding(identity, left, right)


def identity_of(rule: Rule, numbers: Numbers, form: str, severity: Severity) -> Identity:
    """The identity of a rule, with those of its optional parts that the table has."""
    parts = (*rule.parts, *(code for code in rule.optional if named(code) in numbers))
    return Identity(
        f"{form}.{rule.name}",
        (named(rule.total),),
        tuple(named(code) for code in parts),
        "统计表",
        f"“{rule.subject}”",
        rule.parts_name,
        severity,
    )


def hard_identities(numbers: Numbers, form: str) -> list[Identity]:
    """The identities of the form whose failure is an error."""
    rules = [rule for rule in RULES if rule.severity == "error"] if form == "2014" else []
    return [identity_of(rule, numbers, f"form{form}", "error") for rule in rules]


def named(code: str) -> Name:
    """The name of an indicator in the 统计表: those about applications have the applicant `total`."""
    whole = code.startswith(RESULT) or code in (NEW, HANDLED)
    return code, APPLICANTS[-1] if whole else None
