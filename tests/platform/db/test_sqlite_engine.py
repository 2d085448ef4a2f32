"""The encrypted file: its key, its durability, its one writer at a time."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connection, connections, transaction

from cairn.platform.db.errors import MissingKey, WrongKey
from cairn.platform.db.keys import write_new_key
from cairn.platform.db.wall import EVERYTHING, OutsideScope, open_scope
from tests.platform.db.clinic.models import Client, Entry, Place, Visit
from tests.platform.db.conftest import NORTH, PEER, SOUTH

if connection.vendor != "sqlite":
    pytest.skip("about the encrypted file", allow_module_level=True)

from cairn.platform.db.sqlite.base import DatabaseWrapper, checkpoint
from cairn.platform.db.sqlite.driver import wal_is_safe
from cairn.platform.db.sqlite.write_lock import WriteLock


def another(**options):
    """A second connection to the test database, or to a file of one's own."""
    settings = {**connection.settings_dict, **{k.upper(): v for k, v in options.items() if k != "options"}}
    settings["OPTIONS"] = {**connection.settings_dict["OPTIONS"], **options.get("options", {})}
    return DatabaseWrapper(settings, "another")


def pragma(name):
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]


def test_the_promises_of_a_connection(db):
    promised = {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 20000, "temp_store": 2,
        "secure_delete": 1, "trusted_schema": 0, "cell_size_check": 1, "mmap_size": 0, "recursive_triggers": 1,
        "wal_autocheckpoint": 1000,
    }  # fmt: skip
    assert {name: pragma(name) for name in promised} == promised
    assert connection.is_encrypted
    assert connection.transaction_mode == "IMMEDIATE"


def test_the_file_says_nothing_without_its_key(transactional_db):
    Entry.objects.create(text="canary-in-the-coal-mine")
    path = connection.settings_dict["NAME"]
    stored = Path(path).read_bytes() + Path(f"{path}-wal").read_bytes()
    assert len(stored) > 8192
    assert b"canary" not in stored
    assert b"SQLite format" not in stored
    assert b"clinic_entry" not in stored


def test_a_wrong_key_is_said_plainly(transactional_db):
    other = another(options={"key": "00" * 32})
    with pytest.raises(WrongKey, match="does not open this database"):
        other.ensure_connection()
    assert other.connection is None


def test_a_plain_database_is_not_taken_for_ours(db, tmp_path):
    import sqlite3

    plain = sqlite3.connect(tmp_path / "plain.db")
    plain.execute("CREATE TABLE t (x)")
    plain.close()
    with pytest.raises(WrongKey):
        another(name=str(tmp_path / "plain.db")).ensure_connection()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"key": None}, "no key was given"),
        ({"key": "short"}, "does not hold a key"),
        ({"key": None, "key_file": "/nowhere/key"}, "is not there"),
        ({"key": None, "key_file": __file__}, "does not hold a key"),
    ],
)
def test_a_missing_key_is_said_plainly(db, options, words):
    with pytest.raises(MissingKey, match=words) as told:
        another(options=options).ensure_connection()
    assert "short" not in str(told.value)


def test_a_key_file(db, tmp_path):
    path = tmp_path / "keys" / "database.key"
    write_new_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        write_new_key(path)
    options = {"key": None, "key_file": path}
    own = another(name=str(tmp_path / "own.db"), options=options)
    with own.cursor() as cursor:
        cursor.execute("CREATE TABLE t (x)")
    own.close()
    again = another(name=str(tmp_path / "own.db"), options=options)
    with again.cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM t").fetchone() == (0,)
    again.close()


def test_without_the_wheel_it_is_loud_and_careful(tmp_path):
    program = f"""
import sys; sys.modules["sqlcipher3"] = None
import logging; logging.basicConfig(level=logging.WARNING)
from django.conf import settings
settings.configure(DATABASES={{"default": {{"ENGINE": "cairn.platform.db.sqlite", "NAME": {str(tmp_path / "p.db")!r}}}}})
import django; django.setup()
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE t (x)"); cursor.execute("INSERT INTO t VALUES (%s)", [1])
    print(connection.is_encrypted, cursor.execute("PRAGMA journal_mode").fetchone()[0])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "NOT ENCRYPTED" in done.stderr
    import sqlite3

    expected = "wal" if wal_is_safe(sqlite3.sqlite_version_info) else "delete"
    assert done.stdout.split() == ["False", expected]


def test_which_releases_may_use_the_log():
    safe = [(3, 51, 3), (3, 53, 4), (3, 50, 7), (3, 44, 6)]
    unsafe = [(3, 40, 1), (3, 51, 2), (3, 50, 6), (3, 44, 5), (3, 45, 0), (3, 51, 0)]
    assert all(map(wal_is_safe, safe))
    assert not any(map(wal_is_safe, unsafe))


CHILD = """
import sys, os
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.platform.db.settings"
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()
from django.db import transaction
from tests.platform.db.clinic.models import Entry
number = 0
while True:
    with transaction.atomic():
        Entry.objects.create(text=f"killed {number} a")
        Entry.objects.create(text=f"killed {number} b")
    print(number, flush=True)
    number += 1
