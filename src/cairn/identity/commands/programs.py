"""Setting up programs and the places where they work."""

from __future__ import annotations

from uuid import UUID

from cairn.identity import policy as _declared  # noqa: F401 - the grants
from cairn.identity.domain.programs import ProgramDraft, SiteDraft, check_program, check_site
from cairn.identity.models import Program, Site
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.platform.packs import payers_in
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.policy import visible

RUN = "identity.program.run"


@command(permission=RUN)
def add_program(*, actor: Actor, program_id: UUID, draft: ProgramDraft, now: Instant) -> UUID:
    """Add a program. Raises BadInput, Conflict (same id, other content)."""
    check_program(draft, payers_in(actor.place))
    content = {
        "name": draft.name.strip(), "is_part2": draft.is_part2, "payer": draft.payer, "starts_on": draft.starts_on,
        "monthly_cost_cents": draft.monthly_cost_cents,
    }  # fmt: skip
    if create_once(Program, actor, program_id, content):
        ledger.record("identity.program.added", program=program_id, part2=draft.is_part2, payer=draft.payer)
    return program_id


@command(permission=RUN)
def change_program(*, actor: Actor, program_id: UUID, draft: ProgramDraft, now: Instant) -> UUID:
    """Write down what is known better now: name, Part 2 or not, payer, first day, cost. Raises NotFound, BadInput."""
    rows = visible(Program, actor, RUN, local_date(now, actor.zone)).select_for_update()
    program = rows.filter(id=program_id).first()
    if program is None:
        raise NotFound
    check_program(draft, {*payers_in(actor.place), program.payer})
    wanted = {
        "name": draft.name.strip(), "is_part2": draft.is_part2, "payer": draft.payer, "starts_on": draft.starts_on,
        "monthly_cost_cents": draft.monthly_cost_cents,
    }  # fmt: skip
    changed = [name for name, value in wanted.items() if getattr(program, name) != value]
    if not changed:
        ledger.unchanged("says so already")
        return program_id
    for name in changed:
        setattr(program, name, wanted[name])
    program.save(update_fields=changed)
    ledger.record("identity.program.changed", program=program_id, changed=changed, part2=draft.is_part2)
    return program_id


@command(permission=RUN)
def add_site(*, actor: Actor, site_id: UUID, draft: SiteDraft, now: Instant) -> UUID:
    """Add a place where a program works. Raises NotFound (program), BadInput, Conflict (same id, other content)."""
    check_site(draft)
    programs = visible(Program, actor, RUN, local_date(now, actor.zone))
    if draft.program_id is None or not programs.filter(id=draft.program_id).exists():
        raise NotFound
    content = {
        "program_id": draft.program_id, "name": draft.name.strip(), "place_of_service": draft.place_of_service,
    }  # fmt: skip
    if create_once(Site, actor, site_id, content):
        ledger.record("identity.site.added", site=site_id, program=draft.program_id)
    return site_id
