"""Whether a consent lets something be shared now. Pure.

A consent is judged by the law of the day on which it was signed (a nine-element form from before April 2024 stays good), and at
the moment of sharing: what was true when the sharing was planned does not count.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cairn.kernel.citations import Citation
from cairn.kernel.decisions import Decision, Finding, Verdict
from cairn.kernel.instants import Instant
from cairn.privacy.domain.consents import (
    ELEMENT_WORDS,
    IN_CLASS,
    KIND_WORDS,
    SHARE_WORDS,
    ConsentKind,
    RecipientClass,
    Share,
    SignedConsent,
)
from cairn.privacy.domain.proofs import proven

SUBJECT = "May be shared"


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What somebody wants to share: with whom, of what kind, how much."""

    kind: ConsentKind
    recipient: str
    recipient_class: RecipientClass
    scope: frozenset[Share]


@dataclass(frozen=True, slots=True)
class Sources:
    """The rules that the findings cite."""

    consent: tuple[Citation, ...] = ()
    revocation: tuple[Citation, ...] = ()
    combined: tuple[Citation, ...] = ()
    minors: tuple[Citation, ...] = ()


def decide_disclosure(
    consents: Iterable[SignedConsent], asked: Disclosure, *, at: Instant, sources: Sources
) -> Decision:
    """Whether one consent, by itself, allows this sharing at this instant. The findings are those of the consent that comes closest.

    Figures when a consent was found: `consent_id`, `form_version`.
    """
    judged = [(consent, judge(consent, asked, at=at, sources=sources)) for consent in consents if names(consent, asked)]
    if not judged:
        return Decision.all_of(SUBJECT, [_none(asked, sources)])
    consent, findings = min(judged, key=lambda pair: sum(not finding.is_met for finding in pair[1]))
    return Decision.all_of(SUBJECT, findings, consent_id=consent.id, form_version=consent.form_version)


def names(consent: SignedConsent, asked: Disclosure) -> bool:
    """Whether a consent speaks of this recipient, for this kind of sharing."""
    if consent.kind is not asked.kind:
        return False
    if consent.recipient:
        return _plain(consent.recipient) == _plain(asked.recipient)
    covered = IN_CLASS.get(consent.recipient_class, frozenset()) | {consent.recipient_class}
    return asked.recipient_class in covered


def judge(consent: SignedConsent, asked: Disclosure, *, at: Instant, sources: Sources) -> list[Finding]:
    """Every rule checked against one consent that names the recipient."""
    return [
        in_force(consent, at=at, sources=sources),
        complete(consent),
        apart(consent, sources),
        *own_word(consent, at=at, sources=sources),
        *proven(consent.signed_for_them),
        _covers(consent, asked, sources),
    ]


def in_force(consent: SignedConsent, *, at: Instant, sources: Sources) -> Finding:
    """Signed by now, not over, not taken back."""
    verdict, found, remedy, citations = Verdict.NOT_MET, "", "Ask the person for a new one.", sources.consent
    if consent.signed_at > at:
        found = "Signed later than this"
    elif consent.is_revoked(at):
        found, citations = "Taken back", sources.revocation
    elif consent.is_over(at):
        found = f"Ended after {consent.expires_on}"
    elif consent.expires_on is None and consent.expires_event:
        verdict, found = Verdict.WARNING, f"Ends with: {consent.expires_event}"
        remedy = "Check that this has not happened yet."
    else:
        until = f"until {consent.expires_on}" if consent.expires_on else "with no end"
        verdict, found, remedy = Verdict.MET, f"Signed {consent.signed_on}, {until}", ""
    needed = "Signed, not ended and not taken back"
    return Finding("consent.in_force", verdict, "In force", needed, found, remedy, citations)


def complete(consent: SignedConsent) -> Finding:
    """Every element that the law of its day asked for."""
    elements, missing = consent.required.elements, consent.missing()
    verdict, found, remedy = Verdict.MET, "All there", ""
    if not elements:
        verdict, found = Verdict.UNKNOWN, "No rule for that day is known here"
        remedy = "Ask for a new consent on the present form."
    elif missing:
        words = dict.fromkeys(ELEMENT_WORDS.get(element, element) for element in missing)
        verdict, found = Verdict.NOT_MET, f"Missing: {', '.join(words)}"
        remedy = "Ask for a new consent that says it."
    needed = f"All {len(elements)} elements asked for on {consent.signed_on}"
    return Finding("consent.complete", verdict, "Complete form", needed, found, remedy, consent.required.citations)


def apart(consent: SignedConsent, sources: Sources) -> Finding:
    """A counselor's own notes and legal cases need a consent of their own."""
    combined = consent.is_combined()
    return Finding(
        "consent.apart",
        Verdict.NOT_MET if combined else Verdict.MET,
        "Not mixed",
        "A counselor's own notes and a legal case each have a consent of their own",
        "A counselor's own notes are mixed with something else" if combined else "Not mixed",
        "Ask for two separate consents." if combined else "",
        sources.combined,
    )


def own_word(consent: SignedConsent, *, at: Instant, sources: Sources) -> tuple[Finding, ...]:
    """What a guardian signed, once their say has ended: nothing is shared on it until the person says so; a doubt if they signed too."""
    if not consent.needs_own_word(at):
        return ()
    verdict = Verdict.WARNING if consent.has_own_word else Verdict.NOT_MET
    found = f"A guardian signed; their say ended on {consent.own_word_from}"
    remedy = "Ask the person for their own word on a new paper. They may say no."
    needed = "The person's own word, once nobody signs for them any more"
    return (Finding("consent.own_word", verdict, "Own word", needed, found, remedy, sources.minors),)


def _covers(consent: SignedConsent, asked: Disclosure, sources: Sources) -> Finding:
    beyond = [SHARE_WORDS[share] for share in sorted(asked.scope - consent.scope)]
    return Finding(
        "consent.scope",
        Verdict.NOT_MET if beyond else Verdict.MET,
        "Covers it",
        ", ".join(SHARE_WORDS[share] for share in sorted(asked.scope)),
        f"Not agreed to: {', '.join(beyond)}" if beyond else "Agreed to",
        "Share less, or ask the person." if beyond else "",
        sources.consent,
    )


def _none(asked: Disclosure, sources: Sources) -> Finding:
    return Finding(
        "consent.exists",
        Verdict.NOT_MET,
        "A consent",
        f"The person's consent for this: {KIND_WORDS[asked.kind].lower()}",
        "None names this recipient",
        "Ask the person. They may say no.",
        sources.consent,
    )


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
