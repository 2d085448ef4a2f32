"""What the board's desk has to show in the demo: files in every state, and a book of certificates in every standing.

Nell's file came back once with something missing and waits again; Rory's is whole; Omar's is weighed for a conviction.
"""

from __future__ import annotations

from cairn.front.demo.board_book import issue
from cairn.front.demo.board_desk import Desk
from cairn.front.demo.people import House


def tell(houses: dict[str, House]) -> int:
    """Write this room's part of the story; the number of rows. Houses by key: `high_divide`, `board`, `training_body`."""
    desk = Desk(houses["board"])
    nell = desk.apply("Nell", days_ago=19, signed_by_supervisor=False)
    desk.write(nell, "Nell", sent_days_ago=19, days_ago=12)
    desk.send(nell, "Nell", days_ago=6)
    rory = desk.apply("Rory", days_ago=9)
    desk.see(rory, days_ago=3)
    omar = desk.apply("Omar", days_ago=15, convicted=True)
    desk.see(omar, days_ago=8)
    desk.weigh(omar, days_ago=5)
    issue(desk)
    return desk.rows
