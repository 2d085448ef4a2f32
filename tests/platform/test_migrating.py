"""The tables that are made quickly are those that Django makes by itself, to the letter."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db.migrations.state import ProjectState

from cairn.platform.db.migrating import drawn_once

ROOT = Path(__file__).parents[2]
MAKE = """
import sys, django
django.setup()
from django.core.management import call_command
from django.db import connection
from cairn.front.upkeep import databases
if sys.argv[1] == "quickly":
    databases.migrate()
else:
    call_command("migrate", verbosity=0, interactive=False)
connection.ensure_connection()
connection.connection.set_authorizer(None)
for row in connection.connection.execute("SELECT type, name, tbl_name, sql FROM main.sqlite_schema ORDER BY type, name"):
    print(row)
for row in connection.connection.execute("SELECT app, name FROM main.django_migrations ORDER BY id"):
    print(row)
"""


def start(folder: Path, how: str) -> subprocess.Popen[str]:
    kept = {name: value for name, value in os.environ.items() if name != "CAIRN_DATABASE"}
    where = {"CAIRN_DATA": str(folder), "CAIRN_KEY": "5a" * 32, "DJANGO_SETTINGS_MODULE": "cairn.front.settings"}
    path = {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    return subprocess.Popen(
        [sys.executable, "-c", MAKE, how],
        env={**kept, **where, **path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
def test_the_same_tables_indexes_and_triggers_as_by_django_alone(tmp_path_factory):
    both = [start(tmp_path_factory.mktemp(how), how) for how in ("quickly", "plainly")]
    quick, plain = (process.communicate() for process in both)
    assert [process.returncode for process in both] == [0, 0], quick[1] + plain[1]
    assert quick[0].count("'table'") > 150
    assert quick[0] == plain[0]


def test_django_s_own_way_is_back_afterwards_even_after_an_error():
    before = dict(vars(ProjectState))
    with pytest.raises(ZeroDivisionError), drawn_once():
        assert vars(ProjectState)["add_model"] is not before["add_model"]
        raise ZeroDivisionError
    assert dict(vars(ProjectState)) == before
