"""The December run: every certificate of the book is told what its renewal asks for, in stretches, each in a transaction of its own."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from django.db.models import Exists, OuterRef, Q

from cairn.board import policy
from cairn.board.domain.renewal_runs import decide_notice
from cairn.board.domain.renewals import RenewalFacts, decide_may_renew
from cairn.board.models import RenewalNotice, RenewalRun
from cairn.board.queries.book import Volume, walk_book
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant, local_date
from cairn.platform.ids import new_id
from cairn.platform.packs import rules_on
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import visible

STRETCH = 500  # certificates in one transaction


@dataclass(frozen=True, slots=True)
class Stretch:
    """What one stretch came to: notices written, and whether the book is through."""

    written: int
    is_last: bool


@command(permission=policy.KEEP_CREDENTIAL)
def continue_renewal_run(*, actor: Actor, year: int, now: Instant, count: int = STRETCH) -> Stretch:
    """Tell the next `count` certificates that were not told yet what the renewal for `year` asks for; begins the run when there is none.

    A run that was stopped goes on where it stood. One that is through begins anew and finds only what was issued since.
    """
    today = local_date(now, actor.zone)
    if year not in (today.year, today.year + 1):
        raise BadInput({"year": f"A run is made for {today.year} or for {today.year + 1}."})
    run = _opened(actor, year, now)
    walked = list(islice(walk_book(actor, today, after=run.reached_id, piece=count, only=_untold(run)), count))
    written = [_noticed(actor, run, one) for one in walked]
    RenewalNotice.objects.bulk_create(written)
    is_last = len(walked) < count
    run.reached_id, run.finished_at = (None, now) if is_last else (walked[-1].id, run.finished_at)
    run.save(update_fields=["reached", "finished_at"])
    ledger.record("board.renewals.decided", run=run.id, year=year, written=len(written))
    return Stretch(len(written), is_last)


def _opened(actor: Actor, year: int, now: Instant) -> RenewalRun:
    """The run of the year, locked: two who run it at once take turns."""
    today = local_date(now, actor.zone)
    RenewalRun.objects.get_or_create(
        organization_id=actor.organization_id,
        year=year,
        defaults={
            "id": new_id(),
            "started_at": now,
            "started_by_id": actor.engagement_id,
            "started_by_name": actor.name,
        },
    )
    rows = visible(RenewalRun, actor, policy.KEEP_CREDENTIAL, today)
    return rows.select_for_update(of=("self",)).get(year=year)


def _untold(run: RenewalRun) -> Q:
    return ~Q(Exists(RenewalNotice.objects.filter(run=run, credential=OuterRef("id"))))


def _noticed(actor: Actor, run: RenewalRun, volume: Volume) -> RenewalNotice:
    """By the functions that the certificate's own page asks, with the holder's word taken as given."""
    standing = volume.standing
    renewal = decide_may_renew(RenewalFacts(standing, attests_ce=True), rules_on(volume.on, volume.place), volume.on)
    told = decide_notice(standing, renewal, run.year)
    return RenewalNotice(
        id=new_id(),
        organization_id=actor.organization_id,
        run=run,
        credential_id=volume.id,
        notice=told.notice.value,
        for_year=told.for_year,
        cost_cents=told.cost_cents,
        decided_on=volume.on,
    )
