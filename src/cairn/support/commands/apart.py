"""Keeping a record apart: the person says who sees it, changes their mind, and is told when an emergency opened it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from cairn.identity.models import Engagement
from cairn.kernel.actors import Actor, Role
from cairn.kernel.errors import BadInput
from cairn.kernel.hooks import Hook
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import mark_once
from cairn.privacy.policy import lock_one, visible
from cairn.privacy.scope import scope_of_organization
from cairn.privacy.subjects import is_within
from cairn.support import policy_apart as policy
from cairn.support.domain.apart import OPEN_FOR, OWN_NAME, YOURSELF, Named, check_emergency, check_named
from cairn.support.domain.names import is_full_name_of, is_only_name_of
from cairn.support.models import Client, Keeper, KeptApart, KeptOut
from cairn.support.queries.apart import AtWork, list_at_work

CHOSEN = Hook[Callable[[Actor, UUID], frozenset[UUID]]](
    "which peer supporters a person chose who do not walk with them yet"
)


@command(permission=policy.KEEP)
def keep_apart(*, actor: Actor, client_id: UUID, named: Named, now: Instant) -> UUID:
    """Who sees the record from now on, as the person said. Whoever writes it down for them, whoever walks with them, and whom they
    chose and who is still asked, is among them.

    Raises NotFound, BadInput. With `named.is_apart` false it goes back to everybody whose duty it is, but for those who never see it.
    """
    on = local_date(now, actor.zone)
    lock_one(visible(Client, actor, policy.KEEP, on), client_id)
    at_work = list_at_work(actor, on, client_id=client_id)
    keepers = set(named.keepers) | {one.id for one in at_work if one.walks}
    if actor.role is not Role.CLIENT:
        keepers.add(actor.engagement_id)
    everywhere = _hats(at_work, named.out)
    keepers |= (CHOSEN.ask(actor, client_id) & {one.id for one in at_work}) - everywhere
    check_named(Named(named.is_apart, frozenset(keepers), everywhere), [one.id for one in at_work])
    wanted = keepers if named.is_apart else set()
    changed = _set_apart(actor, client_id, now, is_apart=named.is_apart)
    changed |= _name(actor, client_id, wanted, now)
    changed |= _keep_out(actor, client_id, everywhere, {one.person_id for one in at_work}, now)
    if not changed:
        ledger.unchanged("says so already")
        return client_id
    if named.is_apart:
        ledger.record("support.apart.kept", client=client_id)
    else:
        ledger.record("support.apart.ended", client=client_id)
    return client_id


@command(permission=policy.OPEN)
def open_in_emergency(*, actor: Actor, given: str, family: str, because: str, now: Instant) -> None:
    """Somebody may be in danger: records kept apart under this name are there for the actor for an hour.

    Whether there was one, the answer does not say: what can be seen can be looked up afterwards. A record that somebody must never see
    stays closed to them. Raises BadInput.
    """
    given, family, because = (text.strip() for text in (given, family, because))
    check_emergency(given, family, because)
    opened = 0
    with scope_of_organization(actor.organization_id):
        kept = KeptApart.objects.filter(organization_id=actor.organization_id, ended_at__isnull=True)
        mine = Keeper.objects.filter(engagement_id=actor.engagement_id, ended_at__isnull=True)
        never = KeptOut.objects.filter(engagement__person_id=actor.person_id, ended_at__isnull=True)
        rows = kept.exclude(client_id__in=mine.filter(until__isnull=True).values("client_id"))
        rows = rows.exclude(client_id__in=mine.filter(until__gt=now).values("client_id"))
        for row in rows.exclude(client_id__in=never.values("client_id")).select_related("client"):
            person = row.client
            if not _is_named(person, given, family):
                continue
            if not is_within(actor, policy.OPEN, person.id, local_date(now, actor.zone)):
                continue
            Keeper.objects.create(
                organization_id=actor.organization_id,
                client=person,
                engagement_id=actor.engagement_id,
                named_at=now,
                named_by_id=actor.engagement_id,
                until=now + OPEN_FOR,
                because=because,
            )
            ledger.record("support.apart.opened", client=person.id)
            opened += 1
        if not opened:
            ledger.record("support.apart.tried")


@command(permission=policy.TOLD)
def say_told(*, actor: Actor, opening_id: UUID, now: Instant) -> UUID:
    """The person was told that their record was opened in an emergency. Raises NotFound."""
    rows = visible(Keeper, actor, policy.TOLD, local_date(now, actor.zone)).filter(until__isnull=False)
    row = lock_one(rows, opening_id)
    if mark_once(row, "told", now):
        ledger.record("support.apart.told", client=row.client_id)
    client_id: UUID = row.client_id
    return client_id


def _is_named(person: Client, given: str, family: str) -> bool:
    names = (person.name, person.legal_given_name, person.legal_family_name)
    return is_full_name_of(given, family, *names) if family else is_only_name_of(given, *names)


def begin_apart(actor: Actor, client_id: UUID, now: Instant) -> None:
    """Somebody who is taken in asked for it: from the first moment whoever takes them in sees the record, and nobody else.

    A part of the command that takes them in.
    """
    _set_apart(actor, client_id, now, is_apart=True)
    _name_one(actor, client_id, actor.engagement_id, now)
    ledger.record("support.apart.kept", client=client_id)


def name_walker(actor: Actor, client_id: UUID, peer_id: UUID, now: Instant) -> None:
    """Whom the person chooses to walk with them sees the record, where it is kept apart. A part of the command by which they choose."""
    kept = KeptApart.objects.filter(organization_id=actor.organization_id, client_id=client_id, ended_at__isnull=True)
    if kept.exists():
        rows = Keeper.objects.filter(client_id=client_id, ended_at__isnull=True, until__isnull=True)
        if not rows.filter(engagement_id=peer_id).exists():
            _name_one(actor, client_id, peer_id, now)


def keep_out_namesakes(actor: Actor, client: Client, now: Instant, *, field: str) -> None:
    """A record under the full name of somebody at work is not opened by them: it may be theirs. A part of the commands that write a name.

    It may be somebody else's too; then whoever sees the record says so on the page of who may see it. Raises BadInput where the name is
    the actor's own: what they write they could not open any more.
    """
    if len(f"{client.name} {client.legal_given_name} {client.legal_family_name}".split()) < 2:
        return
    staff = Engagement.objects.filter(organization_id=actor.organization_id).exclude(role=Role.CLIENT.value)
    known = set(KeptOut.objects.filter(client_id=client.id).values_list("engagement__person_id", flat=True))
    for key, name, person_id in staff.values_list("id", "name", "person_id"):
        given, _, family = name.strip().partition(" ")
        same = is_full_name_of(given, family, client.name, client.legal_given_name, client.legal_family_name)
        if same and person_id not in known and person_id == actor.person_id:
            raise BadInput({field: OWN_NAME})
        if same and person_id not in known:
            _keep_out_one(actor, client.id, key, now)


def _hats(at_work: Iterable[AtWork], out: frozenset[UUID]) -> frozenset[UUID]:
    """Every hat of those persons: nobody opens by another hat what they shall never see."""
    persons = {one.person_id for one in at_work if one.id in out}
    return out | {one.id for one in at_work if one.person_id in persons}


def _set_apart(actor: Actor, client_id: UUID, now: Instant, *, is_apart: bool) -> bool:
    rows = KeptApart.objects.filter(organization_id=actor.organization_id, client_id=client_id, ended_at__isnull=True)
    if rows.exists() == is_apart:
        return False
    if is_apart:
        KeptApart.objects.create(
            organization_id=actor.organization_id,
            client_id=client_id,
            begun_at=now,
            begun_by_id=actor.engagement_id,
            by_client=actor.role is Role.CLIENT,
        )
    else:
        rows.update(ended_at=now, ended_by_id=actor.engagement_id)
    return True


def _name(actor: Actor, client_id: UUID, wanted: set[UUID], now: Instant) -> bool:
    rows = Keeper.objects.filter(
        organization_id=actor.organization_id, client_id=client_id, ended_at__isnull=True, until__isnull=True
    )
    stand = set(rows.values_list("engagement_id", flat=True))
    for engagement_id in wanted - stand:
        _name_one(actor, client_id, engagement_id, now)
    rows.exclude(engagement_id__in=wanted).update(ended_at=now, ended_by_id=actor.engagement_id)
    return wanted != stand


def _name_one(actor: Actor, client_id: UUID, engagement_id: UUID, now: Instant) -> None:
    Keeper.objects.create(
        organization_id=actor.organization_id,
        client_id=client_id,
        engagement_id=engagement_id,
        named_at=now,
        named_by_id=actor.engagement_id,
    )


def _keep_out(actor: Actor, client_id: UUID, wanted: frozenset[UUID], persons: set[UUID], now: Instant) -> bool:
    """`persons`: who could be named. Of anybody else (a hat without records, one that begins later) nothing was asked, so it stands."""
    if actor.engagement_id in wanted:
        raise BadInput({"out": YOURSELF})
    rows = KeptOut.objects.filter(organization_id=actor.organization_id, client_id=client_id, ended_at__isnull=True)
    rows = rows.filter(engagement__person_id__in=persons)
    stand = set(rows.values_list("engagement_id", flat=True))
    for engagement_id in wanted - stand:
        _keep_out_one(actor, client_id, engagement_id, now)
    rows.exclude(engagement_id__in=wanted).update(ended_at=now, ended_by_id=actor.engagement_id)
    return wanted != stand


def _keep_out_one(actor: Actor, client_id: UUID, engagement_id: UUID, now: Instant) -> None:
    KeptOut.objects.create(
        organization_id=actor.organization_id,
        client_id=client_id,
        engagement_id=engagement_id,
        begun_at=now,
        begun_by_id=actor.engagement_id,
    )
