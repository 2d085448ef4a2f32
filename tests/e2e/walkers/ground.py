"""The ground under the walkers: the served house and its clock, which only goes forward."""

from __future__ import annotations

import subprocess
import sys
import time as watch
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from tests.e2e import houses
from tests.e2e.houses import ZONE
from tests.e2e.walkers import MOVED_BY
from tests.front.cli_runs import environment
from tests.postgres import free_port

FIRST_DAY = date(2026, 5, 29)  # a Friday


@dataclass
class Ground:
    """`url` is what `tests.e2e.browsers.visit` asks of a house."""

    url: str
    moved_by: Path
    used: dict[str, set[int]] = field(default_factory=dict)  # half minutes whose code somebody typed already

    @property
    def now(self) -> datetime:
        return datetime.fromtimestamp(watch.time() + float(self.moved_by.read_text()), ZONE)

    @property
    def today(self) -> date:
        return self.now.date()

    def move(self, day: date, hour: int, minute: int = 0) -> None:
        """The clock of the server stands on this local time from now on. Whoever was signed in is out after a quarter of an hour."""
        wanted = datetime.combine(day, time(hour, minute), ZONE)
        assert wanted > self.now, "time goes forward"
        set_clock(self.moved_by, wanted)

    def next_monday(self) -> date:
        return self.today + timedelta(days=7 - self.today.weekday())


def set_clock(moved_by: Path, wanted: datetime) -> None:
    whole = moved_by.with_suffix(".new")
    whole.write_text(str(wanted.timestamp() - watch.time()))
    whole.replace(moved_by)


@contextmanager
def laid(folder: Path, story: str = "trails", first_day: date = FIRST_DAY, host: str = "127.0.0.1") -> Iterator[Ground]:
    """The house of a story, found and served. A passkey needs a host with a name: "localhost"."""
    port, moved_by = free_port(), folder / "clock"
    set_clock(moved_by, datetime.combine(first_day, time(9), ZONE))
    house, url = str(folder / "house"), f"http://{host}:{port}"
    making = ["-m", "tests.e2e.walkers.founding", "make", house, first_day.isoformat(), story]
    made = subprocess.run([sys.executable, *making], env=environment(), check=False, capture_output=True, text=True)
    assert made.returncode == 0, made.stderr
    serving = ["-m", "tests.e2e.walkers.founding", "serve", house, str(port)]
    more = {MOVED_BY: str(moved_by), "CAIRN_ADDRESS": url}
    with houses.running(serving, f"{url}/sign-in/", folder / "server.log", **more):
        yield Ground(url, moved_by)
