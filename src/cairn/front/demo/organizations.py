"""The organizations of the demo's story: who works there since when, whom they walk with, what is wrong at first sight.

High Divide Recovery has a bit of everything that a program meets: a peer supporter past the stop for supervision, one whose
supervisor left, a new one who is not certified yet, continuing education that runs short, notes not signed, contacts that
cannot be billed and why, people not seen for a month. River Bend is a neighbor: nothing of it may ever show at High Divide.
"""

from __future__ import annotations

from datetime import date, time

from cairn.front.demo import history, people
from cairn.front.demo.clients import welcome
from cairn.front.demo.people import House
from cairn.front.demo.rows import Rows
from cairn.front.demo.seeded import Seeded
from cairn.front.demo.words import CLIENTS, COURSES
from cairn.front.demo.working_days import supervise, work_days
from cairn.kernel.actors import Role
from cairn.kernel.instants import Instant, from_local
from cairn.outcomes.models import UnitCost
from cairn.platform.packs import rules_on

PEERS = ("Ana", "Cleo", "Marty", "Teo", "Ruth", "Wes")
# What a client says they would have done -> the pack's price for it. The rest has no price yet: an operator enters one with its source.
PRICED = (
    ("emergency_department", "diversion.ed_visit_behavioral", "", "average cost", "payer"),
    ("detox_or_crisis_stabilization", "diversion.crisis_stabilization_day", "", "price paid", "state"),
)


def high_divide(seeded: Seeded, today: date) -> tuple[House, int]:
    house = people.found(
        "High Divide Recovery", today=today, seeded=seeded, sites=(("Main Street office", "11"), ("Mobile team", "15"))
    )
    people.hire(house, "Faye Lindgren", Role.PROGRAM_MANAGER, title="Program manager", days_ago=900)
    people.hire(house, "Ben Hollis", Role.CLINICAL_SUPERVISOR, title="Clinical supervisor, LCPC", days_ago=880)
    people.hire(house, "Greta Moon", Role.CLINICAL_SUPERVISOR, title="Clinical supervisor, LAC", days_ago=700)
    people.hire(house, "Ana Whitcomb", Role.PEER_SUPPORTER, title="Peer supporter", days_ago=800)
    for name, days_ago in (
        ("Cleo Barrow", 620),
        ("Marty Quill", 540),
        ("Teo Sandoval", 410),
        ("Ruth Eagle", 300),
        ("Wes Tanner", 48),
    ):
        people.hire(house, name, Role.PEER_SUPPORTER, title="Peer supporter", days_ago=days_ago)
    people.hire(house, "Jun Park", Role.BILLER, title="Biller", days_ago=500)
    people.hire(house, "Lee Abbott", Role.FUNDER, title="Grant officer, county behavioral health", days_ago=365)
    people.hire(house, "Noor Haddad", Role.SYSTEM_OWNER, title="System owner", days_ago=900)
    people.hire(
        house, "Sam Ortiz", Role.PEER_SUPPORTER, title="Peer supporter", days_ago=-9, may_enter=False
    )  # not in yet
    _papers(house)
    rows = Rows()
    pairs = welcome(house, rows, list(PEERS), CLIENTS)
    history.walk(house, rows, pairs, silent=frozenset({"Wren", "Otis"}))
    work_days(house, rows, list(PEERS))
    _sessions(house, rows)
    _prices(house, rows, from_local(house.ago(30), time(9), people.ZONE))
    return house, rows.write()


def _papers(house: House) -> None:
    people.license_supervisor(house, "Ben", license_type="professional_counselor", number="LCPC-20817", years_ago=11)
    people.license_supervisor(
        house, "Greta", license_type="licensed_addiction_counselor", number="LAC-3391", years_ago=6
    )
    for peer, days_ago in (("Ana", 790), ("Cleo", 610), ("Marty", 530), ("Wes", 45)):
        people.agree(house, peer, "Ben", days_ago=days_ago)
    people.agree(house, "Teo", "Greta", days_ago=400)
    people.agree(house, "Ruth", "Greta", days_ago=290, ended_days_ago=11)
    own = people.certify(house, "Ana", number="BBH-PEER-1042", years_ago=3)
    people.teach(
        house,
        own,
        ((760, "Statewide peer conference", 20, "general"), (420, "Statewide peer conference", 14, "general")),
    )
    people.teach(
        house, own, tuple((400 - 60 * n, title, hours, category) for n, (title, hours, category) in enumerate(COURSES))
    )
    full = people.certify(house, "Cleo", number="BBH-PEER-1107", years_ago=2)
    people.teach(house, full, ((420, "Statewide peer conference", 20, "general"),))
    people.teach(
        house, full, tuple((280 - 40 * n, title, hours, category) for n, (title, hours, category) in enumerate(COURSES))
    )
    short = people.certify(house, "Marty", number="BBH-PEER-1163", years_ago=2)
    people.teach(house, short, ((150, "Harm reduction basics", 4, "general"),))
    people.certify(house, "Teo", number="BBH-PEER-1188", years_ago=1)
    people.certify(house, "Ruth", number="BBH-PEER-1201", years_ago=2, missed_last_renewal=True)


