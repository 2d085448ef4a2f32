"""`cairn demo`: a folder of invented people, served, with one click to enter as each of them."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from cairn.front.cli.arguments import enter, own_name, progress, say
from cairn.front.cli.serve import DEFAULT_HOST, DEFAULT_PORT, serve
from cairn.front.configuration import DEMO_MARK
from cairn.front.upkeep.errors import CannotDo, WrongUse
from cairn.front.upkeep.installation import Installation, default_witness, write_whole

SEED = 7
HOUSE, STATE = "house", "state"
ZONE = "America/Denver"  # where the house of the story stands (`front/demo/people.py`, which cannot be read before there are settings)


@dataclass(frozen=True, slots=True)
class Mark:
    """What `demo.json` says. A demo that was given a day stands on it; one that was not goes with the calendar."""

    seed: int
    today: str
    clock_offset_days: int
    stands_still: bool
    scale: str = HOUSE


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "demo",
        help="serve invented people, one click to enter as each",
        description="Make a demo of invented people and serve it. Started again, it goes on where it was left.",
    )
    parser.add_argument("--data", metavar="DIR", default="var/demo", help="its folder (default: var/demo)")
    parser.add_argument(
        "--seed",
        type=int,
        metavar="N",
        help=f"which invented story (default: {SEED}); the same N gives the same people",
    )
    parser.add_argument(
        "--today", type=_day, metavar="DATE", help="stand on this day, as 2026-11-20 (default: the real one)"
    )
    parser.add_argument(
        "--scale",
        choices=(HOUSE, STATE),
        help="a house (default), or a board with a whole state's ten thousand certificates besides (a minute or two to make)",
    )
    parser.add_argument("--host", default=DEFAULT_HOST, help="address to listen on (default: this machine only)")
    parser.add_argument(
        "--port", type=int, default=DEFAULT_PORT, metavar="N", help=f"port to listen on (default: {DEFAULT_PORT})"
    )
    parser.add_argument("--workers", type=int, metavar="N", help="web processes (default: by the machine's cores)")
    parser.add_argument("--fresh", action="store_true", help="throw the folder away and tell the story anew")
    parser.add_argument("--no-serve", action="store_true", help="only make the folder")
    parser.set_defaults(run=run)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no day; write it as 2026-11-20") from None


def run(options: argparse.Namespace) -> int:
    data = Path(options.data).absolute()
    os.environ.setdefault("CAIRN_ADDRESS", f"http://{options.host}:{options.port}")  # stands on the demo's certificates
    installation = Installation(data, _beside(data, "key"), "", default_witness(data))
    if options.fresh:
        _throw_away(installation)
    if data.exists():
        _go_on(installation, options)
    else:
        _tell(installation, options)
    if options.no_serve:
        say(f"The demo is in {data}. Serve it with `{own_name()} demo --data {options.data}`.")
        return 0
    os.environ.pop("CAIRN_DATABASE", None)
    return serve(installation, options, address="/demo/", called="localhost")  # no passkey is made for a bare number


def _beside(data: Path, what: str) -> Path:
    return data.parent / f"{data.name}.{what}"


def _throw_away(installation: Installation) -> None:
    if installation.data.exists() and not installation.is_demo:
        raise CannotDo(f"{installation.data} is not marked as a demo, so it is not thrown away.")
    for folder in (installation.data, installation.witness):
        shutil.rmtree(folder, ignore_errors=True)
    _beside(installation.data, "key").unlink(missing_ok=True)
    _beside(installation.data, "recovery").unlink(missing_ok=True)


def _go_on(installation: Installation, options: argparse.Namespace) -> None:
    """Reuse the folder; a demo that stands on a day is put back on it."""
    try:
        mark = Mark(**json.loads((installation.data / DEMO_MARK).read_text()))
    except (OSError, ValueError, TypeError):
        raise CannotDo(f"{installation.data} exists and is not a demo. Choose another folder with --data.") from None
    if options.seed not in (None, mark.seed) or (options.today and options.today.isoformat() != mark.today):
        raise WrongUse(f"{installation.data} tells story {mark.seed} of {mark.today}. Add --fresh to begin another.")
    if options.scale not in (None, mark.scale):
        raise WrongUse(f"{installation.data} holds a {mark.scale}. Add --fresh to make another, or choose --data.")
    if mark.stands_still:
        _write_mark(installation.data, _mark(mark.seed, date.fromisoformat(mark.today), mark.scale, stands_still=True))


def _mark(seed: int, today: date, scale: str, *, stands_still: bool) -> Mark:
    return Mark(seed, today.isoformat(), (today - _real_today()).days, stands_still, scale)


def _real_today() -> date:
    """The day where the house of the story stands, whose pages count by that clock: an evening there is the next day in UTC."""
    import time

    return datetime.fromtimestamp(time.time(), ZoneInfo(ZONE)).date()


def _write_mark(data: Path, mark: Mark) -> None:
    write_whole(data / DEMO_MARK, json.dumps(asdict(mark)) + "\n", mode=0o600)


def _tell(installation: Installation, options: argparse.Namespace) -> None:
    """Make the folder beside its place, and put it there when the story is told: a demo is whole or absent."""
    making = installation.data.with_name(f".{installation.data.name}.making")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True, mode=0o700)
    seed, today = SEED if options.seed is None else options.seed, options.today or _real_today()
    scale = options.scale or HOUSE
    _write_mark(making, _mark(seed, today, scale, stands_still=options.today is not None))
    _in_a_process_of_its_own(installation, making, seed, today, scale)
    making.rename(installation.data)


def _in_a_process_of_its_own(installation: Installation, making: Path, seed: int, today: date, scale: str) -> None:
    """Settings are read once a process, and the story is told in another folder than the one that is served."""
    import subprocess

    shutil.rmtree(installation.witness, ignore_errors=True)  # heads of a demo that is no more
    command = [
        sys.executable,
        "-m",
        "cairn.front.cli.demo",
        str(making),
        str(installation.data),
        str(seed),
        today.isoformat(),
        scale,
    ]
    if subprocess.run(command, check=False).returncode:
        shutil.rmtree(making, ignore_errors=True)
        raise CannotDo("The demo could not be made; the lines above say why.")


def tell_in(making: Path, data: Path, seed: int, today: date, scale: str) -> None:
    """Key, tables, wall, recovery key, story, first heads."""
    from cairn.front.upkeep.founding import make_card, make_key

    key_file = _beside(data, "key")
    key_file.unlink(missing_ok=True)
    make_key(key_file)
    os.environ.pop("CAIRN_DATABASE", None)
    final = Installation(data, key_file, "", default_witness(data))
    secret = make_card(making, final)
    write_whole(_beside(data, "recovery"), secret + "\n", mode=0o600)
    enter(Installation(making, key_file, "", final.witness))
    from cairn.front.demo.story import tell
    from cairn.front.upkeep import databases
    from cairn.front.upkeep.heads import append_heads
    from cairn.platform import clock
    from cairn.privacy.queries.chains import list_heads

    progress("making the tables")
    databases.migrate()
    progress("telling the story")
    tell(seed=seed, today=today, scale=scale, say=progress)
    append_heads(final, list_heads(), why="install", at=clock.now(), epoch=1)
    databases.empty_the_log()
    databases.close()


if __name__ == "__main__":
    tell_in(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), date.fromisoformat(sys.argv[4]), sys.argv[5])
