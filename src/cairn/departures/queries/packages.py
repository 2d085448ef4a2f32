"""The package that a person takes along, as it would be at this moment: the parts that the consent lets be shared, no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.departures import policy
from cairn.departures.domain.packages import NOTICE, POSSIBLE, ConsentCopy, Cover, Part, hash_of, package_text
from cairn.departures.domain.summaries import QUESTIONS
from cairn.departures.queries.additions import list_additions
from cairn.departures.queries.departures import list_departures_of
from cairn.departures.queries.records import Asked, check_records
from cairn.departures.queries.told_elsewhere import corrections_told, plan_told
from cairn.identity.queries.organizations import name_of_organization
from cairn.kernel.actors import Actor
from cairn.kernel.decisions import Decision
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant, in_words, local_date
from cairn.platform.packs import rules_on
from cairn.privacy.domain.consents import SHARE_WORDS, Share, SignedConsent
from cairn.privacy.domain.disclosures import Disclosure
from cairn.privacy.policy import may
from cairn.privacy.queries.consents import decide_sharing
from cairn.privacy.queries.sending import ask_again
from cairn.privacy.queries.signed_consents import get_signed
from cairn.privacy.queries.signed_papers import find_signed_paper
from cairn.privacy.subjects import require_client
from cairn.support.queries.clients import ClientView, get_client
from cairn.support.queries.story import Told, list_story

STRETCH = 500  # contacts read at once


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be sent, to whom, for what; under which consent."""

    client_id: UUID
    consent_id: UUID
    recipient: str
    scope: frozenset[Share]
    purpose: str


@dataclass(frozen=True, slots=True)
class Package:
    """The decision of this moment, and the text with its mark; the text is empty when it may not be shared."""

    decision: Decision
    text: str
    content_hash: str
    notice: str
    notice_source: str


def make_package(actor: Actor, wanted: Wanted, at: Instant, *, sending_id: UUID | None = None) -> Package:
    """What would go out now; with `sending_id`, what goes: the consent is asked again, and Refused raised when it does not stand.

    Raises NotFound (person, consent), BadInput (nothing chosen).
    """
    on = local_date(at, actor.zone)
    require_client(actor, policy.SEND, wanted.client_id, on)
    if not wanted.scope:
        raise BadInput({"scope": "Choose what goes along."})
    if not wanted.scope <= set(POSSIBLE):
        raise BadInput({"scope": "One of these cannot be sent from here. Choose again."})
    if Share.NOTES in wanted.scope and not may(actor, "support.note.see"):
        raise BadInput({"scope": "Notes can be sent only by whoever may read them. Ask their peer supporter."})
    consent = get_signed(actor, wanted.client_id, wanted.consent_id, at)
    decision = _decided(actor, wanted, consent, at, sending_id)
    notice, source = _notice(actor, wanted.client_id, on)
    if not decision.allowed:
        return Package(decision, "", "", notice, source)
    person = get_client(actor, wanted.client_id, on)
    sender = name_of_organization(actor)
    cover = Cover(
        person.name,
        sender,
        wanted.recipient,
        wanted.purpose,
        on,
        _told(consent),
        notice,
        source,
        _copy(actor, consent, on),
    )
    text = package_text(cover, tuple(_parts(actor, person, wanted.scope, on)))
    return Package(decision, text, hash_of(text), notice, source)


def _decided(actor: Actor, wanted: Wanted, consent: SignedConsent, at: Instant, sending_id: UUID | None) -> Decision:
    """Asked of the consents that stand at this very moment."""
    asked = Disclosure(consent.kind, wanted.recipient, consent.recipient_class, wanted.scope)
    if sending_id is None:
        return decide_sharing(actor, wanted.client_id, asked, at)
    sending = ask_again(actor, {sending_id: wanted.client_id}, asked, at)
    sending.require(sending_id)
    return sending.decisions[sending_id]


def _notice(actor: Actor, client_id: UUID, on: date) -> tuple[str, str]:
    """The notice that goes along with the record of a Part 2 program, with its source of that day."""
    checked = check_records(actor, [Asked(client_id)], on).get(client_id)
    rule = rules_on(on, actor.place).find("part2.notice_with_disclosure")
    if checked is None or not checked.is_part2 or rule is None:
        return "", ""
    return NOTICE, str(rule.citation)


