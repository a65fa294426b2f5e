"""`gongkai export`: what leaves the archive. Each kind of export is a command of its own module."""

from __future__ import annotations

import click

from archive.cli.export_documents import documents
from archive.cli.export_panel import panel


@click.group()
def export() -> None:
    """Write the figures, the documents or the stored pages to files of open formats."""


for command in (panel, documents):
    export.add_command(command)
