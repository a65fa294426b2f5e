"""A release: a folder to be published as it is, with a checksum of every file.

archive.db      the slim copy, to be opened with SQLite, Datasette or `gongkai serve`
pages.warc.gz   the stored pages, where they are asked for
README.md       what this is, in Chinese and English
SHA256SUMS      `sha256sum --check SHA256SUMS` verifies the rest
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from archive.export.package import export_panel
from archive.export.panel import Panel
from archive.export.selection import Selection
from archive.export.slim import Kept, export_slim
from archive.export.warc import export_warc
from archive.export.whole import whole_folder
from archive.store import Archive

Step = Callable[[int, int], None]
DATABASE, PANEL, PAGES, README, SUMS = "archive.db", "panel", "pages.warc.gz", "README.md", "SHA256SUMS"
FILES = frozenset({DATABASE, PANEL, PAGES, README, SUMS})


def export_release(
    archive: Archive,
    folder: Path,
    *,
    kinds: Sequence[str] = ("annual_report",),
    bodies: Kept = "none",
    pages: bool = False,
    step: Callable[[str], Step | None] = lambda _: None,
) -> dict[str, int]:
    """Writes the folder; its files with their bytes. `step(file)` gives what is told how far that file is."""
    with whole_folder(folder, FILES) as partial:
        export_slim(archive, partial / DATABASE, kinds=kinds, bodies=bodies, progress=step(DATABASE))
        export_panel(Panel.of(archive.conn, Selection()), partial / PANEL, step=step(PANEL))
        if pages:
            export_warc(archive, partial / PAGES, progress=step(PAGES))
        (partial / README).write_text(_readme(archive, pages), encoding="utf-8")
        files = sorted(path for path in partial.rglob("*") if path.is_file())
        sums = "".join(f"{_sha256(path)}  {path.relative_to(partial).as_posix()}\n" for path in files)
        (partial / SUMS).write_text(sums, encoding="utf-8")
        return {path.relative_to(partial).as_posix(): path.stat().st_size for path in files}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


_COUNTS = """
SELECT (SELECT count(*) FROM sites) AS sites, (SELECT count(*) FROM reports) AS reports,
       (SELECT count(*) FROM figures) AS figures, (SELECT min(first_seen) FROM pages) AS first,
       (SELECT max(last_seen) FROM pages) AS last,
       (SELECT count(*) FROM sites WHERE sample = 1) AS samples
"""


def _readme(archive: Archive, pages: bool) -> str:
    row = archive.conn.execute(_COUNTS).fetchone()
    first, last = (row["first"] or "—")[:10], (row["last"] or "—")[:10]
    sample = "\n**样例数据 / sample data**\n" if row["samples"] else ""
    warc = f"- `{PAGES}`: 网页存档（WARC 1.1）。The stored pages as WARC 1.1.\n" if pages else ""
    sites, reports, figures = (row[name] for name in ("sites", "reports", "figures"))
    return f"""# 政府信息公开工作年度报告数据 / Annual reports on open government information
{sample}
来源网站 {sites} 个，年度报告版本 {reports} 个，数据 {figures} 条，采集时间 {first} 至 {last}。

{sites} sites, {reports} editions of reports, {figures} figures, fetched {first} to {last}.

- `{DATABASE}`: SQLite 数据库，只读，可用 Datasette 或 `gongkai serve` 打开。
  A read-only SQLite database for Datasette or `gongkai serve`.
- `{PANEL}/`: 面板数据（CSV、Excel、Parquet 等）与指标手册。The panel and its codebook.
{warc}- `{SUMS}`: 校验和，用 `sha256sum --check {SUMS}` 核对。Checksums of all files.

每个数字都附有出处（句子或单元格）；原文版权归发布机关。
Every figure names the sentence or cell it was read from; the documents stay their publishers'.
"""
