"""Every test runs on a database of its own: the embedded one, or PostgreSQL when CAIRN_DATABASE names a server."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

os.environ.setdefault("CAIRN_DATA", tempfile.mkdtemp(prefix="cairn-tests-"))
os.environ.setdefault("CAIRN_KEY", "5a" * 32)
os.environ.setdefault("CAIRN_HOSTS", "localhost,127.0.0.1,testserver")


import pytest
from django.middleware import csrf
from django.test import Client as Browser

from tests import people

HERE = Path(__file__).parent
# Begun first, so that at the end no processor waits for one of them.
LONGEST = (
    "test_pages_look.py",
    "test_year.py",
    "test_four_trails.py",
    "test_main_job.py",
    "test_outsider.py",
    "test_bench_runs.py",
)


# Files and folders whose tests say the same on every engine, so one run is enough. `tests/front/cli_runs.py` takes CAIRN_DATABASE away from its commands.
ONE_ENGINE = (
    "rulebook/",
    "kernel/",
    "journeys/",
    "instruments/",
    "funding/",
    "architecture/test_documents.py",
    "architecture/test_coverage.py",
    *(f"front/cli/test_{name}.py" for name in ("backup_and_restore", "check", "install", "main", "serve")),
)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what one engine proves for both; a test among them that asks the database is an error, not a test that is left out."""
    if not item.path.is_relative_to(HERE) or not item.path.relative_to(HERE).as_posix().startswith(ONE_ENGINE):
        return
    if item.get_closest_marker("django_db") or {"db", "transactional_db", "cast"} & set(
        getattr(item, "fixturenames", ())
    ):
        raise pytest.UsageError(
            f"{item.nodeid} asks the database: it must run on both engines (ONE_ENGINE in tests/conftest.py)"
        )
    item.add_marker("one_engine")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whole files move; within a file, and among the others, the order stays."""
    items.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST))


# Every form carries a token drawn by lot. Drawn from these signs it never spells a name that a test says is not on the page.
csrf.CSRF_ALLOWED_CHARS = "QXZqxz"


just_signed_in = Browser.force_login


def signed_in_with_both_steps(self: Browser, user: Any, backend: str | None = None) -> None:
    """In tests `force_login` means signed in for good. `tests/identity` uses `just_signed_in` to stop after the password."""
    just_signed_in(self, user, backend)
    session = self.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": 0}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


Browser.force_login = signed_in_with_both_steps  # type: ignore[method-assign]


@pytest.fixture
def cast(db: None) -> people.Cast:
    """The fixed people of `tests/people.py`, hired and with their work set up."""
    return people.hire()


@pytest.fixture(autouse=True)
def _static_folder(settings: Any, tmp_path: Path) -> None:
    """A folder for static files that exists: a page asked for in a test starts the server's whole stack."""
    settings.STATIC_ROOT = str(tmp_path)
