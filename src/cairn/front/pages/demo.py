"""The demo's doors: one for each role whose home is built, by organization, with what that role does in moments; and one for passers-by."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.front.pages.homes import HOMES
from cairn.identity.queries.demo_people import DemoPerson, list_demo_people
from cairn.kernel.actors import Role

MOMENTS = {
    Role.PEER_SUPPORTER: "Sees who is next and what was promised, and writes a contact up before driving on.",
    Role.CLINICAL_SUPERVISOR: "Sees who is owed supervision, prepares, holds and logs a session, and signs off.",
    Role.PROGRAM_MANAGER: "Sees staff, caseload, compliance and money at a look, not in a clean-up week.",
    Role.BILLER: "Bills what was really done, and understands every denial.",
    Role.FUNDER: "Sees whether it works and what it costs, and can check it.",
    Role.TRAINING_COORDINATOR: "Fills a class, takes attendance by the minute, issues certificates.",
    Role.BOARD_CLERK: "Decides an application against the rule text, with the evidence beside it.",
    Role.CANDIDATE: "Knows which trail is theirs, what is left, what it costs and who must act.",
    Role.MENTOR: "Keeps the pair alive.",
    Role.CLIENT: "Chooses a peer, owns the plan, reads the notes, sees who looked.",
    Role.SYSTEM_OWNER: "Lets people in and out, and keeps the machine. Never sees a client.",
}
ALSO = {  # a second door of one role, for those whose answer somebody else of the story waits for
    "Cleo Barrow": "Is chosen, is asked before anything begins whether the two know each other, and answers.",
}


@dataclass(frozen=True, slots=True)
class Door:
    engagement_id: UUID
    role: Role
    name: str
    title: str
    moments: str
    is_namesake: bool  # another door says the same name: this one says its role and place as well


def doors(on: date) -> list[tuple[str, list[Door]]]:
    """A door for each role of each organization, and for those of ALSO; roles in the order of MOMENTS, most doors first."""
    people: dict[str, list[DemoPerson]] = {}
    for person in list_demo_people(on):
        here = people.setdefault(person.organization_name, [])
        if person.role in HOMES and (person.name in ALSO or person.role not in {one.role for one in here}):
            here.append(person)
    names = Counter(one.name for here in people.values() for one in here)
    order = list(MOMENTS)
    sorted_doors = [
        (
            name,
            [
                Door(one.engagement_id, one.role, one.name, one.title, _moments(one), names[one.name] > 1)
                for one in sorted(here, key=lambda one: order.index(one.role))
            ],
        )
        for name, here in people.items()
        if here
    ]
    return sorted(sorted_doors, key=lambda pair: -len(pair[1]))


def _moments(person: DemoPerson) -> str:
    return ALSO.get(person.name, MOMENTS[person.role])
