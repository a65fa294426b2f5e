"""How right the readers are: cases with what a careful person wrote down, compared with what is read.

A case is a folder with `page.*` and `expected.json`, or a line of a `truth.jsonl`. A figure is
identified by indicator, applicant and value times unit; derived figures are not counted.

    cases(folder) -> answer(case) -> score(case, answer) -> measures(scores)
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from archive.codebook import codebook
from archive.extract import evidence_holds, extract
from archive.extract.record import error_record, reading_record
from archive.read import Unreadable, read

Truth = Mapping[str, Any]
Key = tuple[str, str]
Value = Decimal | None

FEWER_IS_BETTER = frozenset({"must_not", "blank_as_zero", "zero_as_blank", "false_alarms", "wrong"})
FACTORS = (("亿", 10**8), ("万", 10**4), ("千元", 1000))


@dataclass(frozen=True)
class Case:
    """One file and its truth, in the shape of `expected.json`."""

    name: str
    path: Path
    truth: Truth

    @property
    def kind(self) -> str:
        return str(self.truth["kind"])

    @property
    def form(self) -> str:
        return str(self.truth.get("form") or "none")


@dataclass(frozen=True)
class Answer:
    """What `gongkai extract` says of a file, and the figures whose evidence does not hold."""

    record: Mapping[str, Any]
    broken: tuple[str, ...] = ()


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


def cases(folder: Path) -> list[Case]:
    """The cases below a folder, by name. Files of a `truth.jsonl` that are not there are left out."""
    found = []
    for path in sorted(folder.glob("*/expected.json")):
        page = next(path.parent.glob("page.*"))
        found.append(Case(path.parent.name, page, json.loads(path.read_text("utf-8"))))
    listed = folder / "truth.jsonl"
    for line in listed.read_text("utf-8").splitlines() if listed.exists() else ():
        truth = json.loads(line)
        if (folder / truth["file"]).exists():
            found.append(Case(truth["case"], folder / truth["file"], truth))
    return found


def answer(case: Case) -> Answer:
    """Reads the file of a case as `gongkai extract` would."""
    body = case.path.read_bytes()
    sha256 = hashlib.sha256(body).hexdigest()
    try:
        reading = extract(read(body, name=case.path.name))
    except Unreadable as error:
        return Answer(error_record(file=case.path.name, sha256=sha256, error=str(error)))
    printed = [f for f in reading.figures if f.qualifier != "derived"]
    broken = tuple(f.name for f in printed if not evidence_holds(f, reading.document))
    return Answer(reading_record(reading, file=case.path.name, sha256=sha256), broken)


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


def measures(scores: Iterable[Score]) -> dict[str, float]:
    """Shares in per cent and counts. `cells` is all tables; FORMAT.recall and form.FORM.recall are parts."""
    counts: Counter[str] = Counter()
    parts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in scores:
        counts.update(one.counts)
        for kind, part in one.parts.items():
            for name in (kind, "form." + one.case.form, "all", *(("cells",) if kind != "prose" else ())):
                parts[name].update(part)
    found: dict[str, float] = {}
    for name, part in sorted(parts.items()):
        share(found, name + ".accuracy", part["strict"], part["figures"])
        share(found, name + ".recall", part["hit"], part["figures"])
        share(found, name + ".precision", part["right"], part["right"] + part["wrong"])
    for name in ("organ", "year", "form", "not_report", "unreadable", "about", "document", "qualifier"):
        share(found, name, counts[name], counts[name + "_total"])
    share(found, "evidence", counts["evidence"], counts["evidence_total"])
    share(found, "findings", counts["findings"], counts["findings_total"])
    share(found, "perfect", counts["perfect"], counts["cases"])
    return found | {name: counts[name] for name in sorted(FEWER_IS_BETTER)}


def share(found: dict[str, float], name: str, part: int, whole: int) -> None:
    """Rounded down, so that 100 means all."""
    if whole:
        found[name] = part * 10000 // whole / 100


def below(floors: Mapping[str, Any], found: Mapping[str, float], right: set[str]) -> list[str]:
    """What is worse than the floors allow, a sentence each."""
    said = []
    for name, floor in floors["measures"].items():
        have = found.get(name, 0.0)
        if have > floor if name in FEWER_IS_BETTER else have < floor:
            said.append(f"{name} is {have}, the floor is {floor}.")
    return said + [
        f"{name} was fully right and is no longer." for name in floors["right"] if name not in right
    ]


def raised(floors: Mapping[str, Any], found: Mapping[str, float], right: set[str]) -> dict[str, Any]:
    """The floors after this measurement: none is ever lowered."""
    old = floors["measures"]
    best = {
        name: (min if name in FEWER_IS_BETTER else max)(value, old.get(name, value))
        for name, value in found.items()
    }
    return {"measures": dict(sorted((old | best).items())), "right": sorted({*floors["right"], *right})}


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
