"""Acknowledging the code of ethics, and keeping or forgetting one's own wellness plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict
from cairn.kernel.instants import Instant, as_instant, local_date
from cairn.platform.ids import new_id
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import visible
from cairn.program import policy
from cairn.program.domain.wellness import Section, check_sections
from cairn.program.models import EthicsAcknowledgment, WellnessPlan
from cairn.program.queries.practice import find_practice

OTHER_DEVICE = (
    "You changed your plan on another device meanwhile. What you typed is still here; open the page anew beside it and bring "
    "both together."
)


@command(permission=policy.ACKNOWLEDGE_ETHICS)
def acknowledge_ethics(*, actor: Actor, version: str, now: Instant) -> str:
    """Say that one has read this version and works by it. Raises BadInput (not the present version)."""
    practice = find_practice(actor)
    if practice is None or practice.version != version:
        raise BadInput({"version": "The text has changed since you opened it. Read it anew, then say so."})
    rows = visible(EthicsAcknowledgment, actor, policy.ACKNOWLEDGE_ETHICS, _day(now, actor))
    if rows.filter(version=version).exists():
        ledger.unchanged("acknowledged before")
        return version
    EthicsAcknowledgment.objects.create(
        id=new_id(), organization_id=actor.organization_id, person_id=actor.engagement_id, version=version, at=now
    )
    ledger.record("program.ethics.acknowledged", version=version)
    return version


@command(permission=policy.WELLNESS)
def keep_wellness_plan(*, actor: Actor, texts: Mapping[Section, str], known: str, now: Instant) -> None:
    """Keep one's own plan. `known` is when it was last saved as the form was shown, "" for never. Raises BadInput, Conflict."""
    cleaned = {section: texts.get(section, "").strip() for section in Section}
    problems = check_sections(cleaned)
    if problems:
        raise BadInput(problems)
    row = visible(WellnessPlan, actor, policy.WELLNESS, _day(now, actor)).select_for_update().first()
    if row is not None and all(getattr(row, section.value) == text for section, text in cleaned.items()):
        ledger.unchanged("the same words")
        return
    if known != (as_instant(row.saved_at).isoformat() if row else ""):
        raise Conflict(OTHER_DEVICE)
    row = row or WellnessPlan(id=new_id(), organization_id=actor.organization_id, person_id=actor.engagement_id)
    for section, text in cleaned.items():
        setattr(row, section.value, text)
    row.saved_at = now
    row.save()
    ledger.record("program.own_page.kept")


@command(permission=policy.WELLNESS)
def forget_wellness_plan(*, actor: Actor, now: Instant) -> None:
    """Take it away for good: it is nobody's record."""
    deleted, _ = visible(WellnessPlan, actor, policy.WELLNESS, _day(now, actor)).delete()
    if deleted:
        ledger.record("program.own_page.forgotten")
    else:
        ledger.unchanged("nothing was kept")


def _day(now: Instant, actor: Actor) -> date:
    return local_date(now, actor.zone)