"""


def test_killed_in_the_middle_nothing_acknowledged_is_lost(transactional_db):
    for _ in range(3):
        before = Entry.objects.count()
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, connection.settings_dict["NAME"]], stdout=subprocess.PIPE, text=True
        )
        acknowledged = [child.stdout.readline() for _ in range(20)]
        child.send_signal(signal.SIGKILL)
        acknowledged += child.stdout.readlines()
        child.stdout.close()
        child.wait()
        whole = [line for line in acknowledged if line.endswith("\n")]
        kept = Entry.objects.count() - before
        assert kept % 2 == 0
        assert kept // 2 in (len(whole), len(whole) + 1)  # the last may be stored but not yet said
        Entry.objects.create(text="the queue is free")
    assert pragma("integrity_check") == "ok"


def test_the_lock_is_given_back_on_every_way_out(transactional_db):
    lock = connection.turn.lock
    with connection.cursor():
        lock = connection.turn.lock
    assert lock.held is None
    with transaction.atomic():
        assert lock.held
        Entry.objects.create(text="x")
    assert lock.held is None
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        1 / 0
    assert lock.held is None
    Entry.objects.create(text="autocommit")
    assert lock.held is None
    with pytest.raises(DatabaseError):
        connection.cursor().execute("INSERT INTO nowhere VALUES (1)")
    assert lock.held is None
    with pytest.raises(IntegrityError), transaction.atomic(), open_scope(NORTH):
        Visit.objects.create(organization_id=NORTH, client_id=PEER, peer_id=PEER, started_at="2026-01-01T00:00Z")
    assert lock.held is None
    with pytest.raises(OutsideScope), open_scope(NORTH):
        Client.objects.create(organization_id=SOUTH, name="x")
    assert lock.held is None
    with transaction.atomic():
        connection.close()
    assert lock.held is None
    transaction.set_autocommit(False)
    Entry.objects.create(text="by hand")
    assert connection.turn.lock.held
    transaction.rollback()
    assert connection.turn.lock.held is None
    transaction.set_autocommit(True)
    connection.cursor().execute("BEGIN")
    Entry.objects.create(text="by hand")
    assert connection.turn.lock.held
    connection.cursor().execute("ROLLBACK")
    assert connection.turn.lock.held is None
    assert Entry.objects.count() == 2


def test_reading_does_not_queue(transactional_db):
    Entry.objects.create(text="x")
    other = another()
    with transaction.atomic():
        Entry.objects.create(text="y")
        with other.cursor() as cursor:
            assert cursor.execute("SELECT count(*) FROM clinic_entry").fetchone() == (1,)
    other.close()


def test_a_dead_thread_gives_its_place_back(transactional_db):
    def begin_and_die():
        transaction.atomic().__enter__()
        Entry.objects.create(text="never committed")

    thread = threading.Thread(target=begin_and_die)
    thread.start()
    thread.join()
    started = time.monotonic()
    Entry.objects.create(text="after")
    assert time.monotonic() - started < 5
    assert list(Entry.objects.values_list("text", flat=True)) == ["after"]


def test_waiting_has_an_end(transactional_db, tmp_path):
    connection.ensure_connection()
    other = another(options={"timeout": 0.3})
    with transaction.atomic():
        Entry.objects.create(text="x")
        with pytest.raises(OperationalError, match="locked"), other.cursor() as cursor:
            cursor.execute("DELETE FROM clinic_place")
    with other.cursor() as cursor:
        cursor.execute("DELETE FROM clinic_place")
    other.close()


def test_processes_queue_too(tmp_path):
    holder = subprocess.Popen(
        [sys.executable, "-c",
         "import fcntl, sys, time; f = open(sys.argv[1], 'w'); fcntl.flock(f, fcntl.LOCK_EX); print('held', flush=True); time.sleep(60)",
         str(tmp_path / "x.db.write-lock")], stdout=subprocess.PIPE, text=True)  # fmt: skip
    holder.stdout.readline()
    lock = WriteLock(str(tmp_path / "x.db"), 0.2)
    assert not lock.acquire()
    assert lock.held is None
    holder.kill()
    holder.wait()
    holder.stdout.close()
    assert lock.acquire()
    lock.release()


def test_many_threads_never_find_it_locked(transactional_db):
    troubles = []

    def work(number):
        try:
            for turn in range(50):
                with transaction.atomic():
                    Entry.objects.create(text=f"{number}-{turn}")
        except DatabaseError as trouble:
            troubles.append(trouble)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
    assert Entry.objects.count() == 400


def test_the_keeper_moves_the_log(transactional_db):
    other = another(options={"autocheckpoint": 0})
    with other.cursor() as cursor:
        assert cursor.execute("PRAGMA wal_autocheckpoint").fetchone() == (16_384,)
    Entry.objects.create(text="x")
    in_log, moved = checkpoint(other)
    assert in_log == moved > 0
    other.close()


def test_the_wall_leaves_the_kept_statements_their_place(two_for_threads, monkeypatch):
    """A connection keeps what it has compiled. The wall's own many statements must not fill that place, or each is compiled anew."""
    other = another(options={"cached_statements": 22})  # as many as a new connection says for itself, and a few
    compiled = []
    authorize = other.wall.authorize
    monkeypatch.setattr(other.wall, "authorize", lambda *what: compiled.append(what) or authorize(*what))
    with other.cursor() as cursor:
        other.within_wall("")
        other.wall.guard(other.connection)
        for turn in range(2):
            compiled.clear()
            for column in ("id", "name", "organization_id"):
                cursor.execute(f"SELECT {column} FROM clinic_client").fetchall()
            assert bool(compiled) is (turn == 0)
    other.close()


