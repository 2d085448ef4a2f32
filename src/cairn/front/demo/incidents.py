"""Two hard days at High Divide: one that was told outside and closed, one that a supervisor has not read yet."""

from __future__ import annotations

from typing import Any

from cairn.front.demo.history import Rows, moment
from cairn.front.demo.people import House
from cairn.incidents.models import FollowUp, Incident, OutsideReport
from cairn.support.models import Client

MORNING = 9 * 60


def tell(houses: dict[str, House]) -> int:
    """Write this room's part of the story; the number of rows."""
    house, rows = houses["high_divide"], Rows()
    _threat(house, rows)
    _return_to_use(house, rows)
    return rows.write()


def _threat(house: House, rows: Rows) -> None:
    """A stranger at the door: told to the deputies without a name, talked over, closed."""
    seen = moment(house.ago(40), MORNING + 200)
    ben = house.staff["Ben"].id
    threat = _incident(
        house,
        rows,
        "Marty",
        kind="crime",
        happened_at=moment(house.ago(40), MORNING),
        what="A man nobody knew pushed the door and threatened to come back with friends.",
        done="Locked the door, everybody into the back room, called 911. Two deputies came within ten minutes.",
        told_supervisor_at=moment(house.ago(40), MORNING + 30),
        told_how="phone",
        seen_at=seen,
        seen_by_id=ben,
        closed_at=moment(house.ago(33), MORNING),
        closed_by_id=ben,
        closed_because="The door has a new lock; the deputies know the man; everybody was asked how they are.",
    )
    _told_outside(house, rows, threat)
    rows.add(
        FollowUp(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            incident=threat,
            words="Talked it over with everybody who was there. Two want to walk to the bus together for a while.",
            at=moment(house.ago(38), MORNING),
            by_id=house.staff["Marty"].id,
        )
    )


def _return_to_use(house: House, rows: Rows) -> None:
    """Yesterday, at the river; no supervisor has read it yet."""
    _incident(
        house,
        rows,
        "Ana",
        client=Client.objects.get(organization_id=house.organization_id, name="Dee"),
        kind="return_to_use",
        happened_at=moment(house.ago(1), MORNING + 300),
        what="She told me herself, at the river. She had used on the weekend and wants to go on.",
        done="Stayed with her. We looked at her early signs, and she called her sister.",
    )


def _told_outside(house: House, rows: Rows, threat: Incident) -> None:
    rows.add(
        OutsideReport(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            incident=threat,
            recipient="law_enforcement",
            recipient_name="Sheriff’s office, the two deputies who came",
            basis="names_nobody",
            basis_source="42 CFR 2.12(a) and 2.13",
            names_client=False,
            told="What the man looked like, what he said, which way he went. Nobody was named.",
            because="He said that he would come back.",
            reported_at=moment(house.ago(40), MORNING + 12),
            recorded_at=moment(house.ago(40), MORNING + 60),
            reported_by_id=house.staff["Marty"].id,
        )
    )


def _incident(house: House, rows: Rows, who: str, **content: Any) -> Incident:
    made: Incident = rows.add(
        Incident(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            peer=house.staff[who],
            is_part2=True,
            recorded_at=content["happened_at"],
            **content,
        )
    )
    return made
