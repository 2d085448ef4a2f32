"""Gil reads his own pages and wrote beside the plan; Rosa would like another peer supporter."""

from __future__ import annotations

from cairn.front.demo.history import Rows, moment
from cairn.front.demo.people import House, hire
from cairn.kernel.actors import Role
from cairn.portal.models import Access, OwnWords, PeerWish
from cairn.support.models import Client

EVENING = 19 * 60
SINCE = 24  # days ago


def tell(houses: dict[str, House]) -> int:
    """Write this room's part of the story; the number of rows."""
    house, rows = houses["high_divide"], Rows()
    gil, rosa = (Client.objects.get(organization_id=house.organization_id, name=name) for name in ("Gil", "Rosa"))
    own = {"organization_id": house.organization_id}
    himself = hire(house, "Gil", Role.CLIENT, title="", days_ago=SINCE)
    opened = moment(house.ago(SINCE), EVENING)
    rows.add(Access(id=house.seeded.new_id(), client=gil, engagement=himself, opened_at=opened, **own))
    first = rows.add(
        OwnWords(
            id=house.seeded.new_id(),
            client=gil,
            about="plan",
            words="A porch would be good. Not next to the bar.",
            written_at=moment(house.ago(20), EVENING),
            **own,
        )
    )
    rows.add(
        OwnWords(
            id=house.seeded.new_id(),
            client=gil,
            about="plan",
            follows_id=first.id,
            words="A porch would be good, and room for my kids to sleep over. Not next to the bar.",
            written_at=moment(house.ago(6), EVENING),
            **own,
        )
    )
    rows.add(PeerWish(id=house.seeded.new_id(), client=rosa, made_at=moment(house.ago(2), EVENING), **own))
    return rows.write()
