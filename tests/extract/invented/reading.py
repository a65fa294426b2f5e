"""What was read of an invented report, against what it holds."""

# ruff: noqa: E501 (labels as they are printed)
from __future__ import annotations

from archive.extract import evidence_holds, extract
from archive.model import CellEvidence, Figure, Reading
from archive.read import read
from invented.report import Report

FACTORS = {"万元": 10_000, "亿元": 10**8}


def differences(report: Report, body: bytes, name: str = "page") -> list[str]:
    """A sentence for everything that was read wrong; nothing where all is right."""
    reading = extract(read(body, name=name))
    said = about(report, reading)
    read_figures = {
        (f.indicator, f.applicant): f for f in reading.figures if isinstance(f.evidence, CellEvidence)
    }
    for key, (value, qualifier, unit) in report.truth.items():
        figure = read_figures.pop(key, None)
        if figure is None:
            said.append(f"{key} is missing, it is {value} {qualifier or ''}")
        elif not same(figure, value, unit) or figure.qualifier != qualifier:
            said.append(
                f"{key} is {figure.value} {figure.unit} {figure.qualifier}, not {value} {unit} {qualifier}"
            )
        elif not evidence_holds(figure, reading.document):
            said.append(f"{key}: its evidence does not hold")
    said += [f"{key} = {f.value} is not in the report" for key, f in read_figures.items()]
    said += [f"false alarm: {f.rule}: {f.message}" for f in reading.findings
             if f.severity == "error" or f.rule in ("table.unassigned", "table.missing", "table.incomplete", "table.cell_unread")]  # fmt: skip
    return said


def about(report: Report, reading: Reading) -> list[str]:
    read_as = reading.report
    if read_as is None:
        return ["it was not read as a report"]
    said = []
    if read_as.organ != report.organ:
        said.append(f"organ: {read_as.organ}, not {report.organ}")
    if (read_as.year, read_as.form) != (report.year, report.form):
        said.append(f"{read_as.year} form {read_as.form}, not {report.year} form {report.form}")
    return said


def same(figure: Figure, value: float | None, unit: str | None) -> bool:
    if value is None or figure.value is None:
        return figure.value is value
    factor = FACTORS.get(unit or "", 1) if unit else FACTORS.get(figure.unit or "", 1)
    return abs(figure.value * FACTORS.get(figure.unit or "", 1) - value * factor) < 1e-6 * max(1, abs(value))
