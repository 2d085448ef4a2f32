"""Writes the reference pages from the code: `python3 docs/reference.py`. With `--check` it writes nothing and fails when one is behind.

`docs/reference/*.md` are written whole; in `docs/guide/*.md` only what stands between two `written by docs/reference.py` marks, and what
follows a `$ cairn rules …` line inside a `console` block.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import io
import os
import pkgutil
import re
import shlex
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
GUIDE = ROOT / "docs" / "guide"
NOTICE = "<!-- Written by docs/reference.py from the code; changes made here are lost. -->"
PART = re.compile(r"(<!-- (\w+): written by docs/reference\.py -->\n).*?(<!-- end -->)", re.DOTALL)
CONSOLE = re.compile(r"```console\n\$ cairn (rules [^\n]*)\n.*?```", re.DOTALL)
REACHES = {
    "own": "what is their own",
    "supervised": "those they supervise",
    "organization": "the organization",
    "aggregate": "figures only",
}


def settle_in() -> None:
    """Load every room as a server does, on a throwaway folder."""
    os.environ["CAIRN_DATA"] = os.environ.get("CAIRN_DATA") or tempfile.mkdtemp(prefix="cairn-reference-")
    os.environ.setdefault("CAIRN_KEY", "5a" * 32)
    os.environ["DJANGO_SETTINGS_MODULE"] = "cairn.front.settings"
    import django  # noqa: PLC0415 - only once the environment stands
    from django.urls import get_resolver  # noqa: PLC0415

    django.setup()
    _ = get_resolver().url_patterns
    import cairn  # noqa: PLC0415

    for room in pkgutil.iter_modules(cairn.__path__, "cairn."):
        for module in pkgutil.iter_modules(importlib.import_module(room.name).__path__, f"{room.name}."):
            if module.name.rpartition(".")[2].startswith("policy") and module.name != "cairn.privacy.policy":
                importlib.import_module(module.name)


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def grants() -> tuple[Any, ...]:
    from cairn.privacy import policy  # noqa: PLC0415

    return policy.all_grants()


def policy_page() -> str:
    """Every grant: permission, role, reach and the duty that needs it."""
    rows = [(f"`{grant.permission}`", grant.role.label, REACHES[grant.reach.value], grant.why) for grant in grants()]
    return f"""{NOTICE}

# Who may do what

Nothing is allowed that does not stand here. *How far* is inside the acting person's own organization, always; it never goes outside.
What each reach means for each kind of row stands in the rooms' `policy.py`, as a condition of the query.

{table(("permission", "role", "how far", "the duty that needs it"), rows)}
"""


def options_of(parser: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    for action in parser._actions:
        if isinstance(action, (argparse._HelpAction, argparse._SubParsersAction)) or action.help == argparse.SUPPRESS:
            continue
        name = ", ".join(action.option_strings) or str(action.metavar or action.dest)
        taken = "" if action.nargs == 0 or not action.option_strings else f" {action.metavar or action.dest.upper()}"
        needed = " (needed)" if action.required and action.option_strings else ""
        yield f"`{name}{taken}`{needed}", action.help or ""


def verbs_of(parser: argparse.ArgumentParser) -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {choice.dest: choice.help or "" for choice in action._choices_actions}
            for name, verb in action.choices.items():
                yield name, helps.get(name, ""), verb


def command_text(title: str, parser: argparse.ArgumentParser, level: str, purpose: str) -> str:
    text = parser.description or (purpose[:1].upper() + purpose[1:] + ("" if purpose.endswith("?") else "."))
    options = [(name, meaning) for name, meaning in options_of(parser)]
    parts = [f"{level} {title}", text, *([table(("option", "meaning"), options)] if options else [])]
    parts += [command_text(f"{title} {name}", verb, level + "#", what) for name, what, verb in verbs_of(parser)]
    return "\n\n".join(parts)


def commands_page() -> str:
    """Every command of `cairn` with its options, as the parser knows them."""
    from cairn.front.cli import main as front_door  # noqa: PLC0415

    parser = argparse.ArgumentParser(prog="cairn")
    commands = parser.add_subparsers()
    for name in front_door.COMMANDS:
        front_door._add(commands, name)
    pages = [
        command_text(f"cairn {name}", verb, "##", what)
        for name, what, verb in verbs_of(parser)
        if what and what != argparse.SUPPRESS
    ]
    return f"""{NOTICE}

# Commands

From a checkout write `python3 do.py cairn COMMAND`. Exit code 0: done; 1: not done, or faults found; 2: wrongly called. An error is one
sentence; `CAIRN_DEBUG=yes` shows where it came from. How to use them: [operating](../guide/operating.md), [rules](../guide/rules.md),
[import](../guide/import.md).

