"""What the supervision room has to show: versions, a supervisor who will be away, one who left, notes to sign, kinds kept apart."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from django.db.models import Model

from cairn.front.demo.people import ZONE, House
from cairn.identity.models import SupervisionAgreement
from cairn.kernel.instants import Instant, from_local
from cairn.supervision.models import Absence, SignOff, SupervisionSession, Telling
from cairn.support.models import Note

AWAY = (6, 12)  # days from today
QUEUE = {"Wes": 2, "Ana": 1}  # the last notes of each that wait for Ben
WORD = "Whose goal is this: yours, or theirs?"
NEW_DUTIES = "First quarter: every note is read together. Later once a week. Ethics and boundaries in each session."


def tell(houses: dict[str, House]) -> int:
    """Write this room's part of the story; the number of rows."""
    house = houses["high_divide"]
    rows = [*_versions(house), *_other_kinds(house), *_away(house), *_gone(house)]
    return len(rows) + _notes_to_sign(house)


def _versions(house: House) -> list[Model]:
    """Marty's second version is in force; Ana's waits for her signature."""
    marty, ana = house.agreements["Marty"], house.agreements["Ana"]
    first = _agreement(
        house,
        marty,
        starts_on=marty.starts_on,
        ends_on=house.ago(300),
        ended_because="Version 2 took its place",
        frequency="An hour every two weeks, by video",
    )
    _change(
        marty,
        version=2,
        replaces=first,
        starts_on=house.ago(299),
        changes="Weekly instead of every two weeks, and in person",
        frequency="Two hours each week, in person",
    )
    _change(ana, frequency="Two hours each week, in person", duties="Ana brings one situation; Ben keeps the log.")
    waiting = _agreement(
        house,
        ana,
        starts_on=house.today + timedelta(days=10),
        version=2,
        replaces=ana,
        peer_signed_at=None,
        supervisor_signed_at=_at(house.ago(1), 16),
        changes="Video from December to March, when the pass is closed",
        frequency="Two hours each week, by video in winter",
        duties=ana.duties,
        cosigns_notes=True,
    )
    return [first, waiting]


def _other_kinds(house: House) -> list[Model]:
    """An administrative agreement, and sessions that stay on record and pay nothing owed."""
    ana = house.agreements["Ana"]
    other = _agreement(house, ana, starts_on=house.ago(200), supervision="administrative", frequency="Monthly")
    held = [
        _session(house, ana, house.ago(days), kind, topics)
        for days, kind, topics in ((20, "administrative", "documentation"), (13, "peer", "witnessing,celebrating"))
    ]
    return [other, *held]


def _away(house: House) -> list[Model]:
    """Ben will be away. Greta stands in for Ana and Cleo; nobody does yet for Marty and Wes."""
    ben, greta = house.staff["Ben"], house.staff["Greta"]
    first, last = (house.today + timedelta(days=days) for days in AWAY)
    off = Absence.objects.create(
        id=house.seeded.new_id(),
        organization_id=house.organization_id,
        supervisor=ben,
        starts_on=first,
        ends_on=last,
        recorded_at=_at(house.ago(2), 9),
        recorded_by_id=ben.id,
    )
    cover = [
        _agreement(house, house.agreements[peer], supervisor=greta, kind="cover", starts_on=first, ends_on=last)
        for peer in ("Ana", "Cleo")
    ]
    return [off, *cover]


def _gone(house: House) -> list[Model]:
    """Greta stopped supervising Ruth. Ruth was told; the board was not yet."""
    told = Telling.objects.create(
        id=house.seeded.new_id(),
        organization_id=house.organization_id,
        agreement=house.agreements["Ruth"],
        whom="peer",
        told_on=house.ago(12),
        how="in_person",
        recorded_at=_at(house.ago(11), 9),
        recorded_by_id=house.staff["Faye"].id,
    )
    return [told]


def _notes_to_sign(house: House) -> int:
    """Ben signs the notes of Wes, who is new, and of Ana, who asked for it. Three wait; one of Ana's came back with a word."""
    _change(
        house.agreements["Wes"],
        cosigns_notes=True,
        frequency="An hour and a half each week, in person",
        duties=NEW_DUTIES,
    )
    _change(house.agreements["Ana"], cosigns_notes=True)
    rows: list[SignOff] = []
    for peer, waiting in QUEUE.items():
        agreement = house.agreements[peer]
        notes = list(Note.objects.filter(author=agreement.peer, signed_at__isnull=False).order_by("signed_at", "id"))[
            :-waiting
        ]
        back = notes[-1:] if peer == "Ana" else []
        rows += [_sign_off(house, note, agreement, "signed", "") for note in notes if note not in back]
        rows += [_sign_off(house, note, agreement, "sent_back", WORD) for note in back]
    SignOff.objects.bulk_create(rows, batch_size=200)
    return len(rows)


def _sign_off(house: House, note: Note, agreement: SupervisionAgreement, verdict: str, word: str) -> SignOff:
    signed_at = note.signed_at or note.saved_at
    return SignOff(
        id=house.seeded.new_id(),
        organization_id=house.organization_id,
        note=note,
        n=0,
        verdict=verdict,
        word=word,
        supervisor=agreement.supervisor,
        at=min(signed_at + timedelta(days=1), _at(house.today, 5)),
    )


def _session(house: House, agreement: SupervisionAgreement, day: date, kind: str, topics: str) -> SupervisionSession:
    started_at, ended_at = _at(day, 8), _at(day, 8, 30)
    return SupervisionSession.objects.create(
        id=house.seeded.new_id(),
        organization_id=house.organization_id,
        agreement=agreement,
        peer=agreement.peer,
        supervisor=agreement.supervisor,
        kind=kind,
        format="in_person",
        started_at=started_at,
        ended_at=ended_at,
        zone=ZONE,
        started_on=day,
        minutes=30,
        topics=topics,
        recorded_at=ended_at,
        recorded_by_id=agreement.supervisor_id,
        peer_signed_at=ended_at,
        supervisor_signed_at=ended_at,
    )


def _agreement(house: House, like: SupervisionAgreement, **details: Any) -> SupervisionAgreement:
    """Another agreement of the same peer supporter, signed by both on its first day or two days ago."""
    signed_at = _at(min(details["starts_on"], house.ago(2)), 10)
    return SupervisionAgreement.objects.create(
        **{
            "id": house.seeded.new_id(),
            "organization_id": house.organization_id,
            "peer": like.peer,
            "supervisor": like.supervisor,
            "kind": "regular",
            "peer_signed_at": signed_at,
            "supervisor_signed_at": signed_at,
            **details,
        }
    )


def _change(agreement: SupervisionAgreement, **details: Any) -> None:
    for name, value in details.items():
        setattr(agreement, name, value)
    agreement.save(update_fields=list(details))


def _at(day: date, hour: int, minute: int = 0) -> Instant:
    return from_local(day, time(hour, minute), ZONE)
