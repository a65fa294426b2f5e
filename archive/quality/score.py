"""One answer against the truth of its case: what is counted, and a note for everything that is wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from archive.codebook import codebook
from archive.quality.cases import Answer, Case

Key = tuple[str, str]
Value = Decimal | None

FACTORS = (("亿", 10**8), ("万", 10**4), ("千元", 1000))


@dataclass
class Score:
    """What is counted about one case; `parts` by format, figures in prose by themselves."""

    case: Case
    counts: Counter[str] = field(default_factory=Counter)
    parts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    notes: list[str] = field(default_factory=list)

    def check(self, what: str, good: bool, note: str) -> bool:
        """Counts one more of `what`, right or not."""
        self.counts[what + "_total"] += 1
        self.counts[what] += good
        if not good:
            self.notes.append(note)
        return good


def score(case: Case, given: Answer) -> Score:
    """Compares what was read with the truth of the case."""
    result = Score(case)
    result.counts["cases"] = 1
    record, truth = given.record, case.truth
    if truth.get("error"):
        result.check("unreadable", bool(record["error"]), "was read, but should be unreadable")
    elif not (record["error"] and truth.get("may_fail")):
        compare_report(result, record)
        compare_document(result, record)
        compare_figures(result, record.get("figures") or [])
        compare_traps(result, record.get("figures") or [])
        compare_findings(result, record.get("findings") or [])
    figures = [f for f in record.get("figures") or [] if f["qualifier"] != "derived"]
    result.counts["evidence_total"], result.counts["evidence"] = (
        len(figures),
        len(figures) - len(given.broken),
    )
    result.notes += [f"the evidence of {name} does not hold" for name in given.broken]
    result.counts["perfect"] = not result.notes
    return result


def compare_report(result: Score, record: Mapping[str, Any]) -> None:
    """Body, year and form; scope, region and period where asked; no report where there is none."""
    want, got = result.case.truth.get("report"), record.get("report")
    if want is None:
        good = got is None and not record["error"]
        result.check("not_report", good, f"is no report: {got or record['error']}")
        return
    got = got or {}
    organs = {flat(name) for name in (want.get("organ"), *want.get("organ_accept", ())) if name}
    if organs:
        result.check(
            "organ", flat(got.get("organ")) in organs, f"organ: {got.get('organ')}, not {want['organ']}"
        )
    for name in ("year", "form", "scope", "region", "period"):
        if want.get(name) is not None:
            what = name if name in ("year", "form") else "about"
            good = str(got.get(name)) == str(want[name])
            result.check(what, good, f"{name}: {got.get(name)}, not {want[name]}")


def compare_document(result: Score, record: Mapping[str, Any]) -> None:
    for name, want in (result.case.truth.get("doc") or {}).items():
        if want is None:
            continue
        got, right = flat(record.get(name)), flat(want)
        good = got == right or (name == "title" and right in got and len(got) < len(right) + 20)
        result.check("document", good, f"{name}: {record.get(name)}, not {want}")


def compare_figures(result: Score, figures: Sequence[Mapping[str, Any]]) -> None:
    """Figures that were read, alone (strict) or beside others (hit), and figures that are not in the file."""
    truth, kind = result.case.truth, result.case.kind
    printed = [f for f in figures if f["qualifier"] != "derived"]
    got, allowed, may = by_key(printed), by_key(truth["figures"]), by_key(truth.get("optional") or ())
    for want in truth["figures"]:
        key, value = key_of(want), value_of(want)
        part = result.parts["prose" if want["src"] == "prose" else kind]
        hit = value in got[key]
        strict = hit and got[key] <= allowed[key] | may[key]
        part.update(figures=1, hit=hit, strict=strict)
        result.counts["blank_as_zero"] += value is None and not hit and Decimal(0) in got[key]
        result.counts["zero_as_blank"] += value == 0 and not hit and None in got[key]
        if hit:
            compare_qualifier(result, want, printed)
        if not strict:
            values = ", ".join(sorted(map(str, got[key]))) or "nothing"
            result.notes.append(
                f"{want['src']} {'/'.join(key)}: {values}, not {want['value']} {want['qualifier'] or ''}"
            )
    seen: set[tuple[Key, Value]] = set()
    for figure in printed:
        key, value = key_of(figure), value_of(figure)
        if (key, value) in seen:
            continue
        seen.add((key, value))
        part = result.parts["prose" if figure["evidence"]["kind"] == "sentence" else kind]
        part["right"] += value in allowed[key]
        if value not in allowed[key] | may[key]:
            part["wrong"] += 1
            result.counts["wrong"] += 1
            words = figure["evidence"].get("text") or ""
            result.notes.append(f"not in the file: {'/'.join(key)} = {figure['value']}: {words[:60]}")


def compare_qualifier(result: Score, want: Mapping[str, Any], printed: Iterable[Mapping[str, Any]]) -> None:
    """A zero in prose may be printed or worded."""
    fits = {want["qualifier"]}
    if want["value"] == 0 and want["src"] == "prose" and want["qualifier"] in (None, "stated_zero"):
        fits = {None, "stated_zero"}
    given = {f["qualifier"] for f in printed if (key_of(f), value_of(f)) == (key_of(want), value_of(want))}
    note = f"qualifier of {'/'.join(key_of(want))}: {given}, not {want['qualifier']}"
    result.check("qualifier", bool(given & fits), note)


def compare_traps(result: Score, figures: Iterable[Mapping[str, Any]]) -> None:
    printed = [f for f in figures if f["qualifier"] != "derived"]
    for ban in result.case.truth.get("must_not") or ():
        result.counts["must_not_total"] += 1
        value = Decimal(str(ban["value"]))
        if any(
            f["indicator"] == ban["indicator"] and value in (value_of(f), exact(f["value"])) for f in printed
        ):
            result.counts["must_not"] += 1
            result.notes.append(f"trap: {ban['indicator']} = {ban['value']} ({ban.get('why', '')})")


def compare_findings(result: Score, findings: Sequence[Mapping[str, Any]]) -> None:
    """Planted errors by their two numbers, and errors that are said of what is right."""
    planted = [{exact(f["left"]), exact(f["right"])} for f in result.case.truth.get("findings") or ()]
    said = [{exact(f["left"]), exact(f["right"])} for f in findings]
    for pair in planted:
        result.check("findings", pair in said, f"planted, not found: {' and '.join(map(str, pair))}")
    for finding, pair in zip(findings, said, strict=True):
        if finding["severity"] == "error" and pair not in planted:
            result.counts["false_alarms"] += 1
            result.notes.append(f"false alarm: {finding['rule']}: {finding['message']}")


def by_key(figures: Iterable[Mapping[str, Any]]) -> defaultdict[Key, set[Value]]:
    values: defaultdict[Key, set[Value]] = defaultdict(set)
    for figure in figures:
        values[key_of(figure)].add(value_of(figure))
    return values


def key_of(figure: Mapping[str, Any]) -> Key:
    applicant = figure.get("applicant")
    return figure["indicator"], "" if applicant in (None, "total") else applicant


def value_of(figure: Mapping[str, Any]) -> Value:
    """Value times unit; the unit is the codebook's where none is given."""
    value = exact(figure["value"])
    unit = figure.get("unit") or codebook()[figure["indicator"]].unit or ""
    factor = next((number for prefix, number in FACTORS if unit.startswith(prefix)), 1)
    return None if value is None else value * factor


def exact(value: int | float | None) -> Value:
    return None if value is None else Decimal(str(value))


def flat(text: str | None) -> str:
    return "".join((text or "").split()).replace("（", "(").replace("）", ")")
