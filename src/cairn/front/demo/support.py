"""What the support room has to show: a relationship in which contacts became mostly errands, and a note with words to look at."""

from __future__ import annotations

from django.db.models import Avg, Count, Q

from cairn.front.demo.people import House
from cairn.identity.models import Engagement
from cairn.support.models import Encounter, EncounterMark, Note, Relationship

ENOUGH = 7  # contacts that a relationship must have to be told of here
ERRANDS = 9  # the latest contacts of the two
BEFORE = 6  # and those before them, with listening and a story
DATA = (
    "{name} has been clean for forty days. Another resident, Dolly, came along to the county office and waited with us."
)
NOTICED = (
    "Refused to talk about the lease at first, then laughed about it. “I am no junkie,” {name} said on the way back."
)
NEXT = "Told {name} to skip the evening dose if it keeps them up. Call the landlord together on Monday."


def tell(houses: dict[str, House]) -> int:
    """Write this room's part of the story; the number of rows."""
    house = houses["high_divide"]
    ana = house.staff["Ana"]
    _words(ana)
    return _errands(house, ana)


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


def _words(ana: Engagement) -> None:
    """Her newest note that waits for a signature has places to look at; each may stay."""
    waiting = Note.objects.filter(author=ana, signed_at__isnull=True, encounter__in_error_at__isnull=True)
    note = waiting.select_related("encounter__client").order_by("-drafted_at", "id").first()
    if note is None:
        return
    name = note.encounter.client.name
    note.data, note.assessment, note.plan = (text.format(name=name) for text in (DATA, NOTICED, NEXT))
    note.save(update_fields=["data", "assessment", "plan"])