{chr(10).join(page + chr(10) for page in pages).rstrip()}
"""


def rules_page() -> str:
    """Every rule that can be asked by name, and every place whose entries are here."""
    from cairn.front.rules_registry import RULES  # noqa: PLC0415
    from cairn.platform.packs import the_rulebook  # noqa: PLC0415

    rules = [
        (f"`{rule.name}`", rule.place_kind, rule.description, f"`{rule.decide.__module__.replace('.', '/')}.py`")
        for rule in RULES.values()
    ]
    counted: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for entry in the_rulebook().entries:
        counted[entry.place][entry.citation.status.value] += 1
    statuses = sorted({status for place in counted.values() for status in place})
    places = [
        (f"`{place}`", str(sum(counts.values())), *(str(counts.get(status, 0)) for status in statuses))
        for place, counts in sorted(counted.items())
    ]
    return f"""{NOTICE}

# Rules

`cairn rules decide PLACE RULE` asks one of these about facts in a file; the pages ask the same functions.

{table(("rule", "asked of a", "what it answers", "in `src/`"), rules)}

## Entries by place

How well each entry is known: see [packs](../guide/packs.md). A place also uses what it inherits.

{table(("place", "entries", *statuses), places)}
"""


def addresses_page() -> str:
    """Every address with the permission that it needs and the roles that hold it."""
    from django.urls import URLPattern, URLResolver, get_resolver  # noqa: PLC0415

    holders: dict[str, list[str]] = defaultdict(list)
    for grant in grants():
        holders[grant.permission].append(grant.role.label)

    def walk(patterns: list[Any], prefix: str = "") -> Iterator[tuple[str, ...]]:
        for pattern in patterns:
            route = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, route)
            elif isinstance(pattern, URLPattern):
                permission = getattr(pattern.callback, "permission", "")
                methods = ", ".join(getattr(pattern.callback, "methods", ())) or "as it needs"
                who = "anybody" if permission == "public" else ", ".join(holders[permission])
                yield f"`/{route}`", f"`{pattern.name}`", methods, f"`{permission}`", who

    return f"""{NOTICE}

# Addresses

An address holds the room's noun and ids, never a name. Where "anybody" may come, the page asks for what it needs by itself (a one-time
link, a signed-in session). A permission only opens the door: which rows are behind it is the reach's, see [policy](policy.md).

{table(("address", "name", "methods", "permission", "roles"), sorted(walk(get_resolver().url_patterns)))}
"""


def role_by_role() -> str:
    """For the privacy guide: each role, what they see, how far."""
    seen: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for grant in grants():
        seen[grant.role.label][grant.reach.value].append(f"`{grant.permission}`")
    rows = [
        (role, *(", ".join(reaches.get(reach, ["–"])) for reach in REACHES)) for role, reaches in sorted(seen.items())
    ]
    return table(("role", *REACHES.values()), rows)


PAGES: dict[str, Callable[[], str]] = {
    "policy.md": policy_page,
    "commands.md": commands_page,
    "rules.md": rules_page,
    "addresses.md": addresses_page,
}
PARTS: dict[str, Callable[[], str]] = {"roles": role_by_role}


def said_by(command: str) -> str:
    """What `cairn rules …` prints, errors included, run in the docs folder's own examples."""
    from cairn.front.cli.main import main as cairn  # noqa: PLC0415

    said = io.StringIO()
    here = Path.cwd()
    os.chdir(ROOT)
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            cairn(shlex.split(command))
    finally:
        os.chdir(here)
    return said.getvalue()


def guide_page(path: Path) -> str:
    text = PART.sub(lambda part: f"{part[1]}{PARTS[part[2]]()}\n{part[3]}", path.read_text(encoding="utf-8"))
    return CONSOLE.sub(lambda block: f"```console\n$ cairn {block[1]}\n{said_by(block[1])}```", text)


def written() -> dict[Path, str]:
    """Every page as it should be."""
    pages = {REFERENCE / name: make() for name, make in PAGES.items()}
    return pages | {path: guide_page(path) for path in sorted(GUIDE.glob("*.md"))}


def behind() -> list[str]:
    """The pages that do not say what the code says."""
    return [
        str(path.relative_to(ROOT))
        for path, text in written().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]


def main(arguments: list[str]) -> int:
    settle_in()
    if "--check" in arguments:
        late = behind()
        print("\n".join(f"{path} is behind: run python3 docs/reference.py" for path in late) or "in step")  # noqa: T201
        return 1 if late else 0
    for path, text in written().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    own = ROOT / ".venv" / "bin" / "python"
    if not os.environ.get("VIRTUAL_ENV") and sys.prefix == sys.base_prefix and own.exists():
        os.execv(own, [str(own), __file__, *sys.argv[1:]])  # noqa: S606 - the same file, with Cairn's own Python
    sys.path[:0] = [str(ROOT / "src")]
    raise SystemExit(main(sys.argv[1:]))
