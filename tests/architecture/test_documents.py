"""The documents are true where a machine can tell: what they point at exists, and what is written by a program is in step with it."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys

import pytest

from cairn.front.cli.serve import DEFAULT_PORT
from tests.architecture.documents import PAGES, ROOT, commands_told, is_told

NAMES = [str(path.relative_to(ROOT)) for path in PAGES]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
QUOTED = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"^(?:src|docs|packs|tests|bench|\.ci)/[\w./-]+$")
COMMAND = re.compile(r"(?:^|python3 )(cairn|do\.py) ([a-z]+(?: [a-z-]+)?)")
PICTURES = {
    "today-phone.png",
    "write-contact-phone.png",
    "person-desk.png",
    "supervision-desk.png",
    "compliance-desk.png",
    "claims-desk.png",
    "outcomes-desk.png",
}


def test_what_programs_write_is_in_step():
    done = subprocess.run(
        [sys.executable, "docs/reference.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_links_lead_somewhere(path):
    targets = [target.split("#")[0] for target in LINK.findall(path.read_text(encoding="utf-8"))]
    missing = [
        target
        for target in targets
        if target and "://" not in target and not target.endswith(".png") and not (path.parent / target).exists()
    ]
    assert missing == []


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_paths_named_exist(path):
    named = [each for each in QUOTED.findall(path.read_text(encoding="utf-8")) if PATH.match(each)]
    assert [each for each in named if not (ROOT / each).exists()] == []


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_commands_named_exist(path):
    told = commands_told()
    text = path.read_text(encoding="utf-8")
    lines = [*QUOTED.findall(text), *(line.removeprefix("$ ") for line in text.splitlines())]
    named = [" ".join(found.groups()) for line in lines if (found := COMMAND.match(line))]
    assert [each for each in named if not is_told(each, told)] == []


def test_every_picture_shown_is_there():
    shown = {
        (path.parent / target).resolve()
        for path in PAGES
        for target in LINK.findall(path.read_text(encoding="utf-8"))
        if target.endswith(".png")
    }
    assert {picture.name for picture in shown} == PICTURES
    assert sorted(picture.name for picture in shown if not picture.is_file()) == []


def test_the_first_pages_tell_every_command_of_the_work_shop_and_where_the_demo_listens():
    made = importlib.util.spec_from_file_location("work_shop", ROOT / "do.py")
    shop = importlib.util.module_from_spec(made)
    made.loader.exec_module(shop)
    assert [name for name in shop.COMMANDS if f"python3 do.py {name} " not in shop.__doc__] == []
    assert f"port {DEFAULT_PORT} " in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("claim", ["no page of theirs", "sign-in of their own comes later", "no sign-in of their own"])
def test_no_page_denies_what_is_built(claim):
    """Each of these stood in the guide long after it was no longer so."""
    assert [path.name for path in PAGES if claim in path.read_text(encoding="utf-8")] == []
