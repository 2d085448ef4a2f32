"""`cairn serve` refuses to run wrongly, answers when it runs, and stops cleanly."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from tests.front.cli_runs import cairn, environment
from tests.front.test_kills import free_port


def test_a_taken_port_is_refused(installed):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        ran = installed.run("serve", "--port", other.getsockname()[1])
    assert (ran.code, "is taken" in ran.err) == (1, True), ran.err


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7"])
def test_the_network_in_the_clear_is_refused(installed, host):
    ran = installed.run("serve", "--host", host, "--port", free_port())
    assert (ran.code, "--behind-tls" in ran.err) == (2, True), ran.err


def test_a_demo_is_refused(spoilable):
    (spoilable.data / "demo.json").write_text("{}")
    ran = spoilable.run("serve", "--port", free_port())
    assert (ran.code, "cairn demo" in ran.err) == (1, True)


def test_a_database_behind_this_version_is_refused_and_upgraded_after_a_backup(spoilable):
    older = environment(
        CAIRN_DATA=str(spoilable.data),
        CAIRN_KEY_FILE=str(spoilable.key_file),
        DJANGO_SETTINGS_MODULE="cairn.front.settings",
    )
    back = [sys.executable, "-m", "django", "migrate", "privacy", "0001", "--verbosity", "0"]
    subprocess.run(back, env=older, check=True, capture_output=True)
    ran = spoilable.run("serve", "--port", free_port())
    assert (ran.code, "cairn upgrade" in ran.err) == (1, True), ran.err
    ran = spoilable.run("upgrade", "--to", spoilable.root / "before")
    assert ran.code == 0, ran.err
    assert len(list((spoilable.root / "before").glob("*.cairnbackup"))) == 1
    assert "in step" in spoilable.run("upgrade").out


def test_a_database_of_a_newer_version_is_refused(spoilable):
    from cairn.front.upkeep.copies import open_embedded

    raw = open_embedded(spoilable.data / "cairn.db", spoilable.key_file.read_text().strip())
    raw.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('support', '9999_later', '2030-01-01')")
    raw.close()
    ran = spoilable.run("serve", "--port", free_port())
    assert (ran.code, "newer Cairn" in ran.err) == (1, True), ran.err


def test_it_answers_and_stops_cleanly_with_its_heads_written(spoilable):
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "cairn.front.cli.main",
        "serve",
        "--data",
        str(spoilable.data),
        "--port",
        str(port),
        "--workers",
        "1",
    ]
    command += ["--witness", str(spoilable.witness)]
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert answer_of(f"http://127.0.0.1:{port}/static/cairn/cairn.css") == 200
        assert answer_of(f"http://127.0.0.1:{port}/demo/") == 404, "no door of a demo"
    finally:
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert f"http://127.0.0.1:{port}/" in out
    assert out.count("Stopping:") == 1
    lines = (spoilable.witness / "heads.jsonl").read_text().splitlines()
    assert [json.loads(line)["why"] for line in lines] == ["install", "start", "stop"]
    assert not (spoilable.data / "cairn.db-wal").exists() or (spoilable.data / "cairn.db-wal").stat().st_size == 0
    assert spoilable.run("verify").code == 0


def answer_of(address: str) -> int:
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            error.close()
            return error.code
        except OSError:
            assert time.monotonic() < deadline
            time.sleep(0.1)


def test_a_demo_is_made_marked_and_reused(tmp_path):
    data = tmp_path / "demo"
    ran = cairn("demo", "--data", data, "--today", "2026-11-20", "--seed", "3", "--no-serve")
    assert ran.code == 0, ran.err
    mark = json.loads((data / "demo.json").read_text())
    assert (mark["seed"], mark["today"]) == (3, "2026-11-20")
    before = (data / "cairn.db").read_bytes()
    again = cairn("demo", "--data", data, "--no-serve")
    assert again.code == 0
    assert (data / "cairn.db").read_bytes() == before
    other = cairn("demo", "--data", data, "--seed", "4", "--no-serve")
    assert (other.code, "--fresh" in other.err) == (2, True)
    assert cairn("verify", "--data", data).code == 0
    (tmp_path / "mine").mkdir()
    for more in ((), ("--fresh",)):
        refused = cairn("demo", "--data", tmp_path / "mine", "--no-serve", *more)
        assert (refused.code, (tmp_path / "mine").exists()) == (1, True), refused.err


def test_ctrl_c_reaches_everybody_and_the_keeper_still_goes_last(spoilable):
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "cairn.front.cli.main",
        "serve",
        "--data",
        str(spoilable.data),
        "--port",
        str(port),
    ]
    command += ["--workers", "1", "--witness", str(spoilable.witness)]
    process = subprocess.Popen(
        command,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert answer_of(f"http://127.0.0.1:{port}/static/cairn/cairn.css") == 200
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert "started again" not in err
    lines = (spoilable.witness / "heads.jsonl").read_text().splitlines()
    assert [json.loads(line)["why"] for line in lines] == ["install", "start", "stop"]
