from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from panel_samples import REPORTS, Builder, fill


@pytest.fixture
def build(tmp_path: Path) -> Iterator[Builder]:
    builder = Builder(tmp_path / "archive.db")
    yield builder
    builder.archive.close()


@pytest.fixture
def filled(build: Builder) -> Builder:
    fill(build, REPORTS)
    return build
