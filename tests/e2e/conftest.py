"""One told story for the session, one served copy for a module, one browser for a module."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e import browsers, houses


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return houses.tell(tmp_path_factory.mktemp("told"))


@pytest.fixture(scope="module")
def house(told: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[houses.House]:
    with houses.served(told, tmp_path_factory.mktemp("house")) as house:
        yield house


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with browsers.chromium() as browser:
        yield browser


@pytest.fixture
def pages(browser: Any) -> Iterator[None]:
    """Closes every page that a test opened."""
    yield
    for context in browser.contexts:
        context.close()
