"""People choosing each other at High Divide: choices that wait for Ana and for Ben, one ready to be handed over, and one that was."""

from __future__ import annotations

from typing import Any

from cairn.departures.models import Transfer
from cairn.front.demo.history import Rows, moment
from cairn.front.demo.people import House
from cairn.matching.domain.facets import Facet, Strength
from cairn.matching.domain.suggestions import Wish, wishes_as_kept
from cairn.matching.models import Choice, ConflictAnswer, Farewell, LivedStatement, PeerOffer, SupervisorWord, Wishes
from cairn.platform.sealing import seal
from cairn.support.models import Client, Relationship

NOON = 12 * 60
OFFERS: tuple[tuple[str, dict[str, Any], str], ...] = (
    (
        "Ana",
        {"parent": True, "languages": "Spanish", "words": "I mostly listen. I know the river trails."},
        "alcohol loss",
    ),
    ("Cleo", {"veteran": True, "gender": "woman", "words": "Coffee first, then we see."}, "trauma"),
    ("Marty", {"veteran": True, "parent": True, "gender": "man"}, ""),
    ("Ruth", {"cultures": "Crow", "languages": "Crow", "words": "Come as you are."}, "alcohol"),
)


def tell(houses: dict[str, House]) -> int:
    """Write this room's part of the story; the number of rows."""
    house, rows = houses["high_divide"], Rows()
    for who, said, lived in OFFERS:
        _offer(house, rows, who, said, lived)
    people = list(
        Client.objects.filter(organization_id=house.organization_id, ended_on=None).order_by("created_at", "id")
    )
    of_peer = {
        name: [one for one in people if one.id in _walks_with(house, name)] for name in ("Ana", "Cleo", "Marty", "Wes")
    }
    first, second, third = of_peer["Cleo"][0], of_peer["Cleo"][1], of_peer["Wes"][0]
    _wishes(house, rows, first)
    _choice(house, rows, first, "Ana", days_ago=1)  # waits for Ana
    _choice(house, rows, second, "Marty", days_ago=2)
    _answer(house, rows, second, "Marty", "possible", "kin", "My cousin’s oldest. We meet at weddings.", days_ago=1)
    _choice(house, rows, third, "Cleo", days_ago=3, instead_of=_walk(house, third, "Wes"))
    answer = _answer(house, rows, third, "Cleo", "possible", "knew", "We were in one class at school.", days_ago=2)
    rows.add(
        SupervisorWord(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            answer=answer,
            verdict="go_on",
            conditions="We talk about it every second week; the other families of that class stay out of the talks.",
            said_at=moment(house.ago(1), NOON),
            said_by_id=house.staff["Ben"].id,
        )
    )
    _handed_over(house, rows, of_peer["Ana"][-1])
    return rows.write()


def _walks_with(house: House, name: str) -> set[Any]:
    own = Relationship.objects.filter(organization_id=house.organization_id, peer=house.staff[name], ended_on=None)
    return set(own.values_list("client_id", flat=True))


def _walk(house: House, client: Client, name: str) -> Relationship:
    return Relationship.objects.get(
        organization_id=house.organization_id, client=client, peer=house.staff[name], ended_on=None
    )


def _offer(house: House, rows: Rows, who: str, said: dict[str, Any], lived: str) -> None:
    own = {"organization_id": house.organization_id, "peer": house.staff[who], "saved_at": moment(house.ago(90), NOON)}
    rows.add(PeerOffer(id=house.seeded.new_id(), **said, **own))
    if lived:
        row_id = house.seeded.new_id()
        rows.add(LivedStatement(id=row_id, sealed=seal(lived, row_id), **own))


def _wishes(house: House, rows: Rows, client: Client) -> None:
    wishes = (
        Wish(Facet.PARENT, Strength.MATTERS),
        Wish(Facet.LANGUAGE, Strength.WELCOME, "Spanish"),
        Wish(Facet.LIVED, Strength.MATTERS, "alcohol"),
    )
    rows.add(
        Wishes(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            client=client,
            number=1,
            wishes=wishes_as_kept(wishes),
            words="Somebody who knows what it is like with kids, and does not hurry me.",
            by_client=False,
            written_at=moment(house.ago(2), NOON),
            written_by_id=house.staff["Faye"].id,
        )
    )


def _choice(
    house: House, rows: Rows, client: Client, peer: str, *, days_ago: int, instead_of: Relationship | None = None
) -> None:
    rows.add(
        Choice(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            client=client,
            peer=house.staff[peer],
            instead_of=instead_of,
            by_client=False,
            made_at=moment(house.ago(days_ago), NOON - 60),
            made_by_id=house.staff["Faye"].id,
            relationship_id=house.seeded.new_id(),
        )
    )


def _answer(
    house: House, rows: Rows, client: Client, peer: str, outcome: str, tie: str, words: str, *, days_ago: int
) -> ConflictAnswer:
    made: ConflictAnswer = rows.add(
        ConflictAnswer(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            client=client,
            peer=house.staff[peer],
            ties=[{"tie": tie, "ended_on": "", "from_records": False}],
            records=[],
            words=words,
            outcome=outcome,
            cited="ARM 24.219.2301(4)(a)(iii); ARM 24.219.2301(2)(a)(vii) and (4)(a)(iii)",
            answered_at=moment(house.ago(days_ago), NOON),
        )
    )
    return made


def _handed_over(house: House, rows: Rows, client: Client) -> None:
    """This person walked with Teo for a while, besides Ana, and goes on with her alone; Teo has not read the word yet."""
    earlier = Relationship(
        id=house.seeded.new_id(),
        organization_id=house.organization_id,
        client=client,
        peer=house.staff["Teo"],
        started_on=house.ago(30),
        ended_on=house.ago(2),
        phase="engaging",
        phase_since=house.ago(30),
    )
    rows.add(earlier)
    rows.add(
        Transfer(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            client=client,
            ended=earlier,
            began=_walk(house, client, "Ana"),
            known="Mornings are best. Please do not call before nine.",
            on=house.ago(2),
            recorded_at=moment(house.ago(2), NOON),
            recorded_by_id=house.staff["Faye"].id,
        )
    )
    rows.add(
        Farewell(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            relationship=earlier,
            peer=house.staff["Teo"],
            told_at=moment(house.ago(2), NOON),
        )
    )
