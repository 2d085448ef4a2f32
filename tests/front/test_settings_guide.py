"""Every setting that is read has a line in the guide, and the guide has no line for one that is not."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READ = re.compile(r'"(CAIRN_[A-Z_]+)"')
DJANGO_ONLY = {
    "CAIRN_SEAL_KEY",
    "CAIRN_CLOCK_OFFSET_DAYS",
    "CAIRN_IDLE_MINUTES",
    "CAIRN_DEMO",
}  # attributes of settings, not of the environment


def settings_read() -> set[str]:
    files = [*(ROOT / "src/cairn/front").rglob("*.py")]
    return {name for path in files for name in READ.findall(path.read_text())} - DJANGO_ONLY


def test_the_guide_and_the_code_name_the_same_settings():
    guide = (ROOT / "docs/guide/settings.md").read_text()
    table = {
        name
        for line in guide.splitlines()
        if line.startswith("| `CAIRN_")
        for name in re.findall(r"^\| `(CAIRN_\w+)`", line)
    }
    assert len(table) > 8
    assert table == settings_read()
