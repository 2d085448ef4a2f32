"""Who is on the way in at High Divide, who was counted without a name, and what it costs: nothing."""

from __future__ import annotations

from typing import Any

from cairn.front.demo.history import Rows, moment
from cairn.front.demo.people import House
from cairn.intake.models import Asking, AskingDoor, Comparison, FeeNotice, HeadCount, Intake, ProgramPhone, StepEntry
from cairn.support.models import Client

MORNING, AFTERNOON = 9 * 60, 15 * 60
COST = "It is paid by Medicaid, a grant, or the county. Nobody is sent a bill, and nobody is turned away."
MET = (
    (2, "street", 9, ("talk", "food", "clothes")),
    (6, "drop_in", 14, ("talk", "food")),
    (13, "meal", 31, ("information", "naloxone")),
    (20, "drop_in", 12, ("talk",)),
    (27, "street", 7, ("food", "hygiene")),
    (34, "fair", 46, ("information", "naloxone")),
    (41, "drop_in", 15, ("talk", "food")),
    (55, "shelter", 11, ("talk", "clothes")),
    (62, "jail_or_court", 4, ("information",)),
)


def tell(houses: dict[str, House]) -> int:
    """Write this room's part of the story; the number of rows."""
    house, rows = houses["high_divide"], Rows()
    _cost(house, rows)
    _met(house, rows)
    _asked(house, rows)
    _on_the_way(house, rows)
    _came_in(house, rows)
    return rows.write()


def _cost(house: House, rows: Rows) -> None:
    rows.add(
        FeeNotice(
            id=house.seeded.new_id(), organization_id=house.organization_id, program=house.program, costs_nothing=True,
            words=COST, set_at=moment(house.ago(300), MORNING), set_by_id=house.staff["Faye"].id,
        )
    )  # fmt: skip


def _met(house: House, rows: Rows) -> None:
    for days, place, people, given in MET:
        rows.add(
            HeadCount(
                id=house.seeded.new_id(), organization_id=house.organization_id, on=house.ago(days), place=place,
                people=people, given=sorted(given), counted_at=moment(house.ago(days), AFTERNOON),
                counted_by=house.staff["Ana" if days % 2 else "Marty"],
            )
        )  # fmt: skip


def _asked(house: House, rows: Rows) -> None:
    """An address at which anybody may ask, and somebody who did."""
    own = house.organization_id
    door = rows.add(
        AskingDoor(
            id=house.seeded.new_id(), organization_id=own, program=house.program, token="walk-with-me",
            opened_at=moment(house.ago(90), MORNING), opened_by_id=house.staff["Faye"].id,
        )
    )  # fmt: skip
    rows.add(
        ProgramPhone(
            id=house.seeded.new_id(), organization_id=own, program=house.program, phone="406 555 0100",
            hours="weekdays, 9 to 5", set_at=moment(house.ago(90), MORNING), set_by_id=house.staff["Faye"].id,
        )
    )  # fmt: skip
    rows.add(
        Asking(
            id=house.seeded.new_id(), organization_id=own, door=door, called="Sky", phone="406 555 0163", language="en",
            message="first_name", times="Before noon", brings="Somebody who was in the service too. I cannot sleep.",
            asked_at=moment(house.ago(1), AFTERNOON),
        )
    )  # fmt: skip


def _on_the_way(house: House, rows: Rows) -> None:
    """Robyn told much already; somebody called and gave no name; Jill sounds like Gil; one went another way."""
    robyn = _intake(house, rows, "Ana", 3, called="Robyn", way="outreach")
    _tell(house, rows, robyn, 3, (
        ("who", {"called": "Robyn", "family": "Field"}),
        ("matters", {"brings": "A friend told me about the river walks.", "goal": "To sleep through a night again"}),
        ("reach", {"language": "en", "phone": "406-555-0147", "way": "text", "message": "first_name",
                   "times": "Not in the evening"}),
    ))  # fmt: skip
    _intake(house, rows, "Ana", 1, way="called")
    jill = _intake(house, rows, "Cleo", 5, called="Jill", way="hospital")
    _tell(house, rows, jill, 5, (("who", {"called": "Jill"}),))
    gone = moment(house.ago(18), AFTERNOON)
    ended = {"closed_at": gone, "closed_by_id": house.staff["Ana"].id}
    _intake(house, rows, "Ana", 30, way="came", state="given_up", closed_because="other_help", **ended)


def _came_in(house: House, rows: Rows) -> None:
    """Gil came in long ago and was compared; Dee's record still waits for it."""
    for name, checked in (("Gil", True), ("Dee", False)):
        client = Client.objects.get(organization_id=house.organization_id, name=name)
        days = (house.today - client.started_on).days
        at, peer = moment(client.started_on, AFTERNOON), client.created_by_id
        done: dict[str, Any] = {"checked_at": at, "checked_by_id": house.staff["Faye"].id} if checked else {}
        intake = _intake(
            house, rows, "Ana", days, called=name, way="came", state="enrolled", client=client, closed_at=at,
            closed_by_id=peer, **done,
        )  # fmt: skip
        _tell(house, rows, intake, days, (
            ("who", {"called": name, "given": client.legal_given_name, "family": client.legal_family_name}),
            ("matters", {"goal": client.goal}),
            ("identity", {"looked_at": "state_id", "looked_on": client.started_on.isoformat()}),
            ("fee", {"agreed": "paper", "shown": f"It costs you nothing. {COST}"}),
        ))  # fmt: skip
        if checked:
            _not_the_same(house, rows, intake)


def _not_the_same(house: House, rows: Rows, intake: Intake) -> None:
    if intake.closed_at is None:
        raise ValueError("Only an intake that was closed has been compared.")
    other = Client.objects.filter(organization_id=house.organization_id).exclude(name="Gil").order_by("name", "id")[0]
    rows.add(
        Comparison(
            id=house.seeded.new_id(), organization_id=house.organization_id, intake=intake, client=other,
            verdict="not_same", reasons=["birth_date"], because="Asked both: born on one day, forty miles apart.",
            decided_at=intake.closed_at, decided_by_id=house.staff["Faye"].id,
        )
    )  # fmt: skip


def _intake(house: House, rows: Rows, who: str, days_ago: int, **content: Any) -> Intake:
    made: Intake = rows.add(
        Intake(
            id=house.seeded.new_id(), organization_id=house.organization_id, begun_by=house.staff[who],
            begun_at=moment(house.ago(days_ago), MORNING), **{"state": "open", **content},
        )
    )  # fmt: skip
    return made


def _tell(
    house: House, rows: Rows, intake: Intake, days_ago: int, told: tuple[tuple[str, dict[str, str]], ...]
) -> None:
    for number, (step, words) in enumerate(told, start=1):
        rows.add(
            StepEntry(
                id=house.seeded.new_id(), organization_id=house.organization_id, intake=intake, step=step, number=number,
                words={code: text for code, text in words.items() if text},
                saved_at=moment(house.ago(days_ago), MORNING + 5 * number), saved_by_id=intake.begun_by_id,
            )
        )  # fmt: skip
