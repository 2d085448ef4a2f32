"""What the badges room has to show in the demo: certificates that hold, one expired, one corrected, one withdrawn."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

from cairn.badges.commands.badges import correct_badge, issue_badge, revoke_badge
from cairn.badges.commands.listings import choose_listing
from cairn.badges.domain.badges import BadgeDraft
from cairn.front.demo.people import PLACE, ZONE, House
from cairn.identity.models import Engagement
from cairn.kernel.actors import Actor, EngagementId, OrganizationId, PersonId, Role
from cairn.kernel.instants import Instant, from_local
from cairn.privacy.scope import scope_of

PS101 = (("Hours", "40"), ("Class", "PS101, in person"))
PEER = "Certified behavioral health peer support specialist"


def tell(houses: dict[str, House]) -> int:
    """Write this room's part of the story; the number of rows. Houses by key: `high_divide`, `board`, `training_body`."""
    return _courses(houses["training_body"]) + _licenses(houses["board"], houses["high_divide"])


def _courses(house: House) -> int:
    nell, rory = house.staff["Nell"], house.staff["Rory"]
    _issue(house, "Kay", nell.name, "Peer Support 101", PS101, issued_on=house.ago(32), person_id=nell.person_id)
    misspelt = _issue(
        house, "Kay", "Rory Stonne", "Peer Support 101", PS101, issued_on=house.ago(22), person_id=rory.person_id
    )
    kay = acting(house, "Kay")
    with scope_of(kay):
        correct_badge(
            actor=kay,
            badge_id=house.seeded.new_id(),
            old_badge_id=misspelt,
            draft=BadgeDraft("course", rory.name, "Peer Support 101", PS101, house.ago(22)),
            now=_morning(house.ago(16)),
        )
    first_aid = (("Hours", "8"), ("Trainer", "Mia Torres"))
    _issue(
        house,
        "Kay",
        rory.name,
        "Mental health first aid",
        first_aid,
        issued_on=house.ago(3 * 365 + 20),
        expires_on=house.ago(20),
        person_id=rory.person_id,
    )
    _issue(house, "Kay", "Rosa Vale", "Ethics and boundaries", (("Hours", "3"),), issued_on=house.ago(90))
    return 5


def _licenses(board: House, employer: House) -> int:
    """The board's register. Whose person stands beside a license finds it at any employer."""
    end = date(board.today.year, 12, 31)
    ana = employer.staff["Ana"]
    held = _license(board, ana.name, "BBH-PEER-1042", end, years_ago=3, person_id=ana.person_id)
    holder = acting(employer, "Ana")
    with scope_of(holder):
        choose_listing(actor=holder, badge_id=held, is_listed=True, now=_morning(board.ago(30)))
    cleo, ruth = employer.staff["Cleo"], employer.staff["Ruth"]
    _license(board, cleo.name, "BBH-PEER-1107", end, years_ago=2, person_id=cleo.person_id)
    _license(board, ruth.name, "BBH-PEER-1201", end.replace(year=end.year - 1), years_ago=2, person_id=ruth.person_id)
    withdrawn = _license(board, "Cal Rivers", "BBH-PEER-1150", end, years_ago=2)
    hana = acting(board, "Hana")
    with scope_of(hana):
        revoke_badge(actor=hana, badge_id=withdrawn, reason="withdrawn", now=_morning(board.ago(45)))
    return 4


def _license(
    board: House, name: str, number: str, expires_on: date, *, years_ago: int, person_id: UUID | None = None
) -> UUID:
    issued_on = date(board.today.year - years_ago, 3, 11)
    facts = (("License number", number), ("State", "Demo state"))
    return _issue(board, "Hana", name, PEER, facts, issued_on=issued_on, expires_on=expires_on, person_id=person_id)


def _issue(
    house: House,
    who: str,
    name: str,
    title: str,
    facts: tuple[tuple[str, str], ...],
    *,
    issued_on: date,
    expires_on: date | None = None,
    person_id: UUID | None = None,
) -> UUID:
    actor = acting(house, who)
    with scope_of(actor):
        return issue_badge(
            actor=actor,
            badge_id=house.seeded.new_id(),
            kind="license" if actor.role is Role.BOARD_CLERK else "course",
            recipient_name=name,
            recipient_person_id=person_id,
            title=title,
            facts=facts,
            issued_on=issued_on,
            expires_on=expires_on,
            now=_morning(issued_on),
        )


def acting(house: House, who: str) -> Actor:
    """Somebody of the demo as the one who acts."""
    row: Engagement = house.staff[who]
    return Actor(
        PersonId(row.person_id),
        EngagementId(row.id),
        OrganizationId(house.organization_id),
        Role(row.role),
        row.name,
        ZONE,
        PLACE,
    )


def _morning(day: date) -> Instant:
    return from_local(day, time(10), ZONE)
