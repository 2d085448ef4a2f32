"""Consents: what a client agreed to, in the sizes in which people decide, on a form of its day. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from cairn.kernel.citations import Citation
from cairn.kernel.instants import Instant, local_date
from cairn.privacy.domain.proofs import SignedForThem


class ConsentKind(StrEnum):
    """What the sharing is for. One consent is of one kind."""

    TREATMENT_PAYMENT_OPERATIONS = "treatment_payment_operations"
    NAMED_PARTY = "named_party"
    EMPLOYER = "employer"
    LEGAL_PROCEEDINGS = "legal_proceedings"
    LICENSING_BOARD = "licensing_board"
    COUNSELING_NOTES = "counseling_notes"
    RESEARCH = "research"
    RECORDING = "recording"


class RecipientClass(StrEnum):
    """Who receives: a class that a consent may name instead of one party."""

    CARE_AND_PAYMENT = (
        "care_and_payment"  # "my treating providers, health plans, third-party payers, and people helping to operate"
    )
    PROVIDER = "provider"
    PAYER = "payer"
    INTERMEDIARY = (
        "intermediary"  # an exchange of records: it passes on to those who treat the person (42 CFR 2.11, 2.24)
    )
    FAMILY = "family"
    COURT = "court"
    EMPLOYER = "employer"
    LICENSING_BOARD = "licensing_board"
    RESEARCHER = "researcher"
    OBSERVER = "observer"
    OTHER = "other"


class Share(StrEnum):
    """What may be shared, in the sizes in which people decide."""

    ATTENDANCE = "attendance"
    PLAN = "plan"
    PROGRESS = "progress"
    CONTACTS = "contacts"
    NOTES = "notes"
    BILLING = "billing"
    COUNSELING_NOTES = "counseling_notes"
    RECORDING = "recording"


KIND_WORDS = {
    ConsentKind.TREATMENT_PAYMENT_OPERATIONS: "Care, payment and running the program",
    ConsentKind.NAMED_PARTY: "Someone I name",
    ConsentKind.EMPLOYER: "My employer",
    ConsentKind.LEGAL_PROCEEDINGS: "A court or legal case",
    ConsentKind.LICENSING_BOARD: "A licensing board",
    ConsentKind.COUNSELING_NOTES: "A counselor's own notes",
    ConsentKind.RESEARCH: "Research",
    ConsentKind.RECORDING: "Being recorded or watched",
}
RECIPIENT_WORDS = {
    RecipientClass.CARE_AND_PAYMENT: "My care providers, health plans, payers and people who help run this program",
    RecipientClass.PROVIDER: "A care provider",
    RecipientClass.PAYER: "A health plan or payer",
    RecipientClass.INTERMEDIARY: "An exchange of records, which passes it on to those who treat me",
    RecipientClass.FAMILY: "Family or a friend",
    RecipientClass.COURT: "A court, probation or parole",
    RecipientClass.EMPLOYER: "An employer",
    RecipientClass.LICENSING_BOARD: "A licensing board",
    RecipientClass.RESEARCHER: "A researcher",
    RecipientClass.OBSERVER: "Someone who records or watches us",
    RecipientClass.OTHER: "Someone else",
}
RECIPIENT_MEANS = {
    RecipientClass.CARE_AND_PAYMENT: "All of them together, so no name. The only choice under which the service can be billed",
    RecipientClass.PROVIDER: "One, by name. Nothing can be billed under it",
    RecipientClass.PAYER: "One, by name. Nothing can be billed under it",
    RecipientClass.INTERMEDIARY: "One, by name. I can ask it for the list of those to whom it passed it on",
}
SHARE_WORDS = {
    Share.ATTENDANCE: "That I come here, and when",
    Share.PLAN: "My goals and my recovery plan",
    Share.PROGRESS: "How I am doing, in short",
    Share.CONTACTS: "My contacts: when, how long, what kind",
    Share.NOTES: "Notes about my contacts",
    Share.BILLING: "What a bill needs",
    Share.COUNSELING_NOTES: "A counselor's own notes",
    Share.RECORDING: "What we say and do together, recorded or watched",
}
KIND_FOR = {
    RecipientClass.CARE_AND_PAYMENT: ConsentKind.TREATMENT_PAYMENT_OPERATIONS,
    RecipientClass.COURT: ConsentKind.LEGAL_PROCEEDINGS,
    RecipientClass.EMPLOYER: ConsentKind.EMPLOYER,
    RecipientClass.LICENSING_BOARD: ConsentKind.LICENSING_BOARD,
    RecipientClass.RESEARCHER: ConsentKind.RESEARCH,
    RecipientClass.OBSERVER: ConsentKind.RECORDING,
}  # every other recipient is somebody whom the person names
IN_CLASS = {RecipientClass.CARE_AND_PAYMENT: frozenset({RecipientClass.PROVIDER, RecipientClass.PAYER})}


@dataclass(frozen=True, slots=True)
class Form:
    """A printed consent form: the elements that its fixed text carries, whatever is filled in."""

    version: str
    states: frozenset[str]


_PRINTED = frozenset({"patient", "discloser", "revocation", "signature", "date"})
FORMS = {
    "nine-elements": Form("nine-elements", _PRINTED),
    "2024": Form("2024", _PRINTED | {"redisclosure_statement", "consequences_of_refusing"}),
    "screen-1": Form("screen-1", _PRINTED | {"redisclosure_statement", "consequences_of_refusing"}),
    "screen-1-es": Form("screen-1-es", _PRINTED | {"redisclosure_statement", "consequences_of_refusing"}),
}
CURRENT_FORM = "2024"  # printed, signed by hand
SCREEN_FORM = "screen-1"  # the words of `domain/papers.py`, signed on a screen; its text is kept with each signature
SCREEN_FORM_SPANISH = "screen-1-es"  # the same in Spanish: version and language of what was signed

ELEMENT_WORDS = {
    "patient": "whose information it is",
    "discloser": "who may share",
    "description": "what may be shared",
    "how_much_and_what": "what may be shared",
    "recipient": "who receives",
    "purpose": "what for",
    "revocation": "how to take it back",
    "expiry": "when it ends",
    "signature": "a signature",
    "date": "the date",
    "redisclosure_statement": "that a receiver may share it on",
    "consequences_of_refusing": "what happens on saying no",
}


@dataclass(frozen=True, slots=True)
class Requirement:
    """What a form of this kind had to hold on the day when it was signed. No elements: no rule is known for that day."""

    elements: tuple[str, ...]
    must_end: bool
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class SignedConsent:
    """One consent as signed. `required` is the law of the day of signing; an empty `recipient` means the whole class."""

    id: UUID
    kind: ConsentKind
    recipient: str
    recipient_class: RecipientClass
    scope: frozenset[Share]
    purpose: str
    expires_on: date | None
    expires_event: str
    form_version: str
    signed_at: Instant
    signed_zone: str
    revoked_at: Instant | None
    required: Requirement
    own_word_from: date | None = None  # a guardian signed; from this day on the person's own word is needed
    has_own_word: bool = True  # the person signed too
    paper_id: UUID | None = None
    signed_for_them: SignedForThem | None = None  # a guardian's name stands on it

    @property
    def signed_on(self) -> date:
        return local_date(self.signed_at, self.signed_zone)

    def missing(self) -> tuple[str, ...]:
        """The required elements that are not there; an end counts as missing only where one is required."""
        form = FORMS.get(self.form_version)
        there = set(form.states) if form else set()
        there |= {"description", "how_much_and_what"} if self.scope else set()
        there |= {"recipient"} if self.recipient or self.recipient_class is not RecipientClass.OTHER else set()
        there |= {"purpose"} if self.purpose else set()
        there |= {"expiry"} if self.expires_on or self.expires_event or not self.required.must_end else set()
        return tuple(element for element in self.required.elements if element not in there)

    def is_combined(self) -> bool:
        """Whether it mixes what the law keeps apart: a counselor's own notes with anything else."""
        if self.kind is ConsentKind.COUNSELING_NOTES:
            return self.scope != {Share.COUNSELING_NOTES}
        return Share.COUNSELING_NOTES in self.scope

    def is_revoked(self, at: Instant) -> bool:
        return self.revoked_at is not None and self.revoked_at <= at

    def needs_own_word(self, at: Instant) -> bool:
        """Whether a guardian signed whose say has ended by now."""
        return self.own_word_from is not None and local_date(at, self.signed_zone) >= self.own_word_from

    @property
    def is_proven(self) -> bool:
        """Whether everybody who signed had the right to: false where a guardian signed on their word alone."""
        return self.signed_for_them is None or self.signed_for_them.is_proven

    def is_over(self, at: Instant) -> bool:
        return self.expires_on is not None and local_date(at, self.signed_zone) > self.expires_on
