"""Where people choose each other, Ana and Cleo may practice. `test_practice.py` takes that from them."""

from __future__ import annotations

import pytest

from cairn.privacy.scope import scope_of_installation
from tests.labor import allow


@pytest.fixture
def cast(cast):
    with scope_of_installation():
        allow(cast)
    return cast
