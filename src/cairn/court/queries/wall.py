"""What this court may be told now, asked of the consents at the moment of telling."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from cairn.court.domain.wall import IN_REPORT, NEVER, SHARES, Ask, WallRow, never, through
from cairn.kernel.actors import Actor
from cairn.kernel.decisions import Decision
from cairn.kernel.instants import Instant, local_date
from cairn.platform.packs import rules_on
from cairn.privacy.domain.consents import ConsentKind, RecipientClass
from cairn.privacy.domain.disclosures import Disclosure
from cairn.privacy.queries.consents import ConsentView, decide_sharing, get_consent
from cairn.privacy.queries.sending import ask_again


def decide_telling(actor: Actor, client_id: UUID, court: str, asks: Collection[Ask], at: Instant) -> Decision:
    """Whether this court may be told all of this together, under one consent, now. Figures when one was found: `consent_id`.

    Raises NotFound.
    """
    for ask in asks:
        if ask in NEVER:
            return never(ask)
    return _through(actor, decide_sharing(actor, client_id, _asked(court, asks), at), court, at)


def tell_now(actor: Actor, report_id: UUID, client_id: UUID, court: str, asks: Collection[Ask], at: Instant) -> UUID:
    """Asked again while the report goes out: the one consent under which it goes. Raises Refused, also for one taken back meanwhile."""
    sending = ask_again(actor, {report_id: client_id}, _asked(court, asks), at)
    consent_id = sending.require(report_id)
    _through(actor, sending.decisions[report_id], court, at).require()
    return consent_id


def _asked(court: str, asks: Collection[Ask]) -> Disclosure:
    scope = frozenset(SHARES[ask] for ask in asks)
    return Disclosure(ConsentKind.LEGAL_PROCEEDINGS, court, RecipientClass.COURT, scope)


def _through(actor: Actor, sharing: Decision, court: str, at: Instant) -> Decision:
    consent_id = sharing.figures.get("consent_id")
    named = get_consent(actor, consent_id, at).who if consent_id else None
    return through(sharing, named=named, court=court)


def show_wall(actor: Actor, client_id: UUID, court: str, at: Instant) -> tuple[WallRow, ...]:
    """Everything a court may ask, with the answer and its reason. Raises NotFound."""
    return tuple(WallRow(ask, decide_telling(actor, client_id, court, [ask], at)) for ask in Ask)


def show_report_rows(actor: Actor, client_id: UUID, court: str, at: Instant) -> tuple[WallRow, WallRow]:
    """What a report can carry: whether they came, and beside that how they are doing, both under one consent. Raises NotFound."""
    return (
        WallRow(Ask.ATTENDANCE, decide_telling(actor, client_id, court, [Ask.ATTENDANCE], at)),
        WallRow(Ask.PROGRESS, decide_telling(actor, client_id, court, IN_REPORT, at)),
    )


def scope_in_words(consent: ConsentView) -> str:
    """What goes out with a report in place of a copy of the consent: its scope, explained (42 CFR 2.32)."""
    signed = f"{consent.signed_on:%B} {consent.signed_on.day}, {consent.signed_on.year}"
    return f"Signed {signed}. To: {consent.who}. What: {consent.what}. For: {consent.why}. Until: {consent.until}."


def on_revocation(actor: Actor, at: Instant) -> tuple[str, str, bool]:
    """What the law says about taking back a consent given to a court: the words, their source, whether they were verified."""
    entry = rules_on(local_date(at, actor.zone), actor.place).find("part2.court.revocation")
    return (entry.shown, entry.citation.text, entry.citation.status.is_sure) if entry else ("", "", False)
