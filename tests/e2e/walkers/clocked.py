"""The web server's application with a clock that a test moves: the seconds to add stand in a file, read at each look."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from cairn.front.wsgi import application
from cairn.kernel.instants import Instant
from cairn.platform import clock
from tests.e2e.walkers import MOVED_BY

as_it_is = clock.now


def moved() -> Instant:
    return Instant(as_it_is() + timedelta(seconds=float(Path(os.environ[MOVED_BY]).read_text())))


clock.now = moved
__all__ = ["application"]
