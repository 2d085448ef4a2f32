"""Renewing from a form that came back in a file: the clerk's own act, once for each certificate and year however often the file is read."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID, uuid5

from cairn.board import policy
from cairn.board.commands.credentials import Act, renew_credential
from cairn.board.domain.renewals import RenewalFacts, decide_may_renew
from cairn.board.domain.returned import Returned
from cairn.board.queries.book import find_volume
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant, local_date
from cairn.platform.packs import rules_on
from cairn.privacy import ledger
from cairn.privacy.command import command


class Taken(StrEnum):
    """What became of one form."""

    RENEWED = "renewed"
    BEFORE = "before"  # renewed for the year already, by this file or otherwise


@command(permission=policy.KEEP_CREDENTIAL)
def take_in_returned(*, actor: Actor, returned: Returned, year: int, now: Instant) -> Taken:
    """Renew for `year`. Raises BadInput or Refused with the reason; then nothing is written and the form waits for a person."""
    today = local_date(now, actor.zone)
    found = find_volume(actor, returned.number, today)
    if found is None:
        raise BadInput({"number": "No certificate of this board has this number."})
    volume, version = found
    if volume.is_renewed_for(year):
        ledger.unchanged("renewed before")
        return Taken.BEFORE
    facts = RenewalFacts(volume.standing, returned.attests_ce)
    renewal = decide_may_renew(facts, rules_on(today, volume.place), today)
    renewal.require()
    for_year = renewal.figures["for_year"]
    if for_year != year:
        raise BadInput({"number": f"This form would renew it for {for_year}, not for {year}: a person decides that."})
    act = Act(event_id_of(volume.id, year), volume.id, version)
    renew_credential(actor=actor, act=act, attests_ce=returned.attests_ce, paid_cents=returned.paid_cents, now=now)
    return Taken.RENEWED


def event_id_of(credential_id: UUID, year: int) -> UUID:
    """The id of the entry that a form for a year makes: the same each time, so that it can be made once only."""
    return uuid5(credential_id, f"returned/{year}")
