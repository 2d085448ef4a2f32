"""Makes a house to walk in and serves it: organizations, the people in them, and nothing that happened.

python -m tests.e2e.walkers.founding make DATA_FOLDER DAY STORY, then serve DATA_FOLDER PORT. STORY is "trails" (three organizations)
or "year" (one program with its people at work). Of the past there are only
the supervisor's license and, in the year, the certificates. Everybody has a password and an authenticator app, as if set up some day before.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

from cairn.front.cli.arguments import enter
from cairn.front.upkeep.founding import make_card, make_key
from cairn.front.upkeep.installation import Installation, default_witness

PASSWORD, SECRET = "seven quiet herons over water", "JBSWY3DPEHPK3PXP"
CANDIDATES = ("Ivo Lang", "Petra Snow", "Omar Field", "Nell Ames")
PEERS = ("Ana Whitebird", "Marty Olsen")
EMPLOYER, TRAINING, BOARD = "High Divide Recovery", "Ridgeline Peer Training", "Board of Behavioral Health (test)"


def email_of(name: str) -> str:
    return f"{name.split()[0].lower()}@example.org"


def found_trails(day: date) -> None:
    """Rows of organizations and people: a house has commands for its first organization only, and these are three."""
    from cairn.front.demo import people
    from cairn.front.demo.seeded import Seeded
    from cairn.kernel.actors import Role
    from cairn.privacy.scope import scope_of_installation

    seeded = Seeded(11)
    with scope_of_installation():
        board = people.found(BOARD, today=day, seeded=seeded, runs_program=False)
        people.hire(board, "Hana Weiss", Role.BOARD_CLERK, title="Licensing clerk", days_ago=900)
        training = people.found(TRAINING, today=day, seeded=seeded, runs_program=False)
        people.hire(training, "Kay Brandt", Role.TRAINING_COORDINATOR, title="Training coordinator", days_ago=900)
        employer = people.found(EMPLOYER, today=day, seeded=seeded, sites=(("Main Street office", "11"),))
        people.hire(employer, "Faye Lindgren", Role.PROGRAM_MANAGER, title="Program manager", days_ago=900)
        people.hire(employer, "Ben Hollis", Role.CLINICAL_SUPERVISOR, title="Clinical supervisor", days_ago=880)
        people.license_supervisor(
            employer, "Ben", license_type="professional_counselor", number="LCPC-20817", years_ago=11
        )
        for name in CANDIDATES:
            own = people.hire(board, name, Role.CANDIDATE, title="Candidate", days_ago=1)
            people.hire(training, name, Role.CANDIDATE, title="Candidate", days_ago=1, person=own.person)
        _give_keys()


def found_year(day: date) -> None:
    """One program under Part 2: two peer supporters who are certified and supervised, and who answers for them."""
    from cairn.front.demo import people
    from cairn.front.demo.seeded import Seeded
    from cairn.kernel.actors import Role
    from cairn.privacy.scope import scope_of_installation

    with scope_of_installation():
        house = people.found(EMPLOYER, today=day, seeded=Seeded(12), sites=(("Main Street office", "11"),))
        people.hire(house, "Faye Lindgren", Role.PROGRAM_MANAGER, title="Program manager", days_ago=900)
        people.hire(house, "Ben Hollis", Role.CLINICAL_SUPERVISOR, title="Clinical supervisor", days_ago=880)
        people.license_supervisor(
            house, "Ben", license_type="professional_counselor", number="LCPC-20817", years_ago=11
        )
        for number, name in enumerate(PEERS):
            people.hire(house, name, Role.PEER_SUPPORTER, title="Peer supporter", days_ago=600)
            people.agree(house, name.split()[0], "Ben", days_ago=590)
            people.certify(house, name.split()[0], number=f"BBH-PEER-{2001 + number}", years_ago=1)
        _give_keys()


def _give_keys() -> None:
    """A password and an app for each account."""
    from allauth.mfa.adapter import get_adapter
    from allauth.mfa.models import Authenticator
    from django.contrib.auth.hashers import make_password

    from cairn.identity.models import Account, Engagement

    hashed = make_password(PASSWORD)
    for account in Account.objects.all():
        first = Engagement.objects.filter(person_id=account.person_id).values_list("name", flat=True)[0]
        account.email, account.password = email_of(first), hashed
        account.save(update_fields=["email", "password"])
        Authenticator.objects.create(user=account, type="totp", data={"secret": get_adapter().encrypt(SECRET)})


STORIES = {"trails": found_trails, "year": found_year}


def _key_of(data: Path) -> Path:
    return data.with_name(f"{data.name}.key")


def _installation(data: Path) -> Installation:
    return Installation(data, _key_of(data), "", default_witness(data))


def make(data: Path, day: date, story: str) -> None:
    """The folder, its tables, the people."""
    installation = _installation(data)
    data.mkdir(mode=0o700)
    make_key(_key_of(data))
    make_card(data, installation)
    enter(installation)
    from cairn.front.upkeep import databases

    databases.migrate()
    STORIES[story](day)
    (data / "static").mkdir()
    databases.close()


def serve(data: Path, port: int) -> None:
    """By the web server of an installation, with the clock that the test moves."""
    os.environ.update(_installation(data).environment())
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "tests.e2e.walkers.clocked:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=2,
        websockets=False,
        log_level=LogLevels.error,
        log_access=False,
    ).serve()


if __name__ == "__main__":
    act, folder, with_what, *story = sys.argv[1:]
    if act == "make":
        make(Path(folder), date.fromisoformat(with_what), *story)
    else:
        serve(Path(folder), int(with_what))
