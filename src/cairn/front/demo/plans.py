"""Plans of some of Ana's people: one that was agreed to and changed since, one that is only a beginning."""

from __future__ import annotations

from typing import Any

from cairn.front.demo.history import Rows, moment
from cairn.front.demo.people import House
from cairn.plans.domain.goals import Goal, State, Step, Who, goal_as_kept
from cairn.plans.domain.parts import Part
from cairn.plans.models import PlanAgreement, PlanRevision
from cairn.support.models import Client

AFTERNOON = 15 * 60


def tell(houses: dict[str, House]) -> int:
    """Write this room's part of the story; the number of rows."""
    house, rows = houses["high_divide"], Rows()
    _gil(house, rows)
    _rosa(house, rows)
    return rows.write()


def _gil(house: House, rows: Rows) -> None:
    home, dog = house.seeded.new_id(), house.seeded.new_id()
    steps = (
        Step("Get my birth certificate", Who.TOGETHER, done_on=house.ago(60)),
        Step("Call two landlords from the list", Who.TOGETHER, house.ago(-5)),
        Step("Save the first month’s rent", Who.SELF),
    )
    own_place = Goal("My own place, with a door that locks", "So that I can sleep, and my kids can visit", steps=steps)
    _write(
        house,
        rows,
        "Gil",
        (
            (80, Part.GOAL, home, goal_as_kept(Goal(own_place.words, own_place.why, steps=steps[1:]))),
            (80, Part.STRENGTHS, None, {"words": "I keep going. I can fix nearly anything with an engine."}),
            (70, Part.SUPPORTS, None, {"words": "My cousin in Havre\nThe Tuesday group\nThe river, early"}),
            (70, Part.EARLY_SIGNS, None, {"words": "I stop answering calls. Then: somebody come by, bring coffee."}),
            (62, Part.CRISIS, None, CRISIS),
            (60, Part.GOAL, home, goal_as_kept(own_place)),
            (20, Part.GOAL, dog, goal_as_kept(Goal("Get the truck running", "", State.REACHED))),
        ),
    )
    agreed = moment(house.ago(58), AFTERNOON)
    gil, ana = _client(house, "Gil"), house.staff["Ana"].id
    rows.add(
        PlanAgreement(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            client=gil,
            number=6,
            way="screen",
            agreed_at=agreed,
            taken_by_id=ana,
        )
    )


def _rosa(house: House, rows: Rows) -> None:
    goal = Goal("Be at my daughter’s graduation, clear-eyed", steps=(Step("Ask for the day off", Who.SELF),))
    _write(house, rows, "Rosa", ((12, Part.GOAL, house.seeded.new_id(), goal_as_kept(goal)),))


CRISIS = {
    "signs": "I give my things away. I say that it does not matter.",
    "people": "My cousin first. Not my father.",
    "helps": "Somebody who sits with me and does not talk much.",
    "care": "The dog. The key is with the neighbor.",
    "over": "When I ask for something to eat.",
}


def _client(house: House, name: str) -> Client:
    return Client.objects.get(organization_id=house.organization_id, name=name)


def _write(house: House, rows: Rows, name: str, revisions: tuple[tuple[int, Part, Any, dict[str, Any]], ...]) -> None:
    client = _client(house, name)
    for number, (days_ago, part, goal_id, words) in enumerate(revisions, 1):
        rows.add(
            PlanRevision(
                id=house.seeded.new_id(),
                organization_id=house.organization_id,
                client=client,
                number=number,
                part=part.value,
                goal_id=goal_id,
                words=words,
                with_client=True,
                written_at=moment(house.ago(days_ago), AFTERNOON),
                written_by_id=house.staff["Ana"].id,
            )
        )