def test_the_test_database_is_a_file_of_its_own(db):
    assert os.path.isabs(connection.settings_dict["NAME"])


WAYS_AROUND = [
    "SELECT name FROM main.clinic_client",
    "SELECT count(*) FROM main.clinic_client",
    "SELECT 1 FROM main.clinic_client",
    'SELECT (SELECT max(name) FROM main."clinic_client")',
    "WITH x AS (SELECT * FROM main.clinic_client) SELECT * FROM x",
    "SELECT p.name FROM clinic_place p JOIN main.clinic_client c",
    "INSERT INTO clinic_place (name) SELECT name FROM main.clinic_client",
    "UPDATE clinic_place SET name = (SELECT name FROM main.clinic_client)",
    "UPDATE main.clinic_client SET name = 'x' WHERE name = 'person 0'",
    "DELETE FROM main.clinic_client WHERE name = 'person 0'",
    'DROP VIEW "clinic_client"',
    "DROP TRIGGER temp.cairn_wall_update_clinic_client",
    "ATTACH ':memory:' AS beside",
    "CREATE TEMP VIEW mine AS SELECT * FROM main.clinic_client; ",
    "REPLACE INTO clinic_client (id, organization_id, name, is_open) SELECT id, organization_id, 'x', 1 FROM clinic_client",
]


@pytest.mark.parametrize("way", WAYS_AROUND)
def test_ways_around_the_view_are_refused(two, way):
    Place.objects.create(name="bridge")
    with open_scope(NORTH), connection.cursor() as cursor:
        try:
            with transaction.atomic():
                cursor.execute(way)
                rows = cursor.fetchall()
        except DatabaseError:
            rows = []
        assert rows == []
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute("SELECT * FROM mine")
    assert not Place.objects.exclude(name="bridge").exists()
    with open_scope(EVERYTHING):
        assert Client.objects.filter(name__startswith="person").count() == 5


def test_replacing_a_foreign_row_by_its_key(two):
    """REPLACE would delete the other organization's row to make room."""
    victim = two.clients[SOUTH][0].pk.hex
    statement = "REPLACE INTO main.clinic_client (id, organization_id, name, is_open) VALUES (%s, %s, 'mine', 1)"
    with open_scope(NORTH), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [victim, NORTH.hex])
    with open_scope(SOUTH):
        assert Client.objects.get(pk=victim).name == "person 0"


def plan(queryset):
    return queryset.explain()


def test_indexes_are_used_through_the_views(two):
    caseload = Visit.objects.filter(organization_id=NORTH, peer_id=PEER)
    with open_scope(NORTH):
        assert "SEARCH main.clinic_client USING INDEX" in plan(Client.objects.filter(pk=PEER))
        assert "visit_caseload (organization_id=? AND peer_id=?)" in plan(caseload.order_by("started_at"))
        assert "TEMP B-TREE" not in plan(caseload.order_by("started_at"))
        joined = plan(caseload.select_related("client"))
        assert "visit_caseload" in joined
        assert "SEARCH main.clinic_client USING INDEX" in joined
        left = plan(Place.objects.select_related("client"))
        assert "LEFT-JOIN" in left
        assert "SEARCH main.clinic_client USING INDEX" in left
