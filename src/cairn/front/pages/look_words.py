"""What the ledger's actions are called when people at work read what they themselves, or others, did."""

from __future__ import annotations

from cairn.kernel.actors import Role

INVITED = "identity.person.invited"
WORDS = {
    "support.client.seen": "Opened a client's page",
    "support.client.listed": "Saw names to choose from",
    "support.client.billing_seen": "Saw names, coverage and diagnoses for bills",
    "support.client.found": "Searched for a name",
    "support.client.enrolled": "Took somebody in",
    "support.client.updated": "Wrote down somebody's name, phone or birth date anew",
    "support.caseload.seen": "Saw a list of clients",
    "caseload.seen": "Saw a peer supporter's clients by phase",
    "support.goal.updated": "Wrote down a goal",
    "support.relationship.started": "Wrote down whom a client chose",
    "support.relationship.ended": "Wrote down a goodbye",
    "support.phase.changed": "Wrote down a new phase",
    "support.promise.made": "Wrote down a promise",
    "support.promise.settled": "Settled a promise",
    "support.story.seen": "Read the story of contacts",
    "support.encounter.seen": "Opened a contact",
    "support.encounter.listed": "Saw a list of contacts",
    "support.encounter.counted": "Counted contacts",
    "support.encounter.recorded": "Wrote down a contact",
    "support.note.seen": "Read a note",
    "support.note.listed": "Saw which notes wait for a signature",
    "support.note.signed": "Signed a note",
    "support.survey_answer.measured": "Computed figures from survey answers, without names",
    "identity.person.invited": "Let somebody in",
    "identity.invitation.reissued": "Made a new sign-in link for somebody",
    "identity.engagement.ended": "Ended somebody's role",
    "identity.license.taken_back": "Took back a license that was entered wrongly",
    "credentials.entry.taken_back": "Took back an entry of a record",
    "privacy.consent.seen": "Saw what may be shared",
    "privacy.consent.given": "Wrote down a permission",
    "privacy.consent.revoked": "Wrote down that a permission was taken back",
    "privacy.disclosure.decided": "Asked whether something may be shared",
    "privacy.look.seen": "Showed somebody who looked",
    "privacy.record_request.taken": "Wrote down that somebody asks for their record",
    "privacy.record_request.seen": "Saw who asks for their record",
    "privacy.breach.recorded": "Wrote down that information went astray",
    "privacy.breach.seen": "Opened the log of what went astray",
    "privacy.accounting.seen": "Opened what was sent about somebody",
}


def in_words(action: str, role: Role | None = None) -> str:
    """An action as a plain sentence, with the role that it gave; one without words is told by its own: "Session recorded"."""
    told = WORDS.get(action) or " ".join(action.split(".")[-2:]).replace("_", " ").capitalize()
    return f"{told} as {role.label.lower()}" if role and action == INVITED else told
