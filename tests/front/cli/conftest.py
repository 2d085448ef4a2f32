"""One installation for all of these tests; each test that spoils one works on a copy."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.front.cli_runs import Installed, install


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    made, ran = install(tmp_path_factory.mktemp("installation") / "it")
    assert ran.code == 0, ran.err
    return made


@pytest.fixture
def spoilable(installed: Installed, tmp_path: Path) -> Installed:
    return installed.copied_to(tmp_path / "it")


@pytest.fixture(scope="session")
def backup(installed: Installed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = installed.copied_to(tmp_path_factory.mktemp("backup") / "it")
    ran = copy.run("backup", "--to", copy.root / "backups")
    assert ran.code == 0, ran.err
    return Path(ran.out.strip())
