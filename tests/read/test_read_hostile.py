"""Files that mean harm: each ends in time, with its reason or properly read, and the next file is read."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

import pytest
from hostile import CASES, FILES

from archive.process.files import file_record

# Of the clock, for what may have half a minute of processor time on a busy machine.
SECONDS = 300
READ = {"absurd-numbers.docx", "parts-outside.docx", "vast-attribute.html"}


# What takes the whole time that a process may have.
SLOW = {"many-objects.pdf", "nested-page-tables.html", "vast-attribute.html"}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.full] * (name in SLOW)) for name in FILES]
)
def test_a_hostile_file_ends_in_time_and_the_run_goes_on(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name]())
    start = monotonic()
    record = file_record(path)
    assert monotonic() - start < SECONDS
    if record["error"] is None:
        assert "root:" not in str(record)
        assert name in READ or not record["figures"]
    else:
        assert name not in READ
        assert record["error"].endswith(".")
        assert record["figures"] is None
    good = CASES / "xlsx-blank-cells" / "page.xlsx"
    assert file_record(good)["figures"]
