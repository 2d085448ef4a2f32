"""The packs that are shipped, and what happens to a folder that is damaged."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import cairn.rulebook
from cairn.platform import packs
from cairn.rulebook.rivals import PackError

RULE = '[[rule]]\nkey = "a"\nvalue = 1\nunit = "count"\nfrom = 2018-01-01\ncitation = "C"\nstatus = "V"\n'
HOME = '[pack]\nplace = "us-zz"\nname = "Zed"\nkind = "state"\n'
PLACES = {
    "icrc",
    "medicare",
    "mpn",
    "naadac",
    "us-ca",
    "us-federal",
    "us-mt",
    "us-mt-medicaid",
    "us-nc",
    "us-oh",
    "us-pa",
    "us-tx",
    "us-wa",
}
MAY_IMPORT = {
    "__future__",
    "bisect",
    "collections",
    "dataclasses",
    "datetime",
    "decimal",
    "fractions",
    "itertools",
    "re",
    "types",
    "typing",
}


def folder(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        path = tmp_path / "us" / "zz" / f"{name}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_the_shipped_packs_load_and_are_read_once():
    assert set(packs.the_rulebook().places) >= PLACES
    assert packs.the_rulebook() is packs.the_rulebook()
    assert packs.packs_folder().is_dir()


def test_a_place_may_have_several_files_and_case_tables_are_not_rules(tmp_path):
    root = folder(tmp_path, rules=HOME + RULE, fees='[pack]\nplace = "us-zz"\n' + RULE.replace('"a"', '"b"'))
    cases = tmp_path / "us" / "zz" / "cases"
    cases.mkdir()
    (cases / "fees.toml").write_text("[[case]]\nname = 'x'\n")
    assert [entry.source for entry in packs.load_rulebook(root).entries] == [
        "us/zz/fees.toml",
        "us/zz/rules.toml",
    ]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "holds no rule pack"),
        ({"rules": "[pack\n"}, r"us/zz/rules\.toml.*cannot be read"),
        ({"rules": HOME + RULE, "more": HOME}, "described in two files"),
        ({"rules": HOME + RULE, "more": '[pack]\nplace = "us-zz"\n' + RULE}, "conflicts_with"),
        ({"rules": HOME + 'inherits = ["moon"]\n'}, "moon is no known place"),
        ({"rules": '[pack]\nplace = "us-zz"\n' + RULE}, "no file describes this place"),
        ({"rules": HOME + 'zone = "America/Nowhere"\n' + RULE}, "is no time zone"),
    ],
)
def test_a_damaged_folder_is_refused_with_its_first_bad_place(tmp_path, files, said):
    with pytest.raises(PackError, match=said):
        packs.load_rulebook(folder(tmp_path, **files))


def test_every_place_has_a_clock_of_its_own_or_of_what_it_stands_on():
    clocks = {place: packs.zone_of(place) for place in PLACES}
    assert "UTC" not in clocks.values()
    assert {place: clocks[place] for place in ("us-mt", "us-tx", "us-mt-medicaid", "icrc")} == {
        "us-mt": "America/Denver", "us-tx": "America/Chicago", "us-mt-medicaid": "America/Denver", "icrc": "America/New_York",
    }  # fmt: skip


def test_the_rulebook_is_pure():
    for path in Path(cairn.rulebook.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            else:
                continue
            for name in names:
                allowed = name.split(".")[0] in MAY_IMPORT or name.startswith(("cairn.kernel", "cairn.rulebook"))
                assert allowed, f"{path.name} imports {name}"
