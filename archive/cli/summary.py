"""What is in an archive, in a few lines."""

from __future__ import annotations

from pathlib import Path

import click

from archive.store import Archive

# Lists are captured too, as proof of what they did not name, but nobody counts them as pages.
COUNTS = {
    "pages": "SELECT count(*) FROM pages WHERE kind != 'list'",
    "gone": "SELECT count(*) FROM pages WHERE kind != 'list' AND state = 'gone'",
    "versions": "SELECT count(*) FROM captures WHERE kind != 'list'",
    "changed": "SELECT count(DISTINCT url) FROM captures AS c WHERE kind != 'list'"
    " AND EXISTS (SELECT 1 FROM captures WHERE url = c.url AND id != c.id)",
    "documents": "SELECT count(*) FROM documents",
    "unreadable": "SELECT count(*) FROM documents WHERE state = 'unreadable'",
    "reports": "SELECT count(*) FROM reports",
    "figures": "SELECT count(*) FROM figures",
    "findings": "SELECT count(*) FROM findings",
    "errors": "SELECT count(*) FROM findings WHERE severity = 'error'",
}


def summary_of(archive: Archive) -> dict[str, int]:
    return {name: int(archive.conn.execute(sql).fetchone()[0]) for name, sql in COUNTS.items()}


def print_summary(counts: dict[str, int], db: Path) -> None:
    click.echo(f"""
{db}
  {counts["pages"]:>7,} pages       ({counts["gone"]} vanished)
  {counts["versions"]:>7,} versions    ({counts["changed"]} of a page that changed)
  {counts["documents"]:>7,} documents   ({counts["unreadable"]} unreadable)
  {counts["reports"]:>7,} reports
  {counts["figures"]:>7,} figures
  {counts["findings"]:>7,} findings    ({counts["errors"]} errors)
""")
