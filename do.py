"""The two commands of the README, and the rest of the work shop. Standard library only.

python3 do.py setup    set everything up: what Cairn and its tests need, in .venv
python3 do.py demo     set everything up and serve a demo program (one click to enter as each role)
python3 do.py test     set everything up and run every test that this machine can run
python3 do.py check    lint, types, import contracts, migrations in step
python3 do.py bench    the benchmarks: ratios measured in one run
python3 do.py cairn …  the command line of Cairn itself
python3 do.py lock     write the lock files anew (maintainers, after changing dependencies)
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
TOOLS = ROOT / ".tools"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
RUN_LOCK = ROOT / "requirements.run.lock"
DEV_LOCK = ROOT / "requirements.lock"
OLDEST_PYTHON = (3, 11)


def say(text: str) -> None:
    print(f"· {text}", flush=True)


def stop(text: str) -> None:
    raise SystemExit(f"cairn: {text}")


def run(*command: object, **options: object) -> None:
    subprocess.run([str(part) for part in command], check=True, cwd=ROOT, **options)


def environment() -> dict[str, str]:
    """What every child process gets: this folder's environment, the system's own trust store, no downloads of Python."""
    return {
        **os.environ,
        "VIRTUAL_ENV": str(VENV),
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_SYSTEM_CERTS": "1",
        "PYTHONPATH": str(ROOT / "src"),
        "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}",
    }


def find_uv() -> str | None:
    """The fast installer, from the machine or brought in by pip; None when pip is missing too."""
    found = shutil.which("uv") or shutil.which("uv", path=str(TOOLS / "bin"))
    if found:
        return found
    try:
        say("fetching the installer")
        run(sys.executable, "-m", "pip", "install", "--quiet", "--target", TOOLS, "uv")
    except (subprocess.CalledProcessError, FileNotFoundError):
        return None
    return shutil.which("uv", path=str(TOOLS / "bin"))


def lock_stamp(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()


def ensure(lock: Path) -> None:
    """Bring `.venv` to exactly what the lock says; does nothing when it already is."""
    if sys.version_info < OLDEST_PYTHON:
        stop(f"Python {'.'.join(map(str, OLDEST_PYTHON))} or newer is needed; this is {sys.version.split()[0]}.")
    stamp_file = VENV / "cairn.lock-stamp"
    wanted = {lock_stamp(lock), lock_stamp(DEV_LOCK)}  # the development set holds the run set
    if stamp_file.exists() and stamp_file.read_text() in wanted and (BIN / "python").exists():
        return
    say("installing what Cairn needs (once)")
    uv = find_uv()
    if uv:
        run(uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, VENV, env=environment())
        run(uv, "pip", "sync", "--quiet", "--require-hashes", lock, env=environment())
    else:
        try:
            venv.create(VENV, with_pip=True)
        except (subprocess.CalledProcessError, SystemExit):
            stop(
                "neither pip nor ensurepip is here. Install one (Debian, Ubuntu: apt install python3-pip) and run again."
            )
        run(BIN / "python", "-m", "pip", "install", "--quiet", "--require-hashes", "-r", lock)
    write_launcher()
    stamp_file.write_text(lock_stamp(lock))


def write_launcher() -> None:
    """Make `cairn` a command of the environment without building a wheel."""
    site = subprocess.run(
        [BIN / "python", "-c", "import sysconfig; print(sysconfig.get_paths()['purelib'])"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    (Path(site) / "cairn.pth").write_text(f"{ROOT / 'src'}\n")
    launcher = BIN / "cairn"
    launcher.write_text(f"#!{BIN / 'python'}\nfrom cairn.front.cli.main import main\nraise SystemExit(main())\n")
    launcher.chmod(0o755)


def cairn(*arguments: str) -> int:
    ensure(RUN_LOCK)
    command = [str(BIN / "cairn"), *arguments]
    sys.stdout.flush()
    if os.name == "posix":
        os.execve(command[0], command, environment())  # become it: a signal to stop reaches the server itself
    return subprocess.run(command, env=environment(), check=False).returncode


def demo(*arguments: str) -> int:
    return cairn("demo", *arguments)


def test(*arguments: str) -> int:
    """Every suite; what this machine cannot run is named, and in CI that is a failure."""
    ensure(DEV_LOCK)
    return subprocess.run(
        [str(BIN / "python"), "tests/run.py", *arguments], cwd=ROOT, env=environment(), check=False
    ).returncode


def check() -> int:
    ensure(DEV_LOCK)
    steps = (
        ("format", [BIN / "ruff", "format", "--check", "--quiet", "."]),
        ("lint", [BIN / "ruff", "check", "--quiet", "."]),
        ("import contracts", [BIN / "lint-imports", "--no-cache"]),
        ("types", [BIN / "mypy"]),
        (
            "migrations in step",
            [
                BIN / "python",
                "-m",
                "django",
                "makemigrations",
                "--check",
                "--dry-run",
                "--settings",
                "cairn.front.settings",
            ],
        ),
    )
    failed = []
    for name, command in steps:
        say(name)
        if subprocess.run([str(part) for part in command], cwd=ROOT, env=environment(), check=False).returncode:
            failed.append(name)
    if failed:
        print(f"cairn: failed: {', '.join(failed)}")
    return 1 if failed else 0


def bench(*arguments: str) -> int:
    ensure(DEV_LOCK)
    return subprocess.run(
        [str(BIN / "python"), "-m", "bench", *arguments], cwd=ROOT, env=environment(), check=False
    ).returncode


def lock() -> int:
    uv = find_uv() or stop("uv could not be installed.")
    run(uv, "lock", "--quiet", env=environment())
    export = (uv, "export", "--quiet", "--frozen", "--no-emit-project", "--no-header")
    run(*export, "--no-default-groups", "-o", RUN_LOCK, env=environment())
    run(*export, "-o", DEV_LOCK, env=environment())
    for path in (RUN_LOCK, DEV_LOCK):
        if "://" in path.read_text():
            stop(f"{path.name} names a host; lock files must not.")
    return 0


def setup() -> int:
    ensure(DEV_LOCK)
    return 0


COMMANDS = {
    "demo": demo,
    "test": test,
    "check": check,
    "bench": bench,
    "cairn": cairn,
    "lock": lock,
    "setup": setup,
}


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] not in COMMANDS:
        print(__doc__)
        return 0 if arguments and arguments[0] in {"help", "-h", "--help"} else 2
    return COMMANDS[arguments[0]](*arguments[1:])


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
