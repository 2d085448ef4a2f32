"""The database floor has models and settings of its own, so its tests run in a process of their own, once for each engine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgres import VARIABLE, NoServer, cluster

ROOT = Path(__file__).parents[2]


def run_floor(**variables: str) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "PYTEST_"))}
    environment.pop(VARIABLE, None)
    environment |= {
        "DJANGO_SETTINGS_MODULE": "tests.platform.db.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        **variables,
    }
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "--confcutdir=tests/platform/db",
        "-p",
        "no:xdist",
        "tests/platform/db",
    ]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]


@pytest.mark.slow
def test_on_the_embedded_database():
    run_floor()


@pytest.mark.slow
@pytest.mark.postgres
def test_on_postgresql():
    try:
        with cluster() as server:
            run_floor(**{VARIABLE: f"{server.host}:{server.port}"})
    except NoServer as reason:
        pytest.skip(str(reason))
