"""What the documents may point at: files, links, commands."""

from __future__ import annotations

import re
from pathlib import Path

import do

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(path for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")) if ".venv" not in path.parts)


def commands_told() -> set[str]:
    """Every command that the reference page tells of, and those of the work shop."""
    reference = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
    return set(re.findall(r"^#+ (cairn [a-z ]+)$", reference, re.MULTILINE)) | {f"do.py {name}" for name in do.COMMANDS}


def is_told(command: str, told: set[str]) -> bool:
    """Whether a command line begins with a command that exists, its second word included where there are verbs."""
    words = command.split()
    verbs = {one for one in told if one.startswith(f"{words[0]} {words[1]} ")}
    return " ".join(words[:3]) in verbs if verbs and len(words) > 2 else " ".join(words[:2]) in told
