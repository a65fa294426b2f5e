"""The ready schedules of scripts/schedule: their syntax, and that the commands in them exist."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import click
import pytest
import yaml

from archive.cli import main

FOLDER = Path(__file__).resolve().parents[2] / "scripts" / "schedule"
FIELD = r"(?:\*|\d+)(?:-\d+)?(?:/\d+)?(?:,\d+(?:-\d+)?)*"
COMMAND = re.compile(r"gongkai ([a-z]+)((?: [^&|;\n]*?)?)(?= 2>|\s*(?:\|\||&&|$))", re.MULTILINE)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze on this machine")
@pytest.mark.parametrize("unit", ["gongkai-crawl.service", "gongkai-crawl.timer"])
def test_the_units_are_valid(tmp_path: Path, unit: str) -> None:
    for file in FOLDER.glob("gongkai-crawl.*"):
        shutil.copy(file, tmp_path)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / unit)], capture_output=True, text=True
    )
    said = [line for line in (done.stdout + done.stderr).splitlines() if "gongkai-crawl" in line]
    assert (done.returncode, said) == (0, [])


def test_the_lines_of_cron_are_valid() -> None:
    lines = [line for line in (FOLDER / "crontab").read_text().splitlines() if line and line[0] != "#"]
    jobs = [line for line in lines if not re.match(r"[A-Z_]+=\S", line)]
    assert len(jobs) == 3
    for job in jobs:
        assert re.match(rf"{FIELD} {FIELD} {FIELD} {FIELD} {FIELD} \S", job), job
        assert "%" not in job, "cron takes % for a new line"


def test_the_workflow_is_valid() -> None:
    found = yaml.safe_load((FOLDER / "workflow.yml").read_text())
    assert found["jobs"]["crawl"]["timeout-minutes"] == 60
    assert found[True]["schedule"][0]["cron"].count(" ") == 4, "YAML reads the key “on” as true"
    assert all(step.keys() & {"run", "uses"} for step in found["jobs"]["crawl"]["steps"])


@pytest.mark.parametrize("file", ["gongkai-crawl.service", "crontab", "workflow.yml"])
def test_the_commands_exist_with_their_options(file: str) -> None:
    found = COMMAND.findall((FOLDER / file).read_text())
    assert found
    for name, rest in found:
        command = main.commands[name]
        options = {option for parameter in command.params for option in parameter.opts}
        if isinstance(command, click.Group):
            command = command.commands[rest.split()[0]]
            options = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in rest.split() if word.startswith("--")} <= options, (name, rest)
