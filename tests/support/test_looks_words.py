"""A client who reads who looked reads sentences: every act and look that names a client has one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import cairn
from cairn.support.domain.looks import WORDS, in_words

SOURCES = Path(cairn.__file__).parent


def acts_about_clients() -> Iterator[tuple[str, str]]:
    """Each `ledger.record("…", client=…)` and `ledger.looked("…", clients=…)` of the program, with its file."""
    for path in SOURCES.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(call, ast.Call) and ast.unparse(call.func) in ("ledger.record", "ledger.looked")):
                continue
            if {keyword.arg for keyword in call.keywords} & {"client", "clients"}:
                name = call.args[0]
                assert isinstance(name, ast.Constant), (
                    f"{path.name}: the name of an act is written where it is recorded"
                )
                yield name.value, path.name


def acts_without_an_actor() -> Iterator[str]:
    """Each `{"action": "…"}` that is written where nobody is signed in yet, as at the door of the person's own pages."""
    for path in SOURCES.rglob("*.py"):
        for made in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(made, ast.Dict):
                for key, value in zip(made.keys, made.values, strict=True):
                    if isinstance(key, ast.Constant) and key.value == "action" and isinstance(value, ast.Constant):
                        yield str(value.value)


def test_every_act_about_a_client_has_words_for_them():
    found = dict(acts_about_clients())
    assert len(found) > 40
    assert {name: file for name, file in found.items() if name not in WORDS} == {}


def test_no_words_are_left_for_an_act_that_is_gone():
    assert set(WORDS) - set(dict(acts_about_clients())) - set(acts_without_an_actor()) == set()
    assert "portal.sign_in.set_up" in set(acts_without_an_actor())


def test_an_act_without_words_is_still_told():
    assert in_words("support.thing.done") == "Thing done"
