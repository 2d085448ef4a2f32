"""Databases of former landings come along: every step runs, nothing is lost, the walls stand, every ledger still walks."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tests import keep, postgres

pytestmark = pytest.mark.slow
NAMES = sorted(path.name.removesuffix(".json") for path in keep.KEPT.glob("*.json"))


def text_of(name: str, engine: str) -> str:
    return gzip.decompress((keep.KEPT / f"{name}-{engine}.sql.gz").read_bytes()).decode()


def check(name: str, now: dict) -> None:
    then = json.loads((keep.KEPT / f"{name}.json").read_text())
    assert now["faults"] == []
    assert now["entries"] == sum(n for n, _ in then["heads"].values())
    for table, count in then["rows"].items():
        if table in now["rows"] and not table.startswith(("django_", "auth_")):
            assert now["rows"][table] >= count, f"rows of {table} were lost"


def test_there_is_a_test_for_each_landing_that_was_kept():
    kept = {path.name.split(".sql.gz")[0].rsplit("-", 1)[0] for path in keep.KEPT.glob("*.sql.gz")}
    assert kept == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_an_embedded_database_comes_along(name, tmp_path):
    keep.load_embedded(text_of(name, "sqlite"), tmp_path)
    now = keep.in_a_process("brought_along", tmp_path, "")
    check(name, now)
    assert now["heads"] == {
        key: list(value) for key, value in json.loads((keep.KEPT / f"{name}.json").read_text())["heads"].items()
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_postgresql_database_comes_along(name, tmp_path: Path):
    try:
        with postgres.cluster() as server:
            url = f"postgresql://{postgres.LOGIN}@{server.host}:{server.port}/{postgres.LOGIN}"
            keep.load_postgresql(text_of(name, "postgresql"), url, tmp_path)
            check(name, keep.in_a_process("brought_along", tmp_path, url))
    except postgres.NoServer as reason:
        pytest.skip(str(reason))