def _parts(actor: Actor, person: ClientView, scope: frozenset[Share], on: date) -> Iterator[Part]:
    contacts: tuple[Told, ...] = ()
    if scope & {Share.ATTENDANCE, Share.CONTACTS, Share.NOTES}:
        contacts = tuple(one for one in reversed(_all_contacts(actor, person.id, on)) if not one.is_in_error)
    for share in POSSIBLE:
        if share in scope:
            yield Part(share, tuple(_lines(actor, person, share, contacts, on)))


def _all_contacts(actor: Actor, client_id: UUID, on: date) -> list[Told]:
    """From the newest to the first, read in stretches."""
    story = list_story(actor, client_id, on, limit=STRETCH)
    told = list(story.contacts)
    while story.older is not None:
        story = list_story(actor, client_id, on, before=story.older, limit=STRETCH)
        told += story.contacts
    return told


def _lines(
    actor: Actor, person: ClientView, share: Share, contacts: tuple[Told, ...], on: date
) -> Iterator[tuple[str, str]]:
    if share is Share.ATTENDANCE:
        yield from _attendance(person, contacts)
        yield from _put_right(actor, person, on)
    elif share is Share.PROGRESS:
        yield from _summaries(actor, person, on)
    elif share is Share.PLAN:
        yield from _plan_lines(actor, person, on)
    elif share is Share.CONTACTS:
        for one in contacts:
            told = f"{one.kind.label}, {one.place.label}, {one.minutes} min, with {one.peer_name}"
            yield in_words(one.started_on), told
        yield from _put_right(actor, person, on)
    else:
        yield from _notes(contacts)


def _attendance(person: ClientView, contacts: tuple[Told, ...]) -> Iterator[tuple[str, str]]:
    yield "Program", person.program_name
    yield "Here since", in_words(person.started_on)
    if person.ended_on:
        yield "Left on", in_words(person.ended_on)
    for one in contacts:
        yield in_words(one.started_on), one.kind.label


def _put_right(actor: Actor, person: ClientView, on: date) -> Iterator[tuple[str, str]]:
    """What a group's list said wrongly, and what is so."""
    for one in corrections_told(actor, person.id, on):
        yield f"Put right: {one.name}, {in_words(one.on)}", f"Stood there: {one.was_told}. It is so: {one.is_told}"


def _summaries(actor: Actor, person: ClientView, on: date) -> Iterator[tuple[str, str]]:
    """The signed summaries of leavings that were not taken back, and what was added to them later."""
    leavings = list_departures_of(actor, person.id, on)
    added = list_additions(actor, [one.id for one in leavings], on)
    for departure in leavings:
        if departure.summary_state == "signed" and departure.summary and departure.taken_back_at is None:
            texts = departure.summary.texts
            yield from ((each.label, getattr(texts, each.code)) for each in QUESTIONS if getattr(texts, each.code))
            yield from ((f"Added: {one.reason}", one.text) for one in added.get(departure.id, ()))


def _notes(contacts: tuple[Told, ...]) -> Iterator[tuple[str, str]]:
    """Signed notes, and what was added to them later."""
    for one in contacts:
        if one.note is not None and one.is_signed:
            texts = one.note.texts
            yield in_words(one.started_on), "\n".join(filter(None, (texts.data, texts.assessment, texts.plan)))
            if texts.their_words:
                yield "In their own words", texts.their_words
            yield from ((f"Added: {added.reason}", added.text) for added in one.note.amendments)


def _plan_lines(actor: Actor, person: ClientView, on: date) -> Iterator[tuple[str, str]]:
    if person.goal:
        yield "What they want", person.goal
    plan = plan_told(actor, person.id, on)
    for goal in plan.walking:
        yield "Goal, on the way", goal
    for goal in plan.reached:
        yield "Goal, reached", goal
    yield from plan.parts


def _copy(actor: Actor, consent: SignedConsent, on: date) -> ConsentCopy | None:
    """The words as signed. None for a form signed by hand, and for a paper that names others, too: they are nobody's business here."""
    paper = find_signed_paper(actor, consent.paper_id, on)
    if paper is None or paper.receivers > 1:
        return None
    signed = tuple((one.name, one.signed_at.isoformat()) for one in paper.signatures)
    return ConsentCopy(paper.text, paper.language.value, paper.digest, signed)


def _told(consent: SignedConsent) -> str:
    until = in_words(consent.expires_on) if consent.expires_on else consent.expires_event or "no end"
    what = ", ".join(SHARE_WORDS[share] for share in Share if share in consent.scope)
    return f"Signed {in_words(consent.signed_on)}, until: {until}. It lets be shared: {what}."
