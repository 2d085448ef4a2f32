"""What the ledger's actions are called when a client reads who looked."""

from __future__ import annotations

WORDS = {
    "support.client.seen": "Opened your page",
    "support.client.billing_seen": "Saw your name, coverage and diagnosis for a bill",
    "support.client.found": "Found your name in a search",
    "support.client.listed": "Saw your name in a list",
    "support.client.enrolled": "Took you into the program",
    "support.record.taken_in": "Brought your record along from another system",
    "support.legal_name.written": "Wrote down your legal name or birth date",
    "support.coverage.added": "Wrote down who pays for your care",
    "support.coverage.ended": "Wrote down when that coverage ends",
    "support.diagnosis.added": "Copied a diagnosis from a clinician's record, for a bill",
    "support.diagnosis.taken_back": "Took back a diagnosis that was copied wrongly",
    "support.caseload.seen": "Saw your name and goal in a list",
    "support.goal.updated": "Wrote down your goal",
    "support.relationship.started": "Wrote down that you chose a peer supporter",
    "support.relationship.ended": "Wrote down that you stopped walking together",
    "support.phase.changed": "Wrote down a new phase",
    "support.promise.made": "Wrote down a promise",
    "support.promise.settled": "Settled a promise",
    "support.story.seen": "Read the story of your contacts",
    "support.encounter.seen": "Opened one of your contacts",
    "support.encounter.listed": "Saw your contacts in a list",
    "support.encounter.recorded": "Wrote down a contact with you",
    "support.encounter.marked_in_error": "Marked a contact with you as entered in error",
    "support.contact.drafted": "Began to write down a contact with you",
    "support.note.seen": "Read a note about you",
    "support.note.listed": "Saw that a note about you waits for a signature",
    "support.note.drafted": "Worked on a note about you",
    "support.note.merged": "Brought two drafts of a note about you together",
    "support.note.signed": "Signed a note about you",
    "support.note.amended": "Added to a note about you",
    "supervision.note.signed_off": "Signed a note about you, as supervisor",
    "supervision.note.returned": "Sent a note about you back to its author",
    "support.survey.offered": "Offered you the survey",
    "support.survey.declined": "Wrote down that you turned the survey down",
    "support.survey.answered": "Answered the survey",
    "plans.plan.written": "Worked on your plan",
    "plans.plan.agreed": "Wrote down that you agreed to your plan",
    "plans.plan.seen": "Opened your plan",
    "plans.revisions.seen": "Looked at earlier parts of your plan",
    "gatherings.place.invited": "Invited you to a group",
    "gatherings.place.taken_off": "Took you off the list of a group",
    "gatherings.roster.seen": "Saw who is invited to your group",
    "gatherings.meeting.seen": "Opened a day of your group",
    "gatherings.attendance.corrected": "Corrected who came to your group",
    "incidents.incident.recorded": "Wrote down an incident that concerns you",
    "incidents.incident.seen": "Opened an incident that concerns you",
    "incidents.incident.acknowledged": "Took note of an incident that concerns you",
    "incidents.incident.closed": "Closed an incident that concerns you",
    "incidents.follow_up.added": "Wrote down what followed an incident that concerns you",
    "incidents.report.made": "Wrote down that an incident that concerns you was reported",
    "privacy.consent.seen": "Saw what you allow to be shared",
    "privacy.consent.given": "Wrote down a permission you gave",
    "privacy.consent.revoked": "Wrote down that you took a permission back",
    "privacy.disclosure.decided": "Asked whether something may be shared",
    "privacy.look.seen": "Opened this list",
}


def in_words(action: str) -> str:
    """An action as a plain sentence; one that has no words yet is told by its own: "note saved"."""
    if action in WORDS:
        return WORDS[action]
    return " ".join(action.split(".")[1:]).replace("_", " ").capitalize()
