"""What one person is asked to sign about the cost, word by word, and what they signed before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.intake import policy
from cairn.intake.domain.fee_words import text_of
from cairn.intake.models import FeeNotice, FeeSignature
from cairn.intake.queries.fees import NOTHING_WORDS
from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, as_instant
from cairn.platform.packs import rules_on
from cairn.privacy import ledger
from cairn.privacy.domain.papers import Says, digest_of
from cairn.privacy.domain.signers import is_under_age
from cairn.privacy.domain.wording import PaperLanguage
from cairn.privacy.policy import visible
from cairn.privacy.subjects import get_person
from cairn.support.queries.clients import program_of


@dataclass(frozen=True, slots=True)
class FeePaper:
    """The words as they stand today. `signed_text` is what was signed last, empty while nothing was.

    `notice_id` is None while the program has not said what it costs. `is_current`: the last answer is to what stands now.
    """

    notice_id: UUID | None
    told: str
    text: str
    digest: str
    name: str
    is_under_age: bool
    says: Says | None
    signed_at: Instant | None
    signed_text: str
    is_current: bool


def get_fee_paper(actor: Actor, client_id: UUID, on: date, language: PaperLanguage) -> FeePaper:
    """For one person; raises NotFound. Four statements."""
    person = get_person(actor, policy.SIGN_FEE, client_id, on)
    program_id, program = program_of(actor, client_id, on)
    ledger.looked("intake.fee.seen", clients=[client_id])
    notices = visible(FeeNotice, actor, policy.SIGN_FEE, on).filter(program_id=program_id)
    notice = notices.order_by("-set_at", "-id").first()
    answers = visible(FeeSignature, actor, policy.SIGN_FEE, on).filter(client_id=client_id)
    last = answers.order_by("-signed_at", "-id").first()
    told = _told(notice) if notice else ""
    text = text_of(person.name, program, told, language) if notice else ""
    return FeePaper(
        notice.id if notice else None, told, text, digest_of(text) if text else "", person.name,
        is_under_age(person.birth_date, rules_on(on, actor.place), on), Says(last.says) if last else None,
        as_instant(last.signed_at) if last else None, last.text if last else "",
        last is not None and notice is not None and last.notice_id == notice.id,
    )  # fmt: skip


def _told(notice: FeeNotice) -> str:
    return f"{NOTHING_WORDS} {notice.words}".strip() if notice.costs_nothing else notice.words
