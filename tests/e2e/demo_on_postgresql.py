"""Tell the demo's story into a PostgreSQL database and serve it. `cairn demo` itself keeps its people in one folder.

python -m tests.e2e.demo_on_postgresql DATA_FOLDER DATABASE_URL SEED DAY PORT
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

from cairn.front.cli.arguments import enter
from cairn.front.cli.serve import serve
from cairn.front.configuration import DEMO_MARK
from cairn.front.upkeep.founding import make_card, make_key
from cairn.front.upkeep.installation import Installation, default_witness


def main(data: Path, database_url: str, seed: int, day: date, port: int) -> int:
    key_file = data.with_name(f"{data.name}.key")
    installation = Installation(data, key_file, database_url, default_witness(data))
    data.mkdir(mode=0o700)
    make_key(key_file)
    make_card(data, installation)
    offset = (day - datetime.fromtimestamp(time.time(), UTC).date()).days
    mark = {"seed": seed, "today": day.isoformat(), "clock_offset_days": offset, "stands_still": True}
    (data / DEMO_MARK).write_text(json.dumps(mark))
    enter(installation)
    from cairn.front.demo.story import tell
    from cairn.front.upkeep import databases
    from cairn.front.upkeep.heads import append_heads
    from cairn.platform import clock
    from cairn.privacy.queries.chains import list_heads

    databases.migrate()
    tell(seed=seed, today=day)
    append_heads(installation, list_heads(), why="install", at=clock.now(), epoch=1)
    databases.close()
    return serve(installation, argparse.Namespace(host="127.0.0.1", port=port, workers=1), address="/demo/")


if __name__ == "__main__":
    folder, url, number, text, at = sys.argv[1:]
    raise SystemExit(main(Path(folder), url, int(number), date.fromisoformat(text), int(at)))
