"""Taking down a contact, all of it at once; and marking one that should not be there."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError

from cairn.kernel.actors import Actor, EncounterId
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.platform.db.added import add_rows
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import lock_one, visible
from cairn.support.commands.notes import texts_kept, write_first_note
from cairn.support.commands.promises import TEXT_LENGTH
from cairn.support.domain.encounters import (
    FIELD_OF,
    EncounterDraft,
    EncounterFacts,
    PromiseMade,
    Recorded,
    decide_record,
)
from cairn.support.domain.notes import DraftConflict, NoteTexts
from cairn.support.models import ContactDraft, Encounter, EncounterMark, Note, PhaseChange, Promise, Relationship
from cairn.support.queries.contact_facts import facts_for_contact


@command(permission="support.encounter.record")
def record_contact(
    *,
    actor: Actor,
    draft: EncounterDraft,
    texts: NoteTexts,
    now: Instant,
    sign: bool = False,
    promise: PromiseMade | None = None,
    version: int = 0,
) -> Recorded:
    """Save a contact with what happened, its note (signed when asked and when it says something), a promise and a step of phase.

    `version` is that of the kept form that this was typed into; if another tab kept a later one, it stays to be merged.
    At most ten statements. Sending the same again changes nothing; the same id with other content raises Conflict with both texts.
    Raises NotFound for a person who is not the actor's, BadInput for times that cannot be.
    """
    on = local_date(now, actor.zone)
    ground = facts_for_contact(actor, draft, now, on)
    if ground.is_recorded:
        return _again(actor, draft, texts)
    warnings = _warnings(draft, ground.facts)
    if promise is not None:
        _check_promise(promise, has_left=ground.relationship.client.ended_on is not None)
    relationship = ground.relationship
    encounter = _written(actor, draft, relationship, now)
    is_signed = sign and not texts.is_empty
    write_first_note(actor, encounter, texts, now, sign=is_signed, version=version + 1)
    if promise is not None:
        _write_promise(actor, relationship, draft.id, promise, now)
    stepped = _step(actor, draft, relationship, now)
    if version:  # a form that was never kept leaves nothing to remove
        visible(ContactDraft, actor, "support.note.write", on).filter(id=draft.id, version=version).delete()
    recorded = Recorded(draft.id, is_signed, warnings)
    _tell_ledger(draft, recorded, has_promise=promise is not None, has_stepped=stepped)
    return recorded


@command(permission="support.encounter.correct")
def mark_in_error(*, actor: Actor, encounter_id: UUID, because: str, now: Instant) -> None:
    """Mark one's own contact as entered in error. It stays to be seen, and no longer counts for hours, billing or outcomes."""
    on = local_date(now, actor.zone)
    rows = visible(Encounter, actor, "support.encounter.correct", on).filter(peer_id=actor.engagement_id)
    encounter = lock_one(rows, encounter_id)
    if encounter.in_error_at is not None:
        return ledger.unchanged("already marked as entered in error")
    reason = because.strip()
    if not reason:
        raise BadInput({"because": "Say in a few words what is wrong with it; the reason stays with the contact."})
    if len(reason) > REASON_LONGEST:
        raise BadInput({"because": f"Use at most {REASON_LONGEST} characters; this has {len(reason)}."})
    encounter.in_error_at, encounter.in_error_by_id, encounter.in_error_because = now, actor.engagement_id, reason
    encounter.save(update_fields=["in_error_at", "in_error_by_id", "in_error_because"])
    ledger.record("support.encounter.marked_in_error", client=encounter.client_id, encounter=encounter.id)
    return None


REASON_LONGEST = 200  # the column's


def _warnings(draft: EncounterDraft, facts: EncounterFacts) -> tuple[str, ...]:
    """What is unusual about it, by code: it is kept all the same. Raises BadInput for what cannot be."""
    decision = decide_record(draft, facts)
    if decision.against:
        raise BadInput(
            {FIELD_OF[f.code]: f"{f.title}: {f.found}; it must be {f.required}. {f.remedy}" for f in decision.against}
        )
    return tuple(finding.code for finding in decision.warnings)


