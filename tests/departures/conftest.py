"""Where people are handed over, Ana and Cleo may practice: nobody begins with somebody new who may not."""

from __future__ import annotations

import pytest

from cairn.privacy.scope import scope_of_installation
from tests.labor import allow


@pytest.fixture
def cast(cast):
    with scope_of_installation():
        allow(cast)
    return cast
