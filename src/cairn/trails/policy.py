"""Who may see and do what on a trail. A candidate's way is the candidate's: no other role reads these rows."""

from __future__ import annotations

from django.db.models import Q

from cairn.kernel.actors import Role
from cairn.privacy.policy import Grant, Reach, declare
from cairn.trails.models import Confirmation, HoursEntry, StepNote, TrailChoice

CANDIDATE = Role.CANDIDATE

declare(
    [
        Grant("trails.trail.see", CANDIDATE, Reach.OWN, "Knows what is done, what is next and who must act."),
        Grant("trails.trail.choose", CANDIDATE, Reach.OWN, "The way to the certificate is theirs to choose."),
        Grant("trails.step.note", CANDIDATE, Reach.OWN, "Notes what they did themselves."),
        Grant("trails.hours.see", CANDIDATE, Reach.OWN, "Checks which hours count."),
        Grant("trails.hours.record", CANDIDATE, Reach.OWN, "Keeps the ledger of their own hours."),
        Grant("trails.confirmation.ask", CANDIDATE, Reach.OWN, "Asks the organization to confirm what they did."),
        Grant("trails.places.compare", CANDIDATE, Reach.OWN, "Wants to know what a move to another state asks for."),
        Grant("trails.places.compare", Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Hires people from other states."),
        Grant("trails.places.compare", Role.BOARD_CLERK, Reach.ORGANIZATION, "Reads papers of other states."),
        Grant("trails.places.compare", Role.TRAINING_COORDINATOR, Reach.ORGANIZATION, "Advises people who move."),
    ],
    {
        (TrailChoice, Reach.OWN): lambda actor, on: Q(candidate_id=actor.engagement_id),
        (StepNote, Reach.OWN): lambda actor, on: Q(candidate_id=actor.engagement_id),
        (HoursEntry, Reach.OWN): lambda actor, on: Q(candidate_id=actor.engagement_id),
        (Confirmation, Reach.OWN): lambda actor, on: Q(candidate_id=actor.engagement_id),
    },
)