def _written(actor: Actor, draft: EncounterDraft, relationship: Relationship, now: Instant) -> Encounter:
    """The contact with what it was marked as."""
    encounter = Encounter(
        id=draft.id,
        organization_id=actor.organization_id,
        program_id=relationship.client.program_id,
        client_id=draft.client_id,
        relationship=relationship,
        peer_id=actor.engagement_id,
        kind=draft.kind.value,
        place=draft.place.value,
        phase=draft.phase.value if draft.phase else relationship.phase,
        started_at=draft.span.start,
        ended_at=draft.span.end,
        zone=draft.zone,
        started_on=draft.started_on,
        minutes=draft.span.minutes,
        session_id=draft.session_id,
        recorded_at=now,
        recorded_by_id=actor.engagement_id,
        device_recorded_at=draft.device_recorded_at,
        device_zone=draft.device_zone,
    )
    try:
        add_rows([encounter])
    except IntegrityError as error:  # the same form, sent twice at once: the other one is being written now
        raise Conflict("This contact is being saved in another window. Look at it there.") from error
    add_rows(
        EncounterMark(organization_id=actor.organization_id, encounter=encounter, family=mark.family, code=mark.code)
        for mark in sorted(draft.marks)
    )
    return encounter


def _tell_ledger(draft: EncounterDraft, recorded: Recorded, *, has_promise: bool, has_stepped: bool) -> None:
    """That it was saved, and how; nothing of what it says."""
    ledger.record(
        "support.encounter.recorded",
        client=draft.client_id,
        encounter=draft.id,
        minutes=draft.span.minutes,
        signed=recorded.is_signed,
        promise=has_promise,
        phase=draft.phase.value if draft.phase and has_stepped else "",
        warnings=list(recorded.warnings),
    )


def _check_promise(promise: PromiseMade, *, has_left: bool) -> None:
    if has_left:
        raise BadInput(
            {"promise": "They left, so no open promise is kept for them. Say in the note what was promised."}
        )
    if not promise.text.strip():
        raise BadInput({"promise": "Write what was promised, or clear the day."})
    if len(promise.text) > TEXT_LENGTH:
        raise BadInput({"promise": f"Use at most {TEXT_LENGTH} characters; now it is {len(promise.text)}."})


def _write_promise(
    actor: Actor, relationship: Relationship, encounter_id: UUID, promise: PromiseMade, now: Instant
) -> None:
    Promise.objects.create(
        organization_id=actor.organization_id,
        relationship=relationship,
        encounter_id=encounter_id,
        text=promise.text,
        due_on=promise.due_on,
        made_at=now,
        made_by_id=actor.engagement_id,
    )


def _step(actor: Actor, draft: EncounterDraft, relationship: Relationship, now: Instant) -> bool:
    """Take the step of phase that was noticed, in either direction. A late entry does not undo a later step."""
    day = draft.started_on
    if (
        draft.phase is None
        or draft.phase.value == relationship.phase
        or relationship.ended_on
        or day < relationship.phase_since
    ):
        return False
    relationship.phase, relationship.phase_since = draft.phase.value, day
    relationship.save(update_fields=["phase", "phase_since"])
    PhaseChange.objects.create(
        organization_id=actor.organization_id,
        relationship=relationship,
        phase=draft.phase.value,
        on=day,
        encounter_id=draft.id,
        recorded_at=now,
        recorded_by_id=actor.engagement_id,
    )
    return True


def _again(actor: Actor, draft: EncounterDraft, texts: NoteTexts) -> Recorded:
    """The id is taken: by this very contact (nothing to do), by another state of it (both texts), or by somebody else's."""
    own = Note.objects.filter(organization_id=actor.organization_id, author_id=actor.engagement_id)
    note = own.filter(encounter_id=draft.id).select_related("encounter").first()
    if note is None:
        raise NotFound
    stored = note.encounter
    same_time = stored.minutes == draft.span.minutes and (
        draft.ended_just_now or (stored.started_at, stored.ended_at) == (draft.span.start, draft.span.end)
    )
    same_facts = (stored.client_id, stored.kind, stored.place) == (draft.client_id, draft.kind, draft.place)
    kept = texts_kept(note)
    if not (same_time and same_facts and kept == texts):
        raise DraftConflict(kept, texts, current_version=note.version)
    ledger.unchanged("this contact was saved before")
    return Recorded(EncounterId(stored.id), note.signed_at is not None)
