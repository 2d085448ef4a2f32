"""A job with applicants and a panel, made by the room's own commands."""

from __future__ import annotations

from uuid import UUID

from cairn.hiring.commands.applicants import send_application
from cairn.hiring.commands.positions import post_position, write_description
from cairn.hiring.commands.rounds import RoundDraft, open_round
from cairn.hiring.commands.sheets import SheetDraft, save_sheet
from cairn.hiring.domain.applications import Application
from cairn.hiring.domain.descriptions import DescriptionDraft
from cairn.hiring.models import Interview, Position
from cairn.hiring.queries.postings import Posting, get_posting
from cairn.kernel.actors import Actor
from cairn.kernel.money import Money
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of
from tests.people import NOW, TODAY, Cast

DRAFT = DescriptionDraft(
    title="Recovery coach",
    setting="Main Street, and out in the community",
    supervisor="Clinical supervisor",
    hours="20 hours a week, flexible",
    pay_low=Money.dollars(17),
    pay_high=Money.dollars(20),
    overview="Walk with people as they find their own way.",
    duties=("wellness_plan", "listen", "supervision"),
    qualifications=("lived_experience", "certification"),
)
QUESTIONS = ("helped", "taught", "frustration", "duties")


def posted(cast: Cast) -> Posting:
    """A job that is open today."""
    with scope_of(cast.faye):
        position_id = write_description(actor=cast.faye, position_id=new_id(), draft=DRAFT, now=NOW)
        post_position(actor=cast.faye, position_id=position_id, open_from=TODAY, open_until=None, now=NOW)
        number = Position.objects.get(id=position_id).public_id
    return get_posting(number, NOW)


def applied(posting: Posting, name: str = "Robin") -> UUID:
    with scope_of(posting.actor):
        return send_application(
            actor=posting.actor,
            applicant_id=new_id(),
            application=Application(name, "406-555-0100", "I have led a group for two years."),
            now=NOW,
        )


def opened(cast: Cast, posting: Posting, panel: tuple[Actor, ...], *applicants: UUID, **changes) -> UUID:
    """A round with these members that hears these applicants."""
    draft = {
        "guide": "first",
        "questions": QUESTIONS,
        "own": (),
        "members": tuple(member.engagement_id for member in panel),
        "applicants": applicants,
        **changes,
    }
    with scope_of(cast.faye):
        return open_round(
            actor=cast.faye, round_id=new_id(), position_id=posting.position_id, draft=RoundDraft(**draft), now=NOW
        )


def interview_of(cast: Cast, round_id: UUID, applicant_id: UUID) -> UUID:
    with scope_of(cast.faye):
        return Interview.objects.get(round_id=round_id, applicant_id=applicant_id).id


def sheet_of(**changes) -> SheetDraft:
    content = {
        "answers": {"helped": "4", "taught": "3", "frustration": "5", "duties": "yes"},
        "notes": {},
        "positives": "",
        "concerns": "",
    }
    return SheetDraft(**{**content, **changes})


def scored(actor: Actor, interview_id: UUID, *, hands_in: bool = True, **changes) -> None:
    with scope_of(actor):
        save_sheet(actor=actor, interview_id=interview_id, draft=sheet_of(**changes), hands_in=hands_in, now=NOW)
