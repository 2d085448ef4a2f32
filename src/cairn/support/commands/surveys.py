"""The client's one-minute survey: handed over, answered in private, or turned down."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from cairn.instruments.answers import read_answers
from cairn.instruments.questionnaires import Instrument
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import lock_one, visible
from cairn.support import policy_contacts  # noqa: F401 - declares who may
from cairn.support.models import Encounter, Survey, SurveyAnswer

CHANNELS = ("handed_phone", "link", "paper")


@command(permission="support.survey.offer")
def offer_survey(
    *, actor: Actor, encounter_id: UUID, instrument: Instrument, channel: str, token_digest: str, now: Instant
) -> UUID:
    """Offer the survey of one's own contact through a one-time link, of which only the digest is stored.

    Offering again while it is open puts a new link in the place of the old one. Raises Conflict once it is answered or declined.
    """
    if channel not in CHANNELS:
        raise BadInput({"channel": "Hand over the phone, or show the link."})
    on = local_date(now, actor.zone)
    encounter, survey = _own_contact(actor, encounter_id, on)
    if survey is None:
        survey = _new_survey(actor, encounter, instrument, now)
        survey.channel, survey.token_digest = channel, token_digest
        survey.save(force_insert=True)
    elif survey.state != "offered":
        raise Conflict("This survey is finished. The next contact has one of its own.")
    elif survey.token_digest == token_digest:
        ledger.unchanged("this link was offered before")
        return survey.id
    else:
        survey.channel, survey.token_digest, survey.offered_at = channel, token_digest, now
        survey.save(update_fields=["channel", "token_digest", "offered_at"])
    ledger.record("support.survey.offered", client=survey.client_id, encounter=encounter_id, channel=channel)
    return survey.id


@command(permission="support.survey.offer")
def decline_survey(*, actor: Actor, encounter_id: UUID, instrument: Instrument, now: Instant) -> None:
    """The client said no. It counts for the response rate, and nobody asks again about this contact."""
    encounter, survey = _own_contact(actor, encounter_id, local_date(now, actor.zone))
    if survey is not None and survey.state == "declined":
        return ledger.unchanged("already declined")
    if survey is not None and survey.state == "answered":
        raise Conflict("This survey is finished.")
    if survey is None:
        survey = _new_survey(actor, encounter, instrument, now)
    survey.state, survey.token_digest = "declined", ""
    survey.save()
    ledger.record("support.survey.declined", client=survey.client_id, encounter=encounter_id)
    return None


@command(permission="support.survey.answer")
def answer_survey(*, actor: Actor, instrument: Instrument, given: Mapping[str, str], now: Instant) -> None:
    """Take down the client's answers. `actor` is whoever holds the one-time link. Skipped questions stay missing.

    Raises BadInput naming a question, NotFound when the survey is gone. Sending again changes nothing: the first answers stand.
    """
    survey = visible(Survey, actor, "support.survey.answer", local_date(now, actor.zone)).select_for_update().first()
    if survey is None or survey.state == "declined":
        raise NotFound
    if survey.state == "answered":
        return ledger.unchanged("already answered")
    answers = read_answers(instrument, given)
    SurveyAnswer.objects.bulk_create(
        SurveyAnswer(
            organization_id=actor.organization_id,
            survey=survey,
            link_id=answer.link_id,
            code=answer.option.code,
            number=answer.option.number,
        )
        for answer in answers
    )
    survey.state, survey.answered_at = "answered", now
    survey.instrument, survey.instrument_version = instrument.name, instrument.version
    survey.save(update_fields=["state", "answered_at", "instrument", "instrument_version"])
    ledger.record("support.survey.answered", client=survey.client_id, survey=survey.id, count=len(answers))
    return None


def _own_contact(actor: Actor, encounter_id: UUID, on: date) -> tuple[Encounter, Survey | None]:
    """One's own contact, locked, with its survey if there is one; raises NotFound."""
    own = visible(Encounter, actor, "support.survey.offer", on).filter(peer_id=actor.engagement_id)
    encounter = lock_one(own.filter(in_error_at__isnull=True), encounter_id)
    return encounter, visible(Survey, actor, "support.survey.offer", on).filter(encounter_id=encounter_id).first()


def _new_survey(actor: Actor, encounter: Encounter, instrument: Instrument, now: Instant) -> Survey:
    return Survey(
        organization_id=actor.organization_id,
        encounter=encounter,
        client_id=encounter.client_id,
        instrument=instrument.name,
        instrument_version=instrument.version,
        channel="handed_phone",
        state="offered",
        offered_at=now,
    )
