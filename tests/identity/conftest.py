from __future__ import annotations

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _fresh_counts(request: pytest.FixtureRequest):
    """Tries at the door are counted across requests; each test starts at none."""
    if "cast" in request.fixturenames:
        request.getfixturevalue("cast")
        cache.clear()
    return
