"""What the ledger's actions are called when a client reads who looked."""

from __future__ import annotations

WORDS = {
    "support.client.seen": "Opened your page",
    "support.client.billing_seen": "Saw your name, coverage and diagnosis for a bill",
    "support.client.found": "Found your name in a search",
    "support.client.enrolled": "Took you into the program",
    "support.caseload.seen": "Saw your name and goal in a list",
    "support.goal.updated": "Wrote down your goal",
    "support.relationship.started": "Wrote down that you chose a peer supporter",
    "support.relationship.ended": "Wrote down that you stopped walking together",
    "support.phase.changed": "Wrote down a new phase",
    "support.promise.made": "Wrote down a promise",
    "support.promise.settled": "Settled a promise",
    "support.story.seen": "Read the story of your contacts",
    "support.encounter.seen": "Opened one of your contacts",
    "support.encounter.recorded": "Wrote down a contact with you",
    "support.note.seen": "Read a note about you",
    "support.note.signed": "Signed a note about you",
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
