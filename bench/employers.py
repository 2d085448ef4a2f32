"""Hours and sessions of a whole state: each employer's people, every one walled off from the next, against the scan of the same rows.

python -m bench.employers fill N PEERS     fill the installation that the environment names with N employers of PEERS peer supporters each
python -m bench.employers measure ROUNDS   measure it: one JSON object

No board and no other employer may read what lies here, so a state is its employers, one after another. Supervision owed is decided by the
query that the pages call (`list_debts`), for everybody of one employer at a time. Times are processor seconds of one process.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.figures import Figure
from bench.houses import ROOT, environment
from bench.state import MOST_ROUNDS, NOW, TODAY, enter, peak, scan, timed
from bench.state_rows import insert_rows, new_row
from cairn.front.upkeep.installation import Installation

PEERS = 50  # of one employer
BEGUN = date(2022, 1, 3)  # who may supervise is known from 2022 on; before that no session can be judged
TABLES = ("work_workentry", "supervision_supervisionsession")


def measure(folder: Path, size: Any) -> list[Figure]:
    """Two states of employers, the great and the small one, each in processes of its own."""
    small, great = size.employers
    found = {count: _measured(folder, count, size) for count in (small, great)}
    many = found[great]
    between = f"{great:,} employers over {small:,}, {PEERS} peer supporters each, since {BEGUN.year}"
    return [
        Figure(
            "employers: supervision owed, of the scan",
            f"everybody's hours and sessions, {many['rows']:,} rows, asked employer by employer, over a bare cursor that fetches "
            "the same rows in the same process",
            5,
            rounds=many["owed"],
            notes=many["notes"],
        ),
        _grown("growth of supervision owed, each person", f"seconds a person: {between}", 1.15, found, small, great, "each"),
        _grown("memory of the employers' walk", f"peak of a process that only asks: {between}", 1.25, found, small, great, "memory"),
    ]  # fmt: skip


def _grown(
    name: str, method: str, goal: float, found: dict[int, dict[str, Any]], small: int, great: int, key: str
) -> Figure:
    few, many = found[small][key], found[great][key]
    rounds = [after / before for before, after in zip(few, many, strict=True)]
    return Figure(name, method, goal, rounds=rounds, notes=[f"{few}, {many}"])


def _measured(folder: Path, count: int, size: Any) -> dict[str, Any]:
    data = folder / f"employers-{count}"
    data.mkdir(mode=0o700)
    installation = Installation(data, folder / f"employers-{count}.key", "", folder / f"employers-{count}.witness")
    print(f"· filling {count:,} employers of {PEERS} peer supporters", flush=True)
    _child(installation, "fill", count, PEERS)
    print("· measuring them", flush=True)
    found: dict[str, Any] = _child(installation, "measure", min(size.rounds, MOST_ROUNDS), 0)
    found["memory"] = [_child(installation, "measure", 0, 0)["memory"]]
    return found


def _child(installation: Installation, *words: object) -> Any:
    command = [sys.executable, "-m", "bench.employers", *map(str, words)]
    done = subprocess.run(command, env=environment(installation), cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout or b"{}")


# What follows runs in the child.


def fill(count: int, peers: int) -> None:
    from cairn.front.upkeep import databases
    from cairn.front.upkeep.founding import make_card, make_key

    witness = Path(os.environ["CAIRN_WITNESS"])
    installation = Installation(Path(os.environ["CAIRN_DATA"]), Path(os.environ["CAIRN_KEY_FILE"]), "", witness)
    make_key(installation.key_file)
    make_card(installation.data, installation)
    enter()
    databases.migrate()
    from django.db import connection

    from cairn.privacy.scope import scope_of_installation

    with scope_of_installation():
        together = [_employer(number, peers) for number in range(count)]
    connection.close()  # a new connection has no wall yet, and this one never gets it
    connection.ensure_connection()
    cursor = connection.connection.cursor()
    cursor.execute("PRAGMA synchronous=OFF")
    from cairn.supervision.models import SupervisionSession
    from cairn.work.models import WorkEntry

    for agreements in together:
        cursor.execute("BEGIN")
        insert_rows(cursor, WorkEntry, (row for one in agreements for row in _days(one)))
        insert_rows(cursor, SupervisionSession, (row for one in agreements for row in _sessions(one)))
        cursor.execute("COMMIT")
    connection.close()
    databases.empty_the_log()
    print("{}")


def _employer(number: int, peers: int) -> list[Any]:
    """One organization with its manager, a supervisor who may supervise, and agreements that both signed; the agreements."""
    from cairn.identity.models import Engagement, Organization, Person, SupervisionAgreement, SupervisorQualification
    from cairn.kernel.actors import Role
    from cairn.platform.ids import new_id

    owner, begun = new_id(), BEGUN
    at = datetime(begun.year, 1, 1, tzinfo=UTC)
    Organization.objects.create(
        id=owner, organization_id=owner, name=f"Employer {number}", place="us-mt", zone="America/Denver", created_at=at
    )

    def hired(role: Role, name: str) -> Any:
        person = Person.objects.create(created_at=at)
        return Engagement.objects.create(
            organization_id=owner, person=person, role=role.value, name=name, starts_on=begun
        )

    hired(Role.PROGRAM_MANAGER, "Faye")
    ben = hired(Role.CLINICAL_SUPERVISOR, "Ben")
    SupervisorQualification.objects.create(
        organization_id=owner, engagement=ben, license_type="LCSW", license_number="1", licensed_on=begun, recorded_at=at,
        supervision_training_minutes=1200, supervision_training_completed_on=begun,
    )  # fmt: skip
    return [
        SupervisionAgreement.objects.create(
            organization_id=owner, peer=hired(Role.PEER_SUPPORTER, f"Peer {n}"), supervisor=ben, kind="regular",
            starts_on=begun, peer_signed_at=at, supervisor_signed_at=at,
        )
        for n in range(peers)
    ]  # fmt: skip


def _workdays(start: date) -> Iterator[date]:
    return (day for day in (start + timedelta(days=n) for n in range((TODAY - start).days)) if day.weekday() < 5)


def _days(agreement: Any) -> Iterator[dict[str, Any]]:
    for day in _workdays(agreement.starts_on):
        yield new_row(
            organization_id=agreement.organization_id, peer_id=agreement.peer_id, on=day, activity="outreach", minutes=420,
            recorded_at=NOW, recorded_by_id=agreement.peer_id,
        )  # fmt: skip


def _sessions(agreement: Any) -> Iterator[dict[str, Any]]:
    for day in _workdays(agreement.starts_on):
        if day.weekday() != 2:
            continue
        began = datetime(day.year, day.month, day.day, 20, tzinfo=UTC)
        yield new_row(
            organization_id=agreement.organization_id, agreement_id=agreement.id, peer_id=agreement.peer_id,
            supervisor_id=agreement.supervisor_id, kind="clinical", format="in_person", started_at=began,
            ended_at=began + timedelta(minutes=120), zone="America/Denver", started_on=day, minutes=120, topics="ethics",
            recorded_at=began + timedelta(hours=3), recorded_by_id=agreement.supervisor_id,
            peer_signed_at=began + timedelta(hours=4), supervisor_signed_at=began + timedelta(hours=3),
        )  # fmt: skip


def employers() -> list[str]:
    from cairn.identity.models import Organization
    from cairn.privacy.scope import scope_of_installation

    with scope_of_installation():
        return list(Organization.objects.order_by("name").values_list("name", flat=True))


def ask_each(names: list[str], act: Callable[[Any], int]) -> int:
    """What each employer's manager is told, one after another, each behind the own wall."""
    from cairn.identity.queries.operators import find_manager
    from cairn.privacy.scope import scope_of

    total = 0
    for name in names:
        actor = find_manager(name, TODAY)
        with scope_of(actor):
            total += act(actor)
    return total


def owed(actor: Any) -> int:
    from cairn.supervision.queries.debts import list_debts

    return len(list_debts(actor, TODAY))


def measure_here(rounds: int) -> dict[str, Any]:
    enter()
    names = employers()
    found: dict[str, Any] = {"owed": [], "each": [], "notes": [], "rows": 0}
    for _ in range(rounds):
        whole, found["rows"] = timed(lambda: ask_each(names, lambda _: scan(*TABLES)))
        asked, people = timed(lambda: ask_each(names, owed))
        found["owed"].append(asked / whole)
        found["each"].append(asked / people)
        found["notes"].append(f"{asked:.1f} s, scan {whole:.1f} s, load {os.getloadavg()[0]:.1f}")
    if not rounds:
        ask_each(names, owed)
        found["memory"] = peak()
    return found


def main(what: str, first: str, second: str) -> None:
    if what == "fill":
        fill(int(first), int(second))
    else:
        print(json.dumps(measure_here(int(first))))


if __name__ == "__main__":
    main(*sys.argv[1:])
