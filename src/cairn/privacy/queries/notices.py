"""What goes along with anything that is shared under a consent: the notice of that day, and what the person agreed to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.citations import Citation
from cairn.kernel.instants import Instant, local_date
from cairn.platform.packs import rules_on
from cairn.privacy.domain.consents import ConsentKind
from cairn.privacy.queries.consents import ConsentView, get_consent

WORDS = "part2.notice.words"


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice of one day for one consent. Without words where no rule is known for that day; nothing is sent then either."""

    consent: ConsentView
    on: date
    words: str
    citation: Citation | None
    note: str

    @property
    def may_go(self) -> bool:
        """Whether anything may be sent with it at all."""
        return self.consent.is_active and bool(self.words)


def get_notice(actor: Actor, consent_id: UUID, at: Instant) -> Notice:
    """The notice that goes along with what is shared under a consent at this instant; raises NotFound."""
    consent = get_consent(actor, consent_id, at)
    on = local_date(at, actor.zone)
    words, citation, note = notice_words(on, actor.place, consent.kind)
    return Notice(consent, on, words, citation, note)


def notice_words(on: date, place: str, kind: ConsentKind) -> tuple[str, Citation | None, str]:
    """The words of the day of sharing, by who receives: a receiver for care and payment may pass more on than an employer."""
    rules = rules_on(on, place)
    special = (
        rules.find(WORDS, context="care_and_payment") if kind is ConsentKind.TREATMENT_PAYMENT_OPERATIONS else None
    )
    entry = special or rules.find(WORDS)
    return (str(entry.value), entry.citation, entry.note) if entry else ("", None, "")
