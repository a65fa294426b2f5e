"""Exports that are interrupted, refused or not to be had, and how far one has come."""

from __future__ import annotations

import signal
import subprocess
import time
from pathlib import Path

import pytest
from panel_samples import GONGKAI, Builder, contents, export, gongkai

from archive.export.package import export_panel
from archive.export.panel import Panel
from archive.export.selection import select
from archive.export.whole import ExportError


def test_an_interrupted_export_leaves_nothing_under_its_name(filled: Builder, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    call = ["export", "panel", "--db", str(filled.archive.path), "--output", str(folder)]
    for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT):
        kill_amid([*GONGKAI, *call], tmp_path / ".out.partial", number)
        assert not folder.exists()
    gongkai(*call)
    before = contents(folder)
    kill_amid([*GONGKAI, *call], tmp_path / ".out.partial", signal.SIGKILL)
    assert contents(folder) == before
    gongkai(*call)
    assert contents(folder) == before
    assert not (tmp_path / ".out.partial").exists()


def kill_amid(command: list[str], partial: Path, number: signal.Signals) -> None:
    """Ends the command as soon as it has begun to write."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not (partial / "panel.csv").exists():
        assert process.poll() is None
        time.sleep(0.002)
    process.send_signal(number)
    assert process.wait(60) != 0


def test_a_folder_with_other_things_in_it_is_left_alone(filled: Builder, tmp_path: Path) -> None:
    folder = tmp_path / "thesis"
    folder.mkdir()
    (folder / "chapter.docx").write_text("years of work")
    with pytest.raises(ExportError, match="holds chapter.docx, which is no export's"):
        export(filled, folder)
    assert [path.name for path in folder.iterdir()] == ["chapter.docx"]


def test_a_format_that_is_not_installed_is_named(
    filled: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.export.package.find_spec", lambda name: None if name == "pyarrow" else True)
    conn = filled.archive.conn
    made = export_panel(Panel.of(conn, select(conn)), tmp_path / "out")
    assert [sentence.split()[0] for sentence in made.left_out] == ["panel.parquet"]
    assert "panel.parquet" not in made.files
    with pytest.raises(ExportError, match="--format parquet needs the extra data"):
        export(filled, tmp_path / "out", "parquet")


def test_stata_has_a_limit_that_is_said(
    filled: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.export.package.STATA_ROWS", 5)
    conn = filled.archive.conn
    made = export_panel(Panel.of(conn, select(conn)), tmp_path / "out")
    assert "panel.dta is left out: it takes 5 rows, and these are 9." in made.left_out
    with pytest.raises(ExportError, match="--format dta takes 5 rows"):
        export(filled, tmp_path / "out", "dta")


def test_progress_counts_to_its_end(filled: Builder, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    conn = filled.archive.conn
    panel = Panel.of(conn, select(conn))
    export_panel(panel, tmp_path / "out", step=lambda done, total: steps.append((done, total)))
    assert steps == sorted(steps)
    assert steps[-1][0] == steps[-1][1]
