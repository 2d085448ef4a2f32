"""What the trails room has to show in the demo: three people on three trails, each with something that holds them up.

Ivo volunteers: most hours are confirmed, one stretch waits for an answer, one link went to the wrong person, and a course was too early.
Petra has an offer, which the employer confirmed by a link, and waits for a seat in a class. Omar paid, passed the exam, and his
fingerprints ran out before the application went in.
"""

from __future__ import annotations

from datetime import time, timedelta

from cairn.front.demo.people import PLACE, ZONE, House
from cairn.identity.models import Engagement
from cairn.kernel.durations import in_hours
from cairn.kernel.instants import Instant, from_local
from cairn.trails.domain.confirmations import LINK_LASTS, digest_of
from cairn.trails.domain.offers import OfferDraft, words_for
from cairn.trails.models import Confirmation, HoursEntry, StepNote, TrailChoice

OPEN_DOOR, KITCHEN, SCHOOL = "Open Door drop-in center", "Riverside community kitchen", "Big Sky evening school"
VOLUNTEERED = ((150, 5), (143, 5), (136, 6), (129, 5), (122, 6), (115, 5), (108, 6), (101, 5), (94, 6), (87, 5), (80, 6))  # fmt: skip
KITCHEN_DAYS = ((74, 8), (67, 8), (60, 8), (53, 8), (46, 8))


def tell(houses: dict[str, House]) -> int:
    """Write this room's part of the story; the number of rows. Houses by key: `high_divide`, `board`, `training_body`."""
    house = houses["training_body"]
    ivo, petra, omar = (house.staff[name] for name in ("Ivo", "Petra", "Omar"))
    return _ivo(house, ivo) + _petra(house, petra) + _omar(house, omar)


def _ivo(house: House, ivo: Engagement) -> int:
    rows = _choose(house, ivo, "self_pay", 58) + _choose(house, ivo, "volunteer", 52)
    rows += _note(house, ivo, "questionnaire", 58)
    door = _ask(
        house, ivo, OPEN_DOOR, "The volunteer coordinator", VOLUNTEERED, 30, ("yes", "Robin Vale", "Always early.")
    )
    kitchen = _ask(house, ivo, KITCHEN, "The kitchen lead", KITCHEN_DAYS, 28, ("yes", "Dana Brook", ""))
    school = _ask(house, ivo, SCHOOL, "The office", ((90, 4), (38, 4)), 20, ("yes", "Lou Marsh", ""))
    wrong = _ask(house, ivo, OPEN_DOOR, "The front desk", ((24, 4),), 15, ("not_me", "Kit Rowan", ""))
    waits = _ask(house, ivo, SCHOOL, "The office", ((10, 4),), 6)
    for asked, kind, with_whom, what, days in (
        (door, "volunteering", OPEN_DOOR, "Coffee and company", VOLUNTEERED),
        (kitchen, "volunteering", KITCHEN, "Serving lunch", KITCHEN_DAYS),
        (school, "training", SCHOOL, "Listening skills", ((90, 4), (38, 4))),
        (wrong, "volunteering", OPEN_DOOR, "Coffee and company", ((24, 4),)),
        (waits, "training", SCHOOL, "Listening skills, second part", ((10, 4),)),
        (None, "volunteering", OPEN_DOOR, "Winter clothes drive", ((3, 5),)),
    ):
        rows += 1 + _hours(house, ivo, kind, with_whom, what, days, asked)
    return rows


def _petra(house: House, petra: Engagement) -> int:
    rows = _choose(house, petra, "employment", 38)
    for step, days_ago in (("questionnaire", 38), ("class_application", 16)):
        rows += _note(house, petra, step, days_ago)
    draft = OfferDraft("High Divide Recovery", "The program manager", house.ago(-30), 1750, in_scope=True)
    asked_at = _at(house, 30)
    Confirmation.objects.create(
        id=house.seeded.new_id(), organization_id=house.organization_id, candidate=petra, kind="offer",
        asked_of=draft.asked_of, asks=words_for(petra.name, draft), token_digest=digest_of(str(house.seeded.new_id())),
        created_at=asked_at, expires_at=asked_at + LINK_LASTS, answer="yes", answered_at=asked_at + timedelta(days=9),
        answered_name="Faye Lindgren", remark="",
    )  # fmt: skip
    return rows + 1


def _omar(house: House, omar: Engagement) -> int:
    rows = _choose(house, omar, "self_pay", 24)
    for step, days_ago in (("questionnaire", 180), ("class_fee", 170), ("registered", 165), ("class", 130),
                           ("exam", 129), ("fingerprints", 110), ("agreement", 20)):  # fmt: skip
        rows += _note(house, omar, step, days_ago)
    return rows


def _at(house: House, days_ago: int, hour: int = 10) -> Instant:
    return from_local(house.ago(days_ago), time(hour), ZONE)


def _choose(house: House, who: Engagement, trail: str, days_ago: int) -> int:
    TrailChoice.objects.create(
        id=house.seeded.new_id(), organization_id=house.organization_id, candidate=who, place=PLACE, trail=trail,
        chosen_at=_at(house, days_ago),
    )  # fmt: skip
    return 1


def _note(house: House, who: Engagement, step: str, days_ago: int) -> int:
    StepNote.objects.create(
        id=house.seeded.new_id(), organization_id=house.organization_id, candidate=who, step=step,
        done_on=house.ago(days_ago), noted_at=_at(house, min(days_ago, 24)),
    )  # fmt: skip
    return 1


def _ask(
    house: House, who: Engagement, with_whom: str, asked_of: str, days: tuple[tuple[int, int], ...], asked_days_ago: int,
    answered: tuple[str, str, str] = ("", "", ""),
) -> Confirmation:  # fmt: skip
    """A question about some days; nobody holds the token of its link, so it opens for nobody."""
    answer, name, remark = answered
    asked_at = _at(house, asked_days_ago)
    whole = in_hours(sum(hours for _, hours in days) * 60)
    return Confirmation.objects.create(
        id=house.seeded.new_id(),
        organization_id=house.organization_id,
        candidate=who,
        kind="hours",
        asked_of=asked_of,
        asks=f"Did {who.name} spend this time with {with_whom}?\nTogether: {whole}.",
        token_digest=digest_of(str(house.seeded.new_id())),
        created_at=asked_at,
        expires_at=asked_at + LINK_LASTS,
        answer=answer,
        answered_at=asked_at + timedelta(days=2) if answer else None,
        answered_name=name,
        remark=remark,
    )


def _hours(
    house: House, who: Engagement, kind: str, with_whom: str, what: str, days: tuple[tuple[int, int], ...],
    asked: Confirmation | None,
) -> int:  # fmt: skip
    for days_ago, hours in days:
        HoursEntry.objects.create(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            candidate=who,
            kind=kind,
            on=house.ago(days_ago),
            minutes=hours * 60,
            with_whom=with_whom,
            what=what,
            confirmation=asked,
            recorded_at=_at(house, days_ago, 18),
        )
    return len(days)
