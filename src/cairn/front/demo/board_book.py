"""The book of the demo's board: thirty certificates in every standing under invented names, and an audit that is under way."""

from __future__ import annotations

from datetime import date, time
from typing import Any
from uuid import UUID

from cairn.board.domain.draws import SHARE, draw
from cairn.board.models import AuditDraw, AuditedCredential, BoardCredential, CredentialEvent, NumberSeries
from cairn.front.demo.board_desk import Desk
from cairn.front.demo.people import PLACE, ZONE
from cairn.kernel.instants import from_local
from cairn.platform.packs import rules_on

# (name, issued so many years ago, covered until this year plus so many, the last event besides renewals)
BOOK: tuple[tuple[str, int, int, str], ...] = (
    ("Alma Birch", 6, 1, ""),
    ("Bo Larkin", 6, 0, ""),
    ("Cora Finch", 5, 0, ""),
    ("Dell Moss", 5, -1, ""),
    ("Edie Vale", 5, 0, ""),
    ("Foster Reed", 5, -3, ""),
    ("Gwen Stone", 4, 1, ""),
    ("Hollis Brook", 4, 0, "suspended"),
    ("Ines Marsh", 4, 0, ""),
    ("Jory Pike", 4, 0, ""),
    ("Kit Alder", 4, -1, ""),
    ("Lena Frost", 4, 0, ""),
    ("Moe Rivers", 3, 0, ""),
    ("Nell Ashby", 3, 0, "surrendered"),
    ("Otto Cray", 3, 1, ""),
    ("Pia Hawk", 3, 0, ""),
    ("Quin Dale", 3, 0, ""),
    ("Rosa Trout", 3, -1, ""),
    ("Sol Heath", 2, 0, ""),
    ("Tess Wilder", 2, 0, ""),
    ("Uma Crane", 2, 1, ""),
    ("Vic Sedge", 2, 0, ""),
    ("Willa Cove", 2, 0, ""),
    ("Xan Elder", 2, 0, "suspended"),
    ("Yara Bluff", 1, 0, ""),
    ("Zeke Thorne", 1, 0, ""),
    ("Ada Quarry", 1, 0, ""),
    ("Ben Osprey", 1, -1, ""),
    ("Cy Juniper", 0, 0, ""),
    ("Dot Meadow", 0, 0, ""),
)


def issue(desk: Desk) -> None:
    """The book: thirty certificates, some late, some ordered against, one given back."""
    for n, (name, years, until, last) in enumerate(BOOK, 1):
        _certificate(desk, n, name, desk.house.today.year - years, until, last)
    _audit(desk, percent=30)
    desk.make(NumberSeries, kind="behavioral_health_peer", last=len(BOOK))


def _audit(desk: Desk, *, percent: int) -> None:
    """A draw of the spring over those renewed for this year; two have answered."""
    year, seed, drawn_on = desk.house.today.year, "0f" * 16, desk.house.ago(60)
    events = CredentialEvent.objects.filter(for_year=year)
    held = {one.credential.number: one.credential for one in events.select_related("credential")}
    made = desk.make(
        AuditDraw,
        year=year,
        seed=seed,
        percent=percent,
        rule=rules_on(drawn_on, PLACE).citation(SHARE).text,
        eligible=len(held),
        drawn_on=drawn_on,
        drawn_at=desk.at(60),
        drawn_by_id=desk.clerk.id,
        drawn_by_name=desk.clerk.name,
    )
    for place, number in enumerate(draw(seed, held, len(held) * percent // 100), 1):
        answered = {1: "whole", 3: "short"}.get(place, "")
        desk.make(
            AuditedCredential,
            draw=made,
            credential=held[number],
            place=place,
            answer=answered,
            note="Four hours are missing; a way to cure was offered." if answered == "short" else "",
            answered_on=desk.house.ago(30) if answered else None,
        )


def _certificate(desk: Desk, n: int, name: str, year: int, renewed_until: int, last: str) -> None:
    issued_on = date(year, 2 + n % 8, 3 + n % 20)
    credential = desk.make(
        BoardCredential,
        kind="behavioral_health_peer",
        place=PLACE,
        n=n,
        number=f"BHPS-{n:05d}",
        name=name,
        issued_on=issued_on,
    )
    _event(desk, credential.id, "issued", issued_on)
    for covered in range(year + 1, desk.house.today.year + renewed_until + 1):
        _event(
            desk,
            credential.id,
            "renewed",
            min(date(covered - 1, 12, 4), desk.house.ago(5)),
            for_year=covered,
            attested_ce=True,
        )
    if last:
        _event(desk, credential.id, last, desk.house.ago(40 + n), reason="Order of the board, on file.")


def _event(desk: Desk, credential_id: UUID, kind: str, on: date, **more: Any) -> None:
    desk.make(
        CredentialEvent,
        credential_id=credential_id,
        kind=kind,
        on=on,
        recorded_at=from_local(on, time(10), ZONE),
        recorded_by_id=desk.clerk.id,
        recorded_by_name=desk.clerk.name,
        **more,
    )
