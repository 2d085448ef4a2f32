"""No service before the question about ties: every way by which two begin to walk together is named here, with why it may.

Whoever adds a way adds a line, and says what was asked before it: an answer that stands, or somebody who may be in danger.
Guests of a group, callers of the warmline and people of a court begin with nobody by it: a court's mentor walks with the person already.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import cairn

SOURCES = Path(cairn.__file__).parent

# Functions that begin a relationship, or take one up again, and decide nothing about the question themselves.
BEGINNERS = {
    "cairn.support.commands.clients": {"begin"},
    "cairn.support.commands.relationships": {"start_relationship"},
    "cairn.support.commands.endings": {"take_up_services"},
    "cairn.matching.commands.choices": {"begin_ready"},
    "cairn.matching.commands.wanted": {"begin_wanted"},
    "cairn.matching.commands.handing_over": {"walk_on"},
}
NAMES = {name for names in BEGINNERS.values() for name in names}
MAKERS = {"create", "bulk_create", "get_or_create", "update_or_create", "aget_or_create", "acreate", "abulk_create"}

ALLOWED = {
    # The rows themselves, and who decides before they are written.
    "support/commands/clients.py begin": "writes the rows; everybody who calls it stands below",
    "support/commands/relationships.py start_relationship": "called by what decided already, below; no page calls it",
    "matching/commands/choices.py begin_ready": "refuses unless the decision on the answer, and on the supervisor's word, says yes",
    "matching/commands/choices.py start_chosen": "decides on the answer since the choice was made, then `begin_ready`",
    "matching/commands/wanted.py begin_wanted": "who took somebody in answered just now, and nothing stands in the way",
    "matching/commands/conflicts.py answer_conflict": "calls `begin_wanted` for the outcome “none” alone",
    "matching/commands/handing_over.py walk_on": "decides on the answer since the choice, or finds who walks with them already",
    "matching/commands/choices.py begin_in_emergency": "the emergency door: somebody may be in danger; the supervisor reads it",
    "front/joined.py join_rooms": "names `walk_on` to the handing over, which begins nothing by itself",
    # Undoing an ending: the two walked before, so nobody begins.
    "support/commands/endings.py take_up_services": "takes up only relationships that this ending had ended, by their ids",
    "departures/commands/departures.py take_back_departure": "a leaving entered in error: who walked with them goes on as before",
    "departures/commands/departures.py come_back": "names no relationship: services go on, and whom they choose is asked anew",
    # The past, which nobody can be asked before any more.
    "support/commands/imports.py take_in_records": "what another system recorded had begun; asked as “not asked yet” from that day on",
    "support/commands/imports.py _walking": "the same rows",
    "front/demo/clients.py welcome": "the demo's past",
    "front/demo/departures.py _left": "the demo's past: a relationship that has ended",
    "front/demo/matching.py _handed_over": "the demo's past: a relationship that has ended",
}


def ways(where: str, source: str) -> Iterator[str]:
    """Each function that begins, or could begin, a relationship: "room/folder/file.py function"."""
    tree = ast.parse(source)
    known: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in BEGINNERS:
            known |= {name.asname or name.name for name in node.names if name.name in BEGINNERS[node.module]}
    module = "cairn." + where.removesuffix(".py").replace("/", ".")
    known |= BEGINNERS.get(module, set())
    models = {"Relationship"} | {
        name.asname
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for name in node.names
        if name.name == "Relationship" and name.asname
    }
    for top in tree.body:
        inside = getattr(top, "name", "at the top")
        if any(_begins(node, known, models) for node in ast.walk(top)):
            yield f"{where} {inside}"


def _begins(node: ast.AST, known: set[str], models: set[str]) -> bool:
    if isinstance(node, ast.Name):
        return node.id in known
    if isinstance(node, ast.Attribute):
        if isinstance(node.ctx, ast.Store):
            return False
        return node.attr in NAMES - {"begin"} or (node.attr == "begin" and ast.unparse(node.value).endswith("clients"))
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and "support_relationship" in node.value
    if isinstance(node, ast.Assign):
        is_none = isinstance(node.value, ast.Constant) and node.value.value is None
        return is_none and any(isinstance(one, ast.Attribute) and one.attr == "ended_on" for one in node.targets)
    return isinstance(node, ast.Call) and _makes(node, models)


def _makes(call: ast.Call, models: set[str]) -> bool:
    """`Relationship(…)`, `Relationship.objects.create(…)`, `rows.update(ended_on=None)`."""
    if isinstance(call.func, ast.Name):
        return call.func.id in models
    if not isinstance(call.func, ast.Attribute):
        return False
    if call.func.attr == "update":
        return any(
            one.arg == "ended_on" and isinstance(one.value, ast.Constant) and one.value.value is None
            for one in call.keywords
        )
    if call.func.attr in models:
        return True
    return call.func.attr in MAKERS and any(ast.unparse(call.func.value).startswith(f"{one}.") for one in models)


def found() -> Iterator[str]:
    for path in sorted(SOURCES.rglob("*.py")):
        if not {"migrations", "models"} & set(path.parts):
            yield from ways(path.relative_to(SOURCES).as_posix(), path.read_text("utf-8"))


def test_every_way_to_begin_is_named_here_with_why_it_may() -> None:
    assert set(found()) == set(ALLOWED)
    assert all(len(why) > 10 for why in ALLOWED.values())


@pytest.mark.parametrize(
    "added",
    [
        "from cairn.support.commands.clients import begin\ndef way(): begin(actor)",
        "from cairn.support.commands.clients import begin as anew\ndef way(): later(anew)",
        "from cairn.support.commands import clients\ndef way(): clients.begin(actor)",
        "from cairn.support.commands.relationships import start_relationship\ndef way(): start_relationship(now=now)",
        "from cairn.support.commands import relationships\ndef way(): relationships.start_relationship(now=now)",
        "from cairn.matching.commands import handing_over\ndef way(): handing_over.walk_on(actor)",
        "from cairn.matching.commands.choices import begin_ready\nclass way:\n    def run(self): begin_ready(actor)",
        "from cairn.support.commands.endings import take_up_services\ndef way(): take_up_services(actor, client, ids)",
        "from cairn.support.models import Relationship\ndef way(): Relationship.objects.create(peer=peer)",
        "from cairn.support.models import Relationship\ndef way(): Relationship.objects.filter(a=1).get_or_create(peer=peer)",
        "from cairn.support.models import Relationship as Pair\ndef way(): rows.add(Pair(peer=peer))",
        "from cairn.support import models\ndef way(): models.Relationship(peer=peer).save()",
        "def way(): rows.update(ended_on=None, ended_because='')",
        "def way(one): one.ended_on = None",
        "def way(): cursor.execute('INSERT INTO support_relationship VALUES (1)')",
    ],
)
def test_a_way_that_slips_in_is_found(added: str) -> None:
    assert list(ways("referrals/commands/new.py", added)) == ["referrals/commands/new.py way"]


def test_an_ending_is_no_way_in() -> None:
    ending = "from cairn.support.models import Relationship\ndef end(one): one.ended_on = today; Relationship.objects.filter(ended_on=None)"
    assert list(ways("referrals/commands/new.py", ending)) == []
