"""What the support room has to show: a relationship in which contacts became mostly errands, and a note with words to look at."""

from __future__ import annotations

from django.db.models import Avg, Count, Q

from cairn.front.demo.people import House
from cairn.front.demo.rows import moment
from cairn.identity.models import Engagement
from cairn.platform.packs import rules_on
from cairn.support.models import Encounter, EncounterMark, Note, Platform, PlatformUse, Relationship

ENOUGH = 7  # contacts that a relationship must have to be told of here
ERRANDS = 9  # the latest contacts of the two
BEFORE = 6  # and those before them, with listening and a story
DATA = (
    "{name} has been clean for forty days. Another resident, Dolly, came along to the county office and waited with us."
)
NOTICED = (
    "Refused to talk about the lease at first, then laughed about it. “I am no junkie,” {name} said on the way back."
)
PLACE, NOON = "us-mt", 12 * 60
PLATFORMS = (
    ("The program’s phone line", "phone", "Our own line; nothing that is said is kept", 700, 0),
    ("Clearline video", "video", "Agreement under HIPAA and Part 2, signed in May 2026", 190, 0),
    ("Meetup video", "video", "Used until the agreement ran out", 700, 190),
)
NEXT = "Told {name} to skip the evening dose if it keeps them up. Call the landlord together on Monday."


def tell(houses: dict[str, House]) -> int:
    """Write this room's part of the story; the number of rows."""
    house = houses["high_divide"]
    ana = house.staff["Ana"]
    _words(ana)
    return _errands(house, ana) + _platforms(house, ana)


def _errands(house: House, ana: Engagement) -> int:
    """With the client of Ana's who is least content: then the question comes to supervision, too."""
    satisfied = Avg(
        "encounters__survey__answers__number", filter=Q(encounters__survey__answers__link_id="satisfaction")
    )
    rows = Relationship.objects.filter(peer=ana, ended_on__isnull=True).exclude(client__name="Gil")
    rows = rows.annotate(satisfied=satisfied, contacts=Count("encounters", distinct=True))
    together = rows.filter(contacts__gte=ENOUGH).order_by("satisfied", "id").first()
    if together is None:
        return 0
    contacts = list(Encounter.objects.filter(relationship=together).order_by("-started_at")[: ERRANDS + BEFORE])
    EncounterMark.objects.filter(encounter__in=contacts[:ERRANDS], family="support").delete()
    for one in contacts:
        one.kind, one.place = "one_to_one", "community"
    Encounter.objects.bulk_update(contacts, ["kind", "place"])
    marks = [(one, "support", "instrumental") for one in contacts[:ERRANDS]]
    marks += [(one, "activity", "resources") for one in contacts[:ERRANDS]]
    marks += [(one, "activity", code) for one in contacts[ERRANDS:] for code in ("listen", "share_experience")]
    EncounterMark.objects.bulk_create(
        EncounterMark(
            id=house.seeded.new_id(), organization_id=house.organization_id, encounter=one, family=family, code=code
        )
        for one, family, code in marks
    )
    return len(marks)


def _platforms(house: House, ana: Engagement) -> int:
    """Two are approved, one of them no more; Ana's latest contact at a distance was by something else."""
    own, faye = {"organization_id": house.organization_id}, house.staff["Faye"]
    for name, means, because, since, until in PLATFORMS:
        day, end = house.ago(since), house.ago(until) if until else None
        Platform.objects.create(
            id=house.seeded.new_id(), name=name, means=means, because=because, approved_on=day,
            approved_at=moment(day, NOON), approved_by_id=faye.id, ended_on=end,
            ended_at=moment(end, NOON) if end else None, ended_by_id=faye.id if end else None, **own,
        )  # fmt: skip
    met = (
        Encounter.objects.filter(peer=ana, kind="virtual", in_error_at__isnull=True)
        .order_by("-started_at", "id")
        .first()
    )
    if met is None:
        return len(PLATFORMS)
    PlatformUse.objects.create(
        id=house.seeded.new_id(), encounter=met, number=1, other_name="A game’s chat", is_approved=False,
        cited=rules_on(met.started_on, PLACE).citation("hipaa.platform").text, said_at=met.recorded_at,
        said_by_id=ana.id, **own,
    )  # fmt: skip
    return len(PLATFORMS) + 1


def _words(ana: Engagement) -> None:
    """Her newest note that waits for a signature has places to look at; each may stay."""
    waiting = Note.objects.filter(author=ana, signed_at__isnull=True, encounter__in_error_at__isnull=True)
    note = waiting.select_related("encounter__client").order_by("-drafted_at", "id").first()
    if note is None:
        return
    name = note.encounter.client.name
    note.data, note.assessment, note.plan = (text.format(name=name) for text in (DATA, NOTICED, NEXT))
    note.save(update_fields=["data", "assessment", "plan"])
