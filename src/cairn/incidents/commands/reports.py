"""Telling somebody outside: by a route that is open, with its source, and the least that will do."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from cairn.incidents import policy
from cairn.incidents.domain.kinds import Basis, Kind, Recipient
from cairn.incidents.domain.minimum import How, Told, check_items
from cairn.incidents.domain.routes import ReportFacts, decide_report
from cairn.incidents.models import Incident, OutsideReport
from cairn.incidents.queries.agreed import is_agreed
from cairn.incidents.queries.routes import routes_on
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.policy import lock_one, visible

TOLD_LENGTH, BECAUSE_LENGTH, NAME_LENGTH = 1000, 300, 120


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """What was told, to whom, by which route, and why by this one. `consent_id` only with the route of consent."""

    id: UUID
    incident_id: UUID
    recipient: Recipient
    recipient_name: str
    basis: Basis
    names_client: bool
    how: How
    items: tuple[Told, ...]
    told: str
    because: str
    reported_at: Instant
    consent_id: UUID | None = None


@command(permission=policy.REPORT)
def record_report(*, actor: Actor, draft: ReportDraft, now: Instant) -> UUID:
    """Keep a report made outside. Raises NotFound, BadInput, Refused (the route is not open), Conflict.

    The route is decided on the day of the report; what is kept is its source as it stood that day.
    """
    today = local_date(now, actor.zone)
    incident = lock_one(visible(Incident, actor, policy.REPORT, today), draft.incident_id)
    _check(draft, incident, now)
    on = local_date(draft.reported_at, actor.zone)
    route = next((route for route in routes_on(on, actor.place) if route.basis is draft.basis), None)
    if route is None:
        raise BadInput({"basis": "No rule for this route is known on that day. Choose another one."})
    facts = ReportFacts(
        Kind(incident.kind),
        incident.is_part2,
        draft.names_client,
        draft.recipient,
        _has_consent(actor, draft, incident),
        draft.because,
    )
    decide_report(facts, route).require()
    content = {
        "incident_id": incident.id, "recipient": draft.recipient.value, "recipient_name": draft.recipient_name.strip(),
        "basis": draft.basis.value, "names_client": draft.names_client, "told": draft.told.strip(),
        "how": draft.how.value, "items": ",".join(draft.items),
        "because": draft.because.strip(), "reported_at": draft.reported_at,
        "consent_id": draft.consent_id if draft.basis is Basis.CONSENT else None,
    }  # fmt: skip
    more = {"basis_source": route.citation.text, "recorded_at": now, "reported_by_id": actor.engagement_id}
    if create_once(OutsideReport, actor, draft.id, content, **more):
        ledger.record(
            "incidents.report.made",
            client=incident.client_id if draft.names_client else None,
            incident=incident.id,
            basis=draft.basis.value,
            recipient=draft.recipient.value,
        )
    return draft.id


def _has_consent(actor: Actor, draft: ReportDraft, incident: Incident) -> bool:
    """Whether the chosen consent is this person's and names who was told.

    Raises NotFound for one out of reach, BadInput where it names somebody else, Refused where it did not stand any more.
    """
    if draft.basis is not Basis.CONSENT or draft.consent_id is None:
        return False
    named = (draft.recipient, draft.recipient_name)
    return is_agreed(actor, draft.consent_id, incident.client_id, *named, draft.reported_at)


def _check(draft: ReportDraft, incident: Incident, now: Instant) -> None:
    problems = check_items(Kind(incident.kind), draft.items, names_client=draft.names_client)
    for field, text, most, ask in (
        ("recipient_name", draft.recipient_name, NAME_LENGTH, "Write the office, and who took the report."),
        ("told", draft.told, TOLD_LENGTH, "Write what you told them: the least that was needed."),
        ("because", draft.because, BECAUSE_LENGTH, "Write in a sentence why it had to be told, and why by this route."),
    ):
        if not text.strip():
            problems[field] = ask
        elif len(text.strip()) > most:
            problems[field] = f"Use at most {most} characters; now it is {len(text.strip())}."
    if draft.reported_at > now:
        problems["reported_on"] = "This is still to come. Write the report down once it was made."
    if draft.names_client and incident.client_id is None:
        problems["names_client"] = "This incident is about nobody whom the program serves: nobody can have been named."
    if problems:
        raise BadInput(problems)
