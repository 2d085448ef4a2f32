"""The command line as a whole: help for every command, plain refusals."""

from __future__ import annotations

import pytest

from cairn.front.cli import arguments, main
from cairn.front.cli.arguments import own_name
from tests.front.cli_runs import cairn


def test_without_a_command_it_shows_what_there_is(capsys):
    assert main.main([]) == 2
    shown = capsys.readouterr().out
    for name in ("demo", "install", "serve", "check", "verify", "backup", "restore", "upgrade", "rules", "bench"):
        assert f"\n    {name} " in shown


@pytest.mark.parametrize("name", [name for name in main.COMMANDS if name not in main.OPTIONAL])
def test_every_command_explains_itself(name, capsys):
    with pytest.raises(SystemExit) as done:
        main.main([name, "--help"])
    assert done.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: cairn {name}")


def test_an_unknown_command_is_wrong_use_and_only_those_for_people_are_named():
    ran = cairn("climb")
    assert ran.code == 2
    assert "backup" in ran.err
    assert "keep" not in ran.err
    assert "keep" not in cairn("--help").out


def test_in_a_checkout_the_program_is_called_as_there(tmp_path, monkeypatch):
    assert own_name() == "python3 do.py cairn"
    monkeypatch.setattr(arguments, "__file__", str(tmp_path / "site-packages/cairn/front/cli/arguments.py"))
    assert own_name() == "cairn"


def test_debug_shows_where_an_error_came_from(tmp_path):
    assert "Traceback" not in cairn("check", "--data", tmp_path).err
    assert "Traceback" in cairn("check", "--data", tmp_path, CAIRN_DEBUG="yes").err
