"""The excerpts of tests/prose/cases and how well they are read: `python tests/prose/excerpts.py [NAME]`."""

from __future__ import annotations

import re
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

from archive.codebook import codebook
from archive.extract.prose import read_prose
from archive.model import Document, Figure, Report

FOLDER = Path(__file__).parent / "cases"
MONEY = {"元": 1, "万元": 10_000, "亿元": 100_000_000}
MARKS = {"zero": ("stated_zero", None)} | {b: ("approx", b) for b in ("lower", "upper", "about")}
Said = tuple[str, str | None, float]


@dataclass(frozen=True)
class Expected:
    """One figure as a case writes it: "fees.collected 380元", "proactive.total 1500 lower"."""

    said: Said
    mark: tuple[str | None, str | None]


@dataclass(frozen=True)
class Excerpt:
    name: str
    document: Document
    report: Report
    figures: tuple[Expected, ...]
    optional: tuple[Expected, ...]
    must_not: tuple[Expected, ...]


@dataclass(frozen=True)
class Score:
    right: int
    wrong: tuple[str, ...]
    missed: tuple[str, ...]

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + len(self.wrong))

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + len(self.missed))


def excerpts() -> list[Excerpt]:
    return [
        _excerpt(path.stem, case)
        for path in sorted(FOLDER.glob("*.toml"))
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    ]


def score(case: Excerpt) -> Score:
    found = {_said(f): f for f in read_prose(case.document, case.report)}
    wanted = {e.said: e for e in case.figures}
    fine = set(wanted) | {e.said for e in case.optional}
    wrong = [f"{case.name}: {f.name} {f.value}" for said, f in found.items() if said not in fine]
    for said, e in wanted.items():
        mark = (found[said].qualifier, found[said].bound) if said in found else e.mark
        if mark != e.mark:
            wrong.append(f"{case.name}: {found[said].name} {found[said].value} is {mark}, not {e.mark}")
    missed = [f"{case.name}: {said}" for said in wanted if said not in found]
    return Score(len(wanted) - len(missed), tuple(wrong), tuple(missed))


def banned(case: Excerpt) -> list[str]:
    found = {_said(f) for f in read_prose(case.document, case.report)}
    return [f"{case.name}: {e.said}" for e in case.must_not if e.said in found]


def total(scores: list[Score]) -> Score:
    return Score(
        sum(s.right for s in scores),
        tuple(w for s in scores for w in s.wrong),
        tuple(m for s in scores for m in s.missed),
    )


def _said(figure: Figure) -> Said:
    value = float(figure.value or 0) * MONEY.get(figure.unit or "", 1)
    return figure.indicator, figure.applicant, round(value, 4)


def _excerpt(era: str, case: dict[str, object]) -> Excerpt:
    year = int(str(case["year"]))
    form = "2008" if year < 2014 else "2014" if year < 2019 else "2019" if year < 2021 else "2021"
    text = str(case["text"]).strip()
    lists = {k: _all_expected(case.get(k, [])) for k in ("figures", "optional", "must_not")}
    return Excerpt(
        f"{era}/{case['name']}", Document("text/plain", None, text), Report("某局", year, form), **lists
    )


def _all_expected(written: object) -> tuple[Expected, ...]:
    return tuple(_expected(x) for x in written) if isinstance(written, list) else ()


def _expected(written: str) -> Expected:
    name, value, *marks = written.split()
    code, _, applicant = name.partition("/")
    number, unit = re.fullmatch(r"(-?[0-9.]+)(\D*)", value).groups()  # type: ignore[union-attr]
    column = applicant or codebook()[code].applicants[-1]
    mark = MARKS[marks[0]] if marks else (None, None)
    return Expected((code, column, round(float(number) * MONEY.get(unit, 1), 4)), mark)


def main() -> None:
    chosen = [c for c in excerpts() if len(sys.argv) < 2 or sys.argv[1] in c.name]
    result = total([score(c) for c in chosen])
    for kind, lines in (("wrong", result.wrong), ("missed", result.missed)):
        for line in lines:
            print(kind, line)
    for line in (b for c in chosen for b in banned(c)):
        print("must not", line)
    print(f"{len(chosen)} excerpts, {result.right} figures right")
    print(f"precision {result.precision:.3f} recall {result.recall:.3f}")


if __name__ == "__main__":
    main()