def _sessions(house: House, rows: Rows) -> None:
    supervise(house, rows, "Ana", every_days=7, minutes=105)
    supervise(house, rows, "Cleo", every_days=7, minutes=120, last_unsigned=True)
    supervise(house, rows, "Marty", every_days=7, minutes=120, until_days_ago=24)
    supervise(house, rows, "Teo", every_days=14, minutes=60)
    supervise(house, rows, "Ruth", every_days=7, minutes=120, until_days_ago=14)
    supervise(house, rows, "Wes", every_days=7, minutes=90)


def _prices(house: House, rows: Rows, now: Instant) -> None:
    """The program manager chose among the pack's prices; each keeps its source and year."""
    rules = rules_on(house.today, people.PLACE)
    for event, key, context, basis, payer_view in PRICED:
        entry = rules.find(key, context=context or None)
        if entry is None:
            continue
        rows.add(
            UnitCost(
                id=house.seeded.new_id(),
                organization_id=house.organization_id,
                event=event,
                amount_cents=entry.money.cents,
                basis=basis,
                payer_view=payer_view,
                price_year=int(str(entry.about.get("price_year", house.today.year))),
                source=entry.citation.text,
                chosen_at=now,
                chosen_by_id=house.staff["Faye"].id,
            )
        )


def river_bend(seeded: Seeded, today: date) -> tuple[House, int]:
    house = people.found("River Bend Peer Services", today=today, seeded=seeded, sites=(("River house", "11"),))
    people.hire(house, "Dov Keller", Role.PEER_SUPPORTER, title="Peer supporter", days_ago=400)
    people.hire(house, "Iris Vance", Role.CLINICAL_SUPERVISOR, title="Clinical supervisor, LCSW", days_ago=400)
    people.license_supervisor(house, "Iris", license_type="social_worker", number="LCSW-771", years_ago=9)
    people.agree(house, "Dov", "Iris", days_ago=390)
    people.certify(house, "Dov", number="BBH-PEER-1170", years_ago=2)
    rows = Rows()
    pairs = welcome(
        house,
        rows,
        ["Dov"],
        tuple(("River " + name, given, family, goal) for name, given, family, goal in CLIENTS[30:36]),
    )
    history.walk(house, rows, pairs, silent=frozenset())
    work_days(house, rows, ["Dov"])
    supervise(house, rows, "Dov", every_days=7, minutes=90)
    return house, rows.write()


def training_body(seeded: Seeded, today: date) -> tuple[House, int]:
    """Whoever teaches: an organization of its own, which sees nobody's clients."""
    house = people.found("Ridgeline Peer Training", today=today, seeded=seeded, runs_program=False)
    people.hire(house, "Kay Brandt", Role.TRAINING_COORDINATOR, title="Training coordinator", days_ago=900)
    people.hire(house, "Mia Torres", Role.MENTOR, title="Mentor", days_ago=500)
    return house, 2


def board(seeded: Seeded, today: date) -> tuple[House, int]:
    """Whoever certifies: an organization of its own, which sees what is handed in to it."""
    house = people.found("Board desk (demo state)", today=today, seeded=seeded, runs_program=False)
    people.hire(house, "Hana Weiss", Role.BOARD_CLERK, title="Licensing clerk", days_ago=900)
    return house, 1


def candidates(board: House, training_body: House) -> None:
    """People on their way: one person each, with a candidate's hat at the board's desk and at the training body."""
    for name, days_ago in (
        ("Ivo Lang", 60),
        ("Petra Snow", 40),
        ("Omar Field", 75),
        ("Nell Ames", 160),
        ("Rory Stone", 150),
    ):
        own = people.hire(board, name, Role.CANDIDATE, title="applies for a license", days_ago=days_ago)
        people.hire(
            training_body,
            name,
            Role.CANDIDATE,
            title="takes the course and the exam",
            days_ago=days_ago,
            person=own.person,
        )
